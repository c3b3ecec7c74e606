"""Exercise 6 of two_layer_mlp: the gradients of the cost.

Whether the two gradients of layer 1 come from one and the same dZ1 is judged apart from their values, so that
a mistake in dZ1 alone does not cost all points.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..cases import Shown
from ..checks import Exercise
from ..describe import Plain
from ..expect import (
    CheckFailed,
    as_array,
    close,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_array,
    show_kind,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, labels, network
from ..structures import expect_entries, expect_entry_values
from ..targets import Target
from .known import KNOWN, LAB
from .sigmoid import test_sigmoid

_KEYS = ("dW1", "db1", "dW2", "db2")


def _case(name: str, X: Shown, Y: np.ndarray, parameters: Shown) -> Case:
    """Declare a case whose cache is what the right forward propagation gives."""
    forward = KNOWN.case(f"forward_propagation/before back_propagation, {name}", X=X, parameters=parameters)
    cache = forward.shown(f"forward_propagation({X.code}, {parameters.code})[1]", 1)
    return KNOWN.case(f"back_propagation/{name}", X=X, Y=Y, parameters=parameters, cache=cache)


_LABELS_OF_TWO = np.array([[0.0, 1.0, 0.0, 1.0, 1.0], [1.0, 0.0, 1.0, 0.0, 0.0]])

_ONE_OUTPUT = _case("one output", inputs(2, 3), labels(1, 0, 1), network(2, 4, 1, scale=2))
_TWO_OUTPUTS = _case("two outputs", inputs(3, 5), _LABELS_OF_TWO, network(3, 4, 2, scale=2))
_ALWAYS_ONE = _case(
    "an input that is always 1",
    Shown("np.array([[0.5, -1, 2], [1, 1, 1]])", lambda: np.array([[0.5, -1, 2], [1, 1, 1]])),
    labels(1, 0, 1),
    network(2, 4, 1, scale=2),
)
_CASES = (_ONE_OUTPUT, _TWO_OUTPUTS)

test_back_propagation = Exercise(
    "back_propagation",
    "Exercise 6: back-propagation",
    misconceptions=KnownMistakes(LAB, "back_propagation"),
    uses=(test_sigmoid,),
)


@test_back_propagation.check(
    hint="The cell should hold `def back_propagation(X, Y, parameters, cache):` and have been run."
)
def is_function(back_propagation: Target) -> None:
    """`back_propagation` is a function."""
    expect_function(back_propagation)


@test_back_propagation.check(
    needs=["is_function"], hint="The last line returns a dictionary of all four: dW1, db1, dW2 and db2."
)
def returns_gradients(back_propagation: Target) -> None:
    """It returns a dictionary with dW1, db1, dW2 and db2."""
    _gradients(back_propagation, _ONE_OUTPUT)


@test_back_propagation.check(
    points=1,
    needs=["returns_gradients"],
    hint="Both gradients are made of dZ1: one multiplies it by the inputs and adds up over the examples, the "
    "other adds it up as it is.",
)
def one_dZ1(back_propagation: Target) -> None:  # noqa: N802
    """For an input that is always 1, dW1 holds what db1 holds: a bias is the weight of such an input."""
    call = _ALWAYS_ONE.text(back_propagation)
    gradients = _gradients(back_propagation, _ALWAYS_ONE)
    dW1 = expect_shape(gradients["dW1"], (4, 2), f"{call}: `dW1`", verb="is")
    if not np.any(dW1):
        raise CheckFailed(f"{call}: `dW1` is 0 everywhere; expected the gradient of the weights.")
    db1, column = as_array(gradients["db1"]), dW1[:, 1]
    if db1 is None or db1.size != column.size or not close(db1.ravel(), column):
        lead = f"{call}: `db1` is"
        found = show_kind(gradients["db1"]) if db1 is None or db1.size != column.size else show_array(db1)
        wanted = f"{show_array(column)}, as in the second column of dW1"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_back_propagation.check(
    points=2,
    needs=["returns_gradients"],
    hint="Go back through `W2`, then through the sigmoid at `Z1`. The shapes say which matrix is transposed.",
)
def weights_of_layer_1(back_propagation: Target) -> None:
    """dW1 is the gradient of the weights of layer 1."""
    _expect(back_propagation, "dW1")


@test_back_propagation.check(
    points=2,
    needs=["returns_gradients"],
    hint="A unit has one bias for all examples, and `b1` is a column: along which axis is the sum?",
)
def biases_of_layer_1(back_propagation: Target) -> None:
    """db1 is the gradient of the biases of layer 1."""
    _expect(back_propagation, "db1")


@test_back_propagation.check(
    points=1, needs=["one_dZ1"], hint="The lines of layer 2 were given: are they still as they were?"
)
def layer_2(back_propagation: Target) -> None:
    """dW2 and db2 are still right."""
    _expect(back_propagation, "dW2", "db2")


@test_back_propagation.check(
    points=1, needs=["one_dZ1"], hint="Does a line such as `x *= y` or `x += y` write into an argument?"
)
def arguments_unchanged(back_propagation: Target) -> None:
    """It leaves its arguments as they were."""
    for case in _CASES:
        expect_unchanged(case.call(back_propagation), list(case.arguments), case.text(back_propagation))


def _expect(back_propagation: Target, *keys: str) -> None:
    for case in _CASES:
        gradients = _gradients(back_propagation, case)
        wanted = {key: case.expected(key) for key in keys}
        expect_entry_values(gradients, wanted, case.text(back_propagation))


def _gradients(back_propagation: Target, case: Case) -> Mapping[str, Plain]:
    value = case.call(back_propagation).value
    return expect_entries(value, _KEYS, case.text(back_propagation))
