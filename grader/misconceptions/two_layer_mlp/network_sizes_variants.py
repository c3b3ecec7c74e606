"""Right answers to `network_sizes` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import forward_propagation, predict, train_loop
from .small_digits import X_test_binary, X_train_binary, y_test_binary, y_train_binary

TARGETS = ("results", "models")


@accepted("network_sizes", targets=TARGETS)
def as_in_the_notebook() -> Any:
    """The answers first, then their comparison with the labels."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_predictions = predict(X_train_binary, parameters)
        test_predictions = predict(X_test_binary, parameters)
        train_accuracy = np.mean(train_predictions == y_train_binary)
        test_accuracy = np.mean(test_predictions == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@accepted("network_sizes", targets=TARGETS)
def right_answers_counted() -> Any:
    """The right answers counted and divided by the number of pictures."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        right = np.sum(predict(X_train_binary, parameters) == y_train_binary)
        train_accuracy = right / X_train_binary.shape[1]
        right = np.count_nonzero(predict(X_test_binary, parameters) == y_test_binary)
        test_accuracy = right / y_test_binary.size
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@accepted("network_sizes", targets=TARGETS)
def one_less_the_errors() -> Any:
    """One less the mean difference between answers and labels."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = 1 - np.mean(np.abs(predict(X_train_binary, parameters) - y_train_binary))
        test_accuracy = 1 - np.mean((predict(X_test_binary, parameters) - y_test_binary) ** 2)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@accepted("network_sizes", targets=TARGETS)
def outputs_asked_directly() -> Any:
    """The outputs asked directly, without `predict`."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        A2, _ = forward_propagation(X_train_binary, parameters)
        train_accuracy = ((A2 > 0.5) == (y_train_binary == 1)).mean()
        A2, _ = forward_propagation(X_test_binary, parameters)
        test_accuracy = ((A2 > 0.5) == (y_test_binary == 1)).mean()
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@accepted("network_sizes", targets=TARGETS)
def lists_and_sums() -> Any:
    """Python's own sums over lists, and the results as an array."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        answers = predict(X_train_binary, parameters)[0].tolist()
        pairs = list(zip(answers, y_train_binary[0].tolist(), strict=True))
        train_accuracy = sum(a == b for a, b in pairs) / len(pairs)
        answers = predict(X_test_binary, parameters)[0].tolist()
        pairs = list(zip(answers, y_test_binary[0].tolist(), strict=True))
        test_accuracy = sum(a == b for a, b in pairs) / len(pairs)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return np.array(results), models


@accepted("network_sizes", targets=TARGETS)
def accuracies_as_arrays() -> Any:
    """A function for both sets, whose results are arrays without axes, in rows that are lists."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)

        def accuracy(X: Any, y: Any, parameters: Any) -> Any:
            return np.array(np.mean(predict(X, parameters) == y), dtype="float32")

        train_accuracy = accuracy(X_train_binary, y_train_binary, parameters)
        test_accuracy = accuracy(X_test_binary, y_test_binary, parameters)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models
