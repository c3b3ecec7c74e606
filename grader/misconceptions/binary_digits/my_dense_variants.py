"""Right answers to `my_dense` of binary_digits, in the forms in which students write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import accepted

Array = np.ndarray[Any, Any]
Activation = Callable[[Any], Any]


@accepted("my_dense")
def loop_over_units(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """One dot product for each unit."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        w = W[:, j]
        z = np.dot(w, a_in) + b[j]
        a_out[j] = g(z)
    return a_out


@accepted("my_dense")
def two_loops(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """Products added up one by one."""
    a_out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        z = b[j]
        for i in range(W.shape[0]):
            z = z + W[i, j] * a_in[i]
        a_out[j] = g(z)
    return a_out


@accepted("my_dense")
def one_product(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The product of a vector and a matrix."""
    return g(np.matmul(a_in, W) + b)


@accepted("my_dense")
def transposed_product(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The product of the transposed matrix and the vector."""
    return g(W.T @ a_in + b)


@accepted("my_dense")
def einstein_sum(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A sum over the index that the input and the weights share."""
    return g(np.einsum("i,ij->j", a_in, W) + b)


@accepted("my_dense")
def list_of_numbers(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A list, made by iterating over the columns."""
    return [g(np.sum(a_in * column) + bias) for column, bias in zip(W.T, b, strict=True)]


@accepted("my_dense")
def tuple_of_numbers(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A tuple of Python numbers."""
    return tuple(float(g(a_in.dot(W[:, j]) + b[j])) for j in range(W.shape[1]))


@accepted("my_dense")
def single_precision(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """All arithmetic in 32 bits."""
    z = a_in.astype("float32") @ W.astype("float32") + b.astype("float32")
    return g(z).astype("float32")


@accepted("my_dense")
def tensor_result(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A TensorFlow tensor."""
    import tensorflow as tf

    return g(tf.linalg.matvec(tf.transpose(tf.constant(W)), tf.constant(a_in)) + tf.constant(b))


@accepted("my_dense")
def via_one_row(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The example as a matrix of one row, flattened at the end."""
    return g(a_in.reshape(1, -1) @ W + b.reshape(1, -1)).reshape(-1)
