"""Wrong answers to the second part of `training` of deep_network, `train`.

They differ from the reference in a line or two of its regions.  What is given around the regions is left out
where an idea fails before it matters: the first iteration shows most of them, and its history must be whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
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

TRAIN = ("train",)


@misconception("training", targets=TRAIN, hint="What becomes of the result of `update_parameters`?")
def never_moves(
    X: Any, labels: Any, layer_units: Any, activations: Any, rate: Any, iterations: Any, *rest: Any
) -> Any:
    """What the update returns is not kept: the parameters stay as they were at the start."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units), one_hot(labels, layer_units[-1])
    history: Any = {"cost": [], "iteration": [iterations]}
    for _ in range(iterations):
        AL, caches = model_forward(X, parameters, activations)
        history["cost"].append(cost_function(AL, Y))
        gradients = model_backward(AL, Y, caches, input_gradient=False)
        update_parameters(parameters, gradients, rate)
    history["train_accuracy"] = [accuracy(AL, labels)]
    return parameters, history


@misconception("training", targets=TRAIN, hint="One iteration takes one step: count the calls of the update.")
def steps_twice(
    X: Any, labels: Any, layer_units: Any, activations: Any, rate: Any, iterations: Any, *rest: Any
) -> Any:
    """Every iteration takes two steps with the same gradients."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units), one_hot(labels, layer_units[-1])
    history: Any = {"cost": [], "iteration": [iterations]}
    for _ in range(iterations):
        AL, caches = model_forward(X, parameters, activations)
        history["cost"].append(cost_function(AL, Y))
        gradients = model_backward(AL, Y, caches, input_gradient=False)
        parameters = update_parameters(parameters, gradients, rate)
        parameters = update_parameters(parameters, gradients, rate)
    history["train_accuracy"] = [accuracy(AL, labels)]
    return parameters, history


@misconception("training", targets=TRAIN, hint="The gradients belong to AL and Y: which comes first?")
def swaps_outputs_and_labels(
    X: Any, labels: Any, layer_units: Any, activations: Any, rate: Any, iterations: Any, *rest: Any
) -> Any:
    """Outputs and labels are swapped in the call of `model_backward`, so that the steps go uphill."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units), one_hot(labels, layer_units[-1])
    history: Any = {"cost": [], "iteration": [iterations]}
    for _ in range(iterations):
        AL, caches = model_forward(X, parameters, activations)
        history["cost"].append(cost_function(AL, Y))
        gradients = model_backward(Y, AL, caches, input_gradient=False)
        parameters = update_parameters(parameters, gradients, rate)
    history["train_accuracy"] = [accuracy(AL, labels)]
    return parameters, history


@misconception("training", targets=TRAIN, hint="Which outputs does the cost judge: those before the step?")
def cost_after_step(
    X: Any, labels: Any, layer_units: Any, activations: Any, rate: Any, iterations: Any, *rest: Any
) -> Any:
    """The cost is computed after the step, with the outputs of the new parameters."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units), one_hot(labels, layer_units[-1])
    history: Any = {"cost": [], "iteration": [iterations]}
    for _ in range(iterations):
        AL, caches = model_forward(X, parameters, activations)
        gradients = model_backward(AL, Y, caches, input_gradient=False)
        parameters = update_parameters(parameters, gradients, rate)
        AL, _caches = model_forward(X, parameters, activations)
        history["cost"].append(cost_function(AL, Y))
    history["train_accuracy"] = [accuracy(AL, labels)]
    return parameters, history


@misconception("training", targets=TRAIN, hint="`cost_function` is chosen above, to fit the last activation.")
def cross_entropy_for_sigmoid(
    X: Any, labels: Any, layer_units: Any, activations: Any, rate: Any, iterations: Any, *rest: Any
) -> Any:
    """The cost of a softmax output is used for sigmoid outputs too."""
    parameters, Y = initialize_parameters(layer_units), one_hot(labels, layer_units[-1])
    history: Any = {"cost": [], "iteration": [iterations]}
    for _ in range(iterations):
        AL, caches = model_forward(X, parameters, activations)
        history["cost"].append(cross_entropy_cost(AL, Y))
        gradients = model_backward(AL, Y, caches, input_gradient=False)
        parameters = update_parameters(parameters, gradients, rate)
    history["train_accuracy"] = [accuracy(AL, labels)]
    return parameters, history


@misconception("training", targets=TRAIN, hint="Which parameters made the outputs of the second iteration?")
def outputs_of_the_start(
    X: Any, labels: Any, layer_units: Any, activations: Any, rate: Any, iterations: Any, *rest: Any
) -> Any:
    """Outputs and gradients are always those of the start, so that every step is the same."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    start, Y = initialize_parameters(layer_units), one_hot(labels, layer_units[-1])
    parameters = start
    history: Any = {"cost": [], "train_accuracy": [], "validation_accuracy": []}
    for _ in range(iterations):
        AL, caches = model_forward(X, start, activations)
        history["cost"].append(cost_function(AL, Y))
        history["train_accuracy"].append(accuracy(AL, labels))
        gradients = model_backward(AL, Y, caches, input_gradient=False)
        parameters = update_parameters(parameters, gradients, rate)
    return parameters, history


@misconception("training", targets=TRAIN, hint="X is the whole set, X_batch what this round is about.")
def whole_set_in_every_batch(
    X: Any,
    labels: Any,
    layer_units: Any,
    activations: Any,
    rate: Any,
    iterations: Any,
    batch_size: Any = None,
    method: Any = "he",
    seed: Any = 3,
    validation: Any = None,
    log_every: Any = 100,
) -> Any:
    """With mini-batches, the whole set is used where each batch has examples of its own."""
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units, method, seed), one_hot(labels, layer_units[-1])
    random = np.random.RandomState(seed)
    history: Any = {"cost": [], "train_accuracy": [], "validation_accuracy": []}
    for iteration in range(1, iterations + 1):
        costs, right = [], []
        for _, _, labels_batch in batches(X, Y, labels, batch_size, random):
            AL, caches = model_forward(X, parameters, activations)
            costs.append(cost_function(AL, Y))
            right.append(accuracy(AL, labels_batch))
            gradients = model_backward(AL, Y, caches, input_gradient=False)
            parameters = update_parameters(parameters, gradients, rate)
        history["cost"].append(np.mean(costs))
        if iteration % log_every == 0 or iteration == iterations:
            history["train_accuracy"].append(np.mean(right))
            if validation is not None:
                AL, _caches = model_forward(validation[0], parameters, activations)
                history["validation_accuracy"].append(accuracy(AL, validation[1]))
    return parameters, history


@misconception(
    "training", targets=TRAIN, hint="`np.random.seed` is for all of NumPy; use what was made above."
)
def seeds_all_of_numpy(
    X: Any,
    labels: Any,
    layer_units: Any,
    activations: Any,
    rate: Any,
    iterations: Any,
    batch_size: Any = None,
    method: Any = "he",
    seed: Any = 3,
    validation: Any = None,
    log_every: Any = 100,
) -> Any:
    """NumPy's global random state is seeded, which changes what everybody else draws."""
    np.random.seed(seed)
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters, Y = initialize_parameters(layer_units, method, seed), one_hot(labels, layer_units[-1])
    random = np.random.RandomState(seed)
    history: Any = {"cost": [], "iteration": [], "train_accuracy": []}
    if validation is not None:
        history["validation_accuracy"] = []
    for iteration in range(1, iterations + 1):
        costs, right, sizes = [], [], []
        for X_batch, Y_batch, labels_batch in batches(X, Y, labels, batch_size, random):
            AL, caches = model_forward(X_batch, parameters, activations)
            costs.append(cost_function(AL, Y_batch))
            right.append(accuracy(AL, labels_batch))
            sizes.append(len(labels_batch))
            gradients = model_backward(AL, Y_batch, caches, input_gradient=False)
            parameters = update_parameters(parameters, gradients, rate)
        history["cost"].append(np.average(costs, weights=sizes))
        if iteration % log_every == 0 or iteration == iterations:
            history["iteration"].append(iteration)
            history["train_accuracy"].append(np.average(right, weights=sizes))
            if validation is not None:
                AL, _ = model_forward(validation[0], parameters, activations)
                history["validation_accuracy"].append(accuracy(AL, validation[1]))
    return parameters, history
