"""Hidden checks of exercise 5 of deep_network: start values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from public_tests.deep_network import test_initialize_parameters
from public_tests.expect import CheckFailed, same_values
from public_tests.structures import expect_entry_shapes, expect_entry_values
from public_tests.targets import Target

from .. import HiddenChecks
from ..inputs import different_sizes

METHODS = ("he", "xavier", "small")
SPREADS = {"he": 2.0, "xavier": 1.0}  # times 1 / n_prev: the variance of the weights

initialize_parameters_checks = HiddenChecks(test_initialize_parameters)


@initialize_parameters_checks.check(
    points=1, needs=["weights_differ"], hint="Try networks with other numbers of layers and of units."
)
def other_networks(
    initialize_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """Weights and biases have the right shapes in networks with other numbers of layers and of units."""
    for method in METHODS:
        units = different_sizes(rng, int(rng.integers(2, 7)))
        wanted = reference[0](units, method, int(rng.integers(1000)))
        entries = initialize_parameters(units, method, int(rng.integers(1000)))
        expect_entry_shapes(entries, {key: array.shape for key, array in wanted.items()}, "it")
        if method != "small":
            expect_entry_values(entries, {k: b for k, b in wanted.items() if k.startswith("b")}, "it")


@initialize_parameters_checks.check(
    points=1,
    needs=["weights_differ"],
    hint="Compare the standard deviations of the weights in wide and narrow layers, and for other seeds.",
)
def other_seeds(
    initialize_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """For any seed the standard deviations are right, and no state outside the function changes."""
    for method, factor in SPREADS.items():
        units = [int(rng.integers(*limits)) for limits in ((15, 25), (50, 80), (15, 25))]
        seed = int(rng.integers(1000))
        returned = initialize_parameters.call(units, method, seed)
        shapes = {f"W{layer}": (n, n_prev) for layer, (n_prev, n) in enumerate(pairwise(units), start=1)}
        for W in expect_entry_shapes(returned.value, shapes, "it").values():
            with np.errstate(over="ignore", invalid="ignore"):
                spread = np.std(W) * np.sqrt(W.shape[1] / factor)
            if not 0.85 < spread < 1.15:  # nearly six times the chance error of 750 numbers
                raise CheckFailed("the weights have another standard deviation")
        if returned.drew or not same_values(returned.value, initialize_parameters(units, method, seed)):
            raise CheckFailed("the numbers come from a state outside the function, or change one")


@initialize_parameters_checks.check(
    points=1,
    needs=["weights_differ"],
    hint="From which generator, and in which order, are the numbers drawn?",
)
def same_numbers(
    initialize_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The numbers are those of the given generator, for every method and any seed."""
    for method in METHODS:
        arguments = (different_sizes(rng, 4), method, int(rng.integers(1000)))
        expect_entry_values(initialize_parameters(*arguments), reference[0](*arguments), "it")
