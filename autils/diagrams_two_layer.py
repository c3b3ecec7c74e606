"""A network with one hidden layer in symbols, and what one layer does with one example."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autils.drawing import Look, arrow, box, cells, connections, disc, frame, sheet, write, write_shape
from autils.style import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    PALE_BLUE,
    PALE_GREEN,
    PALE_PURPLE,
    PALE_VERMILION,
    PURPLE,
    VERMILION,
    describe,
    styled,
)

_WIDTH = 7.6
_ELLIPSIS = "\N{VERTICAL ELLIPSIS}"
_PITCH = 0.58
_UNIT = (0.88, 0.42)  # width and height of a unit that shows z and a
_SIDE = 0.36


@styled
def draw_two_layer_network() -> Figure:
    """Draw a network with one hidden layer, in the symbols of its equations.

    Every unit is cut in two: at the left its weighted sum z, at the right its activation a.

    Returns:
        The figure.
    """
    fig, ax = sheet(_WIDTH, 4.3)
    middle, xs, x_label = 2.05, (0.72, 3.0, 5.28), 6.95
    columns = [_column(size, middle) for size in ("n_x", "n_h", "n_y")]
    places = [[(x, y) for y, index in column if index] for x, column in zip(xs, columns, strict=True)]
    connections(ax, places[0], places[1])
    connections(ax, places[1], places[2])
    for layer, shapes in ((1, (("n_h", "n_x"), ("n_h", 1))), (2, (("n_y", "n_h"), ("n_y", 1)))):
        x = (xs[layer - 1] + xs[layer]) / 2
        for y, letter, shape, colour in ((0.26, "W", shapes[0], VERMILION), (0.6, "b", shapes[1], PURPLE)):
            write(ax, x - 0.5, y, _symbol(letter, layer), color=colour, fontsize=13)
            write_shape(ax, x + 0.3, y, shape, size=9.5)
    for x, column in zip(xs, columns, strict=True):
        for y, index in column:
            if index is None:
                write(ax, x, y, _ELLIPSIS, fontsize=15, color=MUTED)
    for y, index in columns[0]:
        if index:
            disc(ax, xs[0], y, 0.21, PALE_BLUE, BLUE, f"$x_{{{index}}}$", fontsize=11)
    for layer in (1, 2):
        for y, index in columns[layer]:
            if index:
                _draw_unit(ax, xs[layer], y, layer, index)
    for y, index in columns[2]:
        if index:
            ends = xs[2] + _UNIT[0] / 2 + 0.06, x_label - 0.27
            ax.plot(ends, [y, y], color=MUTED, lw=1.2, ls=(0, (4, 3)))
            disc(ax, x_label, y, 0.21, "white", INK, f"$y_{{{index}}}$", fontsize=11)
        else:
            write(ax, x_label, y, _ELLIPSIS, fontsize=15, color=MUTED)
    write(ax, sum(ends) / 2, columns[2][0][0] - 0.2, "against", color=MUTED, fontsize=9)
    below = 3.45
    for x, head, lines in (
        (xs[0], "inputs", ("one example,", "a column of X")),
        (xs[1], "hidden layer", _formulas(1, "x")),
        (xs[2], "outputs", _formulas(2, "a^{[1]}")),
        (x_label, "labels", ("what the outputs", "should be")),
    ):
        write(ax, x, below, head, fontweight="bold")
        for k, line in enumerate(lines, start=1):
            write(ax, x, below + 0.29 * k, line, color=MUTED if line[0] != "$" else INK, fontsize=10)
    return describe(
        fig,
        "Inputs, one hidden layer, outputs, with W1, b1, W2, b2 between. The inputs x of one example give "
        "z1 = W1 x + b1 and a1 = phi(z1) in the hidden layer, these give z2 = W2 a1 + b2 and a2 = phi(z2), "
        "and the outputs a2 stand against the labels y.",
    )


@styled
def draw_layer_step() -> Figure:
    """Draw how one layer turns one example into its activations: times W, plus b, through phi.

    Row j is framed: what unit j does.

    Returns:
        The figure.
    """
    units, inputs, row = 4, 3, 1
    fig, ax = sheet(_WIDTH, 3.3)
    top = 0.72
    flow = top + (row + 0.5) * _SIDE
    middle, bottom = top + units * _SIDE / 2, top + units * _SIDE
    w, x, b, z, phi, a = 0.62, 2.34, 3.4, 4.46, 5.5, 6.6
    parts = (
        (w, (units, inputs), PALE_VERMILION, "W", ("n_h", "n_x")),
        (x, (inputs, 1), PALE_BLUE, "x", ("n_x", 1)),
        (b, (units, 1), PALE_PURPLE, "b", ("n_h", 1)),
        (z, (units, 1), "white", "z", ("n_h", 1)),
        (a, (units, 1), PALE_GREEN, "a", ("n_h", 1)),
    )
    for left, (rows, cols), fill, name, shape in parts:
        upper = middle - rows * _SIDE / 2
        cells(ax, left, upper, (rows, cols), _SIDE, lambda *_, fill=fill: Look(fill))
        write(ax, left + cols * _SIDE / 2, top - 0.28, name, fontsize=13, fontweight="bold")
        write_shape(ax, left + cols * _SIDE / 2, bottom + 0.25, shape)
    frame(ax, w, flow - _SIDE / 2, inputs * _SIDE, _SIDE, VERMILION)
    frame(ax, x, middle - inputs * _SIDE / 2, _SIDE, inputs * _SIDE, BLUE)
    for left, colour in ((b, PURPLE), (z, INK), (a, GREEN)):
        frame(ax, left, flow - _SIDE / 2, _SIDE, _SIDE, colour)
    for left in (w, a + _SIDE + 0.3):
        write(ax, left - 0.15, flow, "j", color=MUTED, style="italic")
    signs = ((w + inputs * _SIDE, x, "\N{DOT OPERATOR}"), (x + _SIDE, b, "+"), (b + _SIDE, z, "="))
    for start, end, sign in signs:
        write(ax, (start + end) / 2, middle, sign, fontsize=22 if sign == "\N{DOT OPERATOR}" else 16)
    arrow(ax, (z + _SIDE + 0.06, flow), (phi - 0.04, flow))
    box(ax, phi, flow - 0.25, 0.5, 0.5, "white", INK)
    write(ax, phi + 0.25, flow, "$\\varphi$", fontsize=15)
    arrow(ax, (phi + 0.54, flow), (a - 0.06, flow))
    steps = (
        (w, x + _SIDE, "weighted sum", "row j of W times x"),
        (b, b + _SIDE, "bias", "one per unit"),
        (phi, phi + 0.5, "activation", "entry by entry"),
    )
    for number, (start, end, step, words) in enumerate(steps, start=1):
        centre, y = (start + end) / 2, bottom + 0.72
        write(ax, centre, y, f"{number}  {step}", fontweight="bold")
        write(ax, centre, y + 0.24, words, color=MUTED, fontsize=9)
    return describe(
        fig,
        "Weighted sum, bias, activation. Row j of W times x, plus entry j of b, is entry j of z; phi turns "
        "it into entry j of a. W has the shape (n_h, n_x), x is a column of n_x numbers, and b, z and a are "
        "columns of n_h.",
    )


def _column(size: str, middle: float) -> list[tuple[float, str | None]]:
    """Return height and index of what a column shows: the first units, dots (no index), the last."""
    first = ("1",) if size == "n_y" else ("1", "2")
    shown = [*first, None, size]
    return [(middle + (k - (len(shown) - 1) / 2) * _PITCH, index) for k, index in enumerate(shown)]


def _symbol(letter: str, layer: int, index: str = "") -> str:
    """Return a letter with its layer above in brackets, and perhaps an index below."""
    return f"${letter}^{{[{layer}]}}" + (f"_{{{index}}}$" if index else "$")


def _formulas(layer: int, inputs: str) -> tuple[str, str]:
    z, a, w, b = (_symbol(letter, layer).strip("$") for letter in "zaWb")
    return f"${z} = {w} {inputs} + {b}$", f"${a} = \\varphi({z})$"


def _draw_unit(ax: Axes, x: float, y: float, layer: int, index: str) -> None:
    """Draw a unit with its weighted sum in the left half and its activation in the right."""
    width, height = _UNIT
    left, upper = x - width / 2, y - height / 2
    box(ax, left, upper, width, height, PALE_GREEN, GREEN)
    ax.plot([x, x], [upper, upper + height], color=GREEN, lw=1)
    for centre, letter in ((x - width / 4, "z"), (x + width / 4, "a")):
        write(ax, centre, y, _symbol(letter, layer, index), fontsize=11, zorder=4)
