"""nbgrader's formgrader on a class that `grader autograde` graded: scores, comments and our cards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import chromium_page, chromium_path, jupyter_server
from class_course import copy_class, results_of
from playwright.sync_api import Page, expect

from tests.foreign.base import ANSWERS, LAB, MY_DENSE, as_bytes, solved_notebook

pytestmark = pytest.mark.browser

WRONG = MY_DENSE.replace(" + b[j]", "")
STUDENTS = {"ana": ANSWERS, "bo": ANSWERS | {"my_dense": WRONG}}


@dataclass(frozen=True)
class Opened:
    """Formgrader's list of the submissions, and the results that it should show, by student."""

    page: Page
    results: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Opened]:
    chromium_path()  # without one the test is skipped before anything starts
    root = tmp_path_factory.mktemp("course")
    course = copy_class(root, repository, LAB.name, STUDENTS)
    for student, answers in STUDENTS.items():
        notebook = course.submitted_dir / student / LAB.name / f"{LAB.name}.ipynb"
        notebook.write_bytes(as_bytes(solved_notebook(answers)))
    command = [sys.executable, "-m", "grader", "autograde", "--course", str(root), "--jobs", "1"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results = results_of(course, LAB.name)
    with jupyter_server(root) as server, chromium_page() as page:
        page.goto(f"{server.address}/lab?token={server.token}")  # formgrader knows no token, but its cookie
        page.goto(f"{server.address}/formgrader/gradebook/{LAB.name}/{LAB.name}")
        yield Opened(page, results)


def test_formgrader_shows_scores_comments_and_cards(opened: Opened) -> None:
    page, results = opened.page, opened.results
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(len(STUDENTS))
    shown = [row.locator("td").nth(2).inner_text() for row in rows.all()]
    assert sorted(shown) == sorted(f"{result['score']:g} / 30" for result in results.values())
    assert results["ana"]["score"] == 30 > results["bo"]["score"]

    rows.filter(has_text=f"{results['bo']['score']:g} / 30").locator("a").first.click()
    for exercise in results["bo"]["exercises"]:
        name, score = exercise["name"], f"{exercise['score']:g}"
        expect(page.locator(f"input#test_{name}")).to_have_attribute("placeholder", score)
        card = page.get_by_text(exercise["title"], exact=True).last.locator("xpath=ancestor::div[2]")
        expect(card).to_contain_text(f"{score} of 10 points")
    wrong = next(exercise for exercise in results["bo"]["exercises"] if exercise["name"] == "my_dense")
    assert wrong["misconception"]
    comment = page.locator("textarea#my_dense-comment").get_attribute("placeholder")
    assert comment is not None
    assert comment.startswith(wrong["message"])
    assert "Hint: " in comment
