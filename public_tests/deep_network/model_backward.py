"""Exercise 9 of deep_network: all layers backward, at depths 1, 2, 3 and 6.

Outputs and caches are those of exercise 7's cases; the output layer has points of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..cases import Shown
from ..checks import Exercise
from ..describe import Plain
from ..expect import Array, CheckFailed, expect_function, expect_unchanged
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_entries, expect_entry_values
from ..targets import Target
from .known import KNOWN, LAB
from .layer_backward import test_layer_backward
from .layers import code_of, columns
from .model_forward import ONE_LAYER, SIX_LAYERS, SQUARE_LAYERS, THREE_LAYERS, TWO_LAYERS
from .parts import expect_kind


def model_backward_case(name: str, forward: Case, Y: Shown, **options: bool) -> Case:
    """Declare a case whose outputs and caches are those of a case of `model_forward`."""
    AL = forward.shown(f"{code_of(forward)}[0]", 0)
    caches = forward.shown("model_forward(...)[1]", 1)  # of the same call, which need not be read twice
    return KNOWN.case(f"model_backward/{name}", AL=AL, Y=Y, caches=caches, **options)


_ONE = model_backward_case("one layer", ONE_LAYER, columns(3, 0, 2, 1, 1, 0))
_TWO = model_backward_case("two layers", TWO_LAYERS, columns(2, 0, 1, 0, 1, 0))
_THREE = model_backward_case("three layers", THREE_LAYERS, columns(2, 0, 1, 0, 1, 0))
_SQUARE = model_backward_case("square layers", SQUARE_LAYERS, columns(3, 2, 0, 1, 0))
_SIX = model_backward_case("six layers", SIX_LAYERS, columns(3, 2, 0, 1, 1, 2))
_NO_INPUT = model_backward_case(
    "no input gradient", THREE_LAYERS, columns(2, 0, 1, 0, 1, 0), input_gradient=False
)
_DEPTHS = {_ONE: 1, _TWO: 2, _THREE: 3, _SQUARE: 3, _SIX: 6, _NO_INPUT: 3}

test_model_backward = Exercise(
    "model_backward",
    "Exercise 9: all layers backward",
    misconceptions=KnownMistakes(LAB, "model_backward"),
    uses=(test_layer_backward,),
)


@test_model_backward.check(
    hint="The cell should hold `def model_backward(AL, Y, caches, input_gradient=True):`."
)
def is_function(model_backward: Target) -> None:
    """`model_backward` is a function."""
    expect_function(model_backward)


@test_model_backward.check(
    needs=["is_function"], hint="All gradients go into one dictionary, which the last line returns."
)
def is_dictionary(model_backward: Target) -> None:
    """It returns a dictionary."""
    value = _ONE.call(model_backward).value
    expect_kind(value, dict, "a dictionary of gradients", f"{_ONE.text(model_backward)}: the result")


@test_model_backward.check(
    points=1,
    needs=["is_dictionary"],
    hint="AL - Y is dZ of the last layer already; which function goes on from dZ, and with which cache?",
)
def output_layer(model_backward: Target) -> None:
    """The gradients of a softmax output layer are right."""
    for case in (_ONE, _SQUARE):
        _expect(model_backward, case, _weights(_DEPTHS[case]))


@test_model_backward.check(
    points=1,
    needs=["is_dictionary"],
    hint="With the binary cross-entropy, dZ of a sigmoid layer is AL - Y as well: no slope comes on top.",
)
def sigmoid_output_layer(model_backward: Target) -> None:
    """The gradients of a sigmoid output layer are right."""
    _expect(model_backward, _TWO, _weights(2))


@test_model_backward.check(
    points=1,
    needs=["is_dictionary"],
    hint="Layer l needs the dA that layer l + 1 handed on, and its own cache: entry l - 1 of the list.",
)
def hidden_layers(model_backward: Target) -> None:
    """The gradients of the hidden layers are right, with two or three layers."""
    for case in (_SQUARE, _TWO, _THREE):
        _expect(model_backward, case, _weights(*range(_DEPTHS[case] - 1, 0, -1)))


@test_model_backward.check(
    points=1,
    needs=["is_dictionary"],
    hint="How often does the loop run with six layers: from which layer down to which?",
)
def six_layers(model_backward: Target) -> None:
    """With six layers, the gradients of all layers are right."""
    _expect(model_backward, _SIX, _weights(*range(6, 0, -1)))


@test_model_backward.check(
    points=1,
    needs=["is_dictionary"],
    hint="What layer l sends back is the gradient of its inputs, the outputs of layer l - 1: dA(l - 1).",
)
def gradients_of_outputs(model_backward: Target) -> None:
    """The gradients that are handed from layer to layer are kept: dA(L-1) to dA0."""
    for case in (_ONE, _SQUARE, _THREE):
        _expect(model_backward, case, [f"dA{number}" for number in range(_DEPTHS[case] - 1, -1, -1)])


@test_model_backward.check(
    points=1,
    needs=["hidden_layers"],
    hint="The lines around the regions take care of `input_gradient`: are they as they were?",
)
def without_input_gradient(model_backward: Target) -> None:
    """With `input_gradient=False`, dA0 is left out and all else is there."""
    keys = [key for key in _NO_INPUT.expected() if key != "dA0"]
    gradients = _expect(model_backward, _NO_INPUT, keys)
    if "dA0" in gradients:
        raise CheckFailed(
            f"{_NO_INPUT.text(model_backward)} returned a dictionary with dA0; expected one without it."
        )


@test_model_backward.check(
    points=1,
    needs=["output_layer"],
    hint="`AL -= Y` writes into AL, `dZ = AL - Y` makes a new array; caches are only read.",
)
def arguments_unchanged(model_backward: Target) -> None:
    """It leaves outputs, labels and caches as they were."""
    for case in (_TWO, _NO_INPUT):
        expect_unchanged(case.call(model_backward), list(case.arguments), case.text(model_backward))


def _weights(*numbers: int) -> list[str]:
    """Return the keys of the gradients of weights and biases of some layers."""
    return [f"d{letter}{number}" for number in numbers for letter in "Wb"]


def _expect(model_backward: Target, case: Case, keys: list[str]) -> Mapping[str, Plain]:
    """Demand the known values of these gradients; return all of them."""
    call = case.text(model_backward)
    gradients = expect_entries(case.call(model_backward).value, keys, call)
    expected: dict[str, Array] = {key: case.expected(key) for key in keys}
    expect_entry_values(gradients, expected, call)
    return gradients
