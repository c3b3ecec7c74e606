"""The functions that the notebook of deep_network defines, taken out of its cells: nothing is copied."""

from __future__ import annotations

import ast
from functools import cache
from types import SimpleNamespace

import nbformat

from tests.lab_reading import code_cells
from tests.lab_running import source_path

LAB = "deep_network"


@cache
def deep_functions() -> SimpleNamespace:
    """Return every function of the source notebook, solutions and given ones, by name.

    They see the names that the notebook imports from libraries and from autils, and one another.
    """
    lab = nbformat.read(source_path(LAB), as_version=4)
    trees = [ast.parse(without_magics(cell.source)) for cell in code_cells(lab)]
    imports = [node for tree in trees for node in tree.body if _is_import(node)]
    functions = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    names: dict[str, object] = {}
    module = ast.Module([*imports, *functions], type_ignores=[])
    exec(compile(module, f"{LAB}.ipynb", "exec"), names)
    return SimpleNamespace(**names)


def without_magics(source: str) -> str:
    """Return a cell's text with the lines that only IPython understands made into `pass`."""
    lines = source.split("\n")
    lines = [line.split("%")[0] + "pass" if line.lstrip().startswith("%") else line for line in lines]
    return "\n".join(lines)


def _is_import(node: ast.stmt) -> bool:
    """True for an import that has nothing to do with the tests of the exercises."""
    if isinstance(node, ast.ImportFrom):
        return not (node.module or "").startswith("public_tests")
    return isinstance(node, ast.Import)
