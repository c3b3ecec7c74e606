"""Wrong answers to `forward_propagation` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

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
