"""Activation functions as curves, and what units with them add up to."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.calls import Function, outputs_of, write_complaint
from autils.figures import chart
from autils.images import Array, counted
from autils.style import BLUE, INK, LINE, MUTED, RED, VERMILION, describe, styled

_END = 2 * np.pi
_BENDS = (0.5, np.pi / 2, 3 * np.pi / 2)
_DASHES = ("-", "--", "-.", ":")
_MANY = 6  # units, above which they are drawn pale and their bends have no names
_STEEP = (0.0, 3.0, 5.0)  # where the slope of sigmoid is picked out
_LINE = 70  # characters of a complaint in a line


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


@styled
def plot_sigmoid(
    function: Function, derivative: Function, figsize: tuple[float, float] = (7.2, 4.8)
) -> Figure:
    """Draw a sigmoid beside the step function and, below it, its derivative, from -6 to 6.

    At three places the upper curve has a tangent whose slope is what the derivative gives there. Both are the
    functions of a student: one that fails, or that returns anything but one number per input, is described in
    a sentence in place of its curve.

    Args:
        function: the student's ``sigmoid``; it gets an array, shape (241,).
        derivative: the student's ``sigmoid_derivative``, called alike.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` says where the derivative is largest, and what is wrong.
    """
    x = np.linspace(-6, 6, 241)
    heights, complaint = outputs_of(function, "sigmoid", x)
    slopes, complaint_of_slopes = outputs_of(derivative, "sigmoid_derivative", x)
    places = [int(np.argmin(np.abs(x - place))) for place in _STEEP]
    fig = chart(figsize, "Sigmoid and its derivative")
    above, below = fig.subplots(2, sharex=True)
    words = []
    if heights is None:
        write_complaint(above, complaint, _LINE)
        words.append(f"{complaint}.")
    else:
        words.append(_draw_heights(above, x, heights))
    if slopes is None:
        write_complaint(below, complaint_of_slopes, _LINE)
        words.append(f"{complaint_of_slopes}.")
        above.set_xlabel("x")
        above.tick_params(labelbottom=True)
    else:
        words.append(_draw_slopes(below, x, slopes, places))
    if heights is not None and slopes is not None:
        for k in places:
            near = np.array([-0.8, 0.8])
            above.plot(x[k] + near, heights[k] + slopes[k] * near, color=VERMILION, linewidth=2.6, zorder=3)
        steepest = np.gradient(heights, x)
        if not np.allclose(slopes, steepest, atol=0.01 + 0.02 * np.abs(steepest).max()):
            words.append(_warn(below, "not the slope of the curve above"))
    above.set(xlim=(-6, 6), xticks=range(-6, 7, 2))
    return describe(fig, " ".join(words))


def _draw_heights(ax: Axes, x: Array, heights: Array) -> str:
    """Draw the sigmoid and the step function, and say what is seen."""
    ax.plot([-6, 0, 0, 6], [0, 0, 1, 1], ":", color=MUTED, label="step function")
    ax.plot(x, heights, color=BLUE, label="sigmoid")
    ax.set_ylim(min(-0.08, heights.min()), max(1.08, heights.max()))
    ax.set_ylabel("sigmoid(x)")
    ax.grid()
    ax.legend(loc="best")
    words = (
        f"Sigmoid goes from {heights[0] + 0.0:.3f} at -6 over {heights[len(x) // 2]:.3f} at 0 to "
        f"{heights[-1]:.3f} at 6; the dotted step function jumps from 0 to 1 at 0."
    )
    if heights.min() < 0 or heights.max() > 1:
        words += " " + _warn(ax, "leaves the range from 0 to 1")
    return words


def _draw_slopes(ax: Axes, x: Array, slopes: Array, places: Sequence[int]) -> str:
    """Draw the derivative with its values at some places, and say what is seen."""
    ax.plot([-6, 6], [0, 0], ":", color=MUTED, label="of the step function: 0")
    ax.plot(x, slopes, color=BLUE, label="of sigmoid")
    ax.plot(x[places], slopes[places], "o", color=VERMILION, zorder=3)
    for k in places:
        ax.annotate(
            f"{slopes[k]:.3f}", (x[k], slopes[k]), (6, 5), textcoords="offset points", color=VERMILION,
            fontweight="bold", fontsize=9.5,
        )  # fmt: skip
    ax.set_ylim(min(-0.02, slopes.min()), max(0.32, 1.2 * slopes.max()))
    ax.set(xlabel="x", ylabel="derivative")
    ax.grid()
    ax.legend(loc="best")
    if np.ptp(slopes) < 1e-9:
        return f"The derivative is {slopes[0] + 0.0:.3g} everywhere."
    largest, ends = int(np.argmax(slopes)), max(abs(slopes[0]), abs(slopes[-1]))
    far_away = "vanishes" if ends < 0.05 * abs(slopes[largest]) else f"is {ends:.3g}"
    return f"The derivative is largest, {slopes[largest]:.3g}, at {x[largest]:.3g} and {far_away} far away."


def _warn(ax: Axes, words: str) -> str:
    """Write in red above the axes what is wrong with their curve, and return it as a sentence."""
    ax.set_title(words, loc="right", fontsize=9.5, color=RED)
    return f"The curve {words}." if words.startswith("leaves") else f"It is {words}."


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
