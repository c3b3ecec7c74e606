"""The reference solutions of two_layer_mlp, as its notebook has them; a test holds the two together.

They fill `public_tests/known_results`, and stand in for the earlier exercises that an idea calls.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted

Array = np.ndarray[Any, Any]
Arrays = dict[str, Array]


@accepted("neural_network_structure")
def neural_network_structure(X: Any, Y: Any, n_h: Any = 5) -> Any:
    """Read off the sizes of the three groups of units."""
    n_x = X.shape[0]
    n_y = Y.shape[0]
    return (n_x, n_h, n_y)


@accepted("initialize_parameters")
def initialize_parameters(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Draw small random weights and set the biases to zero."""
    mu = 0
    stdv = 1 / np.sqrt(n_x)
    W1 = stdv * np.random.randn(n_h, n_x) + mu
    b1 = np.zeros((n_h, 1))
    W2 = 1 / np.sqrt(n_h) * np.random.randn(n_y, n_h) + mu
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("sigmoid")
def sigmoid(x: Any) -> Any:
    """Compute the sigmoid of every entry."""
    s = 1 / (1 + np.exp(-x))
    return s


def sigmoid_derivative(x: Any) -> Any:
    """Compute the slope of the sigmoid at every entry of x; the result has the shape of x."""
    s = sigmoid(x)
    return s * (1 - s)


@accepted("forward_propagation")
def forward_propagation(X: Any, parameters: Any) -> Any:
    """Compute the outputs of the network for all examples at once."""
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return (A2, cache)


@accepted("compute_cost")
def compute_cost(A2: Any, Y: Any) -> Any:
    """Compute the squared loss, averaged over the examples."""
    m = Y.shape[1]
    cost = np.sum((A2 - Y) ** 2) / (2 * m)
    return cost


@accepted("back_propagation")
def back_propagation(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    """Compute the gradients of the cost with respect to all parameters."""
    m = X.shape[1]
    W2, Z1, A1 = (parameters["W2"], cache["Z1"], cache["A1"])
    Z2, A2 = (cache["Z2"], cache["A2"])
    dZ2 = (A2 - Y) / m * sigmoid_derivative(Z2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * sigmoid_derivative(Z1)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@accepted("update_parameters")
def update_parameters(parameters: Any, grads: Any, learning_rate: Any) -> Any:
    """Take one step of gradient descent."""
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    dW1 = grads["dW1"]
    db1 = grads["db1"]
    dW2 = grads["dW2"]
    db2 = grads["db2"]
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("train_loop")
def train_loop(
    X: Any, Y: Any, n_h: Any, learning_rate: Any, max_iteration: Any, print_cost: Any = True
) -> Any:
    """Train a new network by gradient descent on all examples."""
    n_x, n_h, n_y = neural_network_structure(X, Y, n_h)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(max_iteration):
        A2, cache = forward_propagation(X, parameters)
        if print_cost and A2 is not None:
            cost = compute_cost(A2, Y)
            print(f"Epoch {i}: Loss = {cost}")
        grads = back_propagation(X, Y, parameters, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


@accepted("predict")
def predict(X: Any, parameters: Any) -> Any:
    """Answer "is it a one?" for every example."""
    A2, _ = forward_propagation(X, parameters)
    predictions = (A2 > 0.5).astype(int)
    return predictions


@accepted("initialize_parameters_uniform")
def initialize_parameters_uniform(n_x: Any, n_h: Any, n_y: Any) -> Any:
    """Draw the weights of each layer evenly from an interval, and set the biases to zero."""
    epsilon_1 = np.sqrt(6) / np.sqrt(n_x + n_h)
    W1 = np.random.uniform(-epsilon_1, epsilon_1, (n_h, n_x))
    b1 = np.zeros((n_h, 1))
    epsilon_2 = np.sqrt(6) / np.sqrt(n_h + n_y)
    W2 = np.random.uniform(-epsilon_2, epsilon_2, (n_y, n_h))
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@accepted("compute_cost_regularized")
def compute_cost_regularized(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """Compute the cross-entropy, averaged over the examples, plus the penalty on the weights."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    log_terms = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    data_cost = -np.sum(log_terms) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    penalty = lambda_ / (2 * m) * squares
    cost = data_cost + penalty
    return cost


@accepted("back_propagation_regularized")
def back_propagation_regularized(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """Compute the gradients of the regularised cross-entropy."""
    m = X.shape[1]
    W1, W2 = (parameters["W1"], parameters["W2"])
    A1, A2 = (cache["A1"], cache["A2"])
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    db2 = dZ2.sum(axis=1, keepdims=True)
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1 = dZ1.sum(axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@accepted("numerical_gradient")
def numerical_gradient(f: Any, theta: Any, epsilon: Any = 0.0001) -> Any:
    """Estimate the gradient of a function by moving one entry at a time."""
    theta = np.asarray(theta, dtype=float)
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        above, below = (theta.copy(), theta.copy())
        above[i] += epsilon
        below[i] -= epsilon
        gradient[i] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


@accepted("gradient_descent")
def gradient_descent(
    X: Any, Y: Any, parameters: Any, lambda_: Any, learning_rate: Any, num_iterations: Any
) -> Any:
    """Train a network from given parameters, with the regularised cross-entropy."""
    cost_history = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost_regularized(A2, Y, parameters, lambda_)
        cost_history.append(cost)
        grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)
        parameters = update_parameters(parameters, grads, learning_rate)
    return (parameters, cost_history)


@accepted("predict_digits")
def predict_digits(X: Any, parameters: Any) -> Any:
    """Read a digit from every column."""
    A2, _ = forward_propagation(X, parameters)
    digits = np.argmax(A2, axis=0)
    return digits
