"""What every submission of a class is graded with: the warm worker, the tests, the reference solutions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from public_tests.checks import Check, Exercise

from .exercises import exercises_of
from .hidden_tests import Given, bind, given_for, hidden_checks
from .lab import Lab
from .reference import References
from .run import Program
from .sandbox import Sandbox
from .slicing import RunMode


@dataclass(frozen=True)
class Means:
    """What every submission of a class is graded with.

    Attributes:
        sandbox: the warm worker.
        references: the reference solutions.
        seed: of the hidden checks.
        modes: how much of a submission is run, first and then again.
        with_hidden: False for a student's own look.
    """

    sandbox: Sandbox
    references: References
    seed: int
    modes: tuple[RunMode, ...]
    with_hidden: bool = True

    def targets(self, lab: Lab, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names under test of some exercises, in order."""
        return tuple(target for name in names for target in _exercise(lab, name).targets)

    def given(self, lab: Lab, name: str) -> Given | None:
        """Return what an exercise is graded with, so that it needs a run of its own; None for most."""
        return given_for(lab.name, name, self.seed)

    def program(
        self,
        lab: Lab,
        cells: Iterable[str],
        names: Sequence[str],
        mode: RunMode = "sliced",
        replaced: Iterable[str] = (),
    ) -> Program:
        """Return what a child is to run.

        Args:
            lab: the lab.
            cells: the submission's code cells.
            names: the exercises to judge; one that is graded with something given stands alone.
            mode: how much of the submission to run.
            replaced: exercises whose answers are those of the source.
        """
        sources = {exercise.name: exercise.source for exercise in lab.exercises}
        given = self.given(lab, names[0]) if len(names) == 1 else None
        right = {self.targets(lab, [name]): sources[name] for name in replaced}
        return Program(
            cells=tuple(cells),
            given=lab.given,
            targets=self.targets(lab, names),
            mode=mode,
            default_digits=lab.default_digits,
            replaced={**right, **given.code} if given else right,
            values=given.values if given else {},
            withheld=lab.asked_for,
        )

    def tests(self, lab: Lab, name: str) -> tuple[Exercise, tuple[Check, ...]]:
        """Return an exercise and all its checks, the hidden ones ready to run."""
        exercise = _exercise(lab, name)
        if not self.with_hidden:
            return exercise, tuple(exercise.checks)
        reference = self.references.targets(lab, exercise.targets)
        hidden = bind(hidden_checks(lab.name).get(name, ()), reference, self.seed)
        return exercise, (*exercise.checks, *hidden)


def _exercise(lab: Lab, name: str) -> Exercise:
    return next(test for test in exercises_of(lab.name) if test.name == name)
