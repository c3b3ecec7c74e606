"""Hidden checks of binary_digits: other sizes, other functions g, and what the network computes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from public_tests.binary_digits import INPUT_WIDTH, UNITS, test_c1, test_c2, test_c3
from public_tests.cases import Activation, identity
from public_tests.expect import CheckFailed, as_array, expect_array
from public_tests.targets import Target

from . import HiddenChecks, ReferenceFailed

Array = np.ndarray[Any, Any]

ROUNDS = 3
NETWORK_ATOL = 1e-5
"""Keras computes in 32 bits: three layers of sums of up to 400 terms agree with 64 bits to about 1e-6."""

model_checks = HiddenChecks(test_c1)
my_dense_checks = HiddenChecks(test_c2)
my_dense_v_checks = HiddenChecks(test_c3)


@model_checks.check(points=1, needs=["is_model"])
def weight_shapes(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The weights of the network have the right shapes."""
    sizes = (INPUT_WIDTH, *UNITS)
    model.describe(INPUT_WIDTH)  # builds a network that was never told its input
    shapes = [tuple(w.shape for w in layer) for layer in _weights(model)]
    if shapes != [((n, j), (j,)) for n, j in pairwise(sizes)]:
        raise CheckFailed(f"the weights have the shapes {shapes}")


@model_checks.check(points=2, needs=["weight_shapes"])
def network_outputs(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The network computes what three sigmoid layers with its weights compute."""
    X = rng.integers(0, 256, size=(7, INPUT_WIDTH)) / 256
    A = X
    for W, b in _weights(model):
        A = 1 / (1 + np.exp(-(A @ W + b)))
    outputs = as_array(model.predict(X))
    if outputs is None or outputs.shape != A.shape or not np.allclose(outputs, A, rtol=0, atol=NETWORK_ATOL):
        raise CheckFailed("the outputs are not those of three sigmoid layers")


@my_dense_checks.check(
    points=2, needs=["is_function"], hint="Try a layer with other numbers of inputs and units."
)
def other_sizes(my_dense: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for layers of any size."""
    for _ in range(ROUNDS):
        n, j = _different_sizes(rng, 2)
        _compare(my_dense, reference[0], (_halves(rng, n), _halves(rng, n, j), _halves(rng, j), identity))


@my_dense_checks.check(points=1, needs=["is_function"], hint="Try a function g of your own.")
def other_functions(my_dense: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any activation function g."""
    for _ in range(ROUNDS):
        n, j = _different_sizes(rng, 2)
        g = _random_cubic(rng)
        _compare(my_dense, reference[0], (_halves(rng, n), _halves(rng, n, j), _halves(rng, j), g))


@my_dense_v_checks.check(
    points=2, needs=["is_function_v"], hint="Try other numbers of examples, inputs and units."
)
def other_sizes_v(my_dense_v: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any number of examples and layers of any size."""
    for _ in range(ROUNDS):
        m, n, j = _different_sizes(rng, 3)
        arguments = (_halves(rng, m, n), _halves(rng, n, j), _halves(rng, j), identity)
        _compare(my_dense_v, reference[0], arguments)


@my_dense_v_checks.check(points=1, needs=["is_function_v"], hint="Try a function g of your own.")
def other_functions_v(my_dense_v: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any activation function g."""
    for _ in range(ROUNDS):
        m, n, j = _different_sizes(rng, 3)
        g = _random_cubic(rng)
        arguments = (_halves(rng, m, n), _halves(rng, n, j), _halves(rng, j), g)
        _compare(my_dense_v, reference[0], arguments)


def _compare(answer: Target, reference: Target, arguments: tuple[Any, ...]) -> None:
    """Demand of the answer what the reference gives for the same arguments."""
    wanted = as_array(reference(*arguments))
    if wanted is None:
        raise ReferenceFailed(f"the reference solution `{reference.name}` returned no array of numbers")
    expect_array(answer(*arguments), wanted, f"`{answer.name}`")


def _different_sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Draw sizes from 2 to 9, all different, so that no two axes can be mixed up unseen."""
    return [int(size) for size in rng.choice(np.arange(2, 10), count, replace=False)]


def _halves(rng: np.random.Generator, *shape: int) -> Array:
    """Draw multiples of 1/2 between -3 and 3 but not 0, so that sums of products are exact in 32 bits too."""
    signs: Array = rng.choice([-0.5, 0.5], size=shape)
    return signs * rng.integers(1, 7, size=shape)


def _random_cubic(rng: np.random.Generator) -> Activation:
    """Draw a function z -> p z + q z^3 with positive p and q: no two parts of it cancel."""
    p, q = rng.integers(2, 9, size=2) / 4

    def g(z: Any) -> Any:
        return p * z + q * z**3

    return g


def _weights(model: Target) -> list[list[Array]]:
    """Return the network's weights, two arrays of numbers per layer."""
    layers = model.weights()
    if not isinstance(layers, list) or not all(
        isinstance(layer, list) and len(layer) == 2 for layer in layers
    ):
        raise CheckFailed("the layers do not hold two arrays of weights each")
    arrays = [[as_array(w) for w in layer] for layer in layers]
    if any(w is None for layer in arrays for w in layer):
        raise CheckFailed("the weights are not arrays of numbers")
    return [[w for w in layer if w is not None] for layer in arrays]
