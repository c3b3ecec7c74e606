"""Exercise 16 of two_layer_mlp: reading digits from ten outputs."""

from __future__ import annotations

import numpy as np

from autils.networks import debug_inputs

from ..cases import Shown
from ..checks import Exercise
from ..expect import (
    Array,
    CheckFailed,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_array,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, network
from ..targets import Target
from .forward import test_forward_propagation
from .known import KNOWN, LAB

_FEW = KNOWN.case("predict_digits/five examples", X=inputs(3, 5), parameters=network(3, 4, 10))
_MANY = KNOWN.case(
    "predict_digits/eight examples",
    X=Shown("6 * debug_inputs(5, 8)", lambda: 6 * debug_inputs(5, 8)),
    parameters=network(5, 13, 10),
)
_CASES = (_MANY, _FEW)

test_predict_digits = Exercise(
    "predict_digits",
    "Exercise 16: reading digits",
    misconceptions=KnownMistakes(LAB, "predict_digits"),
    uses=(test_forward_propagation,),
)


@test_predict_digits.check(hint="The cell should hold `def predict_digits(X, parameters):`.")
def is_function(predict_digits: Target) -> None:
    """`predict_digits` is a function."""
    expect_function(predict_digits)


@test_predict_digits.check(
    needs=["is_function"],
    hint="Each column of A2 is an example and gets one answer: along which axis do its ten outputs lie?",
)
def one_answer_per_example(predict_digits: Target) -> None:
    """It returns one number for each example."""
    for case in _CASES:
        _answers(predict_digits, case)


@test_predict_digits.check(
    points=2,
    needs=["one_answer_per_example"],
    hint="What is asked for is the place of the largest output, not its size.",
)
def winners(predict_digits: Target) -> None:
    """Examples get the same answer where the same output is largest, and different answers elsewhere."""
    answers = _answers(predict_digits, _MANY)
    digits = _MANY.expected()
    if not np.array_equal(np.equal.outer(answers, answers), np.equal.outer(digits, digits)):
        lead = f"{_MANY.text(predict_digits)} returned"
        groups = [np.flatnonzero(digits == digit) for digit in digits[:-1]]
        pairs = dict.fromkeys(f"{group[0]} and {group[1]}" for group in groups if len(group) == 2)
        wanted = f"equal numbers for the examples {', '.join(pairs)}, and different ones elsewhere"
        shown = show_array(answers)
        raise CheckFailed(f"{lead} {shown}; expected {wanted}.", yours=shown, expected=wanted, lead=lead)


@test_predict_digits.check(
    points=2,
    needs=["one_answer_per_example"],
    hint="Row 0 of A2 belongs to the digit 0: where does the counting begin?",
)
def digits(predict_digits: Target) -> None:
    """The answer is the number of the row with the largest output."""
    for case in _CASES:
        expect_array(_answers(predict_digits, case), case.expected(), case.text(predict_digits))


@test_predict_digits.check(
    points=1,
    needs=["winners"],
    hint="A digit is a whole number, of type int, fit to be an index.",
)
def whole_numbers(predict_digits: Target) -> None:
    """The answers are whole numbers, of an integer type."""
    answers = _answers(predict_digits, _MANY)
    if answers.dtype.kind not in "iu":
        found = f"numbers of type {answers.dtype}"
        lead = f"{_MANY.text(predict_digits)} returned"
        wanted = "numbers of type int"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_predict_digits.check(
    points=1, needs=["winners"], hint="One axis of length m is enough: no second axis of length 1."
)
def is_vector(predict_digits: Target) -> None:
    """The answers come as a vector, of shape (m,)."""
    for case in _CASES:
        expect_shape(case.call(predict_digits).value, case.expected().shape, case.text(predict_digits))


@test_predict_digits.check(
    points=1, needs=["winners"], hint="Give results new names instead of writing into X or the parameters."
)
def arguments_unchanged(predict_digits: Target) -> None:
    """It leaves its arguments as they were."""
    for case in _CASES:
        expect_unchanged(case.call(predict_digits), list(case.arguments), case.text(predict_digits))


def _answers(predict_digits: Target, case: Case) -> Array:
    """Return the answers of a call as a vector, whether or not they have further axes of length 1."""
    call = case.text(predict_digits)
    return expect_shape(case.call(predict_digits).value, case.expected().shape, call, may_add_axes=True)
