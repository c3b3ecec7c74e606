"""What the accuracies of networks with one output are, and what numbers in their place may be instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from autils import load_mnist

from ..expect import Array, close

Network = Mapping[str, Array]
"""W1, b1, W2, b2."""

RIGHT = "shares of right answers"
TRAINING, TEST, SWEEP = "X_train_binary", "X_test_binary", "X_sweep"


class Digits(NamedTuple):
    """Zeros and ones as the exercise has them.

    Attributes:
        X_train: pictures to train with, one per column, shape (n_x, m).
        y_train: their labels 0 and 1, shape (1, m).
        X_test: other pictures, likewise.
        y_test: their labels.
    """

    X_train: Array
    y_train: Array
    X_test: Array
    y_test: Array


@dataclass(frozen=True)
class Recognised:
    """What numbers are, one for each of some networks.

    Attributes:
        wanted: the shares of right answers on the set that they should be measured on.
        measure: what they are, such as `RIGHT`; empty if they are nothing known.
        measured_on: the name of the pictures that were answered; empty if they are nothing known.
    """

    wanted: Array
    measure: str = ""
    measured_on: str = ""


def recognise(found: Array, name: str, networks: Sequence[Network], digits: Digits | None) -> Recognised:
    """Tell what numbers are.

    Args:
        found: one number for each network, shape (count,).
        name: of the set that they should be measured on, `TRAINING` or `TEST`.
        networks: the networks.
        digits: the digits of the exercise; None for those of the notebook.
    """
    wanted, _ = _shares(name, networks, digits)
    for other in sorted((TRAINING, TEST, SWEEP), key=lambda each: each != name):
        right, ones = _shares(other, networks, digits)
        for measure, numbers in _measures(right, ones, _set(other, digits or notebook_digits())[0]):
            if close(found, numbers):
                return Recognised(wanted, measure, other)
    return Recognised(wanted)


def _measures(right: Array, ones: Array, X: Array) -> Iterator[tuple[str, Array]]:
    """Yield what numbers may be, made of the shares of right answers and of ones on the pictures X."""
    n_x, m = X.shape
    yield RIGHT, right
    yield f"{RIGHT} in per cent", 100 * right
    yield "numbers of right answers", m * right
    yield "numbers of right answers, divided by the number of pixels", m * right / n_x
    yield "shares of wrong answers", 1 - right
    yield "shares of wrong answers in per cent", 100 * (1 - right)
    yield "numbers of wrong answers", m * (1 - right)
    yield "shares of the answer 1", ones


@cache
def notebook_digits() -> Digits:
    """Return the zeros and ones that the notebook works with."""
    X_train, y_train, X_test, y_test = load_mnist()
    parts = []
    for X, y in ((X_train, y_train), (X_test, y_test)):
        parts += [X[y < 2].reshape(-1, X[0].size).T / 255, y[y < 2].reshape(1, -1)]
    return Digits(*parts)


def _set(name: str, digits: Digits) -> tuple[Array, Array]:
    """Return the pictures of this name in the exercise, and their labels."""
    if name == TEST:
        return digits.X_test, digits.y_test
    step = 5 if name == SWEEP else 1
    return digits.X_train[:, ::step], digits.y_train[:, ::step]


def _shares(name: str, networks: Sequence[Network], digits: Digits | None) -> tuple[Array, Array]:
    """Return for each network the share of outputs on the right side of 0.5, and the share above 0.5."""
    if digits is not None:
        return _computed(networks, *_set(name, digits))
    keys = ("b1", "W1", "W2", "b2")
    return _on_notebook_digits(
        name, tuple(tuple(np.asarray(n[key], float).tobytes() for key in keys) for n in networks)
    )


@lru_cache(maxsize=3)
def _on_notebook_digits(name: str, networks: tuple[tuple[bytes, ...], ...]) -> tuple[Array, Array]:
    """Return the shares on digits of the notebook: thousands, for which the checks ask again and again."""
    unpacked = []
    for b1, W1, W2, b2 in (map(np.frombuffer, network) for network in networks):
        rows = b1.reshape(-1, 1)
        unpacked.append({"b1": rows, "W1": W1.reshape(len(rows), -1), "W2": W2.reshape(1, -1), "b2": b2})
    return _computed(unpacked, *_set(name, notebook_digits()))


def _computed(networks: Sequence[Network], X: Array, y: Array) -> tuple[Array, Array]:
    sides = np.where(y == 1, 1, -1)
    right, ones = [], []
    for network in networks:
        hidden = np.tanh((network["W1"] @ X + network["b1"]) / 2)  # twice the activation, less 1
        sums = network["W2"] @ (hidden + 1) / 2 + network["b2"]
        right.append(np.mean(sums * sides > 0))
        ones.append(np.mean(sums > 0))
    return np.array(right), np.array(ones)
