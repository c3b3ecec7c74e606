"""Exercise 14 of two_layer_mlp: a gradient without any derivative.

The functions f are data (`functions.Total`): a sum over the entries of theta, or a function of such a sum,
which tells whether the other entries stood where they belong.  The two sides of a central difference, its
step and the division by it are judged apart as far as they can be.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..cases import Arguments, call_case, call_text
from ..checks import Exercise
from ..expect import (
    Array,
    CheckFailed,
    close,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_array,
)
from ..functions import Polynomial, Total, cube, identity, square
from ..known_mistakes import KnownMistakes
from ..targets import Target
from .known import LAB

_SQUARES = Total(square)
_CUBES = Total(cube)
_VALLEYS = Total(Polynomial(0, -3, 0, 1))
_SQUARE_OF_SUM = Total(identity, square)

_NEAR = 0.01
"""Part of a slope by which an answer may be off where only the rough size is asked for."""

test_numerical_gradient = Exercise(
    "numerical_gradient",
    "Exercise 14: a numerical gradient",
    misconceptions=KnownMistakes(LAB, "numerical_gradient"),
)


@test_numerical_gradient.check(hint="The cell should hold `def numerical_gradient(f, theta, epsilon=1e-4):`.")
def is_function(numerical_gradient: Target) -> None:
    """`numerical_gradient` is a function."""
    expect_function(numerical_gradient)


@test_numerical_gradient.check(
    needs=["is_function"], hint="The gradient has one entry for each entry of theta."
)
def one_slope_per_entry(numerical_gradient: Target) -> None:
    """It returns one number for each entry of theta."""
    _gradient(numerical_gradient, _case(_SQUARES, [2, -1, 0.5]))


@test_numerical_gradient.check(
    points=1,
    needs=["one_slope_per_entry"],
    hint="How much does f change when entry i is moved, and in which entry of the gradient is that kept?",
)
def steep_and_flat(numerical_gradient: Target) -> None:
    """The largest slope stands where f is steepest, the smallest where f is flat."""
    case = _case(_VALLEYS, [0, 2, -1, 0.5])  # its slopes are -3, 9, 0 and -2.25
    gradient = _gradient(numerical_gradient, case)
    sizes = np.abs(gradient)
    if not np.all(np.isfinite(sizes)) or np.argmax(sizes) != 1 or np.argmin(sizes) != 2:
        lead = f"{call_text(numerical_gradient, case)} returned"
        wanted = "the number that is furthest from 0 at index 1, and the nearest to 0 at index 2"
        raise CheckFailed(
            f"{lead} {show_array(gradient)}; expected {wanted}.",
            yours=show_array(gradient),
            expected=wanted,
            lead=lead,
            hint="" if np.any(sizes) else "Nothing but zeros: what does the loop put into `gradient[i]`?",
        )


@test_numerical_gradient.check(
    points=1,
    needs=["one_slope_per_entry", "steep_and_flat"],
    hint="How far apart are the two places at which f was asked? A slope is the difference of f over that.",
)
def size_of_slopes(numerical_gradient: Target) -> None:
    """The slopes are right to about 1 %."""
    case = _case(_CUBES, [1, 2, -1, 3])
    gradient = _gradient(numerical_gradient, case)
    slopes = np.array([3.0, 12.0, 3.0, 27.0])
    if not np.all(np.abs(gradient - slopes) <= _NEAR * slopes):
        lead = f"{call_text(numerical_gradient, case)} returned"
        found, wanted = show_array(gradient), f"about {show_array(slopes)}"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_numerical_gradient.check(
    points=1,
    needs=["steep_and_flat"],
    hint="On a parabola, a step up and an equal step down give the slope between them, short or long.",
)
def both_sides(numerical_gradient: Target) -> None:
    """Each entry is moved as far down as up: for squares, the length of the step makes no difference."""
    cases = [_case(_SQUARES, [1, 2, -3], epsilon) for epsilon in (0.5, 0.125)]
    long, short = (_gradient(numerical_gradient, case) for case in cases)
    if not close(long, short):
        lead = f"{call_text(numerical_gradient, cases[0])} returned"
        wanted = "the same numbers both times"
        raise CheckFailed(
            f"{lead} {show_array(long)}, and {show_array(short)} with `epsilon = 0.125`; expected {wanted}.",
            yours=f"{show_array(long)},\n{show_array(short)} with epsilon = 0.125",
            expected=wanted,
            lead=lead,
        )


@test_numerical_gradient.check(
    points=1,
    needs=["steep_and_flat"],
    hint="`epsilon` says how far an entry is moved to either side; is it that number everywhere?",
)
def step_of_epsilon(numerical_gradient: Target) -> None:
    """The step is the epsilon that is passed."""
    for epsilon, slopes in ((0.5, [3.25, 12.25, 3.25, 0.25]), (2.0, [7, 16, 7, 4])):
        case = _case(_CUBES, [1, 2, -1, 0], epsilon)
        expect_array(
            _gradient(numerical_gradient, case), np.array(slopes), call_text(numerical_gradient, case)
        )


@test_numerical_gradient.check(
    points=1,
    needs=["steep_and_flat"],
    hint="When entry 1 is moved, where does entry 0 stand: at its place, or where it was moved to before?",
)
def other_entries_stay(numerical_gradient: Target) -> None:
    """While one entry is moved, all others stand at their places."""
    case = _case(_SQUARE_OF_SUM, [1, 2, -0.5], 0.5)
    gradient = _gradient(numerical_gradient, case)
    if not close(gradient, np.full(3, gradient[0])):
        lead = f"{call_text(numerical_gradient, case)} returned"
        wanted = "three equal numbers, for all entries count alike in f"
        shown = show_array(gradient)
        raise CheckFailed(f"{lead} {shown}; expected {wanted}.", yours=shown, expected=wanted, lead=lead)


@test_numerical_gradient.check(
    points=1,
    needs=["steep_and_flat"],
    hint="The loop that is given runs over arrays of any shape; `i` is the place of one entry.",
)
def matrix(numerical_gradient: Target) -> None:
    """A matrix has the same slopes as its entries in a row."""
    entries = np.array([1, 2, -1, 0.5, 3, -2])
    row = _gradient(numerical_gradient, _case(_CUBES, entries))
    case = _case(_CUBES, entries.reshape(2, 3))
    expect_array(_gradient(numerical_gradient, case), row.reshape(2, 3), call_text(numerical_gradient, case))


@test_numerical_gradient.check(
    points=1,
    needs=["steep_and_flat"],
    hint="A second name for an array is no second array: what makes one?",
)
def theta_unchanged(numerical_gradient: Target) -> None:
    """It leaves theta as it was."""
    # Halves are exact: who moves an entry there and back leaves them as they were.
    case = _case(_CUBES, [1, 2, -1.5], 0.5)
    expect_unchanged(call_case(numerical_gradient, case), list(case), call_text(numerical_gradient, case))


def _case(f: Total, theta: ArrayLike, epsilon: float | None = None) -> Arguments:
    case: Arguments = {"f": f, "theta": np.array(theta, dtype=float)}
    return case if epsilon is None else {**case, "epsilon": epsilon}


def _gradient(numerical_gradient: Target, case: Arguments) -> Array:
    """Call the answer and return its gradient, which must have the shape of theta."""
    value = call_case(numerical_gradient, case).value
    return expect_shape(value, case["theta"].shape, call_text(numerical_gradient, case))
