"""Right answers to `initialize_parameters_uniform` of two_layer_mlp, in forms that students write."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted

NAME = "initialize_parameters_uniform"


@accepted(NAME)
def stretched_and_shifted(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Numbers between 0 and 1, stretched and shifted."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.rand(n_h, n_x) * 2 * epsilon_1 - epsilon_1
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.rand(n_y, n_h) * 2 * epsilon_2 - epsilon_2
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@accepted(NAME)
def one_root(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The root of the whole fraction, and arguments by name."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = (6 / (n_h + n_y)) ** 0.5
    W2 = np.random.uniform(low=-epsilon_2, high=epsilon_2, size=(n_y, n_h))
    b2 = np.zeros(shape=(n_y, 1))
    return {"b2": b2, "W2": W2, "b1": np.zeros((n_h, 1)), "W1": W1}


@accepted(NAME)
def one_by_one(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Weights drawn one by one in two loops, and lists."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = [[np.random.uniform(-epsilon_2, epsilon_2) for _ in range(n_h)] for _ in range(n_y)]
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": [[0] for _ in range(n_y)]}


@accepted(NAME)
def row_by_row(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """One row of weights for each output."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.empty((n_y, n_h))
    for j in range(n_y):
        W2[j] = np.random.uniform(-epsilon_2, epsilon_2, n_h)
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": 0 * W2[:, :1]}


@accepted(NAME)
def single_precision(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """All arrays in 32 bits, and an entry more."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h)).astype("float32")
    b2 = np.zeros((n_y, 1), dtype="float32")
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": b2, "epsilon": epsilon_2}


@accepted(NAME)
def flat_draws_reshaped(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """All draws in one row, put into shape afterwards, and both halves of the interval by a random sample."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6 / (n_y + n_h))
    W2 = ((2 * np.random.random_sample(n_h * n_y) - 1) * epsilon_2).reshape(n_y, n_h)
    b2 = np.zeros(n_y).reshape(-1, 1)
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": b2}
