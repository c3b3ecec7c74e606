"""A student's way through the released first lab in JupyterLab: answer, test, read the card, move on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import (
    Server,
    cell_index,
    cell_of,
    chromium_page,
    errors,
    jupyter_server,
    open_notebook,
    outputs,
    run_all,
    run_cell,
    save,
    set_cell_source,
    set_theme,
)
from contrast import Contrast, contrasts
from playwright.sync_api import Locator, Page, expect

from grader.course import Course
from grader.release import release_lab

pytestmark = pytest.mark.browser

LAB = "binary_digits"
NOTEBOOK = f"{LAB}.ipynb"
THEMES = ("JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast")
FAILED, PASSED = "✗", "✓"
FORGETS_BIAS = "The bias b is never added."


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The folder that students get, and in it a copy of the notebook with every answer filled in."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(repository / "labs" / LAB, root / "labs" / LAB)
    folder = release_lab(Course(root), LAB, to=tmp_path_factory.mktemp("student")).folder
    answers = sources(root / "labs" / LAB / NOTEBOOK)
    solved = read(folder / NOTEBOOK)
    for cell in solved["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = answers[cell["id"]]
    (folder / "solved.ipynb").write_text(json.dumps(solved))
    return folder


@pytest.fixture(scope="module")
def right_answer(repository: Path) -> str:
    return sources(repository / "labs" / LAB / NOTEBOOK)["my-dense"]


@pytest.fixture(scope="module")
def server(released: Path) -> Iterator[Server]:
    with jupyter_server(released) as server:
        yield server


@pytest.fixture(scope="module")
def first_tab() -> Iterator[Page]:
    with chromium_page() as page:
        yield page


@pytest.fixture(scope="module")
def lab(first_tab: Page, server: Server, released: Path) -> Page:
    """The released notebook after its given cells up to the first exercise."""
    open_notebook(first_tab, server, NOTEBOOK)
    for cell in read(released / NOTEBOOK)["cells"]:
        if cell["id"] == "model":
            break
        if cell["cell_type"] == "code":
            run_cell(first_tab, cell["id"])
    assert errors(first_tab) == []
    return first_tab


@pytest.fixture(scope="module")
def solved(first_tab: Page, server: Server) -> Iterator[Page]:
    """The notebook with every answer filled in, after a run of all its cells."""
    tab = first_tab.context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    open_notebook(tab, server, "solved.ipynb")
    run_all(tab)
    yield tab
    tab.close()
    assert asked
    assert [url for url in asked if not url.startswith((server.address, "data:", "blob:"))] == []


def test_the_modules_of_the_released_folder_are_the_ones_in_use(lab: Page, released: Path) -> None:
    set_cell_source(lab, "sigmoid-curve", "import autils, public_tests\nprint(autils, public_tests)")
    run_cell(lab, "sigmoid-curve")
    text = outputs(lab, "sigmoid-curve").inner_text()
    assert str(released / "autils") in text
    assert str(released / "public_tests") in text


def test_the_untouched_cell_is_told_what_is_missing(lab: Page, released: Path) -> None:
    card = card_of(lab, sources(released / NOTEBOOK)["my-dense"])
    expect(card).to_contain_text("0 of 7 points")
    expect(card.get_by_text(FAILED, exact=True)).to_have_count(4)
    expect(card.get_by_text("[10, 20]", exact=True)).to_be_visible()
    expect(card).to_contain_text("Next: mend “Each unit adds up the inputs times their weights”")
    assert errors(lab) == ["ChecksFailed: `my_dense` has 0 of 7 points; the card above says why."]


def test_a_right_answer_has_all_points_shown_and_no_error(lab: Page, right_answer: str) -> None:
    card = card_of(lab, right_answer)
    expect(card).to_contain_text("7 of 7 points")
    expect(card).to_contain_text("3 more are checked after submission.")
    expect(card).to_contain_text("Next: go on with the notebook.")
    expect(card.get_by_text(FAILED, exact=True)).to_have_count(0)
    assert errors(lab) == []


def test_a_forgotten_bias_is_named(lab: Page, right_answer: str) -> None:
    card = card_of(lab, without_bias(right_answer))
    expect(card).to_contain_text(f"Your results fit this: {FORGETS_BIAS}")
    expect(card.get_by_text(PASSED, exact=True).first).to_be_visible()
    expect(card.get_by_text(FAILED, exact=True).first).to_be_visible()


def test_the_hint_is_folded_and_opens(lab: Page, right_answer: str) -> None:
    hint = card_of(lab, without_bias(right_answer)).locator("details").first
    words = hint.locator("div").first
    expect(words).to_be_hidden()
    hint.locator("summary").click()
    expect(words).to_be_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_of_the_card_can_be_read(theme: str, lab: Page, right_answer: str, tmp_path: Path) -> None:
    card = card_of(lab, without_bias(right_answer))
    set_theme(lab, theme)
    card.evaluate("card => card.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    cell_of(lab, "test-my-dense").screenshot(path=tmp_path / "card.png")
    assert hard_to_read(card) == []


def test_the_card_keeps_its_looks_in_a_notebook_that_is_not_trusted(
    lab: Page, server: Server, right_answer: str, tmp_path: Path
) -> None:
    """JupyterLab takes styles out of the saved outputs of notebooks from elsewhere."""
    card = card_of(lab, without_bias(right_answer))
    text, look = card.inner_text(), looks(card)
    save(lab)
    notebook = read(server.folder / NOTEBOOK)
    notebook["cells"][0]["source"] = "Changed by somebody else."
    (server.folder / "untrusted.ipynb").write_text(json.dumps(notebook))
    tab = lab.context.new_page()
    open_notebook(tab, server, "untrusted.ipynb")
    card = outputs(tab, "test-my-dense").first
    assert not is_trusted(tab, "test-my-dense")
    assert card.inner_text() == text
    assert looks(card) == look
    for theme in THEMES:
        set_theme(tab, theme)
        cell_of(tab, "test-my-dense").screenshot(path=tmp_path / f"{theme}.png")
        assert hard_to_read(card) == []
    tab.close()


def test_the_solved_lab_runs_from_top_to_bottom(solved: Page) -> None:
    assert errors(solved) == []
    prompts = solved.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
    assert prompts == [f"[{n}]:" for n in range(1, len(prompts) + 1)]
    for cell in ("test-model", "test-my-dense", "test-my-dense-v"):
        expect(outputs(solved, cell).first).to_contain_text("Next: go on with the notebook.")
    pictures = solved.locator(".jp-OutputArea-output img")
    assert pictures.count() >= 20
    assert solved.evaluate(
        "[...document.querySelectorAll('.jp-OutputArea-output img')]"
        ".every(image => image.complete && image.naturalWidth > 0 && image.alt)"
    )


def test_moving_the_threshold_changes_the_picture(solved: Page, tmp_path: Path) -> None:
    cell = cell_of(solved, "threshold-slider")
    picture, readout = cell.locator("img"), cell.locator(".widget-readout")
    handle = cell.locator(".noUi-handle")
    handle.scroll_into_view_if_needed()
    expect(readout).to_have_text("0.94")
    source, words = picture.get_attribute("src"), picture.get_attribute("alt")
    handle.drag_to(cell.locator(".noUi-base"))  # its middle
    expect(readout).not_to_have_text("0.94")
    expect(picture).not_to_have_attribute("src", source or "")
    expect(picture).to_have_count(1)
    assert picture.get_attribute("alt") != words
    assert 0.4 < float(readout.inner_text()) < 0.6
    cell.screenshot(path=tmp_path / "slider.png")


def card_of(lab: Page, answer: str) -> Locator:
    """The card that this answer to Exercise 2 gets."""
    set_cell_source(lab, "my-dense", answer)
    run_cell(lab, "my-dense")
    run_cell(lab, "test-my-dense")
    return outputs(lab, "test-my-dense").first


def without_bias(answer: str) -> str:
    assert " + b[j]" in answer
    return answer.replace(" + b[j]", "")


def hard_to_read(card: Locator) -> list[Contrast]:
    """The pieces of a card that do not stand out from the background."""
    found = contrasts(card)
    assert "Your results fit this:" in [piece.text for piece in found]
    return [piece for piece in found if not piece.is_enough]


def looks(card: Locator) -> list[str]:
    """How each part of a card is laid out and marked, apart from what the theme decides."""
    return card.evaluate(
        """card => [...card.querySelectorAll('*')].map(part => {
            const style = getComputedStyle(part);
            return [part.tagName, style.display, style.flex, style.padding, style.opacity, style.fontFamily,
                style.fontWeight, style.borderTopWidth, style.borderLeftWidth].join(' ');
        })"""
    )


def is_trusted(tab: Page, cell: str) -> bool:
    return tab.evaluate(
        "i => window.jupyterapp.shell.currentWidget.content.widgets[i].model.trusted", cell_index(tab, cell)
    )


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


def sources(path: Path) -> dict[str, str]:
    """The text of each cell of a notebook, by its id."""
    return {cell["id"]: "".join(cell["source"]) for cell in read(path)["cells"]}
