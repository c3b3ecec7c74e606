"""Exercise 1 of deep_network: labels as columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..checks import Exercise
from ..expect import (
    CheckFailed,
    as_array,
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


def _case(name: str, labels: Sequence[int], num_classes: int, dtype: str = "int64") -> Case:
    return KNOWN.case(f"one_hot/{name}", labels=np.array(labels, dtype), num_classes=num_classes)


_CYCLE = _case("a class behind all others", [1, 2, 0], 4)
_FIXED = _case("all but one class", [3, 0, 2], 4)
_ABSENT = _case("labels that repeat", [4, 1, 1, 4, 1], 7)
_MANY = _case("more labels than classes", [2, 0, 1, 1, 2, 0, 2, 2], 3)
_BYTES = _case("bytes", [9, 3, *[0] * 28, 8], 10, "uint8")  # row times 31 is more than a byte holds

test_one_hot = Exercise("one_hot", "Exercise 1: one-hot labels", misconceptions=KnownMistakes(LAB, "one_hot"))


@test_one_hot.check(hint="The cell should hold `def one_hot(labels, num_classes=10):` and have been run.")
def is_function(one_hot: Target) -> None:
    """`one_hot` is a function."""
    expect_function(one_hot)


@test_one_hot.check(
    points=1, needs=["is_function"], hint="Each label asks for one place in `Y`: which row, and which column?"
)
def one_per_label(one_hot: Target) -> None:
    """It holds one 1 for each label, and is 0 everywhere else."""
    for case in (_CYCLE, _FIXED):
        call, m = case.text(one_hot), len(case.arguments["labels"])
        value = case.call(one_hot).value
        array = as_array(value)
        if array is None or array.ndim != 2:
            array = expect_shape(value, case.expected().shape, call)
        # Of rows and columns, the next check speaks.
        if not np.array_equal(np.sort(array, axis=None), [0] * (array.size - m) + [1] * m):
            wanted = f"{m} entries of 1, and 0 everywhere else"
            raise CheckFailed(
                f"{call} returned {show_array(array)}; expected {wanted}.",
                yours=show_array(array),
                expected=wanted,
                lead=f"{call} returned",
            )


@test_one_hot.check(
    needs=["is_function"], hint="`num_classes` says how many rows there are, and `labels` how many columns."
)
def shape(one_hot: Target) -> None:
    """It has one row for each class and one column for each label."""
    for case in (_CYCLE, _FIXED):
        expect_shape(case.call(one_hot).value, case.expected().shape, case.text(one_hot))


@test_one_hot.check(
    points=1, needs=["shape"], hint="In column i, the 1 stands in the row whose number is `labels[i]`."
)
def places(one_hot: Target) -> None:
    """Every 1 stands in the row that its label names."""
    _expect(one_hot, _FIXED)


@test_one_hot.check(
    points=1,
    needs=["is_function"],
    hint="Here the data do not show every class. What tells how many there are?",
)
def absent_classes(one_hot: Target) -> None:
    """A class that never occurs has a row too, and a label may occur twice."""
    _expect(one_hot, _ABSENT)


@test_one_hot.check(
    points=2, needs=["is_function"], hint="How many columns are filled, and how many labels are there?"
)
def more_labels_than_classes(one_hot: Target) -> None:
    """It works for more labels than classes."""
    _expect(one_hot, _MANY)


@test_one_hot.check(
    points=1,
    needs=["is_function"],
    hint="The files hold the labels as bytes, numbers from 0 to 255: what happens to a larger result?",
)
def labels_of_the_files(one_hot: Target) -> None:
    """It works for labels of type uint8, as the files have them."""
    _expect(one_hot, _BYTES)


@test_one_hot.check(points=1, needs=["places"], hint="Write into `Y`, and leave `labels` as it is.")
def argument_unchanged(one_hot: Target) -> None:
    """It leaves its arguments as they were."""
    expect_unchanged(_FIXED.call(one_hot), list(_FIXED.arguments), _FIXED.text(one_hot))


def _expect(one_hot: Target, case: Case) -> None:
    expect_array(case.call(one_hot).value, case.expected(), case.text(one_hot))
