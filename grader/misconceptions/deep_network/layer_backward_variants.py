"""Right answers to `layer_backward` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import linear_backward, relu_derivative, sigmoid_derivative, tanh_derivative

LINEAR = ("linear_backward",)
ACTIVATION = ("activation_backward",)


@accepted("layer_backward", targets=LINEAR)
def without_shortcut(dZ: Any, cache: Any) -> Any:
    """All three gradients in any case, by `np.dot`."""
    m = dZ.shape[1]
    dW = np.dot(dZ, cache["A_prev"].T) / m
    db = dZ.mean(axis=1, keepdims=True)
    dA_prev = np.dot(cache["W"].T, dZ)
    return dA_prev, dW, db


@accepted("layer_backward", targets=LINEAR)
def loop_over_examples(dZ: Any, cache: Any) -> Any:
    """The gradients of one example after the other, added up; a list comes back."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW, db, dA_prev = np.zeros(W.shape), np.zeros((len(W), 1)), np.zeros(A_prev.shape)
    for i in range(m):
        dW += np.outer(dZ[:, i], A_prev[:, i]) / m
        db[:, 0] += dZ[:, i] / m
        dA_prev[:, i] = W.T @ dZ[:, i]
    return [dA_prev, dW, db]


@accepted("layer_backward", targets=LINEAR)
def einstein_sums(dZ: Any, cache: Any) -> Any:
    """All products by `np.einsum`."""
    m = len(dZ[0])
    dW = np.einsum("im,jm->ij", dZ, cache["A_prev"]) / m
    db = np.einsum("im->i", dZ)[:, np.newaxis] / m
    return np.einsum("ij,im->jm", cache["W"], dZ), dW, db


@accepted("layer_backward", targets=LINEAR)
def divided_first(dZ: Any, cache: Any) -> Any:
    """The division by m once, in a copy of dZ; the biases by a product with ones."""
    m = dZ.shape[1]
    scaled = dZ / m
    return cache["W"].T @ dZ, scaled @ cache["A_prev"].T, scaled @ np.ones((m, 1))


@accepted("layer_backward", targets=LINEAR)
def single_precision(dZ: Any, cache: Any) -> Any:
    """Results in 32 bits."""
    m = dZ.shape[1]
    dW = dZ @ cache["A_prev"].T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return (cache["W"].T @ dZ).astype("float32"), dW.astype("float32"), db.astype("float32")


@accepted("layer_backward", targets=ACTIVATION)
def slopes_from_outputs(dA: Any, cache: Any) -> Any:
    """The slopes written with the outputs A, which the cache holds."""
    A, name = cache["A"], cache["activation"]
    if name == "relu":
        dZ = np.where(cache["Z"] > 0, dA, 0)
    elif name == "tanh":
        dZ = dA * (1 - A**2)
    elif name == "sigmoid":
        dZ = dA * A * (1 - A)
    else:
        dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))
    return linear_backward(dZ, cache)


@accepted("layer_backward", targets=ACTIVATION)
def matrix_of_softmax(dA: Any, cache: Any) -> Any:
    """For softmax the whole matrix of derivatives, example by example."""
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    if cache["activation"] != "softmax":
        return linear_backward(np.multiply(slopes[cache["activation"]](cache["Z"]), dA), cache)
    dZ = np.zeros(dA.shape)
    for i, a in enumerate(cache["A"].T):
        dZ[:, i] = (np.diag(a) - np.outer(a, a)) @ dA[:, i]
    return linear_backward(dZ, cache)


@accepted("layer_backward", targets=ACTIVATION)
def gradients_all_in_one(dA: Any, cache: Any) -> Any:
    """The linear part written out instead of called; a list comes back."""
    A, m = cache["A"], dA.shape[1]
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    if cache["activation"] == "softmax":
        dZ = A * dA - A * (A * dA).sum(axis=0)
    else:
        dZ = slopes[cache["activation"]](cache["Z"]) * dA
    return [cache["W"].T @ dZ, dZ @ cache["A_prev"].T / m, dZ.sum(axis=1, keepdims=True) / m]
