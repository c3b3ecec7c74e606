"""Wrong answers to the first part of `training` of deep_network, `update_parameters`."""

from __future__ import annotations

from typing import Any

from .. import misconception

UPDATE = ("update_parameters",)


@misconception("training", targets=UPDATE, hint="The gradient points uphill; where is the cost to go?")
def adds_gradients(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The step goes along the gradient instead of against it."""
    updated = {}
    for key in parameters:
        updated[key] = parameters[key] + learning_rate * gradients["d" + key]
    return updated


@misconception("training", targets=UPDATE, hint="What makes the step short?")
def forgets_learning_rate(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The learning rate is left out: the whole gradient is subtracted."""
    updated = {}
    for key in parameters:
        updated[key] = parameters[key] - gradients["d" + key]
    return updated


@misconception("training", targets=UPDATE, hint="The biases have gradients too.")
def keeps_biases(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The weights alone take a step, the biases stay as they are."""
    L = len(parameters) // 2
    updated = {}
    for layer in range(1, L + 1):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
        updated[f"b{layer}"] = parameters[f"b{layer}"]
    return updated


@misconception("training", targets=UPDATE, hint="Count the layers; two is only one case.")
def two_layers_only(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """Layers 1 and 2 alone take a step, all others stay as they are."""
    updated = dict(parameters)
    for layer in (1, 2):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
        updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"]
    return updated


@misconception("training", targets=UPDATE, hint="Count the layers; two is only one case.")
def drops_layers_above_two(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """Layers 1 and 2 alone are in the new parameters, all others are missing."""
    updated = {}
    for layer in (1, 2):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
        updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"]
    return updated


@misconception(
    "training", targets=UPDATE, hint="`parameters` has two entries for each layer. How many layers are there?"
)
def counts_parameters_for_layers(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The number of parameters is taken for the number of layers, so that layers are asked for in vain."""
    updated = {}
    for layer in range(1, len(parameters) - 1):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
        updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"]
    return updated


@misconception("training", targets=UPDATE, hint="`range(1, L)` ends before L.")
def skips_last_layer(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The last layer is missing from the new parameters."""
    L = len(parameters) // 2
    updated = {}
    for layer in range(1, L):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
        updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"]
    return updated


@misconception("training", targets=UPDATE, hint="The number in the key changes from round to round.")
def gradients_of_first_layer(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """Every layer is moved by the gradients of layer 1."""
    L = len(parameters) // 2
    updated = {}
    for layer in range(1, L + 1):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients["dW1"]
        updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients["db1"]
    return updated


@misconception("training", targets=UPDATE, hint="A step starts from the old value.")
def returns_steps_alone(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The steps are returned instead of the parameters that have taken them."""
    updated = {}
    for key in parameters:
        updated[key] = -learning_rate * gradients["d" + key]
    return updated


@misconception("training", targets=UPDATE, hint="How often is the dictionary made?")
def keeps_last_layer_only(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The new dictionary is made anew in every round, so that the last layer alone is left."""
    L = len(parameters) // 2
    updated = {}
    for layer in range(1, L + 1):
        updated = {
            f"W{layer}": parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"],
            f"b{layer}": parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"],
        }
    return updated


@misconception("training", targets=UPDATE, hint="`-=` writes into the old array.")
def updates_in_place(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """The old parameters are changed themselves."""
    for key in parameters:
        parameters[key] -= learning_rate * gradients["d" + key]
    return parameters
