"""What becomes of deep networks: signals from layer to layer, and accuracies side by side."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator
from numpy.typing import ArrayLike

from autils.figures import chart
from autils.images import Array
from autils.style import BLUE, INK, VERMILION, describe, styled

_LOOKS = (("-", "o"), ("--", "s"), ("-.", "^"), (":", "D"))  # told apart without colour too


@styled
def plot_signals(
    spreads: Mapping[str, ArrayLike],
    gradients: Mapping[str, ArrayLike],
    title: str | None = None,
    figsize: tuple[float, float] = (7.6, 3.6),
) -> Figure:
    """Draw how large activations and gradients are in each layer, for several starts, on logarithmic axes.

    Args:
        spreads: for each start the standard deviation of the activations of layers 1, 2, ...:
            ``{"he": [0.3, 0.3], "small": [0.05, 0.01]}``.
        gradients: size of dW of layers 1, 2, ... for each start, by the same names.
        title: heading; None says what is shown.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` says which start keeps the gradients most even, and gives the first and
        the last value of every curve.

    Raises:
        ValueError: there is no start, the two parts name different ones, or a value is below 0 or not finite.
    """
    if not spreads or list(spreads) != list(gradients):
        raise ValueError(
            f"Spreads and gradients need the same starts, at least one; got {list(spreads)} and "
            f"{list(gradients)}."
        )
    fig = chart(figsize, title or "Signals in an untrained network")
    panels = (
        ("spread of the activations", "activations, from left to right", _checked(spreads)),
        ("size of dW", "gradients, from right to left", _checked(gradients)),
    )
    for ax, (quantity, heading, curves) in zip(fig.subplots(1, 2), panels, strict=True):
        for k, (name, curve) in enumerate(curves.items()):
            dashes, marker = _LOOKS[k % len(_LOOKS)]
            ax.plot(
                np.arange(1, len(curve) + 1), np.where(curve > 0, curve, np.nan), dashes, marker=marker,
                markersize=5, label=name,
            )  # fmt: skip
        ax.set_title(heading, fontsize=10)
        ax.set_xlabel("layer")
        ax.set_ylabel(quantity)
        _use_log_scale(ax)
    fig.legend(*fig.axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(spreads))
    (_, _, forward), (_, _, backward) = panels
    unevenness = {name: _unevenness(curve) for name, curve in backward.items()}
    most_even = min(unevenness, key=lambda name: unevenness[name])
    parts = []
    if len(backward) > 1 and unevenness[most_even] < np.inf:
        parts.append(f"the gradients stay most even with {most_even}")
    parts.append(_in_words("spread of the activations from the first layer to the last", forward, 1))
    parts.append(_in_words("size of dW from the last layer back to the first", backward, -1))
    return describe(fig, f"{'. '.join(part[0].upper() + part[1:] for part in parts)}.")


@styled
def plot_accuracy_bars(
    training: Mapping[str, float],
    held_out: Mapping[str, float] | None = None,
    guess: float | None = None,
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Draw the accuracy of several networks as bars side by side.

    Args:
        training: accuracy on training data of each network, in percent: ``{"tanh, xavier": 100.0}``.
        held_out: accuracy on held-out data of each of them, in percent; None draws none.
        guess: accuracy of always answering with the most frequent digit, in percent, drawn as a dashed line.
        title: heading; None says what is shown.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives all numbers.

    Raises:
        ValueError: there is no network, a network has one accuracy only, or one is not between 0 and 100.
    """
    if not training or (held_out is not None and list(held_out) != list(training)):
        raise ValueError(
            f"Each network, at least one, needs every accuracy; got training for {list(training)} and "
            f"held-out for {list(held_out or ())}."
        )
    groups = [("training", training, BLUE, "")]
    if held_out is not None:
        groups.append(("held-out", held_out, VERMILION, "///"))
    for value in [value for _, accuracies, _, _ in groups for value in accuracies.values()]:
        if not 0 <= value <= 100:
            raise ValueError(f"An accuracy must lie between 0 and 100 percent; got {value}.")
    names = list(training)
    pitch, thick = 0.62 if held_out else 0.5, 0.8 / len(groups)
    fig = chart(figsize or (7.2, 1.45 + pitch * len(names)), title or "Accuracy of each network")
    ax = fig.add_subplot()
    for k, (group, accuracies, colour, hatch) in enumerate(groups):
        places = np.arange(len(names)) + (k - (len(groups) - 1) / 2) * thick
        heights = list(accuracies.values())
        ax.barh(places, heights, thick * 0.88, color=colour, hatch=hatch, edgecolor="white", label=group)
        for place, height in zip(places, heights, strict=True):
            _write_at_end(ax, place, height, colour)
    handles: list[Any] = list(ax.containers)
    if guess is not None:
        halo = [withStroke(linewidth=3, foreground="white")]
        name = f"the most frequent digit as answer to all: {guess:.1f}"
        handles.append(
            ax.axvline(guess, color=INK, linewidth=1.3, linestyle="--", path_effects=halo, label=name)
        )
    ax.set_yticks(range(len(names)), labels=names, fontsize=10)
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.set(xlim=(0, 100), xlabel="accuracy in %")
    ax.grid(axis="x")
    if held_out is not None or guess is not None:
        fig.legend(handles=handles, loc="outside lower center", ncols=3)
    lines = "; ".join(
        f"{name} {' and '.join(f'{accuracies[name]:.1f} ({group})' for group, accuracies, _, _ in groups)}"
        for name in names
    )
    floor = "" if guess is None else f" The most frequent digit as answer to all gives {guess:.1f}."
    return describe(fig, f"Accuracy in percent: {lines}.{floor}")


def _checked(curves: Mapping[str, ArrayLike]) -> dict[str, Array]:
    checked = {}
    for name, values in curves.items():
        curve = np.asarray(values, dtype=float).reshape(-1)
        if not len(curve) or not np.all(np.isfinite(curve) & (curve >= 0)):
            raise ValueError(f"{name} needs one finite value per layer, none below 0; got {curve.tolist()}.")
        checked[name] = curve
    return checked


def _use_log_scale(ax: Axes) -> None:
    ax.set_yscale("log")
    low, high = ax.get_ylim()
    if high / low < 100:
        ax.set_ylim(low / 3, high * 3)
    ax.yaxis.set_major_locator(LogLocator(numticks=8))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid()


def _unevenness(curve: Array) -> float:
    """Return by which factor the largest and the smallest value differ, infinity if a value is 0."""
    return float(curve.max() / curve.min()) if curve.min() > 0 else np.inf


def _in_words(quantity: str, curves: Mapping[str, Array], step: int) -> str:
    """Give the first and the last value of each curve, read from the left (step 1) or the right (-1)."""
    ends = {name: (float(curve[::step][0]), float(curve[::step][-1])) for name, curve in curves.items()}
    listed = ", ".join(f"{name} from {first:.2g} to {last:.2g}" for name, (first, last) in ends.items())
    return f"{quantity}: {listed}"


def _write_at_end(ax: Axes, place: float, width: float, colour: str) -> None:
    """Write the length of a bar at its end: inside a long one, beside a short one."""
    inside = width > 85
    halo = [withStroke(linewidth=3, foreground=colour if inside else "white")]  # reads on hatching too
    ax.annotate(
        f"{width:.1f}", (width, place), (-5 if inside else 5, 0), textcoords="offset points", va="center",
        ha="right" if inside else "left", color="white" if inside else INK, fontsize=9.5, fontweight="bold",
        path_effects=halo,
    )  # fmt: skip
