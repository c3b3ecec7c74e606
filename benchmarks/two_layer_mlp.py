"""Measure the network of the lab two_layer_mlp, by the solution cells of its notebook.

`python -m benchmarks.two_layer_mlp [--repeat N]` prints two ratios.  The gradient for all examples at once,
against a loop over the examples, says what matrices are worth.  A training step, against the matrix products
in it, says what the rest of the step costs.  Both sides of a ratio take turns, so that a machine that slows
down slows both.  Everything is measured with one thread for matrix products, as the grader works, and with as
many as the library takes by itself.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from threadpoolctl import threadpool_info, threadpool_limits

from autils.networks import one_hot
from benchmarks.grading import WIDTH
from benchmarks.notebooks import ROOT
from grader.course import Course
from grader.lab import load_lab

LAB = "two_layer_mlp"
TRAINS = "network_sizes"
"""The exercise whose cell trains networks instead of defining a function."""

LAMBDA = 1.0
RATE = 0.01

Array = np.ndarray[Any, Any]
Functions = dict[str, Callable[..., Any]]


@dataclass(frozen=True)
class Contest:
    """Two ways to do one piece of work; `first` is the notebook's."""

    first_name: str
    first: Callable[[], Any]
    second_name: str
    second: Callable[[], Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=25, help="turns; medians are over these")
    turns = parser.parse_args().repeat
    console = Console(soft_wrap=True, highlight=False, width=WIDTH)
    lab = notebook_functions()
    gradient, step = gradient_contest(lab), step_contest(lab)
    library = next(pool for pool in threadpool_info() if pool["user_api"] == "blas")
    title = f"two_layer_mlp, median milliseconds; matrix products by {library['internal_api']}"
    table = Table(title=f"{title} {library['version']}", title_justify="left")
    for column in ("threads", "the notebook's", "ms", "against", "ms", "of", "ratio"):
        table.add_column(column, justify="left" if column in ("the notebook's", "against") else "right")
    for threads in sorted({1, library["num_threads"]}):
        with threadpool_limits(threads, "blas"):
            first, second = medians(gradient, turns)
            table.add_row(*cells(threads, gradient, first, second, turns), f"{second / first:.1f} x as fast")
            first, second = medians(step, turns)
            table.add_row(*cells(threads, step, first, second, turns), f"{first / second:.2f} x the time")
    console.print(table)


def notebook_functions() -> Functions:
    """Return the functions that the solution cells of the notebook define."""
    names: dict[str, Any] = {"np": np}
    for exercise in load_lab(Course(ROOT).source(LAB)).exercises:
        if exercise.name != TRAINS:
            exec(compile(exercise.source, f"<{exercise.name}>", "exec"), names)
    return names


def gradient_contest(lab: Functions) -> Contest:
    """The regularised gradient for 5000 digits of 400 pixels, with 25 hidden units and 10 outputs."""
    rng = np.random.default_rng(0)
    X = pixels(rng, 400, 5000)
    Y = one_hot(rng.integers(0, 10, X.shape[1]), 10)
    np.random.seed(0)
    parameters = lab["initialize_parameters_uniform"](X.shape[0], 25, 10)

    def all_at_once() -> dict[str, Array]:
        _, cache = lab["forward_propagation"](X, parameters)
        grads: dict[str, Array] = lab["back_propagation_regularized"](X, Y, parameters, cache, LAMBDA)
        return grads

    def one_by_one() -> dict[str, Array]:
        return gradient_by_loop(X, Y, parameters)

    expect_equal(all_at_once(), one_by_one())
    return Contest("gradient, 5000 digits, 400-25-10", all_at_once, "a loop over the examples", one_by_one)


def gradient_by_loop(X: Array, Y: Array, parameters: dict[str, Array]) -> dict[str, Array]:
    """Compute the regularised gradient in a plain loop, in which each example is a column of its own."""
    m = X.shape[1]
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    dW1, db1, dW2, db2 = (np.zeros(value.shape) for value in (W1, b1, W2, b2))
    for i in range(m):
        x, y = X[:, [i]], Y[:, [i]]
        a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
        a2 = 1 / (1 + np.exp(-(W2 @ a1 + b2)))
        dz2 = a2 - y
        dz1 = W2.T @ dz2 * a1 * (1 - a1)
        dW2 += dz2 @ a1.T
        db2 += dz2
        dW1 += dz1 @ x.T
        db1 += dz1
    dW1, dW2 = (dW1 + LAMBDA * W1) / m, (dW2 + LAMBDA * W2) / m
    return {"dW1": dW1, "db1": db1 / m, "dW2": dW2, "db2": db2 / m}


def step_contest(lab: Functions) -> Contest:
    """A step of Part A: as many digits of 784 pixels as MNIST has zeros and ones, with 10 hidden units."""
    rng = np.random.default_rng(0)
    X = np.asfortranarray(pixels(rng, 784, 12665))  # pictures as rows, transposed: so the notebook stores it
    Y = rng.integers(0, 2, (1, X.shape[1]))
    np.random.seed(0)
    parameters = lab["initialize_parameters"](X.shape[0], 10, 1)
    W1, W2 = parameters["W1"], parameters["W2"]
    A1, dZ1 = rng.uniform(size=(10, X.shape[1])), rng.normal(size=(10, X.shape[1]))
    dZ2 = rng.normal(size=Y.shape)

    def step() -> Any:
        _, cache = lab["forward_propagation"](X, parameters)
        grads = lab["back_propagation"](X, Y, parameters, cache)
        return lab["update_parameters"](parameters, grads, RATE)

    def products() -> Any:
        return W1 @ X, W2 @ A1, dZ2 @ A1.T, W2.T @ dZ2, dZ1 @ X.T

    return Contest("training step, 12665 digits, 784-10-1", step, "its five matrix products", products)


def pixels(rng: np.random.Generator, size: int, count: int) -> Array:
    """Return numbers from 0 to 1, most of them 0: shape (size, count), an example per column."""
    return np.maximum(rng.uniform(-4, 1, (size, count)), 0)


def medians(contest: Contest, turns: int) -> tuple[float, float]:
    """Return the median milliseconds of both sides, which take turns after one turn that is not counted."""
    taken: list[list[float]] = [[], []]
    for turn in range(turns + 1):
        for side, work in enumerate((contest.first, contest.second)):
            began = time.perf_counter()
            work()
            if turn:
                taken[side].append(1000 * (time.perf_counter() - began))
    first, second = map(statistics.median, taken)
    return first, second


def cells(threads: int, contest: Contest, first: float, second: float, turns: int) -> tuple[str, ...]:
    """Return what a row of the table begins with."""
    sides = (contest.first_name, f"{first:.1f}", contest.second_name, f"{second:.1f}")
    return str(threads), *sides, str(turns)


def expect_equal(grads: dict[str, Array], others: dict[str, Array]) -> None:
    """Stop unless both sides compute the same gradient."""
    for key, value in grads.items():
        if not np.allclose(value, others[key], rtol=1e-9, atol=1e-12):
            raise SystemExit(f"{key} of the notebook differs from the loop's; nothing was measured")


if __name__ == "__main__":
    main()
