"""Wrong answers to `my_dense_v` of binary_digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import misconception

Array = np.ndarray[Any, Any]
Activation = Callable[[Any], Any]


@misconception("my_dense_v", hint="What is added to every row of the product?")
def forgets_bias_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The bias `b` is never added."""
    return g(np.matmul(A_in, W))


@misconception("my_dense_v", hint="What is the argument `g` for?")
def forgets_activation_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The activation function `g` is never applied."""
    return np.matmul(A_in, W) + b


@misconception("my_dense_v", hint="g is applied last: is `b` inside its brackets?")
def activation_before_bias_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The bias is added after `g` instead of before it."""
    return g(np.matmul(A_in, W)) + b


@misconception("my_dense_v", hint="Use the `g` that is handed in, whatever function it is.")
def always_sigmoid_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The sigmoid is always applied, and the argument `g` never."""
    return 1 / (1 + np.exp(-(np.matmul(A_in, W) + b)))


@misconception("my_dense_v", hint="Is `g` applied to the sum and then once more to the result?")
def activates_twice_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The activation function `g` is applied twice."""
    A_out = g(np.matmul(A_in, W) + b)
    return g(A_out)


@misconception("my_dense_v", hint="`*` multiplies entry by entry; which operator is the matrix product?")
def elementwise_product(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """`A_in` and `W` are multiplied entry by entry instead of as matrices."""
    return g(A_in * W + b)


@misconception("my_dense_v", hint="Write the shapes below the factors: the inner two sizes must agree.")
def factors_swapped(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The factors stand in the wrong order: `W` times `A_in`."""
    return g(np.matmul(W, A_in) + b)


@misconception("my_dense_v", hint="In this lab a column of `W` belongs to a unit; no transpose is needed.")
def weights_transposed(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """`W` is transposed before the product."""
    return g(np.matmul(A_in, W.T) + b)


@misconception("my_dense_v", hint="Examples are rows in the result too.")
def result_transposed(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The result is transposed: its rows are units instead of examples."""
    return g(np.matmul(A_in, W) + b).T


@misconception("my_dense_v", hint="What happens to the other rows of `A_in`?")
def first_example_only(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """Only the first example is used."""
    return g(np.matmul(A_in[:1], W) + b)


@misconception("my_dense_v", hint="Where does the loop keep the rows that it has computed?")
def keeps_last_example(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A loop over the examples keeps the result of the last one alone."""
    for x in A_in:
        A_out = g(np.matmul(x.reshape(1, -1), W) + b)
    return A_out


@misconception("my_dense_v", hint="Every example keeps a row of its own; nothing is added up over examples.")
def adds_examples_up(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The examples are added up, so that one row remains."""
    return g(np.sum(np.matmul(A_in, W), axis=0, keepdims=True) + b)


@misconception("my_dense_v", hint="Each column of the product has a bias of its own.")
def first_bias_for_all_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """Every unit adds the first bias instead of its own."""
    return g(np.matmul(A_in, W) + b.flatten()[0])


@misconception("my_dense_v", hint="Each column of the product has a bias of its own.")
def adds_all_biases_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """Every unit adds the sum of all biases."""
    return g(np.matmul(A_in, W) + np.sum(b))


@misconception(
    "my_dense_v", hint="A bias belongs to a unit, so it runs along a row and is the same in every row."
)
def bias_per_example(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The bias is added down the columns, one for each example instead of each unit."""
    return g(np.matmul(A_in, W) + b.reshape(-1, 1))


@misconception("my_dense_v", hint="`b[j]` is a whole row when `b` has the shape (1, j).")
def bias_with_one_axis_only(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The bias is read as `b[j]`, which does not work for a bias of shape (1, j)."""
    Z = np.matmul(A_in, W)
    for j in range(W.shape[1]):
        Z[:, j] += b[j]
    return g(Z)


@misconception("my_dense_v", hint="Two dimensions go in and two come out.")
def drops_single_axis_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A single example returns an array with one dimension instead of a matrix of one row."""
    return np.squeeze(g(np.matmul(A_in, W) + b))
