"""nbgrader's gradebook: what a lab is worth, and what a submission has earned.

One process writes it, through nbgrader's own API.  Scores, comments and extra credit that a person has given
are never touched.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from traitlets.config import Config

from public_tests.describe import clean_text

from .course import scripts_on_path
from .handed_in import known_as
from .lab import Lab
from .notebook import Cell
from .store import Result

COMMENT_LENGTH = 1000
"""Characters of a comment beside an answer; the page for the student says it all."""

P = ParamSpec("P")
R = TypeVar("R")


class GradebookError(Exception):
    """The gradebook cannot be opened or written; the text says what to do."""


def _explained(
    method: Callable[Concatenate[GradebookWriter, P], R],
) -> Callable[Concatenate[GradebookWriter, P], R]:
    """Turn what the database says into one clear sentence; what was begun is taken back."""

    @functools.wraps(method)
    def explained(self: GradebookWriter, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except SQLAlchemyError as error:
            self.rollback()
            raise GradebookError(_sentence(self.path, error)) from error

    return explained


class GradebookWriter:
    """An open gradebook; a context manager."""

    def __init__(self, path: Path, config: Config | None = None) -> None:
        """Open the gradebook, or make a new one.

        Args:
            path: of the SQLite file.
            config: the course's, for nbgrader's plugin for late submissions.

        Raises:
            GradebookError: it is no gradebook, or cannot be opened.
        """
        self.path = path
        self._config = config or Config()
        course_id = self._config.CourseDirectory.course_id if "CourseDirectory" in self._config else ""
        try:
            with scripts_on_path():
                self._gradebook = Gradebook(f"sqlite:///{path}", str(course_id or "digit_labs"))
        except (SQLAlchemyError, OSError) as error:
            raise GradebookError(_sentence(path, error)) from error
        self._late = AssignLatePenalties(config=self._config)
        self._late.init_plugin()

    def __enter__(self) -> GradebookWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gradebook.close()

    def rollback(self) -> None:
        """Take back what was begun and not finished."""
        self._gradebook.db.rollback()

    @_explained
    def define(self, lab: Lab) -> None:
        """Write what a lab is worth, cell by cell; a due date and grades that are there stay."""
        book, name = self._gradebook, lab.name
        book.update_or_create_assignment(name)
        book.update_or_create_notebook(name, name)
        for cell in lab.cells:
            if cell.grade_id is None:
                continue
            source = {"cell_type": "code", "locked": cell.is_graded, "source": cell.source}
            book.update_or_create_source_cell(cell.grade_id, name, name, **source)
            if cell.is_solution:
                book.update_or_create_solution_cell(cell.grade_id, name, name)
            if cell.is_graded:
                worth = {"max_score": _points(cell), "cell_type": "code"}
                book.update_or_create_grade_cell(cell.grade_id, name, name, **worth)

    @_explained
    def held(self, lab: Lab) -> dict[str, int]:
        """Return a mark of what each student has in a lab: the time, scores and comments; see `is_held`."""
        names = {cell.grade_id for cell in lab.exercises} | {cell.name for cell in lab.exercises}
        student = SubmittedAssignment.student_id
        found: dict[str, set[object]] = {}
        for column, kind, cell in (
            (Grade.auto_score, Grade, GradeCell),
            (Comment.auto_comment, Comment, SolutionCell),
        ):
            rows = (
                self._gradebook.db.query(student, SubmittedAssignment.timestamp, cell.name, column)
                .select_from(kind)
                .join(cell, cell.id == kind.cell_id)
                .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
                .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
                .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
                .filter(Assignment.name == lab.name, cell.name.in_(names))
            )
            for who, time, name, value in rows:
                found.setdefault(who, {time}).add((name, value))
        return {who: hash(frozenset(what)) for who, what in found.items()}

    @_explained
    def write(self, result: Result, timestamp: str | None = None) -> None:
        """Write one submission: its scores, what is said of each answer, and the penalty for being late.

        What could not be judged has no score here, and waits for a person.

        Args:
            result: its JSON data, see `result.Grade.to_json`.
            timestamp: when it was handed in, as nbgrader writes it; None if that is not known.
        """
        book, lab, student = self._gradebook, result["lab"], known_as(result["student_id"])
        book.update_or_create_student(student)
        handed_in = parse_utc(timestamp) if timestamp else None  # an earlier submission's is not this one's
        with warnings.catch_warnings():  # nbgrader links rows before it adds them to the session
            warnings.filterwarnings("ignore", "Object of type <Submitted", SAWarning)
            submission = book.update_or_create_submission(lab, student, timestamp=handed_in)
        for exercise in result["exercises"]:
            grade = book.find_grade(exercise["grade_id"], lab, lab, student)
            grade.auto_score = _auto_score(exercise)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            comment = book.find_comment(exercise["name"], lab, lab, student)
            comment.auto_comment = _comment(exercise)
        notebook = book.find_submission_notebook(lab, lab, student)
        if not result["exercises"]:  # nothing could be read: a person has to look, and no score stands
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = None, True
            for comment in notebook.comments:
                comment.auto_comment = _reason(result)
        book.db.commit()
        notebook.late_submission_penalty = self._penalty(student, notebook, submission.total_seconds_late)
        book.db.commit()

    def _penalty(self, student: str, notebook: Any, seconds_late: float) -> float | None:
        """Return what nbgrader's plugin takes off for being late."""
        if seconds_late <= 0:
            return None
        penalty = self._late.plugin_inst.late_submission_penalty(student, notebook.score, seconds_late)
        return None if penalty is None else float(self._late._check_late_penalty(notebook, penalty))


def is_held(result: Result, timestamp: str | None, lab: Lab, held: Mapping[str, int]) -> bool:
    """Tell whether a gradebook holds a result as it would be written; see `GradebookWriter.held`."""
    wanted: set[object] = {parse_utc(timestamp) if timestamp else None}
    for exercise in result["exercises"]:
        wanted |= {(exercise["grade_id"], _auto_score(exercise)), (exercise["name"], _comment(exercise))}
    for cell in () if result["exercises"] else lab.exercises:
        wanted |= {(cell.grade_id, None), (cell.name, _reason(result))}
    return held.get(known_as(result["student_id"])) == hash(frozenset(wanted))


def _reason(result: Result) -> str:
    """Say beside every answer why none of them could be read."""
    return clean_text(result["reason"] or result["status"], COMMENT_LENGTH)


def _auto_score(exercise: Mapping[str, Any]) -> float | None:
    """Return what an exercise has earned; None where nothing could be judged through no fault of its own."""
    is_judged = exercise["status"] != "errored" or bool(exercise["checks"])
    return float(exercise["score"]) if is_judged else None


def _points(cell: Cell) -> float:
    return float(cell.points or 0)


def _comment(exercise: dict[str, Any]) -> str | None:
    """Say in plain text what a student should read beside an answer."""
    if exercise["status"] == "passed":
        return None
    lines = [exercise["message"] or exercise["status"].replace("_", " ")]
    failed = (check for check in exercise["checks"] if check["status"] == "failed" and not check["hidden"])
    if (first := next(failed, None)) and first["hint"]:
        lines.append(f"Hint: {first['hint']}")
    return "\n".join(clean_text(line, COMMENT_LENGTH) for line in lines)[:COMMENT_LENGTH]


def _sentence(path: Path, error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).splitlines()[0]
    if "locked" in said:
        cure = "close formgrader and other programs that have it open, then run the command again"
    elif "readonly" in said or "read-only" in said:
        cure = "make the file and its folder writable, then run the command again"
    elif "full" in said:
        cure = "make room on the disk, then run the command again"
    else:
        cure = "look at the file, or move it away so that a new one is made"
    return f"The gradebook {path} cannot be used ({said}): {cure}. The results in results/ are complete."
