"""Exercise 2 of deep_network: ReLU, and the derivatives of sigmoid, tanh and ReLU.

Each function has points of its own, with the hidden ones 2 for ReLU, 3 for the derivatives of sigmoid and of
tanh, and 2 for that of ReLU.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..checks import Exercise
from ..expect import expect_array, expect_function, expect_unchanged
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..targets import Target
from .known import KNOWN, LAB
from .quiet import expect_quiet_result

TARGETS = ("relu", "sigmoid_derivative", "tanh_derivative", "relu_derivative")


def _cases(name: str, Z: ArrayLike) -> dict[str, Case]:
    """Declare a case for each of the four functions; returns them by the function's name."""
    return {function: KNOWN.case(f"{function}/{name}", Z=np.array(Z, float)) for function in TARGETS}


_FIVE = _cases("five numbers", [-2, -0.5, 0, 0.5, 2])
_MATRIX = _cases("matrix", [[0.25, -1.5, 3], [-0.75, 1, -4]])
_BLOCK = _cases("three axes", [[[1.25], [-0.25]], [[-2.5], [0.75]], [[0.1], [-1.5]]])
_FAR = _cases("far from 0", [[-1000, 1000], [750, -800]])

test_activations = Exercise(
    "activations",
    "Exercise 2: activations and their derivatives",
    targets=TARGETS,
    misconceptions=KnownMistakes(LAB, "activations"),
)

_ANY_SHAPE = "Does the code speak of one axis only, or write into `Z` itself?"


@test_activations.check(
    hint="The cell should hold the four functions under their names and have been run as a whole."
)
def four_functions(*functions: Target) -> None:
    """All four are functions."""
    for function in functions:
        expect_function(function)


@test_activations.check(points=1, hint="What becomes of the positive entries, and what of the others?")
def relu_values(*functions: Target) -> None:
    """`relu` keeps the positive entries and turns the others into 0."""
    _expect("relu", functions, _FIVE)


@test_activations.check(points=0.5, needs=["relu_values"], hint=_ANY_SHAPE)
def relu_any_shape(*functions: Target) -> None:
    """`relu` works for arrays of any shape and leaves its argument as it was."""
    _expect_any_shape("relu", functions)


@test_activations.check(
    points=1, hint="The slope can be written with the value of the sigmoid at the same place."
)
def sigmoid_slopes(*functions: Target) -> None:
    """`sigmoid_derivative` gives the slope of the sigmoid at Z."""
    _expect("sigmoid_derivative", functions, _FIVE)


@test_activations.check(
    points=0.5,
    needs=["sigmoid_slopes"],
    hint="Which line takes e to the power of a large number? The given `sigmoid` never does.",
)
def sigmoid_slopes_far_away(*functions: Target) -> None:
    """`sigmoid_derivative` works far away from 0, without a warning."""
    _expect_quiet("sigmoid_derivative", functions)


@test_activations.check(points=0.5, needs=["sigmoid_slopes"], hint=_ANY_SHAPE)
def sigmoid_slopes_any_shape(*functions: Target) -> None:
    """`sigmoid_derivative` works for arrays of any shape and leaves its argument as it was."""
    _expect_any_shape("sigmoid_derivative", functions)


@test_activations.check(points=1, hint="The slope can be written with the value of tanh at the same place.")
def tanh_slopes(*functions: Target) -> None:
    """`tanh_derivative` gives the slope of tanh at Z."""
    _expect("tanh_derivative", functions, _FIVE)


@test_activations.check(
    points=0.5,
    needs=["tanh_slopes"],
    hint="Which line takes e to the power of a large number? `np.tanh` never does.",
)
def tanh_slopes_far_away(*functions: Target) -> None:
    """`tanh_derivative` works far away from 0, without a warning."""
    _expect_quiet("tanh_derivative", functions)


@test_activations.check(points=0.5, needs=["tanh_slopes"], hint=_ANY_SHAPE)
def tanh_slopes_any_shape(*functions: Target) -> None:
    """`tanh_derivative` works for arrays of any shape and leaves its argument as it was."""
    _expect_any_shape("tanh_derivative", functions)


@test_activations.check(
    points=0.5, hint="How steep is the graph of ReLU to the right of 0, and how steep to the left?"
)
def relu_slopes(*functions: Target) -> None:
    """`relu_derivative` gives the slope of ReLU at Z, to the left and to the right of 0."""
    _expect("relu_derivative", functions, _MATRIX)


@test_activations.check(
    points=0.5,
    needs=["relu_slopes"],
    hint="At 0 the graph has a corner; which of the two slopes is agreed on?",
)
def relu_slope_at_zero(*functions: Target) -> None:
    """`relu_derivative` is 0 at 0, as the text says."""
    _expect("relu_derivative", functions, _FIVE)


@test_activations.check(points=0.5, needs=["relu_slopes"], hint=_ANY_SHAPE)
def relu_slopes_any_shape(*functions: Target) -> None:
    """`relu_derivative` works for arrays of any shape and leaves its argument as it was."""
    _expect_any_shape("relu_derivative", functions)


def _expect(name: str, functions: Sequence[Target], cases: Mapping[str, Case]) -> None:
    """Demand right values of the function of this name."""
    function, case = functions[TARGETS.index(name)], cases[name]
    expect_array(case.call(function).value, case.expected(), case.text(function))


def _expect_any_shape(name: str, functions: Sequence[Target]) -> None:
    """Demand right values for two axes and for three, and an argument that stays as it was."""
    function = functions[TARGETS.index(name)]
    for case in (_MATRIX[name], _BLOCK[name]):
        returned = case.call(function)
        expect_array(returned.value, case.expected(), case.text(function))
        expect_unchanged(returned, list(case.arguments), case.text(function))


def _expect_quiet(name: str, functions: Sequence[Target]) -> None:
    """Demand right values for numbers whose exponential is too large, and no warning."""
    expect_quiet_result(functions[TARGETS.index(name)], _FAR[name])
