"""Which statements of a submission its answers need.

A submission is a row of cells, a cell a row of top-level statements.  Run in full it trains models and draws
pictures that no check looks at.  `select` therefore picks, backwards from the names under test, the
statements that bind or change a needed name, the settings and seeds that go with them, and nothing else.

It reads text that a student wrote, so it runs in the sandbox, never in the grading process.
"""

from __future__ import annotations
import __future__ as future

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .names import IDLE_ROOTS, Names, call_path, is_idle, names_of

RunMode = Literal["sliced", "wider", "full"]

_BUILTINS = frozenset(dir(builtins)) | {"get_ipython", "display", "__name__", "__file__"}
_UNSEEN_BINDERS = {"exec", "eval", "globals", "locals", "vars", "setattr"}
"""Functions that can bind a name in a way that cannot be read from the text."""

_BODY_MAGICS = re.compile(r"\A\s*%%(time|timeit|capture|prun)\b[^\n]*\n")
_LINE_MAGICS = re.compile(r"^([ \t]*)%time(?:it)?[ \t]+(?:-\w+[ \t]*\d*[ \t]+)*(?=\S)", re.MULTILINE)
_OTHER_CELL_MAGIC = re.compile(r"\A\s*%%\w+")
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


@dataclass(frozen=True)
class Selection:
    """What to run.

    Attributes:
        statements: in running order.
        unresolved: needed names that no statement binds: from a star import, from the lab's own given code,
            or missing.
        left_out: True if a statement that was left out might bear on a needed name.
        omitted: the statements that were left out.
    """

    statements: tuple[Statement, ...]
    unresolved: frozenset[str]
    left_out: bool
    omitted: tuple[Statement, ...] = ()

    def may_explain(self, error: BaseException) -> bool:
        """Tell whether a statement that was left out may be the cause of an error by its absence."""
        if type(error) is NameError:
            return any(error.name in s.names.binds or _binds_unseen(s) for s in self.omitted)
        return isinstance(error, FileNotFoundError) and bool(self.omitted)


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
        tree = ast.parse(source, f"<cell {cell}>")  # most cells are plain Python, and the rewriting is slow
    except SyntaxError:
        tree = ast.parse(transform(source), f"<cell {cell}>")
    named = [(node, names_of(node, own_functions)) for node in tree.body]
    return [Statement(cell, node, names, is_idle(node, names, own_functions)) for node, names in named]


def select(
    statements: Sequence[Statement],
    targets: Iterable[str],
    mode: RunMode = "sliced",
    known_modules: Iterable[str] = (),
) -> Selection:
    """Choose the statements to run for these targets.

    Args:
        statements: of all cells, in running order.
        targets: the names under test.
        mode: "sliced" takes what the targets need, "wider" all but what only prints, plots, predicts or
            fits, "full" everything.
        known_modules: names that the lab's own code imports; calling a module's function changes nothing of
            the answers, also where the import itself was deleted.
    """
    wanted = set(targets)
    bound = {name for s in statements for name in s.names.binds}
    modules = {name for s in statements for name in s.names.imports} | (set(known_modules) - bound)
    chosen, needed = _closure(statements, wanted, modules)
    unresolved = needed - bound - _BUILTINS
    if unresolved:
        chosen |= {i for i, s in enumerate(statements) if s.is_star_import}
    chosen |= {i for i, s in enumerate(statements) if _is_setting(s, needed & modules)}
    if mode != "sliced":
        chosen |= {i for i, s in enumerate(statements) if mode == "full" or not s.is_idle}
    own = _with_aliases(statements, needed - modules - _BUILTINS)
    reach = _reach(statements, own & bound)
    omitted = tuple(s for i, s in enumerate(statements) if i not in chosen)
    return Selection(
        statements=tuple(statements[i] for i in sorted(chosen)),
        unresolved=frozenset(unresolved),
        left_out=any(_touches(s, reach) & own for s in omitted)
        or (not wanted <= bound and any(map(_binds_unseen, omitted))),
        omitted=omitted,
    )


def _closure(
    statements: Sequence[Statement], targets: set[str], modules: set[str]
) -> tuple[set[int], set[str]]:
    """Walk backwards from the targets; again and again, for functions need names wherever they are bound.

    Returns:
        Positions of the statements, and every name that they or the targets need.
    """
    effects = _through_calls(statements, [s.names.effects for s in statements])
    needed_at_end = set(targets)
    while True:
        needed = set(needed_at_end)
        deferred: set[str] = set()
        chosen: set[int] = set()
        for i in reversed(range(len(statements))):
            names = statements[i].names
            by_calls = names.changes.union(*(effects[name] for name in names.uses))
            if not statements[i].only_defines:  # a function made here may be called here: `map(lambda ...)`
                by_calls |= names.effects
            if (names.binds | names.stores) & needed or (
                by_calls & (needed - modules) and statements[i].may_act
            ):
                chosen.add(i)
                needed |= names.uses
                deferred |= names.deferred
        if deferred <= needed_at_end:
            return chosen, needed
        needed_at_end |= deferred


def _through_calls(
    statements: Sequence[Statement], direct: Sequence[frozenset[str]]
) -> defaultdict[str, frozenset[str]]:
    """Return, for each function, the names of `direct` that a call of it meets, itself or through another.

    Args:
        statements: of all cells.
        direct: for each statement, the names that the functions defined there meet themselves.
    """
    met: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    before = -1
    while before != (before := sum(map(len, met.values()))):
        for statement, own in zip(statements, direct, strict=True):
            names = statement.names
            for name in names.binds if own or names.deferred else ():
                met[name] |= own.union(*(met.get(n, frozenset()) for n in names.deferred))
    return met


def _with_aliases(statements: Sequence[Statement], names: set[str]) -> set[str]:
    """Add names that stand for the same objects, or for parts of them: `first = model.layers[0]`."""
    found = set(names)
    pairs = [pair for statement in statements for pair in statement.names.aliases]
    before = -1
    while before != (before := len(found)):
        found |= {alias for alias, of in pairs if of in found}
    return found


def _reach(statements: Sequence[Statement], own: set[str]) -> defaultdict[str, frozenset[str]]:
    """Return which of these names a call of each function may hand on.

    A bound method hands on what it is bound to.
    """
    methods = {name for statement in statements for name in statement.names.methods} & own
    handed_on = [
        frozenset(s.names.reaches & own | (s.names.called & methods if s.names.deferred else set()))
        for s in statements
    ]
    reach = _through_calls(statements, handed_on)
    for name in methods:
        reach[name] |= {name}
    return reach


def _touches(statement: Statement, reach: defaultdict[str, frozenset[str]]) -> frozenset[str]:
    """Return the names whose objects a statement may change, by itself or through what it calls."""
    names = statement.names
    touched = names.stores
    if statement.only_defines:
        return touched
    if statement.may_act:
        touched |= names.changes | names.passed | names.reaches
    return touched.union(*(reach[name] for name in names.called | names.passed))


def _binds_unseen(statement: Statement) -> bool:
    """Tell whether a statement might bind names that cannot be read from it."""
    names = statement.names
    is_unseen = bool((names.uses | names.deferred) & _UNSEEN_BINDERS or names.effects)
    return is_unseen or statement.is_star_import


def _is_setting(statement: Statement, modules: set[str]) -> bool:
    """True for a call of a needed library that sets something for all that follows, a seed above all."""
    node = statement.node
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    path = call_path(node.value.func)
    if not path or path[0] in IDLE_ROOTS:
        return False
    verb = path[-1]
    return (path[0] in modules or len(path) == 1) and (verb == "seed" or verb.startswith(("set_", "enable_")))
