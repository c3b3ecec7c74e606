"""The fixed small network of Part B of two_layer_mlp, and what forward propagation gives for it."""

from __future__ import annotations

import numpy as np

from ..cases import Shown
from ..known_results import Case
from ..networks import inputs, network
from .known import KNOWN

SIZES = (3, 4, 2)
"""Inputs, hidden units and outputs."""

FIVE = KNOWN.case("forward_propagation/five examples", X=inputs(3, 5), parameters=network(*SIZES))
ONE = KNOWN.case("forward_propagation/one example", X=inputs(3, 1), parameters=network(*SIZES))
TARGETS_OF_FIVE = np.array([[1.0, 0, 1, 0, 1], [0, 1, 0, 1, 0]])
TARGETS_OF_ONE = np.array([[0.0], [1]])


def forward(case: Case, part: int) -> Shown:
    """Return A2 (part 0) or the cache (part 1) of a case above, as an argument of another case."""
    X, parameters = (case.arguments[name].code for name in ("X", "parameters"))
    return case.shown(f"forward_propagation({X}, {parameters})[{part}]", part)
