"""Right answers to `train_loop` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import (
    back_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    neural_network_structure,
    update_parameters,
)


@accepted("train_loop")
def while_loop(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """A while loop, and the cost in another wording."""
    parameters = initialize_parameters(*neural_network_structure(X, Y, n_h))
    i = 0
    while i < max_iteration:
        A2, cache = forward_propagation(X, parameters)
        if print_cost is True:
            print("Cost after", i, "steps:", compute_cost(A2, Y))
        parameters = update_parameters(parameters, back_propagation(X, Y, parameters, cache), learning_rate)
        i = i + 1
    return parameters


@accepted("train_loop")
def sizes_from_shapes(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The sizes read from the arrays, costs kept in a list, and arguments given by name."""
    parameters = initialize_parameters(len(X), n_h, len(Y))
    costs = []
    for _ in range(max_iteration):
        A2, cache = forward_propagation(X=X, parameters=parameters)
        costs.append(compute_cost(A2, Y))
        grads = back_propagation(X=X, Y=Y, parameters=parameters, cache=cache)
        parameters = update_parameters(parameters, grads, learning_rate=learning_rate)
    if print_cost:
        print(*costs, sep="\n")
    return parameters


@accepted("train_loop")
def update_written_out(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The update and the cost written out in the loop."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(0, max_iteration, 1):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print("Epoch", i, "Loss", round(np.sum((A2 - Y) ** 2) / 2 / X.shape[1], 12))
        grads = back_propagation(X, Y, parameters, cache)
        parameters = {key: parameters[key] - learning_rate * grads["d" + key] for key in parameters}
    return parameters


@accepted("train_loop")
def cost_rounded(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The cost printed with four decimals, the parameters in a dictionary of their own."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    start = initialize_parameters(n_x, n_h, n_y)
    trained = dict(start)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, trained)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y):.4f}")
        trained.update(update_parameters(trained, back_propagation(X, Y, trained, cache), learning_rate))
    return trained
