"""Wrong answers to `forward_propagation` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import sigmoid


@misconception("forward_propagation", hint="Each layer adds its own bias before the activation.")
def forgets_bias_of_layer_2(X: Any, parameters: Any) -> Any:
    """The bias of layer 2 is left out."""
    W1, b1, W2 = parameters["W1"], parameters["b1"], parameters["W2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="What turns the sums Z2 into numbers between 0 and 1?")
def forgets_activation_of_layer_2(X: Any, parameters: Any) -> Any:
    """The sums of layer 2 are returned as its outputs, without the sigmoid."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    return Z2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": Z2}


@misconception("forward_propagation", hint="Layer 2 gets the activations of layer 1, not its sums.")
def feeds_sums_into_layer_2(X: Any, parameters: Any) -> Any:
    """Layer 2 works on Z1 instead of A1."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ Z1 + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="One sigmoid per layer: what is it applied to?")
def activation_twice(X: Any, parameters: Any) -> Any:
    """The sigmoid of layer 2 is applied twice."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(sigmoid(Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="`b1` belongs to layer 1; which bias belongs to layer 2?")
def adds_bias_of_layer_1(X: Any, parameters: Any) -> Any:
    """The bias of layer 1 is added in layer 2, too."""
    W1, b1, W2 = parameters["W1"], parameters["b1"], parameters["W2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b1
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="Weighted sum plus bias: look at the sign.")
def subtracts_bias(X: Any, parameters: Any) -> Any:
    """The bias of layer 2 is subtracted instead of added."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 - b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception(
    "forward_propagation",
    hint="Each hidden unit has a weight of its own: what kind of product adds up over the units?",
)
def adds_up_all_units(X: Any, parameters: Any) -> Any:
    """The weights of each output are added up first, so that every hidden unit counts alike."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2.sum(axis=1, keepdims=True) * A1.sum(axis=0, keepdims=True) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="All activations of this lab's Part A are sigmoids.")
def tangent_in_layer_2(X: Any, parameters: Any) -> Any:
    """Layer 2 uses the hyperbolic tangent instead of the sigmoid."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.tanh(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="The activation belongs to the sum, its bias included.")
def bias_after_activation(X: Any, parameters: Any) -> Any:
    """The bias of layer 2 is added after the sigmoid instead of before it."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1
    A2 = sigmoid(Z2) + b2
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="Columns are examples in this lab, also in the output.")
def examples_in_rows(X: Any, parameters: Any) -> Any:
    """Layer 2 is computed with examples in rows, as in the Keras labs."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = A1.T @ W2.T + b2.T
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="The first of the two results is the output of the network.")
def returns_sums(X: Any, parameters: Any) -> Any:
    """The cache is right, but `Z2` is returned in the place of `A2`."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return Z2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation", hint="Back-propagation will need all four steps from the cache.")
def cache_of_layer_1_only(X: Any, parameters: Any) -> Any:
    """The cache holds the steps of layer 1 alone."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1}


@misconception("forward_propagation", hint="The last line names two things, with a comma between.")
def returns_outputs_only(X: Any, parameters: Any) -> Any:
    """The outputs are returned without the cache."""
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    A1 = sigmoid(W1 @ X + b1)
    A2 = sigmoid(W2 @ A1 + b2)
    return A2


@misconception(
    "forward_propagation", hint="The cache is a dictionary of its own: who holds the one that you change?"
)
def writes_into_parameters(X: Any, parameters: Any) -> Any:
    """The steps are stored in the dictionary of parameters, which belongs to the caller."""
    parameters["Z1"] = parameters["W1"] @ X + parameters["b1"]
    parameters["A1"] = sigmoid(parameters["Z1"])
    parameters["Z2"] = parameters["W2"] @ parameters["A1"] + parameters["b2"]
    parameters["A2"] = sigmoid(parameters["Z2"])
    return parameters["A2"], parameters
