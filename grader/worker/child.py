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
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from autils import data as lab_data
from public_tests.describe import Plain, describe_error, perform, plain, type_name

from ..slicing import Selection, Statement, parse_cell, select
from .channel import Channel
from .codec import CodecError, FunctionId
from .shell import GradingShell


def serve(channel: Channel, shell: GradingShell) -> None:
    """Run the program that arrives first, report, then answer requests until the grader hangs up."""
    channel.send({"id": 0, "ok": "confined"})
    program = channel.receive()
    random.seed(0)
    np.random.seed(0)  # every fork inherits one state; a fixed one makes runs repeatable
    chosen = Selection((), frozenset(), left_out=False)
    try:
        report, chosen = run_program(program, shell)
        reply = {"id": 0, "ok": report}
    except Exception as error:  # a student's errors are caught where their code runs: this one is ours
        reply = {"id": 0, "bug": f"{type(error).__name__}: {error}"}
    channel.send(reply)
    while True:
        _reply(channel, channel.receive(), shell, chosen)


def run_program(program: dict[str, Plain], shell: GradingShell) -> tuple[dict[str, Plain], Selection]:
    """Run the statements that the program's targets need.

    Args:
        program: cells (list of texts), given (the lab's own code, for names that the submission lacks),
            targets (list of names), mode, default_digits (list of ints or None).
        shell: whose namespace the code runs in.

    Returns:
        The report and what was chosen to run. The report's bound: target -> cells that bind it and ran, last
        one last; errors: a list of {cell, binds, text, kind, is_context}; unparsed: {cell, text}; restored:
        names taken from the lab's own code; left_out: bool.
    """
    digits = program["default_digits"]
    lab_data.default_digits = None if digits is None else tuple(digits)
    statements: list[Statement] = []
    unparsed: list[dict[str, Plain]] = []
    for index, source in enumerate(program["cells"]):
        _remember_source(index, source)
        try:
            statements += parse_cell(index, source, shell.transform_cell)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            unparsed.append({"cell": index, "text": describe_error(error)})
    given = [
        statement
        for index, source in enumerate(program["given"])
        for statement in parse_cell(-1 - index, source, shell.transform_cell)
    ]
    modules = {name for statement in given for name in statement.names.imports}
    chosen = select(statements, program["targets"], program["mode"], modules)
    restored = _restore(given, chosen.unresolved, shell)
    bound, errors = _run_statements(chosen, set(program["targets"]), given, shell)
    report = {
        "bound": bound,
        "errors": errors,
        "unparsed": unparsed,
        "restored": restored,
        "left_out": chosen.left_out,
    }
    return report, chosen


def _run_statements(
    chosen: Selection, targets: set[str], given: Sequence[Statement], shell: GradingShell
) -> tuple[dict[str, Plain], list[dict[str, Plain]]]:
    bound: dict[str, Plain] = {name: [] for name in sorted(targets)}
    errors: list[dict[str, Plain]] = []
    for statement in chosen.statements:
        before = {name: shell.user_ns.get(name) for name in targets}
        try:
            _execute(statement, shell)
        except BaseException as error:  # a student's SystemExit or KeyboardInterrupt is an error like others
            binds = sorted(statement.names.binds)
            if isinstance(error, ImportError):  # a module that is not here: what the lab itself gives will do
                _restore(given, statement.names.binds, shell)
            entry = {"cell": statement.cell, "binds": binds, "text": describe_error(error)}
            errors.append({**entry, "kind": type_name(error), "is_context": chosen.may_explain(error)})
            binds = []
        else:
            binds = sorted(statement.names.binds)
        for name in bound:  # by its text, or unseen: `exec(...)`, `globals()[...] = ...`
            if name in binds or shell.user_ns.get(name) is not before[name]:
                bound[name].append(statement.cell)
    return bound, errors


def _execute(statement: Statement, shell: GradingShell) -> None:
    module = ast.Module([statement.node], type_ignores=[])
    exec(compile(module, f"<cell {statement.cell}>", "exec"), shell.user_ns)


def _restore(given: Sequence[Statement], names: Iterable[str], shell: GradingShell) -> list[str]:
    """Bind names that the submission does not bind itself from the lab's given code, where that has them."""
    wanted = {name for name in names if name not in shell.user_ns}
    known = wanted & {name for statement in given for name in statement.names.binds}
    for statement in select(given, known).statements if known else ():
        with contextlib.suppress(
            Exception
        ):  # given code that builds on a missing answer; the name stays unbound
            _execute(statement, shell)
    return sorted(name for name in known if name in shell.user_ns)


def _reply(channel: Channel, request: dict[str, Plain], shell: GradingShell, chosen: Selection) -> None:
    number, name = request["id"], request["name"]
    arguments = tuple(_callback(channel, number, a) for a in request["arguments"])
    try:
        if name not in shell.user_ns:
            raise NameError(f"name '{name}' is not defined")
        returned = perform(shell.user_ns[name], request["operation"], arguments, request["seed"])
        reply = {"id": number, "ok": returned.value, "changed": list(returned.changed)}
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


def _callback(channel: Channel, number: int, argument: Plain) -> Any:
    """Turn a function's number into a function that asks the grader."""
    if not isinstance(argument, FunctionId):
        return argument

    def function(*values: Any) -> Any:
        channel.send({"id": number, "function": argument.number, "arguments": tuple(map(plain, values))})
        answer = channel.receive()
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["ok"]

    return function


def _remember_source(index: int, source: str) -> None:
    """Let error messages and `inspect` find the cell's text."""
    lines = source.splitlines(keepends=True)
    linecache.cache[f"<cell {index}>"] = (len(source), None, lines, f"<cell {index}>")


def end() -> None:
    """Leave the child at once: no clean-up code of a student's runs."""
    os._exit(0)
