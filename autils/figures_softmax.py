"""Softmax at work, drawn from a softmax that the caller brings: this package holds none."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.calls import Function, listed, outputs_of, write_complaint
from autils.figures import chart
from autils.images import Array, as_probabilities
from autils.style import BLUE, GREEN, INK, MUTED, RED, VERMILION, describe, styled

CHOICES = ((1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 4.0, 3.0), (1.0, 2.0, 3.0, 8.0))
LARGEST = 10.0

_LINE = 26  # characters of a complaint in a line


@styled
def plot_softmax_steps(z: ArrayLike, probabilities: ArrayLike) -> Figure:
    """Draw the steps of softmax as bars: the inputs, their exponentials, the probabilities.

    Args:
        z: inputs, shape (N,).
        probabilities: softmax of ``z``, shape (N,).

    Returns:
        The figure; ``fig.alt_text`` gives all numbers.

    Raises:
        ValueError: there is not one probability for each input.
    """
    inputs = np.asarray(z, dtype=float).reshape(-1)
    (chances,) = as_probabilities(np.reshape(probabilities, (1, -1)))
    if len(chances) != len(inputs):
        raise ValueError(f"{len(inputs)} inputs need as many probabilities; got {len(chances)}.")
    powers = np.exp(inputs)
    steps = (
        ("inputs", "z", inputs, "{:g}", BLUE),
        ("exponentials", "exp(z)", powers, "{:.2f}", GREEN),
        ("divided by their sum", "softmax(z)", chances, "{:.2f}", VERMILION),
    )
    fig = chart((7.2, 2.9), "Softmax at work")
    for ax, (title, name, heights, form, colour) in zip(fig.subplots(1, 3), steps, strict=True):
        ax.bar(range(len(heights)), heights, color=colour, width=0.7)
        for k, height in enumerate(heights):
            ax.annotate(
                form.format(height), (k, max(height, 0)), (0, 4), textcoords="offset points", ha="center",
                fontsize=9.5,
            )  # fmt: skip
        ax.set_title(title, fontsize=10)
        ax.set_xticks(range(len(heights)))
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        ax.margins(y=0.16)
        ax.set_xlabel(name)
    listed = [", ".join(form.format(value) for value in heights) for _, _, heights, form, _ in steps]
    return describe(
        fig,
        f"Bars of z = {listed[0]}; of exp(z) = {listed[1]}; and, divided by their sum {powers.sum():.2f}, of "
        f"the probabilities {listed[2]}.",
    )


@styled
def plot_softmax_choices(my_softmax: Function, choices: Sequence[Sequence[float]] = CHOICES) -> Figure:
    """Draw what a softmax makes of some fixed inputs: each choice a column, inputs above outputs.

    Args:
        my_softmax: function of an array of shape (N,) that returns one of the same shape.
        choices: the inputs of each column.

    Returns:
        The figure; ``fig.alt_text`` gives all numbers.
    """
    fig = chart((8, 4), "Inputs z and outputs a = my_softmax(z)")
    words = []
    for above, below, z in zip(*fig.subplots(2, len(choices)), choices, strict=True):
        draw_inputs(above, np.asarray(z, dtype=float))
        words.append(draw_outputs(below, my_softmax, z))
    return describe(fig, f"Bars of inputs and of outputs of my_softmax: {'; '.join(words)}.")


@styled
def draw_inputs(ax: Axes, z: ArrayLike) -> None:
    """Draw the inputs as horizontal bars, on axes that are cleared first."""
    _draw_bars(ax, "z", np.asarray(z, dtype=float), LARGEST, BLUE, "g")


@styled
def draw_outputs(ax: Axes, my_softmax: Function, z: ArrayLike) -> str:
    """Draw what a softmax makes of the inputs, on axes that are cleared first, and say it in words.

    A function that fails, or that returns anything but one number per input, is described in a sentence on
    the axes in place of the bars.

    Args:
        ax: where to draw.
        my_softmax: function of an array of shape (N,).
        z: inputs, shape (N,); the function gets a copy.

    Returns:
        What the inputs give: the outputs and their sum, or what is wrong.
    """
    inputs = np.asarray(z, dtype=float)
    asked = f"z = {listed(inputs, 'g')}"
    outputs, complaint = outputs_of(my_softmax, "my_softmax", inputs)
    if outputs is None:
        write_complaint(ax, complaint, _LINE)
        return f"for {asked} {complaint}"
    ax.set_axis_on()
    _draw_bars(ax, "a", outputs, 1, VERMILION, ".3f")
    is_one = bool(abs(outputs.sum() - 1) < 5e-4)
    total = f"sum {outputs.sum():{'.3f' if outputs.sum() < 10 else '.4g'}}" + ("" if is_one else ", not 1")
    looks: dict[str, Any] = (
        {"color": MUTED, "fontweight": "normal"} if is_one else {"color": RED, "fontweight": "bold"}
    )
    ax.set_title(total, loc="right", fontsize=9.5, **looks)
    return f"{asked} gives {listed(outputs, '.3f')}, {total}"


def _draw_bars(ax: Axes, name: str, values: Array, largest: float, colour: str, form: str) -> None:
    ax.clear()
    ax.barh(range(len(values)), values, color=colour, height=0.62)
    ax.set(
        xlim=(0, largest),
        xticks=np.linspace(0, largest, 6),
        yticks=range(len(values)),
        yticklabels=[f"{name}{k}" for k in range(len(values))],
    )
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0, labelsize=10)
    ax.grid(axis="x")
    ax.set_title("inputs" if name == "z" else "outputs", loc="left", fontsize=10)
    for k, value in enumerate(values):
        end = min(max(value, 0), largest)
        inside = end > 0.8 * largest
        ax.annotate(
            format(value, form), (end, k), (-5 if inside else 5, 0), textcoords="offset points", va="center",
            ha="right" if inside else "left", color="white" if inside else INK, fontsize=9.5,
            fontweight="bold",
        )  # fmt: skip
