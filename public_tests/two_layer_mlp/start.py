"""Exercise 2 of two_layer_mlp: the random start of the network."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..checks import Exercise
from ..describe import Plain
from ..expect import Array, CheckFailed, expect_array, expect_function, expect_shape, show_array
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_entries, expect_entry_values
from ..targets import Target
from .known import KNOWN, LAB

_KEYS = ("W1", "b1", "W2", "b2")

_SMALL = KNOWN.case("initialize_parameters/small", seed=1, n_x=2, n_h=4, n_y=3)
_OTHER_SEED = KNOWN.case("initialize_parameters/other seed", seed=2, n_x=2, n_h=4, n_y=3)
_MANY_WEIGHTS = KNOWN.case("initialize_parameters/many weights", seed=3, n_x=2, n_h=36, n_y=4)

SPREAD_TOLERANCE = 0.4
"""Of 144 random weights, the mean strays by 8 % of the standard deviation, and that by 6 % of itself."""

test_initialize_parameters = Exercise(
    "initialize_parameters",
    "Exercise 2: a random start",
    misconceptions=KnownMistakes(LAB, "initialize_parameters"),
)


@test_initialize_parameters.check(
    hint="The cell should hold `def initialize_parameters(n_x, n_h, n_y):` and have been run."
)
def is_function(initialize_parameters: Target) -> None:
    """`initialize_parameters` is a function."""
    expect_function(initialize_parameters)


@test_initialize_parameters.check(
    needs=["is_function"], hint="The last line returns a dictionary of all four: W1, b1, W2 and b2."
)
def returns_parameters(initialize_parameters: Target) -> None:
    """It returns a dictionary with W1, b1, W2 and b2."""
    _parameters(initialize_parameters, _SMALL)


@test_initialize_parameters.check(
    points=2,
    needs=["returns_parameters"],
    hint="One bias for each unit of the layer, in a column, and all of them 0.",
)
def zero_biases(initialize_parameters: Target) -> None:
    """The biases are columns of zeros."""
    parameters = _parameters(initialize_parameters, _SMALL)
    call = _SMALL.text(initialize_parameters)
    for key, units in (("b1", 4), ("b2", 3)):
        expect_array(parameters[key], np.zeros((units, 1)), f"{call}: `{key}`", verb="is")


@test_initialize_parameters.check(
    points=2,
    needs=["returns_parameters"],
    hint="A row for each unit of layer 2, a column for each of its inputs, and every entry drawn at random.",
)
def random_weights(initialize_parameters: Target) -> None:
    """W2 has the right shape, and every entry is drawn at random, anew in each call."""
    drawn = []
    for case in (_SMALL, _OTHER_SEED):
        W2 = _parameters(initialize_parameters, case)["W2"]
        call = f"{case.text(initialize_parameters)}: `W2`"
        drawn.append(expect_shape(W2, (3, 4), call, verb="is"))
        if (different := len(np.unique(drawn[-1]))) < drawn[-1].size:
            raise CheckFailed(
                f"{call} has equal entries ({different} different of 12); expected 12 random numbers.",
                yours=show_array(drawn[-1]),
                expected="12 random numbers",
                lead=call,
            )
    if np.array_equal(drawn[0], drawn[1]):
        raise CheckFailed(
            f"{call} is what it was after `np.random.seed({_SMALL.seed})`; expected other numbers.",
            hint="Does your code set a seed of its own? Only the cell that calls the function should do so.",
        )


@test_initialize_parameters.check(
    points=2,
    needs=["random_weights"],
    hint="The units of layer 2 have as many inputs as there are hidden units: what stands under the root?",
)
def spread_of_weights(initialize_parameters: Target) -> None:
    """The entries of W2 have the mean 0 and the standard deviation 1 / sqrt(n_h)."""
    W2 = _parameters(initialize_parameters, _MANY_WEIGHTS)["W2"]
    call = f"{_MANY_WEIGHTS.text(initialize_parameters)}: `W2`"
    expect_spread(expect_shape(W2, (4, 36), call, verb="is"), SPREAD_TOLERANCE, call)


@test_initialize_parameters.check(
    points=1,
    needs=["random_weights"],
    hint="Draw once with `np.random.randn`, as for `W1`, so that the numbers can be compared.",
)
def stream(initialize_parameters: Target) -> None:
    """After a seed, the weights are the numbers that `np.random.randn` gives next."""
    parameters = _parameters(initialize_parameters, _SMALL)
    weights = {key: _SMALL.expected(key) for key in ("W1", "W2")}
    expect_entry_values(parameters, weights, _SMALL.text(initialize_parameters))


def expect_spread(W2: Array, tolerance: float, call: str) -> None:
    """Demand a mean near 0 and a standard deviation near 1 / sqrt(n_h).

    Args:
        W2: weights, shape (n_y, n_h); a matrix that has more of them strays less.
        tolerance: how far either may be off, as a part of the standard deviation.
        call: what the weights are, for the message.
    """
    wanted = 1 / np.sqrt(W2.shape[1])
    mean, deviation = float(np.mean(W2)), float(np.std(W2))
    if not (abs(deviation / wanted - 1) <= tolerance and abs(mean / wanted) <= tolerance):
        yours = f"the mean {mean:.3f} and the standard deviation {deviation:.3f}"
        expected = f"a mean near 0 and a standard deviation near {wanted:.3f}"
        raise CheckFailed(
            f"{call} has {yours}; expected {expected}.", yours=yours, expected=expected, lead=call
        )


def _parameters(initialize_parameters: Target, case: Case) -> Mapping[str, Plain]:
    value = case.call(initialize_parameters).value
    return expect_entries(value, _KEYS, case.text(initialize_parameters))
