"""Hidden checks of exercises 1 to 5 of two_layer_mlp: sizes, start, sigmoid, forward propagation, cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from public_tests.expect import expect_array, expect_shape
from public_tests.structures import expect_entries, expect_entry_values, expect_parts
from public_tests.targets import Target
from public_tests.two_layer_mlp import (
    test_compute_cost,
    test_forward_propagation,
    test_initialize_parameters,
    test_neural_network_structure,
    test_sigmoid,
)
from public_tests.two_layer_mlp.start import expect_spread

from .. import HiddenChecks
from ..inputs import Array, compare, different_sizes, draw_seed, halves, spread

ROUNDS = 3
MANY_WEIGHTS = (200, 100)
"""Hidden units and outputs of a large layer: of its 20,000 random weights the spread strays by 0.5 %."""
SPREAD_TOLERANCE = 0.05

structure_checks = HiddenChecks(test_neural_network_structure)
start_checks = HiddenChecks(test_initialize_parameters)
sigmoid_checks = HiddenChecks(test_sigmoid)
forward_checks = HiddenChecks(test_forward_propagation)
cost_checks = HiddenChecks(test_compute_cost)


@structure_checks.check(
    points=2, needs=["three_sizes"], hint="Try other numbers of inputs, outputs and examples, all different."
)
def other_sizes(
    neural_network_structure: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """It works for networks of any size and any number of examples."""
    for _ in range(ROUNDS):
        n_x, n_h, n_y, m = different_sizes(rng, 4)
        compare(neural_network_structure, reference[0], (spread(rng, n_x, m), spread(rng, n_y, m), n_h))


@structure_checks.check(points=1, needs=["outputs"], hint="What happens in a call without `n_h`?")
def default_in_other_networks(
    neural_network_structure: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """Without n_h it takes 5 hidden units, whatever the other sizes."""
    for _ in range(ROUNDS):
        n_x, n_y, m = different_sizes(rng, 3)
        compare(neural_network_structure, reference[0], (spread(rng, n_x, m), spread(rng, n_y, m)))


@start_checks.check(points=1, needs=["returns_parameters"], hint="Try other numbers of units in each layer.")
def biases_of_other_networks(
    initialize_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The biases are columns of zeros in networks of any size."""
    for _ in range(ROUNDS):
        sizes = different_sizes(rng, 3)
        parameters = expect_entries(initialize_parameters(*sizes), ("b1", "b2"), "it")
        for key, units in zip(("b1", "b2"), sizes[1:], strict=True):
            expect_array(parameters[key], np.zeros((units, 1)), key)


@start_checks.check(
    points=1, needs=["random_weights"], hint="Draw a large layer, and compare its spread with the formula."
)
def spread_of_large_layer(
    initialize_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """In a large layer the weights have the spread of the formula."""
    parameters = expect_entries(initialize_parameters(3, *MANY_WEIGHTS, seed=draw_seed(rng)), ("W2",), "it")
    expect_spread(expect_shape(parameters["W2"], MANY_WEIGHTS[::-1], "W2"), SPREAD_TOLERANCE, "W2")


@start_checks.check(
    points=1,
    needs=["random_weights"],
    hint="One draw for each weight, layer 1 first, as `np.random` gives them.",
)
def stream_of_other_seeds(
    initialize_parameters: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """Other seeds and sizes give the weights that `np.random.randn` draws."""
    for _ in range(ROUNDS):
        sizes, seed = different_sizes(rng, 3), draw_seed(rng)
        wanted = reference[0](*sizes, seed=seed)
        weights = {key: wanted[key] for key in ("W1", "W2")}
        expect_entry_values(initialize_parameters(*sizes, seed=seed), weights, "it")


@sigmoid_checks.check(points=2, needs=["is_function"], hint="Try other numbers, in a vector and in a matrix.")
def other_numbers(sigmoid: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for other numbers, in vectors and matrices of any size."""
    for _ in range(ROUNDS):
        rows, columns = different_sizes(rng, 2)
        for shape in ((rows,), (rows, columns)):
            compare(sigmoid, reference[0], (6 * spread(rng, *shape),))


@sigmoid_checks.check(
    points=1, needs=["is_function"], hint="What NumPy computes needs no word about the shape."
)
def any_shape(sigmoid: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for single numbers, and for arrays with three axes."""
    for _ in range(ROUNDS):
        compare(sigmoid, reference[0], (float(6 * spread(rng)),))
        compare(sigmoid, reference[0], (6 * spread(rng, *different_sizes(rng, 3)),))


@forward_checks.check(
    points=2, needs=["is_function"], hint="Try other numbers of inputs, hidden units, outputs and examples."
)
def outputs_of_other_networks(
    forward_propagation: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The outputs are right for networks of any size and any number of examples."""
    for _ in range(ROUNDS):
        arguments = _forward_case(rng)
        outputs, _ = expect_parts(forward_propagation(*arguments), ("A2", "cache"), "it")
        expect_array(outputs, reference[0](*arguments)[0], "A2")


@forward_checks.check(
    points=1, needs=["is_function"], hint="Look at Z1, A1, Z2 and A2 in this order, for another network."
)
def caches_of_other_networks(
    forward_propagation: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The cache holds the four right steps for networks of any size."""
    for _ in range(ROUNDS):
        arguments = _forward_case(rng)
        _, cache = expect_parts(forward_propagation(*arguments), ("A2", "cache"), "it")
        expect_entry_values(cache, reference[0](*arguments)[1], "it")


@cost_checks.check(points=2, needs=["is_number"], hint="Try other numbers of outputs and of examples.")
def other_costs(compute_cost: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any number of outputs and examples."""
    for _ in range(ROUNDS):
        shape = different_sizes(rng, 2)
        compare(compute_cost, reference[0], (2 * spread(rng, *shape), 2 * spread(rng, *shape)))


@cost_checks.check(
    points=1, needs=["is_number"], hint="Labels are whole numbers; what if the result is stored as one?"
)
def whole_labels(compute_cost: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for labels that are the whole numbers 0 and 1."""
    for m in different_sizes(rng, ROUNDS):
        compare(compute_cost, reference[0], (rng.uniform(size=(1, m)), rng.integers(0, 2, size=(1, m))))


def _forward_case(rng: np.random.Generator) -> tuple[Array, dict[str, Array]]:
    """Draw inputs and a network whose sums are exact, or of one sign, so that 32 bits are enough for them."""
    n_x, n_h, n_y, m = different_sizes(rng, 4)
    layer_1 = {"W1": halves(rng, n_h, n_x) / 8, "b1": halves(rng, n_h, 1) / 8}
    layer_2 = {"W2": rng.uniform(0.1, 1, (n_y, n_h)), "b2": rng.uniform(0.1, 1, (n_y, 1))}
    return halves(rng, n_x, m), layer_1 | layer_2
