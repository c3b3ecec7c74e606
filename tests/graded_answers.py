"""Submissions of binary_digits for tests of grading, and how to look at their results."""

from __future__ import annotations

import json
from typing import Any

from grader.grading import Grader
from grader.result import ExerciseGrade, Grade
from tests.foreign.base import ANSWERS, as_bytes, cell_of, code, place_of, solved_notebook

SLOW_CELLS = ("look", "summary", "fit", "predict-one", "predict-all")
"""Ids of cells that draw, train and predict: a full run is fast without them."""


def submission(*extra_cells: str, delete: tuple[str, ...] = (), **answers: str) -> bytes:
    """Make a right submission in which some answers are others.

    Args:
        extra_cells: added behind the last answer.
        delete: ids of cells that are not there.
        answers: exercise -> text of its solution cell.
    """
    content = solved_notebook(ANSWERS | answers)
    place = place_of(content, "test-my-dense-v") + 1
    content["cells"][place:place] = [code(cell, f"extra-{i}") for i, cell in enumerate(extra_cells)]
    content["cells"] = [cell for cell in content["cells"] if cell.get("id") not in delete]
    return as_bytes(content)


def with_cell(cell_id: str, source: str) -> bytes:
    """Make a right submission in which one cell, known by its id, holds another text."""
    content = solved_notebook()
    cell_of(content, cell_id)["source"] = source
    return as_bytes(content)


def grade(grader: Grader, data: bytes) -> Grade:
    return grader.grade(data, "lab.ipynb")


def exercise(result: Grade, name: str) -> ExerciseGrade:
    return next(exercise for exercise in result.exercises if exercise.name == name)


def scores(result: Grade) -> dict[str, float]:
    return {exercise.name: exercise.score for exercise in result.exercises}


def stable_json(result: Grade) -> dict[str, Any]:
    """Return a result's JSON data without what may differ from machine to machine."""
    data: dict[str, Any] = json.loads(json.dumps(result.to_json()))
    data["execution_time"] = 0.0
    data["extra_data"]["isolation"] = "-"
    return data
