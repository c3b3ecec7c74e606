"""What hidden checks of deep_network draw: layers and networks of any size, with outputs and caches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from public_tests.deep_network.layers import activated
from public_tests.describe import Plain
from public_tests.expect import CheckFailed, expect_shape
from public_tests.structures import expect_entries

from ..inputs import Array, different_sizes, small_network, spread

HIDDEN = ("relu", "tanh", "sigmoid")
ACTIVATIONS = (*HIDDEN, "softmax")

NEAR = 1e-5
"""After many layers, numbers agree within this part of the largest: 32 bits tell no smaller differences."""

Cache = dict[str, Any]


def layer(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Draw inputs, weights and biases of a layer; its sizes and the number of examples differ."""
    n_prev, n, m = different_sizes(rng, 3)
    return spread(rng, n_prev, m), spread(rng, n, n_prev), spread(rng, n, 1)


def layer_cache(A_prev: Array, W: Array, b: Array, name: str) -> Cache:
    """Return the cache of a layer."""
    Z = W @ A_prev + b
    return {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": activated(name, Z), "activation": name}


def network(rng: np.random.Generator, depth: int, output: str) -> tuple[Array, dict[str, Array], list[str]]:
    """Draw inputs, parameters and activations of a network with this many layers.

    Weights are as large as keeps signals and gradients alive; neighbouring layers differ in size.
    """
    *sizes, m = different_sizes(rng, min(depth + 2, 8))
    while len(sizes) < depth + 1:
        sizes.append(sizes[-3])
    parameters = small_network(rng, *sizes)
    activations = [*rng.choice(HIDDEN, depth - 1).tolist(), output]
    return spread(rng, sizes[0], m), parameters, activations


def caches_of(X: Array, parameters: dict[str, Array], activations: Sequence[str]) -> list[Cache]:
    """Return the caches of all layers of a network."""
    caches: list[Cache] = []
    for number, name in enumerate(activations, start=1):
        A_prev = caches[-1]["A"] if caches else X
        caches.append(layer_cache(A_prev, parameters[f"W{number}"], parameters[f"b{number}"], name))
    return caches


def one_hot_columns(rng: np.random.Generator, num_classes: int, m: int) -> Array:
    """Draw labels as columns with one 1 each, shape (num_classes, m)."""
    columns: Array = np.eye(num_classes)[:, rng.integers(0, num_classes, size=m)]
    return columns


def expect_near(value: Plain, wanted: Array, what: str) -> None:
    """Demand an array equal to the wanted one, within what 32 bits allow after many layers."""
    array = expect_shape(value, wanted.shape, what)
    tolerance = NEAR * float(np.max(np.abs(wanted)))
    if not np.allclose(array, wanted, rtol=0, atol=max(tolerance, 1e-9)):
        raise CheckFailed(f"{what} differs")


def expect_all_near(value: Plain, wanted: Mapping[str, Array], what: str) -> None:
    """Demand a dictionary that holds these arrays; see `expect_near`."""
    entries = expect_entries(value, wanted, what)
    for key, array in wanted.items():
        expect_near(entries[key], array, key)
