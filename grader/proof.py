"""Proof that a released notebook runs as a student receives it, and that untouched it earns nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from public_tests.checks import Check, Exercise
from public_tests.describe import Plain
from public_tests.targets import AnswerError

from .judging import judge_cells, judge_run
from .lab import GradedCell, Lab
from .means import Means
from .reference import References
from .run import Program
from .sandbox import Sandbox
from .submission import read_submission

RUN_SECONDS = 300.0

_MISSING_NAME = re.compile(r"NameError: name '(\w+)' is not defined")


def verify_release(lab: Lab, sandbox: Sandbox) -> Callable[[Path], list[str]]:
    """Return a function that runs a released notebook of this lab and names what is wrong with it.

    Every cell but the tests is run, as far as it comes.  A given cell that needs an answer may stop with an
    assertion that names the exercise, and others for want of the names that such a cell would have made.
    Then the tests judge the untouched answers, the hidden checks included: a check that an unfinished answer
    passes must not carry points.
    """

    def verify(notebook: Path) -> list[str]:
        submission = read_submission(notebook.read_bytes(), [lab], lab.name)
        means = Means(sandbox, References(sandbox), seed=0, modes=("full",))
        targets = means.targets(lab, [graded.name for graded in lab.exercises])
        sources = [cell.source for cell in submission.cells]
        program = Program(tuple(map(_as_one_statement, sources)), (), targets, "full", lab.default_digits)
        try:
            with sandbox.spawn() as run:
                report = run.execute(program, RUN_SECONDS)
                problems = [
                    f"Cell {_first_line(sources[entry['cell']])!r}: as released it does not run "
                    f"({entry['text']}); let it run while answers are missing, or assert first that the "
                    "exercise which it needs is solved."
                    for entry in [*report["unparsed"], *_unexplained(report["errors"])]
                ]
                for graded in lab.exercises:
                    exercise, checks = means.tests(lab, graded.name)
                    problems += _wrong_points(graded, checks)
                    problems += _wrong_solution(lab, exercise, means)
                    result = judge_run(means, lab, run, graded.name)
                    earned = [r.check.name for r in result.results if r.points]
                    if earned:
                        problems.append(
                            f"Exercise {graded.name}: untouched it earns {result.score:g} points in "
                            f"{', '.join(earned)}; let these checks need one that an unfinished answer fails."
                        )
        except AnswerError as error:
            return [f"Running the release {error}; find the cell that does so."]
        finally:
            means.references.close()
        return problems

    return verify


def _wrong_points(graded: GradedCell, checks: Sequence[Check]) -> Iterator[str]:
    """The test cell is worth what its checks hold, hidden ones included, or nbgrader's maximum differs."""
    if (total := sum(check.points for check in checks)) != graded.points:
        said = f"its test cell is worth {graded.points:g} points, its checks {total:g}"
        yield f"Exercise {graded.name}: {said}; make them agree."


def _wrong_solution(lab: Lab, exercise: Exercise, means: Means) -> Iterator[str]:
    """The solution in the source must earn full marks: every hidden check compares answers with it."""
    tests = {graded.grade_id for graded in lab.exercises}
    cells = (cell.source for cell in lab.cells if cell.grade_id not in tests)
    result = judge_cells(means, lab, cells, exercise.name)
    if isinstance(result, str):
        yield f"Exercise {exercise.name}: the source's own solution is not there: {result}."
        return
    for failed in (r for r in result.results if r.status == "failed"):
        said = f"the source's own solution fails {failed.check.name}: {failed.message}"
        yield f"Exercise {exercise.name}: {said}"


def _unexplained(errors: list[dict[str, Any]]) -> Iterator[dict[str, Plain]]:
    """The errors that neither name an exercise nor follow from a cell that such a sentence stopped."""
    unmade: set[str] = set()
    for error in errors:
        missing = _MISSING_NAME.match(error["text"])
        is_said = error["kind"] == "AssertionError" and "Exercise" in error["text"]
        if not is_said and (missing is None or missing[1] not in unmade):
            yield error
        unmade.update(error["binds"])


def _as_one_statement(source: str) -> str:
    """Rewrite a cell so that it stops at its first error, as in a notebook: the sandbox runs statements."""
    try:
        body = ast.parse(TransformerManager().transform_cell(source)).body
    except SyntaxError:
        return source  # reported when it is run
    if not body:
        return source
    return ast.unparse(ast.fix_missing_locations(ast.Module([ast.If(ast.Constant(True), body, [])], [])))


def _first_line(source: str) -> str:
    return next((line.strip() for line in source.split("\n") if line.strip()), "(empty)")[:60]
