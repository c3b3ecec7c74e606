"""A small course for tests: one lab with a function to write and a list to fill."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LAB = "mini"

DOUBLE = """\
# UNQ_C1
# GRADED FUNCTION: double
def double(values):
    \"\"\"Return twice each value.\"\"\"
    result = []
    ### START CODE HERE ### (about 1 line)
    result = [2 * value for value in values]
    ### END CODE HERE ###
    return result"""

WEEKDAYS = """\
# UNQ_C2
# GRADED CELL: weekdays
weekdays = [
    "Monday",
    ### START CODE HERE ###
    "Tuesday and Wednesday",
    "Thursday and Friday",
    ### END CODE HERE ###
]"""

TEST_DOUBLE = "assert double([1, 2]) == [2, 4], 'double([1, 2]) is not [2, 4]'"
TEST_WEEKDAYS = "assert len(weekdays) == 3, 'weekdays has not three entries'"


def code(cell_id: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    """Return a code cell of format 4.5, with nbgrader metadata when any is given."""
    metadata = {"nbgrader": {"schema_version": 3, "task": False, **nbgrader}} if nbgrader else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": metadata,
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def text(cell_id: str, source: str) -> dict[str, Any]:
    """Return a markdown cell of format 4.5."""
    return {
        "cell_type": "markdown",
        "id": cell_id,
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }


def solution(name: str, source: str) -> dict[str, Any]:
    """Return the solution cell of an exercise."""
    return code(name, source, grade=False, solution=True, locked=False, grade_id=name)


def locked_test(name: str, source: str, points: float) -> dict[str, Any]:
    """Return the locked test cell of an exercise."""
    return code(
        f"test-{name}",
        source,
        grade=True,
        solution=False,
        locked=True,
        grade_id=f"test_{name}",
        points=points,
    )


def mini_cells() -> list[dict[str, Any]]:
    """Return the cells of the mini lab's source, fresh ones each time."""
    return [
        text("title", "# A mini lab\n\nTwo exercises."),
        code("imports", "%matplotlib inline\nimport math"),
        solution("double", DOUBLE),
        code("quick-check", "print(math.pi, double([0.5]))"),
        locked_test("double", TEST_DOUBLE, points=10),
        solution("weekdays", WEEKDAYS),
        locked_test("weekdays", TEST_WEEKDAYS, points=10),
        text("end", "That is all."),
    ]


def notebook_bytes(cells: Iterable[dict[str, Any]], lab: str = LAB) -> bytes:
    """Return a source notebook with these cells as canonical JSON."""
    notebook = {
        "cells": list(cells),
        "metadata": {
            "digit_labs": {"default_digits": [0, 1], "lab": lab, "version": "1.0"},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def make_course(root: Path, cells: Iterable[dict[str, Any]] | None = None, lab: str = LAB) -> Path:
    """Write a course with one lab into `root` and return `root`."""
    folder = root / "labs" / lab
    folder.mkdir(parents=True)
    (folder / f"{lab}.ipynb").write_bytes(notebook_bytes(mini_cells() if cells is None else cells, lab))
    return root
