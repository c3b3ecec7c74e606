"""Fresh inputs for hidden checks, and the comparison with what the reference gives for them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from public_tests.expect import as_array, expect_array
from public_tests.targets import Target

from . import ReferenceFailed

Array = np.ndarray[Any, Any]


def compare(answer: Target, reference: Target, arguments: tuple[Any, ...]) -> None:
    """Demand of the answer what the reference gives for the same arguments."""
    wanted = as_array(reference(*arguments))
    if wanted is None:
        raise ReferenceFailed(f"the reference solution `{reference.name}` returned no array of numbers")
    expect_array(answer(*arguments), wanted, f"`{answer.name}`")


def different_sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Draw sizes from 2 to 9, all different, so that no two axes can be mixed up unseen."""
    return [int(size) for size in rng.choice(np.arange(2, 10), count, replace=False)]


def draw_seed(rng: np.random.Generator) -> int:
    """Draw a seed for NumPy's global random state."""
    return int(rng.integers(2**31))


def halves(rng: np.random.Generator, *shape: int) -> Array:
    """Draw multiples of 1/2 between -3 and 3 but not 0, so that sums of products are exact in 32 bits too."""
    signs: Array = rng.choice([-0.5, 0.5], size=shape)
    return signs * rng.integers(1, 7, size=shape)


def spread(rng: np.random.Generator, *shape: int) -> Array:
    """Draw numbers evenly between -1 and 1."""
    return rng.uniform(-1, 1, size=shape)


def small_network(rng: np.random.Generator, *layer_sizes: int) -> dict[str, Array]:
    """Draw weights and biases of a network between -1 and 1; columns are examples.

    Args:
        rng: the check's own generator.
        layer_sizes: number of inputs, then of units per layer.
    """
    parameters: dict[str, Array] = {}
    for layer, (inputs, units) in enumerate(pairwise(layer_sizes), start=1):
        parameters[f"W{layer}"] = spread(rng, units, inputs)
        parameters[f"b{layer}"] = spread(rng, units, 1)
    return parameters
