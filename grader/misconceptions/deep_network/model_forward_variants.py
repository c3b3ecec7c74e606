"""Right answers to `model_forward` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import activation_forward


@accepted("model_forward")
def counts_parameters(X: Any, parameters: Any, activations: Any) -> Any:
    """The number of layers read off the parameters, in a while loop."""
    caches = []
    A, layer = X, 1
    while layer <= len(parameters) // 2:
        A, cache = activation_forward(
            A, parameters["W" + str(layer)], parameters["b" + str(layer)], activations[layer - 1]
        )
        caches += [cache]
        layer += 1
    return A, caches


@accepted("model_forward")
def enumerates_activations(X: Any, parameters: Any, activations: Any) -> Any:
    """A loop over the names; the caches come as a tuple."""
    A, caches = X, []
    for i, name in enumerate(activations):
        A, cache = activation_forward(A, parameters[f"W{i + 1}"], parameters[f"b{i + 1}"], name)
        caches.append(cache)
    return A, tuple(caches)


@accepted("model_forward")
def hidden_layers_first(X: Any, parameters: Any, activations: Any) -> Any:
    """The hidden layers in a loop, the output layer after it; a list comes back."""
    L = len(activations)
    A, caches = X, []
    for layer in range(1, L):
        A, cache = activation_forward(
            A, parameters[f"W{layer}"], parameters[f"b{layer}"], activations[layer - 1]
        )
        caches.append(cache)
    AL, cache = activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], activations[L - 1])
    caches.append(cache)
    return [AL, caches]


@accepted("model_forward")
def inputs_from_last_cache(X: Any, parameters: Any, activations: Any) -> Any:
    """The inputs of a layer taken from the cache of the layer before."""
    caches: Any = []
    for layer, name in enumerate(activations, start=1):
        A_prev = caches[-1]["A"] if caches else X
        _, cache = activation_forward(A_prev, parameters[f"W{layer}"], parameters[f"b{layer}"], name)
        caches.append(cache)
    return caches[-1]["A"], caches


@accepted("model_forward")
def calls_itself(X: Any, parameters: Any, activations: Any) -> Any:
    """Recursion: all layers but the last, then the last."""

    def first_layers(count: Any) -> Any:
        if count == 0:
            return X, []
        A, caches = first_layers(count - 1)
        A, cache = activation_forward(
            A, parameters[f"W{count}"], parameters[f"b{count}"], activations[count - 1]
        )
        return A, [*caches, cache]

    return first_layers(len(activations))


@accepted("model_forward")
def single_precision(X: Any, parameters: Any, activations: Any) -> Any:
    """Outputs in 32 bits."""
    A, caches = X, []
    for layer, name in enumerate(activations, start=1):
        A, cache = activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], name)
        caches.append(cache)
    return A.astype(np.float32), caches
