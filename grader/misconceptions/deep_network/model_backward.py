"""Wrong answers to `model_backward` of deep_network."""

from __future__ import annotations

from typing import Any

from .. import misconception
from .reference import activation_backward, linear_backward


@misconception("model_backward", hint="`range(L - 1, 1, -1)` ends before 1.")
def forgets_first_layer(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The loop ends one layer early, so that layer 1 has no gradients."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 1, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    return gradients


@misconception("model_backward", hint="Layer L is done; which layers are still to come, and in which order?")
def last_layer_only(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The gradients of the last layer alone are computed: the hidden layers are not gone through."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    return gradients


@misconception("model_backward", hint="How many hidden layers does the second region go through?")
def two_layers_only(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The gradients of the last two layers alone are computed."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    if L > 1:
        dA, gradients[f"dW{L - 1}"], gradients[f"db{L - 1}"] = activation_backward(dA, caches[L - 2])
        gradients[f"dA{L - 2}"] = dA
    return gradients


@misconception("model_backward", hint="The gradient points to larger costs: which is subtracted from which?")
def subtracts_outputs_from_labels(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The sign is wrong: dZ of the last layer is Y - AL."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(Y - AL, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception("model_backward", hint="The derivative of the output is in AL - Y already.")
def output_slope_on_top(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """AL - Y goes back through the output's activation as well, whose derivative is so applied twice."""
    L = len(caches)
    gradients = {}
    dA = AL - Y
    for layer in range(L, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception("model_backward", hint="dZ is AL - Y alone: what cancels the quotient?")
def gradient_of_cost_for_dz(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The difference is divided by AL (1 - AL): that is the gradient of the outputs, not of Z."""
    L = len(caches)
    gradients = {}
    dZ = (AL - Y) / (AL * (1 - AL))
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(dZ, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception("model_backward", hint="`linear_backward` divides by m; nothing else does.")
def divides_by_examples_too(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The difference of the last layer is divided by m, and so all gradients twice."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward((AL - Y) / Y.shape[1], caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception(
    "model_backward", hint="A hidden layer has an activation: which function goes back through it?"
)
def forgets_hidden_activations(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """In the hidden layers, dA is taken for dZ: their activations are passed over."""
    L = len(caches)
    gradients = {}
    dA = AL - Y
    for layer in range(L, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = linear_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception("model_backward", hint="The list counts from 0: which entry is the cache of layer `layer`?")
def cache_of_next_layer(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """In the loop, each layer reads the cache of the layer after it."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception(
    "model_backward", hint="Each round of the loop hands on a new dA: does the next round read it?"
)
def same_gradient_for_every_layer(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """Every hidden layer gets the gradient that the last layer sent back."""
    L = len(caches)
    gradients = {}
    last, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = last
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(last, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients


@misconception("model_backward", hint="What layer l sends back belongs to the outputs of layer l - 1.")
def keys_shifted_by_one(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The gradients of the outputs stand under keys that are shifted by one: dA1 to dAL."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer}"] = dA
    return gradients


@misconception("model_backward", hint="Who asks for `input_gradient=False` has no use for dA0.")
def keeps_input_gradient(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """dA0 is there also when it is not wanted."""
    L = len(caches)
    gradients = {}
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL - Y, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    return gradients


@misconception("model_backward", hint="`AL -= Y` changes the outputs themselves.")
def writes_into_outputs(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """The labels are subtracted from AL in place, so that the caller's array changes."""
    L = len(caches)
    gradients = {}
    AL -= Y
    dA, gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(AL, caches[L - 1])
    gradients[f"dA{L - 1}"] = dA
    for layer in range(L - 1, 0, -1):
        dA, gradients[f"dW{layer}"], gradients[f"db{layer}"] = activation_backward(dA, caches[layer - 1])
        gradients[f"dA{layer - 1}"] = dA
    if not input_gradient:
        del gradients["dA0"]
    return gradients
