"""Wrong answers to `predict_digits` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import forward_propagation

NAME = "predict_digits"


@misconception(NAME, hint="For each row the best example, or for each example the best row?")
def other_axis(X: Any, parameters: Any) -> Any:
    """The largest entry of each row is looked for instead of that of each column."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2, axis=1)


@misconception(NAME, hint="Without an axis, one place is found in the whole array.")
def forgets_axis(X: Any, parameters: Any) -> Any:
    """The largest entry of the whole array is looked for."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2)


@misconception(NAME, hint="Is it the size of the largest output that is asked for, or its place?")
def largest_outputs(X: Any, parameters: Any) -> Any:
    """The largest output of each example is returned instead of its place."""
    A2, _ = forward_propagation(X, parameters)
    return np.max(A2, axis=0)


@misconception(NAME, hint="Which output is the network's answer: the most certain one, or the least?")
def smallest_output(X: Any, parameters: Any) -> Any:
    """The place of the smallest output is returned."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmin(A2, axis=0)


@misconception(NAME, hint="The first row stands for the digit 0.")
def counts_from_one(X: Any, parameters: Any) -> Any:
    """The rows are counted from 1, so that every answer is one too large."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2, axis=0) + 1


@misconception(NAME, hint="Here the digit 0 has row 0; no row needs to stand for another digit.")
def zero_in_last_row(X: Any, parameters: Any) -> Any:
    """The rows are taken for the digits 1 to 9 and then 0."""
    A2, _ = forward_propagation(X, parameters)
    return (np.argmax(A2, axis=0) + 1) % 10


@misconception(NAME, hint="A column of zeros with one 1 is a target; the answer is the number of that row.")
def one_hot_columns(X: Any, parameters: Any) -> Any:
    """The answers are columns of zeros with a 1 each, instead of digits."""
    A2, _ = forward_propagation(X, parameters)
    return (np.max(A2, axis=0) == A2).astype(int)


@misconception(NAME, hint="0.5 is for one output that says yes or no; here ten outputs compete.")
def compares_with_one_half(X: Any, parameters: Any) -> Any:
    """Every output is compared with 0.5, as for the two classes of Part A."""
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(int)


@misconception(
    NAME, hint="Which row comes first where several outputs are above 0.5, and which is the surest?"
)
def first_above_one_half(X: Any, parameters: Any) -> Any:
    """The first row whose output is above 0.5 is returned."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2 > 0.5, axis=0)


@misconception(NAME, hint="The place is looked for among the outputs, not among the hidden units.")
def hidden_units(X: Any, parameters: Any) -> Any:
    """The largest activation of the hidden layer is looked for."""
    _, cache = forward_propagation(X, parameters)
    return np.argmax(cache["A1"], axis=0)


@misconception(NAME, hint="The inputs know nothing of digits yet: what does the network make of them?")
def inputs(X: Any, parameters: Any) -> Any:
    """The largest entry of the inputs is looked for."""
    return np.argmax(X, axis=0)


@misconception(NAME, hint="A bias is a part of every sum; what does forward propagation do with it?")
def forgets_biases(X: Any, parameters: Any) -> Any:
    """The outputs are computed once more, without the biases."""
    A1 = 1 / (1 + np.exp(-(parameters["W1"] @ X)))
    return np.argmax(parameters["W2"] @ A1, axis=0)


@misconception(NAME, hint="Digits are whole numbers: of which type is an array of `np.zeros`?")
def floats(X: Any, parameters: Any) -> Any:
    """The digits come as floats."""
    A2, _ = forward_propagation(X, parameters)
    digits = np.zeros(X.shape[1])
    for i in range(X.shape[1]):
        digits[i] = np.argmax(A2[:, i])
    return digits


@misconception(NAME, hint="One axis is enough: shape (m,).")
def row_matrix(X: Any, parameters: Any) -> Any:
    """The digits come as a matrix with one row."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2, axis=0).reshape(1, -1)


@misconception(NAME, hint="One axis is enough: shape (m,), not (m, 1).")
def column(X: Any, parameters: Any) -> Any:
    """The digits come as a matrix with one column."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(A2.T, axis=1).reshape(-1, 1)


@misconception(NAME, hint="What does the loop do with the answers for the other examples?")
def first_example_for_all(X: Any, parameters: Any) -> Any:
    """The answer for the first example is given to all."""
    A2, _ = forward_propagation(X, parameters)
    return np.full(X.shape[1], np.argmax(A2[:, 0]))


@misconception(
    NAME, hint="The last place of a sorted column tells the size of the largest, not where it stood."
)
def place_after_sorting(X: Any, parameters: Any) -> Any:
    """The place is looked for after the outputs are sorted, which is always the last one."""
    A2, _ = forward_propagation(X, parameters)
    return np.argmax(np.sort(A2, axis=0), axis=0)


@misconception(NAME, hint="X is the caller's array: which line writes into it?")
def clips_inputs_in_place(X: Any, parameters: Any) -> Any:
    """The inputs are clipped in place, which changes the array of the caller."""
    A2, _ = forward_propagation(X, parameters)
    np.clip(X, 0, 1, out=X)
    return np.argmax(A2, axis=0)
