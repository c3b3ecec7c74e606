"""Hidden checks of exercises 6 and 8 of deep_network: one layer forward and backward, of any size.

The second function of an exercise is judged by what it makes of the student's own first function, or by the
reference, whichever fits.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from public_tests.deep_network import test_layer_backward, test_layer_forward
from public_tests.deep_network.layer_backward import PARTS, expect_gradients, own_gradients
from public_tests.deep_network.layer_forward import own_sums
from public_tests.deep_network.layers import activated
from public_tests.deep_network.parts import expect_either, expect_text
from public_tests.expect import as_array, expect_array
from public_tests.structures import expect_entries, expect_parts
from public_tests.targets import Target

from .. import HiddenChecks
from ..inputs import compare, different_sizes, halves, spread
from .draws import ACTIVATIONS, layer, layer_cache

ROUNDS = 3

layer_forward_checks = HiddenChecks(test_layer_forward)
layer_backward_checks = HiddenChecks(test_layer_backward)


@layer_forward_checks.check(
    points=1.5, needs=["are_functions"], hint="Try other numbers of inputs, units and examples."
)
def other_sums(
    linear_forward: Target,
    activation_forward: Target,
    *,
    reference: Sequence[Target],
    rng: np.random.Generator,
) -> None:
    """`linear_forward` works for layers of any size."""
    for _ in range(ROUNDS):
        n_prev, n, m = different_sizes(rng, 3)
        compare(
            linear_forward, reference[0], (halves(rng, n_prev, m), halves(rng, n, n_prev), halves(rng, n, 1))
        )


@layer_forward_checks.check(
    points=1.5, needs=["are_functions"], hint="Try each activation with other numbers of units and examples."
)
def other_layers(
    linear_forward: Target,
    activation_forward: Target,
    *,
    reference: Sequence[Target],
    rng: np.random.Generator,
) -> None:
    """`activation_forward` works for layers of any size with any activation, cache included."""
    for name in rng.permutation(ACTIVATIONS).tolist():
        arguments = layer(rng)
        wanted_A, wanted = reference[1](*arguments, name)
        A, cache = expect_parts(activation_forward(*arguments, name), ("A", "cache"), "it")
        cache = expect_entries(cache, wanted, "it")
        expect_text(cache["activation"], name, "it")
        for key in ("A_prev", "W", "b"):
            expect_array(cache[key], wanted[key], "it")
        Z = own_sums(linear_forward, arguments)
        expect_either(cache["Z"], [Z], wanted["Z"], "it")
        expect_either(A, [] if Z is None else [activated(name, Z)], wanted_A, "it")
        expect_either(cache["A"], [as_array(A)], wanted_A, "it")


@layer_backward_checks.check(
    points=1.5, needs=["are_functions"], hint="Try other numbers of inputs, units and examples."
)
def other_linear_gradients(
    linear_backward: Target,
    activation_backward: Target,
    *,
    reference: Sequence[Target],
    rng: np.random.Generator,
) -> None:
    """`linear_backward` works for layers of any size."""
    for name in ACTIVATIONS:
        cache = layer_cache(*layer(rng), name)
        dZ = spread(rng, *cache["Z"].shape)
        found = expect_parts(linear_backward(dZ, cache), PARTS, "it")
        for part, wanted in zip(found, reference[0](dZ, cache), strict=True):
            expect_array(part, wanted, "it")


@layer_backward_checks.check(
    points=1.5, needs=["are_functions"], hint="Try each activation with other numbers of units and examples."
)
def other_layer_gradients(
    linear_backward: Target,
    activation_backward: Target,
    *,
    reference: Sequence[Target],
    rng: np.random.Generator,
) -> None:
    """`activation_backward` works for layers of any size with any activation."""
    for name in rng.permutation(ACTIVATIONS).tolist():
        cache = layer_cache(*layer(rng), name)
        dA = spread(rng, *cache["Z"].shape)
        # With the unit matrix for W, what goes back to the inputs is dZ itself.
        dZ, _, _ = reference[1](dA, cache | {"W": np.eye(len(dA))})
        found = expect_parts(activation_backward(dA, cache), PARTS, "it")
        own = own_gradients(linear_backward, dZ, dA, cache)
        expect_gradients(found, own, reference[1](dA, cache), "it")
