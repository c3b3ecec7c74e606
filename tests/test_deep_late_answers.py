"""Of deep_network, exercises 6 to 10: what unfinished and wrong answers earn, and what students then read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from lab_answers import LabAnswers, answers_to

from grader.misconceptions import Idea
from public_tests.checks import CheckResult, ExerciseReport
from tests.deep_notebook import STUBS, edited, functions_with

DEEP: LabAnswers = answers_to("deep_network")
LATE = ("layer_forward", "model_forward", "layer_backward", "model_backward", "training")
IDEAS = {f"{idea.exercise}/{idea.name}": idea for idea in DEEP.wrong if idea.exercise in LATE}


def run_all(name: str, functions: Mapping[str, Callable[..., Any]]) -> ExerciseReport:
    """Run all checks of an exercise on these functions."""
    answers = tuple(functions[target] for target in DEEP.exercises[name].targets)
    if len(answers) == 1:
        return DEEP.run_all(name, answers[0])
    return DEEP.run_all(name, Idea("tried", name, DEEP.exercises[name].targets, lambda: answers, "Tried."))


def first_failure(report: ExerciseReport) -> CheckResult:
    assert report.first_failure is not None
    return report.first_failure


def first_message(report: ExerciseReport) -> str:
    message = first_failure(report).message
    assert message is not None
    return message


# Unfinished answers

UNFINISHED = {
    "layer_forward": "returned None; expected an array of shape (4, 5).",
    "model_forward": "`AL` is None; expected an array of numbers.",
    "layer_backward": "`dW` is None; expected an array of shape (4, 3).",
    "model_backward": "returned a dictionary without dW1, db1; its keys are none.",
    "training": "returned a dictionary without W1, b1, W2, b2; its keys are none.",
}


@pytest.mark.parametrize("name", LATE)
def test_an_unfinished_answer_earns_nothing_and_is_told_what_came_back(name: str) -> None:
    report = run_all(name, functions_with(**{name: STUBS[name]}))
    assert (report.score, report.status, report.misconception) == (0, "failed", None)
    assert first_message(report).endswith(UNFINISHED[name])


def zeros_of(value: Any) -> Any:
    """Return the same tuple, list or dictionary with zeros for numbers."""
    if isinstance(value, dict):
        return {key: zeros_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(zeros_of(item) for item in value)
    return value if isinstance(value, str) else np.zeros_like(value)


TRIVIAL: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "None": lambda right: lambda *given: None,
    "an ellipsis": lambda right: lambda *given: ...,
    "an empty dictionary": lambda right: lambda *given: {},
    "two empty things": lambda right: lambda *given: ({}, []),
    "the first argument": lambda right: lambda *given: given[0],
    "the first argument twice": lambda right: lambda *given: (given[0], given[0]),
    "the first argument three times": lambda right: lambda *given: (given[0],) * 3,
    "all arguments": lambda right: lambda *given: given,
    "one": lambda right: lambda *given: 1.0,
    "zeros": lambda right: lambda *given: zeros_of(right(*given)),
}


@pytest.mark.parametrize("kind", TRIVIAL)
@pytest.mark.parametrize("name", LATE)
def test_what_took_no_thought_earns_nothing(name: str, kind: str) -> None:
    functions = {target: TRIVIAL[kind](right) for target, right in DEEP.reference(name).items()}
    report = run_all(name, functions)
    earned = [r.check.name for r in report.results if r.points]
    assert (earned, report.misconception) == ([], None)


PARTLY: dict[str, tuple[str, str, float]] = {
    "only the sums": ("layer_forward", STUBS["layer_forward"].replace("Z = None", "Z = W @ A_prev + b"), 3.5),
    "only weights and biases": (
        "layer_backward",
        edited("layer_backward", ("dA_prev = W.T @ dZ", "dA_prev = None")),
        7.5,
    ),
    "only the linear part": (
        "layer_backward",
        edited(
            "layer_backward",
            ("dZ = dA * slopes[activation](Z)", "..."),
            ("dA_prev, dW, db = linear_backward(dZ, cache)", "dA_prev = dW = db = None"),
        ),
        4.5,
    ),
    "only the output layer": (
        "model_backward",
        edited("model_backward", ("for layer in range(L - 1, 0, -1):", "for layer in []:")),
        3,
    ),
    "no caches": ("model_forward", edited("model_forward", ("caches.append(cache)", "...")), 6),
    "only the update": (
        "training",
        STUBS["training"].replace(
            "    ...\n",
            "    for k in parameters:\n"
            "        updated[k] = parameters[k] - learning_rate * gradients['d' + k]\n",
            1,
        ),
        3,
    ),
    "only the training": ("training", edited("training", ("range(1, L + 1)", "[]")), 1),
}


@pytest.mark.parametrize("kind", PARTLY)
def test_a_part_of_the_work_earns_its_share(kind: str) -> None:
    name, answer, score = PARTLY[kind]
    assert run_all(name, functions_with(**{name: answer})).score == score


# Wrong answers

SCORES = {
    "layer_forward/forgets_bias": 6.5,
    "layer_forward/returns_examples_as_rows": 5.5,
    "layer_forward/forgets_activation": 4.5,
    "layer_forward/forgets_relu_alone": 5.5,
    "layer_forward/caches_outputs_as_sums": 7.5,
    "layer_forward/forgets_name_in_cache": 7.5,
    "layer_forward/passes_over_unknown_names": 9,
    "model_forward/skips_last_layer": 1,
    "model_forward/two_layers_only": 3,
    "model_forward/shifts_activations": 2,
    "model_forward/feeds_inputs_to_every_layer": 0,
    "model_forward/forgets_to_append": 6,
    "model_forward/caches_in_reverse_order": 7,
    "layer_backward/forgets_division": 6.5,
    "layer_backward/divides_bias_gradients_twice": 7.5,
    "layer_backward/transposes_weight_gradients": 7.5,
    "layer_backward/forgets_slope": 4.5,
    "layer_backward/slope_at_outputs": 6.5,
    "model_backward/forgets_first_layer": 3,
    "model_backward/two_layers_only": 3,
    "model_backward/output_slope_on_top": 0,
    "model_backward/cache_of_next_layer": 1,
    "model_backward/same_gradient_for_every_layer": 3,
    "model_backward/keeps_input_gradient": 8,
    "training/adds_gradients": 4,
    "training/never_moves": 4,
    "training/cost_after_step": 5,
    "training/whole_set_in_every_batch": 7,
    "training/updates_in_place": 9,
}


def test_one_mistake_does_not_cost_the_other_points() -> None:
    """All ten points: what is right besides the mistake is paid for."""
    found = {name: DEEP.run_all(IDEAS[name].exercise, IDEAS[name]).score for name in SCORES}
    assert found == SCORES


MESSAGES = {
    "layer_forward/returns_examples_as_rows": (
        "returned an array of shape (5, 4); expected an array of shape (4, 5)."
    ),
    "layer_forward/forgets_activation": "`A` is, at index (0, 2), -0.208563; expected 0.",
    "layer_forward/forgets_name_in_cache": (
        "the cache is a dictionary without activation; its keys are A_prev, W, b, Z, A."
    ),
    "layer_forward/passes_over_unknown_names": (
        "returned a tuple of unequal parts; expected a ValueError that says what is wrong."
    ),
    "model_forward/skips_last_layer": (
        "`AL` is an array of shape (4, 5); expected an array of shape (2, 5)."
    ),
    "model_forward/forgets_to_append": "the number of caches is 0; expected 1.",
    "layer_backward/forgets_keepdims": "`db` is an array of shape (4,); expected an array of shape (4, 1).",
    "layer_backward/writes_into_gradient": (
        " changed its argument `dZ`; expected the arguments to stay as they were."
    ),
    "model_backward/forgets_first_layer": (
        "returned a dictionary without dW1, db1; its keys are dW3, db3, dA2, dW2, db2, dA1."
    ),
    "model_backward/keeps_input_gradient": "returned a dictionary with dA0; expected one without it.",
    "training/skips_last_layer": "returned a dictionary without W2, b2; its keys are W1, b1.",
    "training/seeds_all_of_numpy": (
        "changed NumPy's global random state; expected draws from a generator of its own."
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_came_back_and_what_was_expected(name: str) -> None:
    idea = IDEAS[name]
    report = DEEP.run_public(idea.exercise, idea)
    assert first_message(report).endswith(MESSAGES[name])
    assert first_message(report).startswith(f"`{idea.targets[0]}(")


def test_an_unknown_name_that_raises_something_else_is_told_so() -> None:
    functions = functions_with(
        layer_forward=edited("layer_forward", ("if activation not in functions:", "if False:"))
    )
    report = run_all("layer_forward", functions)
    assert (report.score, first_failure(report).check.name) == (9, "unknown_name")
    assert first_message(report).endswith("raised KeyError: 'softplus'.")


def test_a_training_that_shuffles_otherwise_each_time_is_told_so() -> None:
    count = "def drawn(calls=[]):\n    calls.append(1)\n    return len(calls)\n\n\n"
    own_seed = ("random = np.random.RandomState(seed)", "random = np.random.RandomState(drawn())")
    report = run_all("training", functions_with(training=count + edited("training", own_seed)))
    lost = {r.check.name: r.message for r in report.results if r.status == "failed" and not r.check.hidden}
    assert list(lost) == ["mini_batches", "no_traces"]
    assert (lost["no_traces"] or "").endswith(
        "called twice, returned two results; expected the same for the same seed."
    )
