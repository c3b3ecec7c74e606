"""What every claim about a lab is proved with, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from public_tests.checks import ExerciseReport

from .course import Course
from .judging import judge_cells, judge_run
from .lab import Lab
from .means import Means
from .notebook import Notebook, read_notebook
from .reference import References
from .run import Run
from .sandbox import Sandbox


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
        """Run cells as a submission of one exercise; see `judging.judge_cells`."""
        return judge_cells(self.means, self.lab, cells, exercise_name)

    def judge_in(self, run: Run, exercise_name: str) -> ExerciseReport:
        """Put all checks of one exercise to the answer that a run holds."""
        return judge_run(self.means, self.lab, run, exercise_name)

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
