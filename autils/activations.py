"""Activation functions in NumPy."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def sigmoid(z: ArrayLike) -> Any:
    """Squash numbers into (0, 1): g(z) = 1 / (1 + exp(-z)).

    For negative z the equal form exp(z) / (1 + exp(z)) is used, so that no power of e overflows.

    Args:
        z: a number, or an array of any shape; integers are fine.

    Returns:
        A float for a number, an array of the shape of `z` otherwise. float32 stays float32.

    Raises:
        TypeError: if `z` does not hold real numbers.
    """
    values = np.asarray(z)
    if values.dtype.kind not in "biuf":
        raise TypeError(f"sigmoid works on real numbers; it was given {type(z).__name__} of {values.dtype}.")
    if values.dtype.kind != "f":
        values = values.astype(np.float64)
    with np.errstate(under="ignore"):  # exp(-1000) is 0 to all digits that a float has
        small = np.exp(-np.abs(values))
    result = np.where(values >= 0, 1.0, small) / (1.0 + small)
    return float(result) if result.ndim == 0 else result
