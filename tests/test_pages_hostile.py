"""Whatever a student writes, wherever it ends up on a page, it is text and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.answers import Answer, Work, own_stretches
from grader.class_results import LabClass
from grader.feedback import feedback_page, page_path, write_feedback
from grader.item_analysis import analyse_scores
from grader.lab import load_lab
from grader.lab_report import lab_page
from grader.pages import visible
from grader.report import course_page, write_report
from tests.foreign.base import LAB, STUBS
from tests.hostile import HOSTILE, hostile_code, hostile_result, make_hostile_class
from tests.made_class import MadeClass, result, ungradable
from tests.page_reading import PageText, expect_harmless


def squeezed(text: str) -> str:
    return "".join(text.replace("`", "").split())


def expect_shown(page: PageText, text: str, times: int) -> None:
    """Demand that a text can be read on a page, so often at least; marks of code are not shown."""
    assert squeezed(page.text).count(squeezed(visible(text))) >= times


def work_of(student: str, text: str) -> Work:
    code = hostile_code(text)
    return Work(student, {"my_dense": Answer(code, tuple(own_stretches(code, STUBS["my_dense"])))})


@pytest.mark.parametrize("name", HOSTILE)
def test_feedback_shows_it_as_text(name: str) -> None:
    text = HOSTILE[name]
    page = expect_harmless(feedback_page(text, hostile_result(text, text), LAB, work_of(text, text)))
    expect_shown(page, text, 15 if name != "very long" else 10)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_report_shows_it_as_text(name: str) -> None:
    text = HOSTILE[name]
    made = hostile_result(text, text)
    graded = ((text, made), (f"{text}2", made | {"status": "graded"}), (f"{text}3", ungradable(text, text)))
    works = [work_of(student, text) for student, _ in graded]
    each = LabClass(LAB, graded, analyse_scores([made]))
    whole = text if name != "very long" else "<b>" * 40
    expect_shown(expect_harmless(lab_page(each, works, [text])), whole, 6)
    expect_shown(expect_harmless(course_page([each])), text, 3)


@pytest.fixture(scope="module")
def hostile_class(tmp_path_factory: pytest.TempPathFactory) -> tuple[MadeClass, list[str]]:
    made = MadeClass(tmp_path_factory.mktemp("hostile"))
    return made, make_hostile_class(made)


def test_pages_of_a_hostile_class_are_harmless(hostile_class: tuple[MadeClass, list[str]]) -> None:
    made, students = hostile_class
    lab = load_lab(made.course.source(LAB.name))
    pages = list(write_feedback(made.course, lab, made.course.submitted_dir))
    assert [page.student for page in pages] == sorted(students)
    for page in pages:
        assert page.path == page_path(made.course, LAB.name, page.student)
        shown = expect_harmless(page.path.read_bytes())
        assert shown.all("pre", class_="numbered") != []
    for path in write_report(made.course, [lab], made.course.submitted_dir):
        expect_harmless(path.read_bytes())
    report = expect_harmless((made.course.report_dir / f"{LAB.name}.html").read_bytes())
    links = {a.attributes["href"] for a in report.all("a")}
    assert sum(link.startswith("../feedback/") for link in links) == len(students)


def test_a_result_cannot_name_another_place_for_its_page(tmp_path: Path) -> None:
    """Where a page goes is told by the folder that was handed in, not by what a result says."""
    made = MadeClass(tmp_path / "course")
    made.add(result("../../../evil", lab="../../evil"), student="ana")
    pages = list(write_feedback(made.course, LAB, made.course.submitted_dir))
    assert [page.path for page in pages] == [page_path(made.course, LAB.name, "ana")]
    assert not (tmp_path / "evil").exists()


def test_a_page_cannot_claim_to_be_up_to_date_by_what_it_shows(tmp_path: Path) -> None:
    made = MadeClass(tmp_path)
    fake = '<meta name="made-from" content="' + "0" * 64 + '">'
    made.add(result(fake.replace("/", "")), student="ana")
    data = json.loads(made.store.path(LAB.name, "ana").read_text())
    page = feedback_page(fake, data, LAB, Work("ana"), "1" * 64)
    head = page[: page.index(b"<style>")]
    assert head.count(b'<meta name="made-from"') == 1
    assert b'content="' + b"1" * 64 in head
