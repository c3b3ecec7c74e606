"""Right answers to `back_propagation_regularized` of two_layer_mlp, in forms that students write."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted

NAME = "back_propagation_regularized"


@accepted(NAME)
def example_by_example(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """A loop over the examples that adds up outer products."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dW1, dW2 = np.zeros_like(W1), np.zeros_like(W2)
    db1, db2 = np.zeros((W1.shape[0], 1)), np.zeros((W2.shape[0], 1))
    for i in range(m):
        x, a1 = X[:, [i]], A1[:, [i]]
        dz2 = A2[:, [i]] - Y[:, [i]]
        dz1 = np.dot(W2.T, dz2) * a1 * (1 - a1)
        dW2 += np.dot(dz2, a1.T) / m
        dW1 += np.dot(dz1, x.T) / m
        db2 += dz2 / m
        db1 += dz1 / m
    dW1 += lambda_ / m * W1
    dW2 += lambda_ / m * W2
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@accepted(NAME)
def unit_by_unit(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """Loops over the units of both layers, and results in 32 bits."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dW1, db1 = np.zeros(W1.shape, "float32"), np.zeros((len(W1), 1), "float32")
    dW2, db2 = np.zeros(W2.shape, "float32"), np.zeros((len(W2), 1), "float32")
    back = np.zeros(A1.shape)
    for k in range(len(W2)):
        errors = (A2[k] - Y[k]) / m
        dW2[k] = A1 @ errors + lambda_ / m * W2[k]
        db2[k] = np.sum(errors)
        back += np.outer(W2[k], errors)
    for j in range(len(W1)):
        errors = back[j] * A1[j] * (1 - A1[j])
        dW1[j] = X @ errors + lambda_ / m * W1[j]
        db1[j] = np.sum(errors)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@accepted(NAME)
def slope_from_sums_of_the_cache(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The slope of the hidden units computed anew from Z1."""
    m = X.shape[1]
    W1, W2 = parameters["W1"], parameters["W2"]
    s = 1 / (1 + np.exp(-cache["Z1"]))
    dZ2 = (cache["A2"] - Y) / m
    dZ1 = (W2.T @ dZ2) * (s * (1 - s))
    return {
        "dW1": dZ1 @ X.T + W1 * lambda_ / m,
        "db1": np.sum(dZ1, axis=1)[:, None],
        "dW2": dZ2 @ s.T + W2 * lambda_ / m,
        "db2": np.sum(dZ2, axis=1)[:, None],
    }


@accepted(NAME)
def einsum(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """Sums of products by `np.einsum`, and further entries in the dictionary."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dZ1 = np.einsum("kj,ki,ji,ji->ji", W2, dZ2, A1, 1 - A1)
    dW2 = np.einsum("ki,ji->kj", dZ2, A1) + lambda_ / m * W2
    dW1 = np.einsum("ji,ni->jn", dZ1, X) + lambda_ / m * W1
    db1, db2 = np.einsum("ji->j", dZ1)[:, np.newaxis], np.einsum("ki->k", dZ2)[:, np.newaxis]
    return {"dZ1": dZ1, "dW1": dW1, "db1": db1, "dZ2": dZ2, "dW2": dW2, "db2": db2}


@accepted(NAME)
def bias_as_a_unit(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """A row of ones, so that weights and bias of a layer have one gradient, cut apart afterwards."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    ones = np.ones((1, m))
    dZ2 = (A2 - Y) / m
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    d2 = dZ2 @ np.vstack([ones, A1]).T
    d1 = dZ1 @ np.vstack([ones, X]).T
    d2[:, 1:] += lambda_ / m * W2
    d1[:, 1:] += lambda_ / m * W1
    return {"dW1": d1[:, 1:], "db1": d1[:, :1], "dW2": d2[:, 1:], "db2": d2[:, :1]}


@accepted(NAME)
def mean_at_the_end(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """Errors that are not divided, and 1/m in each of the four gradients."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dZ1 = np.dot(W2.T, dZ2) * (A1 - A1**2)
    dW2 = (np.dot(dZ2, A1.T) + lambda_ * W2) / m
    dW1 = 1 / m * (np.dot(dZ1, X.T) + lambda_ * W1)
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    db1 = np.mean(dZ1, axis=1).reshape(-1, 1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
