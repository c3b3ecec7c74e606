"""Simple shapes on a sheet measured in inches, from which the diagrams are made; y runs downwards."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle
from matplotlib.patheffects import withStroke

from autils.style import INK, LINE, MUTED, RED

Place = tuple[float, float]

_CHARACTER = 0.602 / 72  # width of a DejaVu Sans Mono character at one point, in inches


class Look(NamedTuple):
    """How one cell of a drawn array looks."""

    fill: str = "white"
    text: str = ""
    colour: str = INK
    bold: bool = False
    hatch: str | None = None
    hatch_colour: str = LINE
    outline: str = "-"


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a figure of that size in inches, and axes that cover it and measure in inches."""
    fig = Figure(figsize=(width, height))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.set_axis_off()
    return fig, ax


def write(ax: Axes, x: float, y: float, words: str, **looks: Any) -> None:
    """Write words centred at (x, y)."""
    ax.text(x, y, words, **{"ha": "center", "va": "center", "fontsize": 10, **looks})


def write_shape(
    ax: Axes,
    x: float,
    y: float,
    shape: Sequence[int | str],
    marks: dict[int, str] | None = None,
    size: float = 10,
) -> list[float]:
    """Write a shape such as (3, 1) centred at (x, y) and return where the middle of each size stands.

    ``marks`` gives the sizes of some axes a colour and bold type.
    """
    tokens: list[tuple[str, int | None]] = [("(", None)]
    for axis, length in enumerate(shape):
        tokens += [(", ", None)] * (axis > 0) + [(str(length), axis)]
    tokens.append((",)" if len(shape) == 1 else ")", None))
    pitch = _CHARACTER * size
    x -= pitch * sum(len(token) for token, _ in tokens) / 2
    middles = []
    for token, at in tokens:
        looks: dict[str, Any] = {"color": MUTED}
        if at is not None:
            middles.append(x + pitch * len(token) / 2)
        if at is not None and marks and at in marks:
            looks = {"color": marks[at], "fontweight": "bold"}
        write(ax, x, y, token, ha="left", fontsize=size, family="DejaVu Sans Mono", **looks)
        x += pitch * len(token)
    return middles


def cells(
    ax: Axes, x: float, y: float, shape: tuple[int, int], side: float, look: Callable[[int, int], Look]
) -> None:
    """Draw an array of square cells with its upper left corner at (x, y); ``look(row, col)`` says how."""
    rows, cols = shape
    for row in range(rows):
        for col in range(cols):
            cell(ax, x + col * side, y + row * side, side, look(row, col))


def cell(ax: Axes, x: float, y: float, side: float, look: Look) -> None:
    """Draw one square cell with its upper left corner at (x, y)."""
    area: dict[str, Any] = {"facecolor": look.fill, "edgecolor": look.hatch_colour, "hatch": look.hatch}
    ax.add_patch(Rectangle((x, y), side, side, lw=0, **area))
    ax.add_patch(Rectangle((x, y), side, side, fill=False, edgecolor=LINE, lw=0.8, ls=look.outline))
    if look.text:
        weight = "bold" if look.bold else "normal"
        halo = [withStroke(linewidth=3, foreground="white")] if look.hatch else None
        centre = (x + side / 2, y + side / 2)
        write(ax, *centre, look.text, color=look.colour, fontweight=weight, path_effects=halo)


def frame(ax: Axes, x: float, y: float, width: float, height: float, colour: str = INK) -> None:
    """Draw a strong frame around a part of an array."""
    looks: dict[str, Any] = {"edgecolor": colour, "lw": 2.2, "joinstyle": "round", "zorder": 3}
    ax.add_patch(Rectangle((x, y), width, height, fill=False, **looks))


def box(
    ax: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    edge: str = LINE,
    dashed: bool = False,
) -> None:
    """Draw a box with round corners, its upper left corner at (x, y)."""
    looks: dict[str, Any] = {"facecolor": fill, "edgecolor": edge, "lw": 1.4 if dashed else 1}
    style = "round,pad=0,rounding_size=0.08"
    dashes = (0, (4, 3)) if dashed else "-"
    ax.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, linestyle=dashes, **looks))


def disc(
    ax: Axes, x: float, y: float, radius: float, fill: str, edge: str, words: str = "", **looks: Any
) -> None:
    """Draw a disc with words in it."""
    ax.add_patch(Circle((x, y), radius, facecolor=fill, edgecolor=edge, lw=1.4, zorder=3))
    write(ax, x, y, words, zorder=4, **looks)


def arrow(ax: Axes, start: Place, end: Place, colour: str = MUTED, bend: float = 0) -> None:
    """Draw an arrow; ``bend`` curves it."""
    ax.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>,head_length=5,head_width=2.6", connectionstyle=f"arc3,rad={bend}",
            color=colour, lw=1.4, shrinkA=0, shrinkB=0, zorder=2, capstyle="butt", joinstyle="miter",
        )
    )  # fmt: skip


def connections(ax: Axes, starts: Sequence[Place], ends: Sequence[Place], colour: str = "#d0d7de") -> None:
    """Join every start to every end by a pale line, as units of two layers are."""
    for x1, y1 in starts:
        for x2, y2 in ends:
            ax.plot([x1, x2], [y1, y2], color=colour, lw=0.7, zorder=1)


def tie(ax: Axes, start: float, end: float, y: float, words: str) -> None:
    """Join two sizes that must agree by a bracket below them, with words below it."""
    ax.plot([start, start, end, end], [y, y + 0.1, y + 0.1, y], color=RED, lw=1.2, solid_joinstyle="miter")
    write(ax, (start + end) / 2, y + 0.24, words, color=RED, fontsize=9)
