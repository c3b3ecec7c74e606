"""Gradient descent of the demonstrations: where it stands before each step."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from autils import descend


def test_the_places_of_a_parabola_are_those_of_the_rule() -> None:
    places = [x for (x,) in descend([8.0], lambda x: [2 * x], rate=0.25, steps=4)]
    assert places == [8, 4, 2, 1]


def test_arrays_of_several_shapes_go_down_together_and_the_start_stays() -> None:
    start = np.ones((2, 3)), 8.0
    *_, (w, b) = descend(start, lambda w, b: (2 * w, w.sum()), rate=0.5, steps=2)
    np.testing.assert_array_equal(w, np.zeros((2, 3)))
    assert b == 5
    np.testing.assert_array_equal(start[0], np.ones((2, 3)))


def test_no_gradient_is_taken_before_the_first_place() -> None:
    def gradient(x: float) -> list[float]:
        raise AssertionError

    assert list(islice(descend([1.0], gradient, 0.1, 5), 1)) == [(1.0,)]
    assert list(descend([1.0], gradient, 0.1, 0)) == []


def test_a_slope_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(descend([1.0, 2.0], lambda x, y: [x], rate=0.1, steps=2))
