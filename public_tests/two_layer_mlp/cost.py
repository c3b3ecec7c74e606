"""Exercise 5 of two_layer_mlp: the cost of all examples."""

from __future__ import annotations

import numpy as np

from ..checks import Exercise
from ..expect import Array, CheckFailed, close, expect_function, expect_shape, expect_unchanged
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import labels
from ..structures import expect_number
from ..targets import Target
from .known import KNOWN, LAB

_Y_ROW = labels(1, 0, 0, 1)
_A_ROW = np.array([[0.75, 0.5, 0.25, 0.125]])
_Y_ROWS = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
_A_ROWS = np.array([[0.5, 0.25, 0.75], [0.125, 0.375, 0.875]])

_COST = KNOWN.case("compute_cost/one output", A2=_A_ROW, Y=_Y_ROW)
_COST_OF_TWO = KNOWN.case("compute_cost/two outputs", A2=_A_ROWS, Y=_Y_ROWS)
_NO_COST = KNOWN.case("compute_cost/no difference", A2=_Y_ROW, Y=_Y_ROW)
_DOUBLE = KNOWN.case("compute_cost/double differences", A2=2 * _A_ROW - _Y_ROW, Y=_Y_ROW)
_TWICE = KNOWN.case("compute_cost/examples twice", A2=np.tile(_A_ROW, 2), Y=np.tile(_Y_ROW, 2))

test_compute_cost = Exercise(
    "compute_cost", "Exercise 5: the cost", misconceptions=KnownMistakes(LAB, "compute_cost")
)


@test_compute_cost.check(hint="The cell should hold `def compute_cost(A2, Y):` and have been run.")
def is_function(compute_cost: Target) -> None:
    """`compute_cost` is a function."""
    expect_function(compute_cost)


@test_compute_cost.check(
    needs=["is_function"],
    hint="All squares, of all outputs and all examples, go into one sum.",
)
def is_number(compute_cost: Target) -> None:
    """It returns one number."""
    _cost(compute_cost, _COST)


@test_compute_cost.check(
    points=2,
    needs=["is_number"],
    hint="The loss of one output is the square of its difference from the target.",
)
def squares(compute_cost: Target) -> None:
    """Without a difference the cost is 0, and twice the differences give four times the cost."""
    expect_number(_NO_COST.call(compute_cost).value, 0, _NO_COST.text(compute_cost))
    once, twice = _cost(compute_cost, _COST), _cost(compute_cost, _DOUBLE)
    if not (once > 0 and close(twice, 4 * once)):
        lead = f"{_DOUBLE.text(compute_cost)} returned"
        wanted = f"{4 * once:.6g}, four times the cost of half the differences"
        if not once > 0:
            lead, twice, wanted = f"{_COST.text(compute_cost)} returned", once, "a number greater than 0"
        raise CheckFailed(
            f"{lead} {twice:.6g}; expected {wanted}.", yours=f"{twice:.6g}", expected=wanted, lead=lead
        )


@test_compute_cost.check(
    points=1, needs=["squares"], hint="The sum over the examples is divided by how many there are."
)
def average(compute_cost: Target) -> None:
    """The same examples twice cost as much as once."""
    once = _cost(compute_cost, _COST)
    expect_number(_TWICE.call(compute_cost).value, float(once), _TWICE.text(compute_cost))


@test_compute_cost.check(
    points=2,
    needs=["is_number"],
    hint="Compare your line with the formula, factor by factor: what stands in front of the sum?",
)
def one_output(compute_cost: Target) -> None:
    """The cost of a network with one output is that of the formula."""
    expect_number(_COST.call(compute_cost).value, _COST.expected(), _COST.text(compute_cost))


@test_compute_cost.check(
    points=1,
    needs=["is_number"],
    hint="`m` counts the examples, which are columns, not the entries of `Y`.",
)
def two_outputs(compute_cost: Target) -> None:
    """With two outputs, their losses are added."""
    expect_number(
        _COST_OF_TWO.call(compute_cost).value, _COST_OF_TWO.expected(), _COST_OF_TWO.text(compute_cost)
    )


@test_compute_cost.check(
    points=1, needs=["squares"], hint="`A2 -= Y` writes into an array, `A2 - Y` makes a new one."
)
def arguments_unchanged(compute_cost: Target) -> None:
    """It leaves its arguments as they were."""
    expect_unchanged(_COST.call(compute_cost), list(_COST.arguments), _COST.text(compute_cost))


def _cost(compute_cost: Target, case: Case) -> Array:
    return expect_shape(case.call(compute_cost).value, (), case.text(compute_cost))
