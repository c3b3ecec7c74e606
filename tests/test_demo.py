"""The demo: a made class gets the grades that it should, and the course stays as it is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from grader import run
from grader.course import Course, CourseError
from grader.demo import EXAMPLE, LAB, MADE_BY_DEMO, prepare_demo, run_demo, write_result
from grader.demo_class import STUDENTS
from grader.grading import Grader
from grader.lab import load_lab
from grader.result import Grade
from grader.sandbox import Sandbox

WIDTH = 100

# Student -> status of the submission, and status and score of the three exercises.
EXPECTED = {
    "amara-okafor": ("graded", ["passed 10", "passed 10", "passed 10"]),
    "bjorn-lindqvist": ("graded", ["passed 10", "passed 10", "passed 10"]),
    "chen-mei": ("graded", ["passed 10", "passed 10", "passed 10"]),
    "diego-santos": ("graded", ["passed 10", "timed_out 0", "passed 10"]),
    "elif-yildiz": ("graded", ["passed 10", "passed 10", "passed 10"]),
    "farid-haddad": ("graded", ["passed 10", "errored 0", "passed 10"]),
    "grace-mwangi": ("graded", ["failed 7", "failed 5", "passed 10"]),
    "hana-kim": ("graded", ["passed 10", "passed 10", "passed 10"]),
    "ivan-petrov": ("graded", ["not_attempted 0", "not_attempted 0", "not_attempted 0"]),
    "jonas-weber": ("graded", ["passed 10", "not_attempted 0", "not_attempted 0"]),
    "leila-nair": ("ungradable", []),
    "marco-rossi": ("graded", ["passed 10", "passed 10", "failed 8"]),
}


@dataclass
class Told:
    demo: Course
    grades: dict[str, Grade]
    text: str


@pytest.fixture(scope="module")
def told(repository: Path, warm_sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The whole story, told once; a call is ended after a second, so that the endless loop costs little."""
    before = _files(repository)
    demo = prepare_demo(Course(repository), tmp_path_factory.mktemp("demo") / "here")
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    grader = Grader([load_lab(demo.source(LAB))], 7, warm_sandbox)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "CALL_SECONDS", 1.0)
        grades = run_demo(demo, grader, console)
    grader.close()
    yield Told(demo, {grade.student_id or "": grade for grade in grades}, console.export_text())
    assert _files(repository) == before, "the demo changed the course"


def _files(course: Path) -> set[str]:
    names = ("release", "submitted", "results", "gradebook.db", "labs")
    return {f"{path}{path.stat().st_size}" for name in names for path in (course / name).rglob("*")}


def test_everybody_gets_the_grade_that_the_work_deserves(told: Told) -> None:
    found = {
        name: (grade.status, [f"{e.status} {e.score:g}" for e in grade.exercises])
        for name, grade in told.grades.items()
    }
    assert found == EXPECTED


def test_known_wrong_ideas_are_named(told: Told) -> None:
    named = {e.misconception for grade in told.grades.values() for e in grade.exercises}
    assert named == {None, "relu_in_hidden_layers", "forgets_bias", "activation_before_bias_v"}


def test_each_result_is_written_as_it_was_graded(told: Told) -> None:
    folder = told.demo.results_dir / LAB
    assert sorted(path.stem for path in folder.iterdir()) == sorted(EXPECTED)
    for name, grade in told.grades.items():
        assert json.loads((folder / f"{name}.json").read_text("utf-8")) == grade.to_json()


def test_the_demo_is_a_course_folder_with_a_release_and_a_gradebook_of_its_own(told: Told) -> None:
    root = told.demo.root
    assert (root / "gradebook.db").is_file()
    assert (root / "release" / f"{LAB}.zip").is_file()
    assert (root / "nbgrader_config.py").is_file()
    assert {path.name for path in (root / "submitted").iterdir()} == set(EXPECTED)


def test_the_story_is_told_within_the_width_of_the_terminal(told: Told) -> None:
    lines = told.text.splitlines()
    story, _, commands = told.text.partition("5. What to try next")
    assert commands
    assert max(len(line) for line in story.splitlines()[3:]) <= WIDTH
    for name, (status, _) in EXPECTED.items():
        row = next(line for line in lines if line.strip().startswith(name) and "/30" in line)
        assert status in row
    for heading in (
        "1. The student version",
        "2. A class hands it in",
        "3. Grading",
        f"4. What {EXAMPLE} reads",
    ):
        assert heading in story


def test_the_table_says_in_plain_words_what_stands_out(told: Told) -> None:
    table = told.text[told.text.index("3. Grading") : told.text.index("12 submissions in")]
    words = " ".join(table.split())
    for said in ("a call does not come back", "nothing filled in", "not JSON", "metadata"):
        assert said in words


def test_what_colab_saves_carries_no_grading_metadata(told: Told) -> None:
    path = told.demo.submitted_dir / "hana-kim" / LAB / f"{LAB}.ipynb"
    cells = json.loads(path.read_bytes())["cells"]
    assert not any("nbgrader" in cell["metadata"] for cell in cells)
    assert told.grades["hana-kim"].warnings


def test_students_have_names_of_their_own() -> None:
    assert len({student.name for student in STUDENTS}) == len(STUDENTS) == 12


def test_an_earlier_demo_is_replaced(repository: Path, tmp_path: Path) -> None:
    first = prepare_demo(Course(repository), tmp_path / "demo")
    (first.root / "old.txt").touch()
    again = prepare_demo(Course(repository), tmp_path / "demo")
    assert again == first
    assert not (first.root / "old.txt").exists()
    assert (again.root / MADE_BY_DEMO).is_file()


def test_a_folder_that_holds_something_else_is_left_alone(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CourseError, match="holds something else already: name another folder with --to"):
        prepare_demo(Course(repository), tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_place_where_no_folder_can_be_made_is_named(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match="cannot be made"):
        prepare_demo(Course(repository), tmp_path / "file" / "demo")


def test_a_course_without_the_lab_has_no_demo(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no labs"):
        prepare_demo(Course(tmp_path), tmp_path / "demo")


def test_a_result_replaces_the_earlier_one_whole(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "results" / "s.json"
    for grade in told.grades.values():
        write_result(path, grade)
        assert json.loads(path.read_text("utf-8")) == grade.to_json()
    assert [entry.name for entry in path.parent.iterdir()] == ["s.json"]
