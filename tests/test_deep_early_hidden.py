"""Hidden checks of deep_network, exercises 1 to 5: fitting the public cases alone loses their points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from lab_answers import LabAnswers, answers_to

from grader.hidden_tests import bind, hidden_checks
from grader.misconceptions import Idea
from public_tests.checks import ExerciseReport
from public_tests.targets import LocalTarget

DEEP: LabAnswers = answers_to("deep_network")
EARLY = ("one_hot", "activations", "softmax", "costs", "initialize_parameters")
WRONG = [idea for idea in DEEP.wrong if idea.exercise in EARLY]
RIGHT = [idea for idea in DEEP.right if idea.exercise in EARLY]
SEEDS = range(8)


def lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status != "passed"]


@pytest.mark.parametrize("name", EARLY)
def test_looking_up_the_public_cases_loses_exactly_the_hidden_points(name: str) -> None:
    exercise, reference = DEEP.exercises[name], DEEP.reference(name)
    known: dict[tuple[str, str], Any] = {}

    def learner(target: str) -> LocalTarget:
        right: Any = reference[target]
        return LocalTarget(target, lambda *given: known.setdefault((target, repr(given)), right(*given)))

    def reader(target: str) -> LocalTarget:
        return LocalTarget(target, lambda *given: known.get((target, repr(given))))

    exercise.run([learner(target) for target in exercise.targets])
    unbound = hidden_checks("deep_network")[name]
    for seed in SEEDS:
        hidden = bind(unbound, [LocalTarget(*pair) for pair in reference.items()], seed)
        report = exercise.run([reader(target) for target in exercise.targets], [*exercise.checks, *hidden])
        assert lost(report) == [check.name for check in unbound]
        assert report.score == 7


@pytest.mark.parametrize("idea", WRONG, ids=lambda idea: idea.name)
def test_a_wrong_idea_loses_the_same_checks_whatever_the_seed(idea: Idea) -> None:
    found = [lost(DEEP.run_all(idea.exercise, idea, seed)) for seed in SEEDS]
    assert found == [found[0]] * len(SEEDS)


@pytest.mark.parametrize("idea", RIGHT, ids=lambda idea: idea.name)
def test_a_right_answer_passes_whatever_the_seed(idea: Idea) -> None:
    for seed in SEEDS:
        assert lost(DEEP.run_all(idea.exercise, idea, seed)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_start_values_of_another_generator_have_the_right_spread_for_any_seed(seed: int) -> None:
    """What chance does to the spread never costs points."""

    def answer(layer_units: Any, method: Any = "he", number: Any = 3) -> Any:
        rng = np.random.default_rng([seed, number])
        parameters = {}
        for layer in range(1, len(layer_units)):
            n_prev, n = layer_units[layer - 1], layer_units[layer]
            factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
            parameters[f"W{layer}"] = factor * rng.normal(size=(n, n_prev))
            drawn = factor * rng.normal(size=(n, 1))
            parameters[f"b{layer}"] = drawn if method == "small" else np.zeros((n, 1))
        return parameters

    report = DEEP.run_all("initialize_parameters", answer, seed)
    assert lost(report) == ["numbers", "order_of_draws", "same_numbers"]
    assert report.score == 7.5
