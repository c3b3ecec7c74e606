"""Exercise 12 of two_layer_mlp: the regularised cost.

The cross-entropy is judged with lambda 0, and the penalty by what it adds: a mistake in one part does not
cost the points of the other.
"""

from __future__ import annotations

import numpy as np

from ..cases import Arguments, Shown, call_case, call_text
from ..checks import Exercise
from ..expect import CheckFailed, close, expect_function, expect_shape, expect_unchanged
from ..known_mistakes import KnownMistakes
from ..networks import network
from ..structures import expect_number
from ..targets import Target
from .debug_net import FIVE, SIZES, TARGETS_OF_FIVE, forward
from .known import KNOWN, LAB

Matrix = list[list[int]]

test_compute_cost_regularized = Exercise(
    "compute_cost_regularized",
    "Exercise 12: the regularised cost",
    misconceptions=KnownMistakes(LAB, "compute_cost_regularized"),
)

_COSTS = {
    lambda_: KNOWN.case(
        f"compute_cost_regularized/lambda {lambda_:g}",
        A2=forward(FIVE, 0),
        Y=TARGETS_OF_FIVE,
        parameters=network(*SIZES),
        lambda_=lambda_,
    )
    for lambda_ in (0.0, 1.0, 4.0)
}
_W1 = [[1, 2]]
_W2 = [[3]]
_ZEROS = ([[0, 0]], [[0]])


def _small_network(W1: Matrix, W2: Matrix) -> Shown:
    """Return parameters of two inputs, a hidden unit and an output, with biases that are not small."""
    values = {"W1": W1, "b1": [[7]], "W2": W2, "b2": [[8]]}
    code = ", ".join(f'"{name}": np.array({value})' for name, value in values.items())
    return Shown(
        f"{{{code}}}", lambda: {name: np.array(value, dtype=float) for name, value in values.items()}
    )


def _cost_case(A2: list[float], Y: list[int], W1: Matrix, W2: Matrix, lambda_: float) -> Arguments:
    return {
        "A2": np.array([A2]),
        "Y": np.array([Y], dtype=float),
        "parameters": _small_network(W1, W2),
        "lambda_": lambda_,
    }


@test_compute_cost_regularized.check(
    hint="The cell should hold `def compute_cost_regularized(A2, Y, parameters, lambda_):`."
)
def is_function(compute_cost_regularized: Target) -> None:
    """`compute_cost_regularized` is a function."""
    expect_function(compute_cost_regularized)


@test_compute_cost_regularized.check(
    needs=["is_function"], hint="The cost of all examples together is one number: is everything added up?"
)
def one_number(compute_cost_regularized: Target) -> None:
    """It returns one number."""
    case = _COSTS[1.0]
    expect_shape(case.call(compute_cost_regularized).value, (), case.text(compute_cost_regularized))


@test_compute_cost_regularized.check(
    points=1,
    needs=["one_number"],
    hint="Where y is 1, which logarithm counts, and with which sign?",
)
def target_1(compute_cost_regularized: Target) -> None:
    """One output with the target 1 costs the logarithm of the output, with a minus sign."""
    _expect_cost(compute_cost_regularized, _cost_case([0.8], [1], _W1, _W2, 0.0), 0.22314355131420976)


@test_compute_cost_regularized.check(
    points=1,
    needs=["one_number"],
    hint="Each output is a yes/no question: what does a wrong “yes” cost, where y is 0?",
)
def target_0(compute_cost_regularized: Target) -> None:
    """One output with the target 0 costs the logarithm of 1 minus the output, with a minus sign."""
    _expect_cost(compute_cost_regularized, _cost_case([0.3], [0], _W1, _W2, 0.0), 0.35667494393873245)


@test_compute_cost_regularized.check(
    points=1,
    needs=["one_number"],
    hint="Add over classes and examples alike, then divide by the number of examples alone.",
)
def mean_over_examples(compute_cost_regularized: Target) -> None:
    """Without a penalty, the cost is a sum over the classes and a mean over the examples."""
    case = _COSTS[0.0]
    value = case.call(compute_cost_regularized).value
    expect_number(value, case.expected(), case.text(compute_cost_regularized))


@test_compute_cost_regularized.check(
    points=1,
    needs=["one_number"],
    hint="Both weight matrices count, each weight by its square; do the biases?",
)
def weights_in_penalty(compute_cost_regularized: Target) -> None:
    """The penalty grows with the squares of the weights of both layers, and with no bias."""
    first = _penalty(compute_cost_regularized, [0.5] * 3, _W1, _ZEROS[1], 2.0)
    second = _penalty(compute_cost_regularized, [0.5] * 3, _ZEROS[0], _W2, 2.0)
    squares = np.array([5.0, 9.0])
    found = np.array([first, second])
    if not np.all(np.isfinite(found)) or not found[1] or not close(found / found[1], squares / squares[1]):
        lead = (
            "The penalty is what the cost with `lambda_ = 2` has more than the cost with `lambda_ = 0`. "
            f"With W1 = {_W1} and W2 = {_ZEROS[1]}, and then with W1 = {_ZEROS[0]} and W2 = {_W2}, it is"
        )
        shown = f"{first:.6g} and {second:.6g}"
        wanted = "numbers in the ratio 5 to 9"
        raise CheckFailed(f"{lead} {shown}; expected {wanted}.", yours=shown, expected=wanted, lead=lead)


@test_compute_cost_regularized.check(
    points=1,
    needs=["one_number"],
    hint="By which two numbers is lambda divided, in front of the sum of squares?",
)
def factor_of_penalty(compute_cost_regularized: Target) -> None:
    """The sum of squares is multiplied by lambda / (2 m)."""
    found = _penalty(compute_cost_regularized, [0.5] * 5, _W1, _W2, 3.0)
    wanted = 4.2
    if not close(np.asarray(found), np.asarray(wanted)):
        lead = (
            f"With m = 5, W1 = {_W1} and W2 = {_W2}, the cost with `lambda_ = 3` is larger than the cost "
            "with `lambda_ = 0` by"
        )
        raise CheckFailed(
            f"{lead} {found:.6g}; expected {wanted}.", yours=f"{found:.6g}", expected=f"{wanted}", lead=lead
        )


@test_compute_cost_regularized.check(
    points=1,
    needs=["one_number"],
    hint="First mend what other rows of this card say; then the two parts are added.",
)
def whole_cost(compute_cost_regularized: Target) -> None:
    """All together: the cross-entropy plus the penalty."""
    for case in (_COSTS[1.0], _COSTS[4.0]):
        value = case.call(compute_cost_regularized).value
        expect_number(value, case.expected(), case.text(compute_cost_regularized))


@test_compute_cost_regularized.check(
    points=1,
    needs=["target_1"],
    hint="`W **= 2` and `W *= W` write into the network; `W ** 2` makes a new array.",
)
def arguments_unchanged(compute_cost_regularized: Target) -> None:
    """It leaves its arguments as they were."""
    case = _COSTS[1.0]
    returned = case.call(compute_cost_regularized)
    expect_unchanged(returned, list(case.arguments), case.text(compute_cost_regularized))


def _expect_cost(target: Target, case: Arguments, wanted: float) -> None:
    expect_number(call_case(target, case).value, wanted, call_text(target, case))


def _penalty(target: Target, A2: list[float], W1: Matrix, W2: Matrix, lambda_: float) -> float:
    """Return by how much a penalty raises the cost, whatever the cost without it is."""
    costs = []
    for strength in (lambda_, 0.0):
        case = _cost_case(A2, [1, 0, 1, 1, 0][: len(A2)], W1, W2, strength)
        costs.append(expect_shape(call_case(target, case).value, (), call_text(target, case)))
    return float(costs[0] - costs[1])
