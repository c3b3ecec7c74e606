"""Damage to a class: whatever lies in `submitted/`, everybody else is graded and each case is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from class_course import copy_class, results_of
from click.testing import CliRunner, Result

from grader import class_grader, cli_class
from grader.class_grader import ClassGrader, read_task
from grader.cli import grader
from grader.course import Course
from grader.handed_in import LONGEST_NAME, find_submissions
from grader.pool import Message, PoolSettings
from grader.sandbox import Sandbox
from tests.damage.case import assert_plain
from tests.damage.folders import LAB, NOTEBOOK, ODD_STUDENTS, PLACES, put
from tests.foreign.base import as_bytes, solved_notebook


class _Lent:
    """The warm worker of all tests, for who would start and end one."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def start(self) -> None: ...

    def close(self) -> None: ...

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sandbox, name)


class _OneProcess:
    """Stands in for the pool: grades in this process."""

    def __init__(self, settings: PoolSettings, jobs: int) -> None:
        sources = {name: Course(settings.course).source(name).read_bytes() for name in settings.labs}
        self._grader = ClassGrader(sources, settings.seed, "sliced", allow_unsandboxed=True)

    def __enter__(self) -> _OneProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._grader.close()

    def run(self, tasks: Iterable[Message]) -> Iterator[tuple[Message, Message]]:
        for task in tasks:
            yield task, self._grader.grade(*read_task(task))[0]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Course:
    """A class in which nearly everything is odd."""
    course = copy_class(tmp_path_factory.mktemp("class"), repository, LAB, [])
    right = as_bytes(solved_notebook())
    for student in ODD_STUDENTS:
        put(course.submitted_dir / student, right)
    for student, place in PLACES.items():
        place.make(course.submitted_dir / student, right)
    (course.submitted_dir / "no-student.ipynb").write_bytes(right)
    (course.submitted_dir / "nobody").mkdir()
    return course


@pytest.fixture(scope="module")
def graded(course: Course, warm_sandbox: Sandbox) -> Result:
    """What `grader autograde` says of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(class_grader, "Sandbox", lambda: _Lent(warm_sandbox))
        patch.setattr(cli_class, "Pool", _OneProcess)
        patch.setenv("COLUMNS", "200")
        return CliRunner().invoke(grader, ["autograde", "--course", str(course.root), "--seed", "1"])


def test_the_command_ends_well_and_counts_everybody(course: Course, graded: Result) -> None:
    assert graded.exit_code == 0, graded.output
    results = results_of(course, LAB)
    assert len(results) == len(ODD_STUDENTS) + len(PLACES)
    assert f"{len(results)} submissions written" in graded.stderr
    assert "Traceback" not in graded.output


@pytest.mark.parametrize("student", ODD_STUDENTS, ids=ascii)
@pytest.mark.usefixtures("graded")
def test_an_odd_name_costs_nothing(course: Course, student: str) -> None:
    result = results_of(course, LAB)[student]
    assert (result["status"], result["score"], result["warnings"]) == ("graded", 30.0, [])


@pytest.mark.parametrize("student", PLACES)
def test_what_lies_in_a_folder_is_graded_or_told(course: Course, graded: Result, student: str) -> None:
    place, result = PLACES[student], results_of(course, LAB)[student]
    said = [*result["warnings"], *([result["reason"]] if result["reason"] else [])]
    for sentence in said:
        assert_plain(sentence)
    assert any(place.said in sentence for sentence in said) if place.said else said == []
    if place.is_graded:
        assert (result["status"], result["score"]) == ("graded", 30.0)
    else:
        assert (result["status"], result["score"], result["max_score"]) == ("ungradable", 0.0, 30.0)
        assert f"{student}, {LAB}: " in graded.stdout, "who needs attention stands below the table"


def test_a_name_after_which_no_file_can_be_named_is_told_before_anything_is_graded(
    tmp_path: Path, repository: Path
) -> None:
    course = copy_class(tmp_path, repository, LAB, ["ana", "x" * (LONGEST_NAME + 1)])
    ended = CliRunner().invoke(grader, ["autograde", "--course", str(course.root)])
    assert_plain(str(ended.exception))
    assert "too long a name (xxx" in str(ended.exception)
    assert not course.results_dir.exists()


@pytest.mark.parametrize("closed", ["student", "lab"])
def test_a_folder_that_may_not_be_entered_is_told_and_the_others_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    put(tmp_path / "ana", b"{}")
    shut = put(tmp_path / "bo", b"{}").parents[closed == "student"]
    of_file = Path.stat

    def refuse(path: Path, **options: Any) -> Any:
        if shut in path.parents:
            raise PermissionError(13, "Permission denied")
        return of_file(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    ana, bo = find_submissions(tmp_path, LAB)
    assert (ana.student_id, ana.path.name, ana.note) == ("ana", NOTEBOOK, None)
    assert bo.student_id == "bo"
    assert bo.note == "The folder cannot be read (Permission denied): check its permissions."
