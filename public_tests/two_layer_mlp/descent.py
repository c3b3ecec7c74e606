"""Exercise 15 of two_layer_mlp: gradient descent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..checks import Exercise
from ..describe import Plain
from ..expect import (
    CheckFailed,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
    same_values,
    show_array,
    show_kind,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, network
from ..structures import expect_entries, expect_entry_values, expect_parts
from ..targets import Target
from .debug_net import SIZES, TARGETS_OF_FIVE
from .forward import test_forward_propagation
from .known import KNOWN, LAB
from .regularized_cost import test_compute_cost_regularized
from .regularized_gradients import test_back_propagation_regularized
from .update import test_update_parameters

_KEYS = ("W1", "b1", "W2", "b2")
_TARGETS_OF_FOUR = np.array([[0.0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 1]])


def _descent(name: str, lambda_: float, num_iterations: int) -> Case:
    return KNOWN.case(
        f"gradient_descent/{name}",
        X=inputs(3, 5),
        Y=TARGETS_OF_FIVE,
        parameters=network(*SIZES),
        lambda_=lambda_,
        learning_rate=0.8,
        num_iterations=num_iterations,
    )


_FREE = _descent("lambda 0", 0.0, 4)
_ONE_STEP = _descent("one step", 1.0, 1)
_FIVE_STEPS = _descent("five steps", 1.0, 5)
_SEVEN_STEPS = KNOWN.case(
    "gradient_descent/seven steps",
    X=inputs(2, 4),
    Y=_TARGETS_OF_FOUR,
    parameters=network(2, 5, 3),
    lambda_=0.5,
    learning_rate=0.3,
    num_iterations=7,
)

test_gradient_descent = Exercise(
    "gradient_descent",
    "Exercise 15: gradient descent",
    misconceptions=KnownMistakes(LAB, "gradient_descent"),
    uses=(
        test_forward_propagation,
        test_update_parameters,
        test_compute_cost_regularized,
        test_back_propagation_regularized,
    ),
)


@test_gradient_descent.check(
    hint="It begins with `def gradient_descent(X, Y, parameters, lambda_, learning_rate, num_iterations):`."
)
def is_function(gradient_descent: Target) -> None:
    """`gradient_descent` is a function."""
    expect_function(gradient_descent)


@test_gradient_descent.check(
    needs=["is_function"], hint="The last line returns two things: `return parameters, cost_history`."
)
def returns_parameters_and_costs(gradient_descent: Target) -> None:
    """It returns the parameters W1, b1, W2, b2, and the costs."""
    _results(gradient_descent, _FIVE_STEPS)


@test_gradient_descent.check(
    needs=["returns_parameters_and_costs"],
    hint="What does `update_parameters` return, and under which name does the loop go on with it?",
)
def parameters_move(gradient_descent: Target) -> None:
    """The parameters that come back are others than those at the start."""
    parameters, _ = _results(gradient_descent, _FIVE_STEPS)
    start = _FIVE_STEPS.arguments["parameters"].make()
    if all(same_values(value, parameters[key]) for key, value in start.items()):
        call = _FIVE_STEPS.text(gradient_descent)
        raise CheckFailed(f"{call} returned the parameters of the start; expected those after five steps.")


@test_gradient_descent.check(
    points=1,
    needs=["returns_parameters_and_costs"],
    hint="Once in each turn of the loop, a cost goes into the list, and a step downhill is taken.",
)
def falling_costs(gradient_descent: Target) -> None:
    """It records one cost per iteration, each lower than the one before."""
    _, costs = _results(gradient_descent, _FREE)
    count = _FREE.arguments["num_iterations"]
    call = f"{_FREE.text(gradient_descent)}: `cost_history`"
    if len(costs) != count:
        lead, found = f"{call} holds", f"{len(costs)} cost{'' if len(costs) == 1 else 's'}"
        raise CheckFailed(f"{lead} {found}; expected {count}.", yours=found, expected=str(count), lead=lead)
    history = expect_shape(costs, (count,), call, verb="is")
    if not np.all(np.diff(history) < 0):
        lead, wanted = f"{call} is", "costs that fall from each to the next"
        shown = show_array(history)
        raise CheckFailed(f"{lead} {shown}; expected {wanted}.", yours=shown, expected=wanted, lead=lead)


@test_gradient_descent.check(
    points=1,
    needs=["returns_parameters_and_costs"],
    hint="The first cost belongs to the parameters of the start, and to the lambda that is passed.",
)
def first_cost(gradient_descent: Target) -> None:
    """The first cost is the regularised cost before any step."""
    _, costs = _results(gradient_descent, _FIVE_STEPS)
    call = f"{_FIVE_STEPS.text(gradient_descent)}: `cost_history"
    if not costs:
        raise CheckFailed(f"{call}` is empty; expected a cost for each iteration.")
    expect_array(costs[0], _FIVE_STEPS.expected(1)[0], f"{call}[0]`", verb="is")


@test_gradient_descent.check(
    points=2,
    needs=["parameters_move"],
    hint="Are the gradients those of this lambda, and is the step as long as `learning_rate` says?",
)
def one_step(gradient_descent: Target) -> None:
    """After one iteration, the parameters are one step of gradient descent away from the start."""
    parameters, _ = _results(gradient_descent, _ONE_STEP)
    call = f"{_ONE_STEP.text(gradient_descent)}: the parameters"
    expect_entry_values(parameters, _ONE_STEP.expected(0), call, verb="are")


@test_gradient_descent.check(
    points=1,
    needs=["returns_parameters_and_costs"],
    hint="In each iteration: outputs and cost of the parameters as they are now, and the step after that.",
)
def all_costs(gradient_descent: Target) -> None:
    """Every cost is the regularised cost before the step of its iteration."""
    for case in (_FIVE_STEPS, _SEVEN_STEPS):
        _, costs = _results(gradient_descent, case)
        call = f"{case.text(gradient_descent)}: `cost_history`"
        expect_array(costs, case.expected(1), call, verb="is")


@test_gradient_descent.check(
    points=1,
    needs=["parameters_move"],
    hint="Does each iteration begin with the parameters that the one before it left, and how many are there?",
)
def last_parameters(gradient_descent: Target) -> None:
    """The parameters that come back are those after the last step."""
    for case in (_FIVE_STEPS, _SEVEN_STEPS):
        parameters, _ = _results(gradient_descent, case)
        call = f"{case.text(gradient_descent)}: the parameters"
        expect_entry_values(parameters, case.expected(0), call, verb="are")


@test_gradient_descent.check(
    points=1,
    needs=["parameters_move", "falling_costs"],
    hint="`W1 -= ...` writes into the arrays of the start; `update_parameters` makes new ones.",
)
def start_unchanged(gradient_descent: Target) -> None:
    """It leaves its arguments as they were, the parameters of the start too."""
    returned = _FIVE_STEPS.call(gradient_descent)
    expect_unchanged(returned, list(_FIVE_STEPS.arguments), _FIVE_STEPS.text(gradient_descent))


def _results(gradient_descent: Target, case: Case) -> tuple[Mapping[str, Plain], Sequence[Plain]]:
    """Return the parameters and the costs of a call; the costs as a list or as an array with one axis."""
    call = case.text(gradient_descent)
    value = case.call(gradient_descent).value
    parameters, costs = expect_parts(value, ("parameters", "cost_history"), call)
    entries = expect_entries(parameters, _KEYS, f"{call}: the first value", verb="is")
    if isinstance(costs, np.ndarray) and costs.ndim == 1:
        return entries, costs.tolist()
    if not isinstance(costs, list | tuple):
        found = show_kind(costs)
        raise CheckFailed(
            f"{call}: `cost_history` is {found}; expected a list of costs.",
            yours=found,
            expected="a list of costs",
            lead=f"{call}: `cost_history` is",
        )
    return entries, costs
