"""Accuracy on training data and on other data, over a setting that was tried."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike

from autils.figures import chart, lowest_place
from autils.images import Array, counted, number_text
from autils.style import BLUE, GREEN, INK, MUTED, VERMILION, describe, styled

_LOOKS = (("o", BLUE), ("s", VERMILION), ("^", GREEN), ("D", INK))  # told apart by shape too
_MOST_WRITTEN = 12  # numbers, up to which each is written at its point
_PALE_GAP = "#e6ebf0"


@styled
def plot_two_accuracies(
    values: Sequence[Any],
    training: ArrayLike,
    held_out: ArrayLike,
    setting: str,
    costs: ArrayLike | None = None,
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Draw training and held-out accuracy for the values tried of one setting, with the gap between them.

    The values stand at equal distances, whatever they are.

    Args:
        values: what was tried: widths, learning rates, values of lambda.
        training: accuracy on the training data for each value, from 0 to 1.
        held_out: accuracy on the held-out data for each value.
        setting: what the values are, such as ``"lambda"``.
        costs: cost on the held-out data for each value, drawn in a second panel; None draws none.
        title: heading; None names the setting.
        figsize: width and height in inches.

    Returns:
        The figure; the best held-out accuracy is ringed and bold, and ``fig.alt_text`` says where it is.

    Raises:
        ValueError: there is no value, not one number per value, a number that is no accuracy, or a cost that
            is no finite number.
    """
    names = [number_text(value) for value in values]
    on_training = _accuracies(np.reshape(training, -1), "training", len(names)).reshape(-1)
    on_held_out = _accuracies(np.reshape(held_out, -1), "held_out", len(names)).reshape(-1)
    fig = chart(figsize or (7.2, 3.8 if costs is None else 5.6), title or f"Accuracy by {setting}")
    axes = [fig.add_subplot()] if costs is None else list(fig.subplots(2, sharex=True, height_ratios=(3, 2)))
    best = int(np.argmax(on_held_out))
    places = np.arange(len(names))
    is_higher = on_training >= on_held_out
    _draw_curve(axes[0], on_training, ("o-", BLUE), "training data", is_higher)
    _draw_curve(axes[0], on_held_out, ("s--", VERMILION), "held-out data", ~is_higher, best)
    axes[0].fill_between(places, on_training, on_held_out, color=_PALE_GAP, zorder=0, label="gap")
    axes[0].legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    axes[0].set_ylabel("accuracy")
    listed = (f"{n}: {a:.3f} and {b:.3f}" for n, a, b in zip(names, on_training, on_held_out, strict=True))
    words = (
        f"Held-out accuracy is best, {on_held_out[best]:.3f}, at {setting} = {names[best]}, where training "
        f"accuracy is {on_training[best]:.3f}. Training and held-out accuracy by {setting}: "
        f"{'; '.join(listed)}."
    )
    if costs is not None:
        words += f" {_draw_costs(axes[1], costs, names, setting)}"
    for ax in axes:
        ax.margins(x=0.08, y=0.2)
        ax.grid(axis="y")
    axes[-1].set_xticks(places, labels=names)
    axes[-1].set_xlabel(setting)
    return describe(fig, words)


@styled
def plot_sizes(
    sizes: Sequence[int],
    accuracies: Mapping[str, ArrayLike],
    unit: str = "units in the hidden layer",
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 3.8),
) -> Figure:
    """Draw the accuracy of networks of several sizes as dots, one per random start, with the means.

    Args:
        sizes: what was tried, such as numbers of hidden units.
        accuracies: for each data set, such as ``"training"`` and ``"test"``, accuracies from 0 to 1, shape
            (len(sizes), starts); or (len(sizes),) for a single start.
        unit: what the sizes count.
        title: heading; None says how many starts each size had.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` compares the means of the sizes with the spread within one size.

    Raises:
        ValueError: there is no size or data set, more data sets than can be told apart, an array of another
            shape, or a number that is no accuracy.
    """
    if not 1 <= len(accuracies) <= len(_LOOKS):
        raise ValueError(f"plot_sizes draws 1 to {len(_LOOKS)} data sets; got {len(accuracies)}.")
    dots = {name: _accuracies(numbers, name, len(sizes)) for name, numbers in accuracies.items()}
    starts = counted(max(numbers.shape[1] for numbers in dots.values()), "start")
    fig = chart(figsize, title or f"Accuracy by size, {starts} each")
    ax = fig.add_subplot()
    names = [number_text(size) for size in sizes]
    pitch = 0.64 / len(dots)
    words = []
    for k, ((name, numbers), (marker, colour)) in enumerate(zip(dots.items(), _LOOKS, strict=False)):
        x = np.arange(len(sizes)) + (k - (len(dots) - 1) / 2) * pitch
        means = numbers.mean(axis=1)
        ax.hlines(means, x - 0.4 * pitch, x + 0.4 * pitch, color=colour, linewidth=2)
        ax.plot(
            np.repeat(x, numbers.shape[1]), numbers.ravel(), marker, color=colour, markersize=5, alpha=0.75,
            markeredgewidth=0, label=name,
        )  # fmt: skip
        low, high = int(np.argmin(means)), int(np.argmax(means))
        spread = np.ptp(numbers, axis=1).max()
        words.append(
            f"{name}: the means of the sizes lie between {means[low]:.4f} (size {names[low]}) and "
            f"{means[high]:.4f} (size {names[high]}), the starts of one size up to {spread:.4f} apart"
        )
    ax.set_xticks(range(len(sizes)), labels=names)
    ax.set(xlabel=unit, ylabel="accuracy")
    ax.grid(axis="y")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(dots))
    return describe(fig, f"Accuracy for {counted(len(sizes), 'size')}, {starts} each. {'; '.join(words)}.")


def _accuracies(numbers: ArrayLike, name: str, count: int) -> Array:
    """Return accuracies, shape (values, starts), checked.

    Raises:
        ValueError: there is none, not one row per value, or a number outside 0 to 1.
    """
    rows = np.asarray(numbers, dtype=float)
    if rows.ndim not in (1, 2) or rows.shape[0] != count or not rows.size:
        raise ValueError(
            f"{name} needs one accuracy, or one row of them, for each of {counted(count, 'value')}; "
            f"got shape {rows.shape}."
        )
    if not np.all((rows >= 0) & (rows <= 1)):
        raise ValueError(f"{name} must hold accuracies from 0 to 1; got {rows.min():g} to {rows.max():g}.")
    return rows.reshape(count, -1)


def _draw_curve(
    ax: Axes, numbers: Array, look: tuple[str, str], label: str, above: Array, best: int | None = None
) -> None:
    """Draw numbers as a curve, each written above or below its point; the best one is ringed and bold."""
    form, colour = look
    ax.plot(np.arange(len(numbers)), numbers, form, color=colour, label=label)
    for place, number in enumerate(numbers):
        if len(numbers) > _MOST_WRITTEN and place != best:
            continue
        looks: dict[str, Any] = {"fontweight": "bold", "color": INK} if place == best else {"color": MUTED}
        ax.annotate(
            f"{number:.3f}", (place, number), (0, 8 if above[place] else -8), textcoords="offset points",
            ha="center", va="bottom" if above[place] else "top", fontsize=9,
            path_effects=[withStroke(linewidth=3, foreground="white")], **looks,
        )  # fmt: skip
    if best is not None:
        ax.scatter(best, numbers[best], s=150, facecolors="none", edgecolors=INK, zorder=3)


def _draw_costs(ax: Axes, costs: ArrayLike, names: list[str], setting: str) -> str:
    """Draw the held-out cost of each value and say where it is lowest."""
    heights = np.asarray(costs, dtype=float).reshape(-1)
    if len(heights) != len(names) or not np.isfinite(heights).all():
        count = counted(len(names), "value")
        raise ValueError(f"costs needs one finite number for each of {count}; got {heights.tolist()}.")
    lowest = lowest_place(heights)
    _draw_curve(ax, heights, ("^-.", GREEN), "cost", np.ones(len(names), dtype=bool), lowest)
    ax.set_ylabel("held-out cost")
    return f"The held-out cost is lowest, {heights[lowest]:.3f}, at {setting} = {names[lowest]}."
