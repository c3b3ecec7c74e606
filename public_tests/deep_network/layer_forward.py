"""Exercise 6 of deep_network: one layer forward.

Outputs are judged by the pre-activations that the student's own `linear_forward` gives for the same layer, so
that a mistake there costs its own points alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..cases import Shown, call_text, values_of
from ..checks import Exercise
from ..describe import Plain
from ..expect import (
    Array,
    CheckFailed,
    as_array,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
    show_kind,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_entries, expect_parts
from ..targets import AnswerError, Target
from .activations import test_activations
from .known import KNOWN, LAB
from .layers import activated, layer, text
from .parts import expect_either, expect_kind, expect_numbers, expect_text
from .softmax import test_softmax

_ARRAYS = ("A_prev", "W", "b", "Z", "A")

_LAYER = layer(3, 4, 5)
_WITHOUT_BIAS = KNOWN.case_with(
    "linear_forward/without bias", _LAYER | {"b": Shown("np.zeros((4, 1))", lambda: np.zeros((4, 1)))}
)
_WITH_BIAS = KNOWN.case_with("linear_forward/with bias", _LAYER)
_TWO_UNITS = KNOWN.case_with("linear_forward/two units", layer(4, 2, 3))
ACTIVATED = {
    name: KNOWN.case_with(f"activation_forward/{name}", _LAYER | {"activation": text(name)})
    for name in ("relu", "tanh", "sigmoid", "softmax")
}
SMALL_LAYER = KNOWN.case_with("activation_forward/two units", layer(4, 2, 3) | {"activation": text("tanh")})
_UNKNOWN = _LAYER | {"activation": text("softplus")}

test_layer_forward = Exercise(
    "layer_forward",
    "Exercise 6: one layer forward",
    targets=("linear_forward", "activation_forward"),
    misconceptions=KnownMistakes(LAB, "layer_forward"),
    uses=(test_activations, test_softmax),
)


@test_layer_forward.check(hint="The cell should hold both lines with `def`, and have been run.")
def are_functions(linear_forward: Target, activation_forward: Target) -> None:
    """`linear_forward` and `activation_forward` are functions."""
    expect_function(linear_forward)
    expect_function(activation_forward)


@test_layer_forward.check(
    needs=["are_functions"], hint="A unit has a row of W, an example a column of A_prev: which product?"
)
def one_row_per_unit(linear_forward: Target, activation_forward: Target) -> None:
    """`linear_forward` returns a row for each unit and a column for each example."""
    Z = _WITHOUT_BIAS.call(linear_forward).value
    expect_shape(Z, (4, 5), _WITHOUT_BIAS.text(linear_forward))


@test_layer_forward.check(
    points=1,
    needs=["one_row_per_unit"],
    hint="With b = 0, Z holds the weighted sums alone: rows of W times columns of A_prev.",
)
def weighted_sums(linear_forward: Target, activation_forward: Target) -> None:
    """Without biases, `linear_forward` returns the weighted sums."""
    _expect_sums(linear_forward, _WITHOUT_BIAS)


@test_layer_forward.check(
    points=1, needs=["weighted_sums"], hint="What does b, one number for each unit, do to the sums?"
)
def biases(linear_forward: Target, activation_forward: Target) -> None:
    """With biases, each unit adds its own to all of its sums."""
    for case in (_WITH_BIAS, _TWO_UNITS):
        _expect_sums(linear_forward, case)


@test_layer_forward.check(
    needs=["are_functions"],
    hint="The last line of `activation_forward` returns two things: `return A, cache`.",
)
def outputs_and_cache(linear_forward: Target, activation_forward: Target) -> None:
    """`activation_forward` returns A, an array, and the cache, a dictionary."""
    A, cache = _results(activation_forward, ACTIVATED["relu"])
    call = ACTIVATED["relu"].text(activation_forward)
    expect_numbers(A, f"{call}: `A`")
    expect_kind(cache, dict, "a dictionary", f"{call}: the cache")


@test_layer_forward.check(
    points=1,
    needs=["outputs_and_cache"],
    hint="The table `functions` holds a function for each name: is it called, and on which array?",
)
def each_unit_alone(linear_forward: Target, activation_forward: Target) -> None:
    """A is ReLU, tanh or sigmoid of Z, whichever is asked for."""
    for name in ("relu", "tanh", "sigmoid"):
        _expect_outputs(linear_forward, activation_forward, name)


@test_layer_forward.check(
    points=1,
    needs=["outputs_and_cache"],
    hint="Is softmax looked up in the table like the others, and given the whole array Z?",
)
def softmax_layer(linear_forward: Target, activation_forward: Target) -> None:
    """A is the softmax of Z, if that is asked for."""
    _expect_outputs(linear_forward, activation_forward, "softmax")


@test_layer_forward.check(
    points=1,
    needs=["outputs_and_cache"],
    hint="Backward needs six things: what came in, W, b, Z, what goes out, and the activation's name.",
)
def cache_is_complete(linear_forward: Target, activation_forward: Target) -> None:
    """The cache holds A_prev, W, b, Z, A and activation."""
    for name in ("relu", "tanh"):
        case = ACTIVATED[name]
        call = f"{case.text(activation_forward)}: the cache"
        A, cache = _results(activation_forward, case)
        cache = expect_entries(cache, (*_ARRAYS, "activation"), call, verb="is")
        for key, argument in _LAYER.items():
            expect_array(cache[key], argument.make(), f"{call}: `{key}`", verb="is")
        expect_either(
            cache["Z"], [own_sums(linear_forward, values_of(_LAYER))], case.expected(1, "Z"), f"{call}: `Z`"
        )
        expect_either(cache["A"], [as_array(A)], case.expected(1, "A"), f"{call}: `A`")
        expect_text(cache["activation"], name, f"{call}: `activation`")


@test_layer_forward.check(
    points=1,
    needs=["each_unit_alone"],
    hint="The lines above the region take care of unknown names: are they as they were?",
)
def unknown_name(linear_forward: Target, activation_forward: Target) -> None:
    """A name that is not in the table raises a ValueError."""
    call = call_text(activation_forward, _UNKNOWN)
    try:
        value = activation_forward(*values_of(_UNKNOWN))
    except AnswerError as error:
        if error.kind == "ValueError":
            return
        error.call = call
        raise
    raise CheckFailed(f"{call} returned {show_kind(value)}; expected a ValueError that says what is wrong.")


@test_layer_forward.check(
    points=1,
    needs=["biases", "each_unit_alone"],
    hint="`Z += b` and `A[A < 0] = 0` write into an array, `Z = Z + b` makes a new one.",
)
def arguments_unchanged(linear_forward: Target, activation_forward: Target) -> None:
    """Both functions leave their arguments as they were."""
    for target, case in ((linear_forward, _WITH_BIAS), (activation_forward, ACTIVATED["relu"])):
        expect_unchanged(case.call(target), list(case.arguments), case.text(target))


def _expect_sums(linear_forward: Target, case: Case) -> None:
    expect_array(case.call(linear_forward).value, case.expected(), case.text(linear_forward))


def _results(activation_forward: Target, case: Case) -> tuple[Plain, Plain]:
    value = case.call(activation_forward).value
    A, cache = expect_parts(value, ("A", "cache"), case.text(activation_forward))
    return A, cache


def _expect_outputs(linear_forward: Target, activation_forward: Target, name: str) -> None:
    """Demand g(Z) for the student's own Z, or for the right one."""
    case = ACTIVATED[name]
    A, _ = _results(activation_forward, case)
    Z = own_sums(linear_forward, values_of(_LAYER))
    own = [] if Z is None else [activated(name, Z)]
    expect_either(A, own, case.expected(0), f"{case.text(activation_forward)}: `A`")


def own_sums(linear_forward: Target, arguments: Sequence[Array]) -> Array | None:
    """Return what the student's `linear_forward` gives for a layer, if that is a matrix of numbers."""
    try:
        Z = as_array(linear_forward(*arguments))
    except AnswerError as error:
        if error.is_over:
            raise
        return None
    return Z if Z is not None and Z.ndim == 2 else None
