"""Changes of the reference solutions of deep_network that mean the same: change -> reason."""

from __future__ import annotations

from collections.abc import Mapping

_ONLY_SLOWER = "the update has no use for dA0: computing it costs time alone"
_FITS = "numbers of the columns fit the columns as a vector as well as as a row"

EQUIVALENT: Mapping[str, Mapping[str, str]] = {
    "activations": {"np.maximum(Z, 0) -> np.maximum(0, Z)": "of two numbers the larger, in either order"},
    "softmax": {
        "np.max(Z, axis=0, keepdims=True) -> np.max(Z, axis=0)": _FITS,
        "np.sum(exponentials, axis=0, keepdims=True) -> np.sum(exponentials, axis=0)": _FITS,
        "True -> False": _FITS,
    },
    "training": {
        "model_backward(AL, Y_batch, caches, input_gradient=False) -> model_backward(AL, Y_batch, caches)": (
            _ONLY_SLOWER
        ),
        "False -> True": _ONLY_SLOWER,
    },
}
