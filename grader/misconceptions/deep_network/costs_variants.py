"""Right answers to the functions of `costs` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("costs", targets=("cross_entropy_cost",))
def softmax_cost_of_true_classes(AL: Any, Y: Any) -> Any:
    """The probabilities of the true classes, picked by their places."""
    AL = np.clip(AL, 1e-12, 1, dtype=float)
    true_classes = np.argmax(Y, axis=0)
    return -np.mean(np.log(AL[true_classes, np.arange(Y.shape[1])]))


@accepted("costs", targets=("cross_entropy_cost",))
def softmax_cost_by_sum_of_product(AL: Any, Y: Any) -> Any:
    """The probability of the true class as a sum over the column."""
    AL = np.clip(AL, 1e-12, 1, dtype=float)
    return -np.log((AL * Y).sum(axis=0)).mean()


@accepted("costs", targets=("cross_entropy_cost",))
def softmax_cost_by_loop(AL: Any, Y: Any) -> Any:
    """Plain loops and a float."""
    import math

    K, m = Y.shape
    cost = 0.0
    for i in range(m):
        for k in range(K):
            if Y[k, i] == 1:
                cost -= math.log(max(AL[k, i], 1e-12)) / m
    return cost


@accepted("costs", targets=("cross_entropy_cost",))
def softmax_cost_by_trace(AL: Any, Y: Any) -> Any:
    """The diagonal of the matrix product alone."""
    AL = np.clip(AL, 1e-12, 1, dtype=float)
    return -np.trace(Y.T @ np.log(AL)) / AL.shape[1]


@accepted("costs", targets=("cross_entropy_cost",))
def softmax_cost_as_array(AL: Any, Y: Any) -> Any:
    """An array without axes, by `einsum`."""
    AL = np.clip(AL, 1e-12, 1, dtype=float)
    return np.array(-np.einsum("ki,ki->", Y, np.log(AL)) / Y.shape[1])


@accepted("costs", targets=("binary_cross_entropy_cost",))
def sigmoid_cost_in_two_sums(AL: Any, Y: Any) -> Any:
    """One sum where the answer is yes, and one where it is no."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12, dtype=float)
    yes = np.sum(Y * np.log(AL))
    no = np.sum((1 - Y) * np.log(1 - AL))
    return -(yes + no) / Y.shape[1]


@accepted("costs", targets=("binary_cross_entropy_cost",))
def sigmoid_cost_by_choice(AL: Any, Y: Any) -> Any:
    """The probability of the true answer chosen first; the logarithm afterwards."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12, dtype=float)
    likelihoods = np.where(Y == 1, AL, 1 - AL)
    return -np.log(likelihoods).sum(axis=0).mean()


@accepted("costs", targets=("binary_cross_entropy_cost",))
def sigmoid_cost_by_loop(AL: Any, Y: Any) -> Any:
    """Plain loops."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12, dtype=float)
    m = Y.shape[1]
    total = 0
    for k in range(Y.shape[0]):
        for i in range(m):
            total += np.log(AL[k, i]) if Y[k, i] else np.log(1 - AL[k, i])
    return -total / m


@accepted("costs", targets=("binary_cross_entropy_cost",))
def sigmoid_cost_by_products(AL: Any, Y: Any) -> Any:
    """Scalar products of long vectors, with `log1p`."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12, dtype=float)
    yes, no = Y.ravel(), 1 - Y.ravel()
    return float(-(yes @ np.log(AL.ravel()) + no @ np.log1p(-AL.ravel())) / Y.shape[1])


@accepted("costs", targets=("binary_cross_entropy_cost",))
def sigmoid_cost_class_by_class(AL: Any, Y: Any) -> Any:
    """The average of each class, added up in the end."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12, dtype=float)
    per_class = -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=1)
    return np.sum(per_class)
