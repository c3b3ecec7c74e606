"""Exercise 4 of two_layer_mlp: forward propagation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..checks import Exercise
from ..expect import Array, expect_array, expect_function, expect_shape, expect_unchanged
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, network
from ..structures import expect_entries, expect_entry_shapes, expect_entry_values, expect_parts
from ..targets import Target
from .known import KNOWN, LAB
from .sigmoid import test_sigmoid

_KEYS = ("Z1", "A1", "Z2", "A2")

_ONE_OUTPUT = KNOWN.case("forward_propagation/one output", X=inputs(2, 3), parameters=network(2, 4, 1))
_TWO_OUTPUTS = KNOWN.case("forward_propagation/two outputs", X=inputs(3, 5), parameters=network(3, 4, 2))
_CASES = (_ONE_OUTPUT, _TWO_OUTPUTS)

test_forward_propagation = Exercise(
    "forward_propagation",
    "Exercise 4: forward propagation",
    misconceptions=KnownMistakes(LAB, "forward_propagation"),
    uses=(test_sigmoid,),
)


@test_forward_propagation.check(hint="The cell should hold `def forward_propagation(X, parameters):`.")
def is_function(forward_propagation: Target) -> None:
    """`forward_propagation` is a function."""
    expect_function(forward_propagation)


@test_forward_propagation.check(
    needs=["is_function"], hint="The last line returns two things: `return A2, cache`."
)
def returns_outputs_and_cache(forward_propagation: Target) -> None:
    """It returns A2, and a cache with Z1, A1, Z2 and A2."""
    A2, cache = _results(forward_propagation, _ONE_OUTPUT)
    call = _ONE_OUTPUT.text(forward_propagation)
    expect_entries(cache, _KEYS, f"{call}: the cache", verb="is")
    expect_shape(A2, (1, 3), f"{call}: `A2`", verb="is")


@test_forward_propagation.check(
    points=2,
    needs=["returns_outputs_and_cache"],
    hint="Layer 2 does to A1 what layer 1 does to X, with weights and a bias of its own.",
)
def sums_of_layer_2(forward_propagation: Target) -> None:
    """Z2 holds the sums of layer 2 for the A1 of the same cache."""
    for case in _CASES:
        cache = _cache(forward_propagation, case)
        parameters = case.arguments["parameters"].make()
        sums = np.stack([parameters["W2"] @ a1 + parameters["b2"][:, 0] for a1 in cache["A1"].T], axis=1)
        expect_array(cache["Z2"], sums, f"{case.text(forward_propagation)}: `Z2`", verb="is")


@test_forward_propagation.check(
    points=2,
    needs=["returns_outputs_and_cache"],
    hint="What makes an activation out of the sums, in layer 2 as in layer 1?",
)
def outputs(forward_propagation: Target) -> None:
    """A2 holds the sigmoid of the Z2 of the same cache."""
    for case in _CASES:
        cache = _cache(forward_propagation, case)
        wanted = np.tanh(cache["Z2"] / 2) / 2 + 0.5
        expect_array(cache["A2"], wanted, f"{case.text(forward_propagation)}: `A2`", verb="is")


@test_forward_propagation.check(
    points=2,
    needs=["returns_outputs_and_cache"],
    hint="Compare Z1, A1, Z2 and A2 in this order: the first that differs shows the line to look at.",
)
def all_steps(forward_propagation: Target) -> None:
    """All four steps have the right values, and A2 comes back as well."""
    for case in _CASES:
        A2, cache = _results(forward_propagation, case)
        call = case.text(forward_propagation)
        expect_entry_values(cache, case.expected(1), f"{call}: the cache", verb="is")
        expect_array(A2, case.expected(0), f"{call}: `A2`", verb="is")


@test_forward_propagation.check(
    points=1,
    needs=["sums_of_layer_2"],
    hint="`Z2 += b2` writes into an array, `Z2 = Z2 + b2` makes a new one.",
)
def arguments_unchanged(forward_propagation: Target) -> None:
    """It leaves its arguments as they were."""
    for case in _CASES:
        expect_unchanged(case.call(forward_propagation), list(case.arguments), case.text(forward_propagation))


def _results(forward_propagation: Target, case: Case) -> tuple[object, object]:
    value = case.call(forward_propagation).value
    A2, cache = expect_parts(value, ("A2", "cache"), case.text(forward_propagation))
    return A2, cache


def _cache(forward_propagation: Target, case: Case) -> Mapping[str, Array]:
    """Return the cache of a call, its arrays in the right shapes."""
    _, cache = _results(forward_propagation, case)
    shapes = {key: case.expected(1, key).shape for key in _KEYS}
    return expect_entry_shapes(cache, shapes, f"{case.text(forward_propagation)}: the cache", verb="is")
