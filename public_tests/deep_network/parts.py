"""What the checks of deep_network expect of a part of a result: its kind, a text, one of several arrays."""

from __future__ import annotations

from collections.abc import Sequence

from ..describe import Plain, clean_text
from ..error_hints import NOTHING_RETURNED
from ..expect import Array, CheckFailed, as_array, close, expect_array, show_kind


def expect_numbers(value: Plain, what: str) -> Array:
    """Demand an array of numbers of any shape, and return it."""
    array = as_array(value)
    if array is None:
        raise _another(what, value, "an array of numbers")
    return array


def expect_kind(value: Plain, kind: type | tuple[type, ...], wanted: str, what: str) -> None:
    """Demand a value of a type, or of one of several; `wanted` says which, in words."""
    if not isinstance(value, kind):
        raise _another(what, value, wanted)


def expect_text(value: Plain, wanted: str, what: str) -> None:
    """Demand this text."""
    if not isinstance(value, str) or value != wanted:
        raise _another(what, value, f'"{wanted}"')


def expect_either(value: Plain, accepted: Sequence[Array | None], expected: Array, what: str) -> None:
    """Demand an array that is one of the accepted ones, or else the expected one.

    Args:
        value: what came back.
        accepted: arrays that are right where an earlier result of the answer is wrong; None is passed over.
        expected: what is right if all else is, for the message.
        what: names the value, for the message.
    """
    array = as_array(value)
    if array is None or not any(wanted is not None and close(array, wanted) for wanted in accepted):
        expect_array(value, expected, what, verb="is")


def _another(what: str, value: Plain, wanted: str) -> CheckFailed:
    found = f'"{clean_text(value, 40)}"' if isinstance(value, str) else show_kind(value)
    return CheckFailed(
        f"{what} is {found}; expected {wanted}.",
        yours=found,
        expected=wanted,
        lead=f"{what} is",
        hint=NOTHING_RETURNED if value is None else "",
    )
