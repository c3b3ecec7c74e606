"""How NumPy stretches arrays of different shapes to one shape."""

import operator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.drawing import Look, arrow, cells, sheet, write, write_shape
from autils.images import Array, number_text
from autils.style import (
    BLUE,
    GREEN,
    LINE,
    MUTED,
    PALE_BLUE,
    PALE_GREEN,
    PALE_VERMILION,
    RED,
    VERMILION,
    describe,
    styled,
)

Shape = tuple[int, ...]
Colours = tuple[str, str, str]  # of own cells, of copied numbers, of hatching

_COMBINE = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_SIGN = {"+": "+", "-": "\N{MINUS SIGN}", "*": "\N{MULTIPLICATION SIGN}"}
_VERB = {"+": "added", "-": "subtracted", "*": "multiplied"}
_SIDE = 0.36
_WIDTH = 7.6
_MOST = 6


@styled
def draw_broadcast(
    shape_a: Shape,
    shape_b: Shape,
    values_a: ArrayLike | None = None,
    values_b: ArrayLike | None = None,
    symbol: str = "+",
    alt: str | None = None,
) -> Figure:
    """Draw in three steps how two arrays are stretched to one shape and combined.

    Copied cells are hatched, grown sizes red and bold. The stretching is notional: NumPy makes no copies.

    Args:
        shape_a: shape of the left array, at most 2-D, sizes up to 6; () is a single number.
        shape_b: shape of the right array.
        values_a: numbers of the left array; None counts from 1.
        values_b: numbers of the right array; None counts from 1, a single number is 5.
        symbol: "+", "-" or "*".
        alt: text for ``fig.alt_text``; None describes shapes and result.

    Returns:
        The figure.

    Raises:
        ValueError: the shapes do not fit together, are too large to draw, or do not fit the values.
    """
    shape_a, shape_b = tuple(shape_a), tuple(shape_b)
    result_shape = np.broadcast_shapes(shape_a, shape_b)
    if symbol not in _SIGN:
        raise ValueError(f"symbol is {symbol!r}; choose one of {', '.join(_SIGN)}.")
    if len(result_shape) > 2 or max(result_shape, default=1) > _MOST:
        raise ValueError(f"Only arrays up to {_MOST} by {_MOST} can be drawn; got {shape_a} and {shape_b}.")
    a, b = _values(shape_a, values_a), _values(shape_b, values_b)
    result = _COMBINE[symbol](a, b)
    rows = _grid(result_shape)[0]
    arrays = (a, b, np.broadcast_to(a, result_shape), np.broadcast_to(b, result_shape), result)
    widths = [_grid(array.shape)[1] * _SIDE for array in arrays]
    gaps = (0.42, 0.74, 0.42, 0.74)
    scale = min(1.0, (_WIDTH - 0.5) / (sum(widths) + sum(gaps)))
    side = _SIDE * scale
    fig, ax = sheet(_WIDTH, 1.16 + rows * side)
    middle = 0.62 + rows * side / 2
    x = (_WIDTH - scale * (sum(widths) + sum(gaps))) / 2
    operands = ((PALE_BLUE, BLUE, "#9dcbe9"), (PALE_VERMILION, VERMILION, "#f0bd98"))
    looks = (*operands, *operands, (PALE_GREEN, GREEN, LINE))
    lefts = []
    for k, array in enumerate(arrays):
        lefts.append(x)
        original = (a, b, a, b, array)[k].shape
        _draw_array(ax, x, middle, array, original, side, looks[k])
        x += widths[k] * scale
        if k < 4:
            between = (x + gaps[k] * scale / 2, middle)
            if k == 1:
                arrow(ax, (between[0] - 0.17, middle), (between[0] + 0.17, middle))
            else:
                write(ax, *between, "=" if k == 3 else _SIGN[symbol], fontsize=16)
            x += gaps[k] * scale
    ends = [left + width * scale for left, width in zip(lefts, widths, strict=True)]
    titles = ("1  given", "2  stretched", f"3  {_VERB[symbol]}")
    for title, first, last in zip(titles, (0, 2, 4), (1, 3, 4), strict=True):
        write(ax, (lefts[first] + ends[last]) / 2, 0.24, title, fontweight="bold")
    if alt is None:
        alt = (
            f"{_named(shape_a)} and {_named(shape_b)} are stretched to shape {result_shape}, then "
            f"{_VERB[symbol]}: {result.tolist()}."
        )
    return describe(fig, alt[0].upper() + alt[1:])


def _values(shape: Shape, values: ArrayLike | None) -> Array:
    if values is None:
        return np.array(5) if shape == () else np.arange(1, np.prod(shape) + 1).reshape(shape)
    return np.asarray(values).reshape(shape)


def _grid(shape: Shape) -> tuple[int, int]:
    """Return rows and columns of a drawn array: a vector is a row, a number is a single cell."""
    rows, cols = (1,) * (2 - len(shape)) + shape
    return rows, cols


def _draw_array(
    ax: Axes,
    x: float,
    middle: float,
    array: Array,
    original: Shape,
    side: float,
    colours: tuple[str, str, str],
) -> None:
    """Draw the numbers and the shape below; what lies outside the original shape is a copy."""
    rows, cols = _grid(array.shape)
    own_rows, own_cols = _grid(original)
    pale, strong, hatching = colours
    numbers = array.reshape(rows, cols)

    def look(row: int, col: int) -> Look:
        text = number_text(numbers[row, col])
        if row < own_rows and col < own_cols:
            return Look(pale, text)
        return Look("white", text, strong, hatch="////", hatch_colour=hatching)

    top = middle - rows * side / 2
    cells(ax, x, top, (rows, cols), side, look)
    padded = (1,) * (array.ndim - len(original)) + original
    grown = {axis: RED for axis, size in enumerate(array.shape) if size != padded[axis]}
    if array.shape == ():
        write(ax, x + side / 2, top + rows * side + 0.24, "a number", color=MUTED, fontsize=9)
    else:
        write_shape(ax, x + cols * side / 2, top + rows * side + 0.24, array.shape, grown)


def _named(shape: Shape) -> str:
    if shape == ():
        return "a single number"
    return f"a vector of {shape[0]}" if len(shape) == 1 else f"a {shape[0]} by {shape[1]} array"
