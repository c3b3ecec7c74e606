"""How fast losses let a unit learn, and how well a difference quotient meets a derivative."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, NullLocator
from numpy.typing import ArrayLike

from autils.figures import chart, lowest_place
from autils.images import Array
from autils.style import BLUE, GREEN, INK, PALE_BLUE, PALE_PURPLE, VERMILION, describe, styled

_MARKED = (0, 2, 5, 8)
_LOOKS = (("-", "o", BLUE), ("--", "s", VERMILION), ("-.", "^", GREEN))  # told apart without colour too


@styled
def plot_loss_gradients(
    z: ArrayLike,
    gradients: Mapping[str, ArrayLike],
    target: int = 0,
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 3.8),
) -> Figure:
    """Draw the gradient of several losses with respect to z, the weighted sum of an output unit.

    The values at z = 0, 2, 5 and 8 are marked where the axis reaches them: with the target 0, a unit with a
    large z is confidently wrong.

    Args:
        z: weighted sums, rising, shape (points,).
        gradients: name of each loss and its gradient at every z, up to three.
        target: the label that the output should have, named in the heading.
        title: heading; None names target and quantity.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives the marked values of every loss.

    Raises:
        ValueError: z does not rise, there is no loss or more than three, or not one gradient per z.
    """
    x = np.asarray(z, dtype=float).reshape(-1)
    if len(x) < 2 or np.any(np.diff(x) <= 0):
        raise ValueError("z must hold at least two numbers, each larger than the one before.")
    if not 1 <= len(gradients) <= len(_LOOKS):
        raise ValueError(f"plot_loss_gradients draws 1 to {len(_LOOKS)} losses; got {len(gradients)}.")
    marked = np.array([place for place in _MARKED if x[0] <= place <= x[-1]], dtype=float)
    fig = chart(figsize, title or f"Gradient with respect to z, target {target}")
    ax = fig.add_subplot()
    words = []
    for (name, gradient), (dashes, marker, colour) in zip(gradients.items(), _LOOKS, strict=False):
        heights = np.asarray(gradient, dtype=float).reshape(-1)
        if len(heights) != len(x):
            raise ValueError(
                f"{name} needs one gradient for each of {len(x)} values of z; got {len(heights)}."
            )
        at_marks = np.interp(marked, x, heights)
        ax.plot(x, heights, dashes, color=colour)
        ax.plot(marked, at_marks, marker, color=colour, zorder=3)
        ax.plot([], [], dashes, marker=marker, color=colour, label=name)
        for place, height in zip(marked, at_marks, strict=True):
            is_rising = np.interp(place, x, np.gradient(heights, x)) > 0
            _write_at(ax, _number(height), (place, height), (-3, 5) if is_rising else (3, 5), colour)
        words.append(f"{name}: {', '.join(map(_number, at_marks))}")
    ax.grid()
    ax.margins(y=0.16)
    ax.set(xlabel="z", ylabel="gradient")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(gradients))
    places = ", ".join(f"{place:g}" for place in marked)
    return describe(
        fig, f"Gradients with respect to z, target {target}, at z = {places}. {'; '.join(words)}."
    )


@styled
def plot_step_errors(
    steps: ArrayLike,
    errors: ArrayLike,
    title: str = "Step and error of the numerical gradient",
    figsize: tuple[float, float] = (7.2, 3.8),
) -> Figure:
    """Draw the error of a difference quotient over its step, both on logarithmic axes: a V.

    Args:
        steps: sizes of the step, in any order, shape (count,).
        errors: relative difference from the true gradient for each step.
        title: heading.
        figsize: width and height in inches.

    Returns:
        The figure; the best step is ringed, and ``fig.alt_text`` names it.

    Raises:
        ValueError: there is no step, not one error per step, or a number that is not above 0.
    """
    sizes = np.asarray(steps, dtype=float).reshape(-1)
    heights = np.asarray(errors, dtype=float).reshape(-1)
    if not len(sizes) or len(sizes) != len(heights):
        raise ValueError(f"Every step needs one error; got {len(sizes)} steps and {len(heights)} errors.")
    if not all(np.all((values > 0) & np.isfinite(values)) for values in (sizes, heights)):
        raise ValueError(
            "Steps and errors must be finite and above 0: a logarithmic axis shows nothing else."
        )
    order = np.argsort(sizes)
    sizes, heights = sizes[order], heights[order]
    best = lowest_place(heights)
    fig = chart(figsize, title)
    ax = fig.add_subplot()
    ax.loglog(sizes, heights, "o-", color=BLUE)
    ax.scatter(sizes[best], heights[best], s=150, facecolors="none", edgecolors=INK, zorder=3)
    _write_at(ax, f"best step: {sizes[best]:.1g}", (sizes[best], heights[best]), (0, -11), INK)
    low, high = sizes[0] / 3, sizes[-1] * 3
    sides = (
        (best > 0, low, "rounding error:\nstep too small", "right", PALE_PURPLE),
        (best < len(sizes) - 1, high, "truncation error:\nstep too large", "left", PALE_BLUE),
    )
    for is_there, end, words, side, colour in sides:
        if is_there:
            ax.axvspan(min(end, sizes[best]), max(end, sizes[best]), color=colour, zorder=0, linewidth=0)
            ax.annotate(
                words, (sizes[best], 0.97), (-10 if side == "right" else 10, 0), ha=side, va="top",
                xycoords=ax.get_xaxis_transform(), textcoords="offset points", linespacing=1.4,
            )  # fmt: skip
    ax.set_xlim(low, high)
    ax.margins(y=0.18)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(LogLocator(numticks=16))
        axis.set_minor_locator(NullLocator())
    ax.grid()
    ax.set(xlabel="step epsilon", ylabel="relative difference")
    return describe(fig, _errors_in_words(sizes, heights, best))


def _errors_in_words(sizes: Array, heights: Array, best: int) -> str:
    """Say where the error is smallest and how it grows to either side."""
    words = [f"The error is smallest, {heights[best]:.1g}, at the step {sizes[best]:.1g}"]
    if best > 0:
        words.append(f"smaller steps suffer from rounding, {heights[0]:.1g} at {sizes[0]:.1g}")
    if best < len(sizes) - 1:
        words.append(f"larger steps from truncation, {heights[-1]:.1g} at {sizes[-1]:.1g}")
    return "; ".join(words) + "."


def _write_at(
    ax: Axes, words: str, place: tuple[float, float], away: tuple[float, float], colour: str
) -> None:
    """Write words that many points away from a place of a curve, on a white halo."""
    right, up = away
    ax.annotate(
        words, place, away, textcoords="offset points", color=colour, fontweight="bold", fontsize=9.5,
        ha="left" if right > 0 else "right" if right < 0 else "center", va="bottom" if up > 0 else "top",
        path_effects=[withStroke(linewidth=3, foreground="white")],
    )  # fmt: skip


def _number(value: float) -> str:
    """Write a number with four digits after the point, without zeros at its end."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
