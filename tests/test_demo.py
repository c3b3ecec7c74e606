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
from grader.demo import CLASS, EXAMPLE, MADE_BY_DEMO, prepare_demo, run_demo
from grader.exercises import exercises_of
from grader.grading import Grader
from grader.lab import load_lab
from grader.result import Grade
from grader.sandbox import Sandbox
from grader.store import ResultStore

WIDTH = 100

# Lab -> student -> the grade, as `_in_short` puts it.
EXPECTED = {
    "binary_digits": {
        "amara-okafor": "passed 10, passed 10, passed 10",
        "bjorn-lindqvist": "passed 10, passed 10, passed 10",
        "chen-mei": "passed 10, passed 10, passed 10",
        "diego-santos": "passed 10, timed_out 0, passed 10",
        "elif-yildiz": "passed 10, passed 10, passed 10",
        "farid-haddad": "passed 10, errored 0, passed 10",
        "grace-mwangi": "failed 7, failed 5, passed 10",
        "hana-kim": "passed 10, passed 10, passed 10",
        "ivan-petrov": "not_attempted 0, not_attempted 0, not_attempted 0",
        "jonas-weber": "passed 10, not_attempted 0, not_attempted 0",
        "leila-nair": "ungradable",
        "marco-rossi": "passed 10, passed 10, failed 8",
    },
    "multiclass_digits": {
        "amara-okafor": "passed 10, passed 10",
        "bjorn-lindqvist": "passed 10, passed 10",
        "elif-yildiz": "passed 10, passed 10",
        "farid-haddad": "failed 2, passed 10",
        "hana-kim": "passed 10, passed 10",
        "ivan-petrov": "not_attempted 0, not_attempted 0",
        "jonas-weber": "passed 10, not_attempted 0",
        "marco-rossi": "passed 10, failed 8",
    },
}

EXERCISES = {
    lab: [exercise.name for exercise in exercises_of(lab)] for lab in ("two_layer_mlp", "deep_network")
}

# Lab -> student -> the exercises of a long lab that are not passed; the others earn all their points.
LOST: dict[str, dict[str, dict[str, str]]] = {
    "two_layer_mlp": {
        "amara-okafor": {},
        "bjorn-lindqvist": {},
        "chen-mei": {"sigmoid": "failed 0"},
        "farid-haddad": {"back_propagation": "failed 3"},
        "grace-mwangi": {"numerical_gradient": "failed 5"},
        "hana-kim": {},
        "ivan-petrov": dict.fromkeys(EXERCISES["two_layer_mlp"], "not_attempted 0"),
        "jonas-weber": dict.fromkeys(EXERCISES["two_layer_mlp"][10:], "not_attempted 0"),
    },
    "deep_network": {
        "amara-okafor": {},
        "bjorn-lindqvist": {},
        "chen-mei": {"softmax": "failed 6.5"},
        "farid-haddad": {"layer_backward": "failed 6.5"},
        "grace-mwangi": {"training": "failed 5"},
        "hana-kim": {},
        "ivan-petrov": dict.fromkeys(EXERCISES["deep_network"], "not_attempted 0"),
        "jonas-weber": dict.fromkeys(EXERCISES["deep_network"][5:], "not_attempted 0"),
    },
}


@dataclass
class Told:
    demo: Course
    grades: dict[tuple[str, str], Grade]
    text: str


@pytest.fixture(scope="module")
def told(repository: Path, warm_sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The whole story, told once; a call is ended after a second, so that the endless loop costs little."""
    before = _files(repository)
    demo = prepare_demo(Course(repository), tmp_path_factory.mktemp("demo") / "here")
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    grader = Grader([load_lab(demo.source(lab)) for lab in CLASS], 7, warm_sandbox)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "CALL_SECONDS", 1.0)
        grades = run_demo(demo, grader, console)
    grader.close()
    by_student = {(grade.lab or "", grade.student_id or ""): grade for grade in grades}
    yield Told(demo, by_student, console.export_text())
    assert _files(repository) == before, "the demo changed the course"


def _files(course: Path) -> set[str]:
    names = ("release", "submitted", "results", "gradebook.db", "labs")
    return {f"{path}{path.stat().st_size}" for name in names for path in (course / name).rglob("*")}


def _in_short(grade: Grade) -> str:
    """The statuses and scores of the exercises, or what became of the submission when there are none."""
    return ", ".join(f"{e.status} {e.score:g}" for e in grade.exercises) or grade.status


@pytest.mark.parametrize("lab", EXPECTED)
def test_everybody_gets_the_grade_that_the_work_deserves(told: Told, lab: str) -> None:
    found = {student: _in_short(grade) for (name, student), grade in told.grades.items() if name == lab}
    assert found == EXPECTED[lab]


@pytest.mark.parametrize("lab", LOST)
def test_a_mistake_in_a_long_lab_costs_its_own_points_alone(told: Told, lab: str) -> None:
    found = {
        student: {e.name: f"{e.status} {e.score:g}" for e in grade.exercises if e.score < 10}
        for (name, student), grade in told.grades.items()
        if name == lab
    }
    assert found == LOST[lab]


def test_known_wrong_ideas_are_named(told: Told) -> None:
    named = {e.misconception for grade in told.grades.values() for e in grade.exercises}
    in_binary = {"relu_in_hidden_layers", "forgets_bias", "activation_before_bias_v"}
    in_two_layer = {"forgets_minus", "forgets_slope_of_layer_1", "upper_side_only"}
    in_deep = {"one_maximum_for_all", "forgets_division", "drops_layers_above_two"}
    assert named == {None, "forgets_denominator", "softmax_output"} | in_binary | in_two_layer | in_deep


def test_each_result_is_written_as_it_was_graded(told: Told) -> None:
    written = {(path.parent.name, path.stem): path for path in told.demo.results_dir.glob("*/*")}
    assert written.keys() == told.grades.keys()
    for key, grade in told.grades.items():
        assert json.loads(written[key].read_text("utf-8")) == grade.to_json()


def test_the_demo_is_a_course_folder_with_a_release_and_a_gradebook_of_its_own(told: Told) -> None:
    root = told.demo.root
    assert (root / "gradebook.db").is_file()
    assert {path.stem for path in (root / "release").glob("*.zip")} == set(CLASS)
    assert (root / "nbgrader_config.py").is_file()
    submitted = {(path.parent.name, path.parents[1].name) for path in told.demo.submitted_dir.glob("*/*/*")}
    assert submitted == told.grades.keys()


def test_the_story_is_told_within_the_width_of_the_terminal(told: Told) -> None:
    story, _, commands = told.text.partition("6. What to try next")
    assert commands
    assert max(len(line) for line in story.splitlines()[3:]) <= WIDTH
    for heading in (
        "1. The student versions",
        "2. A class hands them in",
        "3. Grading",
        f"4. What {EXAMPLE[1]} reads",
        "5. Pages for students and instructors",
    ):
        assert heading in story


@pytest.mark.parametrize("lab", [*EXPECTED, *LOST])
def test_each_lab_has_a_table_with_a_row_for_everybody(told: Told, lab: str) -> None:
    students = {**EXPECTED, **LOST}[lab]
    table = told.text[told.text.index(f"{lab}: {len(students)} submissions") :]
    for student in students:
        grade = told.grades[lab, student]
        row = next(line.split() for line in table.splitlines() if line.strip().startswith(student))
        assert row[1] == f"{grade.score:g}/{grade.max_score:g}"
        assert row[-1] == grade.status


def test_the_table_says_in_plain_words_what_stands_out(told: Told) -> None:
    table = told.text[told.text.index("3. Grading") : told.text.index("36 submissions in")]
    words = " ".join(table.split())
    for said in (
        "a call does not come back",
        "nothing filled in",
        "not a notebook",
        "metadata",
        "without being divided by their sum",
        "The last layer applies softmax",
    ):
        assert said in words


def test_there_is_a_page_for_everybody_and_a_report_of_each_lab(told: Told) -> None:
    pages = {(path.stem, path.parents[1].name) for path in told.demo.feedback_dir.rglob("*.html")}
    assert pages == told.grades.keys()
    assert {path.stem for path in told.demo.report_dir.glob("*.html")} == {"index", *CLASS}
    story = " ".join(told.text.split())
    assert f"36 pages of feedback, such as feedback/{EXAMPLE[1]}/{EXAMPLE[0]}/{EXAMPLE[0]}.html" in story
    assert "begin with report/index.html" in story


def test_the_feedback_shown_names_the_mistake_and_what_a_check_saw(told: Told) -> None:
    feedback = told.text[told.text.index("4. What") : told.text.index("5. Pages")]
    words = " ".join(feedback.split())
    assert "18 of 20 points" in words
    assert "layer 3 of 3 has the activation softmax; expected linear" in words


@pytest.mark.parametrize("lab", CLASS)
def test_what_colab_saves_carries_no_grading_metadata(told: Told, lab: str) -> None:
    path = told.demo.submitted_dir / "hana-kim" / lab / f"{lab}.ipynb"
    cells = json.loads(path.read_bytes())["cells"]
    assert not any("nbgrader" in cell["metadata"] for cell in cells)
    assert told.grades[lab, "hana-kim"].warnings


def test_one_notebook_compiles_and_fits_the_network_in_the_graded_cell(told: Told) -> None:
    lab = "multiclass_digits"
    path = told.demo.submitted_dir / "elif-yildiz" / lab / f"{lab}.ipynb"
    (cell,) = (c for c in json.loads(path.read_bytes())["cells"] if c["id"] == "model")
    code = "".join(cell["source"])
    assert code.index("END CODE HERE") < code.index("model.compile(") < code.index("model.fit(X, y")


def test_all_of_the_class_hand_in_the_first_lab_and_none_twice() -> None:
    names = {lab: [student.name for student in students] for lab, students in CLASS.items()}
    assert len(names["binary_digits"]) == 12
    for students in names.values():
        assert len(set(students)) == len(students)
        assert set(students) <= set(names["binary_digits"])


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


def test_a_course_without_labs_has_no_demo(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no labs"):
        prepare_demo(Course(tmp_path), tmp_path / "demo")


def test_a_result_replaces_the_earlier_one_whole(told: Told, tmp_path: Path) -> None:
    store = ResultStore(tmp_path / "results")
    path = store.path("mini", "s")
    for grade in told.grades.values():
        store.write({**grade.to_json(), "lab": "mini", "student_id": "s"})
        assert json.loads(path.read_text("utf-8")) == {**grade.to_json(), "lab": "mini", "student_id": "s"}
    assert [entry.name for entry in path.parent.iterdir()] == ["s.json"]
