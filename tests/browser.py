"""JupyterLab in a headless Chromium, for the tests marked browser: a server, a page, what a person does.

The server listens on 127.0.0.1 alone, keeps all its folders in a temporary one, and is ended by its process
id, with its kernels, however a test ends.  A cell is named by its id or by its position.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, sync_playwright

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
_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is on the page, seen or not
    "completer-extension/manager": {"autoCompletion": False},
}
_PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"
_IDLE = ".jp-Notebook-ExecutionIndicator[data-status='idle']"
_INDEX_OF = """id => window.jupyterapp.shell.currentWidget.content.widgets
    .findIndex(cell => cell.model.id === id)"""


@dataclass(frozen=True)
class Server:
    """A JupyterLab that is up.

    Args:
        address: where it answers, without a slash at the end.
        token: what opens it.
        folder: what it serves.
    """

    address: str
    token: str
    folder: Path


def chromium_path() -> str:
    """Return the path of a Chromium; skip the test where there is none."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.skip(NO_CHROMIUM)


@contextmanager
def chromium_page() -> Iterator[Page]:
    """Open an empty page in a fresh Chromium; skip the test where there is none.

    Only one can be open at a time, and until it is closed nothing else may start an event loop.
    """
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=_CHROMIUM_OPTIONS)
        try:
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            page.set_default_timeout(PATIENCE_SECONDS * SECONDS)
            yield page
        finally:
            browser.close()


@contextmanager
def jupyter_server(folder: Path, **variables: str) -> Iterator[Server]:
    """Serve a folder with JupyterLab.

    Args:
        folder: the root of what is served, the working folder of notebooks that lie in it.
        variables: set in the environment of the server and its kernels.
    """
    home = Path(tempfile.mkdtemp(prefix="digit-labs-jupyter-"))
    log_path = home / "server.log"
    port, token = _free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    command += [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.extension_manager=readonly",
    ]
    try:
        environment = _environment(home) | variables
        with log_path.open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            server = Server(f"http://127.0.0.1:{port}", token, folder)
            _wait_until_up(server, process, log_path)
            yield server
        finally:
            _end(process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def open_notebook(page: Page, server: Server, name: str) -> None:
    """Open a notebook of the served folder in JupyterLab, and wait until its kernel is ready."""
    page.goto(f"{server.address}/lab/tree/{name}?token={server.token}&reset")
    page.locator(_IDLE).wait_for()
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.content?.widgets?.length > 0")


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
    page.locator(_IDLE).wait_for(timeout=seconds * SECONDS)


def outputs(page: Page, cell: int | str) -> Locator:
    """Return the outputs of a cell, one for each; `.first` and `.all()` tell them apart."""
    return cell_of(page, cell).locator(".jp-OutputArea-output")


def errors(page: Page) -> list[str]:
    """Return the text of every output on stderr and of every error on the page."""
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
    """Change JupyterLab's theme: "JupyterLab Light", "JupyterLab Dark" or "JupyterLab Dark High Contrast"."""
    page.evaluate(
        "async theme => await window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name
    )
    page.locator(f"body[data-jp-theme-name='{name}']").wait_for(state="attached")


def _click_into(page: Page, index: int) -> None:
    cell_of(page, index).locator(".jp-InputArea .cm-content").click()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(home: Path) -> dict[str, str]:
    """Our environment with every folder that Jupyter, IPython and matplotlib write to inside `home`."""
    environment = dict(os.environ)
    environment.pop("MPLBACKEND", None)  # as for a student: the kernel chooses the inline backend
    for name in list(environment):
        if name.startswith(("JUPYTER", "XDG_")):
            del environment[name]
    environment["HOME"] = str(home)
    environment["JUPYTER_PLATFORM_DIRS"] = "1"
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR")
    for name in (*places, "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "MPLCONFIGDIR", "KERAS_HOME"):
        (home / name.lower()).mkdir()
        environment[name] = str(home / name.lower())
    for plugin, values in _SETTINGS.items():
        path = home / "jupyterlab_settings_dir" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    return environment


def _wait_until_up(server: Server, process: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/api/status?token={server.token}", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not come up:\n{log_path.read_text()[-4000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server; it ends its kernels, and what is left of them after a while is killed by its id."""
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    for child in alive:
        child.kill()
