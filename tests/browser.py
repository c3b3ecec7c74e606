"""JupyterLab in a headless Chromium, for the tests marked browser: a page, and what a person does on it.

`jupyter_server` serves a folder, `chromium_page` opens a page, `open_notebook` brings them together; then
cells are filled, run and looked at.  A cell is named by its id or by its position.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.browser_server import Server
from tests.browser_server import jupyter_server as jupyter_server

NO_CHROMIUM = "needs a Chromium: install one, or set CHROMIUM to its path"
SECONDS = 1000  # Playwright counts in milliseconds
PATIENCE_SECONDS = 120  # for one step: machines that run tests are often busy
RUN_SECONDS = 400  # for a whole notebook

_CHROMIUM_OPTIONS = [
    "--no-sandbox",  # it opens our own pages only, and containers often allow no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no page reaches another machine
]
_PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"
_IS_IDLE = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return session?.isReady && session.session?.kernel && session.kernelDisplayStatus === 'idle';
}"""  # the page's own indicator shows an idle kernel before there is one
_INDEX_OF = """id => window.jupyterapp.shell.currentWidget.content.widgets
    .findIndex(cell => cell.model.id === id)"""


def chromium_path() -> str:
    """Return the path of a Chromium; skip the test where there is none."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.skip(NO_CHROMIUM)


@contextmanager
def chromium_page() -> Iterator[Page]:
    """Open an empty page in a fresh Chromium; skip the test where there is none.

    `page.context.new_page()` opens a further tab.  Only one Chromium can be open at a time, and until it is
    closed nothing else may start an event loop.
    """
    path = chromium_path()
    expect.set_options(timeout=PATIENCE_SECONDS * SECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=_CHROMIUM_OPTIONS)
        try:
            context = browser.new_context(viewport={"width": 1200, "height": 900})
            context.set_default_timeout(PATIENCE_SECONDS * SECONDS)
            yield context.new_page()
        finally:
            browser.close()


def open_notebook(page: Page, server: Server, name: str) -> None:
    """Open a notebook of the served folder in JupyterLab, and wait until its kernel is ready."""
    page.goto(f"{server.address}/lab/tree/{name}?token={server.token}&reset")
    page.wait_for_function(_IS_IDLE)
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.widgets.length > 0")


def run_all(page: Page, seconds: float = RUN_SECONDS) -> None:
    """Run all cells by the menu, and wait until the last has run or one has stopped the others."""
    before = page.evaluate(_PROMPTS)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
    page.wait_for_function(f"before => {_PROMPTS}.some((p, i) => p !== before[i])", arg=before)
    wait_idle(page, seconds)


def run_cell(page: Page, cell: int | str, seconds: float = PATIENCE_SECONDS) -> None:
    """Run one code cell with Ctrl+Enter, and wait until it has run."""
    index = cell_index(page, cell)
    prompt = cell_of(page, index).locator(".jp-InputPrompt")
    before = prompt.text_content()
    _click_into(page, index)
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([prompt, before]) => prompt.textContent !== before && /\\d/.test(prompt.textContent)",
        arg=[prompt.element_handle(), before],
        timeout=seconds * SECONDS,
    )
    wait_idle(page, seconds)


def set_cell_source(page: Page, cell: int | str, code: str) -> None:
    """Put code in the place of what stands in a cell, by the keyboard."""
    index = cell_index(page, cell)
    _click_into(page, index)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)  # typed keys would be indented by the editor
    page.wait_for_function(
        "([i, code]) => window.jupyterapp.shell.currentWidget.content.widgets[i]"
        ".model.sharedModel.source === code",
        arg=[index, code],
    )


def wait_idle(page: Page, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until no cell runs or waits to run, and the kernel is idle."""
    page.wait_for_function(f"() => !{_PROMPTS}.some(p => p.includes('*'))", timeout=seconds * SECONDS)
    page.wait_for_function(_IS_IDLE, timeout=seconds * SECONDS)


def outputs(page: Page, cell: int | str) -> Locator:
    """Return the outputs of a cell, one for each; `.first` and `.all()` tell them apart."""
    return cell_of(page, cell).locator(".jp-OutputArea-output")


def errors(page: Page) -> list[str]:
    """Return the text of every error, and of all that cells have written to stderr."""
    kinds = ("application/vnd.jupyter.stderr", "application/vnd.jupyter.error")
    return page.locator(
        ", ".join(f".jp-OutputArea-output[data-mime-type='{kind}']" for kind in kinds)
    ).all_inner_texts()


def cell_of(page: Page, cell: int | str) -> Locator:
    """Return a cell of the notebook that is open."""
    return page.locator(".jp-Notebook .jp-Cell").nth(cell_index(page, cell))


def cell_index(page: Page, cell: int | str) -> int:
    """Return the position of a cell; an id that the notebook lacks is an error."""
    index = cell if isinstance(cell, int) else page.evaluate(_INDEX_OF, cell)
    assert index >= 0, f"the notebook has no cell {cell!r}"
    return int(index)


def save(page: Page) -> None:
    """Save the notebook, and wait until the server has it."""
    page.evaluate("async () => await window.jupyterapp.commands.execute('docmanager:save')")


def set_theme(page: Page, name: str) -> None:
    """Change JupyterLab's theme: "JupyterLab Light", "JupyterLab Dark" or "JupyterLab Dark High Contrast".

    Returns when the page can be seen again: while the new theme loads, a splash covers it.
    """
    page.evaluate(
        "async theme => await window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name
    )
    page.locator(f"body[data-jp-theme-name='{name}']").wait_for(state="attached")
    page.locator("#jupyterlab-splash").wait_for(state="detached")


def _click_into(page: Page, index: int) -> None:
    cell_of(page, index).locator(".jp-InputArea .cm-content").click()
