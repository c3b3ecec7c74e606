"""The right answers that the tests are made with are the solutions of the notebook, line by line."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from lab_running import ROOT

from grader.hidden_tests import given_for
from grader.lab import load_lab
from public_tests.checks import Exercise

LABS = sorted(
    path.name
    for path in (ROOT / "labs").iterdir()
    if find_spec(f"grader.misconceptions.{path.name}.reference") is not None
)


def exercises(lab: str) -> list[Exercise]:
    """Return the exercises whose answers are functions that a reference module can hold."""
    known: tuple[Exercise, ...] = import_module(f"public_tests.{lab}").EXERCISES
    return [exercise for exercise in known if given_for(lab, exercise.name, 0) is None]


CASES = [
    (lab, exercise, target) for lab in LABS for exercise in exercises(lab) for target in exercise.targets
]


class _Bare(ast.NodeTransformer):
    """Leaves out what does nothing: annotations, docstrings and decorators; comments have no node."""

    def visit_arg(self, node: ast.arg) -> Any:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        return ast.Assign([node.target], node.value) if node.value else None

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        node.decorator_list, node.returns = [], None
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        self.generic_visit(node)
        return node


def bare(source: str) -> str:
    """Return code in one form, whatever its layout, without what does nothing."""
    return ast.unparse(ast.fix_missing_locations(_Bare().visit(ast.parse(source))))


def function_in(source: str, name: str) -> str:
    """Return the definition of a function in the text of a cell."""
    tree = ast.parse(source)
    (found,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    return ast.unparse(found)


def test_there_are_references_to_compare() -> None:
    assert "two_layer_mlp" in LABS
    assert len([case for case in CASES if case[0] == "two_layer_mlp"]) == 15


@pytest.mark.parametrize(("lab", "exercise", "target"), CASES, ids=lambda part: getattr(part, "name", part))
def test_the_reference_is_the_solution_of_the_notebook(lab: str, exercise: Exercise, target: str) -> None:
    source = next(
        graded.source
        for graded in load_lab(ROOT / "labs" / lab / f"{lab}.ipynb").exercises
        if graded.name == exercise.name
    )
    module = import_module(f"grader.misconceptions.{lab}.reference")
    ours = inspect.getsource(getattr(module, target))
    assert bare(ours) == bare(function_in(source, target))


def test_code_that_differs_is_not_taken_for_the_same() -> None:
    right = 'def f(x: int, y=1) -> int:\n    """Doc."""\n    z: int = x  # comment\n    return (z + y)'
    assert bare(right) == bare("def f(x, y=1):\n    z = x\n\n    return z + y")
    for other in ("x, y=2", "x, z=1", "y=1"):
        assert bare(right) != bare(f"def f({other}):\n    z = x\n    return z + y")
    assert bare(right) != bare("def f(x, y=1):\n    z = x\n    return z - y")
