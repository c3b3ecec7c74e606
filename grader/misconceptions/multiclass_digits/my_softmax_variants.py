"""Right answers to `my_softmax` of multiclass_digits, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted

Array = np.ndarray[Any, Any]


@accepted("my_softmax")
def two_lines(z: Array) -> Any:
    """The plain formula for the whole array."""
    ez = np.exp(z)
    a = ez / np.sum(ez)
    return a


@accepted("my_softmax")
def two_loops(z: Array) -> Any:
    """The sum in one loop, the entries in another."""
    N = len(z)
    a = np.zeros(N)
    ez_sum = 0
    for k in range(N):
        ez_sum += np.exp(z[k])
    for j in range(N):
        a[j] = np.exp(z[j]) / ez_sum
    return a


@accepted("my_softmax")
def maximum_subtracted(z: Array) -> Any:
    """The maximum subtracted first, which changes nothing but large numbers."""
    shifted = z - np.max(z)
    return np.exp(shifted) / np.sum(np.exp(shifted))


@accepted("my_softmax")
def logarithms_subtracted(z: Array) -> Any:
    """The logarithm of the sum subtracted in the exponent."""
    return np.exp(z - np.log(np.sum(np.exp(z))))


@accepted("my_softmax")
def list_of_numbers(z: Array) -> Any:
    """A list, filled entry by entry."""
    ez = [np.exp(entry) for entry in z]
    a = []
    for entry in ez:
        a.append(entry / sum(ez))
    return a


@accepted("my_softmax")
def math_module(z: Array) -> Any:
    """Python's own exponential function, and a tuple of numbers."""
    import math

    total = sum(math.exp(entry) for entry in z)
    return tuple(math.exp(entry) / total for entry in z)


@accepted("my_softmax")
def powers_of_e(z: Array) -> Any:
    """The number e to the power of z."""
    return np.e**z / (np.e**z).sum()


@accepted("my_softmax")
def differences_of_entries(z: Array) -> Any:
    """Each probability from the differences to all entries."""
    return np.array([1 / np.sum(np.exp(z - entry)) for entry in z])


@accepted("my_softmax")
def empty_like_argument(z: Array) -> Any:
    """Results stored in an array made like the argument."""
    a = np.empty_like(z)
    for j, entry in enumerate(z):
        a[j] = np.exp(entry) / np.sum(np.exp(z))
    return a


@accepted("my_softmax")
def last_axis_kept(z: Array) -> Any:
    """A sum along the last axis, which works for a matrix as well."""
    ez = np.exp(z)
    return ez / np.sum(ez, axis=-1, keepdims=True)


@accepted("my_softmax")
def single_precision(z: Array) -> Any:
    """All arithmetic in 32 bits."""
    ez = np.exp(z.astype("float32"))
    return ez / np.sum(ez)


@accepted("my_softmax")
def tensor_result(z: Array) -> Any:
    """A TensorFlow tensor, from TensorFlow's own function."""
    import tensorflow as tf

    return tf.nn.softmax(z)


@accepted("my_softmax")
def copy_changed(z: Array) -> Any:
    """A copy of the argument changed in place."""
    a = z.copy()
    np.exp(a, out=a)
    a /= a.sum()
    return a
