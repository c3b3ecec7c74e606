"""Right answers to `layer_forward` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import linear_forward, relu, sigmoid, softmax, tanh

LINEAR = ("linear_forward",)
ACTIVATION = ("activation_forward",)


@accepted("layer_forward", targets=LINEAR)
def dot_product(A_prev: Any, W: Any, b: Any) -> Any:
    """The product by `np.dot`."""
    return np.dot(W, A_prev) + b


@accepted("layer_forward", targets=LINEAR)
def three_loops(A_prev: Any, W: Any, b: Any) -> Any:
    """One number after the other."""
    Z = np.zeros((W.shape[0], A_prev.shape[1]))
    for unit in range(W.shape[0]):
        for example in range(A_prev.shape[1]):
            for k in range(W.shape[1]):
                Z[unit, example] += W[unit, k] * A_prev[k, example]
            Z[unit, example] += b[unit, 0]
    return Z


@accepted("layer_forward", targets=LINEAR)
def einstein_sum(A_prev: Any, W: Any, b: Any) -> Any:
    """The product by `np.einsum`, the biases added in place to a new array."""
    Z = np.einsum("ij,jm->im", W, A_prev)
    Z += b
    return Z


@accepted("layer_forward", targets=LINEAR)
def transposed_product(A_prev: Any, W: Any, b: Any) -> Any:
    """The product of the transposed arrays, transposed back."""
    return (A_prev.T @ W.T + b.ravel()).T


@accepted("layer_forward", targets=LINEAR)
def rows_in_a_list(A_prev: Any, W: Any, b: Any) -> Any:
    """Rows collected in a list, which becomes an array at the end."""
    rows = []
    for weights, bias in zip(W, b, strict=True):
        rows.append([float(weights @ column + bias[0]) for column in A_prev.T])
    return np.array(rows)


@accepted("layer_forward", targets=LINEAR)
def single_precision(A_prev: Any, W: Any, b: Any) -> Any:
    """A result in 32 bits."""
    return (W @ A_prev + b).astype(np.float32)


@accepted("layer_forward", targets=ACTIVATION)
def chain_of_conditions(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """One branch for each name."""
    Z = linear_forward(A_prev, W, b)
    if activation == "relu":
        A = relu(Z)
    elif activation == "tanh":
        A = tanh(Z)
    elif activation == "sigmoid":
        A = sigmoid(Z)
    elif activation == "softmax":
        A = softmax(Z)
    else:
        raise ValueError(f"Unknown activation {activation}.")
    cache = {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}
    return A, cache


@accepted("layer_forward", targets=ACTIVATION)
def cache_with_more_entries(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """Copies in the cache, and more than is asked for; a list comes back, and something is printed."""
    functions = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError(activation)
    cache = {"A_prev": A_prev.copy(), "W": W.copy(), "b": b.copy(), "activation": activation, "m": 0}
    cache["Z"] = W.dot(A_prev) + b
    cache["A"] = functions[activation](cache["Z"])
    print("Z:", cache["Z"].shape)
    return [cache["A"], cache]


@accepted("layer_forward", targets=ACTIVATION)
def outputs_in_single_precision(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """Outputs in 32 bits; ReLU by writing into a copy of Z."""
    if activation not in ("relu", "tanh", "sigmoid", "softmax"):
        raise ValueError(f"unknown activation {activation}")
    Z = linear_forward(A_prev, W, b)
    if activation == "relu":
        A = np.array(Z)
        A[A < 0] = 0
    else:
        A = {"tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}[activation](Z)
    A = np.asarray(A, dtype="float32")
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}
