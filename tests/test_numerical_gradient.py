"""Gradients by small steps are those of calculus, and leave their point as it was."""

from typing import Any

import numpy as np
import pytest

from autils import numerical_gradient


def test_the_derivative_of_a_cube_is_three_squares() -> None:
    gradient = numerical_gradient(lambda theta: np.sum(theta**3), np.array([1, 2, -1, 0]))
    np.testing.assert_allclose(gradient, [3, 12, 3, 0], atol=1e-8)
    assert gradient.dtype == np.float64


def test_the_step_is_central_and_of_the_size_asked_for() -> None:
    """For a cube at 0 the central difference is the square of the step; a one-sided one has no even part."""
    assert numerical_gradient(lambda x: x.sum() ** 3, [0.0], epsilon=0.5) == pytest.approx(0.25)
    assert numerical_gradient(lambda x: x.sum() ** 2, [0.0], epsilon=0.5) == 0


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
def test_the_gradient_has_the_shape_of_the_point_which_stays_even_if_f_changes_what_it_gets(
    shape: tuple[int, ...],
) -> None:
    def spoil(theta: Any) -> float:
        value = float(np.sum(theta**2))
        theta[...] = 7
        return value

    theta = np.ones(shape)
    np.testing.assert_allclose(numerical_gradient(spoil, theta), np.full(shape, 2.0))
    np.testing.assert_array_equal(theta, np.ones(shape))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "None"),
        (np.zeros(3), r"an array of shape \(3,\)"),
        (np.nan, "nan"),
        (np.float64("inf"), "inf"),
        ("much", "a str"),
        ((1.0, 2.0), "a tuple of 2"),
        ({}, "a dict"),
    ],
)
def test_f_must_return_one_finite_number(value: Any, says: str) -> None:
    def f(theta: Any) -> Any:
        return value

    with pytest.raises(ValueError, match=f"^f returned {says}; it should return one finite number.$"):
        numerical_gradient(f, [1.0])


def test_an_array_of_one_number_is_a_number() -> None:
    np.testing.assert_allclose(numerical_gradient(lambda x: (x**2).reshape(1, 1), [3.0]), [6])


@pytest.mark.parametrize("epsilon", [0, -1e-5, np.nan])
def test_a_step_must_be_above_zero(epsilon: float) -> None:
    with pytest.raises(ValueError, match="epsilon must be above 0"):
        numerical_gradient(np.sum, [1.0], epsilon)
