"""Values made of parts, tuples and dictionaries of arrays: what is demanded of them, and what is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from public_tests.error_hints import NOTHING_RETURNED
from public_tests.expect import CheckFailed
from public_tests.structures import (
    expect_entries,
    expect_entry_shapes,
    expect_entry_values,
    expect_number,
    expect_parts,
)

ZEROS = {"W": np.zeros((2, 3)), "b": [[0], [0]]}


def failure(function: Any, *arguments: Any) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        function(*arguments)
    return caught.value


@pytest.mark.parametrize("value", [(1, None), [1, None]])
def test_a_list_does_for_a_tuple_of_results(value: Any) -> None:
    assert expect_parts(value, ("A", "cache"), "`f(x)`") is value


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ((1, 2, 3), "3 values"),
        ([], "0 values"),
        (None, "None"),
        (np.zeros((2, 2)), "an array of shape (2, 2)"),
        ({"A": 1, "cache": 2}, "a dictionary"),
    ],
)
def test_another_number_of_results_is_said_to_be_so(value: Any, found: str) -> None:
    failed = failure(expect_parts, value, ("A", "cache"), "`f(x)`")
    assert str(failed) == f"`f(x)` returned {found}; expected 2 values: A, cache."
    assert failed.hint == (NOTHING_RETURNED if value is None else "")


def test_further_keys_do_no_harm() -> None:
    assert expect_entries({**ZEROS, "note": "x"}, ["W"], "`f(x)`")["b"] == [[0], [0]]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([1, 2], "returned an array of shape (2,); expected a dictionary with the keys W, b."),
        (None, "returned None; expected a dictionary with the keys W, b."),
        ({}, "returned a dictionary without W, b; its keys are none."),
        ({"W": 1, "B": 2}, "returned a dictionary without b; its keys are W, B."),
        ({"W": None, "b": None}, "returned a dictionary in which W and b is None; expected arrays."),
    ],
)
def test_a_dictionary_without_its_entries_is_said_to_be_so(value: Any, said: str) -> None:
    assert str(failure(expect_entries, value, ["W", "b"], "`f(x)`")) == f"`f(x)` {said}"


def test_what_is_no_result_of_the_call_itself_is_said_with_another_verb() -> None:
    failed = failure(expect_entries, 3, ["W"], "`f(x)`: the cache", "is")
    assert str(failed).startswith("`f(x)`: the cache is the number 3; expected a dictionary")


def test_shapes_are_demanded_entry_by_entry() -> None:
    entries = expect_entry_shapes(ZEROS, {"W": (2, 3), "b": (2, 1)}, "`f(x)`")
    assert entries["b"].shape == (2, 1)
    failed = failure(expect_entry_shapes, ZEROS, {"W": (2, 3), "b": (2,)}, "`f(x)`")
    assert str(failed) == "`f(x)`: `b` is an array of shape (2, 1); expected an array of shape (2,)."


def test_values_are_demanded_within_the_tolerances() -> None:
    expect_entry_values({"W": np.full((2, 3), 1e-8)}, {"W": np.zeros((2, 3))}, "`f(x)`")
    failed = failure(expect_entry_values, {**ZEROS, "W": np.ones((2, 3))}, {"W": ZEROS["W"]}, "`f(x)`")
    assert str(failed).startswith("`f(x)`: `W` is [[1, 1, 1], [1, 1, 1]]; expected [[0, 0, 0]")


@pytest.mark.parametrize("value", [2, 2.0, np.array(2.0), 2 + 1e-7])
def test_a_number_may_be_an_array_without_axes(value: Any) -> None:
    expect_number(value, 2, "`f(x)`")


@pytest.mark.parametrize("value", [[2.0], np.array([[2.0]]), "2", None, 2.1])
def test_anything_else_is_no_such_number(value: Any) -> None:
    assert "expected " in str(failure(expect_number, value, 2, "`f(x)`"))
