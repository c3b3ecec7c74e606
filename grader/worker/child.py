"""One run of one submission: execute the statements that its targets need, then answer calls.

Runs in a confined fork.  Whatever a student's code does here, the grader sees only frames of plain data, and
believes none of them further than that.
"""

from __future__ import annotations

import ast
import contextlib
import linecache
import os
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from autils import data as lab_data
from public_tests.calls import perform
from public_tests.describe import Plain, describe_error, type_name

from ..later import last_say
from ..slicing import Selection, select
from ..statements import Statement, defined_functions, future_flags
from .channel import Channel
from .codec import CodecError
from .output import CappedOutput
from .shell import GradingShell

helpers: list[ModuleType] = []
"""The modules of autils, found before the fork: to look at each of some thousand modules copies its page."""


@dataclass(frozen=True)
class Prepared:
    """A program that was read, before any of its code has run.

    Attributes:
        chosen: the statements to run.
        given: the lab's own cells, for names that the submission lacks.
        targets: the names under test.
        unparsed: cells that are not Python, a list of {cell, text}.
        flags: compiler flags of the submission's `from __future__ import ...`.
        values: names -> data that they hold whatever is run.
        modules: names that the lab's own code imports, as far as they matter.
    """

    chosen: Selection
    given: list[str]
    targets: set[str]
    unparsed: list[dict[str, Plain]]
    flags: int
    values: dict[str, Plain]
    modules: frozenset[str]

    def last_say(self, targets: Iterable[str]) -> int:
        """Return the last cell that decides what these targets are, see `later.last_say`."""
        return last_say(self.chosen, targets, self.modules, self.values)


def serve(channel: Channel, shell: GradingShell) -> None:
    """Read the program that arrives first, run it, then answer requests until the grader hangs up."""
    channel.send({"id": 0, "ok": "confined"})
    program = channel.receive()
    random.seed(0)
    np.random.seed(0)  # every fork inherits one state; a fixed one makes runs repeatable
    sys.stdout = sys.stderr = CappedOutput(sys.stdout)
    try:
        prepared = prepare(program, shell)
    except Exception as error:  # no student code has run yet: this fault is ours
        channel.send({"id": 0, "bug": f"{type(error).__name__}: {error}"})
        return
    channel.send({"id": 0, "ok": "prepared"})
    channel.receive()
    channel.send({"id": 0, "ok": run(prepared, shell)})
    while True:
        request = channel.receive()
        if "decided" in request:
            channel.send({"id": request["id"], "ok": prepared.last_say(request["decided"])})
        else:
            _reply(channel, request, shell, prepared.chosen)


def prepare(program: dict[str, Plain], shell: GradingShell) -> Prepared:
    """Choose the statements that the program's targets need.

    Args:
        program: cells (list of texts), given (the lab's own code, for names that the submission lacks),
            targets (list of names), mode, default_digits (list of ints or None), replaced (list of [names,
            code]), values (name -> data), withheld (list of names): see `run.Program`.
        shell: which knows IPython's notation.
    """
    digits = program["default_digits"]
    lab_data.default_digits = None if digits is None else tuple(digits)
    _withhold(program["withheld"])
    own_functions = defined_functions(program["cells"])
    statements: list[Statement] = []
    unparsed: list[dict[str, Plain]] = []
    for index, source in enumerate(program["cells"]):
        _remember_source(index, source)
        try:
            statements += shell.reader.read(index, source, own_functions)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            unparsed.append({"cell": index, "text": describe_error(error)})
    shell.user_ns.update(program["values"])
    statements = [s for s in statements if not s.names.binds & program["values"].keys()]
    for names, code in program["replaced"]:
        statements = _replace(statements, frozenset(names), shell.reader.read(-1, code))
    held = program["values"].keys()
    chosen = select(statements, program["targets"], program["mode"], held=held)
    modules = frozenset[str]()
    if chosen.unresolved - held:  # rare, and reading the lab's own code takes time
        given = _parse_given(program["given"], shell)
        modules = modules.union(*(statement.names.imports for statement in given))
        chosen = select(statements, program["targets"], program["mode"], modules, held)
    flags = future_flags(statements)
    targets = set(program["targets"])
    return Prepared(chosen, program["given"], targets, unparsed, flags, program["values"], modules)


def _withhold(names: list[str]) -> None:
    """Take from the lab's helpers, all of them loaded, what a released copy of them lacks."""
    for module in helpers:
        for name in names:
            vars(module).pop(name, None)


def _replace(statements: list[Statement], names: frozenset[str], others: list[Statement]) -> list[Statement]:
    """Put other statements where names are first bound, and leave out every binding of these names.

    Names that nothing binds get theirs at the end: a function finds them when it is called.
    """
    places = [i for i, statement in enumerate(statements) if statement.names.binds & names]
    first = places[0] if places else len(statements)
    rest = [s for s in statements[first:] if not s.names.binds & names]
    return [*statements[:first], *others, *rest]


def run(prepared: Prepared, shell: GradingShell) -> dict[str, Plain]:
    """Run what was chosen.

    Returns:
        bound: target -> cells that bind or change it and ran, last one last; errors: a list of {cell, binds,
        text, kind, is_context}; unparsed: {cell, text}; restored: names taken from the lab's own code;
        left_out: bool.
    """
    chosen = prepared.chosen
    restored = _restore(prepared, chosen.unresolved, shell)
    bound, errors = _run_statements(prepared, shell)
    return {
        "bound": bound,
        "errors": errors,
        "unparsed": prepared.unparsed,
        "restored": restored,
        "left_out": chosen.left_out,
    }


def _run_statements(
    prepared: Prepared, shell: GradingShell
) -> tuple[dict[str, Plain], list[dict[str, Plain]]]:
    chosen = prepared.chosen
    bound: dict[str, Plain] = {name: [] for name in sorted(prepared.targets)}
    errors: list[dict[str, Plain]] = []
    for statement in chosen.statements:
        before = {name: shell.user_ns.get(name) for name in bound}
        try:
            _execute(statement, shell, prepared.flags)
        except BaseException as error:  # a student's SystemExit or KeyboardInterrupt is an error like others
            binds = sorted(statement.names.binds)
            if isinstance(error, ImportError):  # a module that is not here: what the lab itself gives will do
                _restore(prepared, statement.names.binds, shell)
            entry = {"cell": statement.cell, "binds": binds, "text": describe_error(error)}
            errors.append({**entry, "kind": type_name(error), "is_context": chosen.may_explain(error)})
            touched = frozenset[str]()
        else:  # `model.add(...)` builds an answer as well as `model = ...`
            touched = statement.names.binds | statement.names.changes | statement.names.stores
        for name in bound:  # by its text, or unseen: `exec(...)`, `globals()[...] = ...`
            if name in touched or shell.user_ns.get(name) is not before[name]:
                bound[name].append(statement.cell)
    return bound, errors


def _execute(statement: Statement, shell: GradingShell, flags: int = 0) -> None:
    """Run a statement as a notebook would: our own `from __future__` imports are not the student's."""
    module = ast.Module([statement.node], type_ignores=[])
    exec(compile(module, f"<cell {statement.cell}>", "exec", flags, dont_inherit=True), shell.user_ns)


def _restore(prepared: Prepared, names: Iterable[str], shell: GradingShell) -> list[str]:
    """Bind names that the submission does not bind itself from the lab's given code, where that has them."""
    wanted = {name for name in names if name not in shell.user_ns}
    given = _parse_given(prepared.given, shell) if wanted else []
    known = wanted & {name for statement in given for name in statement.names.binds}
    for statement in select(given, known).statements if known else ():
        with contextlib.suppress(Exception):  # it may build on a missing answer: the name stays unbound
            _execute(statement, shell)
    shell.user_ns.update(prepared.values)  # such a statement may bind one of these too
    return sorted(name for name in known if name in shell.user_ns)


def _parse_given(cells: list[str], shell: GradingShell) -> list[Statement]:
    return [
        statement for index, source in enumerate(cells) for statement in shell.reader.read(-1 - index, source)
    ]


def _reply(channel: Channel, request: dict[str, Plain], shell: GradingShell, chosen: Selection) -> None:
    number, name = request["id"], request["name"]
    try:
        if name not in shell.user_ns:
            raise NameError(f"name '{name}' is not defined")
        returned = perform(shell.user_ns[name], request["operation"], request["arguments"], request["seed"])
        reply = {
            "id": number,
            "ok": returned.value,
            "changed": list(returned.changed),
            "printed": returned.printed,
            "warned": returned.warned,
            "drew": returned.drew,
        }
    except BaseException as error:
        reply = {
            "id": number,
            "error": describe_error(error),
            "kind": type_name(error),
            "is_context": chosen.may_explain(error),
        }
    try:
        channel.send(reply)
    except CodecError as error:
        channel.send({"id": number, "error": f"ValueError: {error}", "kind": "ValueError"})


def _remember_source(index: int, source: str) -> None:
    """Let error messages and `inspect` find the cell's text."""
    lines = source.splitlines(keepends=True)
    linecache.cache[f"<cell {index}>"] = (len(source), None, lines, f"<cell {index}>")


def end() -> None:
    """Leave the child at once: no clean-up code of a student's runs."""
    os._exit(0)
