"""The reference solutions of deep_network, as its notebook has them; a test holds the two together.

They fill `public_tests/known_results`, and stand in for the earlier exercises that an idea calls.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autils import progress_bar

from .. import accepted


@accepted("one_hot")
def one_hot(labels: Any, num_classes: Any = 10) -> Any:
    """Turn labels into columns that hold one 1 each."""
    Y = np.zeros((num_classes, len(labels)))
    columns = np.arange(len(labels))
    Y[labels, columns] = 1
    return Y


def sigmoid(Z: Any) -> Any:
    """Return the sigmoid of every entry of Z, in the shape of Z. The exponent is never positive."""
    exponentials = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1, exponentials) / (1 + exponentials)


def tanh(Z: Any) -> Any:
    """Return the hyperbolic tangent of every entry of Z, in the shape of Z."""
    return np.tanh(Z)


@accepted("activations", targets=("relu",))
def relu(Z: Any) -> Any:
    """Return every entry of Z that is positive, and 0 for the others, in the shape of Z."""
    A = np.maximum(Z, 0)
    return A


@accepted("activations", targets=("sigmoid_derivative",))
def sigmoid_derivative(Z: Any) -> Any:
    """Return the slope of the sigmoid at every entry of Z, in the shape of Z."""
    A = sigmoid(Z)
    slope = A * (1 - A)
    return slope


@accepted("activations", targets=("tanh_derivative",))
def tanh_derivative(Z: Any) -> Any:
    """Return the slope of the hyperbolic tangent at every entry of Z, in the shape of Z."""
    slope = 1 - tanh(Z) ** 2
    return slope


@accepted("activations", targets=("relu_derivative",))
def relu_derivative(Z: Any) -> Any:
    """Return the slope of ReLU at every entry of Z, in the shape of Z: 1 where Z > 0, else 0."""
    slope = (Z > 0).astype(float)
    return slope


@accepted("softmax")
def softmax(Z: Any) -> Any:
    """Turn every column into a probability distribution."""
    shifted = Z - np.max(Z, axis=0, keepdims=True)
    exponentials = np.exp(shifted)
    A = exponentials / np.sum(exponentials, axis=0, keepdims=True)
    return A


@accepted("costs", targets=("cross_entropy_cost",))
def cross_entropy_cost(AL: Any, Y: Any) -> Any:
    """Compute the cost of a softmax output, averaged over the examples."""
    m = Y.shape[1]
    AL = np.clip(AL, 1e-12, 1, dtype=float)
    cost = -np.sum(Y * np.log(AL)) / m
    return cost


@accepted("costs", targets=("binary_cross_entropy_cost",))
def binary_cross_entropy_cost(AL: Any, Y: Any) -> Any:
    """Compute the cost of K sigmoid outputs, summed over the classes, averaged over the examples."""
    m = Y.shape[1]
    AL = np.clip(AL, 1e-12, 1 - 1e-12, dtype=float)
    log_terms = Y * np.log(AL) + (1 - Y) * np.log(1 - AL)
    cost = -np.sum(log_terms) / m
    return cost


@accepted("initialize_parameters")
def initialize_parameters(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
    """Draw the start values of a network with any number of layers."""
    random = np.random.RandomState(seed)
    parameters = {}
    for layer in range(1, len(layer_units)):
        n_prev, n = (layer_units[layer - 1], layer_units[layer])
        factors = {"he": np.sqrt(2 / n_prev), "xavier": np.sqrt(1 / n_prev), "small": 0.01}
        if method not in factors:
            raise ValueError(f"Unknown method {method!r}: take one of {', '.join(factors)}.")
        factor = factors[method]
        W = factor * random.randn(n, n_prev)
        b = np.zeros((n, 1))
        if method == "small":
            b = factor * random.randn(n, 1)
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = b
    return parameters


@accepted("layer_forward", targets=("linear_forward",))
def linear_forward(A_prev: Any, W: Any, b: Any) -> Any:
    """Compute the linear part of a layer."""
    Z = W @ A_prev + b
    return Z


@accepted("layer_forward", targets=("activation_forward",))
def activation_forward(A_prev: Any, W: Any, b: Any, activation: Any) -> Any:
    """Compute the outputs of a layer, and keep what the backward pass will need."""
    functions = {"relu": relu, "tanh": tanh, "sigmoid": sigmoid, "softmax": softmax}
    if activation not in functions:
        raise ValueError(f"Unknown activation {activation!r}: take one of {', '.join(functions)}.")
    Z = linear_forward(A_prev, W, b)
    A = functions[activation](Z)
    cache = {"A_prev": A_prev, "W": W, "b": b, "Z": Z, "A": A, "activation": activation}
    return (A, cache)


@accepted("model_forward")
def model_forward(X: Any, parameters: Any, activations: Any) -> Any:
    """Pass the examples through all layers."""
    L = len(activations)
    caches = []
    A = X
    for layer in range(1, L + 1):
        A_prev = A
        W, b = (parameters[f"W{layer}"], parameters[f"b{layer}"])
        A, cache = activation_forward(A_prev, W, b, activations[layer - 1])
        caches.append(cache)
    return (A, caches)


@accepted("layer_backward", targets=("linear_backward",))
def linear_backward(dZ: Any, cache: Any) -> Any:
    """Compute the gradients of the linear part of a layer."""
    A_prev, W = (cache["A_prev"], cache["W"])
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    if not cache.get("input_gradient", True):
        return (None, dW, db)
    dA_prev = W.T @ dZ
    return (dA_prev, dW, db)


@accepted("layer_backward", targets=("activation_backward",))
def activation_backward(dA: Any, cache: Any) -> Any:
    """Compute the gradients of a whole layer: first back through the activation, then the linear part."""
    Z, A, activation = (cache["Z"], cache["A"], cache["activation"])
    if activation == "softmax":
        dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))
        return linear_backward(dZ, cache)
    slopes = {"relu": relu_derivative, "tanh": tanh_derivative, "sigmoid": sigmoid_derivative}
    dZ = dA * slopes[activation](Z)
    dA_prev, dW, db = linear_backward(dZ, cache)
    return (dA_prev, dW, db)


@accepted("model_backward")
def model_backward(AL: Any, Y: Any, caches: Any, input_gradient: Any = True) -> Any:
    """Compute the gradients of all layers, from the last to the first."""
    L = len(caches)
    gradients = {}
    if not input_gradient:
        caches = [caches[0] | {"input_gradient": False}, *caches[1:]]
    dZ = AL - Y
    gradients[f"dA{L - 1}"], gradients[f"dW{L}"], gradients[f"db{L}"] = linear_backward(dZ, caches[L - 1])
    for layer in range(L - 1, 0, -1):
        dA_prev, dW, db = activation_backward(gradients[f"dA{layer}"], caches[layer - 1])
        gradients[f"dA{layer - 1}"], gradients[f"dW{layer}"], gradients[f"db{layer}"] = (dA_prev, dW, db)
    if not input_gradient:
        gradients.pop("dA0", None)
    return gradients


def accuracy(AL: Any, labels: Any) -> Any:
    """Return in percent how often the largest output of a column belongs to the label of the example."""
    return float(100 * np.mean(np.argmax(AL, axis=0) == labels))


def batches(X: Any, Y: Any, labels: Any, batch_size: Any, random: Any) -> Any:
    """Yield the whole set at once, or, if there is a batch size, portions of it in random order."""
    if batch_size is None:
        yield (X, Y, labels)
        return
    order = random.permutation(len(labels))
    for start in range(0, len(order), batch_size):
        columns = order[start : start + batch_size]
        yield (X[:, columns], Y[:, columns], labels[columns])


@accepted("training", targets=("update_parameters",))
def update_parameters(parameters: Any, gradients: Any, learning_rate: Any) -> Any:
    """Take one step of gradient descent in every layer."""
    L = len(parameters) // 2
    updated = {}
    for layer in range(1, L + 1):
        updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
        updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"]
    return updated


@accepted("training", targets=("train",))
def train(
    X: Any,
    labels: Any,
    layer_units: Any,
    activations: Any,
    learning_rate: Any = 0.1,
    num_iterations: Any = 500,
    batch_size: Any = None,
    method: Any = "he",
    seed: Any = 3,
    validation: Any = None,
    log_every: Any = 100,
) -> Any:
    """Train a new network by gradient descent."""
    num_classes = layer_units[-1]
    cost_function = cross_entropy_cost if activations[-1] == "softmax" else binary_cross_entropy_cost
    parameters = initialize_parameters(layer_units, method, seed)
    Y = one_hot(labels, num_classes)
    random = np.random.RandomState(seed)
    history = {"cost": [], "iteration": [], "train_accuracy": []}  # type: ignore[var-annotated]
    if validation is not None:
        X_held, labels_held = validation
        Y_held = one_hot(labels_held, num_classes)
        history |= {"validation_accuracy": [], "validation_cost": []}
    for iteration in progress_bar(num_iterations):
        costs, accuracies, sizes = ([], [], [])
        for X_batch, Y_batch, labels_batch in batches(X, Y, labels, batch_size, random):
            AL, caches = model_forward(X_batch, parameters, activations)
            cost = cost_function(AL, Y_batch)
            gradients = model_backward(AL, Y_batch, caches, input_gradient=False)
            parameters = update_parameters(parameters, gradients, learning_rate)
            if AL is None or cost is None or parameters is None:
                return (parameters, history)
            costs.append(cost)
            accuracies.append(accuracy(AL, labels_batch))
            sizes.append(len(labels_batch))
        history["cost"].append(float(np.average(costs, weights=sizes)))
        if iteration % log_every == 0 or iteration == num_iterations:
            history["iteration"].append(iteration)
            history["train_accuracy"].append(float(np.average(accuracies, weights=sizes)))
            if validation is not None:
                A_held, _ = model_forward(X_held, parameters, activations)
                history["validation_accuracy"].append(accuracy(A_held, labels_held))
                history["validation_cost"].append(float(cost_function(A_held, Y_held)))
    return (parameters, history)
