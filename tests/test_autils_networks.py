"""Fixed small networks give the documented numbers, and parameters survive as one vector."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autils import (
    debug_inputs,
    debug_parameters,
    one_hot,
    pack_parameters,
    seed_after,
    unpack_parameters,
)

KEYS = ["W1", "b1", "W2", "b2"]
SIZES = st.lists(st.integers(1, 6), min_size=2, max_size=5)


@pytest.fixture(autouse=True)
def _random_state_is_left_alone() -> Iterator[None]:
    before = np.random.get_state()
    yield
    np.random.set_state(before)


@pytest.mark.parametrize("used", [0, 1, 7, 1000])
def test_the_stream_starts_after_so_many_draws(used: int) -> None:
    np.random.seed(1)
    whole = np.random.randn(used + 5)
    seed_after(used)
    np.testing.assert_array_equal(np.random.randn(5), whole[used:])


def test_the_stream_is_the_same_whatever_was_drawn_before() -> None:
    seed_after(3)
    first = np.random.randn(4)
    np.random.randn(17)
    seed_after(3)
    np.testing.assert_array_equal(np.random.randn(4), first)
    seed_after(3, seed=2)
    assert not np.any(np.random.randn(4) == first)


def test_an_odd_number_of_draws_does_not_keep_half_a_pair() -> None:
    """NumPy makes normal numbers in pairs, and what is left of a pair must not shift the stream."""
    seed_after(69)
    after = np.random.choice(12665, 5, replace=False)
    np.random.seed(1)
    for _ in range(69):
        np.random.randn()
    np.testing.assert_array_equal(np.random.choice(12665, 5, replace=False), after)


def test_seed_after_9_gives_the_documented_start_of_the_weights() -> None:
    seed_after(9)
    W1 = np.random.randn(10, 2) / np.sqrt(2)
    W2 = np.random.randn(1, 10) / np.sqrt(10)
    documented = [
        [-0.17633148, 1.03386644], [-1.45673947, -0.22798339], [-0.27156744, 0.80169606],
        [-0.77774057, -0.12192515], [-0.62073964, 0.02984963], [0.41211259, -0.77825528],
        [0.8094419, 0.63752091], [0.35531715, 0.63700135], [-0.48346861, -0.08689651],
        [-0.66168891, -0.18942548],
    ]  # fmt: skip
    np.testing.assert_allclose(W1, documented, atol=5.1e-9)
    np.testing.assert_allclose(
        W2[0],
        [0.16771312, -0.21872233, -0.12546448, -0.21730309, -0.26727749, -0.21226666, -0.0040049, -0.35332456,
         0.07412875, 0.52487553],
        atol=5.1e-9,
    )  # fmt: skip


def test_debug_parameters_are_sines_in_order_row_by_row() -> None:
    parameters = debug_parameters([3, 4, 2])
    assert list(parameters) == KEYS
    assert {name: array.shape for name, array in parameters.items()} == {
        "W1": (4, 3),
        "b1": (4, 1),
        "W2": (2, 4),
        "b2": (2, 1),
    }
    assert {array.dtype for array in parameters.values()} == {np.dtype(np.float64)}
    np.testing.assert_array_equal(pack_parameters(parameters, KEYS), 0.5 * np.sin(np.arange(1, 27)))
    assert parameters["W1"][1, 0] == 0.5 * np.sin(4)  # the first row holds sin(1), sin(2), sin(3)


def test_the_debug_net_gives_the_documented_cost() -> None:
    parameters, X, Y = debug_parameters([3, 4, 2]), debug_inputs(3, 5), one_hot([0, 1, 0, 1, 0], 2)
    A1 = 1 / (1 + np.exp(-(parameters["W1"] @ X + parameters["b1"])))
    A2 = 1 / (1 + np.exp(-(parameters["W2"] @ A1 + parameters["b2"])))
    data_term = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / 5
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    costs = [data_term + lambda_ / 10 * squares for lambda_ in (0, 1, 4)]
    np.testing.assert_allclose(costs, [1.45183973, 1.72358355, 2.53881501], atol=5.1e-9)


def test_the_debug_net_of_ten_classes_gives_the_documented_answers() -> None:
    parameters, X = debug_parameters([3, 4, 10]), debug_inputs(3, 5)
    A1 = 1 / (1 + np.exp(-(parameters["W1"] @ X + parameters["b1"])))
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    assert np.argmax(Z2, axis=0).tolist() == [7, 7, 2, 2, 2]


def test_the_scale_is_the_largest_size_of_a_debug_parameter() -> None:
    small, large = (debug_parameters([5, 4, 3], scale=scale) for scale in (0.1, 2.0))
    for name in KEYS:
        np.testing.assert_allclose(20 * small[name], large[name])
    assert 1.99 < np.abs(pack_parameters(large, KEYS)).max() <= 2


def test_debug_parameters_are_new_arrays_each_time() -> None:
    first = debug_parameters([3, 2])
    first["W1"] += 1
    assert np.abs(debug_parameters([3, 2])["W1"]).max() <= 0.5


def test_debug_inputs_are_cosines_row_by_row() -> None:
    X = debug_inputs(3, 5)
    assert (X.shape, X.dtype) == ((3, 5), np.float64)
    np.testing.assert_array_equal(X.ravel(), np.cos(np.arange(1, 16)))
    assert X[1, 0] == np.cos(6)


@given(SIZES)
def test_packing_and_unpacking_gives_back_every_array(sizes: list[int]) -> None:
    parameters = debug_parameters(sizes)
    theta = pack_parameters(parameters, list(parameters))
    assert theta.shape == (sum(array.size for array in parameters.values()),)
    back = unpack_parameters(theta, parameters)
    assert list(back) == list(parameters)
    for name, array in parameters.items():
        np.testing.assert_array_equal(back[name], array)


@given(sizes=SIZES, elements=st.data())
def test_unpacking_and_packing_gives_back_every_vector(sizes: list[int], elements: st.DataObject) -> None:
    template = debug_parameters(sizes)
    count = sum(array.size for array in template.values())
    theta = elements.draw(arrays.arrays(np.float64, count, elements=st.floats(-1e6, 1e6)))
    np.testing.assert_array_equal(pack_parameters(unpack_parameters(theta, template), list(template)), theta)


def test_the_keys_say_the_order_and_what_is_left_out() -> None:
    parameters = {"W1": np.array([[1, 2], [3, 4]]), "b1": np.array([[5], [6]]), "W2": np.array([[7, 8]])}
    assert pack_parameters(parameters, ["b1", "W1"]).tolist() == [5, 6, 1, 2, 3, 4]
    assert pack_parameters(parameters, ["W2"]).dtype == np.float64
    with pytest.raises(KeyError, match="b2"):
        pack_parameters(parameters, KEYS)


def test_the_vector_and_the_arrays_are_independent_of_each_other() -> None:
    parameters = debug_parameters([2, 2])
    theta = pack_parameters(parameters, ["W1", "b1"])
    back = unpack_parameters(theta, parameters)
    theta[:] = 9
    assert np.abs(parameters["W1"]).max() <= 0.5
    assert np.abs(back["W1"]).max() <= 0.5
    back["W1"][:] = 7
    assert theta.tolist() == [9] * 6


@pytest.mark.parametrize("shape", [(5,), (7,), (6, 1), ()])
def test_a_vector_of_another_length_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"The template has 6 entries; the vector has the shape \("):
        unpack_parameters(np.zeros(shape), debug_parameters([2, 2]))


@given(st.lists(st.integers(0, 6), max_size=20))
def test_every_label_is_the_place_of_the_one_in_its_column(labels: list[int]) -> None:
    columns = one_hot(labels, 7)
    assert (columns.shape, columns.dtype) == ((7, len(labels)), np.float64)
    assert columns.sum(axis=0).tolist() == [1] * len(labels)
    assert columns.argmax(axis=0).tolist() == labels
    assert set(columns.ravel()) <= {0, 1}


@pytest.mark.parametrize("shape", [(4,), (4, 1), (1, 4)])
def test_labels_may_be_a_row_a_column_or_a_vector(shape: tuple[int, ...]) -> None:
    labels = np.array([2, 0, 1, 2]).reshape(shape)
    expected = [[0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 1]]
    np.testing.assert_array_equal(one_hot(labels, 3), expected)
    np.testing.assert_array_equal(one_hot(labels.astype(float), 3), expected)


@pytest.mark.parametrize("labels", [[0, 3], [-1, 2], [10], [0, float("nan")]])
def test_labels_out_of_range_are_refused(labels: list[float]) -> None:
    with pytest.raises(ValueError, match="Labels must lie between 0 and 2; got"):
        one_hot(labels, 3)


def test_labels_that_are_no_whole_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        one_hot([0, 0.5], 3)
