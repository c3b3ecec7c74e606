"""Changes of the reference solutions of multiclass_digits that mean the same: change -> reason."""

from __future__ import annotations

from collections.abc import Mapping

_DEFAULT = "a Dense layer is linear unless it is told otherwise"
_FREE_NAME = "the names of layers are free: only the summary shows them"

EQUIVALENT: Mapping[str, Mapping[str, str]] = {
    "model": {
        "tf.keras.Input(shape=(400,)) -> nothing": "a network without an input takes its width from the data",
        "Dense(25, activation='relu', name='L1') -> Dense(25, activation='relu')": _FREE_NAME,
        "Dense(15, activation='relu', name='L2') -> Dense(15, activation='relu')": _FREE_NAME,
        "Dense(10, activation='linear', name='L3') -> Dense(10, activation='linear')": _FREE_NAME,
        "Dense(10, activation='linear', name='L3') -> Dense(10, name='L3')": _DEFAULT,
    }
}
