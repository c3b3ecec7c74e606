"""Hidden checks of Part B of two_layer_mlp, exercises 11 to 16."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from public_tests.describe import Plain
from public_tests.expect import CheckFailed, expect_array, expect_shape
from public_tests.functions import Polynomial, Total
from public_tests.structures import expect_entries, expect_entry_values, expect_number, expect_parts
from public_tests.targets import Target
from public_tests.two_layer_mlp import (
    test_back_propagation_regularized,
    test_compute_cost_regularized,
    test_gradient_descent,
    test_initialize_parameters_uniform,
    test_numerical_gradient,
    test_predict_digits,
)

from .. import HiddenChecks
from ..inputs import Array, compare, different_sizes, small_network, spread

ROUNDS = 3
CLASSES = 10

CLEAR = 1e-3
"""By how much the largest of ten outputs has to lie above the next one, so that rounding decides nothing."""

uniform_checks = HiddenChecks(test_initialize_parameters_uniform)
regularized_cost_checks = HiddenChecks(test_compute_cost_regularized)
regularized_gradient_checks = HiddenChecks(test_back_propagation_regularized)
numerical_gradient_checks = HiddenChecks(test_numerical_gradient)
descent_checks = HiddenChecks(test_gradient_descent)
digit_checks = HiddenChecks(test_predict_digits)


# Exercise 11: initialize_parameters_uniform


@uniform_checks.check(
    points=1,
    needs=["drawn_one_by_one"],
    hint="Try other sizes: what is the shape of W2, and where do its smallest and largest entry lie?",
)
def interval(
    initialize_parameters_uniform: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """In networks of other sizes, W2 has the right shape and fills its interval."""
    for _ in range(ROUNDS):
        n_x = int(rng.integers(5, 15))
        n_h, n_y = (int(n) for n in rng.choice(np.arange(20, 41), 2, replace=False))
        value = initialize_parameters_uniform(n_x, n_h, n_y, seed=int(rng.integers(2**31)))
        W2 = expect_shape(expect_entries(value, ("W2",), "it")["W2"], (n_y, n_h), "W2")
        _expect_even(W2, float(np.sqrt(6 / (n_h + n_y))))


@uniform_checks.check(
    points=1,
    needs=["drawn_one_by_one"],
    hint="Try other sizes, all of them different: what is the shape of b2?",
)
def zero_biases(
    initialize_parameters_uniform: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """In networks of other sizes, b2 is a column of zeros."""
    for _ in range(ROUNDS):
        n_x, n_h, n_y = different_sizes(rng, 3)
        value = initialize_parameters_uniform(n_x, n_h, n_y, seed=int(rng.integers(2**31)))
        expect_array(expect_entries(value, ("b2",), "it")["b2"], np.zeros((n_y, 1)), "b2")


@uniform_checks.check(
    points=1,
    needs=["drawn_one_by_one"],
    hint="The same seed gives the same numbers, if they are drawn from the same stream in the same order.",
)
def other_draws(
    initialize_parameters_uniform: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """With other seeds, W1 and W2 hold the numbers of NumPy's random stream."""
    for _ in range(ROUNDS):
        sizes = different_sizes(rng, 3)
        seed = int(rng.integers(2**31))
        wanted = reference[0](*sizes, seed=seed)
        entries = expect_entries(initialize_parameters_uniform(*sizes, seed=seed), ("W1", "W2"), "it")
        for key in ("W1", "W2"):
            expect_array(entries[key], wanted[key], key)


def _expect_even(W: Array, bound: float) -> None:
    """Demand at least 400 numbers that fill the interval from -bound to bound evenly, up to its ends."""
    counts, _ = np.histogram(W, bins=4, range=(-bound, bound))
    usual = W.size / 4
    largest = np.max(np.abs(W))
    # Each fails for a right answer less than once in ten thousand: 0.97 to the power of 400, 5 deviations.
    if not 0.97 * bound < largest <= bound * (1 + 1e-6) or np.any(np.abs(counts - usual) > 0.45 * usual):
        raise CheckFailed("the numbers do not fill the interval evenly")


# Exercise 12: compute_cost_regularized


@regularized_cost_checks.check(
    points=2, needs=["one_number"], hint="Try other numbers of classes and examples, and another lambda."
)
def other_sizes(
    compute_cost_regularized: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """It works for networks of any size, any number of examples and any lambda."""
    for lambda_ in (0.0, float(rng.uniform(0.5, 2)), float(rng.uniform(5, 9))):
        n_x, n_h, n_y, m = different_sizes(rng, 4)
        outputs = rng.uniform(0.05, 0.95, (n_y, m))
        arguments = (outputs, _one_hot(rng, n_y, m), small_network(rng, n_x, n_h, n_y), lambda_)
        expect_number(compute_cost_regularized(*arguments), reference[0](*arguments), "it")


@regularized_cost_checks.check(
    points=1,
    needs=["target_1", "target_0"],
    hint="What makes an infinite cost of an output that is exactly 0 or 1, and which line prevents that?",
)
def certain_outputs(
    compute_cost_regularized: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """Outputs that are exactly 0 or 1, and right, cost nothing but the penalty."""
    n_x, n_h, n_y, m = different_sizes(rng, 4)
    targets = _one_hot(rng, n_y, m)
    arguments = (targets, targets, small_network(rng, n_x, n_h, n_y), float(rng.uniform(1, 5)))
    expect_number(compute_cost_regularized(*arguments), reference[0](*arguments), "it")


# Exercise 13: back_propagation_regularized


@regularized_gradient_checks.check(
    points=1, needs=["has_gradients"], hint="Try other sizes, all of them different, with lambda 0."
)
def without_penalty(
    back_propagation_regularized: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """Without a penalty, the gradients are right for networks of any size and any number of examples."""
    for _ in range(ROUNDS):
        _compare_gradients(back_propagation_regularized, reference[0], rng, 0.0)


@regularized_gradient_checks.check(
    points=2, needs=["has_gradients"], hint="Try other sizes, all of them different, with a lambda above 0."
)
def with_penalty(
    back_propagation_regularized: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """With a penalty, the gradients are right for networks of any size and any number of examples."""
    for _ in range(ROUNDS):
        _compare_gradients(back_propagation_regularized, reference[0], rng, float(rng.uniform(1, 5)))


def _compare_gradients(answer: Target, reference: Target, rng: np.random.Generator, lambda_: float) -> None:
    n_x, n_h, n_y, m = different_sizes(rng, 4)
    sums = {"Z1": rng.uniform(-2, 2, (n_h, m)), "Z2": rng.uniform(-2, 2, (n_y, m))}
    cache = {**sums, "A1": _sigmoid(sums["Z1"]), "A2": _sigmoid(sums["Z2"])}
    parameters = small_network(rng, n_x, n_h, n_y)
    arguments = (spread(rng, n_x, m), _one_hot(rng, n_y, m), parameters, cache, lambda_)
    expect_entry_values(answer(*arguments), reference(*arguments), "it")


# Exercise 14: numerical_gradient


@numerical_gradient_checks.check(
    points=2, needs=["steep_and_flat"], hint="Try a function of a sum, at places of several shapes."
)
def other_functions(
    numerical_gradient: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """It works for other functions, at places of any shape."""
    n, k, j = different_sizes(rng, 3)
    for shape in ((n,), (k, j), (1, 2, k)):
        arguments = (_function(rng), spread(rng, *shape), float(rng.uniform(0.02, 0.1)))
        compare(numerical_gradient, reference[0], arguments)


@numerical_gradient_checks.check(
    points=1,
    needs=["steep_and_flat"],
    hint="With a long step, even a central difference is not the exact slope: which number comes out then?",
)
def long_steps(numerical_gradient: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """With a long step it gives the slope between the two ends of that step."""
    for n in different_sizes(rng, ROUNDS):
        arguments = (_function(rng), spread(rng, n), float(rng.uniform(0.5, 2)))
        compare(numerical_gradient, reference[0], arguments)


def _function(rng: np.random.Generator) -> Total:
    """Draw a function of a sum of cubic terms, with coefficients far enough from 0 to be seen."""
    inner = (0.0, *(float(c) for c in rng.uniform(0.3, 1, 3) * rng.choice([-1, 1], 3)))
    outer = (0.0, float(rng.uniform(0.5, 1)), float(rng.uniform(0.1, 0.3)))
    return Total(Polynomial(*inner), Polynomial(*outer))


# Exercise 15: gradient_descent


@descent_checks.check(
    points=2,
    needs=["returns_parameters_and_costs"],
    hint="Try another network, another lambda and another number of iterations: which cost differs first?",
)
def other_costs(gradient_descent: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """From other starts, every recorded cost is the regularised cost before its step."""
    for _ in range(ROUNDS):
        arguments = _descent(rng)
        _, costs = _results(gradient_descent(*arguments))
        expect_array(costs, np.asarray(reference[0](*arguments)[1]), "the costs")


@descent_checks.check(
    points=1,
    needs=["returns_parameters_and_costs"],
    hint="Try another network, another rate and another number of iterations.",
)
def other_parameters(
    gradient_descent: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """From other starts, the parameters that come back are those after the last step."""
    for _ in range(ROUNDS):
        arguments = _descent(rng)
        parameters, _ = _results(gradient_descent(*arguments))
        expect_entry_values(parameters, reference[0](*arguments)[0], "the parameters")


def _descent(rng: np.random.Generator) -> tuple[Any, ...]:
    """Draw arguments: sizes that are all different, and steps short enough for a smooth descent."""
    n_x, n_h, n_y, m, steps = different_sizes(rng, 5)
    start = small_network(rng, n_x, n_h, n_y)
    lambda_, rate = float(rng.uniform(0.5, 2)), float(rng.uniform(0.1, 0.4))
    return spread(rng, n_x, m), _one_hot(rng, n_y, m), start, lambda_, rate, steps


def _results(value: Plain) -> tuple[Mapping[str, Plain], Plain]:
    parameters, costs = expect_parts(value, ("parameters", "cost_history"), "it")
    return expect_entries(parameters, ("W1", "b1", "W2", "b2"), "the parameters"), costs


# Exercise 16: predict_digits


@digit_checks.check(
    points=3,
    needs=["one_answer_per_example"],
    hint="Try other networks, and print A2 beside the answers: which row is largest in each column?",
)
def other_networks(predict_digits: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It reads the digits from networks of any size, for any number of examples."""
    for _ in range(ROUNDS):
        X, parameters = _clear_examples(rng)
        wanted = np.asarray(reference[0](X, parameters))
        expect_array(predict_digits(X, parameters), wanted, "it", may_add_axes=True)


def _clear_examples(rng: np.random.Generator) -> tuple[Array, dict[str, Array]]:
    """Draw a network of ten outputs, and inputs for which one of them is clearly the largest."""
    n_x, n_h, m = different_sizes(rng, 3)
    parameters = {key: 3 * value for key, value in small_network(rng, n_x, n_h, CLASSES).items()}
    X = 2 * spread(rng, n_x, 20 * m)
    A1 = _sigmoid(parameters["W1"] @ X + parameters["b1"])
    A2 = np.sort(_sigmoid(parameters["W2"] @ A1 + parameters["b2"]), axis=0)
    return X[:, A2[-1] - A2[-2] > CLEAR][:, :m], parameters


def _one_hot(rng: np.random.Generator, n_y: int, m: int) -> Array:
    """Draw targets: a column with one 1 for each example."""
    return np.eye(n_y)[:, rng.integers(0, n_y, m)]


def _sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))
