"""Right answers to `compute_cost` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("compute_cost")
def factor_in_front(A2: Any, Y: Any) -> Any:
    """The factor in front, as the formula has it."""
    m = Y.shape[1]
    return 1 / (2 * m) * np.sum(np.square(A2 - Y))


@accepted("compute_cost")
def mean_over_examples(A2: Any, Y: Any) -> Any:
    """The losses of the outputs added, then their mean over the examples."""
    losses = np.sum((Y - A2) ** 2, axis=0) / 2
    return np.mean(losses)


@accepted("compute_cost")
def two_loops(A2: Any, Y: Any) -> Any:
    """A loop over the examples, and one over their outputs."""
    n_y, m = Y.shape
    total = 0
    for i in range(m):
        for j in range(n_y):
            total += (A2[j, i] - Y[j, i]) ** 2 / 2
    return total / m


@accepted("compute_cost")
def einstein_sum(A2: Any, Y: Any) -> Any:
    """The sum of products in Einstein's notation."""
    difference = A2 - Y
    return float(np.einsum("ji,ji->", difference, difference)) / (2 * len(Y[0]))


@accepted("compute_cost")
def norm_of_difference(A2: Any, Y: Any) -> Any:
    """The norm of the matrix of differences, squared."""
    return np.linalg.norm(A2 - Y) ** 2 / Y.shape[1] / 2


@accepted("compute_cost")
def array_without_axes(A2: Any, Y: Any) -> Any:
    """An array without axes that holds the number."""
    m = np.shape(Y)[-1]
    return np.array(np.vdot(A2 - Y, A2 - Y) / (2 * m))


@accepted("compute_cost")
def single_precision(A2: Any, Y: Any) -> Any:
    """All arithmetic in 32 bits."""
    difference = A2.astype("float32") - Y.astype("float32")
    return np.sum(difference**2) / np.float32(2 * Y.shape[1])
