"""Right answers to `forward_propagation` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import sigmoid


@accepted("forward_propagation")
def dot_products(X: Any, parameters: Any) -> Any:
    """NumPy's function for the product, and a list of two results."""
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    Z1 = np.add(np.dot(W1, X), b1)
    A1 = sigmoid(Z1)
    Z2 = np.add(np.dot(W2, A1), b2)
    A2 = sigmoid(Z2)
    return [A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}]


@accepted("forward_propagation")
def example_by_example(X: Any, parameters: Any) -> Any:
    """A loop over the examples, whose columns are put side by side at the end."""
    columns: Any = {"Z1": [], "A1": [], "Z2": [], "A2": []}
    for x in X.T:
        z1 = parameters["W1"] @ x + parameters["b1"].ravel()
        a1 = sigmoid(z1)
        z2 = parameters["W2"] @ a1 + parameters["b2"].ravel()
        for key, column in zip(columns, (z1, a1, z2, sigmoid(z2)), strict=True):
            columns[key].append(column)
    cache = {key: np.column_stack(value) for key, value in columns.items()}
    return cache["A2"], cache


@accepted("forward_propagation")
def three_loops(X: Any, parameters: Any) -> Any:
    """Layer 2 in loops over its units, their inputs and the examples."""
    W2, b2 = parameters["W2"], parameters["b2"]
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = sigmoid(Z1)
    Z2 = np.zeros((W2.shape[0], X.shape[1]))
    for j in range(W2.shape[0]):
        for i in range(X.shape[1]):
            for k in range(W2.shape[1]):
                Z2[j, i] += W2[j, k] * A1[k, i]
            Z2[j, i] += b2[j, 0]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@accepted("forward_propagation")
def einstein_sums(X: Any, parameters: Any) -> Any:
    """Sums in Einstein's notation, and parameters kept in the cache too."""
    Z1 = np.einsum("hx,xm->hm", parameters["W1"], X) + parameters["b1"]
    A1 = sigmoid(Z1)
    Z2 = np.einsum("jh,hm->jm", parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {**parameters, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@accepted("forward_propagation", alone=True)
def sigmoid_written_out(X: Any, parameters: Any) -> Any:
    """The sigmoid written out, so that no earlier exercise is needed; the results as lists."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2.tolist(), {key: value.tolist() for key, value in cache.items()}


@accepted("forward_propagation")
def single_precision(X: Any, parameters: Any) -> Any:
    """All arithmetic in 32 bits."""
    W1, b1, W2, b2 = (parameters[key].astype("float32") for key in ("W1", "b1", "W2", "b2"))
    Z1 = W1 @ X.astype("float32") + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@accepted("forward_propagation")
def column_of_ones(X: Any, parameters: Any) -> Any:
    """The bias as the weight of a row of ones."""
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    ones = np.ones((1, X.shape[1]))
    Z1 = np.hstack([b1, W1]) @ np.vstack([ones, X])
    A1 = sigmoid(Z1)
    Z2 = np.hstack([b2, W2]) @ np.vstack([ones, A1])
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
