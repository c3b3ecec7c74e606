"""Gradescope's folder, laid out here: setup.sh and run_autograder do what they promise."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.course import Course
from grader.gradescope.bundle import write_autograder
from grader.lab import load_lab

LAB = "binary_digits"


@pytest.fixture(scope="module")
def autograder(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of binary_digits."""
    course = Course(repository)
    return write_autograder(course, load_lab(course.source(LAB)), tmp_path_factory.mktemp("zip"))


def unpack(autograder: Path, root: Path) -> Path:
    """Lay out Gradescope's folder, with the Python that runs the tests as the one that setup.sh made."""
    source = root / "source"
    with zipfile.ZipFile(autograder) as archive:
        archive.extractall(source)
    python = root / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    (root / "submission_metadata.json").write_text('{"id": 5, "assignment": {"id": 77}}')
    return root


def run_autograder(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(root / "source" / "run_autograder")],
        cwd="/",
        env={**os.environ, "AUTOGRADER_ROOT": str(root), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def results_of(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "results" / "results.json").read_bytes())
    return data


def test_a_right_submission_is_graded_and_the_solutions_are_gone(
    autograder: Path, repository: Path, tmp_path: Path
) -> None:
    root = unpack(autograder, tmp_path / "gradescope")
    source = (repository / "labs" / LAB / f"{LAB}.ipynb").read_bytes()
    (root / "submission" / "my work (1).ipynb").write_bytes(source)
    done = run_autograder(root)
    assert (done.returncode, done.stdout) == (0, "graded: 30 of 30 points.\n"), done.stderr
    result = results_of(root)
    assert result["score"] == 30.0 == sum(test["score"] for test in result["tests"])
    assert {test["visibility"] for test in result["tests"]} == {"visible", "after_published"}
    assert result["extra_data"]["status"] == "graded"
    assert not (root / "source" / "labs").exists()
    assert not list((root / "source" / "grader" / "hidden_tests").rglob(f"{LAB}*"))
    again = run_autograder(root)
    assert again.returncode == 1
    assert again.stderr.startswith("The autograder failed, through no fault of the submission: ")


def test_a_submission_that_looks_for_the_solutions_finds_none(
    autograder: Path, repository: Path, tmp_path: Path
) -> None:
    root = unpack(autograder, tmp_path / "gradescope")
    notebook = json.loads((repository / "labs" / LAB / f"{LAB}.ipynb").read_bytes())
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
    before, _, after = "".join(cells["my_dense"]["source"]).partition("    ### END CODE HERE ###")
    assert after
    spy = f"""\
    import pathlib
    for path in pathlib.Path({str(root / "source")!r}).rglob("*"):
        if path.suffix == ".ipynb" or (path.stem.startswith({LAB!r}) and "hidden_tests" in path.parts):
            raise RuntimeError(f"found {{path}}")
"""
    cells["my_dense"]["source"] = f"{before}{spy}    ### END CODE HERE ###{after}"
    (root / "submission" / "work.ipynb").write_text(json.dumps(notebook))
    done = run_autograder(root)
    assert done.stdout == "graded: 30 of 30 points.\n", results_of(root)["tests"]


def test_the_memory_of_the_grader_is_closed(autograder: Path, tmp_path: Path) -> None:
    root = unpack(autograder, tmp_path / "gradescope")
    script = f"""\
import ctypes
from pathlib import Path
from grader.course import Course
from grader.gradescope.run import hide_solutions
from grader.lab import load_lab

source = Path({str(root / "source")!r})
libc = ctypes.CDLL(None)
before = libc.prctl(3, 0, 0, 0, 0)
hide_solutions(source, load_lab(Course(source).source({LAB!r})))
print(before, libc.prctl(3, 0, 0, 0, 0))
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "PYTHONPATH": str(root / "source")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.stdout == "1 0\n", done.stderr


SETUP_TOOL = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "{log}"
case "$(basename "$0") $*" in
  *"version_info"*) exit {too_old} ;;
  "apt-get "*python3.12*) ln -s "{tools}/new" "{tools}/python3.12" ;;
  "apt-get "*install*) exit 1 ;;
  *"-m venv "*) mkdir -p "$3/bin" && cp "{tools}/new" "$3/bin/python" ;;
  *" -V") echo "Python 3.12.1" ;;
esac
"""


@pytest.mark.parametrize(("too_old", "python"), [(0, "python3"), (1, "python3.12")])
def test_setup_makes_a_python_that_is_new_enough(
    autograder: Path, tmp_path: Path, too_old: int, python: str
) -> None:
    """The commands that setup.sh gives, with tools that write down what they are asked for."""
    root, tools, log = unpack(autograder, tmp_path / "gradescope"), tmp_path / "tools", tmp_path / "log"
    tools.mkdir()
    for name, old in (("python3", too_old), ("apt-get", 0), ("new", 0)):
        (tools / name).write_text(SETUP_TOOL.format(log=log, tools=tools, too_old=old))
        (tools / name).chmod(0o755)
    for name in ("bash", "sh", "basename", "mkdir", "cp", "ln", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        [str(tools / "bash"), str(root / "source" / "setup.sh")],
        env={"PATH": str(tools), "AUTOGRADER_ROOT": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    asked = log.read_text().splitlines()
    assert f"{python} -m venv {root}/venv" in asked
    pip = "python -m pip install --quiet --disable-pip-version-check"
    assert f"{pip} -r {root}/source/requirements.txt" in asked
    assert any(line.startswith("apt-get") for line in asked) == bool(too_old)


def test_setup_says_when_there_is_no_python_to_be_had(autograder: Path, tmp_path: Path) -> None:
    root, tools = unpack(autograder, tmp_path / "gradescope"), tmp_path / "tools"
    tools.mkdir()
    (tools / "apt-get").write_text("#!/bin/sh\n[ $2 = update ]\n")
    (tools / "apt-get").chmod(0o755)
    for name in ("bash", "sh"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        [str(tools / "bash"), str(root / "source" / "setup.sh")],
        env={"PATH": str(tools), "AUTOGRADER_ROOT": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "choose a newer base image" in done.stderr


def test_an_upload_without_a_notebook_gets_0_and_a_sentence(autograder: Path, tmp_path: Path) -> None:
    root = unpack(autograder, tmp_path / "gradescope")
    (root / "submission" / "report.pdf").write_bytes(b"%PDF")
    assert run_autograder(root).returncode == 0
    result = results_of(root)
    assert (result["score"], result["tests"]) == (0.0, [])
    assert result["output"].split("\n") == [
        "There is no notebook.",
        "“report.pdf” is no notebook and stays in the source.",
        "No notebook was handed in.",
    ]
