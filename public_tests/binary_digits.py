"""Tests of the lab binary_digits: a network that tells zeros from ones, built three ways.

`test_c1(model)`, `test_c2(my_dense)` and `test_c3(my_dense_v)` are what the notebook calls.  Each exercise
has 7 public points; what an unfinished answer passes too (being a function, the right shape) earns none.
A check judges one thing, so that one mistake does not cost the points of the others: whether the bias is
added, say, is asked with weights whose rows and columns are the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .cases import Arguments, call_case, call_text, expect_case
from .checks import Exercise
from .expect import expect_function, expect_shape, expect_unchanged
from .functions import Polynomial, identity, square, triple
from .known_mistakes import KnownMistakes
from .models import (
    expect_dense_layers,
    expect_hidden_activations,
    expect_hidden_units,
    expect_input_width,
    expect_layer_count,
    expect_model,
    expect_output_activation,
    expect_output_units,
)
from .sums import expect_sums
from .targets import Target

INPUT_WIDTH = 400
UNITS = (25, 15, 1)

test_c1 = Exercise(
    "model", "Exercise 1: the network in Keras", misconceptions=KnownMistakes("binary_digits", "model")
)
test_c2 = Exercise(
    "my_dense", "Exercise 2: a dense layer", misconceptions=KnownMistakes("binary_digits", "my_dense")
)
test_c3 = Exercise(
    "my_dense_v",
    "Exercise 3: a dense layer for many examples",
    misconceptions=KnownMistakes("binary_digits", "my_dense_v"),
)
EXERCISES = (test_c1, test_c2, test_c3)


# Exercise 1: model


@test_c1.check(hint="The cell should bind the name `model` to `Sequential([...])`.")
def is_model(model: Target) -> None:
    """`model` is a Keras model."""
    expect_model(model, INPUT_WIDTH)


@test_c1.check(needs=["is_model"], hint="Each layer is one entry of the list: `Dense(...)`.")
def dense_layers(model: Target) -> None:
    """Every layer is a Dense layer."""
    expect_dense_layers(model, INPUT_WIDTH, len(UNITS))


@test_c1.check(
    points=1, needs=["is_model"], hint="The number of inputs is the number of pixels: 20 times 20."
)
def input_width(model: Target) -> None:
    """The network takes 400 numbers per example."""
    expect_input_width(model, INPUT_WIDTH)


@test_c1.check(points=1, needs=["dense_layers"], hint="Count the entries of the list after the input.")
def three_layers(model: Target) -> None:
    """The network has three layers."""
    expect_layer_count(model, INPUT_WIDTH, len(UNITS))


@test_c1.check(points=2, needs=["three_layers"], hint="`units` is the first argument of `Dense`.")
def hidden_units(model: Target) -> None:
    """The hidden layers have 25 and 15 units."""
    expect_hidden_units(model, INPUT_WIDTH, UNITS[:-1])


@test_c1.check(
    points=1, needs=["dense_layers"], hint="One probability per example is enough: that the digit is one."
)
def output_units(model: Target) -> None:
    """The last layer has one unit."""
    expect_output_units(model, INPUT_WIDTH, UNITS[-1])


@test_c1.check(
    points=1, needs=["dense_layers"], hint="Which argument of `Dense` names the function g of the layer?"
)
def hidden_activations(model: Target) -> None:
    """The hidden layers use the sigmoid activation."""
    expect_hidden_activations(model, INPUT_WIDTH, "sigmoid", "sigmoid")


@test_c1.check(
    points=1, needs=["dense_layers"], hint="The output is to be a probability, a number between 0 and 1."
)
def output_activation(model: Target) -> None:
    """The last layer uses the sigmoid activation."""
    expect_output_activation(model, INPUT_WIDTH, "sigmoid")


# Exercise 2: my_dense.

_ROWS = np.array([[1.0, 2.0]] * 4)
# Rows and columns are the same.
_DIAGONAL = np.array([[2.0, 0.0], [0.0, 4.0]])
_SQUARE = np.array([[1.0, 2.0, 0.0], [-1.0, 3.0, 5.0], [4.0, -2.0, 1.0]])


@test_c2.check(hint="The cell should hold `def my_dense(a_in, W, b, g):` and have been run.")
def is_function(my_dense: Target) -> None:
    """`my_dense` is a function."""
    expect_function(my_dense)


@test_c2.check(
    needs=["is_function"], hint="`a_out` has one entry for each column of `W`; is it returned as it is?"
)
def one_number_per_unit(my_dense: Target) -> None:
    """It returns one number per unit."""
    for W in (_ROWS, _ROWS[:, :1]):
        units = W.shape[1]
        case = _vector_case([1, 2, 3, 4], W, np.zeros(units), identity)
        expect_shape(call_case(my_dense, case).value, (units,), call_text(my_dense, case))


@test_c2.check(
    points=2,
    needs=["is_function"],
    hint="For each unit: multiply every input by its weight and add up, which is what `np.dot` does.",
)
def dot_product(my_dense: Target) -> None:
    """Each unit adds up the inputs times their weights."""
    expect_sums(my_dense, _vector_case([1, 2, 3, 4], _ROWS, [0, 0], identity), [10, 20])
    case = _vector_case([1, -2, 3], [[2.0, 0.0], [1.0, 4.0], [-1.0, 3.0]], [0, 0], identity)
    expect_sums(my_dense, case, [-3, 1])


@test_c2.check(points=1, needs=["is_function"], hint="Which slice of `W` holds the weights of unit j?")
def column_of_weights(my_dense: Target) -> None:
    """Unit j takes its weights from column j of `W`."""
    expect_sums(my_dense, _vector_case([1, 2, 3], _SQUARE, [0, 0, 0], identity), [11, 2, 13])


@test_c2.check(points=1, needs=["is_function"], hint="What is added to the dot product before g is applied?")
def bias(my_dense: Target) -> None:
    """Each unit adds its own bias."""
    expect_sums(my_dense, _vector_case([1, 2], _DIAGONAL, [3, 5], identity), [5, 13])


@test_c2.check(
    points=1, needs=["is_function"], hint="The function `g` that is handed in makes the unit's output."
)
def activation(my_dense: Target) -> None:
    """Each unit applies the function g that it is given."""
    case = _vector_case([1, 2], _DIAGONAL, [0, 0], triple)
    expect_case(my_dense, case, [6, 24], may_add_axes=True)
    case = _vector_case([0.5, 0.5], [[2, 1], [1, 4]], [0, 0], square)
    expect_case(my_dense, case, [2.25, 6.25], may_add_axes=True)


@test_c2.check(
    points=1,
    needs=["one_number_per_unit", "dot_product", "bias", "activation"],
    hint="First the dot product, then the bias, and g of their sum last.",
)
def whole_layer(my_dense: Target) -> None:
    """All together: g is applied last, to the dot product plus the bias."""
    expect_case(my_dense, _vector_case([1, 2, 3, 4], _ROWS, [3, 5], identity), [13, 25])
    expect_case(my_dense, _vector_case([1, 2, 3, 4], _ROWS, [3, 5], triple), [39, 75])
    case = _vector_case([0.5, 1.5], [[1.0, 0.5], [2.0, -1.0]], [0.25, -0.75], square)
    expect_case(my_dense, case, [14.0625, 4])


@test_c2.check(
    points=1, needs=["dot_product"], hint="Put results into `a_out` or new names, not into the arguments."
)
def inputs_unchanged(my_dense: Target) -> None:
    """It leaves its arguments as they were."""
    case = _vector_case([1, 2, 3, 4], _ROWS, [3, 5], triple)
    expect_unchanged(call_case(my_dense, case), list(case), call_text(my_dense, case))


def _vector_case(a_in: ArrayLike, W: ArrayLike, b: ArrayLike, g: Polynomial) -> Arguments:
    return {"a_in": np.array(a_in, float), "W": np.array(W, float), "b": np.array(b, float), "g": g}


# Exercise 3: my_dense_v

_X = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
_W = np.arange(1.0, 13.0).reshape(4, 3)


@test_c3.check(hint="The cell should hold `def my_dense_v(A_in, W, b, g):` and have been run.")
def is_function_v(my_dense_v: Target) -> None:
    """`my_dense_v` is a function."""
    expect_function(my_dense_v)


@test_c3.check(needs=["is_function_v"], hint="(m, n) times (n, j) gives (m, j); is `A_out` what you return?")
def one_row_per_example(my_dense_v: Target) -> None:
    """It returns one row per example, with one number per unit."""
    for X, W in ((_X, _W), (_X[:1], _ROWS)):
        m, units = len(X), W.shape[1]
        case = _matrix_case(X, W, np.zeros(units), identity)
        expect_shape(call_case(my_dense_v, case).value, (m, units), call_text(my_dense_v, case))


@test_c3.check(
    needs=["is_function_v"],
    hint="Row i of `A_in` meets column j of `W`; the order of the two factors matters.",
)
def rows_times_columns(my_dense_v: Target) -> None:
    """Rows of `A_in` meet columns of `W`."""
    case = _matrix_case([[1, 2, 3], [0, 1, 0], [2, 0, 1]], _SQUARE, [0, 0, 0], identity)
    expect_sums(my_dense_v, case, [[11, 2, 13], [-1, 3, 5], [6, 2, 1]])


@test_c3.check(
    points=2,
    needs=["one_row_per_example", "rows_times_columns"],
    hint="One matrix product gives the sums of all units for all examples.",
)
def matrix_product(my_dense_v: Target) -> None:
    """The inputs are multiplied by the weights as matrices."""
    expect_sums(my_dense_v, _matrix_case([[1, 2, 3, 4]], _ROWS, [0, 0], identity), [[10, 20]])
    expect_sums(my_dense_v, _matrix_case(_X, _W, [0, 0, 0], identity), [[70, 80, 90], [158, 184, 210]])


@test_c3.check(points=1, needs=["is_function_v"], hint="What is added to every row of the matrix product?")
def bias_v(my_dense_v: Target) -> None:
    """Each unit adds its own bias, for every example."""
    case = _matrix_case([[1, 2], [3, 4]], 2 * np.eye(2), [3, 5], identity)
    expect_sums(my_dense_v, case, [[5, 9], [9, 13]])


@test_c3.check(
    points=1, needs=["is_function_v"], hint="Adding a (1, j) array to an (m, j) array needs no loop."
)
def bias_as_row(my_dense_v: Target) -> None:
    """The bias may come as one row, shape (1, j)."""
    case = _matrix_case([[1, 2], [3, 4]], 2 * np.eye(2), [[3, 5]], identity)
    expect_sums(my_dense_v, case, [[5, 9], [9, 13]])


@test_c3.check(
    points=1, needs=["is_function_v"], hint="`g` works on a whole array at once, element by element."
)
def activation_v(my_dense_v: Target) -> None:
    """The function g that it is given is applied to every entry."""
    case = _matrix_case([[1, 2], [3, 4]], 2 * np.eye(2), [0, 0], triple)
    expect_case(my_dense_v, case, [[6, 12], [18, 24]])
    case = _matrix_case([[0.5, 1], [1.5, -1]], 2 * np.eye(2), [0, 0], square)
    expect_case(my_dense_v, case, [[1, 4], [9, 4]])


@test_c3.check(
    points=1,
    needs=["matrix_product", "bias_v", "activation_v"],
    hint="First the matrix product, then the bias, and g of their sum last.",
)
def whole_layer_v(my_dense_v: Target) -> None:
    """All together: g is applied last, to the product plus the bias."""
    row = [[1, 2, 3, 4]]
    expect_case(my_dense_v, _matrix_case(row, _ROWS, [3, 5], identity), [[13, 25]])
    expect_case(my_dense_v, _matrix_case(row, _ROWS, [3, 5], triple), [[39, 75]])
    expect_case(my_dense_v, _matrix_case(_X, _W, [3, 5, 6], identity), [[73, 85, 96], [161, 189, 216]])
    expect_case(my_dense_v, _matrix_case(_X, _W, [3, 5, 6], triple), [[219, 255, 288], [483, 567, 648]])


@test_c3.check(
    points=1, needs=["matrix_product"], hint="Give results new names instead of writing into the arguments."
)
def inputs_unchanged_v(my_dense_v: Target) -> None:
    """It leaves its arguments as they were."""
    case = _matrix_case(_X, _W, [3, 5, 6], triple)
    expect_unchanged(call_case(my_dense_v, case), list(case), call_text(my_dense_v, case))


def _matrix_case(A_in: ArrayLike, W: ArrayLike, b: ArrayLike, g: Polynomial) -> Arguments:
    return {"A_in": np.array(A_in, float), "W": np.array(W, float), "b": np.array(b, float), "g": g}
