"""Wrong answers to `costs` of deep_network that make one mistake in both functions.

Each returns the two functions, so that whoever made the mistake twice is told it once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

BOTH = ("cross_entropy_cost", "binary_cross_entropy_cost")


@misconception(
    "costs", targets=BOTH, hint="The logarithm of a number below 1 is negative: what makes a cost of it?"
)
def both_costs_lack_sign() -> Any:
    """Both costs have the wrong sign."""

    def cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1)
        return np.sum(Y * np.log(AL)) / Y.shape[1]

    def binary_cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1 - 1e-12)
        return np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]

    return cross_entropy_cost, binary_cross_entropy_cost


@misconception(
    "costs", targets=BOTH, hint="The cost is an average over the examples. What else does `np.mean` count?"
)
def both_costs_are_means_of_entries() -> Any:
    """In both costs the mean over all entries is taken, which divides by the number of classes as well."""

    def cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1)
        return -np.mean(Y * np.log(AL))

    def binary_cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1 - 1e-12)
        return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))

    return cross_entropy_cost, binary_cross_entropy_cost


@misconception("costs", targets=BOTH, hint="The cost is an average over the examples. How many are there?")
def both_costs_are_sums() -> Any:
    """In both costs the sum over the examples is not divided by their number."""

    def cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1)
        return -np.sum(Y * np.log(AL))

    def binary_cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1 - 1e-12)
        return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))

    return cross_entropy_cost, binary_cross_entropy_cost


@misconception(
    "costs", targets=BOTH, hint="With `axis`, `np.sum` leaves a number for each row or for each column."
)
def both_costs_per_example() -> Any:
    """Both functions return a number for each example instead of one for all."""

    def cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1)
        return -np.sum(Y * np.log(AL), axis=0) / Y.shape[1]

    def binary_cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1 - 1e-12)
        return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=0) / Y.shape[1]

    return cross_entropy_cost, binary_cross_entropy_cost


@misconception(
    "costs", targets=BOTH, hint="With `axis`, `np.sum` leaves a number for each row or for each column."
)
def both_costs_per_class() -> Any:
    """Both functions return a number for each class instead of one for all."""

    def cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1)
        return -np.sum(Y * np.log(AL), axis=1) / Y.shape[1]

    def binary_cross_entropy_cost(AL: Any, Y: Any) -> Any:
        AL = np.clip(AL, 1e-12, 1 - 1e-12)
        return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=1) / Y.shape[1]

    return cross_entropy_cost, binary_cross_entropy_cost
