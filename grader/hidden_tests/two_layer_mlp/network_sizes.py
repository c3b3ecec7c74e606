"""What `network_sizes` of two_layer_mlp is graded with, and its hidden checks.

In place of the digits and the training of the notebook the exercise is given some dozens of small pictures,
and networks that are fitted to the training pictures in one step.  These know the pictures that they were
fitted to; of the others, whose labels are drawn by lot, they get about half right.  So whoever measures on
another set, or on a part of one, gets other accuracies.

The networks depend on nothing but the pictures and n_h, so they are made here again: whoever puts others
into `models`, for which the accuracies are known beforehand, has measured nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence

import numpy as np

from public_tests.targets import Target
from public_tests.two_layer_mlp import test_network_sizes
from public_tests.two_layer_mlp.accuracies import TEST, TRAINING, Digits
from public_tests.two_layer_mlp.sizes import SIZES, expect_accuracies, expect_all_sizes, expect_networks

from .. import Given, HiddenChecks

PIXELS = 6
TRAINING_COUNTS = (53, 59, 61, 67)
TEST_COUNTS = (29, 31, 37, 41, 43)
"""Different primes: no share of the one count is a share of the other, but none and all."""


def train_loop(
    X: object, Y: object, n_h: int, learning_rate: float, max_iteration: int, print_cost: bool = True
) -> dict[str, np.ndarray]:
    """Return a network whose layer 1 is random, and whose layer 2 fits the labels at once."""
    inputs, labels = np.asarray(X), np.asarray(Y)
    rng = np.random.default_rng(n_h)
    W1, b1 = rng.normal(size=(n_h, len(inputs))), rng.normal(size=(n_h, 1))
    A1 = 1 / (1 + np.exp(-(W1 @ inputs + b1)))
    W2, *_ = np.linalg.lstsq(A1.T, 2 * labels[0] - 1.0, rcond=None)
    return {"W1": W1, "b1": b1, "W2": W2.reshape(1, -1), "b2": np.zeros((1, 1))}


TRAIN_LOOP = f"import numpy as np\n\n\n{inspect.getsource(train_loop)}"
"""The code that takes the place of the notebook's own training."""


def small_digits(rng: np.random.Generator) -> Given:
    """Draw small pictures, more of them for training than for testing, and labels by lot."""
    digits = Digits(*_pictures(rng, TRAINING_COUNTS), *_pictures(rng, TEST_COUNTS))
    names = ("X_train_binary", "y_train_binary", "X_test_binary", "y_test_binary")
    values = dict(zip(names, digits, strict=True))
    return Given(values=values, code={("train_loop",): TRAIN_LOOP}, settings=(digits,))


def _pictures(rng: np.random.Generator, counts: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    m = int(rng.choice(counts))
    return rng.uniform(size=(PIXELS, m)), rng.integers(0, 2, size=(1, m))


def _trained(digits: Digits) -> dict[int, dict[str, np.ndarray]]:
    """Return for each size the network that `train_loop` makes of the digits, as the notebook calls it."""
    X, y = digits.X_train[:, ::5], digits.y_train[:, ::5]
    return {size: train_loop(X, y, size, learning_rate=1.0, max_iteration=10) for size in SIZES}


network_sizes_checks = HiddenChecks(test_network_sizes, given=small_digits)


@network_sizes_checks.check(
    points=1, needs=["one_row_per_network"], hint="All training pictures, their own labels, and a share."
)
def training_shares(
    results: Target, models: Target, digits: Digits, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """On other digits too, the training accuracies of all eleven networks are right."""
    expect_all_sizes(results)
    expect_networks(models, _trained(digits))
    expect_accuracies(TRAINING, results, models, digits)


@network_sizes_checks.check(
    points=1, needs=["one_row_per_network"], hint="All test pictures, their own labels, and a share."
)
def test_shares(
    results: Target, models: Target, digits: Digits, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """On other digits too, the test accuracies of all eleven networks are right."""
    expect_all_sizes(results)
    expect_networks(models, _trained(digits))
    expect_accuracies(TEST, results, models, digits)


@network_sizes_checks.check(
    points=1,
    needs=["one_row_per_network"],
    hint="Each row belongs to one network, and holds both accuracies.",
)
def whole_rows(
    results: Target, models: Target, digits: Digits, *, reference: Sequence[Target], rng: np.random.Generator
) -> None:
    """On other digits too, every row is right as a whole."""
    expect_all_sizes(results)
    expect_networks(models, _trained(digits))
    for name in (TRAINING, TEST):
        expect_accuracies(name, results, models, digits)
