"""Hidden checks of exercise 10 of deep_network: updates of any depth, trainings on other data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from public_tests.deep_network import test_training
from public_tests.structures import expect_entry_values, expect_parts
from public_tests.targets import Target

from .. import HiddenChecks
from ..inputs import different_sizes, small_network, spread

training_checks = HiddenChecks(test_training)


@training_checks.check(
    points=1, needs=["are_functions"], hint="Try networks with other numbers of layers and of units."
)
def other_updates(
    update_parameters: Target, train: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """`update_parameters` works for networks of any depth and any learning rate."""
    for depth in range(1, 6):
        sizes = different_sizes(rng, depth + 1)
        parameters = small_network(rng, *sizes)
        gradients = {f"d{key}": value for key, value in small_network(rng, *sizes).items()}
        gradients["dA0"] = spread(rng, sizes[0], 4)
        arguments = (parameters, gradients, float(rng.uniform(0.1, 2)))
        expect_entry_values(update_parameters(*arguments), reference[0](*arguments), "it")


@training_checks.check(
    points=1, needs=["are_functions"], hint="Try networks of another depth, with sigmoid outputs too."
)
def other_trainings(
    update_parameters: Target, train: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """`train` works for networks of any depth, with softmax and with sigmoid outputs."""
    for depth, output in ((1, "softmax"), (2, "sigmoid"), (3, "softmax"), (5, "sigmoid")):
        data, units = _data(rng, depth)
        activations = [*rng.choice(["tanh", "sigmoid"], depth - 1).tolist(), output]
        _compare(train, reference[1], (*data, units, activations, 0.3, 3))


@training_checks.check(
    points=1, needs=["are_functions"], hint="Try other sizes of mini-batches, and held-out examples."
)
def other_batches(
    update_parameters: Target, train: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """`train` works with mini-batches of any size, and records the accuracies."""
    for batch_size in (1, 3, None):
        (X, labels), units = _data(rng, 3)
        held_out = (spread(rng, *X.shape), rng.permutation(labels))
        seed = int(rng.integers(1000))
        options = (0.2, 4, batch_size, "xavier", seed, held_out, 3)
        _compare(train, reference[1], (X, labels, units, ["tanh", "tanh", "softmax"], *options))


def _data(rng: np.random.Generator, depth: int) -> tuple[tuple[Any, Any], list[int]]:
    """Draw inputs with labels, and the sizes of a network for them."""
    *units, m = different_sizes(rng, depth + 2)
    return (spread(rng, units[0], m), rng.integers(0, units[-1], size=m)), units


def _compare(train: Target, reference: Target, arguments: tuple[Any, ...]) -> None:
    """Demand the costs, accuracies and parameters that the reference gives."""
    right_parameters, right_history = reference(*arguments)
    parameters, history = expect_parts(train(*arguments), ("parameters", "history"), "it")
    expect_entry_values(parameters, right_parameters, "it")
    records = [key for key in ("cost", "train_accuracy", "validation_accuracy") if key in right_history]
    expect_entry_values(history, {key: right_history[key] for key in records}, "it")
