"""Right answers to `numerical_gradient` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted

NAME = "numerical_gradient"


@accepted(NAME)
def moves_there_and_back(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The entries of one copy, each moved up, moved down and put back."""
    work = np.array(theta, dtype=float)
    gradient = np.zeros(work.shape)
    for i in np.ndindex(work.shape):
        work[i] = theta[i] + epsilon
        f_above = f(work)
        work[i] = theta[i] - epsilon
        f_below = f(work)
        work[i] = theta[i]
        gradient[i] = (f_above - f_below) / (2 * epsilon)
    return gradient


@accepted(NAME)
def keeps_old_value(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """The entries of theta itself, each put back to what it was before."""
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        old = theta[i]
        theta[i] = old + epsilon
        f_above = f(theta)
        theta[i] = old - epsilon
        gradient[i] = (f_above - f(theta)) / 2 / epsilon
        theta[i] = old
    return gradient


@accepted(NAME)
def steps_as_vectors(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """Rows of a unit matrix as steps, over a flat theta."""
    theta = np.asarray(theta, dtype=float)
    flat = theta.ravel()
    slopes = [
        (f((flat + step).reshape(theta.shape)) - f((flat - step).reshape(theta.shape))) / (2 * epsilon)
        for step in epsilon * np.eye(flat.size)
    ]
    return np.array(slopes).reshape(theta.shape)


@accepted(NAME)
def flat_view(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """A counter over all entries, with flat views of the copies."""
    gradient = np.zeros_like(theta, dtype=float)
    for k in range(theta.size):
        above, below = np.copy(theta), np.copy(theta)
        above.flat[k] += epsilon
        below.flat[k] -= epsilon
        gradient.flat[k] = f(above) / (2 * epsilon) - f(below) / (2 * epsilon)
    return gradient


@accepted(NAME)
def nested_lists(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """A step array that is zero but in one place, and the gradient as nested lists."""
    gradient = np.zeros(theta.shape)
    for i, _ in np.ndenumerate(theta):
        step = np.zeros(theta.shape)
        step[i] = epsilon
        gradient[i] = (f(theta + step) - f(theta - step)) / (2.0 * epsilon)
    return gradient.tolist()


@accepted(NAME)
def single_precision_result(f: Any, theta: Any, epsilon: Any = 1e-4) -> Any:
    """All arithmetic in 64 bits, and the result in 32."""
    theta = np.asarray(theta, dtype=float)
    gradient = np.zeros(theta.shape, dtype="float32")
    for i in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[i] = above[i] + epsilon
        below[i] = below[i] - epsilon
        gradient[i] = (f(above) - f(below)) / (epsilon + epsilon)
    return gradient
