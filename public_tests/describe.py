"""A student's answer as plain data.

The same functions run in the student's notebook and in the worker, so a check sees the same thing in both:
numbers, strings, lists, tuples, dictionaries and arrays of exact types, never an object with behaviour of
its own.  Nothing here imports TensorFlow; a tensor or a model is recognised only where the student's code
has imported the library already.
"""

from __future__ import annotations

import re
import sys
import traceback
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np

Plain = Any
"""None, bool, int, float, str, list, tuple, dict, ndarray of bool, int or float, `Tensor` or `Opaque`."""

MAX_DEPTH = 12
"""Nesting of lists and dictionaries that is still looked into."""

MAX_TEXT = 400
"""Characters kept of a text that a student's code produced (an error message, a type's name)."""

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{5,}\b")
_FOLDERS = re.compile(r"(?<![\w./])(?:/[\w.@+-]+)+/(?=[\w.@+-])")
"""Folders of an absolute path: they name one machine, and a result must read the same on all."""

_ENTRIES = {"c": "complex numbers", "U": "texts", "S": "bytes"}

_ACTIVATION_POINTS = np.array([[-2.5, -0.5, 0.25, 1.0, 3.0, 1000.0]], dtype="float32")
"""Where activations are told apart; the last point is for those that are cut off somewhere, such as relu6."""


@dataclass(frozen=True)
class Tensor:
    """The numbers of a TensorFlow tensor; a check may accept it like the array that it holds."""

    array: np.ndarray[Any, Any]


@dataclass(frozen=True)
class Opaque:
    """Something that is not plain data; all that is known of it is the name of its type."""

    type_name: str


def clean_text(text: str, limit: int = MAX_TEXT) -> str:
    """Return `text` in one line, without control, ANSI or bidirectional characters, cut at `limit`."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: 4 * limit])
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def type_name(value: object) -> str:
    """Return the name of a value's type, cleaned: a class may carry any name."""
    name = type.__dict__["__name__"].__get__(type(value))  # past a metaclass, which may say anything
    return clean_text(name, 60)


def plain(value: object, depth: int = 0) -> Plain:
    """Return `value` as plain data of exact built-in types; what has no plain form becomes `Opaque`.

    Args:
        value: anything.
        depth: how deep inside lists and dictionaries this value stands.
    """
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if isinstance(value, np.generic) and value.dtype.kind in "biuf":
        return value.item() if value.dtype.itemsize <= 8 else float(value)
    if isinstance(value, np.ndarray):
        return _plain_array(value)
    if _is_tensor(value):
        array = np.array(value.numpy())  # type: ignore[attr-defined]
        return Tensor(array) if array.dtype.kind in "biuf" else Opaque(type_name(value))
    if depth < MAX_DEPTH and kind in (list, tuple):
        items = [plain(item, depth + 1) for item in value]  # type: ignore[attr-defined]
        return items if kind is list else tuple(items)
    if depth < MAX_DEPTH and kind is dict:
        return {plain(k, depth + 1): plain(v, depth + 1) for k, v in value.items()}  # type: ignore[attr-defined]
    return Opaque(type_name(value))


def _plain_array(array: np.ndarray[Any, Any]) -> Plain:
    """Return a bare copy of an array of numbers, also where its dtype is `object`, else an `Opaque`."""
    kind = array.dtype.kind
    if kind == "O":
        items = [plain(item, MAX_DEPTH) for item in array.ravel().tolist()]
        if items and all(type(item) in (bool, int, float) for item in items):
            return np.array(items, dtype=float).reshape(array.shape)
    if kind in "biuf":
        return np.array(array, copy=True, subok=False)
    return Opaque(f"array of {_ENTRIES.get(kind, 'objects')}")


def describe_error(error: BaseException) -> str:
    """Say in one line what an exception is and which line of the student's code raised it.

    Memory addresses and the folders of absolute paths are left out: they differ from run to run.
    """
    try:
        text = clean_text(_FOLDERS.sub("", _ADDRESS.sub("0x...", str(error)[:5000])), 200)
    except BaseException:  # the text is a student's code too, and may even ask to exit
        text = "its text cannot be read"
    said = f"{type_name(error)}: {text}" if text else type_name(error)
    if isinstance(error, SyntaxError):
        return f"{said.partition(' (')[0]} (line {error.lineno})" if error.lineno else said
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if _is_cell(frame.filename):
            code = f": {clean_text(frame.line, 80)}" if frame.line else ""
            return f"{said} (line {frame.lineno}{code})"
    return said


def describe_target(value: object, input_width: int | None = None) -> Plain:
    """Describe what a name holds.

    Args:
        value: the answer: a function, a Keras model, or plain data.
        input_width: numbers per example; a model that was never told its input is built for it.

    Returns:
        `{"kind": "model", ...}` (see `describe_model`), `{"kind": "function"}`, or
        `{"kind": "value", "type": name of the type, "value": plain data}`.
    """
    if is_keras_model(value):
        return describe_model(value, input_width)
    if callable(value):
        return {"kind": "class" if isinstance(value, type) else "function"}
    return {"kind": "value", "type": type_name(value), "value": plain(value)}


def describe_model(model: Any, input_width: int | None = None) -> dict[str, Plain]:
    """Describe a Keras model layer by layer, without its numbers.

    Returns:
        kind, class, input_shape (of one example, a list, or None), layers: a list of {class, units,
        activation, shapes}, where `activation` is a name recognised by what the function does, None where
        that cannot be told from the layer, and `shapes` are those of the weights.
    """
    keras = sys.modules["keras"]
    if input_width is not None:
        _build(keras, model, input_width)
    layers = _layers(keras, model)
    is_own_class = type(model).__module__.partition(".")[0] != "keras"
    described = []
    for layer in layers:
        activation = _activation_name(keras, layer)
        if is_own_class and activation == "linear":
            activation = None  # its `call` may apply any
        described.append(
            {
                "class": type_name(layer),
                "units": plain(getattr(layer, "units", None)),
                "activation": activation,
                "shapes": [list(map(int, weight.shape)) for weight in layer.weights],
            }
        )
    shape = getattr(model, "input_shape", None) if model.built and layers else ()
    if shape is None:  # a class of the student's own: only its weights tell
        shape = next(((None, s[0]) for layer in described for s in layer["shapes"] if len(s) == 2), ())
    known = plain(list(shape[1:])) if isinstance(shape, tuple | list) and shape else None
    return {"kind": "model", "class": type_name(model), "input_shape": known, "layers": described}


def model_weights(model: Any) -> Plain:
    """Return a model's weights: a list of arrays per layer, `[W (n, units), b (units,)]` if dense."""
    layers = _layers(sys.modules["keras"], model)
    return [plain([np.array(w) for w in layer.get_weights()]) for layer in layers if layer.weights]


def model_outputs(model: Any, X: np.ndarray[Any, Any]) -> Plain:
    """Return what the model gives for `X`, shape (m, n), as an array (m, units of the last layer)."""
    return np.array(model(X.astype("float32"), training=False))


def is_keras_model(value: object) -> bool:
    """Tell whether `value` is a Keras model, without importing Keras."""
    keras = sys.modules.get("keras")
    return keras is not None and hasattr(keras, "Model") and isinstance(value, keras.Model)


def _layers(keras: Any, model: Any) -> list[Any]:
    """Return a model's layers but the input; a model that stands as a layer counts by its own layers."""
    layers: list[Any] = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            layers += _layers(keras, layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            layers.append(layer)
    return layers


def _build(keras: Any, model: Any, input_width: int) -> None:
    """Give a model its weights where it has none yet: layers in a row by their input, others by one call."""
    if isinstance(model, keras.Sequential):
        if model.built or not _layers(keras, model):
            return
        model.build((None, input_width))
    if not model.built or not all(layer.built for layer in _layers(keras, model)):
        model(np.zeros((1, input_width), dtype="float32"), training=False)


def _is_tensor(value: object) -> bool:
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None or not hasattr(tensorflow, "Tensor"):
        return False
    keras = sys.modules.get("keras")
    kinds = (tensorflow.Tensor, tensorflow.Variable)
    return isinstance(value, kinds) or (keras is not None and isinstance(value, keras.Variable))


def _activation_name(keras: Any, layer: Any) -> str | None:
    """Name a layer's activation: Keras's own functions at once, others by their values at a few points."""
    is_activation = isinstance(layer, keras.layers.ReLU | keras.layers.Softmax)
    function = layer if is_activation else getattr(layer, "activation", None)
    if function is None:
        return None
    names = ("linear", "sigmoid", "relu", "tanh", "softmax")
    for name in names:
        if function is getattr(keras.activations, name):
            return name
    try:
        values = np.array(function(keras.ops.convert_to_tensor(_ACTIVATION_POINTS)))
    except Exception as error:  # a student's own activation may do anything
        return f"a function that raises {type_name(error)}"
    for name, known in zip(names, _known_values(_ACTIVATION_POINTS), strict=True):
        if values.shape == known.shape and np.allclose(values, known, rtol=1e-5, atol=1e-6):
            return name
    return clean_text(str(getattr(function, "__name__", type_name(function))), 60)


def _known_values(z: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], ...]:
    """Values of linear, sigmoid, relu, tanh and softmax at `z`, in this order."""
    powers = np.exp(z - z.max())
    return z, 0.5 * (1 + np.tanh(z / 2)), np.maximum(z, 0), np.tanh(z), powers / powers.sum()


def _is_cell(filename: str) -> bool:
    """Tell whether a frame's file is a cell of a notebook: IPython's and the worker's names for one."""
    return filename.startswith(("<cell ", "<ipython-input")) or "ipykernel_" in filename
