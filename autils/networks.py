"""Fixed small networks to try functions on, and the parameters of a network as one vector.

Columns are examples here: inputs have the shape (n, m), weights (units, inputs) and biases (units, 1).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Parameters = dict[str, NDArray[np.float64]]
"""``W1``, ``b1``, ``W2``, ``b2``, ...: the weights and biases of each layer."""


def seed_after(n: int, seed: int = 1) -> None:
    """Seed NumPy's global random stream and throw away its first draws.

    A cell that starts so gives the same numbers however often, and in whatever order, cells are run.

    Args:
        n: how many standard normal draws to throw away.
        seed: of the stream.
    """
    np.random.seed(seed)
    np.random.randn(n)


def debug_parameters(layer_sizes: Sequence[int], scale: float = 0.5) -> Parameters:
    """Return weights and biases that look irregular and are the same everywhere, without any random number.

    The numbers ``scale * sin(1)``, ``scale * sin(2)``, ... fill W1, b1, W2, b2, ... row by row.

    Args:
        layer_sizes: number of inputs, then of units per layer: ``[3, 4, 2]``.
        scale: the largest size that a number can have.

    Returns:
        ``W1`` of shape (n1, n0), ``b1`` of shape (n1, 1), and so on, float64.
    """
    parameters: Parameters = {}
    used = 0
    for layer, (inputs, units) in enumerate(pairwise(layer_sizes), start=1):
        for name, shape in ((f"W{layer}", (units, inputs)), (f"b{layer}", (units, 1))):
            size = shape[0] * shape[1]
            parameters[name] = scale * np.sin(np.arange(used + 1, used + size + 1)).reshape(shape)
            used += size
    return parameters


def debug_inputs(n: int, m: int) -> NDArray[np.float64]:
    """Return inputs of shape (n, m), one example per column: cos(1), cos(2), ... row by row."""
    return np.cos(np.arange(1, n * m + 1)).reshape(n, m)


def pack_parameters(parameters: Mapping[str, ArrayLike], keys: Sequence[str]) -> NDArray[np.float64]:
    """Return arrays as one flat vector, in the order of their keys, each row by row.

    Args:
        parameters: arrays by name; gradients do as well.
        keys: which of them, such as ``["W1", "b1", "W2", "b2"]``.

    Raises:
        KeyError: a key has no array.
    """
    return np.concatenate([np.asarray(parameters[key], dtype=float).ravel() for key in keys])


def unpack_parameters(theta: ArrayLike, template: Mapping[str, NDArray[np.float64]]) -> Parameters:
    """Cut a flat vector into arrays with the names, the order and the shapes of a template.

    Args:
        theta: the vector, shape (n,).
        template: arrays that together have n entries.

    Returns:
        New arrays, independent of ``theta``.

    Raises:
        ValueError: the vector is longer or shorter than the template.
    """
    vector = np.asarray(theta, dtype=float)
    total = sum(array.size for array in template.values())
    if vector.shape != (total,):
        raise ValueError(f"The template has {total} entries; the vector has the shape {vector.shape}.")
    cuts = np.cumsum([array.size for array in template.values()])[:-1]
    parts = zip(template.items(), np.split(vector, cuts), strict=True)
    return {name: part.reshape(array.shape).copy() for (name, array), part in parts}


def one_hot(y: ArrayLike, num_classes: int) -> NDArray[np.float64]:
    """Return labels as columns that hold one 1 each.

    Args:
        y: whole numbers from 0 to ``num_classes - 1``, m of them in any shape.
        num_classes: number of rows of the result.

    Returns:
        float64, shape (num_classes, m): column i has its 1 in row ``y[i]``.

    Raises:
        ValueError: a label is out of range, or no whole number.
    """
    labels = np.asarray(y).ravel()
    if np.any(labels != np.floor(labels)):
        raise ValueError("Labels must be whole numbers; some are not.")
    if labels.size and not (labels.min() >= 0 and labels.max() < num_classes):
        raise ValueError(
            f"Labels must lie between 0 and {num_classes - 1}; got {labels.min()} to {labels.max()}."
        )
    columns = np.zeros((num_classes, labels.size))
    columns[labels.astype(int), np.arange(labels.size)] = 1
    return columns
