"""Exercise 3 of two_layer_mlp: the sigmoid."""

from __future__ import annotations

import numpy as np

from ..checks import Exercise
from ..expect import (
    Array,
    CheckFailed,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_array,
)
from ..known_mistakes import KnownMistakes
from ..structures import expect_number
from ..targets import Target
from .known import KNOWN, LAB

_VECTOR = KNOWN.case("sigmoid/vector", x=np.array([-2, -0.5, 0.25, 1, 3]))
_MATRIX = KNOWN.case("sigmoid/matrix", x=np.array([[0.5, -1], [2, -3], [-0.25, 1.5]]))
_NUMBER = KNOWN.case("sigmoid/number", x=2.0)
_ZERO = KNOWN.case("sigmoid/zero", x=0.0)
_RISING = KNOWN.case("sigmoid/rising", x=np.array([-3, -1, -0.25, 0.25, 1, 3]))
_LARGE = KNOWN.case("sigmoid/large", x=np.array([-800.0, -40.0, 40.0, 800.0]))

test_sigmoid = Exercise("sigmoid", "Exercise 3: sigmoid", misconceptions=KnownMistakes(LAB, "sigmoid"))


@test_sigmoid.check(hint="The cell should hold `def sigmoid(x):` and have been run.")
def is_function(sigmoid: Target) -> None:
    """`sigmoid` is a function."""
    expect_function(sigmoid)


@test_sigmoid.check(
    points=1,
    needs=["is_function"],
    hint="Far to the left the curve is close to 0, far to the right close to 1, and half way at `x = 0`.",
)
def s_curve(sigmoid: Target) -> None:
    """The values rise from 0 to 1, and s(-x) is 1 - s(x)."""
    call = _RISING.text(sigmoid)
    s = expect_shape(_RISING.call(sigmoid).value, (6,), call)
    if not np.all((s > 0) & (s < 1)):
        raise _no_curve(call, s, "numbers between 0 and 1")
    if not np.all(np.diff(s) > 0):
        raise _no_curve(call, s, "a larger number for each larger entry of `x`")
    expect_array(s[::-1], 1 - s, f"{call}: s(-x)", verb="is")


@test_sigmoid.check(
    points=2,
    needs=["is_function"],
    hint="Write the fraction as in the text: 1 above the line; below it a sum, which needs brackets.",
)
def values(sigmoid: Target) -> None:
    """The values are those of the formula."""
    expect_array(_VECTOR.call(sigmoid).value, _VECTOR.expected(), _VECTOR.text(sigmoid))


@test_sigmoid.check(
    points=1,
    needs=["is_function"],
    hint="`np.exp` takes a number as well as an array, so one formula does for both.",
)
def single_number(sigmoid: Target) -> None:
    """It takes a single number too."""
    for case in (_NUMBER, _ZERO):
        expect_number(case.call(sigmoid).value, case.expected(), case.text(sigmoid))


@test_sigmoid.check(
    points=1,
    needs=["is_function"],
    hint="NumPy works entry by entry on any shape: no loop is needed.",
)
def matrix(sigmoid: Target) -> None:
    """A matrix gives a matrix of the same shape."""
    expect_array(_MATRIX.call(sigmoid).value, _MATRIX.expected(), _MATRIX.text(sigmoid))


@test_sigmoid.check(
    points=1,
    needs=["values"],
    hint="With a very large power above and below the line, Python divides inf by inf.",
)
def large_numbers(sigmoid: Target) -> None:
    """Far from 0 the values are 0 and 1."""
    expect_array(_LARGE.call(sigmoid).value, _LARGE.expected(), _LARGE.text(sigmoid))


@test_sigmoid.check(
    points=1, needs=["s_curve"], hint="Give results new names instead of writing into the argument."
)
def argument_unchanged(sigmoid: Target) -> None:
    """It leaves its argument as it was."""
    expect_unchanged(_MATRIX.call(sigmoid), list(_MATRIX.arguments), _MATRIX.text(sigmoid))


def _no_curve(call: str, s: Array, wanted: str) -> CheckFailed:
    return CheckFailed(
        f"{call} returned {show_array(s)}; expected {wanted}.",
        yours=show_array(s),
        expected=wanted,
        lead=f"{call} returned",
    )
