"""Right answers to `predict_digits` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import forward_propagation

NAME = "predict_digits"


@accepted(NAME)
def loop_over_examples(X: Any, parameters: Any) -> Any:
    """A list, filled example by example."""
    A2, _ = forward_propagation(X, parameters)
    digits = []
    for i in range(X.shape[1]):
        digits.append(np.argmax(A2[:, i]))
    return digits


@accepted(NAME)
def loop_over_classes(X: Any, parameters: Any) -> Any:
    """Two loops that keep the best row so far."""
    A2, _ = forward_propagation(X, parameters)
    digits = np.zeros(A2.shape[1], dtype=int)
    for i in range(A2.shape[1]):
        for k in range(1, A2.shape[0]):
            if A2[k, i] > A2[digits[i], i]:
                digits[i] = k
    return digits


@accepted(NAME)
def rows_of_the_transpose(X: Any, parameters: Any) -> Any:
    """The places in the rows of the transpose, as small integers."""
    A2, _ = forward_propagation(X, parameters)
    return A2.T.argmax(axis=1).astype("uint8")


@accepted(NAME)
def largest_sums(X: Any, parameters: Any) -> Any:
    """The largest sums: the sigmoid keeps their order."""
    _, cache = forward_propagation(X, parameters)
    return cache["Z2"].argmax(0)


@accepted(NAME)
def last_of_sorted_places(X: Any, parameters: Any) -> Any:
    """The last row of the places in sorted order, as a tuple of Python's integers."""
    A2, _ = forward_propagation(X, parameters)
    return tuple(int(k) for k in np.argsort(A2, axis=0)[-1])


@accepted(NAME)
def written_out(X: Any, parameters: Any) -> Any:
    """The outputs computed once more, without `forward_propagation`."""
    A1 = 1 / (1 + np.exp(-(parameters["W1"] @ X + parameters["b1"])))
    return np.argmax(parameters["W2"] @ A1 + parameters["b2"], axis=0)
