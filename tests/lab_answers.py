"""Answers to the exercises of every lab, for the tests of its tests: run all checks, or the public ones."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from autils import quiet_native_stderr
from grader.hidden_tests import bind, hidden_checks
from grader.misconceptions import Idea, accepted_answers, misconceptions
from public_tests.checks import Exercise, ExerciseReport
from public_tests.targets import LocalTarget

LABS = ("binary_digits", "multiclass_digits")
SEED = 2026


@dataclass(frozen=True)
class LabAnswers:
    """What is known of one lab: its exercises by name, wrong and right answers to them."""

    lab: str
    exercises: dict[str, Exercise]
    wrong: tuple[Idea, ...]
    right: tuple[Idea, ...]

    def run_public(self, name: str, answer: object, settings: Sequence[object] = ()) -> ExerciseReport:
        """Run an exercise's public checks on an answer."""
        return self.exercises[name].run([LocalTarget(name, answer)], settings=settings)

    def run_all(self, name: str, answer: object, seed: int = SEED) -> ExerciseReport:
        """Run public and hidden checks on an answer, the first accepted answer being the reference."""
        exercise = self.exercises[name]
        reference = next(idea for idea in self.right if idea.exercise == name)
        hidden = bind(hidden_checks(self.lab)[name], [LocalTarget(name, answer_of(reference))], seed)
        return exercise.run([LocalTarget(name, answer)], [*exercise.checks, *hidden])


@cache
def answers_to(lab: str) -> LabAnswers:
    """Return what is known of a lab."""
    exercises: Sequence[Exercise] = import_module(f"public_tests.{lab}").EXERCISES
    by_name = {exercise.name: exercise for exercise in exercises}
    return LabAnswers(lab, by_name, misconceptions(lab), accepted_answers(lab))


@cache
def answer_of(idea: Idea) -> object:
    """Return an idea's answer; a model is built once."""
    if idea.makes_value:
        load_keras()
    return idea.answer()


@cache
def load_keras() -> None:
    """Import TensorFlow and Keras, which warn and write while they start."""
    with quiet_native_stderr(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tensorflow  # noqa: F401
