"""What the demo's class hands in for two_layer_mlp: eight of the twelve students."""

from __future__ import annotations

from collections.abc import Mapping

from .demo_class import Student, as_colab_saves

Answers = Mapping[str, str | tuple[str, ...]]

PART_A: Answers = {
    "neural_network_structure": "n_y = len(Y)",
    "initialize_parameters": """\
W2 = mu + np.random.randn(n_y, n_h) / np.sqrt(n_h)
b2 = np.zeros((n_y, 1))""",
    "sigmoid": "s = 1.0 / (1.0 + np.exp(-x))",
    "forward_propagation": (
        'W2, b2 = parameters["W2"], parameters["b2"]',
        """\
Z2 = np.dot(W2, A1) + b2
A2 = sigmoid(Z2)""",
    ),
    "compute_cost": "cost = ((A2 - Y) ** 2).sum() / (2 * m)",
    "back_propagation": """\
dZ1 = np.dot(W2.T, dZ2) * sigmoid_derivative(Z1)
dW1 = np.dot(dZ1, X.T)
db1 = dZ1.sum(axis=1, keepdims=True)""",
    "update_parameters": (
        'W2, b2 = parameters["W2"], parameters["b2"]',
        'dW2, db2 = grads["dW2"], grads["db2"]',
        """\
W2 = W2 - dW2 * learning_rate
b2 = b2 - db2 * learning_rate""",
    ),
    "train_loop": (
        "A2, cache = forward_propagation(X, parameters)",
        "grads = back_propagation(X, Y, parameters, cache)",
        "parameters = update_parameters(parameters, grads, learning_rate)",
    ),
    "predict": "predictions = np.where(A2 > 0.5, 1, 0)",
    "network_sizes": """\
train_accuracy = (predict(X_train_binary, parameters) == y_train_binary).mean()
test_accuracy = (predict(X_test_binary, parameters) == y_test_binary).mean()""",
}

PART_B: Answers = {
    "initialize_parameters_uniform": """\
epsilon_2 = np.sqrt(6 / (n_h + n_y))
W2 = np.random.uniform(-epsilon_2, epsilon_2, size=(n_y, n_h))
b2 = np.zeros((n_y, 1))""",
    "compute_cost_regularized": (
        "data_cost = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m",
        """\
W1, W2 = parameters["W1"], parameters["W2"]
cost = data_cost + lambda_ / (2 * m) * ((W1**2).sum() + (W2**2).sum())""",
    ),
    "back_propagation_regularized": (
        """\
dZ2 = (A2 - Y) / m
dW2 = np.dot(dZ2, A1.T) + lambda_ * W2 / m
db2 = dZ2.sum(axis=1, keepdims=True)""",
        """\
dZ1 = np.dot(W2.T, dZ2) * A1 * (1 - A1)
dW1 = np.dot(dZ1, X.T) + lambda_ * W1 / m
db1 = dZ1.sum(axis=1, keepdims=True)""",
    ),
    "numerical_gradient": """\
step = np.zeros(theta.shape)
step[i] = epsilon
gradient[i] = (f(theta + step) - f(theta - step)) / (2 * epsilon)""",
    "gradient_descent": (
        """\
A2, cache = forward_propagation(X, parameters)
cost_history.append(compute_cost_regularized(A2, Y, parameters, lambda_))""",
        "grads = back_propagation_regularized(X, Y, parameters, cache, lambda_)",
        "parameters = update_parameters(parameters, grads, learning_rate)",
    ),
    "predict_digits": "digits = A2.argmax(axis=0)",
}

RIGHT: Answers = {**PART_A, **PART_B}

SIGN_LOST = "s = 1.0 / (1.0 + np.exp(x))"

SLOPE_FORGOTTEN = """\
dZ1 = np.dot(W2.T, dZ2)
dW1 = np.dot(dZ1, X.T)
db1 = dZ1.sum(axis=1, keepdims=True)"""

ONE_SIDED = """\
step = np.zeros(theta.shape)
step[i] = epsilon
gradient[i] = (f(theta + step) - f(theta)) / epsilon"""

COLUMNS_IN_A_LOOP = """\
predictions = np.zeros((1, X.shape[1]))
for j in range(X.shape[1]):
    if A2[0, j] > 0.5:
        predictions[0, j] = 1"""

STUDENTS = (
    Student("amara-okafor", "all right", RIGHT),
    Student("bjorn-lindqvist", "all right, with a loop", {**RIGHT, "predict": COLUMNS_IN_A_LOOP}),
    Student("chen-mei", "a sign lost in the sigmoid", {**RIGHT, "sigmoid": SIGN_LOST}),
    Student("farid-haddad", "a slope forgotten", {**RIGHT, "back_propagation": SLOPE_FORGOTTEN}),
    Student("grace-mwangi", "a one-sided difference", {**RIGHT, "numerical_gradient": ONE_SIDED}),
    Student("hana-kim", "all right, saved by Colab", RIGHT, as_colab_saves),
    Student("ivan-petrov", "as released", {}),
    Student("jonas-weber", "Part A done", PART_A),
)
