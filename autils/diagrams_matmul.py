"""A matrix product with its shapes, and the bias that is added to every row."""

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autils.drawing import Look, cells, frame, sheet, tie, write, write_shape
from autils.style import (
    BLUE,
    GREEN,
    MUTED,
    PALE_BLUE,
    PALE_GREEN,
    PALE_PURPLE,
    PALE_VERMILION,
    PURPLE,
    RED,
    VERMILION,
    describe,
    styled,
)

Size = int | str

_WIDTH = 7.6
_SIDE = 0.3
_GAP = 0.74
_TOP = 0.86
_LARGEST_AS_IS = 6
_STAND_INS = (5, 4, 3)  # cells drawn for rows, inner size and columns that are symbols or larger
_TIMES = "\N{MULTIPLICATION SIGN}"


class _Part(NamedTuple):
    """One array of the equation: its sign, name, drawn and written shape, looks, and what is framed."""

    sign: str
    name: str
    drawn: tuple[int, int]
    shape: tuple[Size, ...]
    marks: dict[int, str]
    look: Callable[[int, int], Look]
    framed: tuple[int | None, int | None]  # row, column; None frames all of them
    colour: str


@styled
def draw_matmul(
    left: tuple[Size, Size],
    right: tuple[Size, Size],
    bias: tuple[Size, ...] | None = None,
    names: tuple[str, ...] | None = None,
    alt: str | None = None,
) -> Figure:
    """Draw left times right (plus bias) as arrays with their shapes; frames show what makes one entry.

    The inner sizes, which must agree, are red and bold; the outer sizes keep their colours in the result.
    Sizes that are symbols or larger than 6 are drawn with a few cells that stand for all.

    Args:
        left: shape of the left matrix, numbers or symbols: ``("m", "n")``, ``(1, 400)``.
        right: shape of the right matrix.
        bias: shape of what is added to every row, ``("j",)`` or ``(1, "j")``, or None.
        names: names of left, right, bias (if any) and result; None takes X, W, b and Z.
        alt: text for ``fig.alt_text``; None describes what is drawn.

    Returns:
        The figure.

    Raises:
        ValueError: the inner sizes differ, the bias does not fit, or the names are not one per array.
    """
    (rows, inner), cols = left, right[1]
    if inner != right[0]:
        raise ValueError(f"{left} times {right}: the inner sizes {inner} and {right[0]} must agree.")
    if bias is not None and tuple(bias) not in ((cols,), (1, cols)):
        raise ValueError(f"A bias of shape {bias} does not fit a product with {cols} columns.")
    if names is None:
        names = ("X", "W", "Z") if bias is None else ("X", "W", "b", "Z")
    if len(names) != (3 if bias is None else 4):
        raise ValueError(f"names must name each array once, the result last; got {names}.")
    parts = _parts(rows, inner, cols, bias, names)
    letters = (None if rows == 1 else "i", "k" if "j" in (rows, inner, cols) else "j")
    tallest = max(part.drawn[0] for part in parts) * _SIDE
    fig, ax = sheet(_WIDTH, _TOP + tallest + 0.92)
    x = (_WIDTH - sum(part.drawn[1] for part in parts) * _SIDE - _GAP * (len(parts) - 1)) / 2
    inner_at = []
    for k, part in enumerate(parts):
        top = _TOP + (tallest - part.drawn[0] * _SIDE) / 2
        width = part.drawn[1] * _SIDE
        write(ax, x - _GAP / 2 - 0.06, _TOP + tallest / 2, part.sign, fontsize=16)
        _draw_part(ax, x, top, part, letters)
        middles = write_shape(ax, x + width / 2, _TOP + tallest + 0.3, part.shape, part.marks, size=11)
        if k < 2:
            inner_at.append(middles[1 - k])
        x += width + _GAP
    tie(ax, inner_at[0], inner_at[1], _TOP + tallest + 0.45, "must agree")
    return describe(fig, alt or _in_words(rows, inner, cols, names, letters))


def _parts(
    rows: Size, inner: Size, cols: Size, bias: tuple[Size, ...] | None, names: tuple[str, ...]
) -> list[_Part]:
    drawn = _drawn_sizes((rows, inner, cols))
    m, n, j = drawn[rows], drawn[inner], drawn[cols]
    row, col = min(1, m - 1), min(1, j - 1)

    def plain(fill: str) -> Callable[[int, int], Look]:
        return lambda _row, _col: Look(fill)

    def copied(row: int, _col: int) -> Look:
        return Look("white", hatch="////", hatch_colour="#dcb6cc") if row else Look(PALE_PURPLE)

    left_marks, right_marks = {0: BLUE, 1: RED}, {0: RED, 1: VERMILION}
    parts = [
        _Part("", names[0], (m, n), (rows, inner), left_marks, plain(PALE_BLUE), (row, None), BLUE),
        _Part(
            _TIMES,
            names[1],
            (n, j),
            (inner, cols),
            right_marks,
            plain(PALE_VERMILION),
            (None, col),
            VERMILION,
        ),
    ]
    if bias is not None:
        marks = {len(bias) - 1: VERMILION}
        parts.append(_Part("+", names[2], (m, j), bias, marks, copied, (row, col), PURPLE))
    marks = {0: BLUE, 1: VERMILION}
    parts.append(_Part("=", names[-1], (m, j), (rows, cols), marks, plain(PALE_GREEN), (row, col), GREEN))
    return parts


def _drawn_sizes(sizes: tuple[Size, Size, Size]) -> dict[Size, int]:
    """Return how many cells stand for each size."""
    drawn: dict[Size, int] = {}
    for size, stand_in in zip(sizes, _STAND_INS, strict=True):
        as_is = isinstance(size, int) and size <= _LARGEST_AS_IS
        drawn.setdefault(size, int(size) if as_is else stand_in)
    return drawn


def _draw_part(ax: Axes, x: float, top: float, part: _Part, letters: tuple[str | None, str | None]) -> None:
    rows, cols = part.drawn
    row, col = part.framed
    cells(ax, x, top, part.drawn, _SIDE, part.look)
    left, width = (x, cols * _SIDE) if col is None else (x + col * _SIDE, _SIDE)
    upper, height = (top, rows * _SIDE) if row is None else (top + row * _SIDE, _SIDE)
    frame(ax, left, upper, width, height, part.colour)
    if row is not None and letters[0]:
        write(ax, x - 0.12, upper + height / 2, letters[0], color=MUTED, style="italic")
    if col is not None and letters[1]:
        write(ax, left + width / 2, top - 0.14, letters[1], color=MUTED, style="italic")
    write(ax, x + cols * _SIDE / 2, top - 0.44, part.name, fontsize=13, fontweight="bold")


def _in_words(
    rows: Size, inner: Size, cols: Size, names: tuple[str, ...], letters: tuple[str | None, str | None]
) -> str:
    i, k = letters
    if rows == 1:
        words = f"A row of {inner} numbers times a matrix of {inner} by {cols} gives a row of {cols} numbers"
        added = f"; {names[2]} is added" if len(names) == 4 else ""
    else:
        words = f"Row {i} of {names[0]} and column {k} of {names[1]} make entry {i}, {k} of {names[-1]}"
        added = f"; {names[2]} is added to every row" if len(names) == 4 else ""
    return f"{words}{added}; the inner sizes must agree."
