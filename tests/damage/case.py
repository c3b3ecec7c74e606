"""What a case of the damage suite is, and what a sentence that a person reads has to be like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from grader.result import Grade
from tests.foreign.base import Content, as_bytes, solved_notebook
from tests.foreign.changes import Change

ALL = {"model": 10.0, "my_dense": 10.0, "my_dense_v": 10.0}
MOST_CHARACTERS = 200

_NOT_FOR_PEOPLE = re.compile(r"Traceback|File \"|<class |object at 0x|\bline None\b|\n|Error:? ?\.?$")
"""What a sentence never holds: pieces of a traceback, of a repr, an exception's name without a word."""


@dataclass(frozen=True)
class Damage:
    """One way in which a right submission of binary_digits goes wrong.

    Attributes:
        make: the bytes that are handed in.
        said: a part of a sentence that the result holds; empty where there is nothing to say.
        lost: exercise -> its status, for those that cannot have points; the others have all.
        is_ungradable: nothing can be read.
    """

    make: Callable[[], bytes]
    said: str = ""
    lost: Mapping[str, str] = field(default_factory=dict)
    is_ungradable: bool = False


def changed(change: Change, said: str = "", **lost: str) -> Damage:
    """Return the damage that a change of the notebook's JSON data does."""

    def make() -> bytes:
        content = solved_notebook()
        change(content)
        return as_bytes(content)

    return Damage(make, said, lost)


def rewritten(rewrite: Callable[[bytes], bytes], said: str = "") -> Damage:
    """Return the damage that a change of the file's bytes does, where it costs nothing."""
    return Damage(lambda: rewrite(as_bytes(solved_notebook())), said)


def ruined(rewrite: Callable[[bytes], bytes], said: str) -> Damage:
    """Return the damage after which nothing can be read."""
    return Damage(lambda: rewrite(as_bytes(solved_notebook())), said, is_ungradable=True)


def every_cell(**values: object) -> Change:
    """Set keys of every cell."""

    def change(content: Content) -> None:
        for cell in content["cells"]:
            cell.update(values)

    return change


def sentences_of(grade: Grade) -> list[str]:
    """Return all that a person reads of a result beside the checks."""
    said = [grade.reason, *grade.warnings, *(exercise.message for exercise in grade.exercises)]
    return [sentence for sentence in said if sentence]


def assert_plain(sentence: str) -> None:
    """A sentence is one line of words, begins and ends as sentences do, can be printed and is not long."""
    assert sentence[0].isupper() or sentence[0] == "`", sentence
    assert sentence.endswith((".", "?")), sentence
    assert len(sentence) <= MOST_CHARACTERS, sentence
    assert sentence.isprintable(), sentence
    assert not _NOT_FOR_PEOPLE.search(sentence), sentence
