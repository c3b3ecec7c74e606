"""Activation functions as curves, and what units with them add up to."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.figures import chart
from autils.images import Array, counted
from autils.style import BLUE, INK, LINE, MUTED, describe, styled

_END = 2 * np.pi
_BENDS = (0.5, np.pi / 2, 3 * np.pi / 2)
_DASHES = ("-", "--", "-.", ":")
_MANY = 6  # units, above which they are drawn pale and their bends have no names


@styled
def plt_act_trio() -> Figure:
    """Draw three activations side by side, on one scale: linear, sigmoid and ReLU, from -5 to 5.

    Returns:
        The figure.
    """
    z = np.linspace(-5, 5, 401)
    # Not autils.sigmoid: some labs ask for it, and their students get autils without it.
    trio = (("linear", z), ("sigmoid", (1 + np.tanh(z / 2)) / 2), ("ReLU", np.maximum(0, z)))
    fig = chart((6.8, 2.9), "Activations of a unit, a = g(z)")
    for ax, (name, a) in zip(fig.subplots(1, 3, sharey=True), trio, strict=True):
        ax.axhline(0, color=LINE, linewidth=0.8)
        ax.axvline(0, color=LINE, linewidth=0.8)
        if name == "sigmoid":
            ax.axhline(1, color=MUTED, linewidth=0.8, linestyle="--")
            ax.annotate("1", (-5, 1), (0, 3), textcoords="offset points", color=MUTED, fontsize=9)
        ax.plot(z, a, color=BLUE)
        ax.set_title(name, fontsize=10)
        ax.set(xticks=(-5, 0, 5), yticks=(-5, 0, 5), aspect="equal", xlabel="z")
    fig.axes[0].set_ylabel("a")
    alt = (
        "Linear is a straight line, sigmoid an S between 0 and 1, ReLU zero then a straight line. "
        "On one scale the sigmoid is a low step, flat at both sides."
    )
    return describe(fig, alt)


@styled
def plot_relu_pieces(
    bends: Sequence[float] = _BENDS,
    curve: Callable[[Array], ArrayLike] = np.sin,
    name: str = "sine",
    figsize: tuple[float, float] = (7.2, 5.4),
) -> Figure:
    """Draw how well a sum of ReLU units can follow a curve from 0 to 2 pi, and a sum of linear units.

    Unit k gives g(x - bends[k]), with g ReLU at the left and linear at the right. The weights of the units
    and one bias are those of least squares, so that each sum is the closest that such units can come.

    Args:
        bends: where each unit starts, from 0 to 2 pi.
        curve: the curve to follow; it gets and gives an array, shape (points,).
        name: what the curve is called.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives the largest distance of each sum from the curve.

    Raises:
        ValueError: there is no unit.
    """
    starts = np.asarray(bends, dtype=float).reshape(-1)
    if not len(starts):
        raise ValueError("plot_relu_pieces needs at least one bend.")
    x = np.linspace(0, _END, 721)
    target = np.asarray(curve(x), dtype=float)
    units = counted(len(starts), "ReLU unit"), counted(len(starts), "linear unit")
    fig = chart(figsize, "What units add up to")
    axes = fig.subplots(2, 2, sharex=True, sharey="row")
    shifted = x[:, np.newaxis] - starts
    distances = []
    for (above, below), words, outputs in zip(axes.T, units, (np.maximum(0, shifted), shifted), strict=True):
        pieces, total = _closest_sum(outputs, target)
        above.set_title(f"{words}, each with its weight", fontsize=10, pad=20)
        for k, piece in enumerate(pieces.T):
            above.plot(x, piece, **{"linestyle": _DASHES[k % len(_DASHES)]} | _looks_of_a_piece(len(starts)))
        below.set_title("their sum, with a bias", fontsize=10, pad=20)
        below.plot(x, target, "--", color=MUTED, label=name)
        below.plot(x, total, color=INK, label="sum")
        distances.append(float(np.abs(total - target).max()))
        below.set_xlabel("x")
    for ax in axes[:, 0]:
        _mark_bends(ax, starts)
    axes[1, 0].set(xlim=(0, _END), xticks=(0, np.pi, _END), xticklabels=("0", "π", "2π"))
    axes[1, 0].legend(loc="best")
    relu, linear = distances
    return describe(
        fig,
        f"The closest sum of {units[0]} bends where a unit starts and comes within {relu:.2f} of the {name}; "
        f"that of {units[1]} is a straight line and is up to {linear:.2f} away.",
    )


def _looks_of_a_piece(count: int) -> dict[str, Any]:
    """Return colour and width of one unit's line: many lines are thin and pale, so that they read as one."""
    return {"color": LINE, "linewidth": 0.8, "alpha": 0.6, "linestyle": "-"} if count > _MANY else {}


def _mark_bends(ax: Axes, starts: Array) -> None:
    """Draw a dotted line where each unit starts, with its name above it."""
    many = len(starts) > _MANY
    ax.vlines(
        starts, 0, 1, transform=ax.get_xaxis_transform(), color=LINE, linestyle=":",
        linewidth=0.5 if many else 1.1,
    )  # fmt: skip
    for k, start in enumerate([] if many else starts):
        ax.annotate(
            f"$c_{{{k}}}$", (start, 1), (0, 3), xycoords=ax.get_xaxis_transform(), color=MUTED,
            textcoords="offset points", ha="center", fontsize=10,
        )  # fmt: skip


def _closest_sum(outputs: Array, target: Array) -> tuple[Array, Array]:
    """Return the weighted outputs, shape (points, units), and their sum with a bias, shape (points,)."""
    columns = np.column_stack([outputs, np.ones(len(outputs))])
    weights, *_ = np.linalg.lstsq(columns, target, rcond=None)
    return outputs * weights[:-1], columns @ weights
