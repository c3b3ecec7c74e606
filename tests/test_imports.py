"""Imports go one way, student code meets no unsafe door, and the trusted side stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.import_rules import ROOT, broken_rules, read_sources


def test_the_project_keeps_its_rules() -> None:
    sources = read_sources(ROOT)
    assert {"autils", "public_tests", "grader"} <= set(sources)
    assert broken_rules(sources) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("autils.data", "import public_tests"),
        ("autils.data", "def f():\n    from grader import course"),
        ("public_tests.card", "import grader.grading"),
        ("grader.notebook", "from grader.lab import Lab"),
        ("grader.notebook", "from .lab import Lab"),
        ("grader.submission", "from grader import grading"),
        ("grader.submission", "from grader.attempts import Attempts"),
        ("grader.submission", "from grader.tokens import split"),  # a helper that imports ast
        ("grader.batch", "import grader.hidden_tests.binary_digits"),
        ("grader.validate", "import grader.hidden_tests.binary_digits"),
        ("grader.demo", "import_module(f'grader.misconceptions.{lab}')"),
        ("grader.batch", "import grader.feedback"),
        ("grader.worker.child", "from grader.grading import Grade"),
        ("grader.worker.child", "from public_tests.card import Card"),
        ("grader.worker.child", "from grader import tokens"),  # a helper, and not one of the worker's
        ("grader.worker.child", "import multiprocessing.connection"),
        ("grader.worker.child", "from pickle import loads"),
        ("autils.data", "import shelve"),
        ("autils.data", "np.load(path, allow_pickle=True)"),
        ("autils.data", "np.load(path, allow_pickle=trusted)"),
        ("grader.grading", "def f():\n    import tensorflow as tf"),
        ("grader.grading", "import ast"),
        ("grader.grading", "exec(text)"),
        ("public_tests.checks", "eval('1')"),
        ("autils.data", "Path.cwd()"),
        ("grader.batch", "os.chdir(folder)"),
        ("grader.report", "import nbformat"),
    ],
)
def test_a_breach_is_found(module: str, source: str) -> None:
    known = dict.fromkeys(("autils", "public_tests", "grader", "grader.worker", "grader.lab"), "")
    assert broken_rules(known | {"grader.tokens": "import ast"}) == []
    found = broken_rules(known | {"grader.tokens": "import ast", module: source})
    assert found, source
    assert all(sentence.startswith(module) for sentence in found)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "grader.worker.child",
            "import autils\nfrom public_tests import describe\nfrom grader.slicing import needed",
        ),
        ("grader.worker.child", "import tensorflow\nexec(text)\nos.chdir('/')"),
        ("grader.grading", "from grader.hidden_tests import binary_digits\nfrom grader.worker import Worker"),
        ("grader.cli", "from grader import batch, feedback, report, __version__"),
        ("grader.stubs", "import ast\nast.literal_eval('1')\nmodel.eval()"),
        ("autils.data", "np.load(path, allow_pickle=False)"),
    ],
)
def test_what_the_rules_allow_is_left_alone(module: str, source: str) -> None:
    known = dict.fromkeys(("autils", "public_tests", "grader", "grader.worker", "grader.slicing"), "")
    assert broken_rules(known | {module: source}) == []


def loaded_after(statements: str) -> set[str]:
    """Return the names of all modules loaded by a fresh interpreter that ran the statements."""
    script = f"{statements}\nimport sys\nprint(*sys.modules, sep='\\n', file=sys.__stdout__)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_import_autils_loads_neither_tensorflow_nor_pyplot() -> None:
    loaded = loaded_after("import autils")
    assert not {"tensorflow", "keras", "matplotlib.pyplot"} & loaded


def test_the_trusted_side_loads_no_tensorflow() -> None:
    """Every module but those that run in the worker's child is imported, grading above all."""
    trusted = [
        name
        for name in read_sources(ROOT)
        if not name.startswith("grader.worker.") and not name.endswith("__main__")
    ]
    loaded = loaded_after("\n".join(f"import {name}" for name in trusted))
    assert set(trusted) <= loaded
    assert not {"tensorflow", "keras"} & loaded
