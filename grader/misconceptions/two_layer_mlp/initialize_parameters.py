"""Wrong answers to `initialize_parameters` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception("initialize_parameters", hint="Which number of units feeds layer 2?")
def scales_by_inputs(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are scaled by the number of inputs of the network."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = stdv * np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="What counts for a unit is how many numbers it adds up.")
def scales_by_outputs(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are scaled by the number of outputs."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_y) * np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters", hint="Compare with the line of `W1`: what stands in front of the draw?"
)
def forgets_scale(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 have the standard deviation 1, for nothing scales them."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="`stdv` of layer 1 has a root; so has that of layer 2.")
def forgets_root(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are divided by `n_h` instead of its square root."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / n_h * np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="More inputs call for smaller weights.")
def multiplies_by_root(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are multiplied by the square root of `n_h` instead of divided by it."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="The mean of all weights is `mu`, which is 0.")
def shifts_weights(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are shifted by 1, so that their mean is not 0."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h) + 1
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters", hint="With equal weights, all hidden units would stay alike for ever."
)
def weights_all_zero(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are all 0."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.zeros((n_y, n_h))
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters", hint="With equal weights, all hidden units would stay alike for ever."
)
def weights_all_equal(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are all the same number."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.ones((n_y, n_h))
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters",
    hint="`np.random.randn()` draws one number; `np.random.randn(a, b)` a matrix of them.",
)
def one_draw_for_all(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """One random number is drawn and used for all weights of layer 2."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn() * np.ones((n_y, n_h))
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters", hint="`W1` has a row for each of its units; what does a row of `W2` belong to?"
)
def weights_transposed(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """`W2` has a row for each hidden unit instead of a row for each output."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_h, n_y)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters", hint="`rand` and `randn` are not the same: which of them draws around 0?"
)
def evenly_from_0_to_1(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are drawn evenly between 0 and 1 instead of normally around 0."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.rand(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters", hint="The cell that calls the function sets the seed, if anyone does."
)
def seeds_itself(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """A seed is set inside the function, so that every network gets the same weights in layer 2."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    np.random.seed(1)
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="`b1` is a column, `np.zeros((n_h, 1))`; so is `b2`.")
def biases_flat(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """`b2` is a vector with one axis instead of a column."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.zeros(n_y)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="`b1` is a column; so is `b2`.")
def biases_in_a_row(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """`b2` is a row instead of a column."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.zeros((1, n_y))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="How many units does layer 2 have?")
def biases_of_hidden_units(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """`b2` has one bias for each hidden unit instead of one for each output."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.zeros((n_h, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="Random weights are enough to make the units differ.")
def biases_random(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The biases of layer 2 are drawn at random instead of being 0."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.random.randn(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception("initialize_parameters", hint="Both layers start with the same biases.")
def biases_one(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The biases of layer 2 are 1 instead of 0."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    b2 = np.ones((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@misconception(
    "initialize_parameters",
    hint="The weights come from one stream of numbers, `W2` right after `W1`: is anything drawn between?",
)
def biases_before_weights(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """A random number is drawn between the two layers, so that `W2` gets other numbers than expected."""
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    b2 = 0 * np.random.randn(n_y, 1)
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
