"""Wrong answers to `back_propagation` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import sigmoid, sigmoid_derivative


@misconception("back_propagation", hint="On the way back, the sigmoid of layer 1 contributes a factor.")
def forgets_slope_of_layer_1(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The slope of the sigmoid of layer 1 is left out."""
    m = X.shape[1]
    W2, A1 = parameters["W2"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    "back_propagation",
    hint="At what does `sigmoid_derivative` want to be told the slope, before or after the sigmoid?",
)
def slope_at_activations(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The slope of the sigmoid is taken at `A1` instead of `Z1`."""
    m = X.shape[1]
    W2, A1 = parameters["W2"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(A1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="The formula has the derivative of phi at `Z1`, not phi itself.")
def sigmoid_for_slope(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The sigmoid itself is used in place of its derivative."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="The 1/m is in `dZ2` already; what is made of that has it too.")
def divides_by_m_again(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The gradients of layer 1 are divided by the number of examples once more."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    "back_propagation",
    hint="The 1/m is in `dZ2` already: what is left to do over the examples, a sum or a mean?",
)
def averages_biases(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """`db1` is the mean over the examples instead of the sum."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.mean(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="Gradients point uphill; the update takes care of going down.")
def wrong_sign(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The gradients of layer 1 have the wrong sign."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = -(W2.T @ dZ2) * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    "back_propagation",
    hint="`db1` has the shape of `b1`, a column: which argument of `np.sum` keeps the axis?",
)
def forgets_keepdims(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """`db1` has lost an axis: it is a vector instead of a column."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    "back_propagation",
    hint="Rows belong to units: along which axis does a sum keep one number per row?",
)
def sums_over_units(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """`db1` is summed along the wrong axis, over the units instead of the examples."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=0, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="Which of the two, dZ1 or dZ2, belongs to layer 1?")
def errors_of_layer_2_for_biases(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """`db1` is made of `dZ2` instead of `dZ1`."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ2, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="`dW1` has the shape of `W1`.")
def weights_transposed(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """`dW1` comes out transposed."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = X @ dZ1.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    "back_propagation",
    hint="With two outputs, each hidden unit gets back a part from either: a product of matrices adds them.",
)
def elementwise_weights(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """Errors of layer 2 and weights are multiplied element by element, which works for one output alone."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T * dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="What feeds layer 1 stands in its gradient: which array is that?")
def activations_for_inputs(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """`dW1` is made with the activations `A1` instead of the inputs `X`."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ A1.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    "back_propagation",
    hint="Each hidden unit gets back the errors of the outputs, weighted: by which matrix?",
)
def errors_not_sent_back(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The errors of the outputs are added up without the weights `W2`."""
    m = X.shape[1]
    W2, Z1, A1 = parameters["W2"], cache["Z1"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.ones_like(W2.T) @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception("back_propagation", hint="`A1 *= ...` changes the caller's cache; give the result a new name.")
def writes_into_cache(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """The slope is stored in `A1`, which belongs to the caller's cache."""
    m = X.shape[1]
    W2, A1 = parameters["W2"], cache["A1"]
    Z2, A2 = cache["Z2"], cache["A2"]
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    A1 *= 1 - A1
    dZ1 = W2.T @ dZ2 * A1
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
