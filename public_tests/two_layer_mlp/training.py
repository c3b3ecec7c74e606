"""Exercise 8 of two_layer_mlp: the training loop.

Random numbers and data are so small and few that a whole training takes less than a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ..checks import Exercise
from ..expect import Array, CheckFailed, expect_function
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, labels
from ..structures import expect_entry_shapes, expect_entry_values
from ..targets import Target
from .backward import test_back_propagation
from .cost import test_compute_cost
from .forward import test_forward_propagation
from .known import KNOWN, LAB
from .start import test_initialize_parameters
from .structure import test_neural_network_structure
from .update import test_update_parameters

ROUNDED = 0.001
"""How far a printed cost may be from the exact one, if it is rounded; one step lowers it by 0.007."""

_SHAPES = {"W1": (4, 2), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}
_Y = labels(0, 1, 1, 0, 1)


def _case(name: str, steps: int, print_cost: bool = False) -> Case:
    return KNOWN.case(
        f"train_loop/{name}",
        seed=5,
        X=inputs(2, 5),
        Y=_Y,
        n_h=4,
        learning_rate=2.0,
        max_iteration=steps,
        print_cost=print_cost,
    )


_START = _case("start", 0)
_ONE_STEP = _case("one step", 1)
_FOUR_STEPS = _case("four steps", 4)
_PRINTED = _case("four steps, printed", 4, print_cost=True)

test_train_loop = Exercise(
    "train_loop",
    "Exercise 8: the training loop",
    misconceptions=KnownMistakes(LAB, "train_loop"),
    uses=(
        test_neural_network_structure,
        test_initialize_parameters,
        test_forward_propagation,
        test_compute_cost,
        test_back_propagation,
        test_update_parameters,
    ),
)


@test_train_loop.check(
    hint="The cell should hold `def train_loop(X, Y, n_h, learning_rate, max_iteration, print_cost=True):`."
)
def is_function(train_loop: Target) -> None:
    """`train_loop` is a function."""
    expect_function(train_loop)


@test_train_loop.check(
    needs=["is_function"], hint="What `update_parameters` returns are the parameters for the next step."
)
def returns_parameters(train_loop: Target) -> None:
    """It returns the parameters W1, b1, W2 and b2."""
    _parameters(train_loop, _FOUR_STEPS)


@test_train_loop.check(
    points=1,
    needs=["returns_parameters"],
    hint="The first cost is that of the start, before any step: forward propagation has to come first.",
)
def first_cost(train_loop: Target) -> None:
    """With print_cost=True it prints the costs, that of the untrained network too."""
    call = _PRINTED.text(train_loop)
    numbers = _numbers_printed(train_loop, _PRINTED)
    start = _cost_of(_parameters(train_loop, _START))
    if not numbers:
        raise CheckFailed(f"{call} printed no number; expected the cost before each step.")
    if not _is_among(start, numbers):
        lead = f"{call} printed"
        found = ", ".join(f"{number:.6g}" for number in numbers[:4])
        wanted = f"{start:.6g} among them, the cost before any step"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_train_loop.check(
    points=1, needs=["first_cost"], hint="Costs are printed where `print_cost` says so, and only there."
)
def silent(train_loop: Target) -> None:
    """With print_cost=False it prints no cost."""
    start = _cost_of(_parameters(train_loop, _START))
    if _is_among(start, _numbers_printed(train_loop, _FOUR_STEPS)):
        raise CheckFailed(f"{_FOUR_STEPS.text(train_loop)} printed the cost {start:.6g}; expected none.")


@test_train_loop.check(
    points=1,
    needs=["returns_parameters"],
    hint="Does the loop keep what each function returns, and hand it on to the next?",
)
def cost_falls(train_loop: Target) -> None:
    """The trained network has a lower cost than the untrained one."""
    before, after = (_cost_of(_parameters(train_loop, case)) for case in (_START, _FOUR_STEPS))
    if not after < before:
        lead = f"{_FOUR_STEPS.text(train_loop)}: the returned network has the cost"
        raise CheckFailed(
            f"{lead} {after:.6g}; expected less than the {before:.6g} of the untrained one.",
            yours=f"{after:.6g}",
            expected=f"less than {before:.6g}",
            lead=lead,
        )


@test_train_loop.check(
    points=2,
    needs=["returns_parameters"],
    hint="One step: outputs and cache, then their gradients, then the update with the learning rate.",
)
def one_step(train_loop: Target) -> None:
    """One step leads to the right parameters."""
    _expect(train_loop, _ONE_STEP)


@test_train_loop.check(
    points=2,
    needs=["one_step"],
    hint="Each step needs outputs and gradients of its own, computed from the newest parameters.",
)
def four_steps(train_loop: Target) -> None:
    """Four steps lead to the right parameters."""
    _expect(train_loop, _FOUR_STEPS)


def _numbers_printed(train_loop: Target, case: Case) -> list[float]:
    """Return the decimal numbers that a call prints, in order."""
    printed = case.call(train_loop).printed
    return [float(number) for number in re.findall(r"\d+\.\d+(?:e[-+]\d+)?", printed)]


def _is_among(cost: float, numbers: Sequence[float]) -> bool:
    """Tell whether a cost is one of these numbers, rounded or not: an answer may print others besides."""
    return any(abs(number - cost) <= ROUNDED for number in numbers)


def _expect(train_loop: Target, case: Case) -> None:
    wanted = {key: case.expected(key) for key in _SHAPES}
    expect_entry_values(_parameters(train_loop, case), wanted, case.text(train_loop))


def _parameters(train_loop: Target, case: Case) -> Mapping[str, Array]:
    value = case.call(train_loop).value
    return expect_entry_shapes(value, _SHAPES, case.text(train_loop))


def _cost_of(parameters: Mapping[str, Array]) -> float:
    """Return the cost of a network with one output on the data of the cases."""
    W1, b1, W2, b2 = (parameters[key] for key in _SHAPES)
    hidden = np.tanh((W1 @ inputs(2, 5).make() + b1) / 2)  # twice the activation, less 1
    outputs = np.tanh((W2 @ (hidden + 1) / 2 + b2) / 2)
    return float(np.mean((outputs + 1 - 2 * _Y) ** 2)) / 8
