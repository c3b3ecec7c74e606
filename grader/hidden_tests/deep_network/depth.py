"""Hidden checks of exercises 7 and 9 of deep_network: networks of any depth forward and backward."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from public_tests.deep_network import test_model_backward, test_model_forward
from public_tests.deep_network.parts import expect_kind, expect_text
from public_tests.expect import CheckFailed
from public_tests.structures import expect_entries, expect_parts
from public_tests.targets import Target

from .. import HiddenChecks
from .draws import caches_of, expect_all_near, expect_near, network, one_hot_columns

DEPTHS = (1, 2, 3, 6)

model_forward_checks = HiddenChecks(test_model_forward)
model_backward_checks = HiddenChecks(test_model_backward)


@model_forward_checks.check(
    points=2, needs=["is_function"], hint="Try networks with other numbers of layers and of units."
)
def other_networks(model_forward: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """AL is right for networks of any depth and size."""
    for depth in DEPTHS:
        arguments = network(rng, depth, str(rng.choice(["softmax", "sigmoid"])))
        AL, _ = expect_parts(model_forward(*arguments), ("AL", "caches"), "it")
        expect_near(AL, reference[0](*arguments)[0], "it")


@model_forward_checks.check(
    points=1, needs=["is_function"], hint="Look at the caches of networks with other numbers of layers."
)
def other_caches(model_forward: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """There is a right cache for every layer, whatever the depth."""
    for depth in DEPTHS:
        arguments = network(rng, depth, "softmax")
        _, wanted = reference[0](*arguments)
        _, caches = expect_parts(model_forward(*arguments), ("AL", "caches"), "it")
        expect_kind(caches, (list, tuple), "a list", "it")
        if len(caches) != depth:
            raise CheckFailed(f"there are {len(caches)} caches for {depth} layers")
        for found, right in zip(caches, wanted, strict=True):
            entries = expect_entries(found, right, "it")
            expect_text(entries["activation"], right["activation"], "it")
            arrays = {key: value for key, value in right.items() if key != "activation"}
            expect_all_near(entries, arrays, "it")


@model_backward_checks.check(
    points=2, needs=["is_function"], hint="Try networks with other numbers of layers and of units."
)
def other_gradients(model_backward: Target, *, reference: Sequence[Target], rng: np.random.Generator) -> None:
    """The gradients of weights and biases are right for networks of any depth, with both outputs."""
    for depth in DEPTHS:
        for output in ("softmax", "sigmoid"):
            X, parameters, activations = network(rng, depth, output)
            caches = caches_of(X, parameters, activations)
            AL = caches[-1]["A"]
            arguments = (AL, one_hot_columns(rng, *AL.shape), caches)
            wanted = reference[0](*arguments)
            keys = [f"d{key}" for key in parameters]
            expect_all_near(model_backward(*arguments), {key: wanted[key] for key in keys}, "it")


@model_backward_checks.check(
    points=1, needs=["is_function"], hint="Which dA does the dictionary hold, with dA0 and without it?"
)
def other_gradients_of_outputs(
    model_backward: Target, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """The gradients of all outputs are there, whatever the depth; dA0 if it is wanted, and only then."""
    for depth in DEPTHS:
        X, parameters, activations = network(rng, depth, "softmax")
        caches = caches_of(X, parameters, activations)
        AL = caches[-1]["A"]
        arguments = (AL, one_hot_columns(rng, *AL.shape), caches)
        wanted = {f"dA{number}": reference[0](*arguments)[f"dA{number}"] for number in range(depth)}
        expect_all_near(model_backward(*arguments, True), wanted, "it")
        del wanted["dA0"]
        found = model_backward(*arguments, False)
        expect_all_near(found, wanted, "it")
        if "dA0" in found:
            raise CheckFailed("dA0 is there although it is not wanted")
