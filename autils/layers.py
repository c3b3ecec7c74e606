"""The layers of a model that hold its units, however the model was written."""

from typing import Any


def dense_layers(model: Any) -> list[Any]:
    """Return the dense layers of a Keras model, in order.

    A dense layer is known by its ``units``. The input and activations that stand as layers of their own are
    left out; a model that stands as a layer counts by its own layers.

    Args:
        model: a Keras model; anything without layers has no dense ones.

    Returns:
        The layers themselves, not copies.
    """
    found: list[Any] = []
    for layer in getattr(model, "layers", ()):
        if hasattr(layer, "units"):
            found.append(layer)
        else:
            found += dense_layers(layer)
    return found
