"""Which names a statement binds, uses and changes: a plain reading of its syntax tree."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Names:
    """The names of one top-level statement.

    Attributes:
        binds: given a value at top level: assignments, definitions, imports, loop variables.
        uses: read while the statement runs.
        deferred: read later, when a function that it defines is called.
        changes: names whose object may be changed in place: `x[0] = 1`, `model.add(...)`, `x += 1`.
        passed: names handed to a call as an argument, which may change their object too.
    """

    binds: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    deferred: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)


def names_of(statement: ast.stmt) -> Names:
    """Return the names of a top-level statement."""
    names = Names()
    _Reader(names).visit(statement)
    return names


def root_name(node: ast.AST) -> str | None:
    """Return the name at the root of `a.b[c].d`, here `a`; None if there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def call_path(node: ast.expr) -> list[str]:
    """Return the dotted path of what is called: `["np", "random", "seed"]` for `np.random.seed(1)`."""
    path: list[str] = []
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            path.append(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        path.append(node.id)
    return path[::-1]


class _Reader(ast.NodeVisitor):
    """Reads one scope; `is_deferred` says whether it runs now or when a function is called."""

    def __init__(self, names: Names, is_deferred: bool = False, local: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.is_deferred = is_deferred
        self.local = local

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._use(node.id)
        else:
            self._bind(node.id)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._bind(alias.asname or alias.name.partition(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name != "*":
                self._bind(alias.asname or alias.name)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._change(node.target)
        if isinstance(node.target, ast.Name):
            self._use(node.target.id)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute):
            self._change(node.func)
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            root = root_name(argument)
            if root is not None and root not in self.local and not self.is_deferred:
                self.names.passed.add(root)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._bind(node.name)
        for expression in [*node.decorator_list, *_outside_body(node)]:
            self.visit(expression)
        self._enter(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name that ast looks for

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for expression in _outside_body(node):
            self.visit(expression)
        self._enter(node, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        for expression in [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]:
            self.visit(expression)
        inner = _Reader(self.names, self.is_deferred, self.local | _bound_in(node.body))
        for statement in node.body:
            inner.visit(statement)

    def _comprehension(self, node: ast.AST) -> None:
        # Loop variables of a comprehension are its own; everything else it reads now.
        local = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        inner = _Reader(self.names, self.is_deferred, self.local | local)
        for child in ast.iter_child_nodes(node):
            inner.visit(child)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815

    def _enter(self, node: Function, body: list[ast.stmt] | list[ast.expr]) -> None:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        local = {argument.arg for argument in every} | _bound_in(body)
        inner = _Reader(self.names, True, self.local | local)
        for statement in body:
            inner.visit(statement)

    def _use(self, name: str) -> None:
        if name not in self.local:
            (self.names.deferred if self.is_deferred else self.names.uses).add(name)

    def _bind(self, name: str) -> None:
        if not self.is_deferred and name not in self.local:
            self.names.binds.add(name)

    def _change(self, node: ast.AST) -> None:
        root = root_name(node)
        if root is not None and root not in self.local and not self.is_deferred:
            self.names.changes.add(root)


def _outside_body(node: Function) -> list[ast.expr]:
    """The parts of a function's head that run when it is defined: defaults and annotations."""
    arguments = node.args
    parts = [*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)]
    every = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    parts += [a.annotation for a in every if a is not None and a.annotation is not None]
    if not isinstance(node, ast.Lambda) and node.returns is not None:
        parts.append(node.returns)
    return parts


def _bound_in(body: list[ast.stmt] | list[ast.expr]) -> frozenset[str]:
    """Names that a function's or class's body makes local: bound in it, and not declared global."""
    bound: set[str] = set()
    shared: set[str] = set()
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Global):
            shared.update(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            bound.update(a.asname or a.name.partition(".")[0] for a in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        if not isinstance(node, (*_SCOPES, *_COMPREHENSIONS)):
            pending.extend(ast.iter_child_nodes(node))
    return frozenset(bound - shared)
