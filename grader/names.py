"""Which names a top-level statement binds, uses and may change."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from .scopes import Use, read_uses

_IDLE_CALLS = {
    *("print", "display", "show", "savefig", "info", "head", "describe", "summary", "plot_model"),
    *("fit", "predict", "evaluate", "compile"),
    *("imshow", "plot", "scatter", "hist", "bar", "axis", "subplots", "figure", "title", "suptitle"),
    *("set_title", "xlabel", "ylabel", "legend", "tight_layout"),
}
_IDLE_PREFIXES = ("plt_", "plot_", "draw_", "show_", "display_", "test_")
IDLE_ROOTS = {"plt", "ax", "axes", "fig"}
_READING_CALLS = {
    *("len", "range", "enumerate", "zip", "isinstance", "type", "id", "repr", "str", "format", "callable"),
    *("int", "float", "bool", "abs", "round", "min", "max", "sum", "sorted", "reversed", "any", "all"),
    *(
        "get_weights",
        "get_layer",
        "get_config",
        "count_params",
        "clone_model",
        "numpy",
        "tolist",
        "copy",
        "astype",
    ),
    *("reshape", "mean", "dot", "argmax", "flatten", "ravel", "transpose", "keys", "values", "items", "get"),
    *("index", "count", "startswith", "endswith", "split", "join", "strip", "lower", "upper"),
}
"""Functions and methods that leave what they are given as it is."""


@dataclass(frozen=True)
class Names:
    """The names of one top-level statement.

    Attributes:
        binds: given a value at top level: assignments, definitions, imports, loop variables.
        imports: those of them that an import binds.
        uses: read while the statement runs.
        deferred: read later, when a function that it defines is called.
        stores: names whose object is changed by assignment: `x[0] = 1`, `model.name = "m"`, `x += 1`.
        changes: names whose object a method may change: `model.add(...)`.
        passed: names handed to a call as an argument, which may change their object too.
        effects: names bound, stored to or changed later, when a function that it defines is called.
    """

    binds: frozenset[str]
    imports: frozenset[str]
    uses: frozenset[str]
    deferred: frozenset[str]
    stores: frozenset[str]
    changes: frozenset[str]
    passed: frozenset[str]
    effects: frozenset[str]


def names_of(statement: ast.stmt) -> Names:
    """Return the names of a top-level statement."""
    uses = [use for use in read_uses(statement) if use.is_global]
    now = [use for use in uses if not use.scope.is_deferred()]
    later = [use for use in uses if use.scope.is_deferred()]
    roots = _Roots(statement)
    return Names(
        binds=_names(use for use in now if use.binds),
        imports=_names(use for use in now if isinstance(use.node, ast.alias)),
        uses=_names(use for use in now if not use.binds),
        deferred=_names(use for use in later if not use.binds),
        stores=_names(use for use in now if use.node in roots.stored),
        changes=_names(use for use in now if use.node in roots.changed),
        passed=_names(use for use in now if use.node in roots.passed),
        effects=_names(use for use in later if use.binds or use.node in roots.stored | roots.changed),
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


def is_idle_call(call: ast.Call) -> bool:
    """True for a call that only prints, plots, predicts or fits."""
    path = call_path(call.func)
    if not path:
        return False
    return path[0] in IDLE_ROOTS or path[-1] in _IDLE_CALLS or path[-1].startswith(_IDLE_PREFIXES)


class _Roots:
    """The name nodes at the root of what is stored to, changed by a method, and handed to a call."""

    def __init__(self, statement: ast.stmt) -> None:
        self.stored: set[ast.AST] = set()
        self.changed: set[ast.AST] = set()
        self.passed: set[ast.AST] = set()
        for node in ast.walk(statement):
            if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
                self.stored.add(_root(node))
            elif isinstance(node, ast.AugAssign):
                self.stored.add(_root(node.target))
            elif isinstance(node, ast.Call) and not _leaves_its_objects_alone(node):
                if isinstance(node.func, ast.Attribute):
                    self.changed.add(_root(node.func))
                self.passed.update(_root(value) for value in [*node.args, *(k.value for k in node.keywords)])


def _leaves_its_objects_alone(call: ast.Call) -> bool:
    path = call_path(call.func)
    return is_idle_call(call) or bool(path and path[-1] in _READING_CALLS)


def _names(uses: Iterable[Use]) -> frozenset[str]:
    return frozenset(use.name for use in uses)


def _root(node: ast.AST) -> ast.AST:
    """Return the node at the root of `a.b[c].d`, here the name `a`."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node
