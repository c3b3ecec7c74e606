"""How predicted probabilities are spread."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator
from numpy.typing import ArrayLike

from autils.figures import chart
from autils.images import Array, as_labels, as_probabilities
from autils.style import BLUE, INK, MUTED, RED, VERMILION, describe, styled

_LOOKS = ((BLUE, ""), (VERMILION, "///"))  # told apart by hatching too


@styled
def plot_probability_histogram(
    probabilities: ArrayLike,
    y: ArrayLike,
    threshold: float = 0.5,
    bins: int = 20,
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 4.2),
) -> Figure:
    """Draw how the predicted probabilities of each class are spread, and where the threshold cuts.

    Each class has a panel of its own. The count axis is logarithmic above 1, so that the few uncertain
    examples stay visible beside the hundreds of certain ones.

    Args:
        probabilities: predicted probability that the label is 1, shape (m,) or (m, 1).
        y: labels 0 or 1, shape (m,) or (m, 1).
        threshold: where the decision turns from 0 to 1.
        bins: number of equal intervals between 0 and 1.
        title: heading; None says what is shown.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` counts the examples of each class on either side of the threshold.

    Raises:
        ValueError: probabilities and labels do not fit together.
    """
    chance = np.asarray(probabilities, dtype=float).reshape(-1)
    labels = as_labels(y, len(chance), "y")
    fig = chart(figsize, title or "Predicted probabilities by class")
    groups, words = [], []
    for label in (0, 1):
        of_class = chance[labels == label]
        wrong = int(np.sum((of_class >= threshold) != label))
        side = "at or above" if label == 0 else "below"
        words.append(f"label {label}: {wrong} of {len(of_class)} {side} the threshold")
        groups.append((of_class, words[-1], wrong > 0))
    axes = _histograms(fig, groups, np.linspace(0, 1, bins + 1))
    for ax in axes:
        ax.axvline(threshold, color=INK, linewidth=1.5, linestyle=(0, (4, 3)))
    axes[1].set_xticks(np.linspace(0, 1, 11))
    axes[1].set_xlabel(f"predicted probability that the label is 1 (dashed: threshold {threshold:g})")
    alt = f"Two histograms of {len(chance)} predicted probabilities, threshold {threshold:g}"
    return describe(fig, f"{'; '.join([alt, *words])}.")


@styled
def plot_confidence(
    probabilities: ArrayLike,
    y: ArrayLike,
    bins: int = 20,
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 4.2),
) -> Figure:
    """Draw how sure a network is of its right answers and of its wrong ones.

    The answer to an example is the class of its largest probability, and that probability is the confidence.
    The count axis is logarithmic above 1.

    Args:
        probabilities: probability of each class, shape (m, classes); column k belongs to the label k.
        y: labels, whole numbers from 0 to classes - 1, shape (m,) or (m, 1).
        bins: number of equal intervals between 0 and 1.
        title: heading; None says what is shown.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` counts right and wrong answers and gives the median confidence of each.

    Raises:
        ValueError: probabilities and labels do not fit together.
    """
    chances = as_probabilities(probabilities)
    labels = as_labels(y, len(chances), "y")
    confidence = chances.max(axis=1)
    is_right = chances.argmax(axis=1) == labels
    groups, words = [], []
    for name, members in (("right", confidence[is_right]), ("wrong", confidence[~is_right])):
        median = f", median {np.median(members):.2f}" if len(members) else ""
        words.append(f"{len(members)} {name} answer{'' if len(members) == 1 else 's'}{median}")
        groups.append((members, words[-1], name == "wrong" and len(members) > 0))
    fig = chart(figsize, title or "How sure the network is of its answers")
    axes = _histograms(fig, groups, np.linspace(0, 1, bins + 1))
    axes[1].set_xticks(np.linspace(0, 1, 11))
    axes[1].set_xlabel("confidence: largest of the predicted probabilities")
    return describe(fig, f"Two histograms of the largest predicted probability; {'; '.join(words)}.")


def _histograms(fig: Figure, groups: Sequence[tuple[Array, str, bool]], edges: Array) -> list[Axes]:
    """Draw one histogram above the other; a group: values, heading, whether that is an alarm."""
    axes: list[Axes] = list(fig.subplots(len(groups), sharex=True, sharey=True))
    highest = 1
    for ax, (values, words, alarming), (colour, hatch) in zip(axes, groups, _LOOKS, strict=True):
        counts, _ = np.histogram(values, edges)
        ax.bar(edges[:-1], counts, np.diff(edges), align="edge", color=colour, hatch=hatch, edgecolor="white")
        looks: dict[str, Any] = {"color": RED, "fontweight": "bold"} if alarming else {"color": MUTED}
        ax.set_title(words, loc="left", fontsize=10, **({"fontweight": "normal"} | looks))
        highest = max(highest, int(counts.max(initial=0)))
    ticks = [0, *(10**k for k in range(len(str(highest))))]
    axes[0].set_yscale("symlog", linthresh=1)
    axes[0].set_yticks(ticks, labels=[str(tick) for tick in ticks])
    axes[0].set(xlim=(-0.01, 1.01), ylim=(0, highest * 1.5))
    for ax in axes:
        ax.yaxis.set_minor_locator(NullLocator())
        ax.grid(axis="y")
    fig.supylabel("examples, logarithmic scale", fontsize=10)
    return axes
