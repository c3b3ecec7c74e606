"""Arguments for public cases of the labs that compute with NumPy: fixed small networks and inputs."""

from __future__ import annotations

import numpy as np

from autils.networks import debug_inputs, debug_parameters

from .cases import Shown


def network(*layer_sizes: int, scale: float = 0.5) -> Shown:
    """Return the parameters of `autils.debug_parameters`, as a case's argument."""
    scaled = "" if scale == 0.5 else f", scale={scale:g}"
    code = f"debug_parameters({list(layer_sizes)}{scaled})"
    return Shown(code, lambda: debug_parameters(layer_sizes, scale))


def inputs(n: int, m: int) -> Shown:
    """Return the inputs of `autils.debug_inputs`, as a case's argument."""
    return Shown(f"debug_inputs({n}, {m})", lambda: debug_inputs(n, m))


def labels(*values: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return labels of 0 and 1 as a row, shape (1, m)."""
    return np.array([values], dtype=float)
