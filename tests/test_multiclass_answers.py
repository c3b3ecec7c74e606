"""Of multiclass_digits: what unfinished answers and each wrong idea earn, and what students then read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from lab_answers import answer_of, answers_to, load_keras

from public_tests.card import ChecksFailed
from public_tests.checks import ExerciseReport
from public_tests.multiclass_digits import test_model as check_model

MULTICLASS = answers_to("multiclass_digits")
IDEAS = {idea.name: idea for idea in (*MULTICLASS.wrong, *MULTICLASS.right)}
STEPS = "`my_softmax(z)` with `z = [1, 2, 3, 4]`"


def softmax(z: Any) -> Any:
    return np.exp(z) / np.sum(np.exp(z))


def report_of(name: str) -> ExerciseReport:
    """Run the public checks on an idea, by its name."""
    idea = IDEAS[name]
    return MULTICLASS.run_public(idea.exercise, answer_of(idea))


def first_message(report: ExerciseReport) -> str:
    assert report.first_failure is not None
    assert report.first_failure.message is not None
    return report.first_failure.message


UNFINISHED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "None, as released": (lambda z: None, "returned None; expected an array of shape (4,)."),
    "zeros": (np.zeros_like, "returned [0, 0, 0, 0]; expected positive numbers, each e = 2.71828 times"),
    "an ellipsis": (lambda z: ..., "returned a value of type ellipsis; expected an array of shape (4,)."),
    "an empty list": (lambda z: [], "returned an array of shape (0,); expected an array of shape (4,)."),
}


@pytest.mark.parametrize("name", UNFINISHED)
def test_an_unfinished_softmax_earns_nothing_and_is_told_what_came_back(name: str) -> None:
    answer, said = UNFINISHED[name]
    report = MULTICLASS.run_all("my_softmax", answer)
    assert (report.score, report.misconception) == (0, None)
    assert said in first_message(report)


def test_a_network_without_layers_earns_nothing_and_is_told_so() -> None:
    load_keras()
    import keras

    for empty in (keras.Sequential([keras.Input((400,))]), keras.Sequential([], name="my_model")):
        report = MULTICLASS.run_all("model", empty)
        assert (report.score, report.misconception) == (0, None)
        assert first_message(report) == "`model` has no layers yet; expected three Dense layers."


def test_one_mistake_does_not_cost_the_other_points() -> None:
    """All ten points: what is right besides the mistake is paid for."""
    expected = {
        "forgets_denominator": 2,
        "sigmoid_of_each_entry": 0,
        "forgets_exponential": 2,
        "divides_by_largest": 3,
        "negative_exponent": 3,
        "percentages": 2,
        "drops_single_axis": 9,
        "always_four_entries": 5,
        "writes_into_argument": 9,
        "softmax_output": 8,
        "softmax_layer_at_the_end": 8,
        "sigmoid_output": 8,
        "relu_everywhere": 7,
        "sigmoid_in_hidden_layers": 7,
        "sigmoid_everywhere": 6,
        "nine_outputs": 6,
        "hidden_sizes_swapped": 5,
        "second_hidden_layer_missing": 4,
        "network_of_previous_lab": 4,
    }
    found = {
        name: MULTICLASS.run_all(IDEAS[name].exercise, answer_of(IDEAS[name])).score for name in expected
    }
    assert found == expected


FIRST_MESSAGES = {
    "forgets_denominator": f"{STEPS} returned [2.71828, 7.38906, 20.0855, 54.5982], whose total is 84.791; "
    "expected a total of 1.",
    "forgets_exponential": f"{STEPS} returned numbers that grow by the factors [2, 1.5, 1.33333]; "
    "expected [2.71828, 2.71828, 2.71828], which is e each time.",
    "returns_denominator": f"{STEPS} returned the number 84.791; expected an array of shape (4,).",
    "returns_column": f"{STEPS} returned an array of shape (4, 1); expected an array of shape (4,).",
    "logarithm_of_softmax": f"{STEPS} returned [-3.44019, -2.44019, -1.44019, -0.44019]; "
    "expected positive numbers, each e = 2.71828 times the one before.",
    "drops_single_axis": "`my_softmax(z)` with `z = [5]` returned the number 1; "
    "expected an array of shape (1,).",
    "writes_into_argument": f"{STEPS} changed its argument `z`; expected the arguments to stay as they were.",
    "softmax_output": "In `model`, layer 3 of 3 has the activation softmax; "
    "expected linear: the loss already contains the softmax.",
    "softmax_layer_at_the_end": "In `model`, layer 3 of 3 has the activation softmax; "
    "expected linear: the loss already contains the softmax.",
    "sigmoid_output": "In `model`, layer 3 of 3 has the activation sigmoid; expected linear.",
    "tanh_in_hidden_layers": "In `model`, layer 1 of 3 has the activation tanh; expected relu.",
    "second_activation_missing": "In `model`, layer 2 of 3 has the activation linear; expected relu.",
    "nine_outputs": "In `model`, layer 3 of 3 has 9 units; expected 10 units.",
    "one_output": "In `model`, layer 3 of 3 has 1 unit; expected 10 units.",
    "hidden_sizes_equal": "In `model`, layer 2 of 3 has 25 units; expected 15 units.",
    "softmax_as_fourth_layer": "`model` has 4 layers; expected 3, not counting the input.",
    "examples_as_inputs": "`model` takes 5000 numbers per example; expected 400.",
    "picture_as_input": "`model` takes examples of shape (20, 20); expected (400,).",
}


@pytest.mark.parametrize("name", FIRST_MESSAGES)
def test_the_first_message_says_what_came_back_and_what_was_expected(name: str) -> None:
    assert first_message(report_of(name)) == FIRST_MESSAGES[name]


def test_softmax_in_the_last_layer_is_named_as_such_and_keeps_the_other_points() -> None:
    report = report_of("softmax_output")
    assert [r.check.name for r in report.results if r.status != "passed"] == ["output_activation"]
    assert report.misconception is not None
    assert report.misconception.says == (
        "The last layer applies softmax, which the loss with `from_logits=True` applies already."
    )
    (lost,) = (r for r in report.results if r.status == "failed")
    assert (lost.yours, lost.expected) == ("softmax", "linear: the loss already contains the softmax")


def test_nan_is_said_to_be_nan() -> None:
    report = MULTICLASS.run_public("my_softmax", lambda z: np.full(len(z), np.nan))
    said = {r.check.name: r.message for r in report.results}
    assert said["exponentials"].startswith(f"{STEPS} returned [nan, nan, nan, nan]; expected positive")
    assert "whose total is nan" in said["probabilities"]


def test_a_total_that_is_nearly_one_is_shown_with_all_its_digits() -> None:
    report = MULTICLASS.run_public("my_softmax", lambda z: softmax(z) * 1.0000021)
    said = {r.check.name: r.message for r in report.results}
    assert "whose total is 1.0000020999" in said["probabilities"]


def test_an_entry_below_zero_is_no_probability_though_the_total_is_one() -> None:
    report = MULTICLASS.run_public("my_softmax", lambda z: z / np.sum(z))
    said = {r.check.name: r.message for r in report.results}
    assert said["probabilities"].endswith(
        "returned [0.285714, -0.571429, 1.14286, 0.142857]; expected no entry below 0."
    )


def test_the_plain_formula_is_never_failed_for_overflow() -> None:
    """No check, on any seed, hands over a number whose exponential is not finite."""
    seen: list[float] = []

    def watched(z: Any) -> Any:
        seen.extend(np.abs(z))
        return softmax(z)

    for seed in range(20):
        assert MULTICLASS.run_all("my_softmax", watched, seed).score == 10
    assert max(seen) <= 10


@pytest.mark.parametrize("settings", [(), (10, 400)])
def test_the_network_is_judged_by_the_numbers_of_the_test_call(settings: tuple[int, ...]) -> None:
    load_keras()
    import keras

    def network(inputs: int, outputs: int) -> Any:
        layers = [keras.layers.Dense(n, "relu") for n in (25, 15)]
        return keras.Sequential([keras.Input((inputs,)), *layers, keras.layers.Dense(outputs)])

    assert MULTICLASS.run_public("model", network(400, 10), settings).score == 7
    assert MULTICLASS.run_public("model", network(64, 3), settings).score == 5
    assert MULTICLASS.run_public("model", network(64, 3), (3, 64)).score == 7


def test_the_call_of_the_notebook_shows_the_card_and_raises_where_points_are_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check_model(answer_of(IDEAS["without_input"]), 10, 400)
    assert "7 of 7 points" in capsys.readouterr().out
    with pytest.raises(ChecksFailed, match="`model` has 6 of 7 points"):
        check_model(answer_of(IDEAS["softmax_output"]), 10, 400)
    assert "the loss already contains the softmax" in " ".join(capsys.readouterr().out.split())


def test_an_activation_layer_counts_as_part_of_the_layer_before_it_only_if_that_has_none() -> None:
    load_keras()
    import keras
    from keras.layers import Dense, Dropout, Flatten, ReLU

    twice = [Dense(25, "relu"), ReLU(), Dense(15, "relu"), Dense(10)]
    other = [Dense(25, "relu"), Dropout(0.1), Dense(15, "relu"), Dense(10)]
    ahead = [Flatten(), Dense(25, "relu"), Dense(15, "relu"), Dense(10)]
    for layers, said in (
        (twice, "layer 2 of 4 is of type ReLU; expected Dense."),
        (other, "layer 2 of 4 is of type Dropout; expected Dense."),
        (ahead, "layer 1 of 4 is of type Flatten; expected Dense."),
    ):
        report = MULTICLASS.run_public("model", keras.Sequential([keras.Input((400,)), *layers]))
        assert first_message(report) == f"In `model`, {said}"
