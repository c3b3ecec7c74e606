"""Classes that only group functions, and their instances: calling a method leaves them as they are."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence

from .statements import Statement

_UNSEEN = {"setattr", "delattr", "vars", "__dict__", "super", "classmethod"}
"""Names by which a class may come to state that cannot be seen in assignments."""


def stateless_names(statements: Iterable[Statement]) -> set[str]:
    """Return the names that only ever hold a class without state, or an instance of one.

    Args:
        statements: of all cells.
    """
    bindings = [(name, s.node) for s in statements for name in s.names.binds]
    stored = {name for s in statements for name in s.names.stores}
    classes = _only(bindings, _is_class) - stored
    return classes | (_only(bindings, lambda node: _is_instance(node, classes)) - stored)


def _only(bindings: Sequence[tuple[str, ast.stmt]], is_such: Callable[[ast.stmt], bool]) -> set[str]:
    """Return the names that no other statement binds than such ones."""
    others = {name for name, node in bindings if not is_such(node)}
    return {name for name, _ in bindings} - others


def _is_class(node: ast.stmt) -> bool:
    """True for a plain class of functions alone that never assigns to a part of anything."""
    if not isinstance(node, ast.ClassDef) or node.bases or node.keywords or node.decorator_list:
        return False
    if not all(isinstance(part, ast.FunctionDef) or _is_docstring(part) for part in node.body):
        return False
    for inner in ast.walk(node):
        if isinstance(inner, ast.Global | ast.Nonlocal):
            return False
        if isinstance(inner, ast.Attribute) and not isinstance(inner.ctx, ast.Load):
            return False
        if {getattr(inner, "id", ""), getattr(inner, "attr", "")} & _UNSEEN:
            return False
    return True


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_instance(node: ast.stmt, classes: set[str]) -> bool:
    """True for `act = Act()`, where `Act` is one of these classes."""
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id in classes
        and all(isinstance(target, ast.Name) for target in node.targets)
    )
