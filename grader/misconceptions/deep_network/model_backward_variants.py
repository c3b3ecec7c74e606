"""Right answers to `model_backward` of deep_network, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import activation_backward, linear_backward


@accepted("model_backward")
def hands_on_a_variable(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """dA handed on in a variable; all computed, dA0 taken out where it is not wanted."""
    L = len(caches)
    dA, dW, db = linear_backward(AL - Y, caches[-1])
    gradients = {f"dA{L - 1}": dA, f"dW{L}": dW, f"db{L}": db}
    for layer in reversed(range(1, L)):
        dA, dW, db = activation_backward(dA, caches[layer - 1])
        gradients.update({f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db})
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@accepted("model_backward")
def loop_over_reversed_caches(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """One loop over the reversed caches; the last layer is a case of its own inside it."""
    gradients: Any = {}
    layer = len(caches)
    dA = None
    for cache in caches[::-1]:
        is_last = dA is None
        result = linear_backward(np.subtract(AL, Y), cache) if is_last else activation_backward(dA, cache)
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = result
        layer -= 1
        if layer or input_gradient:
            gradients[f"dA{layer}"] = dA
    return gradients


@accepted("model_backward")
def weights_first(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """A while loop, other keys besides, and nested lists as results of the first layer."""
    L = layer = len(caches)
    gradients: Any = {"L": L, "dZ": AL - Y}
    while layer > 0:
        if layer == L:
            dA, dW, db = linear_backward(gradients["dZ"], caches[L - 1])
        else:
            dA, dW, db = activation_backward(gradients[f"dA{layer}"], caches[layer - 1])
        gradients["dA" + str(layer - 1)] = dA
        gradients["dW" + str(layer)] = dW
        gradients["db" + str(layer)] = db
        layer -= 1
    gradients["dW1"] = gradients["dW1"].tolist()
    if not input_gradient:
        gradients.pop("dA0")
    return gradients


@accepted("model_backward")
def calls_itself(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """Recursion from layer to layer."""
    gradients: Any = {}

    def back(layer: Any, result: Any) -> Any:
        gradients[f"dA{layer - 1}"], gradients[f"dW{layer}"], gradients[f"db{layer}"] = result
        if layer > 1:
            back(layer - 1, activation_backward(gradients[f"dA{layer - 1}"], caches[layer - 2]))

    back(len(caches), linear_backward(AL - Y, caches[-1]))
    return {key: value for key, value in gradients.items() if input_gradient or key != "dA0"}


@accepted("model_backward")
def single_precision(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """Gradients in 32 bits."""
    L = len(caches)
    gradients: Any = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    gradients = {key: value.astype(np.float32) for key, value in gradients.items()}
    if not input_gradient:
        del gradients["dA0"]
    return gradients
