"""Exercise 7 of two_layer_mlp: one step of gradient descent."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..cases import Shown
from ..checks import Exercise
from ..describe import Plain
from ..expect import Array, CheckFailed, close, expect_function, expect_shape, expect_unchanged, show_array
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, network
from ..structures import expect_entries, expect_entry_values
from ..targets import Target
from .known import KNOWN, LAB

_KEYS = ("W1", "b1", "W2", "b2")


def _gradients(n_x: int, n_h: int, n_y: int) -> Shown:
    """Return fixed numbers that stand for gradients, as a case's argument."""
    shapes = {"dW1": (n_h, n_x), "db1": (n_h, 1), "dW2": (n_y, n_h), "db2": (n_y, 1)}
    values = {key: inputs(*shape) for key, shape in shapes.items()}
    code = ", ".join(f'"{key}": {shown.code}' for key, shown in values.items())
    return Shown(f"{{{code}}}", lambda: {key: shown.make() for key, shown in values.items()})


_TWO_OUTPUTS = KNOWN.case(
    "update_parameters/two outputs",
    parameters=network(3, 4, 2),
    grads=_gradients(3, 4, 2),
    learning_rate=0.25,
)
_SMALL_RATE = KNOWN.case(
    "update_parameters/small rate", parameters=network(2, 3, 1), grads=_gradients(2, 3, 1), learning_rate=0.01
)
_CASES = (_TWO_OUTPUTS, _SMALL_RATE)

test_update_parameters = Exercise(
    "update_parameters",
    "Exercise 7: one step of gradient descent",
    misconceptions=KnownMistakes(LAB, "update_parameters"),
)


@test_update_parameters.check(
    hint="The cell should hold `def update_parameters(parameters, grads, learning_rate):` and have been run."
)
def is_function(update_parameters: Target) -> None:
    """`update_parameters` is a function."""
    expect_function(update_parameters)


@test_update_parameters.check(
    needs=["is_function"], hint="The last line returns a dictionary of all four: W1, b1, W2 and b2."
)
def returns_parameters(update_parameters: Target) -> None:
    """It returns a dictionary with W1, b1, W2 and b2."""
    _parameters(update_parameters, _TWO_OUTPUTS)


@test_update_parameters.check(
    needs=["returns_parameters"], hint="What is to change `W2` and `b2`, and by how much?"
)
def takes_a_step(update_parameters: Target) -> None:
    """The parameters of layer 2 do not stay as they are."""
    new, old = _parameters(update_parameters, _TWO_OUTPUTS), _TWO_OUTPUTS.arguments["parameters"].make()
    call = _TWO_OUTPUTS.text(update_parameters)
    if all(
        np.array_equal(expect_shape(new[k], old[k].shape, f"{call}: `{k}`"), old[k]) for k in ("W2", "b2")
    ):
        raise CheckFailed(f"{call} returned `W2` and `b2` as they were; expected new ones.")


@test_update_parameters.check(
    points=1,
    needs=["takes_a_step"],
    hint="The step is the gradient times one number, the same for the weights and the biases.",
)
def along_the_gradient(update_parameters: Target) -> None:
    """The step of layer 2 is a multiple of its gradient."""
    call = _TWO_OUTPUTS.text(update_parameters)
    new = _parameters(update_parameters, _TWO_OUTPUTS)
    old, gradients = (_TWO_OUTPUTS.arguments[name].make() for name in ("parameters", "grads"))
    steps = {
        k: expect_shape(new[k], old[k].shape, f"{call}: `{k}`", verb="is") - old[k] for k in ("W2", "b2")
    }
    step = _one_vector(steps["W2"], steps["b2"])
    gradient = _one_vector(gradients["dW2"], gradients["db2"])
    multiple = step @ gradient / (gradient @ gradient)
    if not close(step, multiple * gradient):
        lead = f"{call}: the steps of `W2` and `b2`, divided by their gradients, are"
        found, wanted = show_array(step / gradient + 0.0, 3), "one and the same number"
        raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


@test_update_parameters.check(
    points=2,
    needs=["returns_parameters"],
    hint="Read `W2` and its gradient, and step against the gradient; the learning rate says how far.",
)
def weights_of_layer_2(update_parameters: Target) -> None:
    """W2 has taken its step."""
    _expect(update_parameters, "W2")


@test_update_parameters.check(
    points=2, needs=["returns_parameters"], hint="`b2` takes the same kind of step, with its own gradient."
)
def biases_of_layer_2(update_parameters: Target) -> None:
    """b2 has taken its step."""
    _expect(update_parameters, "b2")


@test_update_parameters.check(
    points=1, needs=["takes_a_step"], hint="The lines of layer 1 were given: are they still as they were?"
)
def layer_1(update_parameters: Target) -> None:
    """W1 and b1 have taken their steps."""
    _expect(update_parameters, "W1", "b1")


@test_update_parameters.check(
    points=1,
    needs=["takes_a_step"],
    hint="`W2 -= ...` writes into the array that the caller holds; `W2 = W2 - ...` makes a new one.",
)
def arguments_unchanged(update_parameters: Target) -> None:
    """It leaves the old parameters and the gradients as they were."""
    for case in _CASES:
        expect_unchanged(case.call(update_parameters), list(case.arguments), case.text(update_parameters))


def _expect(update_parameters: Target, *keys: str) -> None:
    for case in _CASES:
        parameters = _parameters(update_parameters, case)
        wanted = {key: case.expected(key) for key in keys}
        expect_entry_values(parameters, wanted, case.text(update_parameters))


def _parameters(update_parameters: Target, case: Case) -> Mapping[str, Plain]:
    return expect_entries(case.call(update_parameters).value, _KEYS, case.text(update_parameters))


def _one_vector(*arrays: Array) -> Array:
    return np.concatenate([array.ravel() for array in arrays])
