"""Exercise 3 of deep_network: softmax, column by column.

It is judged by what makes it up, exponentials and a total of one in each column, before it is judged as a
whole.  Numbers whose exponential is too large come last: the plain formula fails there alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..checks import Exercise
from ..expect import (
    RTOL,
    Array,
    CheckFailed,
    digits_that_differ,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_array,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..targets import Target
from .known import KNOWN, LAB
from .quiet import expect_quiet_result


def _case(name: str, Z: ArrayLike) -> Case:
    return KNOWN.case(f"softmax/{name}", Z=np.array(Z, float))


_STEPS = _case("two columns", [[1, 2], [2, 2], [3, 2]])
_RISING = _case("rows and columns rise by 1", [[-1, 0, 1, 2], [0, 1, 2, 3], [1, 2, 3, 4]])
_MIXED = _case("mixed", [[0.5, -2, 1.5, -0.25], [-1, 0, 3, 0.75], [2, 0.5, -0.5, 0]])
_FAR = _case("far apart", [[1000, -1000], [0, 0]])
_FAR_COLUMNS = _case("columns far apart", [[1000, -2000, 3000], [1001, -2001, 0], [999, -2000, 0]])

test_softmax = Exercise("softmax", "Exercise 3: softmax", misconceptions=KnownMistakes(LAB, "softmax"))


@test_softmax.check(hint="The cell should hold `def softmax(Z):` and have been run.")
def is_function(softmax: Target) -> None:
    """`softmax` is a function."""
    expect_function(softmax)


@test_softmax.check(needs=["is_function"], hint="`A` has one entry for each entry of `Z`, at the same place.")
def shape(softmax: Target) -> None:
    """It returns an array of the shape of Z."""
    _softmax_of(softmax, _STEPS)


@test_softmax.check(points=1, needs=["shape"], hint="Which function turns the sum z + 1 into a product?")
def exponentials(softmax: Target) -> None:
    """An entry of Z that is larger by 1 gives e times as much."""
    A, call = _softmax_of(softmax, _RISING)
    if not np.all(np.isfinite(A) & (A > 0)):
        wanted = "positive numbers, in a column each e = 2.71828 times the one above"
        raise CheckFailed(
            f"{call} returned {show_array(A)}; expected {wanted}.",
            yours=show_array(A),
            expected=wanted,
            lead=f"{call} returned",
        )
    down, across = A[1:] / A[:-1], A[:, 1:] / A[:, :-1]
    if _all_close(across, np.e):
        return  # the exponentials are right; of rows shared out for columns the next check speaks
    for j, factors in enumerate(down.T):
        if not _all_close(factors, np.e):
            lead = f"{call} returned a column, the one with index {j}, that grows by the factors"
            each_e = np.full(len(factors), np.e)
            digits = digits_that_differ(factors, each_e)
            found, expected = show_array(factors, digits), show_array(each_e, digits)
            raise CheckFailed(
                f"{lead} {found}; expected {expected}, which is e each time.",
                yours=found,
                expected=expected,
                lead=lead,
            )


@test_softmax.check(
    points=1,
    needs=["exponentials"],
    hint="Every column is divided by a number of its own. Along which axis is it summed?",
)
def columns_sum_to_one(softmax: Target) -> None:
    """The entries of every column are probabilities: none below 0, and 1 in total."""
    for case in (_STEPS, _MIXED):
        A, call = _softmax_of(softmax, case)
        if np.any(A < 0):
            raise CheckFailed(
                f"{call} returned {show_array(A)}; expected no entry below 0.",
                yours=show_array(A),
                expected="no entry below 0",
                lead=f"{call} returned",
            )
        totals = np.sum(A, axis=0, dtype=float)
        if not _all_close(totals, 1):
            lead = f"{call} returned columns with the totals"
            digits = digits_that_differ(totals, np.ones_like(totals))
            raise CheckFailed(
                f"{lead} {show_array(totals, digits)}; expected a total of 1 each.",
                yours=show_array(totals, digits),
                expected="1 each",
                lead=lead,
            )


@test_softmax.check(
    points=2,
    needs=["columns_sum_to_one"],
    hint="An entry is its own exponential, divided by the sum of the exponentials in its column.",
)
def values(softmax: Target) -> None:
    """The values are those of the formula, column by column."""
    for case in (_STEPS, _MIXED):
        expect_array(case.call(softmax).value, case.expected(), case.text(softmax))


@test_softmax.check(
    points=2,
    needs=["is_function"],
    hint="Which number of a column, taken off all its entries, makes every exponential harmless?",
)
def large_numbers(softmax: Target) -> None:
    """Large numbers, and columns far apart, do no harm and give no warning."""
    for case in (_FAR, _FAR_COLUMNS):
        expect_quiet_result(softmax, case)


@test_softmax.check(
    points=1, needs=["exponentials"], hint="Give results new names instead of writing into the argument."
)
def argument_unchanged(softmax: Target) -> None:
    """It leaves its argument as it was."""
    expect_unchanged(_STEPS.call(softmax), list(_STEPS.arguments), _STEPS.text(softmax))


def _softmax_of(softmax: Target, case: Case) -> tuple[Array, str]:
    """Return what the answer gives for a case, an array of the shape of Z, and how it was called."""
    call = case.text(softmax)
    return expect_shape(case.call(softmax).value, case.expected().shape, call), call


def _all_close(found: Array, wanted: float) -> bool:
    """Tell whether all numbers are this one, to the digits that 32 bits hold."""
    return bool(np.allclose(found, wanted, rtol=RTOL, atol=0))
