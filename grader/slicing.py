"""Which statements of a submission its answers need.

A submission is a row of cells, a cell a row of top-level statements.  Run in full it trains models and draws
pictures that no check looks at.  `select` therefore picks, backwards from the names under test, the
statements that bind or change a needed name, the settings and seeds that go with them, and nothing else.
"""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from .names import IDLE_ROOTS, call_path
from .stateless import stateless_names
from .statements import Statement

RunMode = Literal["sliced", "wider", "full"]

_BUILTINS = frozenset(dir(builtins)) | {"get_ipython", "display", "__name__", "__file__"}
_UNSEEN_BINDERS = {"exec", "eval", "globals", "locals", "vars", "setattr"}
"""Functions that can bind a name in a way that cannot be read from the text."""


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
            return any(
                error.name in s.names.binds | s.names.effects or binds_anything(s) for s in self.omitted
            )
        return isinstance(error, FileNotFoundError) and bool(self.omitted)


def select(
    statements: Sequence[Statement],
    targets: Iterable[str],
    mode: RunMode = "sliced",
    known_modules: Iterable[str] = (),
    held: Iterable[str] = (),
) -> Selection:
    """Choose the statements to run for these targets.

    Args:
        statements: of all cells, in running order.
        targets: the names under test.
        mode: "sliced" takes what the targets need, "wider" all but what only prints, plots, predicts or
            fits, "full" everything.
        known_modules: names that the lab's own code imports; calling a module's function changes nothing of
            the answers, also where the import itself was deleted.
        held: names that hold what the grader gives them, whatever is run.
    """
    wanted = set(targets)
    bound = {name for s in statements for name in s.names.binds}
    modules = {name for s in statements for name in s.names.imports} | (set(known_modules) - bound)
    modules |= stateless_names(statements)
    chosen, needed_after = _closure(statements, wanted, modules)
    needed = needed_after[0]
    unresolved = needed - bound - _BUILTINS
    if unresolved:
        chosen |= {i for i, s in enumerate(statements) if s.is_star_import}
    chosen |= {i for i, s in enumerate(statements) if _is_setting(s, needed & modules)}
    if mode != "sliced":
        chosen |= {i for i, s in enumerate(statements) if mode == "full" or not s.is_idle}
    aside = modules | _BUILTINS | set(held)
    own = _with_aliases(statements, needed - aside)
    functions = _only_functions(statements, own)
    reach = _reach(statements, own & bound)
    omitted = [i for i in range(len(statements)) if i not in chosen]
    return Selection(
        statements=tuple(statements[i] for i in sorted(chosen)),
        unresolved=frozenset(unresolved),
        left_out=any(
            _matters(statements, i, reach, own, needed_after[i + 1] - aside, functions) for i in omitted
        )
        or (not wanted <= bound and any(_binds_unseen(statements[i], modules) for i in omitted)),
        omitted=tuple(statements[i] for i in omitted),
    )


def _matters(
    statements: Sequence[Statement],
    place: int,
    reach: defaultdict[str, frozenset[str]],
    own: set[str],
    needed: set[str],
    functions: set[str],
) -> bool:
    """Tell whether a statement that was left out might change what is needed after it.

    Args:
        statements: of all cells.
        place: of the statement among them.
        reach: which names a call of each function may hand on.
        own: the names that are needed anywhere, and those that stand for the same objects.
        needed: the names that are needed after it.
        functions: those that never hold anything but a function.
    """
    statement = statements[place]
    touched = (_touches(statement, reach) & own - functions) | (statement.names.stores & functions)
    return bool(touched and touched & _with_aliases(statements, needed))


def _closure(
    statements: Sequence[Statement], targets: set[str], modules: set[str]
) -> tuple[set[int], list[set[str]]]:
    """Walk backwards from the targets; again and again, for functions need names wherever they are bound.

    Returns:
        Positions of the statements; and for each place, before the first statement and after each, the names
        that those behind it need, or the targets at the end.
    """
    answers = _called_by(statements, targets)
    is_own = [s.only_defines and bool(s.names.binds & answers) for s in statements]
    acts = [frozenset() if own else s.names.effects for s, own in zip(statements, is_own, strict=True)]
    effects = _through_calls(statements, acts)
    needed_at_end = set(targets)
    while True:
        needed = set(needed_at_end)
        used_by_idle: set[str] = set()
        deferred: set[str] = set()
        chosen: set[int] = set()
        needed_after = [needed] * (len(statements) + 1)
        for i in reversed(range(len(statements))):
            names = statements[i].names
            by_calls = names.changes.union(*(effects[name] for name in names.uses))
            if not statements[i].only_defines:  # a function made here may be called here: `map(lambda ...)`
                by_calls |= names.effects
            if (
                (names.binds | names.stores) & needed
                or (by_calls & (needed - modules - _BUILTINS) and statements[i].may_act)
                or _owner_of_method(statements[i]) in used_by_idle
            ):
                chosen.add(i)
                needed = needed | names.uses  # a new set: the old one holds for the places behind
                deferred |= names.deferred
                if statements[i].is_idle:  # what `model = model.fit(X, y)` gives depends on `model.compile`
                    used_by_idle |= names.uses - modules
            needed_after[i] = needed
        if deferred <= needed_at_end:
            return chosen, needed_after
        needed_at_end |= deferred


def _called_by(statements: Sequence[Statement], targets: set[str]) -> set[str]:
    """Return the functions among these targets, and those that a call of one may call in turn.

    What these do to the names around them, such as to count their calls, the tests' own calls do as well.  So
    a statement is not needed because it calls one: it may be a training that takes minutes.
    """
    functions = {name for s in statements if s.only_defines for name in s.names.binds}
    called = _through_calls(statements, [s.names.deferred & functions for s in statements])
    answers = targets & functions
    return answers.union(*(called[name] for name in answers))


def _owner_of_method(statement: Statement) -> str | None:
    """Return `model` for the statements `model.compile(...)` and `log = model.fit(...)`, else None."""
    value = getattr(statement.node, "value", None)
    path = call_path(value.func) if isinstance(value, ast.Call) else []
    return path[0] if len(path) > 1 else None


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
    """Add names that share objects with these: in `first = model.layers[0]` each stands for the other."""
    found = set(names)
    pairs = [pair for statement in statements for pair in statement.names.aliases]
    before = -1
    while before != (before := len(found)):
        found |= {name for pair in pairs for name in pair if not found.isdisjoint(pair)}
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


def _only_functions(statements: Sequence[Statement], names: set[str]) -> set[str]:
    """Return those of these names that never hold anything but a function.

    Whoever is handed a function may call it, but does not change what it does.
    """
    functions = set(names)
    while True:
        others = {n for s in statements if not _binds_functions(s.node, functions) for n in s.names.binds}
        if not functions & others:
            return functions
        functions -= others


def _binds_functions(node: ast.AST, functions: set[str]) -> bool:
    """True for `def f():`, `f = lambda x: x`, and `f = g` where g is one of these functions."""
    if not isinstance(node, ast.Assign):
        return isinstance(node, ast.FunctionDef) and not node.decorator_list
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    return all(isinstance(v, ast.Lambda) or (isinstance(v, ast.Name) and v.id in functions) for v in values)


def _binds_unseen(statement: Statement, modules: Set[str] = frozenset()) -> bool:
    """Tell whether a statement might bind names that cannot be read from it; modules stay what they are."""
    return bool(statement.names.effects - modules) or binds_anything(statement)


def binds_anything(statement: Statement) -> bool:
    """Tell whether a statement may bind any name at all."""
    names = statement.names
    return bool((names.uses | names.deferred) & _UNSEEN_BINDERS) or statement.is_star_import


def _is_setting(statement: Statement, modules: set[str]) -> bool:
    """True for a call of a needed library that sets something for all that follows, a seed above all."""
    path = called_path(statement)
    if not path or path[0] in IDLE_ROOTS:
        return False
    verb = path[-1]
    return (path[0] in modules or len(path) == 1) and (verb == "seed" or verb.startswith(("set_", "enable_")))


def called_path(statement: Statement) -> list[str]:
    """Return `["np", "random", "seed"]` for a statement that is a call of this, nothing for others."""
    node = statement.node
    return (
        call_path(node.value.func) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else []
    )
