"""Where plain `nbgrader autograde` and `grader` agree on the binary lab, and where they differ."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from grader.course import Course, scripts_on_path
from grader.grading import Grader
from grader.lab import load_lab
from grader.release import release_lab
from grader.sandbox import Sandbox
from tests.foreign.base import ANSWERS, STUBS, Content, as_bytes, solved_notebook

LAB = "binary_digits"

WITHOUT_BIAS = ANSWERS["my_dense"].replace(" + b[j]", "")
WITH_A_WARNING = ANSWERS["my_dense"].replace(
    "    units = W.shape[1]", "    import warnings\n\n    warnings.warn('slow')\n    units = W.shape[1]"
)
SMALL_LAYERS_ONLY = ANSWERS["my_dense"].replace("range(units)", "range(min(units, 3))")

# Case: the answers, and the points of (model, my_dense, my_dense_v) in nbgrader and in grader.
AGREE: dict[str, tuple[dict[str, str], list[float]]] = {
    "right": (ANSWERS, [10, 10, 10]),
    "untouched": (STUBS, [0, 0, 0]),
    "warns on stderr": ({**ANSWERS, "my_dense": WITH_A_WARNING}, [10, 10, 10]),
    "no valid Python": ({**ANSWERS, "my_dense": "# UNQ_C2\n# GRADED FUNCTION: my_dense\ndef"}, [10, 0, 10]),
}
DIFFER: dict[str, tuple[dict[str, str], list[float], list[float]]] = {
    # nbgrader gives all points of a test cell or none; grader pays for each check.
    "partial credit": ({**ANSWERS, "my_dense": WITHOUT_BIAS}, [10, 0, 10], [10, 5, 10]),
    # The public tests use layers of at most three units; only the hidden checks see larger ones.
    "hidden checks": ({**ANSWERS, "my_dense": SMALL_LAYERS_ONLY}, [10, 10, 10], [10, 7, 10]),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Course:
    """A course with a short notebook of the lab, one submission per case, autograded by nbgrader."""
    course = Course(tmp_path_factory.mktemp("course"))
    source = course.labs_dir / LAB / f"{LAB}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_bytes(as_bytes(solved_notebook()))
    shutil.copy(repository / "nbgrader_config.py", course.root)
    release_lab(course, LAB)
    for case, answers in cases().items():
        path = submission(course, case)
        path.parent.mkdir(parents=True)
        path.write_bytes(as_bytes(without_training(solved_notebook(answers))))
    with scripts_on_path():
        command = [sys.executable, "-m", "nbgrader", "autograde", LAB]
        done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return course


def cases() -> dict[str, dict[str, str]]:
    return {case: row[0] for case, row in (*AGREE.items(), *DIFFER.items())}


def submission(course: Course, case: str) -> Path:
    return course.submitted_dir / case.replace(" ", "-") / LAB / f"{LAB}.ipynb"


def without_training(content: Content) -> Content:
    """Leave out the cells that train and plot, which no test looks at."""
    kept = [cell for cell in content["cells"] if cell.get("id") not in ("fit", "look", "predict-all")]
    return {**content, "cells": kept}


def nbgrader_points(course: Course, case: str) -> list[float]:
    database = sqlite3.connect(course.gradebook_path)
    rows = database.execute(
        "select base_cell.name, grade.auto_score from grade"
        " join base_cell on base_cell.id = grade.cell_id"
        " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
        " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
        " where submitted_assignment.student_id = ?",
        (case.replace(" ", "-"),),
    ).fetchall()
    database.close()
    points = dict(rows)
    return [points[f"test_{name}"] for name in ANSWERS]


def grader_points(course: Course, case: str, sandbox: Sandbox) -> list[float]:
    worker = Grader([load_lab(course.source(LAB))], 1, sandbox)
    grade = worker.grade(submission(course, case).read_bytes(), case)
    worker.close()
    return [exercise.score for exercise in grade.exercises]


@pytest.mark.parametrize("case", AGREE)
def test_both_give_the_same_points(course: Course, warm_sandbox: Sandbox, case: str) -> None:
    expected = AGREE[case][1]
    assert nbgrader_points(course, case) == expected
    assert grader_points(course, case, warm_sandbox) == expected


@pytest.mark.parametrize("case", DIFFER)
def test_they_differ_where_listed(course: Course, warm_sandbox: Sandbox, case: str) -> None:
    _, by_nbgrader, by_grader = DIFFER[case]
    assert nbgrader_points(course, case) == by_nbgrader
    assert grader_points(course, case, warm_sandbox) == by_grader
