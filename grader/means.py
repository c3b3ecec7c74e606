"""What every submission of a class is graded with: the warm worker, the tests, the reference solutions."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from public_tests.checks import Check, Exercise

from .hidden_tests import bind, hidden_checks
from .lab import Lab
from .reference import References
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


@cache
def exercises_of(lab_name: str) -> tuple[Exercise, ...]:
    """Return the tests of a lab, from `public_tests.<lab>`."""
    module = importlib.import_module(f"public_tests.{lab_name}")
    exercises: tuple[Exercise, ...] = module.EXERCISES
    return exercises
