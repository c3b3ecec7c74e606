"""The result of one submission: what the grader found, and its JSON form (schema version 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from public_tests.checks import CheckResult, CheckStatus, ExerciseReport, ExerciseStatus

SCHEMA_VERSION = 1

SubmissionStatus = Literal["graded", "partly_graded", "ungradable"]


@dataclass(frozen=True)
class CheckGrade:
    """One check of one exercise.

    Attributes:
        name: stable name inside the exercise.
        title: the line that people read.
        status: passed, failed or skipped.
        points: earned.
        max_points: what passing it earns.
        message: what was called, came back and was expected; None if it passed.
        hint: one nudge for who failed it.
        hidden: True if only the grader runs it.
        yours: what came back, in short, where a comparison says something.
        expected: what should have come back.
    """

    name: str
    title: str
    status: CheckStatus
    points: float
    max_points: float
    message: str | None = None
    hint: str | None = None
    hidden: bool = False
    yours: str | None = None
    expected: str | None = None


@dataclass(frozen=True)
class ExerciseGrade:
    """One exercise of one submission; `title` is its heading, `misconception` names a known wrong idea."""

    name: str
    title: str
    grade_id: str
    status: ExerciseStatus
    max_score: float
    message: str | None
    misconception: str | None
    checks: tuple[CheckGrade, ...]

    @property
    def score(self) -> float:
        """Points earned."""
        return float(sum(check.points for check in self.checks))


@dataclass(frozen=True)
class Grade:
    """One submission's result.

    Attributes:
        lab: the lab's name; None if it could not be told.
        student_id: who handed it in; None where files are graded directly.
        notebook: the file's name as the caller gave it.
        status: graded, partly_graded (something of ours failed) or ungradable.
        reason: one sentence when it is not `graded`.
        max_score: the lab's points; 0 if the lab is unknown.
        execution_time: seconds.
        exercises: in the order of the lab.
        warnings: what was repaired or noticed, a sentence each.
        extra_data: seed, isolation, lab_version, run.
    """

    lab: str | None
    student_id: str | None
    notebook: str
    status: SubmissionStatus
    reason: str | None
    max_score: float
    execution_time: float
    exercises: tuple[ExerciseGrade, ...] = ()
    warnings: tuple[str, ...] = ()
    extra_data: dict[str, Any] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Points earned."""
        return float(sum(exercise.score for exercise in self.exercises))

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON data, the same bytes for the same seed but for `execution_time`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "lab": self.lab,
            "student_id": self.student_id,
            "notebook": self.notebook,
            "status": self.status,
            "reason": self.reason,
            "score": self.score,
            "max_score": self.max_score,
            "execution_time": self.execution_time,
            "exercises": [_exercise_json(exercise) for exercise in self.exercises],
            "tests": gradescope_tests(self.exercises),
            "warnings": list(self.warnings),
            "extra_data": self.extra_data,
        }


def grade_of(report: ExerciseReport, max_score: float, message: str | None = None) -> ExerciseGrade:
    """Return the grade that a run of an exercise's checks earns.

    Args:
        report: of public and hidden checks.
        max_score: the exercise's points.
        message: a sentence to use instead of the one that the checks give.
    """
    exercise, idea, first = report.exercise, report.misconception, report.first_failure
    said = idea.says if idea is not None else _first_words(first)
    return ExerciseGrade(
        name=exercise.name,
        title=exercise.title,
        grade_id=f"test_{exercise.name}",
        status=report.status,
        max_score=float(max_score),
        message=message or said,
        misconception=idea.name if idea is not None else None,
        checks=tuple(
            CheckGrade(
                name=result.check.name,
                title=result.check.title,
                status=result.status,
                points=float(result.points),
                max_points=float(result.check.points),
                message=result.message,
                hint=result.hint or None,
                hidden=result.check.hidden,
                yours=result.yours,
                expected=result.expected,
            )
            for result in report.results
        ),
    )


def _first_words(first: CheckResult | None) -> str | None:
    """Return the message of the first failure; a hidden check says too little without its title."""
    if first is None or first.message is None or not first.check.hidden:
        return first.message if first is not None else None
    return f"{first.check.title}: {first.message}"


def gradescope_tests(exercises: Sequence[ExerciseGrade]) -> list[dict[str, Any]]:
    """Return Gradescope's entries, one per check; a skipped check counts as failed there."""
    return [
        {
            "name": f"{exercise.name}: {check.title}",
            "number": f"{i}.{j}",
            "score": check.points,
            "max_score": check.max_points,
            "status": "passed" if check.status == "passed" else "failed",
            "output": " ".join(filter(None, [check.message, check.hint and f"Hint: {check.hint}"])),
            "output_format": "text",
            "name_format": "text",
            "visibility": "after_published" if check.hidden else "visible",
        }
        for i, exercise in enumerate(exercises, start=1)
        for j, check in enumerate(exercise.checks, start=1)
    ]


def _exercise_json(exercise: ExerciseGrade) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "title": exercise.title,
        "grade_id": exercise.grade_id,
        "status": exercise.status,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "message": exercise.message,
        "misconception": exercise.misconception,
        "checks": [
            {
                "name": check.name,
                "title": check.title,
                "status": check.status,
                "points": check.points,
                "max_points": check.max_points,
                "message": check.message,
                "yours": check.yours,
                "expected": check.expected,
                "hint": check.hint,
                "hidden": check.hidden,
            }
            for check in exercise.checks
        ],
    }
