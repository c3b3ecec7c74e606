"""Tests of the lab multiclass_digits: softmax, and a network that tells ten digits apart.

`test_my_softmax(my_softmax)` and `test_model(model, 10, 400)` are what the notebook calls.  Each exercise has
7 public points; what an unfinished answer passes too (being a function, the right shape) earns none.  Softmax
is judged by what makes it up, exponentials and a total of one, before it is judged as a whole.  The plain
formula is right here: no check uses numbers whose exponential is too large for it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .cases import Arguments, call_case, call_text, expect_case
from .checks import Exercise
from .expect import (
    RTOL,
    Array,
    CheckFailed,
    digits_that_differ,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_array,
)
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
from .targets import Target

INPUT_WIDTH = 400
HIDDEN_UNITS = (25, 15)
CLASSES = 10

test_my_softmax = Exercise(
    "my_softmax", "Exercise 1: softmax", misconceptions=KnownMistakes("multiclass_digits", "my_softmax")
)
test_model = Exercise(
    "model",
    "Exercise 2: a network for ten digits",
    misconceptions=KnownMistakes("multiclass_digits", "model"),
)
EXERCISES = (test_my_softmax, test_model)


# Exercise 1: my_softmax

_STEPS = [1.0, 2.0, 3.0, 4.0]
_MIXED = [0.5, -1.0, 2.0, 0.25]


@test_my_softmax.check(hint="The cell should hold `def my_softmax(z):` and have been run.")
def is_function(my_softmax: Target) -> None:
    """`my_softmax` is a function."""
    expect_function(my_softmax)


@test_my_softmax.check(needs=["is_function"], hint="`a` has one entry for each entry of `z`.")
def one_number_per_entry(my_softmax: Target) -> None:
    """It returns one number for each entry of z."""
    _softmax_of(my_softmax, _STEPS, may_add_axes=True)


@test_my_softmax.check(
    needs=["one_number_per_entry"], hint="One dimension goes in and one comes out, without a further axis."
)
def is_vector(my_softmax: Target) -> None:
    """The numbers come as a vector, of shape (N,)."""
    _softmax_of(my_softmax, _STEPS)


@test_my_softmax.check(
    points=1,
    needs=["one_number_per_entry"],
    hint="Which function turns the sum z + 1 into a product?",
)
def exponentials(my_softmax: Target) -> None:
    """An entry of z that is larger by 1 gives e times as much."""
    a, call = _softmax_of(my_softmax, _STEPS, may_add_axes=True)
    if not np.all(np.isfinite(a) & (a > 0)):
        wanted = "positive numbers, each e = 2.71828 times the one before"
        raise CheckFailed(
            f"{call} returned {show_array(a)}; expected {wanted}.",
            yours=show_array(a),
            expected=wanted,
            lead=f"{call} returned",
        )
    factors = a[1:] / a[:-1]
    if not np.allclose(factors, np.e, rtol=RTOL, atol=0):
        lead = f"{call} returned numbers that grow by the factors"
        each_e = np.full(len(factors), np.e)
        digits = digits_that_differ(factors, each_e)
        found, expected = show_array(factors, digits), show_array(each_e, digits)
        raise CheckFailed(
            f"{lead} {found}; expected {expected}, which is e each time.",
            yours=found,
            expected=expected,
            lead=lead,
        )


@test_my_softmax.check(
    points=1,
    needs=["one_number_per_entry"],
    hint="Which number divides every entry alike?",
)
def probabilities(my_softmax: Target) -> None:
    """The entries are probabilities: none below 0, and 1 in total."""
    for z in (_STEPS, _MIXED):
        a, call = _softmax_of(my_softmax, z, may_add_axes=True)
        if np.any(a < 0):
            raise CheckFailed(
                f"{call} returned {show_array(a)}; expected no entry below 0.",
                yours=show_array(a),
                expected="no entry below 0",
                lead=f"{call} returned",
            )
        total = float(np.sum(a, dtype=float))
        if not abs(total - 1) <= RTOL:
            lead = f"{call} returned {show_array(a)}, whose total is"
            digits = 6 if f"{total:.6g}" != "1" else 17
            raise CheckFailed(
                f"{lead} {total:.{digits}g}; expected a total of 1.",
                yours=f"{total:.{digits}g}",
                expected="1",
                lead=lead,
            )


@test_my_softmax.check(
    points=1,
    needs=["is_vector", "exponentials", "probabilities"],
    hint="Entry j is the exponential of `z[j]` itself, divided by the sum of all exponentials.",
)
def values(my_softmax: Target) -> None:
    """The values are those of the formula."""
    expect_case(
        my_softmax,
        _case(_STEPS),
        [0.03205860328008499, 0.08714431874203257, 0.23688281808991013, 0.6439142598879724],
    )
    expect_case(
        my_softmax,
        _case(_MIXED),
        [0.1542348252841622, 0.034414441266120206, 0.6912325307415308, 0.12011820270818682],
    )


@test_my_softmax.check(
    points=1, needs=["values"], hint="exp(z) is positive for every z; no case of its own is needed."
)
def negative_entries(my_softmax: Target) -> None:
    """It works for negative entries too."""
    expect_case(
        my_softmax,
        _case([-3, 0.5, -1, -2]),
        [0.022612775055033882, 0.7488322659876905, 0.16708706343414498, 0.06146789552313059],
    )


@test_my_softmax.check(
    points=1,
    needs=["one_number_per_entry"],
    hint="Equal entries share the probability alike, and `z` itself says how many there are.",
)
def equal_entries(my_softmax: Target) -> None:
    """Ten equal entries get a probability of 0.1 each."""
    for entry in (2.0, np.log(0.1)):
        expect_case(my_softmax, _case(np.full(10, entry)), np.full(10, 0.1), may_add_axes=True)


@test_my_softmax.check(
    points=1,
    needs=["one_number_per_entry"],
    hint="With one class there is no choice: it gets all of the probability, in an array of one entry.",
)
def one_class(my_softmax: Target) -> None:
    """A single class has the probability 1."""
    expect_case(my_softmax, _case([5]), [1])


@test_my_softmax.check(
    points=1, needs=["exponentials"], hint="Give results new names instead of writing into the argument."
)
def argument_unchanged(my_softmax: Target) -> None:
    """It leaves its argument as it was."""
    case = _case(_STEPS)
    expect_unchanged(call_case(my_softmax, case), list(case), call_text(my_softmax, case))


def _softmax_of(my_softmax: Target, z: ArrayLike, may_add_axes: bool = False) -> tuple[Array, str]:
    """Return what the answer gives for z, an array of its shape, and how it was called."""
    case = _case(z)
    call = call_text(my_softmax, case)
    return expect_shape(call_case(my_softmax, case).value, case["z"].shape, call, may_add_axes), call


def _case(z: ArrayLike) -> Arguments:
    return {"z": np.array(z, float)}


# Exercise 2: model


@test_model.check(hint="The cell should bind the name `model` to `Sequential([...])`.")
def is_model(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """`model` is a Keras model."""
    expect_model(model, input_size)


@test_model.check(needs=["is_model"], hint="Each layer is one entry of the list: `Dense(...)`.")
def dense_layers(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """Every layer is a Dense layer."""
    expect_dense_layers(model, input_size, len(HIDDEN_UNITS) + 1)


@test_model.check(
    points=1, needs=["is_model"], hint="The number of inputs is the number of pixels: 20 times 20."
)
def input_width(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """The network takes 400 numbers per example."""
    expect_input_width(model, input_size)


@test_model.check(points=1, needs=["dense_layers"], hint="Count the entries of the list after the input.")
def three_layers(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """The network has three layers."""
    expect_layer_count(model, input_size, len(HIDDEN_UNITS) + 1)


@test_model.check(points=2, needs=["three_layers"], hint="`units` is the first argument of `Dense`.")
def hidden_units(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """The hidden layers have 25 and 15 units."""
    expect_hidden_units(model, input_size, HIDDEN_UNITS)


@test_model.check(points=1, needs=["dense_layers"], hint="How many digits are there to choose from?")
def output_units(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """The last layer has ten units, one for each digit."""
    expect_output_units(model, input_size, classes)


@test_model.check(
    points=1, needs=["dense_layers"], hint="Which argument of `Dense` names the activation of the layer?"
)
def hidden_activations(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """The hidden layers use the ReLU activation."""
    expect_hidden_activations(model, input_size, "relu", "ReLU")


@test_model.check(
    points=1,
    needs=["dense_layers"],
    hint="`from_logits=True` tells the loss to apply softmax; what is left for the last layer to do?",
)
def output_activation(model: Target, classes: int = CLASSES, input_size: int = INPUT_WIDTH) -> None:
    """The last layer is linear: softmax is part of the loss."""
    remarks = {"softmax": "the loss already contains the softmax"}
    expect_output_activation(model, input_size, "linear", remarks)
