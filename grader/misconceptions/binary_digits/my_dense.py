"""Wrong answers to `my_dense` of binary_digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import misconception

Array = np.ndarray[Any, Any]
Activation = Callable[[Any], Any]


@misconception("my_dense", hint="`W[:, j]` is a column of `W`, `W[j]` is a row.")
def row_for_column(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """Unit j takes its weights from row j of `W`; they stand in column j."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(W[j], a_in) + b[j])
    return a_out


@misconception("my_dense", hint="Which number belongs to unit j besides its weights?")
def forgets_bias(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The bias `b` is never added."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]))
    return a_out


@misconception("my_dense", hint="What is the argument `g` for?")
def forgets_activation(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The activation function `g` is never applied."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = np.dot(a_in, W[:, j]) + b[j]
    return a_out


@misconception("my_dense", hint="g is applied last: is `b[j]` inside its brackets?")
def activation_before_bias(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The bias is added after `g` instead of before it."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j])) + b[j]
    return a_out


@misconception("my_dense", hint="Use the `g` that is handed in, whatever function it is.")
def always_sigmoid(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The sigmoid is always applied, and the argument `g` never."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = 1 / (1 + np.exp(-(np.dot(a_in, W[:, j]) + b[j])))
    return a_out


@misconception("my_dense", hint="Is `g` applied to the sum and then once more to the result?")
def activates_twice(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The activation function `g` is applied twice."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return np.array([g(a) for a in a_out])


@misconception("my_dense", hint="Add all products up first; g acts on the sum.")
def activates_each_product(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The activation function `g` is applied to every product before they are added up."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        total = b[j]
        for i in range(len(a_in)):
            total += g(a_in[i] * W[i, j])
        a_out[j] = total
    return a_out


@misconception("my_dense", hint="How far is the line that stores into `a_out[j]` indented?")
def stores_last_unit_only(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """Only the last unit's result is stored, after the loop has ended."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        z = np.dot(a_in, W[:, j]) + b[j]
    a_out[j] = g(z)
    return a_out


@misconception("my_dense", hint="How far is the line with `return` indented?")
def returns_inside_loop(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The function returns inside the loop, after the first unit."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
        return a_out
    return a_out


@misconception("my_dense", hint="Which numbers does `range(units)` run through?")
def skips_last_unit(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The loop ends one unit early."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units - 1):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out


@misconception("my_dense", hint="Counting starts at 0.")
def skips_first_unit(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The loop starts at unit 1, so that unit 0 is never computed."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(1, units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out


@misconception("my_dense", hint="Each weight is to be multiplied by its input.")
def adds_weights_without_inputs(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The weights are added up without being multiplied by the inputs."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.sum(W[:, j]) + b[j])
    return a_out


@misconception(
    "my_dense", hint="`*` multiplies entry by entry; which operation adds the products up as well?"
)
def first_product_only(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """Only the first product of each unit is used; the others are never added."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g((a_in * W[:, j])[0] + b[j])
    return a_out


@misconception("my_dense", hint="Every unit has a bias of its own.")
def first_bias_for_all(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """Every unit adds `b[0]` instead of its own bias."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[0])
    return a_out


@misconception("my_dense", hint="Only one entry of `b` belongs to unit j.")
def adds_all_biases(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """Every unit adds the sum of all biases."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + np.sum(b))
    return a_out


@misconception("my_dense", hint="The sum has to start from zero again for every unit.")
def never_resets_sum(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The sum goes on from one unit to the next instead of starting again."""
    units = W.shape[1]
    a_out = np.zeros(units)
    z = 0.0
    for j in range(units):
        for i in range(len(a_in)):
            z += a_in[i] * W[i, j]
        a_out[j] = g(z + b[j])
    return a_out


@misconception("my_dense", hint="Put the products into a new name; the next unit needs the inputs again.")
def overwrites_inputs(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The products are written over `a_in`, so that later units see changed inputs."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_in *= W[:, j]
        a_out[j] = g(np.sum(a_in) + b[j])
    return a_out


@misconception("my_dense", hint="A layer of one unit still gives an array, of shape (1,).")
def drops_single_axis(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """A layer of one unit returns a bare number instead of an array of shape (1,)."""
    units = W.shape[1]
    a_out = np.zeros(units)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return np.squeeze(a_out)


@misconception("my_dense", hint="An array of integers cuts off the decimals of what is stored in it.")
def stores_integers(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The results are stored as integers, so that their decimals are lost."""
    units = W.shape[1]
    a_out = np.zeros(units, dtype=int)
    for j in range(units):
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out


@misconception("my_dense", hint="One example goes in as a vector, and one vector comes out: shape (j,).")
def returns_row(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The result is a matrix with one row instead of a vector."""
    return np.array([[g(np.dot(a_in, W[:, j]) + b[j]) for j in range(W.shape[1])]])


@misconception("my_dense", hint="Which entry of `a_out` does the loop write to?")
def overwrites_result(a_in: Array, W: Array, b: Array, g: Activation) -> Any:
    """The loop writes over its own result, so that the output of the last unit alone is returned."""
    a_out = 0.0
    for j in range(W.shape[1]):
        a_out = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out


@misconception("my_dense", hint="How often is the bias of a unit added?")
def bias_in_every_term(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The bias is added to every product, so that it counts once for each input."""
    return np.array([g(np.sum(a_in * W[:, j] + b[j])) for j in range(W.shape[1])])


@misconception("my_dense", hint="The products are added up; nothing is divided.")
def mean_of_products(a_in: Array, W: Array, b: Array, g: Activation) -> Array:
    """The mean of the products is taken instead of their sum."""
    return np.array([g(np.mean(a_in * W[:, j]) + b[j]) for j in range(W.shape[1])])
