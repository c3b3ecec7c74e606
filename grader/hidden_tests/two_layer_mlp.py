"""Hidden checks of two_layer_mlp: other sizes, other numbers, compared with the reference."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from public_tests.expect import expect_array
from public_tests.structures import expect_entry_values, expect_parts
from public_tests.targets import Target
from public_tests.two_layer_mlp import test_forward_propagation

from . import HiddenChecks
from .inputs import different_sizes, small_network, spread

ROUNDS = 3

forward_checks = HiddenChecks(test_forward_propagation)


@forward_checks.check(
    points=3, needs=["is_function"], hint="Try other numbers of inputs, hidden units, outputs and examples."
)
def other_sizes(
    forward_propagation: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """It works for networks of any size and any number of examples."""
    for _ in range(ROUNDS):
        n_x, n_h, n_y, m = different_sizes(rng, 4)
        arguments = (spread(rng, n_x, m), small_network(rng, n_x, n_h, n_y))
        wanted = reference[0](*arguments)
        A2, cache = expect_parts(forward_propagation(*arguments), ("A2", "cache"), "it")
        expect_entry_values(cache, wanted[1], "it")
        expect_array(A2, wanted[0], "it")
