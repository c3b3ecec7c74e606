"""Hidden checks of multiclass_digits: other inputs and sizes for softmax, and what the network computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from public_tests.multiclass_digits import (
    CLASSES,
    HIDDEN_UNITS,
    INPUT_WIDTH,
    test_model,
    test_my_softmax,
)
from public_tests.targets import Target

from . import HiddenChecks
from .inputs import compare, different_sizes, halves
from .networks import (
    expect_close_outputs,
    expect_same_order,
    expect_weight_shapes,
    forward,
    outputs_of,
)

Array = np.ndarray[Any, Any]

ROUNDS = 3
SIZES = (INPUT_WIDTH, *HIDDEN_UNITS, CLASSES)
ACTIVATIONS: tuple[Callable[[Array], Array], ...] = (
    lambda z: np.maximum(z, 0),
    lambda z: np.maximum(z, 0),
    lambda z: z,
)

my_softmax_checks = HiddenChecks(test_my_softmax)
model_checks = HiddenChecks(test_model)


@my_softmax_checks.check(
    points=2, needs=["is_function"], hint="Try other numbers of entries, in any order, some of them negative."
)
def other_inputs(my_softmax: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for other entries and any number of them."""
    for n in different_sizes(rng, ROUNDS):
        compare(my_softmax, reference[0], (halves(rng, n),))


@my_softmax_checks.check(
    points=1, needs=["is_function"], hint="Add 1 to all entries of `z` and compare the probabilities."
)
def common_shift(my_softmax: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """Adding one number to all entries changes no probability, and equal entries share alike."""
    for n in different_sizes(rng, ROUNDS):
        z = np.repeat(halves(rng, n), 2)  # every value twice
        for shift in (0, float(rng.integers(2, 5)), -float(rng.integers(2, 5))):
            compare(my_softmax, reference[0], (z + shift,))


@model_checks.check(points=1, needs=["is_model"])
def weight_shapes(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The weights of the network have the right shapes."""
    expect_weight_shapes(model, SIZES)


@model_checks.check(points=1, needs=["weight_shapes"], hint="What do the hidden layers do to negative sums?")
def output_order(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The network ranks the ten digits as ReLU layers with its weights rank them."""
    X = halves(rng, 20, INPUT_WIDTH)
    logits = forward(model, X, ACTIVATIONS)
    expect_same_order(outputs_of(model, X, logits.shape), logits)


@model_checks.check(
    points=1,
    needs=["weight_shapes"],
    hint="The outputs are the sums of the last layer, with nothing applied.",
)
def network_outputs(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The network computes what two ReLU layers and a linear layer with its weights compute."""
    X = halves(rng, 7, INPUT_WIDTH)
    logits = forward(model, X, ACTIVATIONS)
    expect_close_outputs(outputs_of(model, X, logits.shape), logits)
