"""Hidden checks of deep_network, exercises 6 to 10: fitting the public cases alone loses their points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from lab_answers import LabAnswers, answers_to

from grader.hidden_tests import hidden_checks
from grader.misconceptions import Idea
from public_tests.checks import ExerciseReport
from public_tests.targets import LocalTarget

DEEP: LabAnswers = answers_to("deep_network")
LATE = ("layer_forward", "model_forward", "layer_backward", "model_backward", "training")
WRONG = [idea for idea in DEEP.wrong if idea.exercise in LATE]
RIGHT = [idea for idea in DEEP.right if idea.exercise in LATE]
SEEDS = range(6)


def lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status != "passed"]


def answers(name: str, change: Callable[[str, Callable[..., Any]], Callable[..., Any]]) -> Idea:
    """Return answers to all targets of an exercise, each made of its name and the right function."""
    made = tuple(change(target, right) for target, right in DEEP.reference(name).items())
    # An idea whose function has no parameters makes what its targets hold.
    return Idea("changed", name, DEEP.exercises[name].targets, lambda: made if len(made) > 1 else made[0], "")


@pytest.mark.parametrize("name", LATE)
def test_looking_up_the_public_cases_loses_exactly_the_hidden_points(name: str) -> None:
    known: dict[tuple[str, str], Any] = {}

    def learner(target: str, right: Callable[..., Any]) -> Callable[..., Any]:
        def learn(*given: Any) -> Any:
            try:
                return known.setdefault((target, repr(given)), right(*given))
            except ValueError as error:
                known[target, repr(given)] = error
                raise

        return learn

    def reader(target: str, right: Callable[..., Any]) -> Callable[..., Any]:
        def read(*given: Any) -> Any:
            found = known.get((target, repr(given)))
            if isinstance(found, ValueError):
                raise found
            return found

        return read

    exercise = DEEP.exercises[name]
    exercise.run([LocalTarget(t, learner(t, right)) for t, right in DEEP.reference(name).items()])
    for seed in SEEDS:
        report = DEEP.run_all(name, answers(name, reader), seed)
        assert lost(report) == [check.name for check in hidden_checks("deep_network")[name]]
        assert report.score == 7


@pytest.mark.parametrize("idea", WRONG, ids=lambda idea: f"{idea.exercise}-{idea.name}")
def test_a_wrong_idea_loses_the_same_checks_whatever_the_seed(idea: Idea) -> None:
    found = [lost(DEEP.run_all(idea.exercise, idea, seed)) for seed in SEEDS]
    assert found == [found[0]] * len(SEEDS)


@pytest.mark.parametrize("idea", RIGHT, ids=lambda idea: f"{idea.exercise}-{idea.name}")
def test_a_right_answer_passes_whatever_the_seed(idea: Idea) -> None:
    for seed in range(10, 20):
        assert lost(DEEP.run_all(idea.exercise, idea, seed)) == []


@pytest.mark.parametrize("name", LATE)
def test_the_reference_passes_on_many_seeds(name: str) -> None:
    """No draw of inputs is one on which right answers differ: a tie, a kink, a sum that cancels."""
    answer = answers(name, lambda target, right: right)
    for seed in range(100, 160):
        assert lost(DEEP.run_all(name, answer, seed)) == []


def in_single_precision(value: Any) -> Any:
    """Return arrays in 32 bits, in tuples, lists and dictionaries too."""
    if isinstance(value, np.ndarray) and value.dtype == float:
        return value.astype("float32")
    if isinstance(value, dict):
        return {key: in_single_precision(item) for key, item in value.items()}
    return type(value)(map(in_single_precision, value)) if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", LATE)
def test_arithmetic_in_single_precision_is_right(name: str) -> None:
    def change(target: str, right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: right(*in_single_precision(given))

    answer = answers(name, change)
    for seed in range(20):
        assert lost(DEEP.run_all(name, answer, seed)) == []


HIDDEN_AT_DEPTH = {
    "model_forward": ["other_networks", "other_caches"],
    "model_backward": ["other_gradients", "other_gradients_of_outputs"],
}


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
@pytest.mark.parametrize("name", HIDDEN_AT_DEPTH)
def test_no_depth_is_left_out(name: str, depth: int) -> None:
    """An answer that is wrong at one depth alone loses public and hidden points."""

    # The third argument holds one name, or one cache, for each layer.
    def change(target: str, right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: None if len(given[2]) == depth else right(*given)

    report = DEEP.run_all(name, answers(name, change))
    assert set(HIDDEN_AT_DEPTH[name]) <= set(lost(report))
    assert sum(r.check.points for r in report.results if r.status != "passed" and not r.check.hidden) > 0


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_no_depth_of_the_update_is_left_out(depth: int) -> None:
    def change(target: str, right: Callable[..., Any]) -> Callable[..., Any]:
        if target == "train":
            return right
        return lambda *given: None if len(given[0]) == 2 * depth else right(*given)

    found = lost(DEEP.run_all("training", answers("training", change)))
    assert "other_updates" in found
    assert {"update_of_two_layers", "update_of_any_depth"} & set(found)
