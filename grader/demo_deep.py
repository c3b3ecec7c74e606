"""What the demo's class hands in for deep_network: eight of the twelve students."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from .demo_class import Student, as_colab_saves, with_cell_at_the_end

Answers = Mapping[str, str | tuple[str, ...]]

RIGHT: Answers = {
    "one_hot": """\
for i, label in enumerate(labels):
    Y[label, i] = 1""",
    "activations": (
        "A = Z * (Z > 0)",
        "slope = sigmoid(Z) * (1 - sigmoid(Z))",
        "slope = 1 - np.tanh(Z) ** 2",
        "slope = np.where(Z > 0, 1.0, 0.0)",
    ),
    "softmax": """\
powers = np.exp(Z - Z.max(axis=0, keepdims=True))
A = powers / powers.sum(axis=0, keepdims=True)""",
    "costs": (
        "cost = -(Y * np.log(AL)).sum() / m",
        "cost = -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)).sum() / m",
    ),
    "initialize_parameters": """\
W = random.randn(n, n_prev) * factor
b = factor * random.randn(n, 1) if method == "small" else np.zeros((n, 1))""",
    "layer_forward": (
        "Z = np.dot(W, A_prev) + b",
        """\
Z = linear_forward(A_prev, W, b)
A = functions[activation](Z)
cache = dict(A_prev=A_prev, W=W, b=b, Z=Z, A=A, activation=activation)""",
    ),
    "model_forward": """\
l = str(layer)
A, cache = activation_forward(A, parameters["W" + l], parameters["b" + l], activations[layer - 1])
caches.append(cache)""",
    "layer_backward": (
        """\
dW = np.dot(dZ, A_prev.T) / m
db = dZ.sum(axis=1, keepdims=True) / m""",
        "dA_prev = np.dot(W.T, dZ)",
        """\
dZ = dA * slopes[activation](Z)
dA_prev, dW, db = linear_backward(dZ, cache)""",
    ),
    "model_backward": (
        """\
dA, dW, db = linear_backward(AL - Y, caches[-1])
gradients.update({f"dA{L - 1}": dA, f"dW{L}": dW, f"db{L}": db})""",
        """\
for l in reversed(range(1, L)):
    dA, dW, db = activation_backward(dA, caches[l - 1])
    gradients.update({f"dA{l - 1}": dA, f"dW{l}": dW, f"db{l}": db})""",
    ),
    "training": (
        """\
for key in parameters:
    updated[key] = parameters[key] - learning_rate * gradients["d" + key]""",
        """\
AL, caches = model_forward(X_batch, parameters, activations)
cost = cost_function(AL, Y_batch)""",
        """\
gradients = model_backward(AL, Y_batch, caches, input_gradient=False)
parameters = update_parameters(parameters, gradients, learning_rate)""",
    ),
}

ONE_MAXIMUM_FOR_ALL = """\
powers = np.exp(Z - np.max(Z))
A = powers / powers.sum(axis=0)"""

M_FORGOTTEN = (
    """\
dW = np.dot(dZ, A_prev.T)
db = dZ.sum(axis=1, keepdims=True)""",
    *RIGHT["layer_backward"][1:],
)

TWO_LAYERS_ONLY = (
    """\
for layer in (1, 2):
    updated[f"W{layer}"] = parameters[f"W{layer}"] - learning_rate * gradients[f"dW{layer}"]
    updated[f"b{layer}"] = parameters[f"b{layer}"] - learning_rate * gradients[f"db{layer}"]""",
    *RIGHT["training"][1:],
)

TOO_EAGER = """\
# trying it out
parameters, history = train(X_train, train_labels, [784, 300, 100, 10], ["relu", "relu", "softmax"])
print(history["cost"][-1])"""

FIRST_HALF = ("one_hot", "activations", "softmax", "costs", "initialize_parameters")

STUDENTS = (
    Student("amara-okafor", "all right", RIGHT),
    Student(
        "bjorn-lindqvist",
        "all right, and a long training",
        RIGHT,
        partial(with_cell_at_the_end, source=TOO_EAGER),
    ),
    Student("chen-mei", "one maximum for all columns", {**RIGHT, "softmax": ONE_MAXIMUM_FOR_ALL}),
    Student("farid-haddad", "never divided by m", {**RIGHT, "layer_backward": M_FORGOTTEN}),
    Student("grace-mwangi", "two layers at most", {**RIGHT, "training": TWO_LAYERS_ONLY}),
    Student("hana-kim", "all right, saved by Colab", RIGHT, as_colab_saves),
    Student("ivan-petrov", "as released", {}),
    Student("jonas-weber", "the first five", {name: RIGHT[name] for name in FIRST_HALF}),
)
