"""Hidden checks of exercises 6 to 9 of two_layer_mlp: gradients, steps, training, predictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autils.activations import sigmoid
from public_tests.structures import expect_entry_values
from public_tests.targets import Target
from public_tests.two_layer_mlp import (
    test_back_propagation,
    test_predict,
    test_train_loop,
    test_update_parameters,
)

from .. import HiddenChecks
from ..inputs import Array, compare, different_sizes, draw_seed, halves, small_network, spread

ROUNDS = 3
CLEAR = 0.001
"""How far the outputs of a network for `predict` are from 0.5 at least."""

backward_checks = HiddenChecks(test_back_propagation)
update_checks = HiddenChecks(test_update_parameters)
training_checks = HiddenChecks(test_train_loop)
predict_checks = HiddenChecks(test_predict)


@backward_checks.check(
    points=2,
    needs=["returns_gradients"],
    hint="Try other numbers of inputs, hidden units, outputs and examples.",
)
def weights_of_other_networks(
    back_propagation: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The gradients of the weights are right for networks of any size."""
    _compare_entries(
        back_propagation, reference[0], ("dW1", "dW2"), [_backward_case(rng) for _ in range(ROUNDS)]
    )


@backward_checks.check(
    points=1,
    needs=["returns_gradients"],
    hint="A column with an entry for each unit, in networks of any size.",
)
def biases_of_other_layers(
    back_propagation: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The gradients of the biases are right for networks of any size."""
    _compare_entries(
        back_propagation, reference[0], ("db1", "db2"), [_backward_case(rng) for _ in range(ROUNDS)]
    )


@update_checks.check(
    points=2, needs=["takes_a_step"], hint="Try another learning rate, and a network of another size."
)
def steps_of_other_weights(
    update_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The weights take the right step for any learning rate, in networks of any size."""
    _compare_entries(
        update_parameters, reference[0], ("W1", "W2"), [_update_case(rng) for _ in range(ROUNDS)]
    )


@update_checks.check(
    points=1, needs=["takes_a_step"], hint="Try another learning rate, and look at the biases alone."
)
def steps_of_other_biases(
    update_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The biases take the right step for any learning rate, in networks of any size."""
    _compare_entries(
        update_parameters, reference[0], ("b1", "b2"), [_update_case(rng) for _ in range(ROUNDS)]
    )


@training_checks.check(
    points=2, needs=["returns_parameters"], hint="Try other data, and another number of hidden units."
)
def other_trainings(train_loop: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """Other data, sizes, rates and seeds lead to the right parameters."""
    for _ in range(ROUNDS):
        _compare_trainings(train_loop, reference[0], rng, steps=int(rng.integers(2, 6)))


@training_checks.check(
    points=1, needs=["returns_parameters"], hint="Does every step start where the one before has ended?"
)
def long_training(train_loop: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """A long training leads to the right parameters."""
    _compare_trainings(train_loop, reference[0], rng, steps=40)


@predict_checks.check(points=2, needs=["zeros_and_ones"], hint="Try other numbers of inputs and of examples.")
def other_answers(predict: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The answers are right for other networks and examples."""
    for _ in range(ROUNDS):
        compare(predict, reference[0], _inputs_on_both_sides(rng, scale=4))


@predict_checks.check(points=1, needs=["zeros_and_ones"], hint="Where exactly is the border between 0 and 1?")
def answers_near_the_border(
    predict: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The answers are right where all outputs are near 0.5."""
    for _ in range(ROUNDS):
        compare(predict, reference[0], _inputs_on_both_sides(rng, scale=0.25))


def _forward(X: Array, parameters: dict[str, Array]) -> dict[str, Array]:
    """Return the cache of a network for these inputs."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    Z2 = parameters["W2"] @ sigmoid(Z1) + parameters["b2"]
    return {"Z1": Z1, "A1": sigmoid(Z1), "Z2": Z2, "A2": sigmoid(Z2)}


def _backward_case(rng: np.random.Generator) -> tuple[Any, ...]:
    n_x, n_h, n_y, m = different_sizes(rng, 4)
    X, parameters = spread(rng, n_x, m), small_network(rng, n_x, n_h, n_y)
    cache = _forward(X, parameters)
    return X, rng.integers(0, 2, size=cache["A2"].shape), parameters, cache


def _update_case(rng: np.random.Generator) -> tuple[Any, ...]:
    """Draw parameters, gradients and a rate that 32 bits hold exactly, as they do their differences."""
    n_x, n_h, n_y = different_sizes(rng, 3)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    parameters, gradients = ({key: halves(rng, *shape) for key, shape in shapes.items()} for _ in range(2))
    rate = int(rng.integers(0, 12)) / 8 + 1 / 16
    return parameters, {f"d{key}": array for key, array in gradients.items()}, rate


def _compare_entries(
    answer: Target, reference: Target, keys: Sequence[str], cases: Sequence[tuple[Any, ...]]
) -> None:
    """Demand some entries of the dictionaries that the reference gives."""
    for arguments in cases:
        wanted = reference(*arguments)
        expect_entry_values(answer(*arguments), {key: wanted[key] for key in keys}, "it")


def _compare_trainings(answer: Target, reference: Target, rng: np.random.Generator, steps: int) -> None:
    """Train both from one seed, and demand the same parameters."""
    n_x, n_h, n_y, m = different_sizes(rng, 4)
    Y = rng.integers(0, 2, size=(n_y, m))
    arguments = (spread(rng, n_x, m), Y, n_h, float(rng.uniform(0.2, 2)), steps, False)
    seed = draw_seed(rng)
    expect_entry_values(answer(*arguments, seed=seed), reference(*arguments, seed=seed), "it")


def _inputs_on_both_sides(rng: np.random.Generator, scale: float) -> tuple[Array, dict[str, Array]]:
    """Draw a network with one output, and some dozens of inputs, none of whose outputs is 0.5 within `CLEAR`.

    About 7 of 10 outputs are below 0.5, so that neither their mean nor their median is the border.

    Args:
        rng: the check's own generator.
        scale: of the weights of layer 2; the smaller, the nearer all outputs are to 0.5.
    """
    n_x, n_h, dozens = different_sizes(rng, 3)
    parameters = small_network(rng, n_x, n_h, 1)
    parameters["W2"] *= scale
    X = 2 * spread(rng, n_x, 12 * dozens)
    parameters["b2"] -= np.quantile(_forward(X, parameters)["Z2"], 0.7)
    return X[:, np.abs(_forward(X, parameters)["A2"][0] - 0.5) > CLEAR], parameters
