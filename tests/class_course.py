"""A small class for tests: a course folder with one lab, and who handed in what."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mini_course import LAB, make_course

from grader.course import Course
from grader.pool import Message, TaskLost
from grader.store import checksum

SEED = 7
PATIENCE_SECONDS = 240.0


def make_class(root: Path, students: dict[str, str | None]) -> Course:
    """Make a course and its submissions: student -> the text of the notebook; None for an empty folder."""
    make_course(root)
    course = Course(root)
    for student, text in students.items():
        folder = course.submitted_dir / student / LAB
        folder.mkdir(parents=True)
        if text is not None:
            (folder / f"{LAB}.ipynb").write_text(text)
    return course


class CountingWorkers:
    """Stands in for grading processes: the score is the length of the notebook, and every task is counted."""

    def __init__(self, lost: tuple[str, ...] = (), stop_after: int | None = None) -> None:
        self.graded: list[str] = []
        self.lost = lost
        self.stop_after = stop_after

    def run(self, tasks: list[Message]) -> Iterator[tuple[Message, Message | TaskLost]]:
        for task in tasks:
            if self.stop_after is not None and len(self.graded) >= self.stop_after:
                raise KeyboardInterrupt
            self.graded.append(task["student"])
            yield task, TaskLost("it ended") if task["student"] in self.lost else result_for(task)


def result_for(task: Message) -> Message:
    """Return a result of the contract's form for a task."""
    path = Path(task["path"])
    score = float(len(path.read_text())) if path.is_file() else 0.0
    check: dict[str, Any] = {"name": "values", "title": "It doubles", "status": "failed", "points": score}
    check |= {
        "max_points": 10.0,
        "message": "`double` returned 1; expected 2.",
        "hint": "Look.",
        "hidden": False,
    }
    exercise = {"name": "double", "title": "Exercise 1", "grade_id": "test_double", "status": "failed"}
    exercise |= {"score": score, "max_score": 10.0, "message": None, "misconception": None, "checks": [check]}
    return {
        "schema_version": 1,
        "lab": task["lab"],
        "student_id": task["student"],
        "notebook": task["notebook"],
        "status": "graded" if path.is_file() else "ungradable",
        "reason": None if path.is_file() else "The file cannot be read.",
        "score": score,
        "max_score": 20.0,
        "execution_time": 0.1,
        "exercises": [exercise] if path.is_file() else [],
        "tests": [],
        "warnings": [],
        "extra_data": {"seed": SEED, "isolation": "full", "lab_version": "1.0", "run": "sliced"},
    }


def results_of(course: Course, lab: str = LAB) -> dict[str, Any]:
    """Return the results on disk by student; a file that is no whole JSON fails."""
    folder = course.results_dir / lab
    return {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def disk_of(course: Course) -> dict[str, str]:
    """Return the checksum of every file of the results."""
    return {str(path): checksum([path]) for path in course.results_dir.rglob("*") if path.is_file()}


def copy_class(root: Path, repository: Path, lab: str, students: Iterable[str]) -> Course:
    """Make a course folder with one lab of ours, of which all these students hand in the source."""
    source = repository / "labs" / lab
    shutil.copytree(source, root / "labs" / lab)
    shutil.copy(repository / "nbgrader_config.py", root)
    course = Course(root)
    for student in students:
        folder = course.submitted_dir / student / lab
        folder.mkdir(parents=True)
        shutil.copy(source / f"{lab}.ipynb", folder)
    return course


def wait_for_results(course: Course, lab: str, count: int) -> None:
    """Wait until so many results are there; each file is a whole one."""
    until = time.monotonic() + PATIENCE_SECONDS
    while len(results_of(course, lab)) < count:
        assert time.monotonic() < until, "no results came"
        time.sleep(0.02)
