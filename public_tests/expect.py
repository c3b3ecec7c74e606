"""What a check expects of a value, layer by layer: kind, shape, type of the numbers, values.

Each function returns the value in its simplest form or raises `CheckFailed` at the first layer that does not
hold, with a message built from the very values that were compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .calls import Returned
from .describe import Opaque, Plain, Tensor, clean_text
from .error_hints import NOTHING_RETURNED
from .targets import Target

RTOL = 1e-6
ATOL = 1e-7
"""Tolerances for a student's result: float32 arithmetic is right."""

Array = np.ndarray[Any, Any]


class CheckFailed(Exception):
    """The answer does not behave as a check demands; the text says what came back and what was expected.

    Attributes:
        lead: the first part of the text, fit to stand above `yours` and `expected`.
        yours: what came back, for a side-by-side view; may have several lines.
        expected: what should have come back.
        hint: a nudge that fits this failure better than the check's own.
    """

    def __init__(
        self,
        message: str,
        *,
        yours: str | None = None,
        expected: str | None = None,
        lead: str | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.yours = yours
        self.expected = expected
        self.lead = lead
        self.hint = hint


def expect_function(target: Target) -> None:
    """Demand that the target is a function that can be called."""
    described = target.describe()
    if described.get("kind") not in ("function", "model"):
        found = "a class" if described.get("kind") == "class" else show_kind(described.get("value"))
        raise CheckFailed(
            f"`{target.name}` is {found}; expected a function.", yours=found, expected="a function"
        )


def expect_array(
    value: Plain, expected: ArrayLike, call: str, may_add_axes: bool = False, verb: str = "returned"
) -> Array:
    """Demand an array of numbers equal to `expected` in shape and values.

    Args:
        value: what came back; an array, a tensor, or a list or tuple of numbers.
        expected: what should have come back.
        call: how it was called, for the message.
        may_add_axes: whether further axes of length 1 are passed over.
        verb: what joins the call, or what else `call` names, and the value.

    Raises:
        CheckFailed: at the first layer that fails: kind, shape, values.
    """
    wanted = np.asarray(expected)
    array = expect_shape(value, wanted.shape, call, may_add_axes, verb)
    if not np.all(np.isfinite(array) | ~np.isfinite(wanted)):
        raise _differs(f"{call} {verb} nan or inf:", array, wanted)
    if not close(array, wanted):
        raise _differs(f"{call} {verb}", array, wanted)
    return array


def expect_shape(
    value: Plain, shape: tuple[int, ...], call: str, may_add_axes: bool = False, verb: str = "returned"
) -> Array:
    """Demand an array of numbers of this shape; further axes of length 1 are passed over if they may be."""
    array = as_array(value)
    if may_add_axes and array is not None and array.ndim > len(shape):
        kept = tuple(n for n in array.shape if n != 1)
        array = array.reshape(shape) if kept == tuple(n for n in shape if n != 1) else array
    if array is None or array.shape != shape:
        wanted = f"an array of shape {shape}" if shape else "a number"
        hint = NOTHING_RETURNED if value is None else ""
        raise _another(f"{call} {verb}", show_kind(value), wanted, hint)
    return array


def expect_unchanged(returned: Returned, names: Sequence[str], call: str) -> None:
    """Demand that a call left its arguments, known by `names`, as they were."""
    changed = " and ".join(f"`{names[i]}`" for i in returned.changed)
    if changed:
        raise CheckFailed(
            f"{call} changed its argument {changed}; expected the arguments to stay as they were."
        )


def as_array(value: Plain) -> Array | None:
    """Return plain data as an array of numbers, or None if it is none (ragged lists and texts are none)."""
    if isinstance(value, Tensor):
        return value.array
    if isinstance(value, bool | int | float | np.ndarray):
        return np.asarray(value)
    return _nested_array(value) if isinstance(value, list | tuple) else None


def close(a: Array, b: Array) -> bool:
    """Tell whether two arrays have one shape and the same values within the tolerances."""
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=RTOL, atol=ATOL, equal_nan=True))


def same_values(a: Plain, b: Plain) -> bool:
    """Tell whether two pieces of plain data agree, numbers within the tolerances."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same_values(a[k], b[k]) for k in a)
    x, y = as_array(a), as_array(b)
    if x is not None and y is not None:
        return close(x, y)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(same_values(p, q) for p, q in zip(a, b, strict=True))
    return type(a) is type(b) and bool(a == b)


def show_kind(value: Plain) -> str:
    """Name what a value is, for a sentence: "None", "a text", "a DataFrame", "an array of shape (2,)"."""
    if value is None:
        return "None"
    array = as_array(value)
    if array is not None:
        return f"an array of shape {array.shape}" if array.ndim else f"the number {show_array(array)}"
    if isinstance(value, Opaque):
        is_array = value.type_name.startswith("array of ")
        return f"an {value.type_name}" if is_array else f"a value of type {clean_text(value.type_name, 60)}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} {_show_parts(value)}"
    name = type(value).__name__
    return f"a {'text' if name == 'str' else 'dictionary' if name == 'dict' else name}"


def _show_parts(items: Sequence[Plain]) -> str:
    """Say what a list that is no array holds: texts, None, objects of one type, or unequal parts."""
    kinds = {item.type_name if isinstance(item, Opaque) else type(item).__name__ for item in items}
    if len(kinds) != 1 or kinds & {"list", "tuple", "ndarray", "Tensor", "dict"}:
        return "of unequal parts"
    (kind,) = kinds
    return {"str": "of texts", "NoneType": "of None"}.get(kind, f"of {clean_text(kind, 60)} objects")


def show_array(array: ArrayLike, digits: int = 6) -> str:
    """Print an array in one line: at most 12 numbers, `digits` significant digits."""
    values = np.asarray(array)
    if values.ndim and values.size > 12:
        head = ", ".join(_number(v, digits) for v in values.ravel()[:8])
        return f"[{head}, ...] ({values.size} numbers, shape {values.shape})"
    if values.ndim == 0:
        return _number(values[()], digits)
    return f"[{', '.join(show_array(part, digits) for part in values)}]"


def digits_that_differ(array: ArrayLike, wanted: ArrayLike) -> int:
    """Return how many significant digits it takes to see the difference: 6, 10 or all 17."""
    return next((d for d in (6, 10) if show_array(array, d) != show_array(wanted, d)), 17)


def show_block(array: ArrayLike, digits: int = 6) -> str:
    """Print an array like `show_array`, a small matrix with its rows below each other."""
    values = np.asarray(array)
    if values.ndim != 2 or not 0 < values.size <= 12:
        return show_array(values, digits)
    cells = [[_number(v, digits) for v in row] for row in values]
    width = max(len(cell) for row in cells for cell in row)
    return "\n".join(f"[{', '.join(cell.rjust(width) for cell in row)}]" for row in cells)


def _nested_array(items: Sequence[Plain]) -> Array | None:
    """Return lists of numbers or of equal lists as an array: level by level, never number by number."""
    shape = [len(items)]
    while (kinds := set(map(type, items))) and kinds <= {list, tuple}:
        if len(set(map(len, items))) > 1:
            return None
        shape.append(len(items[0]))
        items = list(chain.from_iterable(items))
    if kinds <= {bool, int, float}:
        return np.asarray(items).reshape(shape)
    parts: list[Array] = []
    for item in items:  # arrays among them
        part = as_array(item)
        if part is None or part.shape != (parts or [part])[0].shape:
            return None
        parts.append(part)
    return np.stack(parts).reshape(*shape, *parts[0].shape)


def _number(value: Any, digits: int) -> str:
    return f"{value:.{digits}g}" if isinstance(value, np.floating) else str(value)


def _another(lead: str, found: str, wanted: str, hint: str) -> CheckFailed:
    message = f"{lead} {found}; expected {wanted}."
    return CheckFailed(message, yours=found, expected=wanted, lead=lead, hint=hint)


def _differs(lead: str, array: Array, wanted: Array) -> CheckFailed:
    if wanted.size > 12:
        apart = ~np.isclose(array, wanted, rtol=RTOL, atol=ATOL, equal_nan=True)
        index = tuple(int(i) for i in np.argwhere(apart)[0])
        lead, array, wanted = f"{lead}, at index {index},", array[index], wanted[index]
    digits = digits_that_differ(array, wanted)
    message = f"{lead} {show_array(array, digits)}; expected {show_array(wanted, digits)}."
    return CheckFailed(
        message, yours=show_block(array, digits), expected=show_block(wanted, digits), lead=lead
    )
