"""Wrong answers to `activations` of deep_network: the derivatives of sigmoid and tanh."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception
from .reference import sigmoid, tanh


@misconception(
    "activations",
    targets=("sigmoid_derivative",),
    hint="The formula a (1 - a) speaks of the sigmoid's value; is that what the function is given?",
)
def sigmoid_slope_at_output(Z: Any) -> Any:
    """Z is taken for the output of the sigmoid, which is not computed."""
    return Z * (1 - Z)


@misconception("activations", targets=("sigmoid_derivative",), hint="How often is the sigmoid applied to Z?")
def sigmoid_slope_of_sigmoid(Z: Any) -> Any:
    """The sigmoid is applied twice."""
    A = sigmoid(sigmoid(Z))
    return A * (1 - A)


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="A slope is largest where the curve is steep."
)
def sigmoid_value_for_slope(Z: Any) -> Any:
    """The value of the sigmoid is returned instead of its slope."""
    return sigmoid(Z)


@misconception("activations", targets=("sigmoid_derivative",), hint="One factor of the product is missing.")
def sigmoid_slope_lacks_factor(Z: Any) -> Any:
    """Only 1 minus the sigmoid is returned."""
    return 1 - sigmoid(Z)


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="The sigmoid rises everywhere: look at the sign."
)
def sigmoid_slope_negative(Z: Any) -> Any:
    """The slope has the wrong sign."""
    A = sigmoid(Z)
    return A * (A - 1)


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="Both factors belong to the sigmoid of Z."
)
def sigmoid_slope_mixes_value_and_argument(Z: Any) -> Any:
    """One factor holds the sigmoid of Z, the other Z itself."""
    return sigmoid(Z) * (1 - Z)


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="Each activation has a formula of its own."
)
def sigmoid_slope_by_formula_of_tanh(Z: Any) -> Any:
    """The formula of tanh is used, with the sigmoid in it."""
    return 1 - sigmoid(Z) ** 2


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="Is there a way that uses the given `sigmoid`?"
)
def sigmoid_slope_overflows(Z: Any) -> Any:
    """The slope is computed from exponentials, which become too large far away from 0."""
    return np.exp(-Z) / (1 + np.exp(-Z)) ** 2


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="The step to the right alone does not see the bend."
)
def sigmoid_slope_by_one_step(Z: Any) -> Any:
    """The slope is estimated by one step to the right, which is not exact."""
    return (sigmoid(Z + 1e-4) - sigmoid(Z)) / 1e-4


@misconception(
    "activations", targets=("sigmoid_derivative",), hint="`Z` still belongs to the caller; use a new name."
)
def sigmoid_slope_changes_its_argument(Z: Any) -> Any:
    """The sigmoid is written into the argument itself."""
    Z[:] = sigmoid(Z)
    return Z * (1 - Z)


@misconception(
    "activations",
    targets=("tanh_derivative",),
    hint="The formula 1 - a² speaks of the value of tanh; is that what the function is given?",
)
def tanh_slope_at_output(Z: Any) -> Any:
    """Z is taken for the output of tanh, which is not computed."""
    return 1 - Z**2


@misconception(
    "activations",
    targets=("sigmoid_derivative", "tanh_derivative"),
    hint="Both formulas speak of the activation's value; is that what the functions are given?",
)
def both_slopes_at_output() -> Any:
    """In the slopes of sigmoid and tanh, Z is taken for the output of the activation."""

    def sigmoid_derivative(Z: Any) -> Any:
        return Z * (1 - Z)

    def tanh_derivative(Z: Any) -> Any:
        return 1 - Z**2

    return sigmoid_derivative, tanh_derivative


@misconception(
    "activations",
    targets=("sigmoid_derivative", "tanh_derivative"),
    hint="A slope is largest where the curve is steep: what is still to be done with the value?",
)
def both_values_for_slopes() -> Any:
    """The values of sigmoid and tanh are returned instead of their slopes."""

    def sigmoid_derivative(Z: Any) -> Any:
        return sigmoid(Z)

    def tanh_derivative(Z: Any) -> Any:
        return tanh(Z)

    return sigmoid_derivative, tanh_derivative


@misconception(
    "activations", targets=("tanh_derivative",), hint="At 0 tanh has the slope 1; and at 2 and at -2?"
)
def tanh_slope_lacks_square(Z: Any) -> Any:
    """The value of tanh is not squared."""
    return 1 - tanh(Z)


@misconception("activations", targets=("tanh_derivative",), hint="What is squared: Z, or its tanh?")
def tanh_slope_squares_argument(Z: Any) -> Any:
    """Z is squared instead of the value of tanh."""
    return 1 - tanh(Z**2)


@misconception(
    "activations", targets=("tanh_derivative",), hint="Which part of 1 - a² does the square belong to?"
)
def tanh_slope_squares_difference(Z: Any) -> Any:
    """The whole difference is squared instead of the value of tanh."""
    return (1 - tanh(Z)) ** 2


@misconception(
    "activations", targets=("tanh_derivative",), hint="Far away from 0 tanh is flat: is your slope 0?"
)
def tanh_slope_adds_square(Z: Any) -> Any:
    """The square is added to 1 instead of being taken away."""
    return 1 + tanh(Z) ** 2


@misconception("activations", targets=("tanh_derivative",), hint="Each activation has a formula of its own.")
def tanh_slope_by_formula_of_sigmoid(Z: Any) -> Any:
    """The formula of the sigmoid is used, with tanh in it."""
    return tanh(Z) * (1 - tanh(Z))


@misconception(
    "activations", targets=("tanh_derivative",), hint="A slope is largest where the curve is steep."
)
def tanh_value_for_slope(Z: Any) -> Any:
    """The value of tanh is returned instead of its slope."""
    return tanh(Z)


@misconception("activations", targets=("tanh_derivative",), hint="Is there a way that uses the given `tanh`?")
def tanh_slope_overflows(Z: Any) -> Any:
    """The slope is computed from exponentials, which become too large far away from 0."""
    up, down = np.exp(Z), np.exp(-Z)
    return 1 - ((up - down) / (up + down)) ** 2


@misconception(
    "activations", targets=("tanh_derivative",), hint="The result is right: where does the warning come from?"
)
def tanh_slope_warns(Z: Any) -> Any:
    """The slope is computed from the hyperbolic cosine, which becomes too large far away from 0."""
    return 1 / np.cosh(Z) ** 2
