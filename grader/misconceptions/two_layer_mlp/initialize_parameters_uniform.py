"""Wrong answers to `initialize_parameters_uniform` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

NAME = "initialize_parameters_uniform"


@misconception(NAME, hint="Layer 2 is not fed with the inputs: which two groups of units does W2 connect?")
def epsilon_of_layer_1(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The interval of layer 1 is used for the weights of layer 2 too."""
    epsilon = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon, epsilon, (n_h, n_x))
    W2 = np.random.uniform(-epsilon, epsilon, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="The sum under the root has two terms.")
def epsilon_of_hidden_units_alone(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The interval of layer 2 is made of the number of its inputs alone."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="What feeds the outputs: the inputs of the network, or the hidden units?")
def epsilon_of_inputs_and_outputs(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The interval of layer 2 is made of the inputs and the outputs of the whole network."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_x + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="The sum below the line stands under a root as well.")
def forgets_lower_root(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The root of 6 is divided by the sum of the sizes instead of its root."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / (n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="The number 6 stands under a root as well.")
def forgets_upper_root(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The number 6 is divided by the root of the sum of the sizes, without a root of its own."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = 6 / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="0.12 fits a layer of 400 inputs and 25 units; what fits the sizes of this one?")
def fixed_epsilon(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 lie between -0.12 and 0.12, whatever the sizes are."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    W2 = np.random.uniform(-0.12, 0.12, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="May a weight be negative at the start?")
def positive_weights(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 lie between 0 and epsilon: none of them is negative."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = epsilon_2 * np.random.rand(n_y, n_h)
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(
    NAME, hint="Stretched to twice epsilon, where does the interval begin? It is still to be shifted."
)
def forgets_shift(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 lie between 0 and twice epsilon, for nothing is subtracted."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = 2 * epsilon_2 * np.random.rand(n_y, n_h)
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="From -epsilon to epsilon: how wide is that?")
def half_the_width(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The interval of layer 2 is half as wide as it should be."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = epsilon_2 * np.random.rand(n_y, n_h) - epsilon_2 / 2
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(
    NAME, hint="`randn` gathers its numbers around 0; here every place of an interval is as likely."
)
def normal_draws(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are drawn from a normal distribution."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = epsilon_2 * np.random.randn(n_y, n_h)
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="A product W2 A1 needs one column of W2 for each hidden unit.")
def weights_transposed(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """W2 has one row per hidden unit and one column per output."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_h, n_y))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="Layer 2 has as many columns as there are hidden units, not inputs.")
def columns_of_layer_1(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """W2 has one column per input of the network instead of one per hidden unit."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_x))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(
    NAME, hint="Units with equal weights stay equal for ever: each weight needs a draw of its own."
)
def one_draw_for_all(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """One random number is drawn and given to all weights of layer 2."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.full((n_y, n_h), np.random.uniform(-epsilon_2, epsilon_2))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="What happens to units that all start with the same weights?")
def zero_weights(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 are zero, as its biases are."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    W2 = np.zeros((n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="`b2` is added to a matrix column by column, as `b1` is: what is its second axis?")
def flat_bias(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """b2 is a vector with one axis instead of a column."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros(n_y)}


@misconception(NAME, hint="Random weights already make the units differ; what do the biases start with?")
def random_biases(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The biases of layer 2 are drawn at random, like its weights."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    b2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, 1))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": b2}


@misconception(NAME, hint="`np.ones` or `np.zeros`: which of them leaves the sums of layer 2 as they are?")
def biases_of_one(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The biases of layer 2 are ones."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.ones((n_y, 1))}


@misconception(NAME, hint="How many units does layer 2 have, and so how many biases?")
def biases_of_layer_1(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """b2 has one entry per hidden unit, like b1."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_h, 1))}


@misconception(
    NAME, hint="The seed is set once, outside: a function with its own seed draws the same each time."
)
def seeds_inside(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The function sets the seed itself, so that every call draws the same numbers."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    np.random.seed(1)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(NAME, hint="The numbers are to come from `np.random`, whose stream the notebook has seeded.")
def generator_of_its_own(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """The weights of layer 2 come from a generator of their own."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.default_rng(1).uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@misconception(
    NAME, hint="Draw the array in the shape that it is to have: transposed, its numbers change places."
)
def draws_transposed(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """W2 is drawn with its axes exchanged and then transposed, so that the draws change places."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_h, n_y)).T
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
