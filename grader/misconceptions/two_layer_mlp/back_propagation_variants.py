"""Right answers to `back_propagation` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import sigmoid_derivative


@accepted("back_propagation")
def slope_from_activations(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The slopes written as A (1 - A)."""
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m * A2 * (1 - A2)
    dZ1 = np.dot(W2.T, dZ2) * (A1 * (1 - A1))
    dW1, dW2 = np.dot(dZ1, X.T), np.dot(dZ2, A1.T)
    db1, db2 = dZ1.sum(axis=1, keepdims=True), dZ2.sum(axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@accepted("back_propagation")
def example_by_example(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """A loop over the examples that adds up their gradients."""
    W1, W2 = parameters["W1"], parameters["W2"]
    m = X.shape[1]
    dW1, db1 = np.zeros_like(W1), np.zeros((len(W1), 1))
    dW2, db2 = np.zeros_like(W2), np.zeros((len(W2), 1))
    for i in range(m):
        x, a1, a2 = X[:, i], cache["A1"][:, i], cache["A2"][:, i]
        error2 = (a2 - Y[:, i]) / m * a2 * (1 - a2)
        error1 = (error2 @ W2) * a1 * (1 - a1)
        dW2 += np.outer(error2, a1)
        db2[:, 0] += error2
        dW1 += np.outer(error1, x)
        db1[:, 0] += error1
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@accepted("back_propagation")
def einstein_sums(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """Every product as a sum in Einstein's notation."""
    dZ2 = (cache["A2"] - Y) / X.shape[1] * sigmoid_derivative(cache["Z2"])
    dZ1 = np.einsum("jh,jm->hm", parameters["W2"], dZ2) * sigmoid_derivative(cache["Z1"])
    return {
        "dW1": np.einsum("hm,xm->hx", dZ1, X),
        "db1": np.einsum("hm->h", dZ1)[:, None],
        "dW2": np.einsum("jm,hm->jh", dZ2, cache["A1"]),
        "db2": np.einsum("jm->j", dZ2)[:, None],
    }


@accepted("back_propagation")
def product_with_ones(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """Sums over the examples as products with a column of ones, and all steps in the dictionary."""
    ones = np.ones((X.shape[1], 1))
    dZ2 = (cache["A2"] - Y) / len(ones) * sigmoid_derivative(cache["Z2"])
    dZ1 = parameters["W2"].T @ dZ2 * sigmoid_derivative(cache["Z1"])
    grads = {"dZ1": dZ1, "dW1": dZ1 @ X.T, "db1": dZ1 @ ones}
    return {**grads, "dZ2": dZ2, "dW2": dZ2 @ cache["A1"].T, "db2": dZ2 @ ones}


@accepted("back_propagation", alone=True)
def lists_of_numbers(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The gradients as lists, with reshaped sums."""
    dZ2 = (cache["A2"] - Y) / X.shape[1] * sigmoid_derivative(cache["Z2"])
    dZ1 = (dZ2.T @ parameters["W2"]).T * sigmoid_derivative(cache["Z1"])
    db1, db2 = (np.sum(dZ, axis=1).reshape(-1, 1) for dZ in (dZ1, dZ2))
    grads = {"dW1": (X @ dZ1.T).T, "db1": db1, "dW2": dZ2 @ cache["A1"].T, "db2": db2}
    return {key: value.tolist() for key, value in grads.items()}


@accepted("back_propagation")
def single_precision(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """All arithmetic in 32 bits."""
    A1, A2 = cache["A1"].astype("float32"), cache["A2"].astype("float32")
    X, W2 = X.astype("float32"), parameters["W2"].astype("float32")
    dZ2 = (A2 - Y.astype("float32")) / np.float32(X.shape[1]) * A2 * (1 - A2)
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    db1, db2 = np.sum(dZ1, axis=1, keepdims=True), np.sum(dZ2, axis=1, keepdims=True)
    return {"dW1": dZ1 @ X.T, "db1": db1, "dW2": dZ2 @ A1.T, "db2": db2}
