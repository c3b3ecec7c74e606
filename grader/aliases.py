"""Which names stand for the objects of others: `add = model.add`, `first, last = model.layers`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

BINDERS = (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For)
"""The nodes that `aliases` looks at."""

_PATHS = (
    ast.Attribute,
    ast.Subscript,
    ast.Starred,
    ast.Call,
)  # as a tuple: a union is slow to make each time
_PLAIN_PARTS = (ast.Name, ast.Attribute, ast.Subscript)

Alias = tuple[ast.AST, ast.AST, str]
"""A node that binds a name, the root of what the name then stands for, and its attribute, if it is one."""


def aliases(node: ast.AST) -> Iterator[Alias]:
    """Yield the names that a node binds to what another name stands for, or to parts of that."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _pairs(node.target, node.value)
    elif isinstance(node, ast.NamedExpr):
        yield from ((node, old, attribute) for _, old, attribute in _pairs(node.target, node.value))
    elif isinstance(node, ast.For):
        yield from ((new, old, "") for new, old, _ in _pairs(node.target, node.iter))


def parts_of(value: ast.expr | None) -> Iterator[ast.expr]:
    """Yield the names and parts of objects that a value may be, or may hold."""
    if isinstance(value, _PLAIN_PARTS):
        yield value
        return
    inner: list[ast.expr] = []
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        inner = value.elts
    elif isinstance(value, ast.Dict | ast.BoolOp):
        inner = value.values
    elif isinstance(value, ast.IfExp):
        inner = [value.body, value.orelse]
    elif isinstance(value, ast.Starred | ast.NamedExpr):
        inner = [value.value]
    for part in inner:
        yield from parts_of(part)


def root(node: ast.AST) -> ast.AST:
    """Return the node at the root of `a.b[c].d`, here the name `a`."""
    while isinstance(node, _PATHS):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[Alias]:
    sequences = ast.Tuple | ast.List
    if isinstance(target, sequences):
        inner = target.elts
        is_each = isinstance(value, sequences) and len(value.elts) == len(inner)
        for place, part in enumerate(inner):
            other = value.elts[place] if is_each and isinstance(value, sequences) else value
            yield from (
                (new, old, attribute if is_each else "") for new, old, attribute in _pairs(part, other)
            )
    elif isinstance(target, ast.Starred):
        yield from _pairs(target.value, value)
    elif isinstance(target, ast.Name):
        yield from (
            (target, root(part), part.attr if isinstance(part, ast.Attribute) else "")
            for part in parts_of(value)
        )
