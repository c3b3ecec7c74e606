"""Feedback and report in a real browser: nothing comes alive, nothing is fetched, and all can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium_page, chromium_path
from contrast import contrasts
from playwright.sync_api import Page, expect

from grader.feedback import page_path, write_feedback
from grader.lab import load_lab
from grader.report import write_report
from tests.foreign.base import LAB
from tests.hostile import make_hostile_class
from tests.made_class import MadeClass, check, result, wrong

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeClass:
    """A class with everything in it: right, wrong and hostile submissions, and all pages."""
    chromium_path()  # without one the tests are skipped before anything starts
    made = MadeClass(tmp_path_factory.mktemp("class"))
    made.fill(40)
    make_hostile_class(made)
    failed = check(status="failed", points=0.0, hint="Look at `b`.", yours="[2, 8]", expected="[5, 13]")
    failed["message"] = "`f(x)` returned [2, 8]; expected [5, 13]."
    said = {"misconception": "forgets_bias", "message": "The bias `b` is never added.", "checks": [failed]}
    made.add(wrong("ana", **said, score=5.0) | {"warnings": ["A cell was moved."]})
    made.add(result("bo"))
    lab = load_lab(made.course.source(LAB.name))
    list(write_feedback(made.course, lab, made.course.submitted_dir))
    list(write_report(made.course, [lab], made.course.submitted_dir))
    return made


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium_page() as page:
        yield page


def pages_of(made: MadeClass) -> list[Path]:
    """Return the pages that tests look at: of two students, of all hostile ones, and of the report."""
    students = made.store.students(LAB.name)
    chosen = ["ana", "bo", *(student for student in students if student[0].isdigit())]
    feedback = [page_path(made.course, LAB.name, student) for student in chosen]
    return [*feedback, made.course.report_dir / f"{LAB.name}.html", made.course.report_dir / "index.html"]


def test_nothing_is_fetched_and_nothing_comes_alive(made: MadeClass, page: Page) -> None:
    """The policy itself is never called upon: there is nothing for it to stop."""
    requests: list[str] = []
    noticed: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.on("dialog", lambda dialog: (noticed.append(dialog.message), dialog.dismiss()))
    for path in pages_of(made):
        requests.clear()
        page.goto(path.as_uri())
        page.locator("summary").evaluate_all("all => all.forEach(s => { s.parentElement.open = true })")
        assert requests == [path.as_uri()]
        assert page.evaluate("window.hacked") is None
        assert page.locator("script, iframe, img, input, form, base, link, object").count() == 0
    assert noticed == []


def test_the_policy_stops_what_the_pages_themselves_never_hold(made: MadeClass, page: Page) -> None:
    page.goto(page_path(made.course, LAB.name, "ana").as_uri())
    page.evaluate(
        "() => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">'"
        " + '<p id=loud style=\"color: red\">x</p>'); const s = document.createElement('script');"
        " s.textContent = 'window.hacked = 2'; document.body.append(s); }"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#loud").evaluate("e => getComputedStyle(e).color") != "rgb(255, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(made: MadeClass, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in (*pages_of(made)[:3], *pages_of(made)[-2:]):
        page.goto(path.as_uri())
        page.locator("summary").evaluate_all("all => all.forEach(s => { s.parentElement.open = true })")
        found = contrasts(page.locator("body"))
        assert len(found) > 20
        assert [piece for piece in found if not piece.is_enough] == []
    page.emulate_media(color_scheme="light")


def test_a_dark_page_is_dark_and_prints_light(made: MadeClass, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(page_path(made.course, LAB.name, "ana").as_uri())
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(13, 17, 23)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen", color_scheme="light")


def test_what_is_folded_is_printed_and_long_lists_are_not(made: MadeClass, page: Page) -> None:
    page.goto(page_path(made.course, LAB.name, "bo").as_uri())
    checks = page.locator("article ul.checks").first
    expect(checks).not_to_be_visible()
    page.emulate_media(media="print")
    expect(checks).to_be_visible()
    page.goto((made.course.report_dir / f"{LAB.name}.html").as_uri())
    expect(page.locator("details.long table").last).not_to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [360, 1200])
def test_no_page_is_wider_than_its_window(made: MadeClass, page: Page, width: int) -> None:
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    for path in pages_of(made):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert size is not None
    page.set_viewport_size(size)


def test_a_link_to_a_folded_exercise_leads_there(made: MadeClass, page: Page) -> None:
    page.goto(page_path(made.course, LAB.name, "ana").as_uri())
    page.get_by_role("link", name="Exercise 2: my_dense").first.click()
    expect(page.locator("article#my_dense")).to_be_in_viewport()


def test_the_report_leads_to_a_students_feedback(made: MadeClass, page: Page) -> None:
    page.goto((made.course.report_dir / f"{LAB.name}.html").as_uri())
    page.locator("#everyone + details summary").click()
    page.locator("#everyone + details").get_by_role("link", name="ana", exact=True).click()
    expect(page.get_by_text("Feedback for ana, lab binary_digits")).to_be_visible()
    expect(page.locator(".value.yours")).to_contain_text("[2, 8]")
