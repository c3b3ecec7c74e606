"""Right answers to `initialize_parameters` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("initialize_parameters")
def draws_with_the_right_spread(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """The factor handed to the generator as the standard deviation."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        parameters[f"W{layer}"] = random.normal(0, factor, size=(n, n_prev))
        if method == "small":
            parameters[f"b{layer}"] = random.normal(scale=factor, size=(n, 1))
        else:
            parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


@accepted("initialize_parameters")
def factor_of_zero_for_biases(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """A choice in one line, the biases multiplied by 0 or by the factor, from a generator that is copied."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        parameters["W" + str(layer)] = random.standard_normal((n, n_prev)) * factor
        parameters["b" + str(layer)] = random.randn(n, 1) * factor if method == "small" else np.zeros((n, 1))
    return parameters


@accepted("initialize_parameters")
def draws_one_by_one(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """Plain loops, and lists."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        factor = {"he": (2 / n_prev) ** 0.5, "xavier": n_prev**-0.5, "small": 0.01}[method]
        W = [[factor * random.randn() for _ in range(n_prev)] for _ in range(n)]
        b = [[factor * random.randn() if method == "small" else 0] for _ in range(n)]
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@accepted("initialize_parameters")
def draws_flat_and_reshapes(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """A flat draw in 32 bits, brought into shape, and one entry more than is asked for."""
    random = np.random.RandomState(seed)
    parameters = {"sizes": np.array(layer_units)}
    for layer, n in enumerate(layer_units[1:], start=1):
        n_prev = layer_units[layer - 1]
        factor = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}[method]
        W = factor * random.randn(n * n_prev).reshape(n, n_prev)
        b = factor * random.randn(n)[:, np.newaxis] if method == "small" else np.zeros((n, 1))
        parameters |= {f"W{layer}": W.astype("float32"), f"b{layer}": b.astype("float32")}
    return parameters


@accepted("initialize_parameters")
def factors_by_cases(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """Each method in a branch of its own."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = layer_units[layer - 1], layer_units[layer]
        if method == "small":
            W = 0.01 * random.randn(n, n_prev)
            b = 0.01 * random.randn(n, 1)
        elif method == "xavier":
            W = random.randn(n, n_prev) / np.sqrt(n_prev)
            b = np.zeros([n, 1])
        else:
            W = random.randn(n, n_prev) / np.sqrt(n_prev / 2)
            b = np.zeros([n, 1])
        parameters[f"W{layer}"], parameters[f"b{layer}"] = W, b
    return parameters
