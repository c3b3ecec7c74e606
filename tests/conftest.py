"""What every test can rely on: a private home, a known data set, and who runs when."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from grader.grading import Grader
    from grader.sandbox import Sandbox

# Set before anything is imported that reads them, so that subprocesses and kernels inherit them too.
_HOME = Path(tempfile.mkdtemp(prefix="digit-labs-home-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
PRIVATE_FOLDERS = {
    "HOME": _HOME,
    "XDG_CACHE_HOME": _HOME / ".cache",
    "XDG_CONFIG_HOME": _HOME / ".config",
    "XDG_DATA_HOME": _HOME / ".local" / "share",
    "MPLCONFIGDIR": _HOME / "matplotlib",
    "IPYTHONDIR": _HOME / "ipython",
    "KERAS_HOME": _HOME / "keras",
    "JUPYTER_CONFIG_DIR": _HOME / "jupyter" / "config",
    "JUPYTER_DATA_DIR": _HOME / "jupyter" / "data",
    "JUPYTER_RUNTIME_DIR": _HOME / "jupyter" / "runtime",
}
for _name, _folder in PRIVATE_FOLDERS.items():
    _folder.mkdir(parents=True, exist_ok=True)
    os.environ[_name] = str(_folder)
os.environ["MPLBACKEND"] = "Agg"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # the start-up notes of TensorFlow say nothing about us

# Taken out of the environment, so that fixtures of any scope and the processes they start run on the embedded
# digits everywhere; tests marked mnist get it back.
MNIST_FOLDER = os.environ.pop("DIGITS_DATA_DIR", "")
NO_MNIST = "needs the real MNIST: set DIGITS_DATA_DIR to the folder of its four files"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")
    parser.addoption(
        "--require-browser", action="store_true", help="fail if there are browser tests and none of them ran"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect slow tests unless asked for, and skip MNIST tests where MNIST is absent."""
    browser_ids = {item.nodeid for item in items if item.get_closest_marker("browser")}
    config.stash[_browser_key] = _BrowserCount(browser_ids, set())
    if not config.getoption("--slow"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
        if slow:
            config.hook.pytest_deselected(items=slow)
    if not MNIST_FOLDER:
        for item in items:
            if item.get_closest_marker("mnist"):
                item.add_marker(pytest.mark.skip(reason=NO_MNIST))


@pytest.fixture(autouse=True)
def _known_data_set(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees MNIST only if it is marked so."""
    if request.node.get_closest_marker("mnist"):
        monkeypatch.setenv("DIGITS_DATA_DIR", MNIST_FOLDER)


@pytest.fixture(autouse=True)
def _closed_figures() -> Iterator[None]:
    """Close what a test drew, so that matplotlib never warns of too many open figures."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def warm_sandbox() -> Iterator[Sandbox]:
    """One warm worker for all tests of a session; a test that ends it lets it start again."""
    from grader.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def binary_grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    """A grader of binary_digits with a known seed, for tests of grading."""
    from grader.grading import Grader
    from tests.foreign.base import LAB

    grader = Grader([LAB], seed=2026, sandbox=warm_sandbox)
    yield grader
    grader.close()


@pytest.fixture(scope="session")
def mnist_folder() -> Path:
    """The folder of the four MNIST files; the test is skipped where there is none."""
    if not MNIST_FOLDER:
        pytest.skip(NO_MNIST)
    return Path(MNIST_FOLDER).resolve()


class _BrowserCount:
    """Which browser tests exist, and which of them came to their end.

    Attributes:
        known: ids of all tests marked browser, before any is deselected.
        ran: ids of those whose body was run.
    """

    def __init__(self, known: set[str], ran: set[str]) -> None:
        self.known = known
        self.ran = ran

    @property
    def is_missed(self) -> bool:
        return bool(self.known) and not self.ran


_browser_key = pytest.StashKey[_BrowserCount]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and not report.skipped and item.get_closest_marker("browser"):
        item.config.stash[_browser_key].ran.add(item.nodeid)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a run that was promised a browser and used none into a failure."""
    if session.config.getoption("--require-browser") and _browser_count(session.config).is_missed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("--require-browser"):
        return
    count = _browser_count(config)
    if not count.known:
        terminalreporter.write_line("A browser is here, but no test is marked browser.")
    elif count.is_missed:
        terminalreporter.write_line(
            f"A browser is here, but none of the {len(count.known)} tests marked browser ran: "
            "see their reasons with pytest -rs -m browser.",
            red=True,
        )


def _browser_count(config: pytest.Config) -> _BrowserCount:
    return config.stash.get(_browser_key, _BrowserCount(set(), set()))
