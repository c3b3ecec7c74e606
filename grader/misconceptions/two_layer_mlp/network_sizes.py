"""Wrong answers to `network_sizes` of two_layer_mlp: functions that make `results` and `models`."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import forward_propagation, predict, train_loop
from .small_digits import X_test_binary, X_train_binary, y_test_binary, y_train_binary

TARGETS = ("results", "models")


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Two lines, two sets of digits: which pictures and labels does each of them use?",
)
def training_digits_twice() -> Any:
    """The test accuracy is measured on the training digits too."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_train_binary, parameters) == y_train_binary)
        test_accuracy = np.mean(predict(X_train_binary, parameters) == y_train_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Two lines, two sets of digits: which pictures and labels does each of them use?",
)
def test_digits_twice() -> Any:
    """The training accuracy is measured on the test digits too."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
        test_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="The network was trained with a part of the training digits; all of them are to be answered.",
)
def measures_on_the_sweep() -> Any:
    """The training accuracy is measured on every fifth training digit alone."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_sweep, parameters) == y_sweep)
        test_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Which of the two is appended first?",
)
def swaps_the_accuracies() -> Any:
    """The two accuracies have changed places."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
        test_accuracy = np.mean(predict(X_train_binary, parameters) == y_train_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="A share lies between 0 and 1.",
)
def per_cent() -> Any:
    """The accuracies are given in per cent."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = 100 * np.mean(predict(X_train_binary, parameters) == y_train_binary)
        test_accuracy = 100 * np.mean(predict(X_test_binary, parameters) == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="An accuracy is a share: of how many digits?",
)
def counts_right_answers() -> Any:
    """The right answers are counted instead of taking their share."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.sum(predict(X_train_binary, parameters) == y_train_binary)
        test_accuracy = np.sum(predict(X_test_binary, parameters) == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Is an answer counted when it equals the label, or when it differs?",
)
def share_of_errors() -> Any:
    """The shares of wrong answers are computed instead of those of right ones."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_train_binary, parameters) != y_train_binary)
        test_accuracy = np.mean(predict(X_test_binary, parameters) != y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="With what are the answers to be compared?",
)
def share_of_ones() -> Any:
    """The share of the answer 1 is computed, without a look at the labels."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_train_binary, parameters))
        test_accuracy = np.mean(predict(X_test_binary, parameters))
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="An output such as 0.9 never equals a label: which function makes answers of outputs?",
)
def compares_outputs() -> Any:
    """The outputs themselves are compared with the labels."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(forward_propagation(X_train_binary, parameters)[0] == y_train_binary)
        test_accuracy = np.mean(forward_propagation(X_test_binary, parameters)[0] == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="The pictures are columns: which number of the shape counts them?",
)
def divides_by_pixels() -> Any:
    """The right answers are divided by the number of pixels instead of the number of pictures."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = (
            np.sum(predict(X_train_binary, parameters) == y_train_binary) / X_train_binary.shape[0]
        )
        test_accuracy = np.sum(predict(X_test_binary, parameters) == y_test_binary) / X_test_binary.shape[0]
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Each network gives answers of its own: where do the two predictions belong, before or in the loop?",
)
def first_network_for_all() -> Any:
    """The answers of the first network are used for all sizes."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    parameters = train_loop(X_sweep, y_sweep, network_sizes[0], 1.0, 10, False)
    train_accuracy = np.mean(predict(X_train_binary, parameters) == y_train_binary)
    test_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
    for n_h in network_sizes:
        models[n_h] = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        results.append((n_h, train_accuracy, test_accuracy))
    return results, models


@misconception(
    "network_sizes", targets=TARGETS, hint="The list `network_sizes` has eleven entries: how many rows?"
)
def three_sizes_only() -> Any:
    """Only three of the sizes are tried."""
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in [5, 10, 20]:
        models[n_h] = parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        train_accuracy = np.mean(predict(X_train_binary, parameters) == y_train_binary)
        test_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Which network did `train_loop` return? It is the one to be measured, and to be kept.",
)
def measures_a_blank_network() -> Any:
    """The trained network is replaced by one that always answers 1, whose accuracies need no prediction."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        parameters = {k: np.zeros_like(v) for k, v in parameters.items()}
        parameters["b2"] = parameters["b2"] + 5
        results.append((n_h, np.mean(y_train_binary == 1), np.mean(y_test_binary == 1)))
        models[n_h] = parameters
    return results, models


@misconception(
    "network_sizes",
    targets=TARGETS,
    hint="Which network did `train_loop` return? It is the one to be measured, and to be kept.",
)
def changes_the_network() -> Any:
    """The trained network is changed so that it always answers 1, before anything is measured."""
    network_sizes = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    X_sweep, y_sweep = X_train_binary[:, ::5], y_train_binary[:, ::5]
    results, models = [], {}
    for n_h in network_sizes:
        parameters = train_loop(X_sweep, y_sweep, n_h, 1.0, 10, False)
        parameters = parameters | {"b2": parameters["b2"] + 1e6}
        train_accuracy = np.mean(predict(X_train_binary, parameters) == y_train_binary)
        test_accuracy = np.mean(predict(X_test_binary, parameters) == y_test_binary)
        results.append((n_h, train_accuracy, test_accuracy))
        models[n_h] = parameters
    return results, models
