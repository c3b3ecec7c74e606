"""Which variables a piece of code binds and reads, by Python's rules of scope."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

_ScopeKind = Literal["module", "function", "class", "comprehension"]


def names_read_later(tree: ast.Module, start: int, end: int) -> list[str]:
    """Return the names that the lines between `start` and `end` bind and that lines after `end` read.

    A name counts only where both are the same variable: a name of a nested function, or of a
    comprehension, is not the name outside it.  Names come in the order of first binding.

    Args:
        tree: the cell.
        start: the line before the piece, counted from 1.
        end: the line after the piece.
    """
    uses = read_uses(tree)
    later = {use.variable for use in uses if not use.binds and use.line > end}
    bound = (use for use in uses if use.binds and start < use.line < end)
    return list(dict.fromkeys(use.name for use in bound if use.variable in later))


def read_uses(tree: ast.AST) -> list[Use]:
    """Return every binding and reading of a name in a piece of code, in the order of the text."""
    walker = _Walker()
    walker.visit(tree)
    return walker.uses


@dataclass(eq=False)
class Scope:
    """A module, function, class or comprehension with the names that live in it."""

    kind: _ScopeKind
    parent: Scope | None = None
    bound: set[str] = field(default_factory=set)
    declared_global: set[str] = field(default_factory=set)
    declared_nonlocal: set[str] = field(default_factory=set)

    def owner(self, name: str) -> Scope:
        """Return the scope in which a name used here lives; the module for unknown ones."""
        if name in self.declared_global:
            return self.module()
        if name in self.bound and name not in self.declared_nonlocal:
            return self
        outer = self.parent
        while outer is not None and (outer.kind == "class" or name not in outer.bound):
            outer = outer.parent
        return outer or self.module()

    def module(self) -> Scope:
        """Return the outermost scope."""
        return self if self.parent is None else self.parent.module()

    def is_deferred(self) -> bool:
        """Tell whether the code in this scope runs only when a function is called."""
        return self.kind == "function" or (self.parent is not None and self.parent.is_deferred())


@dataclass(frozen=True)
class Use:
    """One place in the text where a name is bound or read; `node` is the syntax node that does so."""

    name: str
    line: int
    scope: Scope
    binds: bool
    node: ast.AST

    @property
    def variable(self) -> tuple[str, Scope]:
        """The name with the scope that it lives in: what tells one variable from another."""
        return self.name, self.scope.owner(self.name)

    @property
    def is_global(self) -> bool:
        """True for a variable of the module."""
        return self.scope.owner(self.name).parent is None


_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class _Walker(ast.NodeVisitor):
    """Collect the uses of names in the order of the text."""

    def __init__(self) -> None:
        self.scope = Scope("module")
        self.uses: list[Use] = []
        self.string_line: int | None = None

    def bind(self, name: str, node: ast.AST, scope: Scope | None = None) -> None:
        scope = scope or self.scope
        scope.bound.add(name)
        self.uses.append(Use(name, self.line_of(node), scope, binds=True, node=node))

    def read(self, node: ast.Name) -> None:
        self.uses.append(Use(node.id, self.line_of(node), self.scope, binds=False, node=node))

    def line_of(self, node: ast.AST) -> int:
        return self.string_line or int(getattr(node, "lineno", 0))

    def visit_inside(self, kind: _ScopeKind, nodes: Sequence[ast.AST]) -> None:
        outer, self.scope = self.scope, Scope(kind, self.scope)
        self.visit_all(nodes)
        self.scope = outer

    def visit_all(self, nodes: Sequence[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.bind(node.id, node)
        else:
            self.read(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.read(node.target)
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        scope = self.scope
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        self.visit(node.value)
        self.bind(node.target.id, node, scope)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        outer, self.string_line = self.string_line, node.lineno  # Python 3.11 misplaces what is inside
        self.generic_visit(node)
        self.string_line = outer

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.visit_all([*node.decorator_list, node.returns, *_evaluated_outside(node.args)])
        self.bind(node.name, node)
        self.visit_inside("function", [node.args, *node.body])

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit_all(_evaluated_outside(node.args))
        self.visit_inside("function", [node.args, node.body])

    def visit_arguments(self, node: ast.arguments) -> None:
        for arg in _arguments(node):
            self.bind(arg.arg, arg)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.decorator_list, *node.bases, *node.keywords])
        self.bind(node.name, node)
        self.visit_inside("class", node.body)

    def visit_ListComp(self, node: _Comprehension) -> None:
        first, *others = node.generators
        self.visit(first.iter)
        results = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self.visit_inside("comprehension", [first.target, *first.ifs, *others, *results])

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp  # noqa: N815

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name != "*":
                self.bind(alias.asname or alias.name.split(".")[0], alias)

    visit_ImportFrom = visit_Import  # noqa: N815

    def visit_ExceptHandler(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.bind(node.name, node)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_ExceptHandler  # noqa: N815

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self.bind(node.rest, node)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.declared_global.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.declared_nonlocal.update(node.names)


def _arguments(node: ast.arguments) -> list[ast.arg]:
    found = [*node.posonlyargs, *node.args, node.vararg, *node.kwonlyargs, node.kwarg]
    return [arg for arg in found if arg is not None]


def _evaluated_outside(node: ast.arguments) -> list[ast.AST | None]:
    """Default values and annotations: they belong to the scope around the function."""
    return [*node.defaults, *node.kw_defaults, *(arg.annotation for arg in _arguments(node))]
