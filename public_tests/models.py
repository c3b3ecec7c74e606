"""What a check expects of a Keras model, read from its plain description (`describe.describe_model`)."""

from __future__ import annotations

from .describe import Plain, clean_text
from .expect import CheckFailed, show_kind
from .targets import Target


def expect_model(model: Target, input_width: int) -> None:
    """Demand that the target is a Keras model; one that was never told its input is built for this width."""
    described = model.describe(input_width)
    if described["kind"] == "model":
        return
    found = show_kind(described["value"]) if described["kind"] == "value" else f"a {described['kind']}"
    raise CheckFailed(
        f"`{model.name}` is {found}; expected a Keras model.", yours=found, expected="a Keras model"
    )


def layers_of(model: Target, input_width: int) -> list[dict[str, Plain]]:
    """Return the description of each layer but the input: class, units, activation, shapes."""
    layers: list[dict[str, Plain]] = model.describe(input_width)["layers"]
    return layers


def expect_in_layer(
    model: Target, layers: list[dict[str, Plain]], i: int, verb: str, found: str, wanted: str
) -> None:
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
