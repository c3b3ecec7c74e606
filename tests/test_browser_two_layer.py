"""The released lab two_layer_mlp in JupyterLab: formulas are set, a card names the exercise to mend first."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import (
    Server,
    chromium_page,
    errors,
    jupyter_server,
    open_notebook,
    outputs,
    run_cell,
    set_cell_source,
)
from playwright.sync_api import Page, expect

from grader.course import Course
from grader.release import release_lab

pytestmark = pytest.mark.browser

LAB = "two_layer_mlp"
NOTEBOOK = f"{LAB}.ipynb"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The folder that students get."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(repository / "labs" / LAB, root / "labs" / LAB)
    return release_lab(Course(root), LAB, to=tmp_path_factory.mktemp("student")).folder


@pytest.fixture(scope="module")
def server(released: Path) -> Iterator[Server]:
    with jupyter_server(released) as server:
        yield server


@pytest.fixture(scope="module")
def lab(server: Server) -> Iterator[Page]:
    """The released notebook with its packages imported."""
    with chromium_page() as page:
        open_notebook(page, server, NOTEBOOK)
        run_cell(page, "import-packages")
        assert errors(page) == []
        yield page


@pytest.fixture(scope="module")
def answers(repository: Path) -> dict[str, str]:
    """Id of a solution cell -> its text in the source."""
    cells = json.loads((repository / "labs" / LAB / NOTEBOOK).read_bytes())["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells}


def test_every_formula_is_set_without_an_error(lab: Page, released: Path) -> None:
    texts = [cell["source"] for cell in json.loads((released / NOTEBOOK).read_bytes())["cells"]]
    displayed = sum("".join(text).count("$$") for text in texts) // 2
    assert displayed >= 20
    expect(lab.locator(".jp-RenderedMarkdown mjx-container[display='true']")).to_have_count(displayed)
    assert lab.locator("mjx-merror").all_inner_texts() == []


def test_a_right_answer_after_a_wrong_one_is_told_which_to_mend_first(
    lab: Page, answers: dict[str, str]
) -> None:
    wrong = answers["sigmoid"].replace("np.exp(-x)", "np.exp(x)")
    assert wrong != answers["sigmoid"]
    for cell, source in (("sigmoid", wrong), ("forward-propagation", answers["forward-propagation"])):
        set_cell_source(lab, cell, source)
        run_cell(lab, cell)
    run_cell(lab, "test-forward-propagation")
    card = outputs(lab, "test-forward-propagation").first
    expect(card).to_contain_text("not run because sigmoid, which your code uses, is wrong")
    expect(card).not_to_contain_text("Your results fit this")
    card.locator("summary", has_text="Hint").first.click()
    expect(card).to_contain_text("Go back to Exercise 3")

    set_cell_source(lab, "sigmoid", answers["sigmoid"])
    run_cell(lab, "sigmoid")
    run_cell(lab, "test-forward-propagation")
    expect(outputs(lab, "test-forward-propagation").first).to_contain_text("7 of 7 points")
    assert errors(lab) == []
