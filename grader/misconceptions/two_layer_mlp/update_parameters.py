"""Wrong answers to `update_parameters` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception("update_parameters", hint="The gradient points to a larger cost; where is the step to go?")
def climbs(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The step goes along the gradient instead of against it."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] + learning_rate * grads["dW2"]
    b2 = parameters["b2"] + learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="How long is the step to be? One argument is not used.")
def ignores_rate(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The learning rate is not used: the whole gradient is subtracted."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - grads["dW2"]
    b2 = parameters["b2"] - grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="A larger learning rate is to make a longer step.")
def divides_by_rate(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The gradient is divided by the learning rate instead of multiplied by it."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - grads["dW2"] / learning_rate
    b2 = parameters["b2"] - grads["db2"] / learning_rate
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="The caller says how long the step is to be.")
def rate_always_small(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The learning rate is always 0.01, whatever the caller asks for."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - 0.01 * grads["dW2"]
    b2 = parameters["b2"] - 0.01 * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="Weights and biases take a step each.")
def forgets_biases(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The biases of layer 2 stay as they are."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="Weights and biases take a step each.")
def forgets_weights(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The weights of layer 2 stay as they are."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="A step starts somewhere: from what is it subtracted?")
def returns_steps(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The steps are returned instead of the new parameters."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = -learning_rate * grads["dW2"]
    b2 = -learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="Which is subtracted from which?")
def gradient_minus_parameters(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The parameters are subtracted from the steps instead of the other way round."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = learning_rate * grads["dW2"] - parameters["W2"]
    b2 = learning_rate * grads["db2"] - parameters["b2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "update_parameters",
    hint="The gradient is subtracted from the parameter; no product of the two is needed.",
)
def multiplies_parameters(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The parameters are multiplied by what should be subtracted from them."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] * (1 - learning_rate * grads["dW2"])
    b2 = parameters["b2"] * (1 - learning_rate * grads["db2"])
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="Brackets: what does the learning rate multiply?")
def scales_parameters_too(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The learning rate multiplies the parameters too."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = learning_rate * (parameters["W2"] - grads["dW2"])
    b2 = learning_rate * (parameters["b2"] - grads["db2"])
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="Each parameter takes one step per call.")
def step_taken_twice(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The step of layer 2 is taken twice."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - 2 * learning_rate * grads["dW2"]
    b2 = parameters["b2"] - 2 * learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "update_parameters",
    hint="The line of the biases is like that of the weights: compare the signs.",
)
def climbs_with_biases(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The biases step along their gradient instead of against it."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] + learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "update_parameters",
    hint="Each parameter has a gradient of its own shape: which is that of `b2`?",
)
def weight_gradient_for_biases(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The biases take their step with the gradient of the weights, which makes a matrix of them."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["dW2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("update_parameters", hint="A steep slope is to make a longer step than a flat one.")
def signs_of_gradients(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """Of the gradient the sign alone is used, so that all steps have one length."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * np.sign(grads["dW2"])
    b2 = parameters["b2"] - learning_rate * np.sign(grads["db2"])
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "update_parameters",
    hint="`W2 -= ...` changes the caller's array; `W2 = W2 - ...` makes a new one.",
)
def writes_into_parameters(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The step is stored in the arrays of the argument `parameters` themselves."""
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W2 -= learning_rate * grads["dW2"]
    b2 -= learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
