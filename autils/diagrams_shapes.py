"""The rule of broadcasting as a table of shapes."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autils.drawing import Look, box, cell, sheet, write
from autils.style import INK, LINE, MUTED, PALE_BLUE, PALE_GREEN, PALE_VERMILION, RED, describe, styled

Shape = tuple[int, ...]

_PAIRS = (((3, 1), (1, 4)), ((4,), (3, 4)), ((2, 3, 1), (3, 5)), ((3,), (4,)))
_WIDTH = 7.6


@styled
def draw_broadcast_table(pairs: Sequence[tuple[Shape, Shape]] = _PAIRS) -> Figure:
    """Draw pairs of shapes aligned at the right, each with the shape of the result or an error.

    Args:
        pairs: pairs of shapes, at most 3-D.

    Returns:
        The figure; ``fig.alt_text`` is the table in words.
    """
    gap = 0.18
    width = (_WIDTH - 0.3 - gap * (len(pairs) - 1)) / len(pairs)
    fig, ax = sheet(_WIDTH, 2.76)
    words = []
    for k, (shape_a, shape_b) in enumerate(pairs):
        words.append(_draw_card(ax, 0.15 + k * (width + gap), 0.15, width, shape_a, shape_b))
    legend = "dashed: a missing size counts as 1        red: a 1 that is stretched, or sizes that do not fit"
    write(ax, _WIDTH / 2, 2.55, legend, color=MUTED, fontsize=9)
    return describe(fig, f"Pairs of shapes aligned at the right. {'; '.join(words)}.")


def _draw_card(ax: Axes, x: float, y: float, width: float, shape_a: Shape, shape_b: Shape) -> str:
    """Draw one pair of the table and return it in words."""
    box(ax, x, y, width, 2.18, "white")
    slot, line = 0.38, 0.48
    dimensions = max(len(shape_a), len(shape_b))
    right = x + width / 2 + (dimensions + 0.8) * slot / 2
    lefts = [right - (dimensions - axis) * slot for axis in range(dimensions)]
    padded_a, padded_b = ((1,) * (dimensions - len(shape)) + shape for shape in (shape_a, shape_b))
    operands = (
        ("a", shape_a, padded_a, padded_b, PALE_BLUE),
        ("b", shape_b, padded_b, padded_a, PALE_VERMILION),
    )
    level = y + 0.18
    for name, shape, own, other, fill in operands:
        write(ax, lefts[0] - 0.6 * slot, level + slot / 2, name, color=MUTED, fontsize=11, style="italic")
        for axis, (left, size, partner) in enumerate(zip(lefts, own, other, strict=True)):
            marked = partner != size and (size == 1 or partner != 1)
            look = Look(fill, str(size), RED if marked else INK, marked)
            if axis < dimensions - len(shape):
                look = look._replace(fill="white", outline="--")
            cell(ax, left, level, slot, look)
        level += line
    ax.plot([lefts[0] - 0.8 * slot, right], [level + 0.02] * 2, color=LINE, lw=1.2)
    level += 0.14
    result = _result(shape_a, shape_b)
    if result is None:
        write(ax, x + width / 2, level + slot / 2, "ValueError", color=RED, fontweight="bold", fontsize=11)
        write(ax, x + width / 2, level + 0.66, "sizes differ,\nneither is 1", color=MUTED, fontsize=9)
        return f"{shape_a} and {shape_b} do not fit: ValueError"
    for left, size in zip(lefts, result, strict=True):
        cell(ax, left, level, slot, Look(PALE_GREEN, str(size)))
    write(ax, x + width / 2, level + 0.66, f"result {result}", color=MUTED, fontsize=9)
    return f"{shape_a} and {shape_b} give {result}"


def _result(shape_a: Shape, shape_b: Shape) -> Shape | None:
    try:
        return np.broadcast_shapes(shape_a, shape_b)
    except ValueError:
        return None
