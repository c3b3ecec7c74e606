"""Which names a top-level statement binds, uses and may change."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .scopes import read_uses


@dataclass(frozen=True)
class Names:
    """The names of one top-level statement.

    Attributes:
        binds: given a value at top level: assignments, definitions, imports, loop variables.
        uses: read while the statement runs.
        deferred: read later, when a function that it defines is called.
        changes: names whose object may be changed in place: `x[0] = 1`, `model.add(...)`, `x += 1`.
        passed: names handed to a call as an argument, which may change their object too.
    """

    binds: frozenset[str]
    uses: frozenset[str]
    deferred: frozenset[str]
    changes: frozenset[str]
    passed: frozenset[str]


def names_of(statement: ast.stmt) -> Names:
    """Return the names of a top-level statement."""
    uses = [use for use in read_uses(statement) if use.is_global]
    now = [use for use in uses if not use.scope.is_deferred()]
    changed, passed = _changed_and_passed(statement)
    return Names(
        binds=frozenset(use.name for use in now if use.binds),
        uses=frozenset(use.name for use in now if not use.binds),
        deferred=frozenset(use.name for use in uses if not use.binds and use.scope.is_deferred()),
        changes=frozenset(use.name for use in now if use.node in changed),
        passed=frozenset(use.name for use in now if use.node in passed),
    )


def call_path(node: ast.expr) -> list[str]:
    """Return the dotted path of what is called: `["np", "random", "seed"]` for `np.random.seed`."""
    path: list[str] = []
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            path.append(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        path.append(node.id)
    return path[::-1]


def _changed_and_passed(statement: ast.stmt) -> tuple[set[ast.AST], set[ast.AST]]:
    """Return the name nodes at the root of what is changed in place, and of what is handed to a call."""
    changed: set[ast.AST] = set()
    passed: set[ast.AST] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            changed.add(_root(node))
        elif isinstance(node, ast.AugAssign):
            changed.add(_root(node.target))
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                changed.add(_root(node.func))
            passed.update(_root(value) for value in [*node.args, *(k.value for k in node.keywords)])
    return changed, passed


def _root(node: ast.AST) -> ast.AST:
    """Return the node at the root of `a.b[c].d`, here the name `a`."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node
