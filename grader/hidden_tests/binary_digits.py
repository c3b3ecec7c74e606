"""Hidden checks of binary_digits: other sizes, other functions g, and what the network computes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autils import sigmoid
from public_tests.binary_digits import INPUT_WIDTH, UNITS, test_c1, test_c2, test_c3
from public_tests.functions import Polynomial, identity
from public_tests.targets import Target

from . import HiddenChecks
from .inputs import compare, different_sizes, halves
from .networks import expect_close_outputs, expect_weight_shapes, forward, outputs_of

ROUNDS = 3

model_checks = HiddenChecks(test_c1)
my_dense_checks = HiddenChecks(test_c2)
my_dense_v_checks = HiddenChecks(test_c3)


@model_checks.check(points=1, needs=["is_model"])
def weight_shapes(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The weights of the network have the right shapes."""
    expect_weight_shapes(model, (INPUT_WIDTH, *UNITS))


@model_checks.check(points=2, needs=["weight_shapes"])
def network_outputs(model: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The network computes what three sigmoid layers with its weights compute."""
    X = rng.integers(0, 256, size=(7, INPUT_WIDTH)) / 256
    wanted = forward(model, X, [sigmoid] * len(UNITS))
    expect_close_outputs(outputs_of(model, X, wanted.shape), wanted)


@my_dense_checks.check(
    points=2, needs=["is_function"], hint="Try a layer with other numbers of inputs and units."
)
def other_sizes(my_dense: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for layers of any size."""
    for _ in range(ROUNDS):
        n, j = different_sizes(rng, 2)
        compare(my_dense, reference[0], (halves(rng, n), halves(rng, n, j), halves(rng, j), identity))


@my_dense_checks.check(points=1, needs=["is_function"], hint="Try a function g of your own.")
def other_functions(my_dense: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any activation function g."""
    for _ in range(ROUNDS):
        n, j = different_sizes(rng, 2)
        g = _random_cubic(rng)
        compare(my_dense, reference[0], (halves(rng, n), halves(rng, n, j), halves(rng, j), g))


@my_dense_v_checks.check(
    points=2, needs=["is_function_v"], hint="Try other numbers of examples, inputs and units."
)
def other_sizes_v(my_dense_v: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any number of examples and layers of any size."""
    for _ in range(ROUNDS):
        m, n, j = different_sizes(rng, 3)
        arguments = (halves(rng, m, n), halves(rng, n, j), halves(rng, j), identity)
        compare(my_dense_v, reference[0], arguments)


@my_dense_v_checks.check(points=1, needs=["is_function_v"], hint="Try a function g of your own.")
def other_functions_v(my_dense_v: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any activation function g."""
    for _ in range(ROUNDS):
        m, n, j = different_sizes(rng, 3)
        g = _random_cubic(rng)
        arguments = (halves(rng, m, n), halves(rng, n, j), halves(rng, j), g)
        compare(my_dense_v, reference[0], arguments)


def _random_cubic(rng: np.random.Generator) -> Polynomial:
    """Draw a function z -> p z + q z^3 with positive p and q: no two parts of it cancel."""
    p, q = (float(number) for number in rng.integers(2, 9, size=2) / 4)
    return Polynomial(0, p, 0, q)
