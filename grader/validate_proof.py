"""What every claim about a lab is proved with, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from public_tests.checks import ExerciseReport
from public_tests.targets import AnswerError

from .course import Course
from .lab import Lab
from .means import Means
from .notebook import Notebook, read_notebook
from .reference import References
from .run import Program, RemoteTarget, Run
from .sandbox import Sandbox

RUN_SECONDS = 60.0


@dataclass(frozen=True)
class Finding:
    """What came of one claim.

    Attributes:
        detail: what was looked at, a few words, for who reads that it holds.
        problems: one sentence for each thing that is wrong; empty if the claim holds.
    """

    detail: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One thing that a lab promises.

    Attributes:
        name: short and stable, for reports.
        title: the promise, in words.
        prove: looks whether it holds.
    """

    name: str
    title: str
    prove: Callable[[LabProof], Finding]


@dataclass(frozen=True)
class Outcome:
    """A claim, what came of it, and how long that took (seconds)."""

    claim: Claim
    finding: Finding
    seconds: float


class LabProof:
    """One lab under proof: its source, and a sandbox to run things in."""

    def __init__(self, course: Course, lab: Lab, sandbox: Sandbox, seed: int) -> None:
        self.course = course
        self.lab = lab
        self.sandbox = sandbox
        self.seed = seed
        self.means = Means(sandbox, References(sandbox), seed, ("sliced",))

    @property
    def source_bytes(self) -> bytes:
        """The source notebook's file."""
        return self.course.source(self.lab.name).read_bytes()

    @cached_property
    def notebook(self) -> Notebook:
        """The source notebook."""
        return read_notebook(self.source_bytes)[0]

    @property
    def answer_cells(self) -> tuple[str, ...]:
        """The texts of the source's code cells but the tests."""
        tests = {exercise.grade_id for exercise in self.lab.exercises}
        return tuple(cell.source for cell in self.lab.cells if cell.grade_id not in tests)

    def judge(self, exercise_name: str, cells: Sequence[str]) -> ExerciseReport | str:
        """Run cells as a submission of one exercise, and put all its checks to the answer.

        Returns:
            The report; or, where there was no answer to judge, a few words that say why.
        """
        targets = self.means.targets(self.lab, [exercise_name])
        program = Program(tuple(cells), (), targets, "sliced", self.lab.default_digits)
        try:
            with self.sandbox.spawn() as run:
                report = run.execute(program, RUN_SECONDS)
                missing = [target for target in targets if not report["bound"][target]]
                if missing:
                    said = [entry["text"] for entry in [*report["unparsed"], *report["errors"]]]
                    return f"{', '.join(missing)} could not be made ({' '.join(said) or 'no cell binds it'})"
                return self.judge_in(run, exercise_name)
        except AnswerError as error:
            return f"running it {error}"

    def judge_in(self, run: Run, exercise_name: str) -> ExerciseReport:
        """Put all checks of one exercise to the answer that a run holds."""
        test, checks = self.means.tests(self.lab, exercise_name)
        return test.run([RemoteTarget(target, run) for target in test.targets], checks)

    def close(self) -> None:
        """End the children that hold reference solutions."""
        self.means.references.close()


def count(number: int, noun: str) -> str:
    """Return "1 cell", "2 cells"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def lost_points(report: ExerciseReport) -> str:
    """Say what an answer lost, and the first thing that it was told."""
    first = report.first_failure
    said = f": {first.check.name}: {first.message}" if first else ""
    return f"{report.score:g} of {report.max_score:g} points{said}"
