"""Right answers to `initialize_parameters` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("initialize_parameters")
def normal_draws(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """NumPy's normal distribution with its mean and standard deviation."""
    W1 = np.random.normal(0, 1 / np.sqrt(n_x), (n_h, n_x))
    b1 = np.zeros((n_h, 1))
    W2 = np.random.normal(0, 1 / np.sqrt(n_h), (n_y, n_h))
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("initialize_parameters", alone=True)
def entry_by_entry(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Every weight drawn by itself, row by row, in lists."""
    W1 = [[np.random.randn() / n_x**0.5 for _ in range(n_x)] for _ in range(n_h)]
    W2 = [[np.random.randn() / n_h**0.5 for _ in range(n_h)] for _ in range(n_y)]
    b1, b2 = ([[0] for _ in range(n)] for n in (n_h, n_y))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("initialize_parameters")
def standard_deviation_named(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The standard deviation of layer 2 under a name of its own, and an entry more than asked for."""
    mu = 0
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x) + mu
    b1 = np.zeros((n_h, 1))
    stdv = np.sqrt(1 / n_h)
    W2 = np.random.standard_normal((n_y, n_h)) * stdv + mu
    b2 = np.zeros(shape=(n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "stdv": stdv}


@accepted("initialize_parameters")
def single_precision(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Weights and biases stored in 32 bits."""
    W1 = (np.random.randn(n_h, n_x) / np.sqrt(n_x)).astype("float32")
    W2 = (np.random.randn(n_y, n_h) / np.sqrt(n_h)).astype("float32")
    b1, b2 = np.zeros((n_h, 1), "float32"), np.zeros((n_y, 1), "float32")
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("initialize_parameters")
def biases_from_weights(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Biases that take their shape from the weights, whose sizes go into the draw as a vector."""
    parameters: Any = {}
    for layer, (inputs, units) in enumerate([(n_x, n_h), (n_h, n_y)], start=1):
        W = np.random.randn(units * inputs).reshape(units, inputs) / np.sqrt(inputs)
        parameters["W" + str(layer)] = W
        parameters["b" + str(layer)] = np.zeros_like(W[:, :1])
    return parameters
