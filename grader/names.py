"""Which names a top-level statement binds, uses and may change."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from .aliases import BINDERS, Alias, aliases, parts_of, root
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
    *("len", "range", "enumerate", "zip", "isinstance", "hasattr", "type", "id", "repr", "str", "format"),
    "callable",
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
    *("array", "asarray", "constant", "convert_to_tensor", "expand_dims", "dense_layers"),
    *("index", "count", "startswith", "endswith", "split", "join", "strip", "lower", "upper"),
}
"""Functions and methods that leave what they are given as it is."""

_COMPOUND = ast.For | ast.While | ast.With | ast.If | ast.Try
_DEFINITIONS = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
_PATHS = (ast.Attribute, ast.Subscript)  # as tuples: a union is slow to make each time
_GIVERS = (ast.Return, ast.Lambda, ast.Yield)
_CALLED = (ast.Attribute, ast.Call, ast.Subscript)
_NO_NAMES: frozenset[str] = frozenset()


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
        reaches: names that such a function hands on: to another, as its value, under a name that it changes.
        called: names that are themselves called, now or later: `add(...)`.
        aliases: pairs of a name and another whose object, or part of it, the first then stands for.
        methods: the first names of such pairs that may stand for a bound method: `add = model.add`.
    """

    binds: frozenset[str]
    imports: frozenset[str]
    uses: frozenset[str]
    deferred: frozenset[str]
    stores: frozenset[str]
    changes: frozenset[str]
    passed: frozenset[str]
    effects: frozenset[str]
    reaches: frozenset[str]
    called: frozenset[str]
    aliases: frozenset[tuple[str, str]]
    methods: frozenset[str]


def names_of(statement: ast.stmt, own_functions: frozenset[str] = _NO_NAMES) -> Names:
    """Return the names of a top-level statement.

    Args:
        statement: of a cell.
        own_functions: names that the notebook itself defines; no guess is made of what these do.
    """
    everywhere = read_uses(statement)
    uses = [use for use in everywhere if use.is_global]
    now = [use for use in uses if not use.scope.is_deferred()]
    later = [use for use in uses if use.scope.is_deferred()]
    roots = _Roots(statement, own_functions)
    bound = {use.node: use.name for use in now if use.binds}
    read = {use.node: use.name for use in now if not use.binds}
    pairs = [(new, old, attribute) for new, old, attribute in roots.aliases if new in bound and old in read]
    handed_on = roots.passed_plainly | roots.returned
    acted_on = {use.variable for use in everywhere if use.node in handed_on | roots.stored | roots.changed}
    acting = {use.node for use in everywhere if use.binds and use.variable in acted_on}
    handed_on |= {old for new, old, _ in roots.aliases if new in acting}
    return Names(
        binds=_names(use for use in now if use.binds),
        imports=_names(use for use in now if isinstance(use.node, ast.alias)),
        uses=_names(use for use in now if not use.binds),
        deferred=_names(use for use in later if not use.binds),
        stores=_names(use for use in now if use.node in roots.stored),
        changes=_names(use for use in now if use.node in roots.changed),
        passed=_names(use for use in now if use.node in roots.passed),
        effects=_names(use for use in later if use.binds or use.node in roots.stored | roots.changed),
        reaches=_names(use for use in later if use.node in handed_on),
        called=_names(use for use in uses if use.node in roots.called),
        aliases=frozenset((bound[new], read[old]) for new, old, _ in pairs),
        methods=frozenset(
            bound[new]
            for new, _, attribute in pairs
            if attribute and attribute not in _IDLE_CALLS | _READING_CALLS
        ),
    )


def is_idle(node: ast.stmt, names: Names, own_functions: frozenset[str] = _NO_NAMES) -> bool:
    """True for a statement that only prints, plots, predicts or fits, or shows a value."""
    if names.stores:
        return False
    if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign) and node.value is not None:
        idle = isinstance(node.value, ast.Call) and is_idle_call(node.value, own_functions)
        if not idle and not isinstance(node, ast.Expr):
            return False
        calls = [inner for inner in ast.walk(node.value) if isinstance(inner, ast.Call)]
        return all(
            _leaves_its_objects_alone(call, own_functions) or (idle and _makes_an_object(call, own_functions))
            for call in calls
        )
    if isinstance(node, _COMPOUND):
        inside = list(ast.walk(node))
        if names.changes or any(isinstance(n, _DEFINITIONS) for n in inside):
            return False
        return any(isinstance(n, ast.Call) and is_idle_call(n, own_functions) for n in inside)
    return isinstance(node, ast.Pass)


def call_path(node: ast.expr) -> list[str]:
    """Return the dotted path of what is called: `["np", "random", "seed"]` for `np.random.seed`."""
    path: list[str] = []
    while isinstance(node, _CALLED):
        if isinstance(node, ast.Attribute):
            path.append(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        path.append(node.id)
    return path[::-1]


def is_idle_call(call: ast.Call, own_functions: frozenset[str] = _NO_NAMES) -> bool:
    """True for a call that only prints, plots, predicts or fits."""
    path = call_path(call.func)
    if not path or _is_own(call, own_functions):
        return False
    if path[0] in IDLE_ROOTS or path[-1] in _IDLE_CALLS:
        return True
    return path[-1].startswith(_IDLE_PREFIXES) and path[-1] not in own_functions


class _Roots:
    """The name nodes at the root of what is stored to, changed by a method, handed on or called."""

    def __init__(self, statement: ast.stmt, own_functions: frozenset[str]) -> None:
        self.stored: set[ast.AST] = set()
        self.changed: set[ast.AST] = set()
        self.passed: set[ast.AST] = set()
        self.passed_plainly: set[ast.AST] = set()
        """To a function that is called by its name alone, which may be one of the notebook."""
        self.returned: set[ast.AST] = set()
        self.called: set[ast.AST] = set()
        self.aliases: list[Alias] = []
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                self._take_call(node, own_functions)
            elif isinstance(node, _PATHS):
                if not isinstance(node.ctx, ast.Load):
                    self.stored.add(root(node))
            elif isinstance(node, ast.AugAssign):
                self.stored.add(root(node.target))
            elif isinstance(node, _GIVERS):
                value = node.body if isinstance(node, ast.Lambda) else node.value
                self.returned.update(root(part) for part in parts_of(value))
            elif isinstance(node, BINDERS):
                self.aliases += aliases(node)

    def _take_call(self, call: ast.Call, own_functions: frozenset[str]) -> None:
        if isinstance(call.func, ast.Name):
            self.called.add(call.func)
        if not _leaves_its_objects_alone(call, own_functions):
            if isinstance(call.func, ast.Attribute):
                self.changed.add(root(call.func))
            passed = {root(value) for value in [*call.args, *(k.value for k in call.keywords)]}
            self.passed |= passed
            if isinstance(call.func, ast.Name):
                self.passed_plainly |= passed


def _leaves_its_objects_alone(call: ast.Call, own_functions: frozenset[str]) -> bool:
    path = call_path(call.func)
    is_reading = bool(path and path[-1] in _READING_CALLS) and not _is_own(call, own_functions)
    return is_reading or is_idle_call(call, own_functions)


def _makes_an_object(call: ast.Call, own_functions: frozenset[str]) -> bool:
    """True for the likes of `BinaryCrossentropy()`, made to be handed to `compile` or `fit`."""
    path = call_path(call.func)
    return bool(path) and path[-1][0].isupper() and path[-1] not in own_functions


def _is_own(call: ast.Call, own_functions: frozenset[str]) -> bool:
    """True for a plain call of what the notebook defines: `summary(model)`, but not `model.summary()`."""
    return isinstance(call.func, ast.Name) and call.func.id in own_functions


def _names(uses: Iterable[Use]) -> frozenset[str]:
    return frozenset(use.name for use in uses)
