"""What a check expects of a Keras model, read from its plain description (`describe.describe_model`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .describe import Plain, clean_text
from .expect import CheckFailed, show_kind
from .targets import Target

Layer = dict[str, Plain]
"""The description of one layer: class, units, activation, shapes."""

_ACTIVATION_LAYERS = ("Activation", "ReLU", "Softmax")
_NO_MODEL = "No model is made yet, or the name was given what `compile()` or `summary()` returns: None."
_NUMBERS = ("no", "one", "two", "three", "four", "five")


def expect_model(model: Target, input_width: int) -> None:
    """Demand that the target is a Keras model; one that was never told its input is built for this width."""
    described = model.describe(input_width)
    if described["kind"] == "model":
        return
    found = show_kind(described["value"]) if described["kind"] == "value" else f"a {described['kind']}"
    raise CheckFailed(
        f"`{model.name}` is {found}; expected a Keras model.",
        yours=found,
        expected="a Keras model",
        hint=_NO_MODEL if found == "None" else "",
    )


def layers_of(model: Target, input_width: int) -> list[Layer]:
    """Return the description of each layer but the input.

    An activation that stands as a layer of its own counts as part of the layer before it, if that has none.
    """
    layers: list[Layer] = []
    for layer in model.describe(input_width)["layers"]:
        if layers and layer["class"] in _ACTIVATION_LAYERS and layers[-1]["activation"] == "linear":
            layers[-1] = {**layers[-1], "activation": layer["activation"]}
        else:
            layers.append(layer)
    return layers


def expect_dense_layers(model: Target, input_width: int, count: int) -> None:
    """Demand at least one layer, each a Dense layer; how many are wanted in the end stands in the message."""
    layers = layers_of(model, input_width)
    if not layers:
        raise CheckFailed(f"`{model.name}` has no layers yet; expected {_NUMBERS[count]} Dense layers.")
    for i, layer in enumerate(layers):
        expect_in_layer(model, layers, i, "is of type", layer["class"], "Dense")


def expect_input_width(model: Target, input_width: int) -> None:
    """Demand that the model takes this many numbers per example."""
    described = model.describe(input_width)
    if not described["layers"]:
        raise CheckFailed(f"`{model.name}` has no layers yet that could take an example.")
    shape = described["input_shape"]
    if shape == [input_width]:
        return
    if isinstance(shape, list) and len(shape) > 1:
        found, wanted = f"({', '.join(map(str, shape))})", f"({input_width},)"
        raise CheckFailed(
            f"`{model.name}` takes examples of shape {found}; expected {wanted}.",
            yours=found,
            expected=wanted,
            hint=f"One example is a row of {input_width} numbers; how many examples there are is left open.",
        )
    width = shape[0] if shape else "an unknown number of"
    raise CheckFailed(
        f"`{model.name}` takes {width} numbers per example; expected {input_width}.",
        yours=f"{width} inputs",
        expected=f"{input_width} inputs",
    )


def expect_layer_count(model: Target, input_width: int, count: int) -> None:
    """Demand this many layers, the input not counted."""
    n = len(layers_of(model, input_width))
    if n != count:
        found = _counted(n, "layer")
        raise CheckFailed(
            f"`{model.name}` has {found}; expected {count}, not counting the input.",
            yours=found,
            expected=_counted(count, "layer"),
        )


def expect_hidden_units(model: Target, input_width: int, units: Sequence[int]) -> None:
    """Demand that the first layers have these numbers of units."""
    layers = layers_of(model, input_width)
    for i, wanted in enumerate(units):
        _expect_units(model, layers, i, wanted)


def expect_output_units(model: Target, input_width: int, units: int) -> None:
    """Demand that the last layer has this number of units."""
    layers = layers_of(model, input_width)
    _expect_units(model, layers, len(layers) - 1, units)


def expect_hidden_activations(model: Target, input_width: int, activation: str, called: str) -> None:
    """Demand an activation, known to students as `called`, in every layer but the last."""
    layers = layers_of(model, input_width)
    if len(layers) == 1:
        raise CheckFailed(f"`{model.name}` has no hidden layer; expected two with the {called} activation.")
    for i in range(len(layers) - 1):
        found = layers[i]["activation"]
        if found is not None:  # None: only what the network computes can tell, which hidden checks look at
            expect_in_layer(model, layers, i, "has the activation", found, activation)


def expect_output_activation(
    model: Target, input_width: int, activation: str, remarks: Mapping[str, str] | None = None
) -> None:
    """Demand an activation of the last layer; `remarks` holds what to say of some others, by their names."""
    layers = layers_of(model, input_width)
    found = layers[-1]["activation"]
    if found not in (activation, None):
        remark = (remarks or {}).get(str(found))
        wanted = f"{activation}: {remark}" if remark else activation
        expect_in_layer(model, layers, len(layers) - 1, "has the activation", found, wanted)


def expect_in_layer(model: Target, layers: list[Layer], i: int, verb: str, found: str, wanted: str) -> None:
    """Demand that what was found in layer i is what was wanted; the message counts layers from 1.

    Args:
        model: the model, for its name.
        layers: the description of its layers.
        i: index of the layer, from 0.
        verb: what joins layer and finding, such as "has the activation".
        found: what the layer has, as a text that may hold a student's names.
        wanted: what it should have.
    """
    if found == wanted:
        return
    found = clean_text(found, 60)
    lead = f"In `{model.name}`, layer {i + 1} of {len(layers)} {verb}"
    raise CheckFailed(f"{lead} {found}; expected {wanted}.", yours=found, expected=wanted, lead=lead)


def _expect_units(model: Target, layers: list[Layer], i: int, units: int) -> None:
    if layers[i]["units"] != units:
        expect_in_layer(
            model, layers, i, "has", _counted(layers[i]["units"], "unit"), _counted(units, "unit")
        )


def _counted(n: Plain, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"
