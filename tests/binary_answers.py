"""Answers to binary_digits for the tests of its tests: run them, with public and hidden checks."""

from __future__ import annotations

import warnings
from functools import cache

from autils import quiet_native_stderr
from grader.hidden_tests import bind, hidden_checks
from grader.misconceptions import Idea, accepted_answers, misconceptions
from public_tests.binary_digits import EXERCISES
from public_tests.checks import Exercise, ExerciseReport
from public_tests.targets import LocalTarget

LAB = "binary_digits"
SEED = 2026
WRONG = misconceptions(LAB)
RIGHT = accepted_answers(LAB)
BY_NAME = {exercise.name: exercise for exercise in EXERCISES}


def run_public(exercise: Exercise, answer: object) -> ExerciseReport:
    """Run the public checks on an answer."""
    return exercise.run([LocalTarget(exercise.name, answer)])


def run_all(exercise: Exercise, answer: object, seed: int = SEED) -> ExerciseReport:
    """Run public and hidden checks on an answer, the first accepted answer being the reference."""
    reference = next(idea for idea in RIGHT if idea.exercise == exercise.name)
    hidden = bind(hidden_checks(LAB)[exercise.name], [LocalTarget(exercise.name, answer_of(reference))], seed)
    return exercise.run([LocalTarget(exercise.name, answer)], [*exercise.checks, *hidden])


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
