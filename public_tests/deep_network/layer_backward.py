"""Exercise 8 of deep_network: one layer backward.

The gradients of a whole layer are judged by what the student's own `linear_backward` makes of the right dZ,
so that a mistake there costs its own points alone.  The right dZ comes from small steps.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..cases import Shown, values_of
from ..checks import Exercise
from ..describe import Plain
from ..expect import Array, expect_array, expect_function, expect_unchanged, same_values
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs
from ..structures import expect_parts
from ..targets import AnswerError, Target
from .activations import test_activations
from .known import KNOWN, LAB
from .layer_forward import ACTIVATED, SMALL_LAYER
from .layers import code_of, slope_of_sum

PARTS = ("dA_prev", "dW", "db")


def _cache_of(case: Case) -> Shown:
    return case.shown(f"{code_of(case)}[1]", 1)


_LINEAR = KNOWN.case("linear_backward/five examples", dZ=inputs(4, 5), cache=_cache_of(ACTIVATED["relu"]))
_SMALL = KNOWN.case("linear_backward/three examples", dZ=inputs(2, 3), cache=_cache_of(SMALL_LAYER))
_LAYERS = {
    name: KNOWN.case(f"activation_backward/{name}", dA=inputs(4, 5), cache=_cache_of(case))
    for name, case in ACTIVATED.items()
}

test_layer_backward = Exercise(
    "layer_backward",
    "Exercise 8: one layer backward",
    targets=("linear_backward", "activation_backward"),
    misconceptions=KnownMistakes(LAB, "layer_backward"),
    uses=(test_activations,),
)


@test_layer_backward.check(hint="The cell should hold both lines with `def`, and have been run.")
def are_functions(linear_backward: Target, activation_backward: Target) -> None:
    """`linear_backward` and `activation_backward` are functions."""
    expect_function(linear_backward)
    expect_function(activation_backward)


@test_layer_backward.check(
    needs=["are_functions"], hint="The last line returns three things: `return dA_prev, dW, db`."
)
def three_gradients(linear_backward: Target, activation_backward: Target) -> None:
    """`linear_backward` returns three things: dA_prev, dW and db."""
    _gradients(linear_backward, _LINEAR)


@test_layer_backward.check(
    points=1,
    needs=["three_gradients"],
    hint="dW has the shape of W: (n, m) times what gives (n, n_prev)? It is a mean over the m examples.",
)
def weight_gradients(linear_backward: Target, activation_backward: Target) -> None:
    """`linear_backward` gives the gradients of the weights."""
    _expect_part(linear_backward, 1)


@test_layer_backward.check(
    points=1,
    needs=["three_gradients"],
    hint="db has the shape of b: along which axis are the m examples, and by what is their sum divided?",
)
def bias_gradients(linear_backward: Target, activation_backward: Target) -> None:
    """`linear_backward` gives the gradients of the biases."""
    _expect_part(linear_backward, 2)


@test_layer_backward.check(
    points=1,
    needs=["three_gradients"],
    hint="Every unit sends its dZ back along its weights: what turns (n, m) into (n_prev, m)?",
)
def input_gradients(linear_backward: Target, activation_backward: Target) -> None:
    """`linear_backward` gives the gradients of the inputs of the layer, not divided by m."""
    _expect_part(linear_backward, 0)


@test_layer_backward.check(
    needs=["are_functions"],
    hint="`activation_backward` returns the three results of `linear_backward`.",
)
def three_gradients_of_layer(linear_backward: Target, activation_backward: Target) -> None:
    """`activation_backward` returns three things too."""
    _gradients(activation_backward, _LAYERS["relu"])


@test_layer_backward.check(
    points=1,
    needs=["three_gradients_of_layer"],
    hint="Where Z is not positive, ReLU is flat: which entries of dA come through, and with which factor?",
)
def relu_layer(linear_backward: Target, activation_backward: Target) -> None:
    """`activation_backward` goes back through ReLU."""
    _expect_layer(linear_backward, activation_backward, "relu")


@test_layer_backward.check(
    points=1,
    needs=["three_gradients_of_layer"],
    hint="dZ is dA times the slope of the activation, entry by entry: the slope at Z or at A?",
)
def curved_layers(linear_backward: Target, activation_backward: Target) -> None:
    """`activation_backward` goes back through tanh and sigmoid."""
    for name in ("tanh", "sigmoid"):
        _expect_layer(linear_backward, activation_backward, name)


@test_layer_backward.check(
    points=1,
    needs=["relu_layer", "curved_layers"],
    hint="The lines above the region take care of softmax: are they as they were?",
)
def softmax_layer(linear_backward: Target, activation_backward: Target) -> None:
    """`activation_backward` goes back through all four activations, softmax among them."""
    _expect_layer(linear_backward, activation_backward, "softmax")


@test_layer_backward.check(
    points=1,
    needs=["three_gradients", "relu_layer"],
    hint="`dZ /= m` and `dA *= ...` write into the argument, and `cache[...] = ...` into the cache.",
)
def arguments_unchanged(linear_backward: Target, activation_backward: Target) -> None:
    """Both functions leave gradient and cache as they were."""
    for target, case in ((linear_backward, _LINEAR), (activation_backward, _LAYERS["relu"])):
        expect_unchanged(case.call(target), list(case.arguments), case.text(target))


def _gradients(target: Target, case: Case) -> Sequence[Plain]:
    return expect_parts(case.call(target).value, PARTS, case.text(target))


def _expect_part(linear_backward: Target, place: int) -> None:
    for case in (_LINEAR, _SMALL):
        found = _gradients(linear_backward, case)[place]
        what = f"{case.text(linear_backward)}: `{PARTS[place]}`"
        expect_array(found, case.expected(place), what, verb="is")


def _expect_layer(linear_backward: Target, activation_backward: Target, name: str) -> None:
    """Demand what the student's own linear part makes of the right dZ, or else the right gradients."""
    case = _LAYERS[name]
    call = case.text(activation_backward)
    parts = _gradients(activation_backward, case)
    dA, cache = values_of(case.arguments)
    expect_gradients(
        parts, own_gradients(linear_backward, slope_of_sum(case), dA, cache), case.expected(), call
    )


def expect_gradients(
    parts: Sequence[Plain], own: Sequence[Plain] | None, expected: Sequence[Array], call: str
) -> None:
    """Demand that each part of a layer's gradients is the student's own, or else the expected one."""
    for place, part in enumerate(parts):
        if own is None or not same_values(part, own[place]):
            expect_array(part, expected[place], f"{call}: `{PARTS[place]}`", verb="is")


def own_gradients(linear_backward: Target, dZ: Array, dA: Array, cache: Plain) -> Sequence[Plain] | None:
    """Return what the student's `linear_backward` makes of the right dZ of a layer.

    None where it gives the same for dA: that cannot tell whether an answer passed the activation.
    """
    right, without = (_parts(linear_backward, gradient, cache) for gradient in (dZ, dA))
    return None if right is None or same_values(right, without) else right


def _parts(linear_backward: Target, *arguments: Plain) -> Sequence[Plain] | None:
    try:
        value = linear_backward(*arguments)
    except AnswerError as error:
        if error.is_over:
            raise
        return None
    is_usual = isinstance(value, list | tuple) and len(value) == len(PARTS)
    return value if is_usual else None
