"""What goes wrong most often in a class: known misconceptions with an example, and what none explains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from public_tests.known_mistakes import KnownMistakes

from .answers import Answer, Work
from .class_results import Graded
from .store import Result

EXAMPLE_LINES = 12


@dataclass(frozen=True)
class Mistake:
    """A misconception that a class has.

    Attributes:
        exercise: heading of its exercise.
        name: of the misconception.
        says: what the code does.
        hint: one nudge; empty if the lab does not know the misconception any more.
        count: submissions.
        example: the code of one of them, without comments and without a name; None if there is none to show.
    """

    exercise: str
    name: str
    says: str
    hint: str
    count: int
    example: str | None


@dataclass(frozen=True)
class Unexplained:
    """Wrong answers to an exercise that fit no known misconception, and what most of them fail first."""

    exercise: str
    count: int
    check: str
    check_count: int


def common_mistakes(lab: str, graded: Sequence[Graded], works: Mapping[str, Work]) -> list[Mistake]:
    """Return the misconceptions of a class, the most common first.

    Args:
        lab: the lab's name.
        graded: its results.
        works: what was read of each student's notebook.
    """
    holders: dict[tuple[str, str], list[tuple[str, Result]]] = defaultdict(list)
    for student, result in graded:
        for entry in result["exercises"]:
            if entry["misconception"]:
                holders[entry["name"], entry["misconception"]].append((student, entry))
    found = [_mistake(lab, works, *key, held) for key, held in holders.items()]
    return sorted(found, key=lambda mistake: (-mistake.count, mistake.exercise, mistake.name))


def unexplained(graded: Sequence[Graded]) -> list[Unexplained]:
    """Return for each exercise how many answers are wrong in a way that no known misconception fits."""
    first: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, str] = {}
    for _, result in graded:
        for entry in result["exercises"]:
            if entry["status"] in ("failed", "errored", "timed_out") and not entry["misconception"]:
                titles.setdefault(entry["name"], entry.get("title") or entry["name"])
                first[entry["name"]][_first_failure(entry)] += 1
    found = []
    for name, counts in first.items():
        check, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        found.append(Unexplained(titles[name], counts.total(), check, count))
    return sorted(found, key=lambda each: (-each.count, each.exercise))


def _first_failure(entry: Result) -> str:
    """Name the first check that failed; what could not be judged at all is told by its status."""
    failed = (check.get("title") or check["name"] for check in entry["checks"] if check["status"] == "failed")
    words = {"timed_out": "the cell does not come to an end", "errored": "the cell cannot be run"}
    return next(failed, words.get(entry["status"], "not judged"))


def _mistake(
    lab: str, works: Mapping[str, Work], exercise: str, name: str, held: Sequence[tuple[str, Result]]
) -> Mistake:
    idea = next((idea for idea in KnownMistakes(lab, exercise) if idea.name == name), None)
    entry = held[0][1]
    answers = ((student, works[student].answers.get(exercise)) for student, _ in held if student in works)
    return Mistake(
        exercise=entry.get("title") or exercise,
        name=name,
        says=idea.says if idea else entry["message"] or name,
        hint=idea.hint if idea else "",
        count=len(held),
        example=_example(answers),
    )


def _example(answers: Iterable[tuple[str, Answer | None]]) -> str | None:
    """Return the shortest of some answers in which no part of its student's name stands."""
    found = [
        code
        for student, answer in answers
        if answer is not None and (code := answer.own_code()) and not _names_in(code, student)
    ]
    if not found:
        return None
    lines = min(found, key=lambda code: (len(code), code)).split("\n")
    return "\n".join([*lines[:EXAMPLE_LINES], *(["..."] if len(lines) > EXAMPLE_LINES else [])])


def _names_in(code: str, student: str) -> bool:
    return any(part in code.casefold() for part in _parts(student))


def _parts(student: str) -> Iterator[str]:
    return (part.casefold() for part in re.split(r"[\W_]+", student) if len(part) > 2)
