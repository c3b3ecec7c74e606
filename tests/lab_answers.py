"""Answers to the exercises of every lab, for the tests of its tests: run all checks, or the public ones."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from autils import quiet_native_stderr
from grader.hidden_tests import bind, given_for, hidden_checks
from grader.misconceptions import Idea, accepted_answers, misconceptions
from public_tests.checks import Exercise, ExerciseReport
from public_tests.targets import LocalTarget

LABS = ("binary_digits", "multiclass_digits", "deep_network")
SEED = 2026


@dataclass(frozen=True)
class LabAnswers:
    """What is known of one lab: its exercises by name, wrong and right answers to them."""

    lab: str
    exercises: dict[str, Exercise]
    wrong: tuple[Idea, ...]
    right: tuple[Idea, ...]

    def run_public(self, name: str, answer: object, settings: Sequence[object] = ()) -> ExerciseReport:
        """Run an exercise's public checks on an answer; of several, see `targets_of`."""
        return self.exercises[name].run(self.targets_of(name, answer), settings=settings)

    def run_all(self, name: str, answer: object, seed: int = SEED) -> ExerciseReport:
        """Run public and hidden checks on an answer, the first accepted answer being the reference."""
        exercise = self.exercises[name]
        reference = [LocalTarget(*pair) for pair in self.reference(name).items()]
        hidden = bind(hidden_checks(self.lab)[name], reference, seed)
        given = given_for(self.lab, name, seed)
        targets = self.targets_of(name, answer)
        return exercise.run(targets, [*exercise.checks, *hidden], given.settings if given else ())

    def targets_of(self, name: str, answer: object) -> list[LocalTarget]:
        """Return the targets of an exercise that has this answer.

        Args:
            name: the exercise.
            answer: what its one target holds; or an `Idea`, of whose targets those that it does not bind are
                the reference's; anything else is what every target holds.
        """
        exercise = self.exercises[name]
        if isinstance(answer, Idea):
            answers = dict(answers_of(answer))
            if not answers.keys() >= set(exercise.targets):
                answers = self.reference(name) | answers
        else:
            answers = dict.fromkeys(exercise.targets, answer)
        return [LocalTarget(target, answers[target]) for target in exercise.targets]

    def reference(self, name: str) -> dict[str, object]:
        """Return right answers for all targets of an exercise."""
        ideas = [idea for idea in self.right if idea.exercise == name]
        found: dict[str, object] = {}
        for idea in ideas:
            if not found.keys() >= set(idea.targets):
                found = answers_of(idea) | found
        return {target: found[target] for target in self.exercises[name].targets}


@cache
def answers_to(lab: str) -> LabAnswers:
    """Return what is known of a lab."""
    exercises: Sequence[Exercise] = import_module(f"public_tests.{lab}").EXERCISES
    by_name = {exercise.name: exercise for exercise in exercises}
    return LabAnswers(lab, by_name, misconceptions(lab), accepted_answers(lab))


@cache
def answers_of(idea: Idea) -> dict[str, object]:
    """Return what an idea binds; a model is built once."""
    if idea.makes_value and idea.exercise == "model":
        load_keras()
    return idea.answers()


def answer_of(idea: Idea) -> object:
    """Return the answer of an idea that binds one name."""
    (answer,) = answers_of(idea).values()
    return answer


@cache
def load_keras() -> None:
    """Import TensorFlow and Keras, which warn and write while they start."""
    with quiet_native_stderr(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tensorflow  # noqa: F401
