"""Right answers to `my_dense_v` of binary_digits, in the forms in which students write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import accepted

Array = np.ndarray[Any, Any]
Activation = Callable[[Any], Any]


@accepted("my_dense_v")
def two_lines(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A matrix product, and g of the sum."""
    Z = np.matmul(A_in, W) + b
    A_out = g(Z)
    return A_out


@accepted("my_dense_v")
def operator_and_in_place_sum(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The operator `@`, and the bias added in place to the new array."""
    Z = A_in @ W
    Z += b
    return g(Z)


@accepted("my_dense_v")
def np_dot(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """`np.dot`, which is the matrix product for two matrices."""
    return g(np.dot(A_in, W) + b)


@accepted("my_dense_v")
def einstein_sum_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A sum over the index that the inputs and the weights share."""
    return g(np.einsum("mi,ij->mj", A_in, W) + b)


@accepted("my_dense_v")
def loop_over_examples(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """One row after the other."""
    A_out = np.zeros((A_in.shape[0], W.shape[1]))
    for i in range(A_in.shape[0]):
        A_out[i] = g(np.matmul(A_in[i], W) + b)
    return A_out


@accepted("my_dense_v")
def loop_over_entries(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """One number after the other, with g of a single number."""
    bias = np.ravel(b)
    A_out = np.zeros((A_in.shape[0], W.shape[1]))
    for i in range(A_in.shape[0]):
        for j in range(W.shape[1]):
            A_out[i, j] = g(np.dot(A_in[i], W[:, j]) + bias[j])
    return A_out


@accepted("my_dense_v")
def list_of_rows(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A list of lists."""
    return [list(row) for row in g(A_in @ W + b)]


@accepted("my_dense_v")
def list_of_arrays(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A list with one array for each example."""
    return [g(x @ W + np.ravel(b)) for x in A_in]


@accepted("my_dense_v")
def column_of_ones(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The bias as one more row of weights, with an input that is always 1."""
    ones = np.ones((A_in.shape[0], 1))
    return g(np.hstack([ones, A_in]) @ np.vstack([b.reshape(1, -1), W]))


@accepted("my_dense_v")
def single_precision_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """All arithmetic in 32 bits."""
    return g(A_in.astype("float32") @ W.astype("float32") + b.astype("float32"))


@accepted("my_dense_v")
def matrix_class(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """NumPy's matrix class in the result."""
    return np.asmatrix(g(A_in @ W + b))


@accepted("my_dense_v")
def tensor_result_v(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A TensorFlow tensor."""
    import tensorflow as tf

    return g(tf.matmul(A_in, W) + b)
