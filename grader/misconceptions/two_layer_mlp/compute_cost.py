"""Wrong answers to `compute_cost` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception("compute_cost", hint="What stands in front of the sum, besides `m`?")
def forgets_half(A2: Any, Y: Any) -> Any:
    """The factor 1/2 is left out."""
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2) / m


@misconception("compute_cost", hint="The cost is an average: over what?")
def forgets_average(A2: Any, Y: Any) -> Any:
    """The sum is not divided by the number of examples."""
    return np.sum((A2 - Y) ** 2) / 2


@misconception("compute_cost", hint="Two factors stand below the line of the formula.")
def forgets_both_factors(A2: Any, Y: Any) -> Any:
    """The sum is divided neither by 2 nor by the number of examples."""
    return np.sum((A2 - Y) ** 2)


@misconception(
    "compute_cost", hint="`/ 2 * m` divides by 2 and multiplies by `m`; brackets put both below the line."
)
def multiplies_by_m(A2: Any, Y: Any) -> Any:
    """The sum is multiplied by the number of examples, for want of brackets below the line."""
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2) / 2 * m


@misconception(
    "compute_cost", hint="`np.mean` divides by the number of all entries; divide by that of the examples."
)
def averages_over_outputs_too(A2: Any, Y: Any) -> Any:
    """The mean is taken over the outputs too instead of adding their losses."""
    return np.mean((A2 - Y) ** 2) / 2


@misconception(
    "compute_cost", hint="The examples are the columns of `Y`: which number of its shape counts them?"
)
def divides_by_outputs(A2: Any, Y: Any) -> Any:
    """The sum is divided by the number of outputs instead of the number of examples."""
    m = Y.shape[0]
    return np.sum((A2 - Y) ** 2) / (2 * m)


@misconception(
    "compute_cost",
    hint="How is a difference made to count alike in both directions? The formula has a power.",
)
def forgets_square(A2: Any, Y: Any) -> Any:
    """The differences are added without being squared, so that they cancel each other."""
    m = Y.shape[1]
    return np.sum(A2 - Y) / (2 * m)


@misconception("compute_cost", hint="The formula squares the differences.")
def absolute_differences(A2: Any, Y: Any) -> Any:
    """The sizes of the differences are added instead of their squares."""
    m = Y.shape[1]
    return np.sum(np.abs(A2 - Y)) / (2 * m)


@misconception("compute_cost", hint="Which comes first, the square or the sum?")
def squares_the_sum(A2: Any, Y: Any) -> Any:
    """The differences are added first, and then the sum is squared."""
    m = Y.shape[1]
    return np.sum(A2 - Y) ** 2 / (2 * m)


@misconception("compute_cost", hint="First the difference of the two, then the square.")
def difference_of_squares(A2: Any, Y: Any) -> Any:
    """Outputs and targets are squared before their difference is taken."""
    m = Y.shape[1]
    return np.sum(A2**2 - Y**2) / (2 * m)


@misconception("compute_cost", hint="Is there a root in the formula?")
def takes_root(A2: Any, Y: Any) -> Any:
    """The square root of the cost is returned."""
    m = Y.shape[1]
    return np.sqrt(np.sum((A2 - Y) ** 2) / (2 * m))


@misconception(
    "compute_cost", hint="A cost is the larger, the worse the outputs are: what sign does it have?"
)
def negative_cost(A2: Any, Y: Any) -> Any:
    """The cost has the wrong sign."""
    m = Y.shape[1]
    return -np.sum((A2 - Y) ** 2) / (2 * m)


@misconception("compute_cost", hint="Part A of this lab uses the squared loss; logarithms come later.")
def cross_entropy(A2: Any, Y: Any) -> Any:
    """The cross-entropy is computed instead of the squared loss."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m


@misconception("compute_cost", hint="Compare outputs with targets, not with 0.")
def ignores_targets(A2: Any, Y: Any) -> Any:
    """The outputs themselves are squared instead of their differences from the targets."""
    m = Y.shape[1]
    return np.sum(A2**2) / (2 * m)


@misconception("compute_cost", hint="`np.sum` without an axis adds up all entries.")
def one_cost_per_example(A2: Any, Y: Any) -> Any:
    """Each example gets a cost of its own instead of one cost for all."""
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2, axis=0) / (2 * m)


@misconception("compute_cost", hint="A cost is a number; `np.sum` of the squares gives one.")
def matrix_product(A2: Any, Y: Any) -> Any:
    """The matrix product of the differences is returned, a matrix instead of a number."""
    m = Y.shape[1]
    return (A2 - Y) @ (A2 - Y).T / (2 * m)


@misconception("compute_cost", hint="`A2 -= Y` changes the caller's array; give the difference a new name.")
def writes_into_outputs(A2: Any, Y: Any) -> Any:
    """The differences are stored in the argument `A2` itself."""
    m = Y.shape[1]
    A2 -= Y
    return np.sum(A2**2) / (2 * m)
