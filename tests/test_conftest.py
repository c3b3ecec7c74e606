"""The tests keep to themselves, and the options of conftest.py do what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.import_rules import ROOT

SAMPLE = """
import os
import pytest

@pytest.fixture(scope="session", autouse=True)
def early():
    assert "DIGITS_DATA_DIR" not in os.environ

def test_plain():
    assert "DIGITS_DATA_DIR" not in os.environ

@pytest.mark.mnist
def test_mnist(mnist_folder):
    assert str(mnist_folder) == os.environ["DIGITS_DATA_DIR"]

@pytest.mark.slow
def test_slow():
    pass

@pytest.mark.browser
def test_browser():
    if not os.environ.get("CHROMIUM"):
        pytest.skip("needs a Chromium: set CHROMIUM")
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A folder with our conftest.py and settings, and one test of each kind."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "test_sample.py").write_text(SAMPLE, "utf-8")
    return tmp_path


def run_pytest(folder: Path, *arguments: str, **variables: str) -> tuple[int, list[str]]:
    environment = {k: v for k, v in os.environ.items() if k not in {"DIGITS_DATA_DIR", "CHROMIUM"}}
    environment = {k: v for k, v in environment.items() if not k.startswith("PYTEST_")} | variables
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_slow_and_mnist_tests_wait_to_be_asked_for(sample: Path) -> None:
    status, lines = run_pytest(sample, "-rs")
    assert status == 0
    assert "1 passed, 2 skipped, 1 deselected" in lines[-1]
    assert any("set DIGITS_DATA_DIR to the folder of its four files" in line for line in lines)
    status, lines = run_pytest(sample, "--slow", DIGITS_DATA_DIR=str(sample))
    assert status == 0
    assert "3 passed, 1 skipped" in lines[-1]


@pytest.mark.parametrize(
    ("arguments", "variables", "is_right"),
    [
        (("--require-browser",), {}, False),
        (("--require-browser",), {"CHROMIUM": "there"}, True),
        (
            ("--require-browser", "--deselect", "tests/test_sample.py::test_browser"),
            {"CHROMIUM": "there"},
            False,
        ),
        (("--require-browser", "-m", "not browser"), {"CHROMIUM": "there"}, False),
        ((), {}, True),
    ],
)
def test_a_promised_browser_must_be_used(
    sample: Path, arguments: tuple[str, ...], variables: dict[str, str], is_right: bool
) -> None:
    status, lines = run_pytest(sample, *arguments, **variables)
    assert (status == 0) == is_right
    assert any("none of the 1 tests marked browser ran" in line for line in lines) == (not is_right)
    assert " in " in lines[-1]  # the closing line is the last one


def test_no_test_sees_the_home_of_the_person_who_runs_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = Path.home()
    assert home.name.startswith("digit-labs-home-")
    for name in ("XDG_CACHE_HOME", "MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "KERAS_HOME"):
        assert home in Path(os.environ[name]).parents
