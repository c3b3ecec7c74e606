"""Right answers to `update_parameters` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("update_parameters")
def one_line_for_all(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """A dictionary built in one line."""
    return {key: value - learning_rate * grads["d" + key] for key, value in parameters.items()}


@accepted("update_parameters")
def loop_over_layers(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """A loop over the two layers, which would do for more of them."""
    new: Any = {}
    for layer in (1, 2):
        for letter in "Wb":
            key = letter + str(layer)
            new[key] = np.subtract(parameters[key], np.multiply(learning_rate, grads["d" + key]))
    return new


@accepted("update_parameters")
def deep_copy_changed(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """A deep copy of the argument changed in place."""
    import copy

    parameters = copy.deepcopy(parameters)
    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters


@accepted("update_parameters")
def negative_step_added(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """The negative step added, and the gradients kept beside the parameters."""
    W1 = parameters["W1"] + -learning_rate * grads["dW1"]
    b1 = parameters["b1"] + -learning_rate * grads["db1"]
    W2 = -learning_rate * grads["dW2"] + parameters["W2"]
    b2 = -learning_rate * grads["db2"] + parameters["b2"]
    return {**grads, "W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("update_parameters", alone=True)
def entry_by_entry(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """Two loops over the entries of each matrix, and lists as the result."""
    new = {}
    for key, matrix in parameters.items():
        gradient = grads["d" + key]
        new[key] = [
            [matrix[i, j] - learning_rate * gradient[i, j] for j in range(matrix.shape[1])]
            for i in range(matrix.shape[0])
        ]
    return new


@accepted("update_parameters")
def single_precision(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """All arithmetic in 32 bits."""
    rate = np.float32(learning_rate)
    return {key: np.float32(value) - rate * np.float32(grads["d" + key]) for key, value in parameters.items()}
