"""Checks that run after submission, on inputs that nobody has seen.  They are never released.

A lab's module here declares `HiddenChecks(exercise)` objects and adds functions to them:
`function(*targets, reference, rng)`.  `reference` holds the targets of the reference solution in the order of
the exercise's targets, `rng` is the check's own random generator, and the docstring is all that a student
ever reads of the check.  `bind` turns them into checks that `Exercise.run` can run.

An exercise whose cell would train for long, or works on data that a notebook loads, is given small ones of
the command's seed instead: see `Given`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

import numpy as np

from public_tests.calls import Returned
from public_tests.checks import Check, Exercise, make_check
from public_tests.describe import Plain
from public_tests.expect import CheckFailed
from public_tests.targets import AnswerError, Target

SENTENCE = "This check runs after submission, on inputs that are not shown; the answer did not pass it."
"""All that a student is told of a hidden check that failed, besides its title and hint."""


class ReferenceFailed(Exception):
    """The reference solution gave no result: the author's mistake, never the student's."""


@dataclass(frozen=True)
class HiddenCheck(Check):
    """A check that is not bound yet to a reference and a seed; `exercise` is the name of its exercise."""

    exercise: str = ""


@dataclass(frozen=True)
class Given:
    """What an exercise is graded with in place of what the notebook makes.

    Attributes:
        values: names -> plain data that they hold, whatever the submission binds them to.
        code: names -> code that binds them, likewise.
        settings: what the checks are told of it, after the targets.
    """

    values: Mapping[str, Plain] = field(default_factory=dict)
    code: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    settings: tuple[Any, ...] = ()


class HiddenChecks:
    """Collects the hidden checks of one exercise, and what it is graded with.

    A hidden check may need public checks of its exercise, which are then to be run before it.
    """

    def __init__(
        self, exercise: Exercise, given: Callable[[np.random.Generator], Given] | None = None
    ) -> None:
        self.exercise = exercise
        self.given = given
        self.checks: list[HiddenCheck] = []

    def check(
        self, *, points: float, needs: Sequence[str] = (), hint: str = ""
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Add a hidden check: a function whose docstring is the idea that a student may read."""

        def add(function: Callable[..., None]) -> Callable[..., None]:
            earlier = [*self.exercise.checks, *self.checks]
            made = make_check(function, earlier, points, needs, hint, hidden=True)
            self.checks.append(HiddenCheck(**vars(made), exercise=self.exercise.name))
            return function

        return add


def hidden_checks(lab: str) -> dict[str, tuple[Check, ...]]:
    """Return a lab's hidden checks by exercise, not bound yet; empty if the lab has no module here."""
    return {name: tuple(hidden.checks) for name, hidden in _collected(lab).items()}


def given_for(lab: str, exercise: str, seed: int) -> Given | None:
    """Return what an exercise is graded with for this seed; None if that is the submission itself.

    Args:
        lab: the lab's name.
        exercise: the exercise's name.
        seed: the command's seed, 0 or more.
    """
    hidden = _collected(lab).get(exercise)
    if hidden is None or hidden.given is None:
        return None
    return hidden.given(np.random.default_rng([seed, *_key(exercise)]))


def _collected(lab: str) -> dict[str, HiddenChecks]:
    name = f"{__name__}.{lab}"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return {}
    found = [value for value in vars(module).values() if isinstance(value, HiddenChecks)]
    return {hidden.exercise.name: hidden for hidden in found}


def _key(name: str) -> bytes:
    """Return numbers that go with a name, for a random generator of its own."""
    return hashlib.sha256(name.encode()).digest()


def bind(checks: Sequence[Check], reference: Sequence[Target], seed: int) -> tuple[Check, ...]:
    """Give hidden checks their reference and their random numbers; the results take the targets only.

    Every run of a bound check draws the same numbers, whichever checks ran before.  When an answer fails,
    what the check found is replaced by one sentence, here and nowhere else.

    Args:
        checks: hidden checks of one exercise, as `hidden_checks` returns them.
        reference: targets of the reference solution, in the order of the exercise's targets.
        seed: the command's seed, 0 or more.
    """
    guarded = [_GuardedReference(target) for target in reference]
    return tuple(_bound(check, guarded, seed) for check in checks)


def _bound(check: Check, reference: Sequence[Target], seed: int) -> Check:
    if not isinstance(check, HiddenCheck):
        raise TypeError(f"{check.name} is no hidden check; take what hidden_checks returns")
    key = _key(f"{check.exercise}/{check.name}")

    def run(*given: Any) -> None:
        rng = np.random.default_rng([seed, *key])
        targets = [each for each in given if isinstance(each, Target)]
        try:
            check.function(*given, reference=reference, rng=rng)
        except CheckFailed:
            raise CheckFailed(SENTENCE) from None
        except AnswerError as error:
            raise _without_details(error) from None
        finally:
            for target in targets:
                target.observed = []

    return replace(check, function=run)


def _without_details(error: AnswerError) -> AnswerError:
    """Return an error of the same kind without its text: that, and its type's name, may quote the inputs."""
    said = (
        "did not come back"
        if error.status == "timed_out"
        else "ended"
        if error.is_over
        else "raised an error"
    )
    return type(error)(f"{said} on inputs that are not shown", error.kind)


class _GuardedReference(Target):
    """A target of the reference solution whose failure is not taken for the student's."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.name)
        self._target = target

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        try:
            return self._target.ask(operation, arguments, seed)
        except AnswerError as error:
            raise ReferenceFailed(f"the reference solution `{self.name}` {error}") from error
