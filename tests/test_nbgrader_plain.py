"""A course works with nbgrader's own commands: release, autograde, points."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from mini_course import LAB, make_course, mini_cells

from grader.course import Course, scripts_on_path
from grader.release import PREPROCESSORS, ClearRegions, _config, release_lab


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Course:
    """A course with the repository's own settings, its lab released by nbgrader's own command."""
    course = Course(make_course(tmp_path_factory.mktemp("course")))
    shutil.copy(repository / "nbgrader_config.py", course.root)
    nbgrader(course, "generate_assignment", LAB)
    return course


def nbgrader(course: Course, *arguments: str) -> None:
    """Run an nbgrader command in the course folder."""
    with scripts_on_path():
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=course.root,
            env=dict(os.environ),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr


def submit(course: Course, student: str, answers: dict[str, list[str]]) -> None:
    """Hand in our release with the source lines of some solution cells replaced."""
    notebook = json.loads((course.release_dir / LAB / f"{LAB}.ipynb").read_bytes())
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    folder = course.submitted_dir / student / LAB
    folder.mkdir(parents=True)
    (folder / f"{LAB}.ipynb").write_text(json.dumps(notebook))


def scores(course: Course) -> dict[tuple[str, str], float]:
    """The points of each student and test cell in the gradebook."""
    database = sqlite3.connect(course.gradebook_path)
    rows = database.execute(
        "select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade"
        " join base_cell on base_cell.id = grade.cell_id"
        " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
        " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
    ).fetchall()
    database.close()
    return {(student, cell): points for student, cell, points in rows}


def test_nbgraders_own_release_is_the_same_notebook(course: Course, tmp_path: Path) -> None:
    theirs = (course.release_dir / LAB / f"{LAB}.ipynb").read_bytes()
    assert release_lab(course, LAB, to=tmp_path).notebook_path.read_bytes() == theirs


def test_plain_autograde_gives_right_answers_all_points_and_the_untouched_release_none(
    course: Course,
) -> None:
    sources = {cell["id"]: cell["source"] for cell in mini_cells()}
    release_lab(course, LAB)
    submit(course, "right", {"double": sources["double"], "weekdays": sources["weekdays"]})
    submit(course, "half", {"double": sources["double"]})
    submit(course, "untouched", {})
    nbgrader(course, "autograde", LAB)
    assert scores(course) == {
        ("right", "test_double"): 10.0,
        ("right", "test_weekdays"): 10.0,
        ("half", "test_double"): 10.0,
        ("half", "test_weekdays"): 0.0,
        ("untouched", "test_double"): 0.0,
        ("untouched", "test_weekdays"): 0.0,
    }


def test_the_settings_give_slow_cells_time_and_use_our_stubs(course: Course) -> None:
    config = _config(course)
    assert config.ExecutePreprocessor.timeout == 300
    assert config.CourseDirectory.source_directory == "labs"
    assert config.GenerateAssignment.preprocessors == PREPROCESSORS
    assert ClearRegions in PREPROCESSORS
