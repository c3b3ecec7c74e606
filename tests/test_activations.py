"""The NumPy sigmoid: right, stable, and of the shape it was given."""

import numpy as np
import pytest

from autils.activations import sigmoid


def test_it_is_the_logistic_function() -> None:
    z = np.linspace(-30, 30, 121)
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-14)


def test_the_quick_check_of_the_binary_lab() -> None:
    z = np.array([0.19, 0.32, 0.45])
    np.testing.assert_allclose(sigmoid(z), [0.54735762, 0.57932425, 0.61063923], atol=5e-9)


def test_huge_numbers_give_the_limits_without_a_warning() -> None:
    with np.errstate(all="raise"):
        values = sigmoid(np.array([-np.inf, -1e4, -750.0, 0.0, 750.0, 1e4, np.inf]))
    assert values.tolist() == [0.0, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0]


def test_opposite_numbers_add_up_to_one() -> None:
    z = np.random.default_rng(0).normal(scale=20, size=1000)
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1.0, rtol=1e-15)


def test_small_probabilities_keep_their_digits() -> None:
    """The textbook form loses them: 1 / (1 + exp(50)) is fine, 1 - 1 / (1 + exp(-50)) is not."""
    assert sigmoid(-50.0) == pytest.approx(np.exp(-50.0), rel=1e-15)


@pytest.mark.parametrize("shape", [(), (0,), (3,), (4, 1), (1, 4), (2, 3, 5)])
def test_the_shape_is_kept(shape: tuple[int, ...]) -> None:
    assert np.shape(sigmoid(np.zeros(shape))) == shape


@pytest.mark.parametrize("number", [0, 0.0, np.float64(0), np.array(0), np.int32(0)])
def test_a_number_gives_a_float(number: object) -> None:
    result = sigmoid(number)  # type: ignore[arg-type]
    assert type(result) is float
    assert result == 0.5


def test_integers_and_lists_work_and_float32_stays() -> None:
    assert sigmoid([0, 0]).dtype == np.float64
    assert sigmoid(np.array([-1000, 0])).tolist() == [0.0, 0.5]
    assert sigmoid(np.zeros(2, dtype=np.float32)).dtype == np.float32


def test_the_smallest_integer_of_its_type_is_negative_too() -> None:
    """abs(int8(-128)) is -128: the sign must not be lost."""
    assert sigmoid(np.array([-128], dtype=np.int8))[0] < 1e-50


def test_the_argument_is_left_as_it_was() -> None:
    z = np.array([-1.0, 2.0])
    sigmoid(z)
    assert z.tolist() == [-1.0, 2.0]


@pytest.mark.parametrize("wrong", ["1", None, [1j]])
def test_what_is_no_real_number_is_refused_with_a_sentence(wrong: object) -> None:
    with pytest.raises(TypeError, match="sigmoid works on real numbers"):
        sigmoid(wrong)  # type: ignore[arg-type]
