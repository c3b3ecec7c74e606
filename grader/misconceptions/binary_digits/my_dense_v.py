"""Wrong and right answers to `my_dense_v` of binary_digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import accepted, misconception

Array = np.ndarray[Any, Any]
Activation = Callable[[Any], Any]


# What goes wrong.


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


# What is right as well.


@accepted("my_dense_v")
def two_lines(A_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A matrix product, and g of the sum."""
    Z = np.matmul(A_in, W) + b
    A_out = g(Z)
    return A_out  # noqa: RET504


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
