"""Expectations: layer by layer, within the tolerances, with messages made of the values compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_tests import expect
from public_tests.calls import Returned
from public_tests.describe import Opaque, Tensor
from public_tests.expect import (
    CheckFailed,
    as_array,
    expect_array,
    expect_shape,
    expect_unchanged,
    same_values,
    show_array,
    show_block,
    show_kind,
)


def _message(value: Any, expected: Any) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        expect_array(value, expected, "`f(x)`")
    return caught.value


@pytest.mark.parametrize(
    "value",
    [
        [1, 2],
        (1.0, 2.0),
        np.array([1, 2]),
        np.array([1, 2], "float32"),
        Tensor(np.array([1.0, 2.0])),
        [np.array(1.0), 2],
        [1 + 1e-7, 2],
    ],
)
def test_every_form_of_the_same_numbers_is_accepted(value: Any) -> None:
    assert expect_array(value, [1, 2], "f").shape == (2,)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, "None"),
        ("text", "a text"),
        ([[1], [1, 2]], "a list of unequal parts"),
        ([1, "2"], "a list of unequal parts"),
        (["1", "2"], "a list of texts"),
        ((None, None), "a tuple of None"),
        ([Opaque("Dense")] * 3, "a list of Dense objects"),
        (Opaque("array of complex numbers"), "an array of complex numbers"),
        ({"a": 1}, "a dictionary"),
        (Opaque("DataFrame"), "a value of type DataFrame"),
        (3, "the number 3"),
        (np.zeros((2, 1)), "an array of shape (2, 1)"),
        (np.zeros((2, 0, 2)), "an array of shape (2, 0, 2)"),
        ([], "an array of shape (0,)"),
    ],
)
def test_a_wrong_kind_or_shape_is_named(value: Any, found: str) -> None:
    failure = _message(value, [1.0, 2.0])
    assert str(failure) == f"`f(x)` returned {found}; expected an array of shape (2,)."
    assert (failure.lead, failure.yours, failure.expected) == (
        "`f(x)` returned",
        found,
        "an array of shape (2,)",
    )
    assert show_kind(value) == found


def test_a_number_is_asked_for_as_a_number() -> None:
    with pytest.raises(CheckFailed, match=r"returned an array of shape \(1,\); expected a number\."):
        expect_shape(np.ones(1), (), "`f(x)`")


def test_values_that_print_alike_are_shown_with_more_digits() -> None:
    assert str(_message([1.0, 2.00001], [1.0, 2.0])) == "`f(x)` returned [1, 2.00001]; expected [1, 2]."
    assert str(_message(0.1234567, 0.123457)) == "`f(x)` returned 0.1234567; expected 0.123457."


def test_of_a_large_array_the_first_wrong_entry_is_shown() -> None:
    wanted = np.arange(20.0).reshape(4, 5)
    wrong = wanted.copy()
    wrong[2, 3] = -1
    assert str(_message(wrong, wanted)) == "`f(x)` returned, at index (2, 3), -1; expected 13."


def test_arrays_are_printed_short() -> None:
    assert show_array(np.arange(3.0)) == "[0, 1, 2]"
    assert show_array(0.5) == "0.5"
    assert show_array(np.zeros((30, 2))) == "[0, 0, 0, 0, 0, 0, 0, 0, ...] (60 numbers, shape (30, 2))"
    assert show_block([[1, 20], [300, 4]]) == "[  1,  20]\n[300,   4]"
    assert show_block([1, 2]) == "[1, 2]"


def test_changed_arguments_are_named() -> None:
    expect_unchanged(Returned(1), ["x", "W"], "`f`")
    with pytest.raises(CheckFailed, match="`f` changed its argument `x` and `W`; expected"):
        expect_unchanged(Returned(1, (0, 1)), ["x", "W"], "`f`")


@pytest.mark.parametrize(
    ("a", "b", "is_same"),
    [
        ([1, 2], np.array([1.0, 2.0]), True),
        ({"a": [1]}, {"a": (1,)}, True),
        ({"a": 1}, {"b": 1}, False),
        ("x", "x", True),
        ("x", 1, False),
        (None, None, True),
        (None, [], False),
        ([[1], [1, 2]], [[1], [1, 2]], True),
        ([[1], [1, 2]], [[1], [1, 3]], False),
        (np.zeros((2, 0, 2)), np.zeros((2, 2)), False),
    ],
)
def test_plain_data_is_compared_by_value(a: Any, b: Any, is_same: bool) -> None:
    assert same_values(a, b) is is_same


def test_what_holds_no_numbers_is_no_array() -> None:
    assert as_array("12") is None
    assert as_array(["a", 1]) is None
    assert as_array({}) is None


def _entry_by_entry(value: Any) -> np.ndarray[Any, Any] | None:
    """The meaning of `as_array` in its plainest words: an array per entry, equal ones stacked."""
    if not isinstance(value, list | tuple):
        return None if isinstance(value, str) else np.asarray(value)
    parts = [_entry_by_entry(item) for item in value]
    if any(part is None or part.shape != parts[0].shape for part in parts):
        return None
    return np.stack(parts) if parts else np.zeros(0)


numbers = st.one_of(
    st.booleans(), st.integers(-5, 2**40), st.floats(-5, 5), st.just(np.ones(2)), st.just("t")
)
nested = st.recursive(
    numbers, lambda inner: st.one_of(st.lists(inner, max_size=3), st.lists(inner, max_size=3).map(tuple))
)


@given(nested)
def test_lists_are_read_as_if_entry_by_entry(value: Any) -> None:
    found, meant = as_array(value), _entry_by_entry(value)
    if meant is None:
        assert found is None
    else:
        assert found is not None
        assert (found.dtype, found.shape, found.tolist()) == (meant.dtype, meant.shape, meant.tolist())


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ([1.5] * 1_000_000, (1_000_000,)),
        ((True, 2, 0.5) * 1000, (3000,)),
        ([[]] * 100_000, (100_000, 0)),
        ([[1, 2]] * 100_000, (100_000, 2)),
        ([[[0]] * 10] * 10_000, (10_000, 10, 1)),
    ],
    ids=["flat", "mixed", "empty lists", "rows", "deep"],
)
def test_a_long_list_is_converted_at_once(
    value: Any, shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    class CountingNumPy:
        def __getattr__(self, name: str) -> Any:
            if name != "ndarray":  # stands in a test of types
                made.append(name)
            return getattr(np, name)

    monkeypatch.setattr(expect, "np", CountingNumPy())
    array = as_array(value)
    assert array is not None
    assert array.shape == shape
    assert made == ["asarray"]
