"""Put all checks of one exercise to an answer: in a run at hand, or in one of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from public_tests.checks import ExerciseReport
from public_tests.targets import AnswerError

from .lab import Lab
from .means import Means
from .run import RemoteTarget, Run

RUN_SECONDS = 60.0


def judge_cells(means: Means, lab: Lab, cells: Iterable[str], name: str) -> ExerciseReport | str:
    """Run cells as a submission of one exercise, and put all its checks to the answer.

    Args:
        means: to grade with.
        lab: the lab.
        cells: code cells that make the answer; the lab's own code does not fill gaps.
        name: the exercise.

    Returns:
        The report; or, where there was no answer to judge, a few words that say why.
    """
    program = replace(means.program(lab, cells, [name]), given=())
    try:
        with means.sandbox.spawn() as run:
            report = run.execute(program, RUN_SECONDS)
            missing = [target for target in program.targets if not report["bound"][target]]
            if missing:
                said = [entry["text"] for entry in [*report["unparsed"], *report["errors"]]]
                return f"{', '.join(missing)} could not be made ({' '.join(said) or 'no cell binds it'})"
            return judge_run(means, lab, run, name)
    except AnswerError as error:
        return f"running it {error}"


def judge_run(means: Means, lab: Lab, run: Run, name: str) -> ExerciseReport:
    """Put all checks of one exercise to the answer that a run holds."""
    test, checks = means.tests(lab, name)
    given = means.given(lab, name)
    targets = [RemoteTarget(target, run) for target in test.targets]
    return test.run(targets, checks, given.settings if given else ())
