"""Wrong answers to `activations` of deep_network: ReLU and its derivative."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import relu


@misconception(
    "activations", targets=("relu",), hint="`Z[...] = 0` writes into the array that was handed in."
)
def relu_changes_its_argument(Z: Any) -> Any:
    """ReLU writes its zeros into the argument itself."""
    Z[Z < 0] = 0
    return Z


@misconception(
    "activations", targets=("relu",), hint="Negative entries become 0; none of them turns positive."
)
def relu_takes_absolute_values(Z: Any) -> Any:
    """Negative entries lose their sign instead of becoming 0."""
    return np.abs(Z)


@misconception(
    "activations", targets=("relu",), hint="Which entries pass unchanged, the positive or the others?"
)
def relu_keeps_negative_entries(Z: Any) -> Any:
    """The negative entries are kept, and the positive ones become 0."""
    return np.minimum(Z, 0)


@misconception(
    "activations", targets=("relu",), hint="A comparison says where Z is positive, not how large it is."
)
def relu_returns_its_slope(Z: Any) -> Any:
    """Positive entries become 1, as in the derivative, instead of keeping their values."""
    return (Z > 0).astype(float)


@misconception(
    "activations", targets=("relu",), hint="`np.max` looks for one maximum; which function compares?"
)
def relu_takes_maximum_of_axis(Z: Any) -> Any:
    """The largest entry along an axis is returned instead of the larger of each entry and 0."""
    return np.max(Z, 0)


@misconception("activations", targets=("relu",), hint="In this lab negative entries leave no trace at all.")
def relu_leaks(Z: Any) -> Any:
    """Negative entries are made small instead of 0, as in a leaky ReLU."""
    return np.where(Z > 0, Z, 0.01 * Z)


@misconception("activations", targets=("relu",), hint="ReLU has no upper bound: only the sign of Z matters.")
def relu_ends_at_one(Z: Any) -> Any:
    """Entries above 1 are cut down to 1."""
    return np.clip(Z, 0, 1)


@misconception("activations", targets=("relu",), hint="Rows and columns stay where they are.")
def relu_drops_axes(Z: Any) -> Any:
    """The result has lost the shape of Z: all entries stand in one row."""
    return np.array([max(z, 0) for z in Z.ravel()])


@misconception(
    "activations",
    targets=("relu_derivative",),
    hint="At 0 the graph has a corner: read which slope the text takes there.",
)
def relu_slope_one_at_zero(Z: Any) -> Any:
    """The slope at 0 is 1 instead of 0."""
    return (Z >= 0).astype(float)


@misconception(
    "activations",
    targets=("relu_derivative",),
    hint="Half-way between the two slopes is one choice; which one does the text take?",
)
def relu_slope_half_at_zero(Z: Any) -> Any:
    """The slope at 0 is one half instead of 0."""
    return np.heaviside(Z, 0.5)


@misconception("activations", targets=("relu_derivative",), hint="The slope does not grow with Z.")
def relu_value_for_slope(Z: Any) -> Any:
    """The value of ReLU is returned instead of its slope."""
    return np.maximum(Z, 0)


@misconception("activations", targets=("relu_derivative",), hint="To the left of 0 the graph is flat.")
def relu_slope_of_absolute_value(Z: Any) -> Any:
    """Negative entries get the slope -1 instead of 0."""
    return np.sign(Z)


@misconception("activations", targets=("relu_derivative",), hint="Is the graph as steep to the left of 0?")
def relu_slope_one_everywhere(Z: Any) -> Any:
    """The slope is 1 everywhere."""
    return np.ones_like(Z)


@misconception("activations", targets=("relu_derivative",), hint="On which side of 0 does ReLU rise?")
def relu_slope_on_wrong_side(Z: Any) -> Any:
    """The slope is 1 for negative entries instead of positive ones."""
    return (Z < 0).astype(float)


@misconception(
    "activations", targets=("relu_derivative",), hint="In this lab negative entries leave no trace."
)
def relu_slope_leaks(Z: Any) -> Any:
    """Negative entries get a small slope instead of 0, as in a leaky ReLU."""
    return np.where(Z > 0, 1, 0.01)


@misconception("activations", targets=("relu_derivative",), hint="What is 0 divided by 0?")
def relu_slope_divides_by_argument(Z: Any) -> Any:
    """The value of ReLU is divided by Z, which fails at 0."""
    return relu(Z) / Z


@misconception(
    "activations", targets=("relu_derivative",), hint="`Z[...] = 1` writes into the array that was handed in."
)
def relu_slope_changes_its_argument(Z: Any) -> Any:
    """The slopes are written into the argument itself."""
    Z[Z <= 0] = 0
    Z[Z > 0] = 1
    return Z
