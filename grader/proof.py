"""Proof that a released notebook runs as a student receives it, and that untouched it earns nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from public_tests.targets import AnswerError

from .attempts import Means
from .lab import Lab
from .reference import References
from .run import Program, RemoteTarget
from .sandbox import Sandbox
from .submission import read_submission

RUN_SECONDS = 180.0


def verify_release(lab: Lab, sandbox: Sandbox) -> Callable[[Path], list[str]]:
    """Return a function that runs a released notebook of this lab and names what is wrong with it.

    Every cell but the tests is run.  Then the tests judge the untouched answers, the hidden checks included:
    a check that an unfinished answer passes must not carry points.
    """

    def verify(notebook: Path) -> list[str]:
        submission = read_submission(notebook.read_bytes(), [lab], lab.name)
        means = Means(sandbox, References(sandbox), seed=0, modes=("full",))
        names = [exercise.name for exercise in lab.exercises]
        targets = tuple(t for name in names for t in means.tests(lab, name)[0].targets)
        cells = tuple(cell.source for cell in submission.cells)
        try:
            with sandbox.spawn() as run:
                report = run.execute(Program(cells, (), targets, "full", lab.default_digits), RUN_SECONDS)
                problems = [
                    f"Lab {lab.name}, cell {_first_line(cells[entry['cell']])}: as released it does not run "
                    f"({entry['text']}); given code must run while answers are missing."
                    for entry in [*report["unparsed"], *report["errors"]]
                ]
                for name in names:
                    exercise, checks = means.tests(lab, name)
                    result = exercise.run([RemoteTarget(t, run) for t in exercise.targets], checks)
                    earned = [r.check.name for r in result.results if r.points]
                    if earned:
                        problems.append(
                            f"Lab {lab.name}, exercise {name}: untouched it earns {result.score:g} points in "
                            f"{', '.join(earned)}; let these checks need one that an unfinished answer fails."
                        )
        except AnswerError as error:
            return [f"Lab {lab.name}: running the release {error}; find the cell that does so."]
        finally:
            means.references.close()
        return problems

    return verify


def _first_line(source: str) -> str:
    return next((line.strip() for line in source.split("\n") if line.strip()), "(empty)")[:60]
