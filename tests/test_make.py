"""`make` and `.ci/run` do what they say, tried with stand-ins for python3 and make: nothing is installed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.import_rules import ROOT

# A python3 that logs how it was called; `-m venv DIR` copies it, and $BROKEN names what it cannot do.
FAKE_PYTHON = """#!/bin/sh
echo "$*" >> "$FAKE_LOG"
case "$*" in
  -V) echo "Python 3.10.1" ;;
  *version_info*) test "$BROKEN" != version ;;
  *ensurepip*) test "$BROKEN" != venv ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *"pip install"*) test "$BROKEN" != pip ;;
esac
"""

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make on the path")


def write_script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with our Makefile and the python3 of above."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    write_script(tmp_path / "bin" / "python3", FAKE_PYTHON)
    return tmp_path


def make(clone: Path, *arguments: str, broken: str = "") -> tuple[int, str, list[str]]:
    """Run make; return its exit status, what it said, and the calls that the python3 saw."""
    log = clone / "calls.log"
    log.write_text("", "utf-8")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    environment |= {"FAKE_LOG": str(log), "BROKEN": broken}
    environment["PATH"] = f"{clone / 'bin'}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["make", *arguments],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, log.read_text("utf-8").splitlines()


@needs_make
def test_the_first_demo_installs_and_the_second_starts_at_once(clone: Path) -> None:
    status, said, calls = make(clone, "demo")
    assert status == 0
    assert "TensorFlow is large" in said
    assert calls[-1] == "-m grader demo"
    assert "-m venv .venv" in calls
    assert any(call.endswith("--editable .[grader]") for call in calls)
    status, said, calls = make(clone, "demo")
    assert (status, said, calls) == (0, "", ["-m grader demo"])


@needs_make
def test_test_installs_the_dev_layer_checks_and_ends_with_pytest(clone: Path) -> None:
    status, _, calls = make(clone, "test", "PYTEST_ARGS=-k house")
    assert status == 0
    assert any(call.endswith("--editable .[grader,dask,dev]") for call in calls)
    ends = [call.split()[1] for call in calls if call.startswith("-m")][-5:]
    assert ends == ["ruff", "ruff", "mypy", "codespell_lib", "pytest"]
    assert calls[-1] == "-m pytest -k house"
    assert make(clone, "demo")[2] == ["-m grader demo"]


@needs_make
def test_a_changed_pyproject_installs_again(clone: Path) -> None:
    make(clone, "demo")
    stamp = (clone / ".venv" / ".installed-grader").stat().st_mtime
    os.utime(clone / "pyproject.toml", (stamp + 10, stamp + 10))
    assert any("pip install" in call for call in make(clone, "demo")[2])


@needs_make
@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("version", "python3 is Python 3.10.1, and digit-labs needs Python 3.11 or newer"),
        ("venv", "python3 has no venv module: install it"),
    ],
)
def test_an_unfit_python_is_refused_in_one_sentence(clone: Path, broken: str, sentence: str) -> None:
    status, said, calls = make(clone, "demo", broken=broken)
    assert status != 0
    assert said.startswith(sentence)
    assert len(said.splitlines()) == 2  # the sentence, and make's own line
    assert not (clone / ".venv").exists()
    assert not any("-m" in call.split() for call in calls)


@needs_make
def test_no_python_at_all_is_refused_in_one_sentence(clone: Path) -> None:
    status, said, _ = make(clone, "demo", "PYTHON=no-such-python")
    assert status != 0
    assert said.startswith("There is no 'no-such-python' here: install Python 3.11 or newer")


@needs_make
def test_a_failed_installation_is_tried_again(clone: Path) -> None:
    status, _, calls = make(clone, "demo", broken="pip")
    assert status != 0
    assert "-m grader demo" not in calls
    assert make(clone, "demo")[2][-1] == "-m grader demo"


@needs_make
def test_make_alone_lists_the_targets(clone: Path) -> None:
    status, said, calls = make(clone)
    assert (status, calls) == (0, [])
    assert {"demo", "test", "test-all", "lint", "bench", "clean"} <= {
        line.split()[1] for line in said.splitlines()
    }


@pytest.mark.parametrize("status", [0, 2])
def test_ci_ends_with_the_closing_line_of_pytest(tmp_path: Path, status: int) -> None:
    run = tmp_path / "repository" / ".ci" / "run"
    write_script(run, (ROOT / ".ci" / "run").read_text("utf-8"))
    (tmp_path / "shared" / "data" / "mnist").mkdir(parents=True)
    closing = "1 failed, 2 passed, 3 skipped in 61.20s (0:01:01)"
    line_of_make = "echo 'make: *** [test] Error 1'; " if status else ""
    write_script(
        tmp_path / "bin" / "make",
        f'#!/bin/sh\necho "$* $CHROMIUM $DIGITS_DATA_DIR"\necho "{closing}"\n{line_of_make}exit {status}\n',
    )
    browser = write_script(tmp_path / "bin" / "browser", "#!/bin/sh\n")
    environment = {**os.environ, "CHROMIUM": str(browser), "PYTEST_ARGS": "-x"}
    environment["PATH"] = f"{tmp_path / 'bin'}{os.pathsep}{environment['PATH']}"
    done = subprocess.run([run], env=environment, capture_output=True, text=True, timeout=60, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == status
    assert lines[-1] == closing
    assert f"test PYTEST_ARGS=--require-browser -x {browser} {tmp_path}/shared/data/mnist" in lines


@pytest.mark.parametrize("can_install", [True, False])
def test_ci_installs_a_browser_or_says_why_not(tmp_path: Path, can_install: bool) -> None:
    run = write_script(tmp_path / "repository" / ".ci" / "run", (ROOT / ".ci" / "run").read_text("utf-8"))
    tools = tmp_path / "bin"  # the whole path: what this machine has installed does not count
    tools.mkdir()
    for name in ("bash", "dirname", "mktemp", "tail", "timeout", "tee", "grep", "rm", "touch", "chmod"):
        found = shutil.which(name)
        assert found, name
        (tools / name).symlink_to(found)
    write_script(tools / "id", "#!/bin/sh\necho 0\n")
    installs = f"touch {tools}/chromium; chmod +x {tools}/chromium"
    write_script(
        tools / "apt-get", f"#!/bin/sh\n{installs if can_install else 'echo no route to host; exit 100'}\n"
    )
    write_script(tools / "make", '#!/bin/sh\necho "$* $CHROMIUM"\necho "1 passed in 1.00s"\n')
    environment = {"PATH": str(tools), "HOME": str(tmp_path)}
    done = subprocess.run(
        [tools / "bash", run], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[-1]) == (0, "1 passed in 1.00s"), done.stderr
    assert "MNIST is not here: the tests marked mnist are skipped." in lines
    refusal = "Chromium was not installed (no route to host): the tests marked browser are skipped."
    assert (refusal in lines) == (not can_install)
    assert (f"test PYTEST_ARGS=--require-browser  {tools}/chromium" in lines) == can_install
