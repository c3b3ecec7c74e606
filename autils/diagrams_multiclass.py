"""Hidden features with a degree, and how linear outputs become one choice of N."""

import numpy as np
from matplotlib.figure import Figure

from autils.drawing import arrow, box, disc, frame, sheet, write
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


@styled
def draw_top_seller() -> Figure:
    """Draw a network that predicts sales, one of whose hidden features has a degree instead of two states.

    Returns:
        The figure.
    """
    inputs = ("price", "shipping", "marketing", "material")
    features = ("affordability", "awareness", "perceived quality")
    fig, ax = sheet(_WIDTH, 3.3)
    middle, x_in, x_hidden, x_out = 1.55, 1.25, 3.15, 5.05
    ys_in = [middle + (k - 1.5) * 0.62 for k in range(4)]
    ys_hidden = [middle + (k - 1) * 0.86 for k in range(3)]
    for y1 in ys_in:
        for y2 in ys_hidden:
            ax.plot([x_in, x_hidden], [y1, y2], color="#d0d7de", lw=0.8, zorder=1)
    for y, name in zip(ys_in, inputs, strict=True):
        write(ax, x_in - 0.26, y, name, ha="right")
        disc(ax, x_in, y, 0.15, PALE_BLUE, BLUE)
    for y, name in zip(ys_hidden, features, strict=True):
        ax.plot([x_hidden, x_out], [y, middle], color="#d0d7de", lw=0.8, zorder=1)
        disc(ax, x_hidden, y, 0.19, PALE_GREEN, GREEN)
        write(ax, x_hidden, y + 0.34, name, fontweight="bold" if name == "awareness" else "normal", zorder=4)
    disc(ax, x_out, middle, 0.19, PALE_VERMILION, VERMILION)
    write(ax, x_out, middle + 0.34, "top seller?")

    # The two curves stand at the right, one above the other, S and ReLU.
    left, wide, high = 6.0, 1.2, 0.62
    z = np.linspace(-1, 1, 101)
    curves = (("two states", (1 + np.tanh(4 * z)) / 2, MUTED), ("a degree", np.maximum(0, z), GREEN))
    for top, (name, a, colour) in zip((0.42, 1.95), curves, strict=True):
        bottom = top + high
        ax.plot([left, left + wide], [bottom, bottom], color=MUTED, lw=0.8)
        ax.plot([left + wide / 2] * 2, [top, bottom], color=MUTED, lw=0.8)
        ax.plot(left + (z + 1) * wide / 2, bottom - a * high, color=colour, lw=2.4)
        write(ax, left + wide / 2, bottom + 0.2, name, fontweight="bold")
    write(ax, left + wide / 2, 0.22, "awareness:", color=MUTED)
    write(ax, left + wide / 2, 1.66, "or rather", color=MUTED)
    for x, words in ((x_in, "inputs"), (x_hidden, "hidden features"), (x_out, "output")):
        write(ax, x, 3.1, words, color=MUTED)
    return describe(
        fig,
        "Price, shipping, marketing and material lead to affordability, awareness and perceived quality, and "
        "these to the question whether a product is a top seller. A hidden feature with a degree instead of "
        "two states: beside awareness a ReLU curve takes the place of an S.",
    )


@styled
def draw_softmax_output() -> Figure:
    """Draw how the last layer's linear outputs enter softmax, and how one of N classes is chosen.

    Returns:
        The figure.
    """
    fig, ax = sheet(_WIDTH, 2.9)
    top, high = 0.6, 1.75
    middle = top + high / 2
    ys = [middle + offset for offset in (-0.64, -0.22, 0.64)]
    lefts = (0.3, 1.95, 3.6, 5.55)

    box(ax, lefts[0], top, 1.2, high, PALE_GREEN, GREEN)
    write(ax, lefts[0] + 0.6, middle, "hidden\nlayers", linespacing=1.4)
    arrow(ax, (lefts[0] + 1.24, middle), (lefts[1] - 0.05, middle))

    box(ax, lefts[1], top, 0.75, high, PALE_VERMILION, VERMILION)
    box(ax, lefts[2], top, 1.0, high, PALE_PURPLE, PURPLE)
    write(ax, lefts[2] + 0.5, middle, "softmax", fontweight="bold")
    box(ax, lefts[3], top, 0.75, high, PALE_BLUE, BLUE)
    for y, k in zip(ys, ("0", "1", "N-1"), strict=True):
        arrow(ax, (lefts[1] + 0.79, y), (lefts[2] - 0.05, y))
        arrow(ax, (lefts[2] + 1.04, y), (lefts[3] - 0.05, y))
        write(ax, lefts[1] + 0.375, y, f"$z_{{{k}}}$", fontsize=12)
        write(ax, lefts[3] + 0.375, y, f"$a_{{{k}}}$", fontsize=12)
    for x in (lefts[1] + 0.375, lefts[3] + 0.375):
        write(ax, x, middle + 0.21, _ELLIPSIS, fontsize=13, color=MUTED)
    heads = ("", "linear", "", "probabilities")
    for left, head, wide in zip(lefts, heads, (1.2, 0.75, 1.0, 0.75), strict=True):
        write(ax, left + wide / 2, top - 0.2, head, fontweight="bold")
    write(ax, lefts[1] + 0.375, top + high + 0.22, "any numbers", color=MUTED)
    write(ax, lefts[3] + 0.375, top + high + 0.22, "0 to 1, sum 1", color=MUTED)

    frame(ax, lefts[3] + 0.06, ys[1] - 0.17, 0.63, 0.34, INK)
    arrow(ax, (lefts[3] + 0.8, ys[1]), (lefts[3] + 1.08, ys[1]), INK)
    write(
        ax, lefts[3] + 1.14, ys[1] - 0.02, "argmax:\nclass 1", ha="left", linespacing=1.4, fontweight="bold"
    )
    write(ax, lefts[3] + 1.14, ys[1] + 0.36, "the largest", ha="left", color=MUTED, fontsize=9)
    return describe(
        fig,
        "Linear outputs z enter softmax, which gives N probabilities adding to one; "
        "the largest is the answer.",
    )
