"""Exercise 7 of deep_network: all layers forward, at depths 1, 2, 3 and 6.

Outputs and caches have points of their own: a forward pass that forgets a cache still computes its outputs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..checks import Exercise
from ..describe import Plain
from ..expect import (
    CheckFailed,
    as_array,
    close,
    expect_array,
    expect_function,
    expect_unchanged,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, network
from ..structures import expect_entries, expect_entry_values, expect_parts
from ..targets import Target
from .known import KNOWN, LAB
from .layer_forward import test_layer_forward
from .layers import texts, wide_network
from .parts import expect_kind, expect_numbers, expect_text

ONE_LAYER = KNOWN.case(
    "model_forward/one layer", X=inputs(4, 5), parameters=network(4, 3), activations=texts("softmax")
)
TWO_LAYERS = KNOWN.case(
    "model_forward/two layers",
    X=inputs(3, 5),
    parameters=network(3, 4, 2),
    activations=texts("relu", "sigmoid"),
)
THREE_LAYERS = KNOWN.case(
    "model_forward/three layers",
    X=inputs(3, 5),
    parameters=network(3, 4, 4, 2),
    activations=texts("relu", "tanh", "softmax"),
)
# Here a wrong matrix or a wrong input has the right shape, so that its numbers can be looked at.
SQUARE_LAYERS = KNOWN.case(
    "model_forward/square layers",
    X=inputs(3, 4),
    parameters=wide_network(3, 3, 3, 3),
    activations=texts("tanh", "relu", "softmax"),
)
SIX_LAYERS = KNOWN.case(
    "model_forward/six layers",
    X=inputs(2, 5),
    parameters=wide_network(2, 3, 4, 3, 2, 4, 3),
    activations=texts("tanh", "relu", "sigmoid", "tanh", "relu", "softmax"),
)

test_model_forward = Exercise(
    "model_forward",
    "Exercise 7: all layers forward",
    misconceptions=KnownMistakes(LAB, "model_forward"),
    uses=(test_layer_forward,),
)


@test_model_forward.check(hint="The cell should hold `def model_forward(X, parameters, activations):`.")
def is_function(model_forward: Target) -> None:
    """`model_forward` is a function."""
    expect_function(model_forward)


@test_model_forward.check(
    needs=["is_function"], hint="After the loop, A is what the last layer gives: `return A, caches`."
)
def outputs_and_caches(model_forward: Target) -> None:
    """It returns AL, an array, and the list of caches."""
    AL, caches = _results(model_forward, ONE_LAYER)
    call = ONE_LAYER.text(model_forward)
    expect_numbers(AL, f"{call}: `AL`")
    expect_kind(caches, (list, tuple), "a list", f"{call}: `caches`")


@test_model_forward.check(
    points=1,
    needs=["outputs_and_caches"],
    hint="What goes into layer 2, and with which weights and which activation does it work?",
)
def two_layers(model_forward: Target) -> None:
    """With two layers, AL has the right values."""
    _expect_outputs(model_forward, TWO_LAYERS)


@test_model_forward.check(
    points=2,
    needs=["outputs_and_caches"],
    hint="Follow the loop by hand: in round `layer`, which A, W, b and which entry of the list are used?",
)
def any_depth(model_forward: Target) -> None:
    """With one, three or six layers, AL has the right values too."""
    for case in (SQUARE_LAYERS, ONE_LAYER, THREE_LAYERS, SIX_LAYERS):
        _expect_outputs(model_forward, case)


@test_model_forward.check(
    points=1,
    needs=["outputs_and_caches"],
    hint="In every round of the loop, the cache of the layer goes to the end of the list.",
)
def one_cache_per_layer(model_forward: Target) -> None:
    """The list holds one cache for each layer."""
    for case, layers in ((ONE_LAYER, 1), (TWO_LAYERS, 2), (THREE_LAYERS, 3), (SIX_LAYERS, 6)):
        call = case.text(model_forward)
        caches = _caches(model_forward, case)
        if len(caches) != layers:
            lead = f"{call}: the number of caches is"
            raise CheckFailed(
                f"{lead} {len(caches)}; expected {layers}.",
                yours=str(len(caches)),
                expected=str(layers),
                lead=lead,
            )
        weights = [value for key, value in case.arguments["parameters"].make().items() if key[0] == "W"]
        for number, cache in enumerate(caches, start=1):
            W = as_array(_entries(cache, number, call)["W"])
            if W is None or not any(close(W, wanted) for wanted in weights):
                raise CheckFailed(f"{call}: `W` in the cache of layer {number} belongs to no layer.")


@test_model_forward.check(
    points=1,
    needs=["outputs_and_caches"],
    hint="A of one layer is A_prev of the next; is it handed on in every round, also in the first?",
)
def layers_are_chained(model_forward: Target) -> None:
    """In the caches, the inputs of each layer are the outputs of the layer before."""
    for case in (SQUARE_LAYERS, SIX_LAYERS):
        call = case.text(model_forward)
        caches = _caches(model_forward, case)
        if len(caches) < 2:
            layers = len(case.arguments["activations"].make())
            raise CheckFailed(f"{call}: the number of caches is {len(caches)}; expected {layers}.")
        before = case.arguments["X"].make()
        for number, cache in enumerate(caches, start=1):
            what = f"{call}: `A_prev` in the cache of layer {number}"
            expect_array(_entries(cache, number, call)["A_prev"], before, what, verb="is")
            before = expect_numbers(cache["A"], f"{call}: `A` in the cache of layer {number}")


@test_model_forward.check(
    points=1,
    needs=["one_cache_per_layer"],
    hint="Go through the caches in order: the first with a wrong entry belongs to the layer to look at.",
)
def caches_of_all_layers(model_forward: Target) -> None:
    """Each cache is the one of its layer."""
    for case in (TWO_LAYERS, THREE_LAYERS):
        call = case.text(model_forward)
        for number, cache in enumerate(_caches(model_forward, case), start=1):
            wanted = dict(case.expected(1, number - 1))
            name = wanted.pop("activation")
            expect_entry_values(cache, wanted, f"{call}: the cache of layer {number}", verb="is")
            expect_text(
                _entries(cache, number, call)["activation"],
                name,
                f"{call}: `activation` in the cache of layer {number}",
            )


@test_model_forward.check(
    points=1,
    needs=["two_layers"],
    hint="`A = ...` gives a name to another array; `A[...] = ...` and `A += ...` write into X itself.",
)
def arguments_unchanged(model_forward: Target) -> None:
    """It leaves its arguments as they were."""
    for case in (ONE_LAYER, THREE_LAYERS):
        expect_unchanged(case.call(model_forward), list(case.arguments), case.text(model_forward))


def _results(model_forward: Target, case: Case) -> tuple[Plain, Plain]:
    value = case.call(model_forward).value
    AL, caches = expect_parts(value, ("AL", "caches"), case.text(model_forward))
    return AL, caches


def _expect_outputs(model_forward: Target, case: Case) -> None:
    AL, _ = _results(model_forward, case)
    expect_array(AL, case.expected(0), f"{case.text(model_forward)}: `AL`", verb="is")


def _caches(model_forward: Target, case: Case) -> Sequence[Plain]:
    """Return the list of caches of a call."""
    _, caches = _results(model_forward, case)
    expect_kind(caches, (list, tuple), "a list", f"{case.text(model_forward)}: `caches`")
    return caches  # type: ignore[no-any-return]


def _entries(cache: Plain, number: int, call: str) -> Mapping[str, Plain]:
    """Return a cache, which must hold all its keys."""
    keys = ("A_prev", "W", "b", "Z", "A", "activation")
    return expect_entries(cache, keys, f"{call}: the cache of layer {number}", verb="is")
