"""Wrong answers to `initialize_parameters` of deep_network: what is wrong about weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception(
    "initialize_parameters",
    hint="A unit needs one weight for each of its inputs: which index of W counts the units?",
)
def weights_transposed(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The weights have a row for each input and a column for each unit."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n_prev, n)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters", hint="What does a unit of layer 2 take in: the inputs of the network?"
)
def columns_for_all_inputs(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """Every layer has as many columns as the network has inputs."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, layer_units[0])
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="Which layer does the size below the root belong to?")
def divides_by_own_size(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The size of the layer itself stands below the root, instead of that of the layer before."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        factor = {"he": np.sqrt(2 / n), "xavier": np.sqrt(1 / n), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="Which name holds what is to make the numbers smaller?")
def forgets_factor(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The weights are not multiplied by the factor."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="The factor is a standard deviation already.")
def squares_factor(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The variance is used where the standard deviation belongs."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor**2 * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="A layer with many inputs is to get small weights. Does yours?")
def divides_by_factor(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The numbers are divided by the factor instead of multiplied."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = random.randn(n, n_prev) / factor
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters", hint="A sum moves all numbers; what changes their standard deviation?"
)
def adds_factor(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The factor is added to the numbers instead of multiplied."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor + random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="`factor` holds the number that goes with the method.")
def always_small(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """Every method uses the factor 0.01."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = 0.01 * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="`factor` holds the number that goes with the method.")
def always_he(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """Every method uses the factor of "he"."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = np.sqrt(2 / n_prev) * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters",
    hint="`rand` and `randn` differ in one letter: which numbers does each of them draw?",
)
def draws_evenly(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The weights are drawn evenly from 0 to 1, so that none is negative."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.rand(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters", hint="Could the units of a layer ever become different from each other?"
)
def weights_zero(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """All weights are zero."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = np.zeros((n, n_prev))
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception(
    "initialize_parameters", hint="Could the units of a layer ever become different from each other?"
)
def weights_alike(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """All weights of a layer hold one and the same number."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn() * np.ones((n, n_prev))
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@misconception("initialize_parameters", hint="Count the layers: the input is none of them.")
def leaves_out_last_layer(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The last layer has no parameters."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units) - 1):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters
