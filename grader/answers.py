"""What a student wrote: the answers as they were handed in, and which of their lines are the student's own.

Read from the submitted notebook for pages that show it; nothing is run and nothing is parsed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .code_tokens import tokens_of
from .lab import GradedCell, Lab
from .notebook import MAX_BYTES
from .recognise import answer_names, bound_names, squeeze
from .store import Result, checksum
from .submission import CodeCell, Submission, Ungradable, read_submission

MAX_CHARACTERS = 20_000
"""Characters of an answer that are looked at; a real one has a tenth of that."""

GONE = "The notebook that was graded is no longer there, so the code is not shown."
CHANGED = "The notebook was changed after it was graded, so the code is not shown."


@dataclass(frozen=True)
class Answer:
    """The cell that answers an exercise.

    Attributes:
        text: of the cell, its first `MAX_CHARACTERS`.
        own: (start, end) of each stretch of lines that the release does not hold, in characters.
        is_cut: whether the cell goes on.
    """

    text: str
    own: tuple[tuple[int, int], ...]
    is_cut: bool = False

    def own_code(self) -> str:
        """Return the student's own lines without comments and empty lines, moved to the left margin."""
        kept = [line for start, end in self.own for line in _without_comments(self.text[start:end])]
        margin = min((len(line) - len(line.lstrip()) for line in kept), default=0)
        return "\n".join(line[margin:] for line in kept)

    def own_comments(self) -> set[str]:
        """Return what the student's own comments say, white space aside; not markers, nor short ones."""
        found = (t for start, end in self.own for t in tokens_of(self.text, start, end))
        comments = {squeeze(token.text.strip("# ")) for token in found if token.kind == "comment"}
        return {said for said in comments if len(said) > 5 and "CODEHERE" not in said}


@dataclass(frozen=True)
class Work:
    """What was read of one submission.

    Attributes:
        student: whose.
        answers: exercise -> the answer, for those that were found.
        file: checksum of the file; empty if nothing was read.
        cells: checksum of the text of all code cells.
        note: why there is nothing, a sentence; None otherwise.
    """

    student: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    file: str = ""
    cells: str = ""
    note: str | None = None


def notebook_path(submitted: Path, student: str, result: Result) -> Path:
    """Return where the notebook lies that a result is of."""
    lab = str(result["lab"])
    return submitted / student / lab / (Path(result["notebook"]).name or f"{lab}.ipynb")


def read_work(submitted: Path, student: str, result: Result, lab: Lab) -> Work:
    """Read the answers of a graded submission.

    Args:
        submitted: the folder of all submissions.
        student: whose submission.
        result: what the grading of it gave.
        lab: the lab.
    """
    if result["status"] == "ungradable":
        return Work(student)
    path = notebook_path(submitted, student, result)
    graded = result["extra_data"].get("origin", {}).get("submission")
    found = checksum([path])
    if not found:
        return Work(student, note=GONE)
    if graded not in (None, found):
        return Work(student, note=CHANGED)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    try:
        submission = read_submission(data, [lab], lab.name)
    except Ungradable:  # it was graded, so the file is another by now
        return Work(student, note=CHANGED)
    tried = {e["name"] for e in result["exercises"] if e["status"] not in ("not_attempted", "missing")}
    exercises = [exercise for exercise in lab.exercises if exercise.name in tried]
    answers = {e.name: _answer(cell, e) for e in exercises if (cell := _cell_of(submission, e))}
    texts = "\0".join(cell.source for cell in submission.cells)
    cells = hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()
    return Work(student, answers, hashlib.sha256(data).hexdigest(), cells)


def own_stretches(text: str, stub: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the stretches of lines that a released cell does not hold, in characters.

    White space makes no difference, and each line of the release is taken off once.
    """
    released = Counter(squeeze(line) for line in stub.split("\n"))
    start: int | None = None
    last = place = 0
    for line in text.split("\n"):
        said = squeeze(line)
        if said and released[said] > 0:
            released[said] -= 1
            if start is not None:
                yield start, last
            start = None
        elif said:
            start = place if start is None else start
            last = place + len(line)
        place += len(line) + 1
    if start is not None:
        yield start, last


def _cell_of(submission: Submission, exercise: GradedCell) -> CodeCell | None:
    """Return the cell that answers an exercise: the marked one, or, if that is as released, another."""
    place = submission.found.get(exercise.name)
    if place is not None and exercise.name not in submission.untouched:
        return submission.cells[place]
    names = answer_names(exercise)
    others = [c for i, c in enumerate(submission.cells) if i != place and names & bound_names(c.source)]
    given = {squeeze(source) for source in submission.lab.given}
    written = [cell for cell in others if squeeze(cell.source) not in given]
    return written[-1] if written else None


def _answer(cell: CodeCell, exercise: GradedCell) -> Answer:
    text = cell.source[:MAX_CHARACTERS]
    return Answer(text, tuple(own_stretches(text, exercise.stub)), len(cell.source) > MAX_CHARACTERS)


def _without_comments(text: str) -> list[str]:
    """Return the lines of some code without comments, texts that stand alone, and empty lines."""
    kept = list(text)
    for token in tokens_of(text):
        before = text[text.rfind("\n", 0, token.start) + 1 : token.start]
        is_long = token.kind == "string" and token.text.lstrip("rRbBuUfF")[:3] in ('"""', "'''")
        if token.kind == "comment" or (is_long and not before.strip()):
            kept[token.start : token.end] = ["" if c != "\n" else c for c in token.text]
    return [line.rstrip() for line in "".join(kept).split("\n") if line.strip()]
