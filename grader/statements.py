"""The cells of a submission as top-level statements, each with the names that it binds, uses and may change.

This reads text that a student wrote, so it runs in the sandbox, never in the grading process.
"""

from __future__ import annotations
import __future__ as future

import ast
import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from .names import Names, is_idle, names_of

_BODY_MAGICS = re.compile(r"\A\s*%%(time|timeit|capture|prun)\b[^\n]*\n")
_LINE_MAGICS = re.compile(r"^([ \t]*)%time(?:it)?[ \t]+(?:-\w+[ \t]*\d*[ \t]+)*(?=\S)", re.MULTILINE)
_OTHER_CELL_MAGIC = re.compile(r"\A\s*%%\w+")
_WORD = re.compile(r"[^\W\d]\w*")
_COMPOUND = ast.For | ast.While | ast.With | ast.If | ast.Try
_DEFINITION = re.compile(
    r"^[ \t]*(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*=[ \t]*lambda\b)", re.MULTILINE
)


@dataclass(frozen=True, eq=False)
class Statement:
    """One top-level statement, with the cell that it stands in."""

    cell: int
    node: ast.stmt
    names: Names
    is_idle: bool

    @property
    def is_compound(self) -> bool:
        """True for a loop, a condition and the like, which may do several things."""
        return isinstance(self.node, _COMPOUND)

    @property
    def may_act(self) -> bool:
        """False for a single step that only prints, plots, predicts or fits."""
        return self.is_compound or not self.is_idle

    @property
    def only_defines(self) -> bool:
        """True for a definition: what stands inside runs when it is called."""
        if isinstance(self.node, ast.Assign):
            return isinstance(self.node.value, ast.Lambda)
        if isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return not self.node.decorator_list
        return False

    @property
    def is_star_import(self) -> bool:
        """True for `from module import *`."""
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"


def defined_functions(sources: Iterable[str]) -> frozenset[str]:
    """Return the names of all functions and classes that these texts define, at any depth.

    What such a function does cannot be told from its name: `show_model` of a library shows, one that the
    notebook defines may build.  A plain search, so that a cell that is not Python yet counts, too.
    """
    found = (match for source in sources for match in _DEFINITION.finditer(source))
    return frozenset(match[1] or match[2] for match in found)


def future_flags(statements: Iterable[Statement]) -> int:
    """Return the compiler flags of the `from __future__ import ...` statements among these."""
    flags = 0
    for node in (statement.node for statement in statements):
        if isinstance(node, ast.ImportFrom) and node.module == "__future__" and not node.level:
            for alias in node.names:
                if alias.name in future.all_feature_names:
                    flags |= getattr(future, alias.name).compiler_flag
    return flags


def parse_cell(
    cell: int, source: str, transform: Callable[[str], str], own_functions: frozenset[str] = frozenset()
) -> list[Statement]:
    """Return the statements of a cell; raise `SyntaxError` if it is not Python.

    Args:
        cell: the cell's index.
        source: its text, magics included.
        transform: IPython's rewriting of magics and shell escapes into Python.
        own_functions: what the whole notebook defines: see `defined_functions`.
    """
    source = _LINE_MAGICS.sub(r"\1", _BODY_MAGICS.sub("\n", source, count=1))
    if _OTHER_CELL_MAGIC.match(source):
        return []  # %%bash, %%html, %%writefile: not Python, nothing that a check could need
    try:
        tree = _parse(cell, source, transform)
        named = [(node, names_of(node, own_functions)) for node in tree.body]
        return [Statement(cell, node, names, is_idle(node, names, own_functions)) for node, names in named]
    except (RecursionError, MemoryError):  # of the parser's own stack, as a rule
        raise SyntaxError("nested too deeply to be read") from None


def _parse(cell: int, source: str, transform: Callable[[str], str]) -> ast.Module:
    try:
        return ast.parse(source, f"<cell {cell}>")  # most cells are plain Python, and the rewriting is slow
    except SyntaxError:
        return ast.parse(transform(source), f"<cell {cell}>")


class Reader:
    """Reads cells, at once those that it has seen before: most of a submission's cells are the lab's own."""

    def __init__(self, transform: Callable[[str], str]) -> None:
        """Make a reader that knows no cell yet.

        Args:
            transform: see `parse_cell`.
        """
        self._transform = transform
        self._known: dict[tuple[str, frozenset[str]], list[Statement]] = {}

    def learn(self, cells: Iterable[str]) -> None:
        """Read the cells of a notebook ahead; what is not Python stays unknown."""
        cells = list(cells)
        own_functions = defined_functions(cells)
        for source in cells:
            with contextlib.suppress(SyntaxError):
                self._known[_key(source, own_functions)] = self.read(0, source, own_functions)

    def read(self, cell: int, source: str, own_functions: frozenset[str] = frozenset()) -> list[Statement]:
        """Return the statements of a cell, see `parse_cell`."""
        known = self._known.get(_key(source, own_functions))
        if known is None:
            return parse_cell(cell, source, self._transform, own_functions)
        return [replace(statement, cell=cell) for statement in known]


def _key(source: str, own_functions: frozenset[str]) -> tuple[str, frozenset[str]]:
    """What the statements of a cell depend on: of the notebook's functions those that the cell names."""
    return source, own_functions.intersection(_WORD.findall(source))
