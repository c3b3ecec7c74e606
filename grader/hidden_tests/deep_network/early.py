"""Hidden checks of exercises 1 to 4 of deep_network: labels as columns, activations, softmax, costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from public_tests.deep_network import test_activations, test_costs, test_one_hot, test_softmax
from public_tests.deep_network.activations import TARGETS as ACTIVATIONS
from public_tests.expect import expect_array
from public_tests.targets import Target

from .. import HiddenChecks
from ..inputs import Array, compare, different_sizes, halves

ROUNDS = 3

one_hot_checks = HiddenChecks(test_one_hot)
activations_checks = HiddenChecks(test_activations)
softmax_checks = HiddenChecks(test_softmax)
costs_checks = HiddenChecks(test_costs)


@one_hot_checks.check(
    points=2, needs=["is_function"], hint="Try other labels, and more classes than the labels show."
)
def other_labels(one_hot: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for other labels, also where some classes never occur."""
    for _ in range(ROUNDS):
        m, *unused = different_sizes(rng, 2)
        num_classes = m + sum(unused)
        labels = rng.integers(0, num_classes - 1, size=m)  # of the last class and others there are none
        compare(one_hot, reference[0], (labels, num_classes))


@one_hot_checks.check(points=1, needs=["is_function"], hint="Try many labels of type `np.uint8`.")
def many_labels(one_hot: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for hundreds of labels of the type that the files have."""
    labels = rng.integers(0, 10, size=int(rng.integers(300, 400)), dtype="uint8")
    compare(one_hot, reference[0], (labels, 10))


@activations_checks.check(points=0.5, hint="Try `relu` on other arrays, with one axis and with two.")
def other_values_of_relu(*functions: Target, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """`relu` is right for other arrays."""
    _compare_activation("relu", functions, reference, rng)


@activations_checks.check(
    points=1, hint="Compare `sigmoid_derivative` with differences of `sigmoid` at places close by."
)
def other_slopes_of_sigmoid(
    *functions: Target, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """`sigmoid_derivative` is right for other arrays, near 0 and far away."""
    _compare_activation("sigmoid_derivative", functions, reference, rng)


@activations_checks.check(
    points=1, hint="Compare `tanh_derivative` with differences of `tanh` at places close by."
)
def other_slopes_of_tanh(*functions: Target, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """`tanh_derivative` is right for other arrays, near 0 and far away."""
    _compare_activation("tanh_derivative", functions, reference, rng)


@activations_checks.check(
    points=0.5, hint="Try `relu_derivative` on other arrays, with one axis and with two."
)
def other_slopes_of_relu(*functions: Target, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """`relu_derivative` is right for other arrays."""
    _compare_activation("relu_derivative", functions, reference, rng)


def _compare_activation(
    name: str, functions: Sequence[Target], reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """Compare one function with the reference, at 0, in a matrix, and far away from 0."""
    place = ACTIVATIONS.index(name)
    n, m = different_sizes(rng, 2)
    near = np.append(halves(rng, n) / 2, 0)
    far = 400 * halves(rng, m, n)
    for Z in (near, halves(rng, n, m), far):
        compare(functions[place], reference[place], (Z,))


@softmax_checks.check(
    points=1.5, needs=["is_function"], hint="Try other numbers of classes and of examples, one of them 1."
)
def other_sizes(softmax: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """It works for any number of classes and of examples."""
    for _ in range(ROUNDS):
        K, m = different_sizes(rng, 2)
        compare(softmax, reference[0], (halves(rng, K, m),))
    compare(softmax, reference[0], (halves(rng, K, 1),))


@softmax_checks.check(
    points=1.5, needs=["is_function"], hint="Add a large number to one column and compare the results."
)
def shifted_columns(softmax: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """Shifting a column changes nothing, however far, and large differences do no harm."""
    K, m = different_sizes(rng, 2)
    Z = halves(rng, K, m)
    wanted = reference[0](Z)
    shifts = rng.choice([-1, 1], size=m) * rng.integers(1000, 2000, size=m)
    shifts[:2] = [3000, -3000]  # far from each other in any case
    for shifted in (Z + shifts, Z - shifts):
        expect_array(softmax(shifted), wanted, "it")
    compare(softmax, reference[0], (1000 * Z,))


@costs_checks.check(points=1.5, hint="Try `cross_entropy_cost` on other numbers of classes and of examples.")
def other_softmax_outputs(
    cross_entropy_cost: Target,
    binary_cross_entropy_cost: Target,
    *,
    reference: Sequence[Target],
    rng: np.random.Generator,
) -> None:
    """`cross_entropy_cost` is right for other numbers of classes and examples, and for a probability of 0."""
    for _ in range(ROUNDS):
        AL, Y = _outputs_and_labels(rng)
        AL /= AL.sum(axis=0)
        compare(cross_entropy_cost, reference[0], (AL, Y))
    compare(cross_entropy_cost, reference[0], (np.where(Y == 1, 0, AL), Y))


@costs_checks.check(
    points=1.5, hint="Try `binary_cross_entropy_cost` on other numbers of classes and of examples."
)
def other_sigmoid_outputs(
    cross_entropy_cost: Target,
    binary_cross_entropy_cost: Target,
    *,
    reference: Sequence[Target],
    rng: np.random.Generator,
) -> None:
    """`binary_cross_entropy_cost` is right for other numbers of classes and examples, sure or not."""
    for _ in range(ROUNDS):
        AL, Y = _outputs_and_labels(rng)
        compare(binary_cross_entropy_cost, reference[1], (AL, Y))
    compare(binary_cross_entropy_cost, reference[1], (AL.round(), Y))


def _outputs_and_labels(rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw outputs between 0.05 and 0.95, and one-hot labels, both of shape (K, m)."""
    K, m = different_sizes(rng, 2)
    return rng.uniform(0.05, 0.95, size=(K, m)), np.eye(K)[:, rng.integers(0, K, size=m)]
