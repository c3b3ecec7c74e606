"""Right answers to `activations` of deep_network, one function each, as students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted
from .reference import relu, sigmoid, sigmoid_derivative, tanh


@accepted("activations", targets=("relu",))
def relu_by_choice(Z: Any) -> Any:
    """A choice entry by entry."""
    return np.where(Z > 0, Z, 0)


@accepted("activations", targets=("relu",))
def relu_by_product(Z: Any) -> Any:
    """Z times a comparison."""
    return Z * (Z > 0)


@accepted("activations", targets=("relu",))
def relu_by_absolute_value(Z: Any) -> Any:
    """The mean of Z and its absolute value."""
    return (Z + np.abs(Z)) / 2


@accepted("activations", targets=("relu",))
def relu_in_a_copy(Z: Any) -> Any:
    """Zeros written into a copy."""
    A = Z.copy()
    A[A < 0] = 0
    return A


@accepted("activations", targets=("relu",))
def relu_by_loop(Z: Any) -> Any:
    """A loop over all places of an array of any shape."""
    A = np.zeros(Z.shape)
    for i in np.ndindex(Z.shape):
        A[i] = max(0, Z[i])
    return A


@accepted("activations", targets=("sigmoid_derivative",))
def sigmoid_slope_by_both_sides(Z: Any) -> Any:
    """The sigmoid times the sigmoid on the other side of 0."""
    return sigmoid(Z) * sigmoid(-Z)


@accepted("activations", targets=("sigmoid_derivative",))
def sigmoid_slope_by_squares(Z: Any) -> Any:
    """The sigmoid minus its square."""
    A = sigmoid(Z)
    return A - A**2


@accepted("activations", targets=("sigmoid_derivative",))
def sigmoid_slope_by_tanh(Z: Any) -> Any:
    """A formula with tanh, in 32 bits."""
    return ((1 - np.tanh(Z / 2) ** 2) / 4).astype("float32")


@accepted("activations", targets=("sigmoid_derivative",))
def sigmoid_slope_by_small_exponentials(Z: Any) -> Any:
    """Exponentials of negative numbers alone."""
    exponentials = np.exp(-np.abs(Z))
    return exponentials / (1 + exponentials) ** 2


@accepted("activations", targets=("sigmoid_derivative",))
def sigmoid_slope_by_steps_to_both_sides(Z: Any) -> Any:
    """A difference of values to the left and to the right, which is exact enough."""
    return (sigmoid(Z + 1e-5) - sigmoid(Z - 1e-5)) / 2e-5


@accepted("activations", targets=("tanh_derivative",))
def tanh_slope_by_product(Z: Any) -> Any:
    """A product of two factors."""
    A = np.tanh(Z)
    return (1 - A) * (1 + A)


@accepted("activations", targets=("tanh_derivative",))
def tanh_slope_by_power(Z: Any) -> Any:
    """The square by `np.power`, as nested lists."""
    return (1.0 - np.power(tanh(Z), 2)).tolist()


@accepted("activations", targets=("tanh_derivative",))
def tanh_slope_by_sigmoid(Z: Any) -> Any:
    """The slope of the sigmoid at twice the place."""
    return 4 * sigmoid_derivative(2 * Z)


@accepted("activations", targets=("relu_derivative",))
def relu_slope_by_choice(Z: Any) -> Any:
    """A choice entry by entry, of whole numbers."""
    return np.where(Z > 0, 1, 0)


@accepted("activations", targets=("relu_derivative",))
def relu_slope_by_comparison(Z: Any) -> Any:
    """Booleans."""
    return Z > 0


@accepted("activations", targets=("relu_derivative",))
def relu_slope_by_step_function(Z: Any) -> Any:
    """The step function of NumPy, 0 at 0."""
    return np.heaviside(Z, 0)


@accepted("activations", targets=("relu_derivative",))
def relu_slope_from_output(Z: Any) -> Any:
    """A comparison of the outputs, which are positive where Z is."""
    return np.sign(relu(Z))


@accepted("activations", targets=("relu_derivative",))
def relu_slope_in_new_array(Z: Any) -> Any:
    """Ones written into an array of zeros."""
    slope = np.zeros_like(Z)
    slope[Z > 0] = 1
    return slope
