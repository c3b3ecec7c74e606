"""What students read: the message of the main failures, word for word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from binary_answers import BY_NAME, RIGHT, WRONG, answer_of, load_keras, run_public

from public_tests.checks import ExerciseReport

IDEAS = {idea.name: idea for idea in (*WRONG, *RIGHT)}

FIRST_MESSAGES = {
    "forgets_bias": "`my_dense(a_in, W, b, g)` with `a_in = [1, 2]`, `W = [[2, 0], [0, 4]]`, `b = [3, 5]`, "
    "`g(z) = z` returned [2, 8]; expected [5, 13].",
    "activation_before_bias": "`my_dense(a_in, W, b, g)` with `a_in = [1, 2, 3, 4]`, "
    "`W = [[1, 2], [1, 2], [1, 2], [1, 2]]`, `b = [3, 5]`, `g(z) = 3 z` "
    "returned [33, 65]; expected [39, 75].",
    "forgets_activation": "`my_dense(a_in, W, b, g)` with `a_in = [1, 2]`, `W = [[2, 0], [0, 4]]`, "
    "`b = [0, 0]`, `g(z) = 3 z` returned [2, 8]; expected [6, 24].",
    "drops_single_axis": "`my_dense(a_in, W, b, g)` with `a_in = [1, 2, 3, 4]`, `W = [[1], [1], [1], [1]]`, "
    "`b = [0]`, `g(z) = z` returned the number 10; expected an array of shape (1,).",
    "keeps_last_example": "`my_dense_v(A_in, W, b, g)` with `A_in = [[1, 2, 3, 4], [5, 6, 7, 8]]`, "
    "`W = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]]`, `b = [0, 0, 0]`, `g(z) = z` "
    "returned an array of shape (1, 3); expected an array of shape (2, 3).",
    "relu_in_hidden_layers": "In `model`, layer 1 of 3 has the activation relu; expected sigmoid.",
    "linear_output": "In `model`, layer 3 of 3 has the activation linear; expected sigmoid.",
    "one_unit_per_digit": "In `model`, layer 3 of 3 has 2 units; expected 1 unit.",
    "hidden_sizes_swapped": "In `model`, layer 1 of 3 has 15 units; expected 25 units.",
    "second_hidden_layer_missing": "`model` has 2 layers; expected 3, not counting the input.",
    "examples_as_inputs": "`model` takes 1000 numbers per example; expected 400.",
}


@pytest.mark.parametrize("name", FIRST_MESSAGES)
def test_the_first_message_says_what_was_called_what_came_back_and_what_was_expected(name: str) -> None:
    idea = IDEAS[name]
    assert _first(run_public(BY_NAME[idea.exercise], answer_of(idea))) == FIRST_MESSAGES[name]


def test_an_unfinished_answer_is_told_what_is_missing() -> None:
    load_keras()
    import keras

    empty = keras.Sequential([keras.Input((400,))])
    assert (
        _first(run_public(BY_NAME["model"], empty))
        == "`model` has no layers yet; expected three Dense layers."
    )
    assert _first(run_public(BY_NAME["model"], None)) == "`model` is None; expected a Keras model."
    message = _first(run_public(BY_NAME["my_dense_v"], lambda A_in, W, b, g: None))
    assert message.endswith("returned None; expected an array of shape (2, 3).")
    message = _first(run_public(BY_NAME["my_dense"], lambda a_in, W, b, g: np.zeros(W.shape[1])))
    assert message.endswith("returned [0, 0]; expected [10, 20].")


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([(25, "sigmoid"), (10, "sigmoid"), (1, "sigmoid")], "layer 2 of 3 has 10 units; expected 15 units."),
        (
            [(25, "sigmoid"), (15, "tanh"), (1, "sigmoid")],
            "layer 2 of 3 has the activation tanh; expected sigmoid.",
        ),
        ([(25, "sigmoid"), (1, "relu")], "layer 2 of 2 has the activation relu; expected sigmoid."),
    ],
)
def test_the_wrong_layer_is_named_wherever_it_stands(layers: list[tuple[int, str]], message: str) -> None:
    load_keras()
    import keras

    model = keras.Sequential([keras.Input((400,)), *(keras.layers.Dense(n, g) for n, g in layers)])
    report = run_public(BY_NAME["model"], model)
    assert f"In `model`, {message}" in [r.message for r in report.results if r.status == "failed"]


def test_a_layer_of_another_type_is_named() -> None:
    load_keras()
    import keras

    layers = [keras.layers.Flatten(), *(keras.layers.Dense(n, "sigmoid") for n in (25, 15, 1))]
    model = keras.Sequential([keras.Input((400,)), *layers])
    assert (
        _first(run_public(BY_NAME["model"], model))
        == "In `model`, layer 1 of 4 is of type Flatten; expected Dense."
    )


def test_a_call_that_raises_says_on_which_arguments_and_in_which_error() -> None:
    def fails(a_in: Any, W: Any, b: Any, g: Any) -> Any:
        raise ValueError("no luck")

    message = _first(run_public(BY_NAME["my_dense"], fails))
    assert message == (
        "`my_dense(a_in, W, b, g)` with `a_in = [1, 2, 3, 4]`, `W = [[1, 2], [1, 2], [1, 2], [1, 2]]`, "
        "`b = [0, 0]`, `g(z) = z` raised ValueError: no luck."
    )


def test_changing_an_argument_is_named_and_costs_that_check_alone() -> None:
    def shifts(a_in: Any, W: Any, b: Any, g: Any) -> Any:
        out = g(a_in @ W + b)
        b += 1
        return out

    report = run_public(BY_NAME["my_dense"], shifts)
    assert report.score == 6
    assert _first(report).endswith("changed its argument `b`; expected the arguments to stay as they were.")


def test_nan_is_said_to_be_nan() -> None:
    message = _first(run_public(BY_NAME["my_dense"], lambda a_in, W, b, g: np.full(W.shape[1], np.nan)))
    assert message.endswith("returned nan or inf: [nan, nan]; expected [10, 20].")


def test_what_depends_on_a_failed_check_is_not_run_and_says_why() -> None:
    report = run_public(BY_NAME["my_dense"], answer_of(IDEAS["forgets_bias"]))
    skipped = {r.check.name: r.message for r in report.results if r.status == "skipped"}
    assert skipped == {"whole_layer": "not run: it needs “Each unit adds its own bias”"}


def _first(report: ExerciseReport) -> str:
    assert report.first_failure is not None
    assert report.first_failure.message is not None
    return report.first_failure.message
