"""Changes of the reference solutions of two_layer_mlp that mean the same: change -> reason."""

from __future__ import annotations

from collections.abc import Mapping

_DRAW = "1 / np.sqrt(n_h) * np.random.randn(n_y, n_h)"
_NO_MEAN = "the mean of the weights, mu, is 0: adding it or not is the same"

EQUIVALENT: Mapping[str, Mapping[str, str]] = {
    "initialize_parameters": {
        f"{_DRAW} + mu -> {_DRAW} - mu": _NO_MEAN,
        f"{_DRAW} + mu -> {_DRAW}": _NO_MEAN,
    },
    "compute_cost": {"A2 - Y -> Y - A2": "the square of a difference does not depend on its sign"},
    "predict": {
        "A2 > 0.5 -> A2 >= 0.5": "an output of exactly 0.5 does not occur, and may be answered either way"
    },
}
