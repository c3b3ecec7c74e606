"""How well a network does during training, on what it is trained on and on held-out data."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from autils.figures import chart, lowest_place
from autils.images import Array
from autils.style import BLUE, INK, MUTED, VERMILION, describe, description, styled

_LOOKS = {"training": (BLUE, "-", "o"), "held-out": (VERMILION, "--", "s")}
_MOST_MARKERS = 25  # points, above which lines have no markers


@styled
def plot_learning_curves(
    iterations: ArrayLike,
    training: ArrayLike,
    held_out: ArrayLike,
    training_loss: ArrayLike | None = None,
    held_out_loss: ArrayLike | None = None,
    start: float = 0,
    unit: str = "iteration",
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Draw the accuracy on training and on held-out data during training, and below it the losses.

    Where the held-out loss is lowest before the end, that point is marked: there one would stop early.

    Args:
        iterations: when the values were measured, shape (n,), rising.
        training: accuracy on training data, in percent, shape (n,).
        held_out: accuracy on held-out data, in percent, shape (n,).
        training_loss: loss on training data, shape (n,), or None.
        held_out_loss: loss on held-out data, shape (n,), or None. Without any loss there is one panel.
        start: values before this iteration are left out: the first ones are so far off that they flatten
            the rest.
        unit: what ``iterations`` counts.
        title: heading; None says what is shown.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives the first and the last accuracies and the lowest held-out loss.

    Raises:
        ValueError: no value is left to draw, or there is not one for each of ``iterations``, which must rise.
    """
    when = np.asarray(iterations, dtype=float).reshape(-1)
    kept = when >= start
    if not kept.any() or not np.all(np.diff(when) > 0):
        raise ValueError(f"iterations must rise and reach {start:g}; got {when.tolist()}.")
    given = (
        ("accuracy", "training", training),
        ("accuracy", "held-out", held_out),
        ("loss", "training", training_loss),
        ("loss", "held-out", held_out_loss),
    )
    curves: dict[str, dict[str, Array]] = {"accuracy": {}, "loss": {}}
    for quantity, name, values in given:
        if values is not None:
            curves[quantity][name] = _values(values, len(when), f"{name} {quantity}")[kept]
    when, accuracies, losses = when[kept], curves["accuracy"], curves["loss"]
    panels = 2 if losses else 1
    fig = chart(figsize or (7.2, 1.3 + 2.1 * panels), title or "How well the network does during training")
    axes: list[Axes] = list(fig.subplots(panels, sharex=True, squeeze=False)[:, 0])
    _draw_curves(axes[0], when, accuracies, "accuracy in %")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    axes[-1].set_xlabel(unit)
    axes[-1].xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    words = [f"Accuracy in percent from {unit} {when[0]:g} to {when[-1]:g}: {_ends(accuracies)}"]
    if losses:
        _draw_curves(axes[1], when, losses, "loss")
        axes[1].set_ylim(bottom=0)
        words.append(f"Loss: {_ends(losses)}")
    if "held-out" in losses:
        words.insert(0, _mark_early_stop(axes, when, losses["held-out"], unit))
    return describe(fig, f"{'. '.join(words)}.")


@styled
def mark_level(fig: Figure, level: float, name: str) -> Figure:
    """Draw a dashed line across a chart at a value worth knowing, such as ln 10 among costs.

    Args:
        fig: a chart with one pair of axes, as `plot_costs` returns it, or whose first axes are meant.
        level: where the line is, in units of the vertical axis.
        name: what it stands for, written above its right end.

    Returns:
        The same figure; its ``alt_text`` names the line.

    Raises:
        ValueError: the figure has no axes.
    """
    if not fig.axes:
        raise ValueError("mark_level needs a figure with axes; this one is empty.")
    ax = fig.axes[0]
    ax.axhline(level, color=INK, linewidth=1.3, linestyle=(0, (4, 3)), zorder=2.5)
    ax.annotate(
        name, (1, level), (0, 3), xycoords=ax.get_yaxis_transform(), textcoords="offset points", ha="right",
        fontsize=9.5, path_effects=[withStroke(linewidth=3, foreground="white")],
    )  # fmt: skip
    return describe(fig, f"{description(fig)} A dashed line marks {name}, at {level:.3g}.".lstrip())


def _values(values: ArrayLike, count: int, name: str) -> Array:
    curve = np.asarray(values, dtype=float).reshape(-1)
    if len(curve) != count:
        raise ValueError(f"The {name} needs one value for each of {count} iterations; got {len(curve)}.")
    return curve


def _draw_curves(ax: Axes, when: Array, curves: dict[str, Array], quantity: str) -> None:
    for name, curve in curves.items():
        colour, dashes, marker = _LOOKS[name]
        marker = marker if len(when) <= _MOST_MARKERS else ""
        ax.plot(when, curve, dashes, color=colour, marker=marker, markersize=4.5, label=name)
    ax.set_ylabel(quantity)
    ax.grid()


def _mark_early_stop(axes: Sequence[Axes], when: Array, held_out: Array, unit: str) -> str:
    """Mark where the held-out loss is lowest in both panels, and say it in words."""
    lowest = lowest_place(held_out)
    if lowest == len(when) - 1:
        return f"The held-out loss falls to the end, {held_out[-1]:.3g}"
    for ax in axes:
        ax.axvline(when[lowest], color=MUTED, linewidth=1, linestyle=":", zorder=1)
    point = (when[lowest], held_out[lowest])
    share = (when[lowest] - when[0]) / (when[-1] - when[0])  # at either end the words stay inside the axes
    side = "left" if share < 0.15 else "right" if share > 0.85 else "center"
    axes[1].scatter(*point, s=150, facecolors="none", edgecolors=INK, zorder=3)
    axes[1].annotate(
        f"lowest: {unit} {when[lowest]:g}", point, (0, 14), textcoords="offset points", ha=side,
        fontsize=9.5, path_effects=[withStroke(linewidth=3, foreground="white")],
    )  # fmt: skip
    return (
        f"The held-out loss is lowest at {unit} {when[lowest]:g}, {held_out[lowest]:.3g}; "
        f"at the end it is {held_out[-1]:.3g}"
    )


def _ends(curves: dict[str, Array]) -> str:
    """Give the first and the last value of each curve."""
    return ", ".join(f"{name} from {curve[0]:.3g} to {curve[-1]:.3g}" for name, curve in curves.items())
