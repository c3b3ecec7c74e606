"""One training step of deep_network, beside its bare matrix products and beside the program it goes back to.

`python -m benchmarks.deep_network [--repeat N]` prints medians and ratios of a step of 784-512-10 on 1000
pictures, in 64-bit numbers and on one BLAS thread.  The three take turns, so that a machine that slows down
slows all.  The pictures are noise: the time does not depend on what they show.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.grading import WIDTH
from tests.deep_functions import deep_functions

LAYER_UNITS = [784, 512, 10]
EXAMPLES = 1000
RATE = 0.1
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Array = NDArray[np.float64]
Parameters = dict[str, Array]


def main() -> None:
    """Measure and print, in a process whose matrix products use one thread."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=60, help="turns; the medians are over these")
    options = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in ONE_THREAD.items()):
        command = [sys.executable, "-m", "benchmarks.deep_network", "--repeat", str(options.repeat)]
        subprocess.run(command, env=os.environ | ONE_THREAD, check=True)
        return
    medians = measure(options.repeat)
    table = Table(title="One training step, 784-512-10, 1000 pictures, one thread", title_justify="left")
    for column in ("what", "ms", "against the products", "against the notebook"):
        table.add_column(column, justify="left" if column == "what" else "right")
    bare, notebook = medians["its matrix products alone"], medians["the notebook's step"]
    for name, seconds in medians.items():
        table.add_row(name, f"{1000 * seconds:.1f}", f"{seconds / bare:.2f}", f"{seconds / notebook:.2f}")
    Console(soft_wrap=True, highlight=False, width=WIDTH).print(table)


def measure(repeat: int) -> dict[str, float]:
    """Return the median seconds of each of the three."""
    random = np.random.RandomState(0)
    images = random.randint(0, 256, (EXAMPLES, 28, 28)).astype(np.uint8)
    labels = random.randint(0, 10, EXAMPLES)
    steps = {
        "its matrix products alone": bare_products(images),
        "the notebook's step": notebook_step(images, labels),
        "the program it goes back to": original_step(images, labels),
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for turn in range(repeat + 1):
        for name, step in steps.items():
            began = time.perf_counter()
            step()
            if turn:  # the first turn warms up
                seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in seconds.items()}


def bare_products(images: NDArray[np.uint8]) -> Callable[[], object]:
    """Return the five products that a step cannot do without."""
    random = np.random.RandomState(1)
    X = deep_functions().flatten_images(images)
    W1, W2 = (random.randn(n, n_prev) for n_prev, n in pairwise(LAYER_UNITS))
    A1, dZ1 = random.randn(512, EXAMPLES), random.randn(512, EXAMPLES)
    dZ2 = random.randn(10, EXAMPLES)
    return lambda: (W1 @ X, W2 @ A1, dZ2 @ A1.T, W2.T @ dZ2, dZ1 @ X.T)


def notebook_step(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> Callable[[], object]:
    """Return one step as the notebook's `train` makes it: an iteration on all pictures."""
    ours = deep_functions()
    X, Y = ours.flatten_images(images), ours.one_hot(labels)
    state: Parameters = ours.initialize_parameters(LAYER_UNITS, "small")

    def step() -> float:
        nonlocal state
        AL, caches = ours.model_forward(X, state, ["relu", "softmax"])
        cost: float = ours.cross_entropy_cost(AL, Y)
        gradients = ours.model_backward(AL, Y, caches, input_gradient=False)
        state = ours.update_parameters(state, gradients, RATE)
        ours.accuracy(AL, labels)
        return cost

    return step


def original_step(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> Callable[[], object]:
    """Return one step of the two-layer program that the lab goes back to, with its habits.

    It flattens the pictures in every call, computes the cost twice, divides by the outputs, and goes on to
    the gradient with respect to the inputs.
    """
    m = len(labels)
    parameters: Parameters = deep_functions().initialize_parameters(LAYER_UNITS, "small")

    def step() -> float:
        X = images.reshape(m, -1).T / 255
        Y = np.zeros((10, m))
        Y[labels, np.arange(m)] = 1
        W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
        Z1 = np.dot(W1, X) + b1
        A1 = np.maximum(0, Z1)
        Z2 = np.dot(W2, A1) + b2
        shifted = np.exp(Z2 - np.max(Z2))
        A2 = shifted / np.sum(shifted, axis=0)
        cost = -np.sum(np.dot(Y.T, np.log(A2))) / m  # overwritten at once
        cost = -np.sum(Y * np.log(A2)) / m
        np.mean(np.argmax(A2, axis=0) == labels)
        dA2 = -Y / A2
        dZ2 = A2 * (dA2 - np.sum(dA2 * A2, axis=0))
        dW2, db2, dA1 = np.dot(dZ2, A1.T) / m, np.sum(dZ2, axis=1, keepdims=True) / m, np.dot(W2.T, dZ2)
        dZ1 = np.multiply(dA1, np.where(Z1 > 0, 1, 0))
        dW1, db1, _ = np.dot(dZ1, X.T) / m, np.sum(dZ1, axis=1, keepdims=True) / m, np.dot(W1.T, dZ1)
        for key, gradient in (("W1", dW1), ("b1", db1), ("W2", dW2), ("b2", db2)):
            parameters[key] = parameters[key] - RATE * gradient
        return float(cost)

    return step


if __name__ == "__main__":
    main()
