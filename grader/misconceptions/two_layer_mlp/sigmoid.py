"""Wrong answers to `sigmoid` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception


@misconception(
    "sigmoid", hint="For a large `x` the power below the line is to be small. What sign does that need?"
)
def forgets_minus(x: Any) -> Any:
    """The exponent has the wrong sign, so that the curve falls instead of rising."""
    return 1 / (1 + np.exp(x))


@misconception("sigmoid", hint="What does Python do first, the division or the sum? Brackets tell it.")
def forgets_brackets(x: Any) -> Any:
    """Without brackets, 1 is divided by 1, and the power is added to that."""
    return 1 / 1 + np.exp(-x)


@misconception("sigmoid", hint="What else stands below the line, besides the power?")
def forgets_one(x: Any) -> Any:
    """The 1 below the line is left out."""
    return 1 / np.exp(-x)


@misconception("sigmoid", hint="Look at the sign below the line.")
def subtracts_power(x: Any) -> Any:
    """The power is subtracted from 1 instead of added to it."""
    return 1 / (1 - np.exp(-x))


@misconception("sigmoid", hint="`np.tanh` lies between -1 and 1; the sigmoid between 0 and 1.")
def hyperbolic_tangent(x: Any) -> Any:
    """The hyperbolic tangent is returned, which lies between -1 and 1."""
    return np.tanh(x)


@misconception("sigmoid", hint="`np.tanh(x)` rises twice as fast as the sigmoid.")
def too_steep(x: Any) -> Any:
    """The curve has the right form, but is twice as steep as the sigmoid."""
    return (np.tanh(x) + 1) / 2


@misconception("sigmoid", hint="The derivative is a function of its own, and uses this one.")
def derivative(x: Any) -> Any:
    """The derivative of the sigmoid is returned instead of the sigmoid."""
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


@misconception("sigmoid", hint="The sigmoid replaces this step by a smooth curve.")
def step_function(x: Any) -> Any:
    """The step function is returned, which is 0 or 1 and nothing between."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


@misconception("sigmoid", hint="ReLU cuts off at 0; the formula here has a power in it.")
def relu(x: Any) -> Any:
    """The ReLU is returned, which cuts off what is below 0."""
    return np.maximum(x, 0)


@misconception("sigmoid", hint="Every entry is to be treated by itself.")
def shares_of_sum(x: Any) -> Any:
    """The powers are divided by their sum, as in a softmax."""
    return np.exp(x) / np.sum(np.exp(x))


@misconception("sigmoid", hint="`np.exp` takes e to the power of its argument.")
def powers_of_two(x: Any) -> Any:
    """Powers of 2 are used instead of powers of e."""
    return 1 / (1 + 2.0**-x)


@misconception("sigmoid", hint="Rounding is for printing alone.")
def rounds(x: Any) -> Any:
    """The values are rounded to three decimals."""
    return np.round(1 / (1 + np.exp(-x)), 3)


@misconception("sigmoid", hint="`math.exp` takes one number, `np.exp` whole arrays.")
def numbers_only(x: Any) -> Any:
    """The exponential function of Python's `math` is used, which takes no arrays."""
    import math

    return 1 / (1 + math.exp(-x))


@misconception("sigmoid", hint="A number has no entries to loop over; `np.exp` needs no loop.")
def arrays_only(x: Any) -> Any:
    """A loop over the entries is used, which does not work for a single number."""
    s = np.zeros(x.shape)
    for i in range(len(x)):
        s[i] = 1 / (1 + np.exp(-x[i]))
    return s


@misconception("sigmoid", hint="The result has the shape of `x`, a matrix for a matrix.")
def flattens(x: Any) -> Any:
    """A matrix comes back as a vector."""
    return 1 / (1 + np.exp(-np.ravel(x))) if np.ndim(x) else 1 / (1 + np.exp(-x))


@misconception("sigmoid", hint="One value for each entry of `x`: nothing is added up.")
def adds_up(x: Any) -> Any:
    """All values are added up to one number."""
    return np.sum(1 / (1 + np.exp(-x)))


@misconception("sigmoid", hint="`x *= -1` changes the caller's array; `-x` makes a new one.")
def writes_into_argument(x: Any) -> Any:
    """The argument itself gets the other sign on the way."""
    x *= -1
    return 1 / (1 + np.exp(x))
