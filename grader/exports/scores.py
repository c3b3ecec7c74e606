"""What students have earned, from nbgrader's gradebook and through its API.

So what a person gave or took counts: scores by hand, extra credit, penalties for being late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy.exc import SQLAlchemyError

from . import ExportError


@dataclass(frozen=True)
class Person:
    """A student as the gradebook knows them; empty texts are not known."""

    student_id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


@dataclass(frozen=True)
class Score:
    """What one student has earned in one lab.

    Attributes:
        lab: the lab's name.
        person: the student.
        due: when the lab was due, UTC; None if it is not said.
        handed_in: when it was handed in, UTC; None if that is not known.
        is_submitted: False for a student who handed in nothing; all points are 0 then.
        points: earned, scores by hand and extra credit included.
        penalty: taken off for being late.
        max_score: of the lab, in points.
        waits: True if an exercise has no score yet, neither by the grader nor by hand.
    """

    lab: str
    person: Person
    due: datetime | None
    handed_in: datetime | None
    is_submitted: bool
    points: float
    penalty: float
    max_score: float
    waits: bool

    @property
    def score(self) -> float:
        """What counts, in points."""
        return max(0.0, self.points - self.penalty)


@contextmanager
def open_gradebook(path: Path) -> Iterator[Gradebook]:
    """Open a gradebook to read it.

    Raises:
        ExportError: there is none, or it cannot be used.
    """
    if not path.is_file():
        raise ExportError(f"There is no gradebook at {path}: run grader autograde first.")
    try:
        gradebook = Gradebook(f"sqlite:///{path}", course_id="")  # an empty id adds no course to it
        try:
            yield gradebook
        finally:
            gradebook.close()
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise ExportError(
            f"The gradebook {path} cannot be read ({said}): close other programs that use it, and try again."
        ) from error


def read_scores(gradebook: Gradebook, labs: Sequence[str]) -> list[Score]:
    """Return a score for each student of the gradebook in each of the labs, in this order.

    Args:
        gradebook: nbgrader's, open.
        labs: names; each must be in the gradebook.

    Raises:
        ExportError: a lab is not in the gradebook.
    """
    known = {assignment.name: assignment for assignment in gradebook.assignments}
    if missing := [lab for lab in labs if lab not in known]:
        raise ExportError(f"The gradebook has no scores of {', '.join(missing)}: run grader autograde first.")
    people = {student.id: _person(student) for student in gradebook.students}
    scores: list[Score] = []
    for lab in labs:
        assignment = known[lab]
        submissions = {s.student_id: s for s in gradebook.assignment_submissions(lab)}
        waiting = _waiting(gradebook, lab)
        for student_id, person in sorted(people.items()):
            found = submissions.get(student_id)
            scores.append(
                Score(
                    lab=lab,
                    person=person,
                    due=assignment.duedate,
                    handed_in=found.timestamp if found else None,
                    is_submitted=found is not None,
                    points=float(found.score) if found else 0.0,
                    penalty=float(found.late_submission_penalty or 0.0) if found else 0.0,
                    max_score=float(assignment.max_score),
                    waits=found is not None and found.id in waiting,
                )
            )
    return scores


def _person(student: object) -> Person:
    names = ("id", "first_name", "last_name", "email", "lms_user_id")
    return Person(*(str(getattr(student, name) or "") for name in names))


def _waiting(gradebook: Gradebook, lab: str) -> set[str]:
    """Return the submissions in which a grade is neither the grader's nor a person's."""
    query = (
        gradebook.db.query(SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .filter(Assignment.name == lab, Grade.auto_score.is_(None), Grade.manual_score.is_(None))
    )
    return {row[0] for row in query.distinct()}
