"""Wrong answers to `gradient_descent` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

from .. import misconception
from .reference import (
    back_propagation,
    back_propagation_regularized,
    compute_cost,
    compute_cost_regularized,
    forward_propagation,
    update_parameters,
)

NAME = "gradient_descent"


@misconception(NAME, hint="The history is to hold the cost that descends, and that has a penalty.")
def records_cost_without_penalty(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The costs are recorded without the penalty."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, 0.0))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="Part B has a cost of its own; which function computes it?")
def records_squared_loss(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The costs are recorded with the squared loss of Part A."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost(A2, Y))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="The first cost of the history is that of the start: what comes first in the loop?")
def records_cost_after_update(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The costs are recorded after the update instead of before it."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
    return parameters, cost_history


@misconception(
    NAME, hint="Outputs, then cost, then update: do outputs and penalty belong to the same weights?"
)
def mixes_old_outputs_and_new_weights(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The costs join the outputs from before the update with the weights after it."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
    return parameters, cost_history


@misconception(NAME, hint="`update_parameters` returns new parameters: who takes them?")
def drops_update(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """What the update returns is dropped, so that every iteration starts from the same parameters."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="With which parameters does the second iteration begin?")
def starts_anew_each_time(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """Every iteration takes its step from the start, so that only one step is ever made."""
    cost_history = []
    updated = parameters
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        updated = update_parameters(parameters, grads, learning_rate)
    return updated, cost_history


@misconception(NAME, hint="The gradients are those of the regularised cost: which lambda do they get?")
def gradients_without_penalty(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The gradients are computed without the penalty."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, 0.0)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="Two functions of this lab compute gradients: which belongs to the cross-entropy?")
def gradients_of_part_a(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The gradients are those of the squared loss of Part A."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="The outputs change with every update: how often are they computed?")
def old_cache(X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any) -> Any:
    """The outputs are computed once, before the loop, and used in every iteration."""
    cost_history = []
    A2, cache = forward_propagation(X, parameters)
    for _ in range(num_iterations):
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="The length of the steps is an argument.")
def fixed_learning_rate(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The steps have the length 0.01, whatever `learning_rate` is."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, 0.01)
    return parameters, cost_history


@misconception(NAME, hint="`lambda_` and `learning_rate` are two numbers: which goes where?")
def lambda_for_learning_rate(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The strength of the penalty and the length of the step are exchanged."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, learning_rate))
        grads = back_propagation_regularized(X, Y, parameters, cache, learning_rate)
        parameters = update_parameters(parameters, grads, lambda_)
    return parameters, cost_history


@misconception(NAME, hint="`update_parameters` has the minus sign already.")
def climbs(X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any) -> Any:
    """The steps go up the slope instead of down."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, -learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="How often does the loop run when it begins with 1?")
def one_iteration_too_few(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The loop runs once less than it should."""
    cost_history = []
    for _ in range(1, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="`range(n)` runs n times already.")
def one_iteration_too_many(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The loop runs once more than it should."""
    cost_history = []
    for _ in range(num_iterations + 1):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="One cost for each step: what of the parameters after the last step?")
def records_last_cost_too(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The cost after the last step is recorded as well, which makes one cost too many."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    A2, _ = forward_propagation(X, parameters)
    cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
    return parameters, cost_history


@misconception(NAME, hint="How far is the line with `append` indented?")
def records_one_cost(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """One cost alone is recorded, behind the loop."""
    cost_history = []
    cost = None
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost_regularized(A2, Y, parameters, lambda_)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    cost_history.append(cost)
    return parameters, cost_history


@misconception(NAME, hint="The list is there: what puts a cost into it?")
def forgets_to_record(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The network is trained, and the list of costs stays empty."""
    cost_history: Any = []
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_history


@misconception(NAME, hint="`-=` on an array of the start changes what the caller holds.")
def updates_in_place(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The arrays of the start are changed in place, so that the start is lost."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        for key in parameters:
            parameters[key] -= learning_rate * grads["d" + key]
    return parameters, cost_history


@misconception(NAME, hint="Layer 1 has to learn as well.")
def trains_layer_2_only(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """The parameters of layer 2 are updated, and those of layer 1 stay as they are."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        updated = update_parameters(parameters, grads, learning_rate)
        parameters = {**parameters, "W2": updated["W2"], "b2": updated["b2"]}
    return parameters, cost_history
