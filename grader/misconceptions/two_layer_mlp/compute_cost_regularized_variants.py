"""Right answers to `compute_cost_regularized` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted

NAME = "compute_cost_regularized"


@accepted(NAME)
def example_by_example(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """Loops over examples, classes and weights."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    cost = 0.0
    for i in range(m):
        for k in range(Y.shape[0]):
            if Y[k, i] == 1:
                cost -= np.log(A2[k, i]) / m
            else:
                cost -= np.log(1 - A2[k, i]) / m
    for W in (parameters["W1"], parameters["W2"]):
        for row in W:
            for weight in row:
                cost += lambda_ * weight**2 / (2 * m)
    return float(cost)


@accepted(NAME)
def choice_of_output(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The probability given to the target, and norms of the weights."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    given = np.where(Y > 0.5, A2, 1 - A2)
    norms = np.linalg.norm(parameters["W1"]) ** 2 + np.linalg.norm(parameters["W2"]) ** 2
    return lambda_ * norms / 2 / m - np.log(given).sum(axis=0).mean()


@accepted(NAME)
def einsum(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """Sums of products by `np.einsum`."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    W1, W2 = parameters["W1"], parameters["W2"]
    data_cost = -(np.einsum("ki,ki", Y, np.log(A2)) + np.einsum("ki,ki", 1 - Y, np.log(1 - A2))) / m
    penalty = lambda_ / (2 * m) * (np.einsum("ij,ij", W1, W1) + np.einsum("ij,ij", W2, W2))
    return data_cost + penalty


@accepted(NAME)
def single_precision(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """A result in 32 bits."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log1p(-A2)) / m
    cost += lambda_ / (2 * m) * sum((parameters[name] ** 2).sum() for name in ("W1", "W2"))
    return np.float32(cost)


@accepted(NAME)
def array_without_axes(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """An array without axes, and products of matrices for the sums."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    W1, W2 = parameters["W1"], parameters["W2"]
    data_cost = -np.trace(Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T) / m
    penalty = lambda_ / (2 * m) * (np.trace(W1 @ W1.T) + np.trace(W2.T @ W2))
    return np.array(data_cost + penalty)


@accepted(NAME)
def own_clipping(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """Logarithms of one array that is 1 where nothing is to be paid."""
    m = Y.shape[1]
    wrong = np.abs(Y - A2)
    right = np.maximum(1 - wrong, 1e-12)
    weights = np.concatenate([parameters["W1"].ravel(), parameters["W2"].ravel()])
    return -np.log(right).sum() / m + lambda_ / (2 * m) * weights @ weights
