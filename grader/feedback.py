"""The page that a student reads: what each exercise earned, why points are missing, and what to look at.

One file per submission, `feedback/<student>/<lab>/<lab>.html`, as nbgrader lays them out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import public_tests
from public_tests.known_mistakes import KnownMistakes, Misconception

from .answers import Work, notebook_path, read_work
from .charts import share_bar
from .course import Course
from .lab import Lab
from .pages import TEMPLATES, render
from .store import Result, ResultStore, checksum
from .whole import write_whole

SIGNS = {"passed": "✓", "failed": "✗", "errored": "!", "timed_out": "◷", "not_attempted": "○", "missing": "○"}
CHECK_SIGNS = {"passed": "✓", "failed": "✗", "skipped": "-"}
STATUS_WORDS = {
    "passed": "complete",
    "failed": "not complete",
    "errored": "ended in an error",
    "timed_out": "did not come to an end",
    "not_attempted": "not filled in",
    "missing": "not found in the notebook",
}

_PADDING = re.compile(r"(\[|, ) +")
_MADE_FROM = re.compile(rb'<meta name="made-from" content="([0-9a-f]{64})">')
_HEAD_BYTES = 2000


@dataclass(frozen=True)
class Page:
    """The page of one student.

    Attributes:
        student: whose.
        path: where it lies.
        is_new: whether it was written now; else it was up to date.
    """

    student: str
    path: Path
    is_new: bool


def write_feedback(course: Course, lab: Lab, submitted: Path) -> Iterator[Page]:
    """Write the pages of a lab that are not there or not up to date; yield each of them.

    A page is up to date if its result, the notebook, the lab and what makes pages are those it was made from.

    Args:
        course: the course, whose results are read.
        lab: the lab.
        submitted: the folder of all submissions.

    Raises:
        OSError: a page cannot be written; those before it are.
    """
    store = ResultStore(course.results_dir)
    common = checksum([course.source(lab.name), *_makers(lab.name)])
    for student in store.students(lab.name):
        result = store.read(lab.name, student)
        if result is None:
            continue
        path = page_path(course, lab.name, student)
        parts = (
            common,
            checksum([store.path(lab.name, student)]),
            checksum([notebook_path(submitted, student, result)]),
        )
        made_from = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        is_new = _made_from(path) != made_from
        if is_new:
            work = read_work(submitted, student, result, lab)
            write_whole(path, feedback_page(student, result, lab, work, made_from))
        yield Page(student, path, is_new)


def page_path(course: Course, lab: str, student: str) -> Path:
    """Return where the page of a student lies."""
    return course.feedback_dir / student / lab / f"{lab}.html"


def feedback_page(student: str, result: Result, lab: Lab, work: Work, made_from: str = "") -> bytes:
    """Return the page of a student.

    Args:
        student: whose.
        result: what the grading gave.
        lab: the lab.
        work: what was read of the notebook.
        made_from: checksum of all that the page is made from.
    """
    exercises = [_exercise(entry, lab.name, work) for entry in result["exercises"]]
    incomplete = [exercise for exercise in exercises if exercise["entry"]["status"] != "passed"]
    return render(
        "feedback.html",
        student=student,
        lab=lab,
        result=result,
        exercises=exercises,
        incomplete=incomplete,
        note=work.note,
        made_from=made_from,
        signs=CHECK_SIGNS,
        share_bar=share_bar,
    )


def side_by_side(check: Result) -> tuple[str, str, str] | None:
    """Split the message of a failed check, which ends in "<yours>; expected <expected>.".

    Args:
        check: of a result's JSON data.

    Returns:
        What stands before, yours, and expected; None if the message is not of this form.
    """
    message, yours, expected = (check.get(key) for key in ("message", "yours", "expected"))
    if check["hidden"] or not message or yours is None or expected is None:
        return None
    tail = f"{_in_one_line(yours)}; expected {_in_one_line(expected)}."
    return (message.removesuffix(tail).rstrip(), yours, expected) if message.endswith(tail) else None


def _in_one_line(block: str) -> str:
    """Return a matrix whose rows stand below each other as the message writes it."""
    rows = block.split("\n")
    if len(rows) == 1:
        return block
    return "[" + ", ".join(_PADDING.sub(r"\1", row) for row in rows) + "]"


def find_misconception(lab: str, exercise: Result) -> Misconception | None:
    """Return the known wrong idea that a result names, if the lab still knows it."""
    known = KnownMistakes(lab, exercise["name"]) if exercise["misconception"] else ()
    return next((idea for idea in known if idea.name == exercise["misconception"]), None)


def _exercise(entry: Result, lab: str, work: Work) -> dict[str, Any]:
    """Return what the template shows of an exercise."""
    idea = find_misconception(lab, entry)
    first = next((check for check in entry["checks"] if check["status"] == "failed"), None)
    said_below = [idea.says if idea else None, first["message"] if first and not first["hidden"] else None]
    return {
        "entry": entry,
        "title": entry.get("title") or entry["name"],
        "sign": SIGNS[entry["status"]],
        "words": STATUS_WORDS[entry["status"]],
        "message": None if entry["message"] in said_below else entry["message"],
        "idea": idea,
        "is_judged": any(check["status"] != "skipped" for check in entry["checks"]),
        "public": list(_public_checks(entry)),
        "hidden": [check for check in entry["checks"] if check["hidden"]],
        "answer": work.answers.get(entry["name"]),
    }


def _public_checks(entry: Result) -> Iterator[tuple[Result, tuple[str, str, str] | None, str | None]]:
    """Yield each public check, its results side by side, and its hint unless an earlier one was the same."""
    given: set[str | None] = set()
    for check in entry["checks"]:
        if not check["hidden"]:
            yield check, side_by_side(check), None if check["hint"] in given else check["hint"]
            given.add(check["hint"])


def _made_from(path: Path) -> str | None:
    """Return the checksum that a page carries; None if there is no page."""
    try:
        with path.open("rb") as file:
            found = _MADE_FROM.search(file.read(_HEAD_BYTES))
    except OSError:
        return None
    return found[1].decode() if found else None


@cache
def _makers(lab: str) -> tuple[Path, ...]:
    """Return the files that decide what a page looks like, besides what it is about."""
    here = Path(__file__).parent
    modules = ("feedback", "answers", "pages", "code_tokens", "charts")
    known = Path(public_tests.__file__).parent / "known_mistakes" / f"{lab}.json"
    files = [*(here / f"{name}.py" for name in modules), *sorted(TEMPLATES.iterdir())]
    return (*files, known) if known.is_file() else tuple(files)
