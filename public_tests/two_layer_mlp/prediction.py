"""Exercise 9 of two_layer_mlp: the answer of the network, 0 or 1."""

from __future__ import annotations

import numpy as np

from ..checks import Exercise
from ..expect import (
    Array,
    CheckFailed,
    as_array,
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

CLEAR = 0.1
"""An output that is further than this from 0.5 is a clear answer."""


def _case(name: str, n_x: int, m: int, scale: float) -> tuple[Case, Case]:
    """Declare a case, and one that knows the outputs of its network."""
    X, parameters = inputs(n_x, m), network(n_x, 4, 1, scale=scale)
    forward = KNOWN.case(f"forward_propagation/before predict, {name}", X=X, parameters=parameters)
    return KNOWN.case(f"predict/{name}", X=X, parameters=parameters), forward


_CASES = (_case("both answers", 3, 7, scale=2), _case("mostly zeros", 2, 6, scale=5))
_BOTH_ANSWERS = _CASES[0][0]

test_predict = Exercise(
    "predict",
    "Exercise 9: predictions",
    misconceptions=KnownMistakes(LAB, "predict"),
    uses=(test_forward_propagation,),
)


@test_predict.check(hint="The cell should hold `def predict(X, parameters):` and have been run.")
def is_function(predict: Target) -> None:
    """`predict` is a function."""
    expect_function(predict)


@test_predict.check(
    needs=["is_function"],
    hint="Compare the whole array `A2` at once: the result has an entry for each example.",
)
def one_answer_per_example(predict: Target) -> None:
    """It returns one number for each example."""
    for case, _ in _CASES:
        _answers(predict, case)


@test_predict.check(
    points=1,
    needs=["one_answer_per_example"],
    hint="A comparison gives True or False for each output; as whole numbers these are 1 and 0.",
)
def zeros_and_ones(predict: Target) -> None:
    """Every answer is 0 or 1, and both occur."""
    found = _answers(predict, _BOTH_ANSWERS)
    if sorted(np.unique(found)) != [0, 1]:
        lead = f"{_BOTH_ANSWERS.text(predict)} returned"
        wanted = "0 for some examples and 1 for the others"
        yours = show_array(found)
        raise CheckFailed(f"{lead} {yours}; expected {wanted}.", yours=yours, expected=wanted, lead=lead)


@test_predict.check(
    points=2,
    needs=["one_answer_per_example"],
    hint="A large output means a one, a small output a zero.",
)
def clear_answers(predict: Target) -> None:
    """Outputs far from 0.5 get the right answer."""
    for case, forward in _CASES:
        _expect(predict, case, forward, at_least=CLEAR)


@test_predict.check(points=2, needs=["clear_answers"], hint="Where do the zeros end and the ones begin?")
def close_answers(predict: Target) -> None:
    """Outputs near 0.5 get the right answer too."""
    for case, forward in _CASES:
        _expect(predict, case, forward, at_least=0)


@test_predict.check(
    points=1,
    needs=["zeros_and_ones"],
    hint="`A2` has one row with a column for each example; the answers keep this shape.",
)
def one_row(predict: Target) -> None:
    """The answers have the shape (1, m)."""
    for case, _ in _CASES:
        expect_shape(case.call(predict).value, case.expected().shape, case.text(predict))


@test_predict.check(
    points=1, needs=["zeros_and_ones"], hint="Give results new names instead of writing into the arguments."
)
def arguments_unchanged(predict: Target) -> None:
    """It leaves its arguments as they were."""
    expect_unchanged(_BOTH_ANSWERS.call(predict), list(_BOTH_ANSWERS.arguments), _BOTH_ANSWERS.text(predict))


def _expect(predict: Target, case: Case, forward: Case, at_least: float) -> None:
    """Demand the right answer where the output is at least so far from 0.5."""
    found, wanted, outputs = _answers(predict, case), case.expected()[0], forward.expected(0)[0]
    wrong = np.flatnonzero((found != wanted) & (np.abs(outputs - 0.5) >= at_least))
    if wrong.size:
        i = int(wrong[0])
        lead = f"{case.text(predict)}: example {i} has the output {outputs[i]:.3f}, and its answer is"
        yours, expected = show_array(found[i]), show_array(int(wanted[i]))
        raise CheckFailed(f"{lead} {yours}; expected {expected}.", yours=yours, expected=expected, lead=lead)


def _answers(predict: Target, case: Case) -> Array:
    """Return the answers of a call as whole or real numbers, shape (m,), whatever their shape was."""
    value, wanted = case.call(predict).value, case.expected()
    found = as_array(value)
    if found is None or found.size != wanted.size:
        found = expect_shape(value, wanted.shape, case.text(predict))  # says what came back
    return found.ravel() + 0  # truth values become numbers
