"""Exercise 4 of deep_network: the cost of a softmax output, and of sigmoid outputs.

Either function has half of the points, of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..checks import Exercise
from ..expect import expect_function, expect_shape
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_number
from ..targets import Target
from .known import KNOWN, LAB


def _softmax_case(name: str, AL: Sequence[Sequence[float]], Y: Sequence[Sequence[int]]) -> Case:
    return KNOWN.case(f"cross_entropy_cost/{name}", AL=np.array(AL, float), Y=np.array(Y, float))


def _sigmoid_case(name: str, AL: Sequence[Sequence[float]], Y: Sequence[Sequence[int]]) -> Case:
    return KNOWN.case(f"binary_cross_entropy_cost/{name}", AL=np.array(AL, float), Y=np.array(Y, float))


_AL = [[0.7, 0.2, 0.1], [0.2, 0.5, 0.3], [0.1, 0.3, 0.6]]
_Y = [[1, 0, 1], [0, 1, 0], [0, 0, 0]]  # labels 0, 1, 0
_WIDE_AL = [[0.4, 0.9, 0.25, 0.3, 0.55], [0.6, 0.1, 0.75, 0.7, 0.45]]
_WIDE_Y = [[0, 1, 0, 1, 0], [1, 0, 1, 0, 1]]

_ONE_EXAMPLE = _softmax_case("one example", [[0.7], [0.2], [0.1]], [[0], [1], [0]])
_EXAMPLES = (_softmax_case("three examples", _AL, _Y), _softmax_case("five examples", _WIDE_AL, _WIDE_Y))
_IMPOSSIBLE = _softmax_case("probability 0", [[1], [0]], [[0], [1]])

_YES = _sigmoid_case("a yes", [[0.7]], [[1]])
_NO = _sigmoid_case("a no", [[0.2]], [[0]])
_CLASSES = _sigmoid_case("three classes", [[0.7], [0.2], [0.4]], [[1], [1], [0]])
_ANSWERS = (_sigmoid_case("three examples", _AL, _Y), _sigmoid_case("five examples", _WIDE_AL, _WIDE_Y))
_CERTAIN = (_sigmoid_case("yes, surely not", [[0]], [[1]]), _sigmoid_case("no, surely", [[1]], [[0]]))

test_costs = Exercise(
    "costs",
    "Exercise 4: costs",
    targets=("cross_entropy_cost", "binary_cross_entropy_cost"),
    misconceptions=KnownMistakes(LAB, "costs"),
)


@test_costs.check(hint="The cell should hold both functions under their names and have been run as a whole.")
def two_functions(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """Both are functions."""
    expect_function(cross_entropy_cost)
    expect_function(binary_cross_entropy_cost)


@test_costs.check(hint="A cost is one number: over which axes is the sum to run?")
def softmax_cost_is_number(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`cross_entropy_cost` returns one number, however many examples there are."""
    _expect_number(cross_entropy_cost, _EXAMPLES[1])


@test_costs.check(
    points=1,
    needs=["softmax_cost_is_number"],
    hint="Only the probability of the true class counts. What does its logarithm lack to be a cost?",
)
def one_example(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`cross_entropy_cost` of one example is the larger, the less likely its class is."""
    _expect(cross_entropy_cost, _ONE_EXAMPLE)


@test_costs.check(
    points=2,
    needs=["softmax_cost_is_number"],
    hint="Sum over classes and examples; by which of the two numbers is the sum divided?",
)
def several_examples(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`cross_entropy_cost` is the average over the examples."""
    for case in _EXAMPLES:
        _expect(cross_entropy_cost, case)


@test_costs.check(
    points=0.5,
    needs=["softmax_cost_is_number"],
    hint="The line above the region has made every probability fit for a logarithm: is it that AL you use?",
)
def probability_zero(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`cross_entropy_cost` stays finite for a probability of 0."""
    _expect(cross_entropy_cost, _IMPOSSIBLE)


@test_costs.check(hint="A cost is one number, also for several classes: over which axes is the sum to run?")
def sigmoid_cost_is_number(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`binary_cross_entropy_cost` returns one number, however many classes and examples there are."""
    _expect_number(binary_cross_entropy_cost, _ANSWERS[1])


@test_costs.check(
    points=1,
    needs=["sigmoid_cost_is_number"],
    hint="For a yes the probability of yes counts. Which probability counts for a no?",
)
def one_answer(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`binary_cross_entropy_cost` of one answer is right, for a yes as for a no."""
    _expect(binary_cross_entropy_cost, _YES)
    _expect(binary_cross_entropy_cost, _NO)


@test_costs.check(
    points=1,
    needs=["sigmoid_cost_is_number"],
    hint="Every class asks a question of its own; the costs of all of them are added.",
)
def several_classes(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`binary_cross_entropy_cost` adds up the costs of all classes."""
    _expect(binary_cross_entropy_cost, _CLASSES)


@test_costs.check(
    points=1,
    needs=["sigmoid_cost_is_number"],
    hint="Sum over classes and examples; by which of the two numbers is the sum divided?",
)
def several_examples_and_classes(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`binary_cross_entropy_cost` is the average over the examples."""
    for case in _ANSWERS:
        _expect(binary_cross_entropy_cost, case)


@test_costs.check(
    points=0.5,
    needs=["sigmoid_cost_is_number"],
    hint="The line above the region has made every number fit for both logarithms: is it that AL you use?",
)
def sure_and_wrong(cross_entropy_cost: Target, binary_cross_entropy_cost: Target) -> None:
    """`binary_cross_entropy_cost` stays finite for probabilities of 0 and 1."""
    for case in _CERTAIN:
        _expect(binary_cross_entropy_cost, case)


def _expect_number(function: Target, case: Case) -> None:
    expect_shape(case.call(function).value, (), case.text(function))


def _expect(function: Target, case: Case) -> None:
    expect_number(case.call(function).value, case.expected(), case.text(function))
