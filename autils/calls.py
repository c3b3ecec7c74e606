"""A function that a student wrote, called for a figure: its numbers, or what is wrong in one sentence."""

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from autils.images import Array, counted
from autils.style import RED

Function = Callable[[Array], Any]

_LONGEST = 70  # characters of a student's error that are shown
_FEW = 8  # numbers, up to which all are listed


def outputs_of(function: Function, name: str, inputs: Array) -> tuple[Array | None, str]:
    """Return what a student's function makes of the inputs, or None and what is wrong with that.

    Args:
        function: what to call; it should return one finite number per input.
        name: what the student calls it.
        inputs: shape (N,); the function gets a copy.

    Returns:
        The outputs, shape (N,), and ""; or None and a sentence without its full stop.
    """
    wanted = f"it should return {counted(len(inputs), 'number')}"
    try:
        returned = function(inputs.copy())
    except Exception as error:  # whatever a student's function does is the student's to see
        first_line = next(iter(str(error).splitlines()), "")
        said = f": {textwrap.shorten(first_line, _LONGEST, placeholder=' ...')}" if first_line else ""
        return None, f"{name} raised {type(error).__name__}{said}"
    if returned is None:
        return None, f"{name} returned None; {wanted}"
    try:
        outputs = np.asarray(returned, dtype=float)
    except (TypeError, ValueError):
        return None, f"{name} returned a {type(returned).__name__}; {wanted}"
    if outputs.shape != inputs.shape:
        return None, f"{name} returned shape {outputs.shape}; {wanted}, shape {inputs.shape}"
    is_finite = np.isfinite(outputs)
    if not is_finite.all():
        first = int(np.argmin(is_finite))
        shown = listed(outputs, "g") if len(outputs) <= _FEW else f"{outputs[first]:g} for {inputs[first]:g}"
        return None, f"{name} returned {shown}; every output should be a finite number"
    return outputs, ""


def write_complaint(ax: Axes, complaint: str, line: int, x: float = 0) -> None:
    """Clear the axes and write a sentence on them, in lines of that many characters."""
    ax.clear()
    ax.set_axis_off()
    looks: dict[str, Any] = {"color": RED, "fontweight": "bold", "linespacing": 1.5, "in_layout": False}
    wrapped = textwrap.fill(complaint + ".", line)
    ax.text(x, 0.5, wrapped, transform=ax.transAxes, va="center", fontsize=9.5, **looks)


def listed(values: ArrayLike, form: str) -> str:
    """Return numbers with commas between them."""
    return ", ".join(format(value, form) for value in np.asarray(values, dtype=float))
