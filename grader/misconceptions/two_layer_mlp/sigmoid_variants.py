"""Right answers to `sigmoid` of two_layer_mlp, in the forms in which students write them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import accepted


@accepted("sigmoid")
def two_lines(x: Any) -> Any:
    """The power first, then the fraction."""
    power = np.exp(-x)
    return 1.0 / (1.0 + power)


@accepted("sigmoid")
def hyperbolic_tangent_at_half(x: Any) -> Any:
    """The hyperbolic tangent at x / 2, moved and scaled: no overflow anywhere."""
    return 0.5 * (1 + np.tanh(x / 2))


@accepted("sigmoid")
def both_sides(x: Any) -> Any:
    """The stable form: another fraction for each sign of x."""
    power = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 + power), power / (1 + power))


@accepted("sigmoid")
def number_e(x: Any) -> Any:
    """The number e to a power, and a power of the whole."""
    return (1 + np.e ** (-x)) ** -1


@accepted("sigmoid")
def logarithms_added(x: Any) -> Any:
    """The exponential of the negative logarithm of the denominator."""
    return np.exp(-np.logaddexp(0, -x))


@accepted("sigmoid")
def entry_by_entry(x: Any) -> Any:
    """A loop over all entries, of whatever shape."""
    x = np.asarray(x, dtype=float)
    s = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        s[i] = 1 / (1 + np.exp(-x[i]))
    return s


@accepted("sigmoid")
def vectorised_formula(x: Any) -> Any:
    """A formula for one number that NumPy applies to every entry."""
    return np.vectorize(lambda z: 1 / (1 + np.exp(-z)))(x)


@accepted("sigmoid")
def single_precision(x: Any) -> Any:
    """All arithmetic in 32 bits."""
    return 1 / (1 + np.exp(-np.asarray(x, dtype="float32")))


@accepted("sigmoid", alone=True)
def list_of_values(x: Any) -> Any:
    """Lists of numbers instead of arrays."""
    s = 1 / (1 + np.exp(-np.asarray(x)))
    return s.tolist()
