"""The functions of a notebook of deep_network in which some exercises are answered otherwise."""

from __future__ import annotations

import ast
from typing import Any

from grader.lab import load_lab
from tests.deep_functions import LAB, without_magics
from tests.lab_running import source_path

EXERCISES = {exercise.name: exercise for exercise in load_lab(source_path(LAB)).exercises}
STUBS = {name: exercise.stub for name, exercise in EXERCISES.items()}


def functions_with(**answers: str) -> dict[str, Any]:
    """Return all functions of the notebook by name; they call one another, as in a notebook.

    Args:
        answers: exercise -> text of its solution cell; those of the others are the source's.
    """
    names: dict[str, Any] = {}
    for cell in load_lab(source_path(LAB)).cells:
        source = answers.get(cell.grade_id or "", cell.source)
        body = [node for node in ast.parse(without_magics(source)).body if _is_kept(node)]
        exec(compile(ast.Module(body, type_ignores=[]), f"{LAB}.ipynb", "exec"), names)
    return names


def edited(name: str, *replacements: tuple[str, str]) -> str:
    """Return the solution of an exercise in which some pieces of text are others."""
    answer = EXERCISES[name].source
    for old, new in replacements:
        assert old in answer, old
        answer = answer.replace(old, new)
    return answer


def _is_kept(node: ast.stmt) -> bool:
    """True for functions, and for imports that have nothing to do with the tests of the exercises."""
    if isinstance(node, ast.ImportFrom):
        return not (node.module or "").startswith("public_tests")
    return isinstance(node, ast.Import | ast.FunctionDef)
