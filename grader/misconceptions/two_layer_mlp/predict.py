"""Wrong answers to `predict` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import forward_propagation


@misconception("predict", hint="An answer is 0 or 1. Which comparison turns an output into one?")
def returns_outputs(X: Any, parameters: Any) -> Any:
    """The outputs are returned as they are, without being turned into 0 or 1."""
    A2, _ = forward_propagation(X, parameters)
    return A2


@misconception("predict", hint="Which outputs mean a one, the large or the small ones?")
def answers_turned_round(X: Any, parameters: Any) -> Any:
    """Small outputs are answered by 1, and large ones by 0."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 < 0.5).astype(int)


@misconception("predict", hint="A sigmoid is never below 0: with what is the output to be compared?")
def compares_with_zero(X: Any, parameters: Any) -> Any:
    """Outputs are compared with 0, so that every answer is 1."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0).astype(int)


@misconception("predict", hint="`astype(int)` cuts off the decimals of a number below 1.")
def cuts_off_decimals(X: Any, parameters: Any) -> Any:
    """The outputs are made whole numbers without a comparison, so that every answer is 0."""
    A2, _ = forward_propagation(X, parameters)
    return A2.astype(int)


@misconception("predict", hint="The threshold belongs to the output, after the sigmoid.")
def threshold_too_low(X: Any, parameters: Any) -> Any:
    """Outputs from 0.4 on are answered by 1; the border should be 0.5."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.4).astype(int)


@misconception("predict", hint="Half way between 0 and 1: where is that?")
def threshold_too_high(X: Any, parameters: Any) -> Any:
    """Only outputs above 0.6 are answered by 1; the border should be 0.5."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.6).astype(int)


@misconception("predict", hint="Should the answer to one picture depend on the other pictures?")
def threshold_at_mean(X: Any, parameters: Any) -> Any:
    """Outputs are compared with their mean instead of 0.5."""
    A2, _ = forward_propagation(X, parameters)
    return (np.mean(A2) < A2).astype(int)


@misconception("predict", hint="With one row there is nothing to choose from along the rows.")
def largest_of_one_row(X: Any, parameters: Any) -> Any:
    """The place of the largest output is returned, which is always 0 for a network with one output."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2, axis=0)


@misconception("predict", hint="A zero is to be answered by 0, not by -1.")
def signs(X: Any, parameters: Any) -> Any:
    """The answers are -1 and 1 instead of 0 and 1."""
    A2, _ = forward_propagation(X, parameters)
    return np.where(A2 > 0.5, 1, -1)


@misconception("predict", hint="`A2` has two axes; keep both.")
def drops_an_axis(X: Any, parameters: Any) -> Any:
    """The answers come as a vector of shape (m,) instead of a row of shape (1, m)."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(int)[0]


@misconception("predict", hint="Examples are columns here.")
def column_of_answers(X: Any, parameters: Any) -> Any:
    """The answers stand in a column instead of a row."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(int).T


@misconception("predict", hint="One answer for each picture: nothing is counted or averaged yet.")
def counts_ones(X: Any, parameters: Any) -> Any:
    """The number of ones is returned instead of an answer for each example."""
    A2, _ = forward_propagation(X, parameters)
    return np.sum(A2 > 0.5)
