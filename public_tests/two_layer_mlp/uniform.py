"""Exercise 11 of two_layer_mlp: weights drawn evenly from an interval.

The interval and how numbers fill it are judged apart from the draws themselves: the right distribution from
another source of random numbers loses the last check alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..checks import Exercise
from ..describe import Plain
from ..expect import (
    RTOL,
    Array,
    CheckFailed,
    as_array,
    expect_array,
    expect_function,
    expect_shape,
    show_kind,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_entries
from ..targets import Target
from .known import KNOWN, LAB

_KEYS = ("W1", "b1", "W2", "b2")

_SMALL = KNOWN.case("initialize_parameters_uniform/small", seed=1, n_x=4, n_h=3, n_y=2)
_OTHER = KNOWN.case("initialize_parameters_uniform/other", seed=2, n_x=2, n_h=5, n_y=3)
_WIDE = KNOWN.case("initialize_parameters_uniform/wide", seed=3, n_x=2, n_h=16, n_y=10)
_BOUND = 0.48038446141526137
"""The largest size of a weight between the 16 units and the 10 outputs of the wide network."""
_QUARTERS = 4

test_initialize_parameters_uniform = Exercise(
    "initialize_parameters_uniform",
    "Exercise 11: a uniform random start",
    misconceptions=KnownMistakes(LAB, "initialize_parameters_uniform"),
)


@test_initialize_parameters_uniform.check(
    hint="The cell should hold `def initialize_parameters_uniform(n_x, n_h, n_y):`."
)
def is_function(initialize_parameters_uniform: Target) -> None:
    """`initialize_parameters_uniform` is a function."""
    expect_function(initialize_parameters_uniform)


@test_initialize_parameters_uniform.check(
    needs=["is_function"], hint="`W2` and `b2` are still to be made, in the manner of `W1` and `b1`."
)
def has_parameters(initialize_parameters_uniform: Target) -> None:
    """It returns W1, b1, W2 and b2."""
    _entries(initialize_parameters_uniform, _SMALL)


@test_initialize_parameters_uniform.check(
    needs=["has_parameters"], hint="Each weight is to get a random number of its own."
)
def drawn_one_by_one(initialize_parameters_uniform: Target) -> None:
    """No two weights of W2 are the same."""
    W2 = _numbers(initialize_parameters_uniform, _SMALL)
    different = np.unique(W2).size
    if different != W2.size or different < 2:
        raise CheckFailed(
            f"{_SMALL.text(initialize_parameters_uniform)}: `W2` holds {different} different "
            f"number{'s' if different > 1 else ''} in {W2.size} place{'s' if W2.size > 1 else ''}; "
            "expected a number of its own for each weight."
        )


@test_initialize_parameters_uniform.check(
    points=1,
    needs=["drawn_one_by_one"],
    hint="One row of `W2` for each unit of layer 2, one column for each unit that feeds it.",
)
def shape_of_weights(initialize_parameters_uniform: Target) -> None:
    """W2 has one row per output and one column per hidden unit."""
    for case in (_SMALL, _OTHER):
        entries = _entries(initialize_parameters_uniform, case)
        call = f"{case.text(initialize_parameters_uniform)}: `W2`"
        expect_shape(entries["W2"], case.expected("W2").shape, call, verb="is")


@test_initialize_parameters_uniform.check(
    points=1,
    needs=["drawn_one_by_one"],
    hint="The biases of layer 2 start as those of layer 1 do: what is there one of for each output?",
)
def biases(initialize_parameters_uniform: Target) -> None:
    """b2 is a column of zeros, one for each output."""
    for case in (_SMALL, _OTHER):
        entries = _entries(initialize_parameters_uniform, case)
        call = f"{case.text(initialize_parameters_uniform)}: `b2`"
        expect_array(entries["b2"], case.expected("b2"), call, verb="is")


@test_initialize_parameters_uniform.check(
    points=2,
    needs=["drawn_one_by_one"],
    hint="Each layer has an epsilon of its own: which two groups of units do its weights connect?",
)
def bounds(initialize_parameters_uniform: Target) -> None:
    """No weight of W2 lies outside the interval of layer 2."""
    W2 = _numbers(initialize_parameters_uniform, _WIDE)
    if np.any(np.abs(W2) > _BOUND * (1 + RTOL)):
        lead = f"{_WIDE.text(initialize_parameters_uniform)}: the entries of `W2` go"
        found = f"from {np.min(W2):.4g} to {np.max(W2):.4g}"
        wanted = f"none below {-_BOUND:.4g} and none above {_BOUND:.4g}"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_initialize_parameters_uniform.check(
    points=2,
    needs=["bounds"],
    hint="Where does the interval begin, where does it end, and is every place in it as likely as any other?",
)
def spread(initialize_parameters_uniform: Target) -> None:
    """The weights of W2 fill the interval evenly, from end to end."""
    W2 = _numbers(initialize_parameters_uniform, _WIDE)
    counts, _ = np.histogram(W2, bins=_QUARTERS, range=(-_BOUND, _BOUND))
    usual = W2.size / _QUARTERS
    if np.any(np.abs(counts - usual) > 0.6 * usual):  # 60 % is 4.4 standard deviations
        lead = (
            f"{_WIDE.text(initialize_parameters_uniform)}: cut the interval from {-_BOUND:.4g} to "
            f"{_BOUND:.4g} into four equal parts; from the left, of the {W2.size} entries of `W2` they hold"
        )
        found = ", ".join(map(str, counts))
        wanted = f"about {usual:g} in each part"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_initialize_parameters_uniform.check(
    points=1,
    needs=["drawn_one_by_one"],
    hint="Is W2 drawn once, after W1, by `np.random`, without a seed or a generator of its own?",
)
def same_draws(initialize_parameters_uniform: Target) -> None:
    """W1 and W2 hold the numbers that NumPy's random stream gives, W1 first."""
    for case in (_SMALL, _OTHER):
        entries = _entries(initialize_parameters_uniform, case)
        for key in ("W1", "W2"):
            call = f"{case.text(initialize_parameters_uniform)}: `{key}`"
            expect_array(entries[key], case.expected(key), call, verb="is")


def _entries(target: Target, case: Case) -> Mapping[str, Plain]:
    return expect_entries(case.call(target).value, _KEYS, case.text(target))


def _numbers(target: Target, case: Case) -> Array:
    """Return the W2 of a call as an array of numbers of any shape."""
    value = _entries(target, case)["W2"]
    array = as_array(value)
    if array is None or not np.all(np.isfinite(array)):
        found = show_kind(value) if array is None else "an array with nan or inf"
        raise CheckFailed(f"{case.text(target)}: `W2` is {found}; expected an array of numbers.")
    return array
