"""What hidden checks ask of a Keras network: its weights, and what it computes from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from public_tests.expect import CheckFailed, as_array
from public_tests.targets import Target

Array = np.ndarray[Any, Any]

NETWORK_TOLERANCE = 1e-5
"""Keras computes in 32 bits: sums of up to 400 terms agree with 64 bits to about 1e-6 of the largest."""

TIE = 1e-3
"""Outputs closer than this part of the largest count as equal: 32 bits may not tell them apart."""


def expect_weight_shapes(model: Target, sizes: Sequence[int]) -> None:
    """Demand dense layers between layers of these sizes, the first being the input's."""
    model.describe(sizes[0])  # builds a network that was never told its input
    shapes = [tuple(w.shape for w in layer) for layer in _weights(model)]
    if shapes != [((n, j), (j,)) for n, j in pairwise(sizes)]:
        raise CheckFailed(f"the weights have the shapes {shapes}")


def forward(model: Target, X: Array, activations: Sequence[Callable[[Array], Array]]) -> Array:
    """Compute what dense layers with the model's weights and these activations give for X, in 64 bits."""
    A = X
    for (W, b), g in zip(_weights(model), activations, strict=True):
        A = g(A @ W + b)
    return A


def outputs_of(model: Target, X: Array, shape: tuple[int, ...]) -> Array:
    """Return what the model itself gives for X, which must have this shape and be finite."""
    outputs = as_array(model.predict(X))
    if outputs is None or outputs.shape != shape or not np.all(np.isfinite(outputs)):
        raise CheckFailed(f"the outputs are no finite array of shape {shape}")
    return outputs


def expect_close_outputs(outputs: Array, wanted: Array) -> None:
    """Demand equal outputs, within what 32 bits allow."""
    if not np.allclose(outputs, wanted, rtol=0, atol=NETWORK_TOLERANCE * _scale(wanted)):
        raise CheckFailed("the outputs are not those of the layers that were asked for")


def expect_same_order(outputs: Array, wanted: Array) -> None:
    """Demand in each row the order that `wanted` has there; ties of `wanted` may go either way."""
    rank = np.argsort(wanted, axis=1)
    steps = np.diff(np.take_along_axis(wanted, rank, axis=1))
    found = np.diff(np.take_along_axis(outputs, rank, axis=1))
    if np.any(found[steps > TIE * _scale(wanted)] <= 0):
        raise CheckFailed("the outputs of an example stand in another order")


def _scale(values: Array) -> float:
    return max(1.0, float(np.max(np.abs(values))))


def _weights(model: Target) -> list[list[Array]]:
    """Return the network's weights, two arrays of numbers per layer."""
    layers = model.weights()
    if not isinstance(layers, list) or not all(
        isinstance(layer, list) and len(layer) == 2 for layer in layers
    ):
        raise CheckFailed("the layers do not hold two arrays of weights each")
    arrays = [[as_array(w) for w in layer] for layer in layers]
    if any(w is None for layer in arrays for w in layer):
        raise CheckFailed("the weights are not arrays of numbers")
    return [[w for w in layer if w is not None] for layer in arrays]
