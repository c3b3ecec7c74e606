"""What a check expects of a value made of parts: a tuple of results, a dictionary of arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from numpy.typing import ArrayLike

from .describe import Plain, clean_text
from .error_hints import NOTHING_RETURNED
from .expect import Array, CheckFailed, expect_array, expect_shape, show_kind


def expect_parts(value: Plain, names: Sequence[str], call: str) -> Sequence[Plain]:
    """Demand a tuple (or a list) of as many parts as there are names, and return it.

    Args:
        value: what came back.
        names: what the parts are called in the text, such as `("A2", "cache")`.
        call: how the answer was called, for the message.
    """
    wanted = f"{len(names)} values: {', '.join(names)}"
    is_sequence = isinstance(value, list | tuple)
    if is_sequence and len(value) == len(names):
        return value  # type: ignore[no-any-return]
    found = f"{len(value)} values" if is_sequence else show_kind(value)
    raise CheckFailed(
        f"{call} returned {found}; expected {wanted}.",
        yours=found,
        expected=wanted,
        lead=f"{call} returned",
        hint=NOTHING_RETURNED if value is None else "",
    )


def expect_entries(
    value: Plain, keys: Iterable[str], call: str, verb: str = "returned"
) -> Mapping[str, Plain]:
    """Demand a dictionary with these keys, none of them None; further keys do no harm.

    Args:
        value: what came back.
        keys: what it must hold.
        call: how the answer was called, or what else the value is, for the message.
        verb: what joins the two: "returned", or "is".
    """
    wanted = list(keys)
    listed = ", ".join(wanted)
    if not isinstance(value, dict):
        found = show_kind(value)
        raise CheckFailed(
            f"{call} {verb} {found}; expected a dictionary with the keys {listed}.",
            yours=found,
            expected=f"a dictionary with the keys {listed}",
            lead=f"{call} {verb}",
            hint=NOTHING_RETURNED if value is None else "",
        )
    missing = [key for key in wanted if key not in value]
    if missing:
        found = ", ".join(clean_text(str(key), 40) for key in value) or "none"
        raise CheckFailed(
            f"{call} {verb} a dictionary without {', '.join(missing)}; its keys are {found}.",
            yours=found,
            expected=listed,
            lead=f"{call} {verb} a dictionary with the keys",
        )
    empty = [key for key in wanted if value[key] is None]
    if empty:
        raise CheckFailed(
            f"{call} {verb} a dictionary in which {' and '.join(empty)} is None; expected arrays.",
            hint=NOTHING_RETURNED,
        )
    return value


def expect_entry_shapes(
    value: Plain, shapes: Mapping[str, tuple[int, ...]], call: str, verb: str = "returned"
) -> Mapping[str, Array]:
    """Demand a dictionary of arrays with these shapes, and return it; see `expect_entries`."""
    entries = expect_entries(value, shapes, call, verb)
    return {
        key: expect_shape(entries[key], shape, f"{call}: `{key}`", verb="is") for key, shape in shapes.items()
    }


def expect_entry_values(
    value: Plain, expected: Mapping[str, ArrayLike], call: str, verb: str = "returned"
) -> None:
    """Demand a dictionary of arrays equal to the expected ones in shape and values."""
    entries = expect_entries(value, expected, call, verb)
    for key, wanted in expected.items():
        expect_array(entries[key], wanted, f"{call}: `{key}`", verb="is")


def expect_number(value: Plain, expected: float, call: str) -> None:
    """Demand one number, a float or an array without axes, with this value."""
    expect_array(value, float(expected), call)
