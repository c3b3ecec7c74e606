"""Mutants: small changes of a reference solution that a good set of tests tells from the original.

Only the students' regions are changed.  A mutant that means the same as the original is listed, with the
reason, in `EQUIVALENT` of `grader/misconceptions/<lab>/equivalent.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from .stubs import find_regions

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_FUNCTIONS = {
    "dot": "multiply",
    "matmul": "multiply",
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "argmax": "argmin",
    "exp": "abs",
    "log": "abs",
    "zeros": "ones",
    "maximum": "minimum",
}
_TWINS = {"1": "2", "2": "1", "train": "test", "test": "train"}
"""Parts by which names differ that students mix up: W1 and W2, X_train and X_test."""
_TWIN = re.compile(r"(?<=[A-Za-z])[12]$|(?<![A-Za-z])(?:train|test)(?![A-Za-z])")

_ACTIVATIONS = {"sigmoid": "relu", "relu": "sigmoid", "softmax": "sigmoid", "linear": "relu"}


@dataclass(frozen=True)
class Mutant:
    """A changed reference solution.

    Attributes:
        line: where the change is, in the lines of the cell.
        change: the code before and after, as `before -> after`; it names the mutant.
        source: the text of the changed cell.
    """

    line: int
    change: str
    source: str


Change = Callable[[ast.AST], Iterator[ast.AST]]


def mutants_of(source: str) -> list[Mutant]:
    """Return the mutants of a solution cell, each different from the original and from the others.

    Raises:
        StubError: the cell's regions are not well marked.
    """
    regions = find_regions(source)
    tree = ast.parse(source)
    found: dict[str, Mutant] = {ast.unparse(tree): Mutant(0, "", "")}
    for place, node in enumerate(ast.walk(tree)):
        line = getattr(node, "lineno", 0)
        if not any(region.start < line < region.end for region in regions):
            continue
        if getattr(node, "end_lineno", line) >= next(r.end for r in regions if r.start < line < r.end):
            continue
        before = _text(node)
        for number in range(len(list(_changed(node)))):
            again = ast.parse(source)
            twin = list(ast.walk(again))[place]
            after = list(_changed(twin))[number]
            mutated = ast.unparse(ast.fix_missing_locations(_Replace(twin, after).visit(again)))
            found.setdefault(mutated, Mutant(line, f"{before} -> {_text(after)}", mutated))
    if any(region.in_brackets for region in regions):
        _drop_entries(source, found)
    return [mutant for mutant in found.values() if mutant.change]


def equivalent_mutants(lab: str, exercise: str) -> Mapping[str, str]:
    """Return the changes of an exercise's solution that mean the same as the original, with the reason."""
    name = f"grader.misconceptions.{lab}.equivalent"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in (name, name.rpartition(".")[0]):
            raise
        return {}
    table: Mapping[str, Mapping[str, str]] = module.EQUIVALENT
    return table.get(exercise, {})


def _drop_entries(source: str, found: dict[str, Mutant]) -> None:
    """Add mutants that lack one entry of a bracket in which students write, or swap two neighbours."""
    # The outermost comes first: an entry such as `Input(shape=(400,))` holds brackets of its own.
    outermost = (
        (place, len(node.elts))
        for place, node in enumerate(ast.walk(ast.parse(source)))
        if isinstance(node, ast.List | ast.Tuple) and _holds_region(node, source)
    )
    place, length = next(outermost, (-1, 0))
    for i in range(length):
        for swap in (False, True):
            tree = ast.parse(source)
            node: Any = list(ast.walk(tree))[place]
            entry = node.elts[i]
            if not _is_in_region(entry, source):
                continue
            if swap and (i + 1 == length or not _is_in_region(node.elts[i + 1], source)):
                continue
            if swap:
                node.elts[i : i + 2] = [node.elts[i + 1], node.elts[i]]
                change = f"{_text(entry)} -> after {_text(node.elts[i])}"
            else:
                del node.elts[i]
                change = f"{_text(entry)} -> nothing"
            mutated = ast.unparse(tree)
            found.setdefault(mutated, Mutant(entry.lineno, change, mutated))


def _holds_region(node: ast.List | ast.Tuple, source: str) -> bool:
    return any(_is_in_region(entry, source) for entry in node.elts)


def _is_in_region(node: ast.AST, source: str) -> bool:
    line = getattr(node, "lineno", 0)
    return any(region.start < line < region.end for region in find_regions(source))


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old = old
        self.new = new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def _text(node: ast.AST) -> str:
    """The code of a node in one line; of a compound statement the head alone."""
    return "nothing" if isinstance(node, ast.Pass) else ast.unparse(node).split("\n")[0]


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a node, each made of fresh nodes or of the node's own children."""
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Pass | ast.Import | ast.ImportFrom):
        yield ast.Pass()
    for kind, change in _CHANGES.items():
        if isinstance(node, kind):
            yield from change(node)


def _change_operation(node: Any) -> Iterator[ast.AST]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    if not isinstance(node.op, ast.Add | ast.Mult):
        yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    yield node.right


def _change_comparison(node: Any) -> Iterator[ast.AST]:
    other = _COMPARISONS.get(type(node.ops[0]))
    if other is not None:
        yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)


def _change_constant(node: Any) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, str) and value in _ACTIVATIONS:
        yield ast.Constant(_ACTIVATIONS[value])
    elif isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)


def _change_call(node: Any) -> Iterator[ast.AST]:
    function, arguments = node.func, node.args
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if isinstance(function, ast.Attribute) and name in _FUNCTIONS:
        other = ast.Attribute(function.value, _FUNCTIONS[name], ast.Load())
        yield ast.Call(other, arguments, node.keywords)
    if len(arguments) == 1 and not node.keywords:
        yield arguments[0]
        if name == "range":
            less = ast.BinOp(arguments[0], ast.Sub(), ast.Constant(1))
            yield ast.Call(function, [less], [])
            yield ast.Call(function, [ast.Constant(1), arguments[0]], [])
    if len(arguments) == 2:
        yield ast.Call(function, [arguments[1], arguments[0]], node.keywords)
    for i in range(len(node.keywords)):
        yield ast.Call(function, arguments, [k for j, k in enumerate(node.keywords) if j != i])


def _change_subscript(node: Any) -> Iterator[ast.AST]:
    index = node.slice
    if isinstance(index, ast.Tuple) and len(index.elts) == 2:
        swapped = ast.Tuple([index.elts[1], index.elts[0]], ast.Load())
        yield ast.Subscript(node.value, swapped, node.ctx)
    elif isinstance(index, ast.Constant) and isinstance(index.value, str):
        for other in _twins_of(index.value):
            yield ast.Subscript(node.value, ast.Constant(other), node.ctx)
    elif isinstance(index, ast.Name):
        yield ast.Subscript(node.value, ast.Constant(0), node.ctx)
        yield ast.Subscript(node.value, ast.BinOp(index, ast.Sub(), ast.Constant(1)), node.ctx)


def _change_augmented(node: Any) -> Iterator[ast.AST]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield ast.AugAssign(node.target, other(), node.value)
    yield ast.Assign([node.target], node.value)


def _change_sign(node: Any) -> Iterator[ast.AST]:
    yield node.operand


def _change_name(node: Any) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load):
        for other in _twins_of(node.id):
            yield ast.Name(other, ast.Load())


def _twins_of(name: str) -> Iterator[str]:
    other = _TWIN.sub(lambda part: _TWINS[part[0]], name)
    if other != name:
        yield other


def _change_attribute(node: Any) -> Iterator[ast.AST]:
    if node.attr == "T":
        yield node.value


_CHANGES: dict[type[ast.AST], Change] = {
    ast.BinOp: _change_operation,
    ast.Compare: _change_comparison,
    ast.Constant: _change_constant,
    ast.Call: _change_call,
    ast.Subscript: _change_subscript,
    ast.AugAssign: _change_augmented,
    ast.UnaryOp: _change_sign,
    ast.Attribute: _change_attribute,
    ast.Name: _change_name,
}
