"""Answers to the exercises of every lab, for the tests of its tests: run all checks, or the public ones."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from autils import quiet_native_stderr
from grader.hidden_tests import Given, bind, given_for, hidden_checks
from grader.misconceptions import Idea, accepted_answers, misconceptions
from public_tests.checks import Exercise, ExerciseReport
from public_tests.targets import LocalTarget

LABS = ("binary_digits", "multiclass_digits", "two_layer_mlp", "deep_network")
SEED = 2026


@dataclass(frozen=True)
class LabAnswers:
    """What is known of one lab: its exercises by name, wrong and right answers to them."""

    lab: str
    exercises: dict[str, Exercise]
    wrong: tuple[Idea, ...]
    right: tuple[Idea, ...]

    def run_public(
        self, name: str, answer: object, settings: Sequence[object] | None = None
    ) -> ExerciseReport:
        """Run an exercise's public checks on an answer; of several, see `targets_of`.

        Args:
            name: the exercise.
            answer: see `targets_of`.
            settings: what the checks are told besides; None for what the exercise is given, if anything.
        """
        given = given_for(self.lab, name, SEED)
        targets = self.targets_of(name, answer, names_of(given))
        return self.exercises[name].run(
            targets, settings=settings_of(given) if settings is None else settings
        )

    def run_all(self, name: str, answer: object, seed: int = SEED) -> ExerciseReport:
        """Run public and hidden checks on an answer, the first accepted answer being the reference."""
        exercise = self.exercises[name]
        given = given_for(self.lab, name, seed)
        names = names_of(given)
        reference = [LocalTarget(*pair) for pair in self.reference(name, names).items()]
        hidden = bind(hidden_checks(self.lab)[name], reference, seed)
        targets = self.targets_of(name, answer, names)
        return exercise.run(targets, [*exercise.checks, *hidden], settings_of(given))

    def targets_of(
        self, name: str, answer: object, given: Mapping[str, object] | None = None
    ) -> list[LocalTarget]:
        """Return the targets of an exercise that has this answer.

        Args:
            name: the exercise.
            answer: what its one target holds; or an `Idea`, of whose targets those that it does not bind are
                the reference's; anything else is what every target holds.
            given: names that an idea finds in place of its own, see `Idea.answers`.
        """
        exercise = self.exercises[name]
        if isinstance(answer, Idea):
            answers = answer.answers(given) if given else dict(answers_of(answer))
            if not answers.keys() >= set(exercise.targets):
                answers = self.reference(name, given) | answers
        else:
            answers = dict.fromkeys(exercise.targets, answer)
        return [LocalTarget(target, answers[target]) for target in exercise.targets]

    def reference(self, name: str, given: Mapping[str, object] | None = None) -> dict[str, object]:
        """Return right answers for all targets of an exercise, found with the given names."""
        ideas = [idea for idea in self.right if idea.exercise == name]
        found: dict[str, object] = {}
        for idea in ideas:
            if not found.keys() >= set(idea.targets):
                found = (idea.answers(given) if given else answers_of(idea)) | found
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


def names_of(given: Given | None) -> dict[str, object]:
    """Return the names that an exercise is graded with, bound here as the worker binds them in a child."""
    names: dict[str, object] = {}
    if given:
        names |= given.values
        for code in given.code.values():
            exec(compile(code, "<given>", "exec"), names)
    return names


def settings_of(given: Given | None) -> tuple[object, ...]:
    """Return what the checks of an exercise are told besides its targets."""
    return given.settings if given else ()


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
