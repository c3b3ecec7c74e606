"""Claims about a run of the whole source: it works, and prints what the text promises."""

from __future__ import annotations

import ast
import re
from functools import cache

from IPython.core.inputtransformer2 import TransformerManager

from public_tests.targets import AnswerError

from .run import Program
from .validate_proof import Claim, Finding, LabProof, count, lost_points
from .worker.output import MAX_OUTPUT

WHOLE_SECONDS = 300.0
PROMISE_PREFIX = "expected-"
DATA_LABEL = "With the embedded digits:"
"""Where a promise depends on the data, the label of the digits that the sandbox has."""
ABOUT = 0.02
"""How far trained numbers may move between machines, where the text says "about"."""
LAST_DIGITS = 1e-12
"""How far any number may move, as a part of it: a sum in another order differs in the last of 16 digits."""

_MARK = "\x1ecell "
_NETWORK = "\x1enetwork"
_GUARD = f"""\
import os, socket as _socket, sys
sys.stderr = open(os.devnull, "w")  # the text promises what stands on standard output

def _no_network(*arguments, **keywords):
    print({_NETWORK!r}, flush=True)
    raise OSError("this run has no network")

_socket.socket.connect = _socket.socket.connect_ex = _socket.getaddrinfo = _no_network
"""
_PROMISE = re.compile(r"^([^\n]*)\n\n```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"-?\d+\.\d+")


class WholeRun:
    """What came of running every cell of a source, tests included.

    Attributes:
        printed: id of a code cell -> what it printed, and the value of its last line.
        problems: a sentence for each error, and for a call of the network.
        scores: a sentence for each exercise that did not earn all its points in this run.
    """

    def __init__(self, proof: LabProof) -> None:
        cells = proof.lab.cells
        names = [exercise.name for exercise in proof.lab.exercises]
        targets = proof.means.targets(proof.lab, names)
        marked = (_with_mark(cell.id or "", cell.source) for cell in cells)
        sources = (_GUARD, *marked, "print(flush=True)")
        program = Program(sources, (), targets, "full", proof.lab.default_digits)
        self.printed: dict[str, str] = {}
        self.problems: list[str] = []
        self.scores: list[str] = []
        try:
            with proof.sandbox.spawn() as run:
                report = run.execute(program, WHOLE_SECONDS)
                for entry in [*report["unparsed"], *report["errors"]]:
                    cell = cells[entry["cell"] - 1]
                    self.problems.append(f"{cell.id}: {entry['text']}")
                output = run.output()
                # What is graded with something given has been judged by its own test cell.
                own = [name for name in names if proof.means.given(proof.lab, name) is None]
                for name in [] if self.problems else own:
                    result = proof.judge_in(run, name)
                    if result.score != result.max_score:
                        self.scores.append(f"{name} earns {lost_points(result)}")
        except AnswerError as error:
            self.problems.append(f"The run {error}.")
            return
        if _NETWORK in output:
            self.problems.append("A cell asks for the network; the lab must work without.")
        for part in output.replace(_NETWORK, "").split(_MARK)[1:]:
            cell_id, _, text = part.partition("\n")
            self.printed[cell_id] = text
        if len(output.encode()) >= MAX_OUTPUT:
            self.problems.append(f"The cells print more than {MAX_OUTPUT:,} bytes; let them print less.")


@cache
def whole_run(proof: LabProof) -> WholeRun:
    """Run a source as a whole; once, however many claims look at it."""
    return WholeRun(proof)


def prove_runs(proof: LabProof) -> Finding:
    """Every cell of the source runs, in order, without error and without network."""
    return Finding(count(len(proof.lab.cells), "code cell"), tuple(whole_run(proof).problems))


def prove_promises(proof: LabProof) -> Finding:
    """What an expected-... cell promises is what the cell of that name prints."""
    printed = whole_run(proof).printed
    promises = _promises(proof)
    problems = []
    for cell_id, (text, is_about) in promises.items():
        if cell_id not in printed:
            problems.append(f"{PROMISE_PREFIX}{cell_id}: no code cell of the id {cell_id} was run.")
        elif not _agrees(printed[cell_id], text, is_about):
            problems.append(
                f"{cell_id} printed {_plain(printed[cell_id])!r}; the text promises {_plain(text)!r}."
            )
    return Finding(f"{count(len(promises), 'expected output')}, on the embedded digits", tuple(problems))


def _promises(proof: LabProof) -> dict[str, tuple[str, bool]]:
    """By id of the cell that prints: the text promised, and whether it is only about right."""
    promises = {}
    for cell in proof.notebook.cells:
        blocks = dict(_PROMISE.findall(cell.source))
        if cell.kind == "markdown" and (cell.id or "").startswith(PROMISE_PREFIX) and blocks:
            text = blocks.get(DATA_LABEL) or next(iter(blocks.values()))
            promises[(cell.id or "").removeprefix(PROMISE_PREFIX)] = (text, "(about" in cell.source)
    return promises


def _agrees(printed: str, promised: str, is_about: bool) -> bool:
    found, wanted = _plain(printed), _plain(promised)
    pairs = zip(_NUMBER.findall(printed), _NUMBER.findall(promised), strict=False)
    return _NUMBER.sub("#", found) == _NUMBER.sub("#", wanted) and all(
        abs(float(a) - float(b)) <= (ABOUT if is_about else LAST_DIGITS * abs(float(b))) for a, b in pairs
    )


def _plain(text: str) -> str:
    """Text without colours, table lines, sizes in bytes, thousands separators and spacing."""
    text = re.sub(r"\x1b\[[\d;]*m", "", text)
    text = re.sub(r"\([\d.]+ [KM]?B\)|[\u2500-\u257f]|(?<=\d),(?=\d{3})", "", text)
    return " ".join(text.split())


def _with_mark(cell_id: str, source: str) -> str:
    """Rewrite a cell to say its id first and, as a notebook would, to print the value of its last line."""
    mark = f"print({_MARK + cell_id!r}, flush=True)"
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError:
        return source  # reported when it is run
    if not tree.body:
        return mark
    last = tree.body[-1]
    if isinstance(last, ast.Expr) and not source.rstrip().endswith(";"):
        show = ast.parse("(lambda value: None if value is None else print(repr(value)))(0)").body[0]
        assert isinstance(show, ast.Expr) and isinstance(show.value, ast.Call)  # noqa: PT018
        show.value.args = [last.value]
        tree.body[-1] = show
    return f"{mark}\n{ast.unparse(ast.fix_missing_locations(tree))}"


CLAIMS = (
    Claim("runs", "The source runs whole, without error and without network", prove_runs),
    Claim("promises", "Cells print what the text promises", prove_promises),
)
