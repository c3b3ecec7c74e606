"""Which statements of a submission its answers need.

A submission is a row of cells, a cell a row of top-level statements.  Run in full it trains models and draws
pictures that no check looks at.  `select` therefore picks, backwards from the names under test, the
statements that bind or change a needed name, the settings and seeds that go with them, and nothing else.

It reads text that a student wrote, so it runs in the sandbox, never in the grading process.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .names import Names, call_path, names_of

RunMode = Literal["sliced", "wider", "full"]

_BUILTINS = frozenset(dir(builtins)) | {"get_ipython", "display", "__name__", "__file__"}
_IDLE_CALLS = {
    *("print", "display", "show", "savefig", "info", "head", "describe", "summary", "plot_model"),
    *("fit", "predict", "evaluate", "compile"),
    *("imshow", "plot", "scatter", "hist", "bar", "axis", "subplots", "figure", "title", "suptitle"),
    *("set_title", "xlabel", "ylabel", "legend", "tight_layout"),
}
_IDLE_PREFIXES = ("plt_", "plot_", "draw_", "show_", "display_", "test_")
_IDLE_ROOTS = {"plt", "ax", "axes", "fig"}
_BODY_MAGICS = re.compile(r"\A\s*%%(time|timeit|capture|prun)\b[^\n]*\n")
_LINE_MAGICS = re.compile(r"^([ \t]*)%time(?:it)?[ \t]+(?=\S)", re.MULTILINE)
_OTHER_CELL_MAGIC = re.compile(r"\A\s*%%\w+")


@dataclass(frozen=True, eq=False)
class Statement:
    """One top-level statement, with the cell that it stands in."""

    cell: int
    node: ast.stmt
    names: Names
    is_idle: bool

    @property
    def is_import(self) -> bool:
        """True for an import of any form."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def is_star_import(self) -> bool:
        """True for `from module import *`."""
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"


@dataclass(frozen=True)
class Selection:
    """What to run.

    Attributes:
        statements: in running order.
        unresolved: needed names that no statement binds: from a star import, from the lab's own given code,
            or missing.
        left_out: True if a statement that was left out might bear on a needed name.
    """

    statements: tuple[Statement, ...]
    unresolved: frozenset[str]
    left_out: bool


def parse_cell(cell: int, source: str, transform: Callable[[str], str]) -> list[Statement]:
    """Return the statements of a cell; raise `SyntaxError` if it is not Python.

    Args:
        cell: the cell's index.
        source: its text, magics included.
        transform: IPython's rewriting of magics and shell escapes into Python.
    """
    source = _LINE_MAGICS.sub(r"\1", _BODY_MAGICS.sub("\n", source, count=1))
    if _OTHER_CELL_MAGIC.match(source):
        return []  # %%bash, %%html, %%writefile: not Python, nothing that a check could need
    tree = ast.parse(transform(source), f"<cell {cell}>")
    return [Statement(cell, node, names_of(node), _is_idle(node)) for node in tree.body]


def select(statements: Sequence[Statement], targets: Iterable[str], mode: RunMode = "sliced") -> Selection:
    """Choose the statements to run for these targets.

    Args:
        statements: of all cells, in running order.
        targets: the names under test.
        mode: "sliced" takes what the targets need, "wider" all but what only prints, plots, predicts or
            fits, "full" everything.
    """
    modules = {name for s in statements if s.is_import for name in s.names.binds}
    chosen, needed = _closure(statements, set(targets), modules)
    bound = {name for s in statements for name in s.names.binds}
    unresolved = needed - bound - _BUILTINS
    if unresolved:
        chosen |= {i for i, s in enumerate(statements) if s.is_star_import}
    chosen |= {i for i, s in enumerate(statements) if _is_setting(s, needed & modules)}
    if mode != "sliced":
        chosen |= {i for i, s in enumerate(statements) if mode == "full" or not s.is_idle}
    own = needed - modules
    left_out = any(
        (s.names.binds | s.names.changes | s.names.passed) & own
        for i, s in enumerate(statements)
        if i not in chosen and not s.is_idle
    )
    return Selection(tuple(statements[i] for i in sorted(chosen)), frozenset(unresolved), left_out)


def _closure(
    statements: Sequence[Statement], targets: set[str], modules: set[str]
) -> tuple[set[int], set[str]]:
    """Walk backwards from the targets; again and again, for functions need names wherever they are bound.

    Returns:
        Positions of the statements, and every name that they or the targets need.
    """
    needed_at_end = set(targets)
    while True:
        needed = set(needed_at_end)
        deferred: set[str] = set()
        chosen: set[int] = set()
        for i in reversed(range(len(statements))):
            statement, names = statements[i], statements[i].names
            is_change = not statement.is_idle and names.changes & (needed - modules)
            if names.binds & needed or is_change:
                chosen.add(i)
                needed |= names.uses
                deferred |= names.deferred
        if deferred <= needed_at_end:
            return chosen, needed
        needed_at_end |= deferred


def _is_setting(statement: Statement, modules: set[str]) -> bool:
    """True for a call of a needed library that sets something for all that follows, a seed above all."""
    node = statement.node
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    path = call_path(node.value.func)
    if not path or path[0] in _IDLE_ROOTS:
        return False
    verb = path[-1]
    return (path[0] in modules or len(path) == 1) and (verb == "seed" or verb.startswith(("set_", "enable_")))


def _is_idle(node: ast.stmt) -> bool:
    """True for a statement that only prints, plots, predicts or fits, or shows a value."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Call) or _is_idle_call(node.value)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return isinstance(node.value, ast.Call) and _is_idle_call(node.value)
    if isinstance(node, ast.For | ast.While | ast.With | ast.If | ast.Try):
        inside = list(ast.walk(node))
        if any(isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom) for n in inside):
            return False
        return any(isinstance(n, ast.Call) and _is_idle_call(n) for n in inside)
    return isinstance(node, ast.Pass)


def _is_idle_call(call: ast.Call) -> bool:
    path = call_path(call.func)
    if not path:
        return False
    return path[0] in _IDLE_ROOTS or path[-1] in _IDLE_CALLS or path[-1].startswith(_IDLE_PREFIXES)
