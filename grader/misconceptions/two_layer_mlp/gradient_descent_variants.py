"""Right answers to `gradient_descent` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import (
    back_propagation_regularized,
    compute_cost_regularized,
    forward_propagation,
    update_parameters,
)

NAME = "gradient_descent"


@accepted(NAME)
def array_of_costs(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The history as an array that is filled entry by entry."""
    cost_history = np.zeros(num_iterations)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history[i] = compute_cost_regularized(A2, Y, parameters, lambda_)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@accepted(NAME)
def prints_and_returns_a_list(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """Costs that are printed on the way, and a list instead of a tuple."""
    cost_history: Any = []
    i = 0
    while i < num_iterations:
        A2, cache = forward_propagation(X, parameters)
        cost_history += [float(compute_cost_regularized(A2, Y, parameters, lambda_))]
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
        i += 1
        print(f"Iteration {i}: {cost_history[-1]:.4f}")
    return [parameters, tuple(cost_history)]


@accepted(NAME)
def cost_last(X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any) -> Any:
    """The gradients first, and the cost of the old parameters just before they are replaced."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        updated = update_parameters(parameters, grads, learning_rate)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        parameters = updated
    return parameters, cost_history


@accepted(NAME)
def copies_and_updates_in_place(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """A copy of the start, changed in place without `update_parameters`."""
    trained = {key: value.copy() for key, value in parameters.items()}
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, trained)
        cost_history.append(np.asarray(compute_cost_regularized(A2, Y, trained, lambda_)))
        grads = back_propagation_regularized(X, Y, trained, cache, lambda_)
        for key in trained:
            trained[key] -= learning_rate * grads["d" + key]
    return trained, cost_history


@accepted(NAME)
def without_other_functions(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """Everything written out once more, with the cost of the weights as one sum."""
    m = X.shape[1]
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    cost_history = []
    for _ in range(num_iterations):
        A1 = 1 / (1 + np.exp(-(W1 @ X + b1)))
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
        cost_history.append(cost + lambda_ / (2 * m) * (np.sum(W1**2) + np.sum(W2**2)))
        dZ2 = (A2 - Y) / m
        dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
        W2 = W2 - learning_rate * (dZ2 @ A1.T + lambda_ / m * W2)
        b2 = b2 - learning_rate * dZ2.sum(axis=1, keepdims=True)
        W1 = W1 - learning_rate * (dZ1 @ X.T + lambda_ / m * W1)
        b1 = b1 - learning_rate * dZ1.sum(axis=1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, cost_history


@accepted(NAME)
def single_precision_results(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """All arithmetic in 64 bits, and the results in 32."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(np.float32(compute_cost_regularized(A2, Y, parameters, lambda_)))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return {key: value.astype("float32") for key, value in parameters.items()}, cost_history
