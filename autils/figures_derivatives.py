"""Derivatives as pictures: activations with theirs, and the gradient of softmax with cross-entropy."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.calls import Function, outputs_of, write_complaint
from autils.figures import chart
from autils.images import Array, as_probabilities
from autils.style import BLUE, INK, LINE, MUTED, VERMILION, describe, styled

_Z = np.linspace(-5, 5, 401)
_JUMP = 0.3  # a step that is this share of a curve's range is a jump: no line is drawn across
_LINE = 22  # characters of a complaint in a line


@styled
def plot_activations(
    functions: Mapping[str, Function],
    derivatives: Mapping[str, Function],
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Draw activations from -5 to 5, and below each its derivative with the largest value marked.

    The derivatives share one scale. A function that fails, or that returns anything but one finite number
    for each number, is described in a sentence in place of its curve.

    Args:
        functions: what each activation is called, and the function: it takes and returns an array of
            shape (points,).
        derivatives: the derivative of each of them, by the same names, as functions of z too.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` says how large each derivative becomes.

    Raises:
        ValueError: there is no activation, or not one derivative for each.
    """
    if not functions or set(functions) != set(derivatives):
        raise ValueError(
            f"Every activation needs one derivative; got {_names(functions)} and derivatives of "
            f"{_names(derivatives)}."
        )
    columns = len(functions)
    fig = chart(figsize or (max(2.5 * columns, 5), 4.4), "Activations and their derivatives")
    axes = fig.subplots(2, columns, squeeze=False)
    sizes: list[str] = []
    complaints: list[str] = []
    heights = [0.0, 1.0]
    for (above, below), (name, function) in zip(axes.T, functions.items(), strict=True):
        above.set_title(name)
        values, complaint = outputs_of(function, name, _Z)
        if values is None:
            write_complaint(above, complaint, _LINE)
            above.set_title(name)
            complaints.append(complaint)
        else:
            _draw_curve(above, values, BLUE)
        derivative = derivatives[name]
        slopes, complaint = outputs_of(derivative, f"the derivative of {name}", _Z)
        if slopes is None:
            write_complaint(below, complaint, _LINE)
            complaints.append(complaint)
            continue
        _draw_curve(below, slopes, VERMILION)
        _mark_largest(below, float(slopes.max()))
        heights += [float(slopes.min()), float(slopes.max())]
        sizes.append(f"of {name} {'' if sizes else 'is '}{_size_in_words(slopes)}")
        below.set_xlabel("z")
    room = 0.06 * (max(heights) - min(heights))
    for ax in axes[1]:
        ax.set_ylim(min(heights) - room, max(heights) + 3 * room)
    axes[0, 0].set_ylabel("activation")
    axes[1, 0].set_ylabel("derivative")
    said = [f"the derivative {', '.join(sizes)}"] if sizes else []
    words = "; ".join([*said, *complaints])
    return describe(fig, f"{words[0].upper()}{words[1:]}.")


@styled
def plot_softmax_gradient(
    probabilities: ArrayLike, digit: int, figsize: tuple[float, float] = (7.2, 3.2)
) -> Figure:
    """Draw the gradient p - y of softmax with cross-entropy for one picture, one bar per class.

    Args:
        probabilities: softmax output for one picture, shape (classes,) or (classes, 1).
        digit: the true class.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives the numbers.

    Raises:
        ValueError: the probabilities do not add up to 1, or there is no such class.
    """
    (chances,) = as_probabilities(np.reshape(probabilities, (1, -1)))
    classes = len(chances)
    if digit not in range(classes):
        raise ValueError(f"digit is {digit}; with {classes} classes it must be from 0 to {classes - 1}.")
    gradient = chances - (np.arange(classes) == digit)
    written = [f"{round(height, 2) + 0:.2f}" for height in gradient]  # + 0 makes 0.00 of -0.00
    fig = chart(figsize, f"Gradient p - y for a picture of the digit {digit}")
    ax = fig.add_subplot()
    others = np.delete(np.arange(classes), digit)
    ax.bar(others, gradient[others], color=BLUE, width=0.7, label="other classes, $p$: descent lowers $z$")
    ax.bar(
        digit, gradient[digit], color=VERMILION, width=0.7, hatch="///", edgecolor="white",
        label="true class, $p - 1$: descent raises $z$",
    )  # fmt: skip
    ax.axhline(0, color=INK, linewidth=0.8)
    for place, height in enumerate(gradient):
        down = place == digit
        ax.annotate(
            written[place].replace("-", "\N{MINUS SIGN}"), (place, height), (0, -4 if down else 4),
            textcoords="offset points", ha="center", va="top" if down else "bottom", fontsize=9.5,
            fontweight="bold" if down else None,
        )  # fmt: skip
    ax.set_xticks(range(classes))
    ax.margins(y=0.2)
    ax.grid(axis="y")
    ax.set_xlabel("class")
    ax.set_ylabel("$p - y$")
    fig.legend(loc="outside lower center", ncols=2)
    finding = "Negative only at the true class" if gradient[digit] < 0 else "Zero at every class"
    numbers = ", ".join(f"{height} for {place}" for place, height in enumerate(written))
    return describe(fig, f"{finding}. p - y for a picture of the digit {digit}: {numbers}.")


def _draw_curve(ax: Axes, values: Array, colour: str) -> None:
    ax.axhline(0, color=LINE, linewidth=0.8)
    ax.axvline(0, color=LINE, linewidth=0.8)
    jumps = np.flatnonzero(np.abs(np.diff(values)) > _JUMP * np.ptp(values)) + 1
    ax.plot(np.insert(_Z, jumps, np.nan), np.insert(values, jumps, np.nan), color=colour)
    ax.set_xticks((-5, 0, 5))


def _mark_largest(ax: Axes, largest: float) -> None:
    ax.axhline(largest, color=MUTED, linewidth=1, linestyle="--", zorder=1)
    ax.annotate(
        f"max {largest:.3g}", (-5, largest), (0, 3), textcoords="offset points", fontsize=9.5,
        fontweight="bold",
    )  # fmt: skip


def _size_in_words(slopes: Array) -> str:
    """Say which values a derivative takes, if they are one or two, else how large it becomes."""
    values = np.unique(slopes)
    if len(values) <= 2:
        return " or ".join(f"{value:.3g}" for value in values)
    return f"at most {values[-1]:.3g}"


def _names(functions: Mapping[str, Any]) -> str:
    return ", ".join(functions) or "none"
