"""Run a lab's notebook as a student does: a fresh kernel, another folder, one data set."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
DATA_SETS = ["embedded", pytest.param("mnist", marks=[pytest.mark.mnist, pytest.mark.slow])]


def source_path(lab_name: str) -> Path:
    return ROOT / "labs" / lab_name / f"{lab_name}.ipynb"


def run_of(lab_name: str, data_set: str, request: pytest.FixtureRequest) -> NotebookNode:
    """The source notebook after a run with one of the data sets: made once, to be read only."""
    digits = request.getfixturevalue("mnist_folder") if data_set == "mnist" else ROOT / "data"
    return _run_once(lab_name, digits.resolve())


@cache
def _run_once(lab_name: str, digits: Path) -> NotebookNode:
    return run_notebook(nbformat.read(source_path(lab_name), as_version=4), digits)


def run_notebook(lab: NotebookNode, digits: Path, *options: str) -> NotebookNode:
    """Run a notebook with the digits in that folder; options go to nbconvert."""
    paths = [os.environ.get("PYTHONPATH", ""), str(ROOT)]
    environment = os.environ | {
        "DIGITS_DATA_DIR": str(digits),
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment.pop("MPLBACKEND", None)  # as for a student: the kernel chooses the backend
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.ipynb")
        nbformat.write(lab, source)
        command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", *options]
        limits = ["--ExecutePreprocessor.timeout=300", "--output", "ran.ipynb"]
        done = subprocess.run(
            [*command, *limits, str(source)],
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return nbformat.read(Path(folder, "ran.ipynb"), as_version=4)
