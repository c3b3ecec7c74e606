"""Back-propagation on a chain of single units, with numbers."""

from itertools import accumulate, pairwise
from operator import mul

import numpy as np
from matplotlib.figure import Figure

from autils.drawing import arrow, box, disc, sheet, write
from autils.style import (
    BLUE,
    GREEN,
    LINE,
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
_TIMES = "\N{MULTIPLICATION SIGN}"
_X, _Y = 1.5, 1.0
_W1, _B1, _W2, _B2 = 0.8, -0.2, 1.5, -0.6
_NODES = (  # symbol, how it comes from the one before it, colours
    ("x", "given", (PALE_BLUE, BLUE)),
    ("z^{[1]}", "w^{[1]} x + b^{[1]}", (PALE_GREEN, GREEN)),
    ("a^{[1]}", r"\varphi(z^{[1]})", (PALE_GREEN, GREEN)),
    ("z^{[2]}", "w^{[2]} a^{[1]} + b^{[2]}", (PALE_GREEN, GREEN)),
    ("a^{[2]}", r"\varphi(z^{[2]})", (PALE_GREEN, GREEN)),
    ("L", r"\frac{1}{2}(a^{[2]} - y)^2", (PALE_PURPLE, PURPLE)),
)
# What each arrow back stands for, from the right: above and below the line of the fraction, and as a formula.
_FACTORS = (
    ("L", "a^{[2]}", "a^{[2]} - y"),
    ("a^{[2]}", "z^{[2]}", r"\varphi'(z^{[2]})"),
    ("z^{[2]}", "a^{[1]}", "w^{[2]}"),
    ("a^{[1]}", "z^{[1]}", r"\varphi'(z^{[1]})"),
    ("z^{[1]}", "w^{[1]}", "x"),
)


@styled
def draw_backward_chain() -> Figure:
    """Draw the way back through a chain of single units: x, z1, a1, z2, a2, cost.

    The numbers are those of one example with the squared loss. Above the arrows stand the values of the way
    forward; below them the local derivatives, which are multiplied from right to left.

    Returns:
        The figure; ``fig.alt_text`` gives the factors and their product.
    """
    values = _forward()
    a1, a2 = values[2], values[4]
    factors = (a2 - _Y, a2 * (1 - a2), _W2, a1 * (1 - a1), _X)
    products = list(accumulate(factors, mul, initial=1.0))
    pitch = 1.18
    xs = [0.7 + pitch * k for k in range(len(_NODES))]
    radius, flow, back, product = 0.26, 1.22, 2.16, 3.72
    fig, ax = sheet(_WIDTH, 4.75)
    write(ax, 0.22, 0.28, "Forward: values, from left to right", ha="left", fontweight="bold")
    fixed = (("w^{[1]}", _W1), ("b^{[1]}", _B1), ("w^{[2]}", _W2), ("b^{[2]}", _B2), ("y", _Y))
    given = ",  ".join(f"${name}$ = {_text(value, 1)}" for name, value in fixed)
    write(ax, _WIDTH - 0.22, 0.28, given, ha="right", color=MUTED, fontsize=9.5)
    for x, (symbol, formula, colours), value in zip(xs, _NODES, values, strict=True):
        disc(ax, x, flow, radius, *colours, f"${symbol}$", fontsize=12)
        write(ax, x, flow - 0.52, f"${formula}$" if symbol != "x" else formula, color=MUTED, fontsize=9.5)
        end = x + (pitch if symbol != "L" else 0.95) - radius - 0.04
        arrow(ax, (x + radius + 0.04, flow), (end, flow))
        write(ax, (x + radius + end) / 2, flow - 0.15, _text(value))

    steps = zip(reversed(list(pairwise(xs))), _FACTORS, factors, strict=True)
    for (left, right), (above, below, formula), factor in steps:
        centre = (left + right) / 2
        arrow(ax, (right - 0.12, back), (left + 0.12, back), VERMILION)
        write(ax, centre, back + 0.3, rf"$\frac{{\partial {above}}}{{\partial {below}}}$", fontsize=15)
        write(ax, centre, back + 0.63, f"${formula}$", color=MUTED)
        write(ax, centre, back + 0.88, _text(factor), color=VERMILION, fontweight="bold")
    write(
        ax,
        0.22,
        back - 0.36,
        "Backward: local derivatives, read from the right",
        ha="left",
        fontweight="bold",
    )

    write(ax, 0.22, product - 0.36, "their product so far", ha="left", color=MUTED)
    wide, high = 0.94, 0.56
    names = ["L", *(below for _, below, _ in _FACTORS)]
    for x, name, so_far in zip(reversed(xs), names, products, strict=True):
        is_last = name == names[-1]
        fill, edge = (PALE_VERMILION, VERMILION) if is_last else ("white", LINE)
        box(ax, x - wide / 2, product - 0.2, wide, high, fill, edge)
        write(ax, x, product - 0.05, rf"$\partial L\,/\,\partial {name}$", fontsize=9.5)
        write(ax, x, product + 0.2, _text(so_far), fontweight="bold" if is_last else "normal")
        if not is_last:
            arrow(ax, (x - wide / 2 - 0.04, product + 0.08), (x - wide / 2 - 0.23, product + 0.08), VERMILION)
    at_z2, at_z1 = products[2], products[4]
    aside = (
        rf"$\partial L\,/\,\partial w^{{[2]}} = \partial L\,/\,\partial z^{{[2]}} \cdot a^{{[1]}}$ = "
        rf"{_text(at_z2 * a1)}",
        rf"$\partial L\,/\,\partial b^{{[2]}} = \partial L\,/\,\partial z^{{[2]}}$ = {_text(at_z2)}",
        rf"$\partial L\,/\,\partial b^{{[1]}} = \partial L\,/\,\partial z^{{[1]}}$ = {_text(at_z1)}",
    )
    write(ax, 0.22, 4.47, "On the way:", ha="left", fontweight="bold")
    for left, words in zip((1.25, 3.5, 5.5), aside, strict=True):
        write(ax, left, 4.47, words, ha="left", fontsize=9)
    listed = f" {_TIMES} ".join(map(_text, factors))
    return describe(
        fig,
        "The derivative of the cost is a product of local derivatives collected from right to left. In the "
        f"chain x, z1, a1, z2, a2, cost the values are {', '.join(map(_text, values))}; the factors from the "
        f"right are {listed}, and the derivative with respect to w1 is {_text(products[-1])}.",
    )


def _forward() -> tuple[float, ...]:
    """Return the numbers of the chain: x, z1, a1, z2, a2 and the cost."""
    z1 = _W1 * _X + _B1
    a1 = _phi(z1)
    z2 = _W2 * a1 + _B2
    a2 = _phi(z2)
    return _X, z1, a1, z2, a2, (a2 - _Y) ** 2 / 2


def _phi(z: float) -> float:
    """Return the activation; not by the helper of autils, which students of a lab get without it."""
    return float((1 + np.tanh(z / 2)) / 2)


def _text(number: float, digits: int = 3) -> str:
    return f"{number:.{digits}f}".replace("-", "\N{MINUS SIGN}")
