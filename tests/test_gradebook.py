"""The gradebook holds what was graded, keeps what people have given, and says so when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from class_course import make_class, result_for
from mini_course import LAB
from nbgrader.api import Gradebook

from grader.course import Course, scripts_on_path
from grader.gradebook import GradebookError, GradebookWriter
from grader.gradebook_sync import update_gradebook
from grader.lab import load_lab
from grader.store import Result

DUE = datetime(2026, 3, 1, 12, 0)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_class(tmp_path, {"ann": "a" * 4, "bob": "b" * 6})


def result(course: Course, student: str, **changes: Any) -> Result:
    """A result with a score for each exercise: the first as long as the notebook, the second 10."""
    path = course.submitted_dir / student / LAB / f"{LAB}.ipynb"
    made = result_for({"lab": LAB, "student": student, "path": str(path), "notebook": "n"})
    second = {**made["exercises"][0], "name": "weekdays", "grade_id": "test_weekdays", "score": 10.0}
    second |= {"status": "passed", "checks": []}
    return {**made, "exercises": [*made["exercises"], second], **changes}


def write(course: Course, *results: Result) -> None:
    with GradebookWriter(course.gradebook_path) as gradebook:
        gradebook.define(load_lab(course.source(LAB)))
        for each in results:
            gradebook.write(each)


class _Opened:
    """nbgrader's own view of the gradebook."""

    def __init__(self, course: Course) -> None:
        with scripts_on_path():
            self.book = Gradebook(f"sqlite:///{course.gradebook_path}")

    def grade(self, student: str, exercise: str = "double") -> Any:
        return self.book.find_grade(f"test_{exercise}", LAB, LAB, student)

    def comment(self, student: str, exercise: str = "double") -> Any:
        return self.book.find_comment(exercise, LAB, LAB, student)


@pytest.fixture
def opened(course: Course) -> Iterator[_Opened]:
    write(course)
    view = _Opened(course)
    yield view
    view.book.close()


def test_scores_and_comments_are_those_of_the_results(course: Course, opened: _Opened) -> None:
    write(course, result(course, "ann"), result(course, "bob"))
    assert [opened.grade("ann", name).auto_score for name in ("double", "weekdays")] == [4.0, 10.0]
    assert opened.book.find_submission(LAB, "bob").score == 16.0
    assert opened.grade("ann").needs_manual_grade is False
    assert opened.comment("ann").auto_comment == "failed\nHint: Look."
    assert opened.comment("ann", "weekdays").auto_comment is None
    assert opened.book.find_assignment(LAB).max_score == 20.0


def test_what_a_person_has_given_is_never_touched(course: Course, opened: _Opened) -> None:
    write(course, result(course, "ann"))
    grade, comment = opened.grade("ann"), opened.comment("ann")
    grade.manual_score, grade.extra_credit, comment.manual_comment = 7.5, 1.0, "Nice idea."
    opened.book.db.commit()
    write(course, result(course, "ann", score=14.0))
    opened.book.db.refresh(grade)
    opened.book.db.refresh(comment)
    assert (grade.manual_score, grade.extra_credit, grade.auto_score) == (7.5, 1.0, 4.0)
    assert comment.manual_comment == "Nice idea."
    assert grade.needs_manual_grade is True
    assert opened.book.find_submission(LAB, "ann").score == 18.5


def test_what_could_not_be_judged_has_no_score_and_waits_for_a_person(
    course: Course, opened: _Opened
) -> None:
    lost = result(course, "ann", status="partly_graded")
    lost["exercises"][0] |= {"status": "errored", "score": 0.0, "checks": []}
    write(course, lost, result(course, "bob", exercises=[], status="ungradable"))
    assert (opened.grade("ann").auto_score, opened.grade("ann").needs_manual_grade) == (None, True)
    assert opened.grade("ann", "weekdays").auto_score == 10.0
    assert (opened.grade("bob").auto_score, opened.grade("bob").needs_manual_grade) == (None, True)


def test_late_submissions_lose_what_nbgraders_plugin_takes(course: Course, tmp_path: Path) -> None:
    plugin = tmp_path / "late_plugin.py"
    plugin.write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class PerHour(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return total_seconds_late / 3600\n"
    )
    (tmp_path / "nbgrader_config.py").write_text(
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nfrom late_plugin import PerHour\n"
        "c = get_config()\nc.AssignLatePenalties.plugin_class = PerHour\n"
    )
    lab = load_lab(course.source(LAB))
    with scripts_on_path(), Gradebook(f"sqlite:///{course.gradebook_path}") as book:
        book.update_or_create_assignment(LAB, duedate=DUE)
    for student, time in (("ann", "2026-03-01 15:00:00 UTC"), ("bob", "2026-03-01 09:00:00 UTC")):
        (course.submitted_dir / student / LAB / "timestamp.txt").write_text(time)
    fresh = [result(course, "ann"), result(course, "bob")]
    assert update_gradebook(course, {LAB: lab}, fresh, [], course.submitted_dir) == 2
    with Gradebook(f"sqlite:///{course.gradebook_path}") as book:
        ann, bob = (book.find_submission(LAB, student) for student in ("ann", "bob"))
        assert (ann.late_submission_penalty, bob.late_submission_penalty) == (3.0, 0.0)
        assert book.find_assignment(LAB).duedate == DUE


def test_a_newer_submission_without_a_time_does_not_keep_the_earlier_ones(course: Course) -> None:
    lab = {LAB: load_lab(course.source(LAB))}
    stamp = course.submitted_dir / "ann" / LAB / "timestamp.txt"
    stamp.write_text("2026-03-01 15:00:00 UTC")
    times = []
    for _ in range(2):
        update_gradebook(course, lab, [result(course, "ann")], [], course.submitted_dir)
        with scripts_on_path(), Gradebook(f"sqlite:///{course.gradebook_path}") as book:
            times.append(book.find_submission(LAB, "ann").timestamp)
        stamp.unlink(missing_ok=True)
    assert times == [datetime(2026, 3, 1, 15, 0), None]


def test_a_time_that_is_none_is_told_and_the_rest_is_written(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    (course.submitted_dir / "ann" / LAB / "timestamp.txt").write_text("last Tuesday")
    (course.submitted_dir / "bob" / LAB / "timestamp.txt").write_bytes(b"\xff")
    lab = {LAB: load_lab(course.source(LAB))}
    fresh = [result(course, "ann"), result(course, "bob")]
    assert update_gradebook(course, lab, fresh, [], course.submitted_dir) == 2
    assert len(caplog.messages) == 2
    assert "holds no time (“last Tuesday”): write one as" in caplog.messages[0]


def test_earlier_results_are_written_where_they_are_missing_and_else_left(course: Course) -> None:
    lab = {LAB: load_lab(course.source(LAB))}
    results = [result(course, "ann"), result(course, "bob")]
    assert update_gradebook(course, lab, results[:1], [], course.submitted_dir) == 1
    assert update_gradebook(course, lab, [], results, course.submitted_dir) == 1
    assert update_gradebook(course, lab, [], results, course.submitted_dir) == 0


def test_what_a_run_could_not_write_is_written_by_the_next_even_if_the_score_is_the_same(
    course: Course,
) -> None:
    """A later submission may earn the same and be late, or be wrong in another way."""
    lab = {LAB: load_lab(course.source(LAB))}
    first = result(course, "ann")
    update_gradebook(course, lab, [first], [], course.submitted_dir)
    said = {**first["exercises"][0], "message": "Another idea."}
    second = {**first, "exercises": [said, *first["exercises"][1:]]}
    assert update_gradebook(course, lab, [], [second], course.submitted_dir) == 1
    (course.submitted_dir / "ann" / LAB / "timestamp.txt").write_text("2026-03-01 15:00:00 UTC")
    assert update_gradebook(course, lab, [], [second], course.submitted_dir) == 1
    assert update_gradebook(course, lab, [], [second], course.submitted_dir) == 0


def test_a_file_that_cannot_be_read_leaves_no_comments_of_an_earlier_one(
    course: Course, opened: _Opened
) -> None:
    write(course, result(course, "ann"))
    broken = result(course, "ann", exercises=[], status="ungradable", reason="The file is empty.")
    write(course, broken)
    assert [opened.comment("ann", name).auto_comment for name in ("double", "weekdays")] == [
        "The file is empty."
    ] * 2
    lab = {LAB: load_lab(course.source(LAB))}
    assert update_gradebook(course, lab, [], [broken], course.submitted_dir) == 0


def test_a_locked_gradebook_is_named_and_left_as_it_was(course: Course) -> None:
    write(course, result(course, "ann"))
    holder = sqlite3.connect(course.gradebook_path)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(GradebookError, match=r"locked.*close formgrader.*are complete"):
            write(course, result(course, "bob"))
    finally:
        holder.rollback()
        holder.close()
    write(course, result(course, "bob"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_gradebook_that_may_not_be_written_is_named(course: Course) -> None:
    write(course, result(course, "ann"))
    course.gradebook_path.chmod(0o444)
    with pytest.raises(GradebookError, match="writable"):
        write(course, result(course, "bob"))


def test_a_file_that_is_no_gradebook_is_named_and_kept(course: Course) -> None:
    course.gradebook_path.write_text("my notes, no database at all\n" * 50)
    with pytest.raises(GradebookError, match="move it away"):
        write(course)
    assert course.gradebook_path.read_text().startswith("my notes")
