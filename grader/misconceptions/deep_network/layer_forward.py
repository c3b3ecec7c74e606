"""Wrong answers to `layer_forward` of deep_network."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import linear_forward, relu, sigmoid, softmax, tanh

LINEAR = ("linear_forward",)
ACTIVATION = ("activation_forward",)


@misconception("layer_forward", targets=LINEAR, hint="What is left of Z when all inputs are 0?")
def forgets_bias(A_prev: Any, W: Any, b: Any) -> Any:
    """The biases are left out of Z."""
    Z = W @ A_prev
    return Z


@misconception("layer_forward", targets=LINEAR, hint="A bias is added to the sums of its unit.")
def subtracts_bias(A_prev: Any, W: Any, b: Any) -> Any:
    """The biases are subtracted instead of added."""
    Z = W @ A_prev - b
    return Z


@misconception(
    "layer_forward", targets=LINEAR, hint="Each unit has a bias of its own: b has one row for each."
)
def adds_all_biases(A_prev: Any, W: Any, b: Any) -> Any:
    """Every unit adds the sum of all biases instead of its own."""
    Z = W @ A_prev + np.sum(b)
    return Z


@misconception(
    "layer_forward", targets=LINEAR, hint="Examples are columns here, before the layer and after it."
)
def returns_examples_as_rows(A_prev: Any, W: Any, b: Any) -> Any:
    """Z is transposed: it has a row for each example instead of a column."""
    Z = A_prev.T @ W.T + b.T
    return Z


@misconception("layer_forward", targets=LINEAR, hint="The activation comes in the other function.")
def activates_the_sums(A_prev: Any, W: Any, b: Any) -> Any:
    """ReLU is applied to Z already, whatever the activation of the layer is."""
    Z = np.maximum(W @ A_prev + b, 0)
    return Z


@misconception("layer_forward", targets=LINEAR, hint="Only gradients are means over the examples.")
def divides_by_examples(A_prev: Any, W: Any, b: Any) -> Any:
    """The weighted sums are divided by the number of examples."""
    Z = W @ A_prev / A_prev.shape[1] + b
    return Z


@misconception("layer_forward", targets=ACTIVATION, hint="What happens to Z before it leaves the layer?")
def forgets_activation(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """A is Z itself: no activation is applied."""
    if activation not in ("relu", "tanh", "sigmoid", "softmax"):
        raise ValueError("unknown activation")
    Z = linear_forward(A_prev, W, b)
    return Z, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": Z, "activation": activation}


@misconception("layer_forward", targets=ACTIVATION, hint="Which line reads the argument `activation`?")
def always_relu(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """ReLU is applied whatever activation is asked for."""
    if activation not in ("relu", "tanh", "sigmoid", "softmax"):
        raise ValueError("unknown activation")
    Z = linear_forward(A_prev, W, b)
    A = relu(Z)
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}


@misconception(
    "layer_forward", targets=ACTIVATION, hint="Does ReLU stand in the table with its own function?"
)
def forgets_relu_alone(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """ReLU is not applied, the other activations are."""
    functions: Any = {"relu": lambda Z: Z, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError("unknown activation")
    Z = linear_forward(A_prev, W, b)
    A = functions[activation](Z)
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}


@misconception("layer_forward", targets=ACTIVATION, hint="How often does A go through the function?")
def activates_twice(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """The activation is applied twice, the second time to its own result."""
    functions: Any = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError("unknown activation")
    Z = linear_forward(A_prev, W, b)
    A = functions[activation](functions[activation](Z))
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}


@misconception(
    "layer_forward", targets=ACTIVATION, hint="Z is what goes into the activation, A what comes out."
)
def caches_outputs_as_sums(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """The cache holds A under the key Z too."""
    functions: Any = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError("unknown activation")
    A = functions[activation](linear_forward(A_prev, W, b))
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": A, "A": A, "activation": activation}


@misconception("layer_forward", targets=ACTIVATION, hint="A_prev came into the layer, A goes out of it.")
def caches_outputs_as_inputs(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """The cache holds A under the key A_prev, in place of the inputs of the layer."""
    functions: Any = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError("unknown activation")
    Z = linear_forward(A_prev, W, b)
    A = functions[activation](Z)
    return A, {"A_prev": A, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}


@misconception("layer_forward", targets=ACTIVATION, hint="Which six entries will the backward pass read?")
def forgets_name_in_cache(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """The cache does not hold the name of the activation."""
    functions: Any = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError("unknown activation")
    Z = linear_forward(A_prev, W, b)
    A = functions[activation](Z)
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A}


@misconception("layer_forward", targets=ACTIVATION, hint="A misspelt name should be told, not passed over.")
def passes_over_unknown_names(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """A name that is not known leaves Z as it is, without an error."""
    functions: Any = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    Z = linear_forward(A_prev, W, b)
    A = functions.get(activation, lambda Z: Z)(Z)
    return A, {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}


@misconception(
    "layer_forward", targets=ACTIVATION, hint="`W *= ...` and `A_prev += ...` change the caller's arrays."
)
def writes_into_inputs(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """An array of the caller is overwritten on the way."""
    functions: Any = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError("unknown activation")
    inputs = A_prev.copy()
    Z = linear_forward(A_prev, W, b)
    A = functions[activation](Z)
    A_prev *= 0
    return A, {"A_prev": inputs, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}
