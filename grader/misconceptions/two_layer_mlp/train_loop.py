"""Wrong answers to `train_loop` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import (
    back_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    neural_network_structure,
    update_parameters,
)


@misconception("train_loop", hint="`update_parameters` returns new parameters: where do they go?")
def drops_update(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """What `update_parameters` returns is not kept, so that the network stays as it was."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="After each update the outputs are others: what has to be computed anew?")
def forward_once(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """Forward propagation is done once, before the loop, so that every step uses the first cache."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    A2, cache = forward_propagation(X, parameters)
    for i in range(max_iteration):
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="After each update the gradients are others: what has to be computed anew?")
def gradients_once(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The gradients are computed once, before the loop, and used for every step."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    A2, cache = forward_propagation(X, parameters)
    grads = back_propagation(X, Y, parameters, cache)
    for i in range(max_iteration):
        A2, _ = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="Where does the loop begin, and what belongs before it?")
def starts_anew_each_time(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """Each step starts from new random parameters instead of those of the step before."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(initialize_parameters(n_x, n_h, n_y), grads, learning_rate)
    return parameters


@misconception("train_loop", hint="How often does the loop run? `max_iteration` says it.")
def one_step_too_few(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The loop ends one step too early."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(1, max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="How far is the line with `return` indented?")
def returns_inside_loop(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The function returns inside the loop, after the first step."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
        return parameters
    return parameters


@misconception("train_loop", hint="The caller says how long a step is to be.")
def rate_always_small(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The learning rate is always 0.01, whatever the caller asks for."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, 0.01)
    return parameters


@misconception("train_loop", hint="One step per run of the loop: how often is `update_parameters` called?")
def updates_twice(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """Each run of the loop takes two steps with the same gradients."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="The gradients are for descending; which sign has the learning rate?")
def climbs(X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True) -> Any:
    """The learning rate gets a minus sign, so that the cost rises."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, -learning_rate)
    return parameters


@misconception("train_loop", hint="Which array holds the targets, as they are?")
def targets_turned_round(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """Back-propagation gets the targets 1 - Y instead of Y."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, 1 - Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="What should happen where the caller says `print_cost=False`?")
def prints_always(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The cost is printed whether it is asked for or not."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@misconception("train_loop", hint="Which comes first in each run of the loop, the cost or the step?")
def cost_after_the_step(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """The cost is computed after each step, so that the first is not that of the start."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        _, cache = forward_propagation(X, parameters)
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(forward_propagation(X, parameters)[0], Y)}")
    return parameters


@misconception("train_loop", hint="Who calls the function sets the seed, if anyone does.")
def seeds_itself(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """A seed is set inside the function, so that every training starts alike."""
    np.random.seed(1)
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost:
            print(f"Epoch {i}: Loss = {compute_cost(A2, Y)}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters
