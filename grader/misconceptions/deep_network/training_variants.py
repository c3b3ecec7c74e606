"""Right answers to `training` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import (
    accuracy,
    batches,
    binary_cross_entropy_cost,
    cross_entropy_cost,
    initialize_parameters,
    model_backward,
    model_forward,
    one_hot,
    update_parameters,
)

UPDATE = ("update_parameters",)
TRAIN = ("train",)


@accepted("training", targets=UPDATE)
def loop_over_keys(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """All entries of the dictionary alike, in one expression."""
    return {key: value - learning_rate * gradients["d" + key] for key, value in parameters.items()}


@accepted("training", targets=UPDATE)
def copies_changed(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """Copies of the parameters, changed in place."""
    updated = {key: np.array(value) for key, value in parameters.items()}
    for key in updated:
        updated[key] -= np.multiply(learning_rate, gradients[f"d{key}"])
    return updated


@accepted("training", targets=UPDATE)
def last_layer_first(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """A while loop from the last layer to the first; biases entry by entry."""
    updated: Any = {}
    layer = len(parameters) // 2
    while layer:
        W, b = parameters["W" + str(layer)], parameters["b" + str(layer)]
        updated["W" + str(layer)] = W + gradients["dW" + str(layer)] * -learning_rate
        steps = gradients["db" + str(layer)]
        updated["b" + str(layer)] = np.array([[b[i, 0] - learning_rate * steps[i, 0]] for i in range(len(b))])
        layer -= 1
    return updated


@accepted("training", targets=UPDATE)
def single_precision(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """New parameters in 32 bits."""
    updated = {}
    for key, value in parameters.items():
        updated[key] = (value - learning_rate * gradients["d" + key]).astype("float32")
    return updated


@accepted("training", targets=TRAIN)
def written_out(
    X: Any,
    labels: Any,
    layer_units: Any,
    activations: Any,
    learning_rate: Any = 0.1,
    num_iterations: Any = 500,
    batch_size: Any = None,
    method: Any = "he",
    seed: Any = 3,
    validation: Any = None,
    log_every: Any = 100,
) -> Any:
    """All gradients computed, the update written out; the history holds arrays, and costs are printed."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units, method, seed), one_hot(labels, layer_units[-1])
    random = np.random.RandomState(seed)
    history: Any = {"cost": [], "train_accuracy": [], "validation_accuracy": []}
    for iteration in range(1, num_iterations + 1):
        cost = right = 0.0
        for X_batch, Y_batch, labels_batch in batches(X, Y, labels, batch_size, random):
            share = len(labels_batch) / len(labels)
            AL, caches = model_forward(X_batch, parameters, activations)
            cost = cost + share * cost_function(AL, Y_batch)
            right += share * accuracy(AL, labels_batch)
            gradients = model_backward(AL, Y_batch, caches)
            parameters = {k: v - learning_rate * gradients["d" + k] for k, v in parameters.items()}
        print(f"iteration {iteration}: cost {cost}")
        history["cost"].append(np.array(cost))
        if iteration % log_every == 0 or iteration == num_iterations:
            history["train_accuracy"].append(right)
            if validation is not None:
                AL, _ = model_forward(validation[0], parameters, activations)
                history["validation_accuracy"].append(accuracy(AL, validation[1]))
    return parameters, {key: np.array(values) for key, values in history.items()}


@accepted("training", targets=TRAIN)
def counts_examples(
    X: Any,
    labels: Any,
    layer_units: Any,
    activations: Any,
    learning_rate: Any = 0.1,
    num_iterations: Any = 500,
    batch_size: Any = None,
    method: Any = "he",
    seed: Any = 3,
    validation: Any = None,
    log_every: Any = 100,
) -> Any:
    """A while loop; the gradients go straight into the update; a list comes back."""
    Y, random = one_hot(labels, layer_units[-1]), np.random.RandomState(seed)
    parameters = initialize_parameters(layer_units, method, seed)
    history: Any = {"cost": [], "train_accuracy": []}
    if validation is not None:
        history["validation_accuracy"] = []
    iteration = 0
    while iteration < num_iterations:
        iteration += 1
        costs, hits = [], 0
        for X_batch, Y_batch, labels_batch in batches(X, Y, labels, batch_size, random):
            AL, caches = model_forward(X_batch, parameters, activations)
            if activations[-1] == "softmax":
                costs += [cross_entropy_cost(AL, Y_batch)] * len(labels_batch)
            else:
                costs += [binary_cross_entropy_cost(AL, Y_batch)] * len(labels_batch)
            hits += int(np.sum(AL.argmax(axis=0) == labels_batch))
            parameters = update_parameters(
                parameters, model_backward(AL, Y_batch, caches, False), learning_rate
            )
        history["cost"] += [sum(costs) / len(costs)]
        if not iteration % log_every or iteration == num_iterations:
            history["train_accuracy"] += [100 * hits / len(labels)]
            if validation is not None:
                AL = model_forward(validation[0], parameters, activations)[0]
                history["validation_accuracy"] += [accuracy(AL, validation[1])]
    return [parameters, history]
