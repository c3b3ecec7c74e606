"""Matrix products as strips of rectangles, which show at a glance whether shapes fit."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autils.drawing import sheet, tie, write, write_shape
from autils.style import (
    BLUE,
    LINE,
    PALE_BLUE,
    PALE_GREEN,
    PALE_PURPLE,
    PURPLE,
    RED,
    describe,
    styled,
)

Size = int | str
Matrix = tuple[str, tuple[Size, Size]]
"""Name and shape of a matrix: ``("dW2", ("n_y", "n_h"))``."""
Product = tuple[Matrix, Matrix, Matrix]
"""Result, left and right matrix."""

_WIDTH = 7.6
_LENGTHS = {"1": 0.13, "n_y": 0.3, "n_h": 0.55, "n_x": 0.8, "m": 1.05}  # inches of the sizes of a network
_OTHERS = (0.42, 0.68, 0.92, 1.18)  # of other sizes, in the order in which they come
_COLUMN, _GAP = 1.18, 0.66
_ABOVE, _BELOW = 0.44, 0.86  # room for the name above a rectangle, for its shape below
# Part by part: the sign before it, what fills it, the colours of its rows and columns.
_PARTS = (
    ("", PALE_GREEN, (BLUE, PURPLE)),
    ("=", PALE_BLUE, (BLUE, RED)),
    ("\N{MULTIPLICATION SIGN}", PALE_PURPLE, (RED, PURPLE)),
)


@styled
def draw_product_shapes(products: Sequence[Product]) -> Figure:
    """Draw matrix products, one per line, as rectangles whose sides show their sizes.

    A size is equally long wherever it stands. The inner sizes, which cancel, are red and dashed; the outer
    sizes keep their colours in the result.

    Args:
        products: result, left and right matrix of each product, each a name and a shape of texts or numbers:
            ``(("dW2", ("n_y", "n_h")), ("dZ2", ("n_y", "m")), ("A1.T", ("m", "n_h")))``.

    Returns:
        The figure; ``fig.alt_text`` gives the shapes in words.

    Raises:
        ValueError: there is no product, the inner sizes of one differ, its result has another shape, or there
            are more different sizes than can be told apart.
    """
    if not products:
        raise ValueError("draw_product_shapes needs at least one product.")
    lengths = _lengths(products)
    words = [_checked(*product) for product in products]
    heights = [max(lengths[str(rows)] for _, (rows, _) in product) for product in products]
    fig, ax = sheet(_WIDTH, sum(heights) + len(products) * (_ABOVE + _BELOW) + 0.1)
    top = 0.05
    for product, height in zip(products, heights, strict=True):
        _draw_product(ax, top + _ABOVE + height / 2, height, product, lengths)
        top += _ABOVE + height + _BELOW
    return describe(
        fig, f"Shapes of matrix products, in each of which the inner size cancels. {' '.join(words)}"
    )


def _draw_product(
    ax: Axes, middle: float, height: float, product: Product, lengths: dict[str, float]
) -> None:
    """Draw result, left and right side by side, centred on a height."""
    x = (_WIDTH - 3 * _COLUMN - 2 * _GAP) / 2 + _COLUMN / 2
    below = middle + height / 2 + 0.22
    inner_at = []
    for part, ((name, shape), (sign, fill, colours)) in enumerate(zip(product, _PARTS, strict=True)):
        rows, cols = (lengths[str(size)] for size in shape)
        left, upper = x - cols / 2, middle - rows / 2
        ax.add_patch(Rectangle((left, upper), cols, rows, facecolor=fill, edgecolor=LINE, lw=0.8))
        edges = (([left, left], [upper, upper + rows]), ([left, left + cols], [upper, upper]))
        for (xs, ys), colour in zip(edges, colours, strict=True):
            dashes = (0, (1.4, 0.7)) if colour == RED else "-"
            ax.plot(xs, ys, color=colour, lw=3.4, ls=dashes, solid_capstyle="butt", dash_capstyle="butt")
        write(ax, x, upper - 0.2, name, fontsize=12, fontweight="bold")
        write(ax, x - (_COLUMN + _GAP) / 2, middle, sign, fontsize=16)
        middles = write_shape(ax, x, below, shape, dict(enumerate(colours)))
        if part:
            inner_at.append(middles[2 - part])
        x += _COLUMN + _GAP
    tie(ax, inner_at[0], inner_at[1], below + 0.14, "cancels")


def _checked(result: Matrix, left: Matrix, right: Matrix) -> str:
    """Return a product in words.

    Raises:
        ValueError: its shapes do not fit.
    """
    (name, shape), (left_name, (rows, inner)), (right_name, (inner_too, cols)) = result, left, right
    product = f"{left_name} {_shape(left[1])} times {right_name} {_shape(right[1])}"
    if str(inner) != str(inner_too):
        raise ValueError(f"{product}: the inner sizes {inner} and {inner_too} must agree.")
    if _shape(shape) != _shape((rows, cols)):
        raise ValueError(f"{product} has the shape {_shape((rows, cols))}; {name} was given {_shape(shape)}.")
    return f"{name}, {_by(shape)}, is {left_name}, {_by(left[1])}, times {right_name}, {_by(right[1])}."


def _lengths(products: Sequence[Product]) -> dict[str, float]:
    """Return how long each size is drawn, in inches."""
    sizes = [str(size) for product in products for _, shape in product for size in shape]
    others = [size for size in dict.fromkeys(sizes) if size not in _LENGTHS]
    if len(others) > len(_OTHERS):
        raise ValueError(
            f"Besides {', '.join(_LENGTHS)} at most {len(_OTHERS)} sizes can be told apart; "
            f"got {', '.join(others)}."
        )
    return _LENGTHS | dict(zip(others, _OTHERS, strict=False))


def _shape(shape: tuple[Size, Size]) -> str:
    return f"({shape[0]}, {shape[1]})"


def _by(shape: tuple[Size, Size]) -> str:
    return f"{shape[0]} by {shape[1]}"
