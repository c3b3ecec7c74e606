"""Answers to binary_digits for the tests of its tests."""

from __future__ import annotations

from lab_answers import SEED, answer_of, answers_to, load_keras

from public_tests.checks import Exercise, ExerciseReport

__all__ = ["BY_NAME", "LAB", "RIGHT", "SEED", "WRONG", "answer_of", "load_keras", "run_all", "run_public"]

_ANSWERS = answers_to("binary_digits")
LAB, BY_NAME, WRONG, RIGHT = _ANSWERS.lab, _ANSWERS.exercises, _ANSWERS.wrong, _ANSWERS.right


def run_public(exercise: Exercise, answer: object) -> ExerciseReport:
    """Run the public checks on an answer."""
    return _ANSWERS.run_public(exercise.name, answer)


def run_all(exercise: Exercise, answer: object, seed: int = SEED) -> ExerciseReport:
    """Run public and hidden checks on an answer, the first accepted answer being the reference."""
    return _ANSWERS.run_all(exercise.name, answer, seed)
