"""Wrong answers to `layer_backward` of deep_network."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import (
    linear_backward,
    relu_derivative,
    sigmoid_derivative,
    tanh_derivative,
)

LINEAR = ("linear_backward",)
ACTIVATION = ("activation_backward",)


@misconception("layer_backward", targets=LINEAR, hint="The cost is a mean: where does m come in?")
def forgets_division(dZ: Any, cache: Any) -> Any:
    """The division by the number of examples is missing."""
    A_prev, W = cache["A_prev"], cache["W"]
    dW = dZ @ A_prev.T
    db = np.sum(dZ, axis=1, keepdims=True)
    return W.T @ dZ, dW, db


@misconception(
    "layer_backward", targets=LINEAR, hint="dA_prev holds one gradient per example: no mean is taken."
)
def divides_input_gradients(dZ: Any, cache: Any) -> Any:
    """The gradients of the inputs are divided by the number of examples too."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return W.T @ dZ / m, dW, db


@misconception("layer_backward", targets=LINEAR, hint="A mean divides by m already.")
def divides_bias_gradients_twice(dZ: Any, cache: Any) -> Any:
    """The gradients of the biases are divided by m twice: a mean, then `/ m`."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.mean(dZ, axis=1, keepdims=True) / m
    return W.T @ dZ, dW, db


@misconception("layer_backward", targets=LINEAR, hint="Which axis of dZ holds the examples?")
def divides_by_units(dZ: Any, cache: Any) -> Any:
    """The gradients are divided by the number of units instead of the number of examples."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = len(dZ)
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return W.T @ dZ, dW, db


@misconception("layer_backward", targets=LINEAR, hint="Compare the shape of dW with that of W.")
def transposes_weight_gradients(dZ: Any, cache: Any) -> Any:
    """The gradients of the weights are transposed: a column for each unit instead of a row."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW = A_prev @ dZ.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return W.T @ dZ, dW, db


@misconception("layer_backward", targets=LINEAR, hint="db needs the shape of b, also its axis of length 1.")
def forgets_keepdims(dZ: Any, cache: Any) -> Any:
    """The gradients of the biases come as a vector instead of a column."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1) / m
    return W.T @ dZ, dW, db


@misconception(
    "layer_backward", targets=LINEAR, hint="A bias belongs to a unit: over what is its gradient summed?"
)
def sums_over_units(dZ: Any, cache: Any) -> Any:
    """The gradients of the biases are summed over the units instead of the examples."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=0, keepdims=True) / m
    return W.T @ dZ, dW, db


@misconception("layer_backward", targets=LINEAR, hint="The three results have an order: dA_prev, dW, db.")
def returns_another_order(dZ: Any, cache: Any) -> Any:
    """The results come in another order: dW, db, dA_prev."""
    A_prev, W = cache["A_prev"], cache["W"]
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return dW, db, W.T @ dZ


@misconception("layer_backward", targets=LINEAR, hint="`dZ /= m` changes the array of the caller.")
def writes_into_gradient(dZ: Any, cache: Any) -> Any:
    """The gradient that came in is divided in place, so that the caller's array changes."""
    A_prev, W = cache["A_prev"], cache["W"]
    dA_prev = W.T @ dZ
    dZ /= A_prev.shape[1]
    dW = dZ @ A_prev.T
    db = np.sum(dZ, axis=1, keepdims=True)
    return dA_prev, dW, db


@misconception("layer_backward", targets=ACTIVATION, hint="The chain rule multiplies by a slope: which one?")
def forgets_slope(dA: Any, cache: Any) -> Any:
    """The slope of the activation is left out: dA is taken for dZ."""
    A = cache["A"]
    if cache["activation"] == "softmax":
        return linear_backward(A * (dA - np.sum(dA * A, axis=0, keepdims=True)), cache)
    return linear_backward(dA, cache)


@misconception("layer_backward", targets=ACTIVATION, hint="The derivatives of exercise 2 are functions of Z.")
def slope_at_outputs(dA: Any, cache: Any) -> Any:
    """The slope of the activation is taken at A instead of Z."""
    A = cache["A"]
    if cache["activation"] == "softmax":
        return linear_backward(A * (dA - np.sum(dA * A, axis=0, keepdims=True)), cache)
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    dZ = dA * slopes[cache["activation"]](A)
    return linear_backward(dZ, cache)


@misconception("layer_backward", targets=ACTIVATION, hint="Which slope belongs to which activation?")
def always_slope_of_relu(dA: Any, cache: Any) -> Any:
    """The slope of ReLU is used whatever the activation of the layer is."""
    A = cache["A"]
    if cache["activation"] == "softmax":
        return linear_backward(A * (dA - np.sum(dA * A, axis=0, keepdims=True)), cache)
    dZ = dA * relu_derivative(cache["Z"])
    return linear_backward(dZ, cache)


@misconception("layer_backward", targets=ACTIVATION, hint="How often does the slope come into the product?")
def slope_twice(dA: Any, cache: Any) -> Any:
    """The slope of the activation is multiplied in twice."""
    A = cache["A"]
    if cache["activation"] == "softmax":
        return linear_backward(A * (dA - np.sum(dA * A, axis=0, keepdims=True)), cache)
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    dZ = dA * slopes[cache["activation"]](cache["Z"]) ** 2
    return linear_backward(dZ, cache)


@misconception(
    "layer_backward", targets=ACTIVATION, hint="`linear_backward` divides by m; nothing else does."
)
def divides_in_both_functions(dA: Any, cache: Any) -> Any:
    """The gradients are divided by m here too, and so twice in all."""
    A = cache["A"]
    if cache["activation"] == "softmax":
        return linear_backward(A * (dA - np.sum(dA * A, axis=0, keepdims=True)), cache)
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    dZ = dA * slopes[cache["activation"]](cache["Z"]) / dA.shape[1]
    return linear_backward(dZ, cache)


@misconception("layer_backward", targets=ACTIVATION, hint="The classes of softmax depend on each other.")
def softmax_unit_by_unit(dA: Any, cache: Any) -> Any:
    """Softmax is treated like sigmoid, as if every class stood alone."""
    A = cache["A"]
    slopes: Any = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    slope = A * (1 - A) if cache["activation"] == "softmax" else slopes[cache["activation"]](cache["Z"])
    return linear_backward(dA * slope, cache)


@misconception("layer_backward", targets=ACTIVATION, hint="`dA *= ...` changes the array of the caller.")
def multiplies_in_place(dA: Any, cache: Any) -> Any:
    """The gradient that came in is multiplied in place, so that the caller's array changes."""
    A = cache["A"]
    if cache["activation"] == "softmax":
        return linear_backward(A * (dA - np.sum(dA * A, axis=0, keepdims=True)), cache)
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    dA *= slopes[cache["activation"]](cache["Z"])
    return linear_backward(dA, cache)
