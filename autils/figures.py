"""Charts of probabilities, of learning and of decisions."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator, NullLocator
from numpy.typing import ArrayLike

from autils.images import Array, as_labels, number_text
from autils.style import BLUE, INK, MUTED, PALE, RED, VERMILION, describe, styled

_CLASS_LOOKS = ((BLUE, ""), (VERMILION, "///"))  # told apart by hatching too
_PALE_BLUES = LinearSegmentedColormap.from_list("pale blues", [PALE, "#a9d3ee"])  # dark text reads on all


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
    fig = _chart(figsize, title or "Predicted probabilities by class")
    axes = fig.subplots(2, sharex=True, sharey=True)
    edges = np.linspace(0, 1, bins + 1)
    alt = f"Two histograms of {len(chance)} predicted probabilities, threshold {threshold:g}"
    highest = 1
    for label, ax, (colour, hatch) in zip((0, 1), axes, _CLASS_LOOKS, strict=True):
        of_class = chance[labels == label]
        counts, _ = np.histogram(of_class, edges)
        ax.bar(edges[:-1], counts, np.diff(edges), align="edge", color=colour, hatch=hatch, edgecolor="white")
        ax.axvline(threshold, color=INK, linewidth=1.5, linestyle=(0, (4, 3)))
        wrong = int(np.sum((of_class >= threshold) != label))
        looks: dict[str, Any] = {"color": RED, "fontweight": "bold"} if wrong else {"color": MUTED}
        side = "at or above" if label == 0 else "below"
        words = f"label {label}: {wrong} of {len(of_class)} {side} the threshold"
        ax.set_title(words, loc="left", fontsize=10, **({"fontweight": "normal"} | looks))
        alt += f"; {words}"
        highest = max(highest, int(counts.max(initial=0)))
    ticks = [0, *(10**k for k in range(len(str(highest))))]
    axes[0].set_yscale("symlog", linthresh=1)
    axes[0].set_yticks(ticks, labels=[str(tick) for tick in ticks])
    axes[0].set(xlim=(-0.01, 1.01), ylim=(0, highest * 1.5))
    for ax in axes:
        ax.yaxis.set_minor_locator(NullLocator())
        ax.grid(axis="y")
    axes[1].set_xticks(np.linspace(0, 1, 11))
    axes[1].set_xlabel(f"predicted probability that the label is 1 (dashed: threshold {threshold:g})")
    fig.supylabel("examples, logarithmic scale", fontsize=10)
    return describe(fig, f"{alt}.")


@styled
def plot_learning_curves(
    history: Any,
    metric: str = "loss",
    log: bool = False,
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 3.6),
) -> Figure:
    """Draw a quantity over the epochs, on training data and, if it was recorded, on held-out data.

    Args:
        history: what ``model.fit`` returned, or its ``history`` dictionary: one list per quantity, one value
            per epoch; the held-out values stand under ``"val_" + metric``.
        metric: the quantity.
        log: whether the vertical axis is logarithmic.
        title: heading; None names the quantity.
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives the first and the last value of each curve.

    Raises:
        KeyError: the history holds no such quantity.
    """
    record: Mapping[str, Sequence[float]] = getattr(history, "history", history)
    if metric not in record:
        raise KeyError(f"The history holds no {metric!r}; it holds {', '.join(sorted(record)) or 'nothing'}.")
    fig = _chart(figsize, title or f"{metric.capitalize()} over the epochs")
    ax = fig.add_subplot()
    alt = []
    looks = ((metric, "training data", "-", "o"), (f"val_{metric}", "held-out data", "--", "s"))
    for key, name, dashes, marker in looks:
        if key not in record:
            continue
        values = np.asarray(record[key], dtype=float)
        epochs = np.arange(1, len(values) + 1)
        ax.plot(epochs, values, dashes, marker=marker, markersize=4.5, label=name)
        alt.append(f"on {name} from {values[0]:.3g} to {values[-1]:.3g}")
    if log:
        ax.set_yscale("log")
    else:
        ax.set_ylim(bottom=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    ax.grid()
    ax.set_xlabel("epoch")
    ax.set_ylabel(metric)
    ax.legend()
    return describe(fig, f"{metric.capitalize()} over {len(record[metric])} epochs: {'; '.join(alt)}.")


@styled
def plot_confusion(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    classes: Sequence[Any] | None = None,
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Draw the confusion matrix with its counts: one row per label, one column per prediction.

    Args:
        y_true: labels, shape (m,) or (m, 1).
        y_pred: predicted labels, shaped like ``y_true``.
        classes: the labels in the order of rows and columns; None takes all that occur, sorted.
        title: heading; None says how many predictions are right.
        figsize: width and height in inches.

    Returns:
        The figure; errors stand in red and bold, and ``fig.alt_text`` lists the counts.

    Raises:
        ValueError: labels and predictions do not fit together, or one of them is not in ``classes``.
    """
    labels = np.asarray(y_true).reshape(-1)
    answers = as_labels(y_pred, len(labels), "y_pred")
    names = list(np.union1d(labels, answers) if classes is None else classes)
    counts = _count(labels, answers, names)
    side = 0.95 if len(names) <= 4 else 0.52
    right = int(np.trace(counts))
    size = side * len(names) + 1.4
    fig = _chart(figsize or (size, size), title or f"{right} of {len(labels)} right")
    ax = fig.add_subplot()
    ax.imshow(np.sqrt(counts / max(counts.max(), 1)), cmap=_PALE_BLUES, vmin=0, vmax=1)
    for (row, col), count in np.ndenumerate(counts):
        looks: dict[str, Any] = {"color": RED, "fontweight": "bold"} if row != col and count else {}
        if not count:
            looks = {"color": MUTED}
        ax.text(col, row, str(count), ha="center", va="center", fontsize=14 if side > 0.6 else 9, **looks)
    texts = [number_text(name) for name in names]
    ax.set_xticks(range(len(names)), labels=texts, fontsize=11)
    ax.set_yticks(range(len(names)), labels=texts, fontsize=11)
    ax.set_xticks(np.arange(0.5, len(names) - 1), minor=True)
    ax.set_yticks(np.arange(0.5, len(names) - 1), minor=True)
    ax.grid(which="minor", color="white", linewidth=3)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("prediction")
    ax.set_ylabel("label")
    return describe(
        fig, f"Confusion matrix, {right} of {len(labels)} right; {_errors_in_words(counts, texts)}."
    )


def _chart(figsize: tuple[float, float], title: str) -> Figure:
    fig = Figure(figsize=figsize, layout=ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1))
    fig.suptitle(title, x=0.12 / figsize[0], ha="left")
    return fig


def _errors_in_words(counts: Array, texts: list[str]) -> str:
    """Name the most frequent errors, at most six, the most frequent first."""
    errors = [(-count, row, col) for (row, col), count in np.ndenumerate(counts) if count and row != col]
    words = [f"{texts[row]} taken for {texts[col]} {_times(-count)}" for count, row, col in sorted(errors)]
    if len(words) <= 6:
        return ", ".join(words) or "no errors"
    return "the most frequent errors: " + ", ".join(words[:6])


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _count(labels: Array, answers: Array, names: list[Any]) -> Array:
    place = {name: k for k, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), dtype=int)
    for label, answer in zip(labels.tolist(), answers.tolist(), strict=True):
        if label not in place or answer not in place:
            raise ValueError(
                f"Label {label} predicted as {answer}: one of them is not among the classes {names}."
            )
        counts[place[label], place[answer]] += 1
    return counts
