"""`grader feedback` and `grader report`: what they write, what they say, and how they end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.class_results import LabClass, read_class
from grader.cli import grader
from grader.item_analysis import analyse_scores
from grader.lab import load_lab
from grader.report import course_page, write_report
from tests.foreign.base import LAB, MY_DENSE
from tests.made_class import MadeClass, notebook, result, ungradable, wrong
from tests.mini_course import make_course
from tests.page_reading import expect_harmless, rows


@pytest.fixture
def made(tmp_path: Path) -> MadeClass:
    return MadeClass(tmp_path / "course")


def run(made: MadeClass, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(grader, [command, "--course", str(made.course.root), *arguments])


@pytest.mark.parametrize("command", ["feedback", "report"])
def test_without_results_there_is_nothing_to_write(made: MadeClass, command: str) -> None:
    done = run(made, command)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.endswith("Error: There are no results yet: run grader autograde first.\n")
    assert not made.course.feedback_dir.exists()
    assert not made.course.report_dir.exists()


@pytest.mark.parametrize("command", ["feedback", "report"])
def test_a_lab_that_is_not_there_is_wrong_usage(made: MadeClass, command: str) -> None:
    assert run(made, command, "other_lab").exit_code == 2


def test_feedback_says_what_it_wrote_and_what_was_up_to_date(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1))
    made.add(wrong("bo"), notebook(2))
    done = run(made, "feedback")
    assert (done.exit_code, done.stdout) == (0, f"{LAB.name}: 2 pages written, 0 up to date.\n")
    assert done.stderr == f"The pages are in {made.course.feedback_dir}: <student>/<lab>/<lab>.html.\n"
    made.add(result("bo"), notebook(2))
    done = run(made, "feedback", LAB.name)
    assert (done.exit_code, done.stdout) == (0, f"{LAB.name}: 1 page written, 1 up to date.\n")


def test_feedback_of_one_lab_leaves_the_others(made: MadeClass) -> None:
    make_course(made.course.root)
    made.add(result("ana"), notebook(1))
    assert run(made, "feedback", "mini").exit_code == 1
    assert not made.course.feedback_dir.exists()


def test_submissions_may_lie_elsewhere(made: MadeClass, tmp_path: Path) -> None:
    made.add(wrong("ana"), notebook(1))
    made.course.submitted_dir.rename(tmp_path / "moved")
    page = made.course.feedback_dir / "ana" / LAB.name / f"{LAB.name}.html"
    assert run(made, "feedback").exit_code == 0
    assert "Your code" not in page.read_text("utf-8")
    assert run(made, "feedback", "--submitted", str(tmp_path / "moved")).exit_code == 0
    assert "Your code" in page.read_text("utf-8")


def test_report_names_the_pages_that_it_wrote(made: MadeClass) -> None:
    make_course(made.course.root)
    made.add(result("ana"), notebook(1))
    done = run(made, "report")
    report = made.course.report_dir
    assert (done.exit_code, done.stdout) == (0, f"{report / LAB.name}.html\n{report}/index.html\n")
    assert run(made, "report", "mini").stdout == f"{report}/index.html\n"


@pytest.mark.parametrize("command", ["feedback", "report"])
def test_a_folder_that_cannot_be_written_ends_it_with_one_sentence(made: MadeClass, command: str) -> None:
    made.add(result("ana"), notebook(1))
    (made.course.root / command).write_text("in the way")
    done = run(made, command)
    assert done.exit_code == 1
    assert f"{made.course.root / command}" in done.stderr
    assert "cannot be written (" in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_the_page_of_the_course_adds_up_what_each_earned(tmp_path: Path) -> None:
    other = replace(LAB, name="other_lab", title="Another lab")
    first = LabClass(LAB, tuple((s, result(s)) for s in ("ana", "bo")), analyse_scores([result("ana")] * 2))
    graded = (("ana", wrong("ana")), ("cy", ungradable("cy")))
    second = LabClass(other, graded, analyse_scores([wrong("ana")]))
    page = expect_harmless(course_page([first, second]))
    assert rows(page, "student") == ["ana 30 25 55", "bo 30 - 30", "cy - 0 ungradable 0"]
    assert [a.attributes["href"] for a in page.all("a")] == [f"{LAB.name}.html", "other_lab.html"]
    assert "1of 3 students without one" in page.text.replace("1 of", "1of")


def test_pages_are_written_for_the_labs_that_were_named_and_for_the_course(tmp_path: Path) -> None:
    made = MadeClass(tmp_path)
    lab = load_lab(made.course.source(LAB.name))
    submitted = made.course.submitted_dir
    assert list(write_report(made.course, [lab], submitted)) == []
    made.add(result("ana"), notebook(1, my_dense=MY_DENSE))
    pages = [made.course.report_dir / name for name in (f"{LAB.name}.html", "index.html")]
    assert list(write_report(made.course, [lab], submitted)) == pages
    before = pages[0].read_bytes()
    assert list(write_report(made.course, [lab], submitted, named=[])) == pages[1:]
    assert list(write_report(made.course, [lab], submitted)) == pages
    assert pages[0].read_bytes() == before


def test_results_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    made = MadeClass(tmp_path)
    made.add(result("ana"))
    (made.course.results_dir / LAB.name / "bo.json").write_text("{")
    assert [student for student, _ in read_class(made.store, LAB).graded] == ["ana"]
