"""What a lab can import from the student library, and what that costs."""

import ast
import subprocess
import sys
from pathlib import Path

import matplotlib
import numpy as np
import pytest

import autils

ROOT = Path(autils.__file__).parent.parent


def run_python(code: str) -> str:
    """Run code in a fresh interpreter and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", autils.__all__)
def test_every_public_name_can_be_imported_and_has_a_docstring(name: str) -> None:
    assert getattr(autils, name).__doc__
    assert name in dir(autils)


def test_type_checkers_see_the_same_names_as_the_program() -> None:
    tree = ast.parse(Path(autils.__file__).read_text(encoding="utf-8"))
    seen = {
        alias.asname: node.module.removeprefix("autils.")
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    assert seen == autils._MODULE_OF
    assert sorted(seen) == sorted(autils.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'plot_everything'"):
        _ = autils.plot_everything


def test_import_alone_loads_nothing_heavy() -> None:
    heavy = ("numpy", "matplotlib", "tensorflow", "keras", "IPython", "pooch")
    code = f"import sys, autils; print([name for name in {heavy} if name in sys.modules])"
    assert run_python(code) == "[]"


def test_using_every_name_loads_neither_tensorflow_nor_pyplot() -> None:
    heavy = "{'tensorflow', 'keras', 'matplotlib.pyplot'}"
    code = f"import sys; from autils import *; print({heavy} & set(sys.modules))"
    assert run_python(code) == "set()"


def test_star_import_brings_numpys_sigmoid() -> None:
    code = "import numpy; from autils import *; a = sigmoid(numpy.zeros((2, 3))); print(type(a), a.shape)"
    assert run_python(code) == "<class 'numpy.ndarray'> (2, 3)"


def test_drawing_leaves_the_settings_of_the_notebook_alone() -> None:
    before = dict(matplotlib.rcParams)
    autils.plot_weights(np.eye(4), side=2)
    assert dict(matplotlib.rcParams) == before


def test_use_style_sets_the_look_for_figures_of_the_notebook() -> None:
    with matplotlib.rc_context({"axes.spines.top": True}):
        autils.use_style()
        assert matplotlib.rcParams["axes.spines.top"] is False
        assert matplotlib.rcParams["figure.facecolor"] == "white"
