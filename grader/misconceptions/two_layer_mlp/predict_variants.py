"""Right answers to `predict` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import forward_propagation


@accepted("predict")
def truth_values(X: Any, parameters: Any) -> Any:
    """The comparison itself, True and False."""
    A2, _ = forward_propagation(X, parameters)
    return A2 > 0.5


@accepted("predict")
def rounded(X: Any, parameters: Any) -> Any:
    """The outputs rounded to whole numbers."""
    return np.round(forward_propagation(X, parameters)[0])


@accepted("predict")
def loop_over_examples(X: Any, parameters: Any) -> Any:
    """A row of zeros, filled in a loop."""
    A2, _ = forward_propagation(X, parameters)
    predictions = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        if A2[0, i] > 0.5:
            predictions[0, i] = 1
        else:
            predictions[0, i] = 0
    return predictions


@accepted("predict")
def choice_of_two(X: Any, parameters: Any) -> Any:
    """A choice between two numbers, the border itself counted as a one."""
    A2, _ = forward_propagation(X, parameters)
    return np.where(A2 >= 0.5, 1, 0)


@accepted("predict")
def signs_of_sums(X: Any, parameters: Any) -> Any:
    """The signs of the sums, which are those of the outputs less a half."""
    _, cache = forward_propagation(X, parameters)
    return np.heaviside(cache["Z2"], 0)


@accepted("predict", alone=True)
def list_of_lists(X: Any, parameters: Any) -> Any:
    """A list that holds one row."""
    A2, _ = forward_propagation(X, parameters)
    return [[int(a > 0.5) for a in A2[0]]]


@accepted("predict")
def outputs_overwritten(X: Any, parameters: Any) -> Any:
    """The outputs overwritten by the answers, in two steps."""
    A2, _ = forward_propagation(X, parameters)
    A2[A2 > 0.5] = 1
    A2[A2 <= 0.5] = 0
    return A2.astype("uint8")
