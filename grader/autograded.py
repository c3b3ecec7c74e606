"""The notebook that an instructor opens in formgrader: the student's text, our metadata, and a card per test.

Nothing that a student's notebook could make a browser do is carried over: outputs, attachments and metadata
are left behind, and text that is not the lab's own is shown as it was written, not rendered, with what is
hidden in it made visible.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from public_tests.card import Card
from public_tests.checks import Check, CheckResult, Exercise, ExerciseReport
from public_tests.describe import Plain

from .lab import GradedCell, Lab
from .notebook import Cell, Notebook, read_notebook, write_notebook
from .pages import visible
from .repairs import is_test_cell
from .store import Result
from .submission import read_submission

Content = dict[str, Any]

_FENCE = re.compile(r"^\s*(~{3,})", re.MULTILINE)
_METADATA = {"schema_version": 3, "task": False}


def autograded_notebook(data: bytes, lab: Lab, texts: Collection[str], result: Result) -> bytes:
    """Return the autograded notebook of a submission.

    Args:
        data: the bytes that were handed in; they hold a readable notebook.
        lab: the lab.
        texts: of the lab's text cells: only these are rendered.
        result: the result's JSON data.
    """
    notebook, _ = read_notebook(data)
    submission = read_submission(data, [lab], lab.name)
    cells: list[Content] = [_note(result)]
    places = {submission.cells[place].index: name for name, place in submission.found.items()}
    exercises = {exercise.name: exercise for exercise in lab.exercises}
    reports = {report["name"]: report for report in result["exercises"]}
    left = dict(exercises)
    for index, cell in enumerate(notebook.cells):
        if is_test_cell(cell, lab):
            continue
        name = places.get(index)
        cells.append(_cell(cell, texts, name))
        if name is not None and name in left:
            cells.append(_test(left.pop(name), lab, reports))
    for exercise in left.values():
        cells.append(_text(f"**{exercise.name}**: no cell is marked as the answer."))
        cells.append(_test(exercise, lab, reports))
    for number, content in enumerate(cells):
        content["id"] = f"cell-{number}"
    raw = {"cells": cells, "metadata": _kernel(), "nbformat": 4, "nbformat_minor": 5}
    return write_notebook(Notebook((), raw["metadata"], raw))  # type: ignore[arg-type]


def texts_of(source: bytes) -> frozenset[str]:
    """Return the text cells of a lab's source notebook."""
    notebook, _ = read_notebook(source)
    return frozenset(cell.source for cell in notebook.cells if cell.kind == "markdown")


def _kernel() -> Content:
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def _note(result: Result) -> Content:
    """Say at the top what became of the submission, and what was repaired or noticed."""
    lines = [
        f"**{result['score']:g} of {result['max_score']:g} points**, {result['status'].replace('_', ' ')}"
    ]
    lines += [
        f"- {_plain(said)}" for said in ([result["reason"]] if result["reason"] else []) + result["warnings"]
    ]
    return _text("\n".join([lines[0], "", *lines[1:]]))


def _cell(cell: Cell, texts: Collection[str], exercise: str | None) -> Content:
    if exercise is not None:
        metadata = {**_METADATA, "grade": False, "solution": True, "locked": False, "grade_id": exercise}
        return _code(cell.source, {"nbgrader": metadata})
    if cell.kind == "code":
        return _code(cell.source, {})
    is_ours = cell.kind == "markdown" and cell.source in texts
    return _text(cell.source if is_ours else _verbatim(cell.source))


def _test(exercise: GradedCell, lab: Lab, reports: Mapping[str, Any]) -> Content:
    source = next(cell.source for cell in lab.cells if cell.grade_id == exercise.grade_id)
    metadata = {
        **_METADATA,
        "grade": True,
        "solution": False,
        "locked": True,
        "grade_id": exercise.grade_id,
        "points": exercise.points,
    }
    content = _code(source, {"nbgrader": metadata})
    if exercise.name in reports:
        card = Card(_report(reports[exercise.name], exercise))
        data = {"text/html": card._repr_html_(), "text/plain": repr(card)}
        content["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    return content


def _report(report: Mapping[str, Plain], exercise: GradedCell) -> ExerciseReport:
    """Return a report that a card can show, from a result's JSON data."""
    shown = Exercise(exercise.name, visible(report["title"]), points=exercise.points)
    return ExerciseReport(shown, tuple(_check_results(report)))


def _check_results(report: Mapping[str, Plain]) -> Iterator[CheckResult]:
    for entry in report["checks"]:
        title, message, hint = (visible(entry[key] or "") for key in ("title", "message", "hint"))
        check = Check(entry["name"], title, _never, entry["max_points"], hidden=entry["hidden"])
        yield CheckResult(check, entry["status"], message or None, hint=hint)


def _never(*_: object) -> None:
    raise AssertionError("a check that is only shown is never run")


def _code(source: str, metadata: Content) -> Content:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _text(source: str) -> Content:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _verbatim(source: str) -> str:
    """Return text in a fence that it cannot close."""
    longest = max((len(match[1]) for match in _FENCE.finditer(source)), default=2)
    fence = "~" * (longest + 1)
    return f"{fence}text\n{visible(source)}\n{fence}"


def _plain(sentence: str) -> str:
    """Return a sentence that may quote a student, safe to render as Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+!|$-])", r"\\\1", html.escape(visible(sentence)))
