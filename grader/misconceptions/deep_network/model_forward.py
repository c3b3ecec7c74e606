"""Wrong answers to `model_forward` of deep_network."""

from __future__ import annotations

from typing import Any

from .. import misconception
from .reference import activation_forward


@misconception("model_forward", hint="`range(1, L)` ends before L.")
def skips_last_layer(X: Any, parameters: Any, activations: Any) -> Any:
    """The last layer is skipped: AL is the output of the layer before it."""
    A, caches = X, []
    for layer in range(1, len(activations)):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="Count the layers from the arguments; two is only one case.")
def two_layers_only(X: Any, parameters: Any, activations: Any) -> Any:
    """At most two layers are run, however many there are."""
    A, caches = X, []
    for layer in range(1, min(len(activations), 2) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="Layers are counted from 1, the entries of a list from 0.")
def shifts_activations(X: Any, parameters: Any, activations: Any) -> Any:
    """The index of the activations is shifted by one: each layer uses the entry of the layer before."""
    A, caches = X, []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 2])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="Which entry of the list belongs to the layer at hand?")
def first_activation_everywhere(X: Any, parameters: Any, activations: Any) -> Any:
    """Every layer uses the first activation of the list."""
    A, caches = X, []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[0])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="Which entry of the list belongs to a hidden layer?")
def last_activation_everywhere(X: Any, parameters: Any, activations: Any) -> Any:
    """Every layer uses the last activation of the list."""
    A, caches = X, []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[-1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="What goes into layer 2: X, or what layer 1 makes of it?")
def feeds_inputs_to_every_layer(X: Any, parameters: Any, activations: Any) -> Any:
    """Every layer works on X instead of the outputs of the layer before."""
    A, caches = X, []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(X, W, b, activations[layer - 1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="The number in the key changes from round to round.")
def first_weights_everywhere(X: Any, parameters: Any, activations: Any) -> Any:
    """Every layer uses W1 and b1."""
    A, caches = X, []
    for layer in range(1, len(activations) + 1):
        A, cache = activation_forward(A, parameters["W1"], parameters["b1"], activations[layer - 1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="The signal goes from layer 1 to layer L.")
def runs_from_the_last_layer(X: Any, parameters: Any, activations: Any) -> Any:
    """The layers are run from the last to the first."""
    A, caches = X, []
    for layer in range(len(activations), 0, -1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="What does the list hold after the loop, and which line puts it there?")
def forgets_to_append(X: Any, parameters: Any, activations: Any) -> Any:
    """The caches are not appended, so that the list stays empty."""
    A = X
    caches: Any = []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, _ = activation_forward(A, W, b, activations[layer - 1])
    return A, caches


@misconception("model_forward", hint="How often is the list made, and how often is something put into it?")
def keeps_last_cache_only(X: Any, parameters: Any, activations: Any) -> Any:
    """The list holds the cache of the last layer alone."""
    A = X
    caches: Any = []
    for layer in range(1, len(activations) + 1):
        caches = []
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.append(cache)
    return A, caches


@misconception("model_forward", hint="The cache of layer 1 is the first of the list.")
def caches_in_reverse_order(X: Any, parameters: Any, activations: Any) -> Any:
    """The caches stand in reverse order, that of the last layer first."""
    A = X
    caches: Any = []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.insert(0, cache)
    return A, caches


@misconception("model_forward", hint="A is what comes out of the activation, Z what goes into it.")
def returns_sums_of_last_layer(X: Any, parameters: Any, activations: Any) -> Any:
    """The sums of the last layer are returned as its outputs, without the activation."""
    A, caches = X, []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.append(cache)
    return caches[-1]["Z"], caches


@misconception("model_forward", hint="Which line writes into X instead of making a new array?")
def writes_into_inputs(X: Any, parameters: Any, activations: Any) -> Any:
    """The inputs are overwritten on the way."""
    A, caches = X.copy(), []
    for layer in range(1, len(activations) + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = activation_forward(A, W, b, activations[layer - 1])
        caches.append(cache)
    X *= 0
    return A, caches
