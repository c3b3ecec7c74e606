"""Wrong answers to `initialize_parameters` of deep_network: about biases, and the generator."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception("initialize_parameters", hint="Two of the three methods start with biases of 0.")
def draws_biases_always(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The biases are drawn for every method."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint='Read again what "small" does with the biases.')
def never_draws_biases(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The biases are zero for every method, also for "small"."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint='Biases of "small" are as small as its weights.')
def biases_without_factor(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """With "small" the biases are drawn without the factor."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="Which number does a bias start from?")
def biases_of_ones(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The biases start at 1 instead of 0."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.ones((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="b is added to every column of Z; which shape does that take?")
def biases_without_axis(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The biases are vectors of shape (n,) instead of columns."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros(n)
        if method == "small":
            b = factor * random.randn(n)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="b is added to every column of Z; which shape does that take?")
def biases_in_a_row(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The biases stand in a row instead of a column."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((1, n))
        if method == "small":
            b = factor * random.randn(1, n)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="How many units add a bias?")
def one_bias_per_input(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The biases have one entry for each input instead of each unit."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n_prev, 1))
        if method == "small":
            b = factor * random.randn(n_prev, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters", hint="The values of W are to be those that the generator gives first."
)
def draws_biases_first(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """With "small" the biases are drawn before the weights."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        W = factor * random.randn(n, n_prev)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="`random` is the function's own generator; what is `np.random`?")
def draws_from_global_state(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The numbers come from NumPy's global generator, which the seed of the function does not reach."""
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * np.random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * np.random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters",
    hint="`np.random.seed` changes a state that belongs to the whole notebook; `random` is at hand.",
)
def seeds_global_state(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """NumPy's global generator is seeded and used, which changes it for all other code."""
    np.random.seed(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * np.random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * np.random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="Where is the generator made, and how often?")
def seeds_every_layer(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The generator starts again in every layer, so that the same numbers come back."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        random = np.random.RandomState(seed)
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="What is the argument `seed` for?")
def ignores_seed(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The seed is always 3, whatever the argument says."""
    random = np.random.RandomState(3)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters",
    hint="The numbers are good; but which generator does the function make before the loop?",
)
def takes_another_generator(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The numbers come from a generator of another kind than the given one."""
    random = np.random.default_rng(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.standard_normal((n, n_prev))
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.standard_normal((n, 1))
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters
