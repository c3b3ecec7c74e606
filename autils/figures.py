"""Charts of learning and of decisions."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator
from numpy.typing import ArrayLike

from autils.images import Array, as_labels, counted, number_text
from autils.style import INK, MUTED, PALE, RED, describe, styled

_PALE_BLUES = LinearSegmentedColormap.from_list("pale blues", [PALE, "#a9d3ee"])  # dark text reads on all
_CURVE_LOOKS = (("-", "o"), ("--", "s"), ("-.", "^"), (":", "D"))  # told apart without colour too
_MOST_MARKERS = 50  # values, up to which each has its marker
_HELD_OUT = "held-out data"


@styled
def plot_loss_tf(
    history: Any,
    log: bool = False,
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 3.6),
) -> Figure:
    """Draw the loss over the epochs, on training data and, if it was recorded, on held-out data.

    Where the held-out loss is lowest before the last epoch, that epoch is marked: further training made new
    digits no better.

    Args:
        history: what ``model.fit`` returned, or its ``history`` dictionary: ``"loss"`` and perhaps
            ``"val_loss"``, one value per epoch.
        log: whether the vertical axis is logarithmic.
        title: heading; None is "Loss over the epochs".
        figsize: width and height in inches.

    Returns:
        The figure; ``fig.alt_text`` gives the first, the last and the lowest value of each curve.

    Raises:
        KeyError: the history holds no loss.
        ValueError: the history holds no epoch.
    """
    record: Mapping[str, Sequence[float]] = getattr(history, "history", history)
    if "loss" not in record:
        raise KeyError(f"The history holds no 'loss'; it holds {', '.join(sorted(record)) or 'nothing'}.")
    curves = {"training data": record["loss"]}
    if "val_loss" in record:
        curves[_HELD_OUT] = record["val_loss"]
    fig = plot_curves(curves, "loss", log, title, figsize)
    (ax,) = fig.axes
    ax.set(xlabel="Epoch", ylabel="loss (cost)")
    if _HELD_OUT in curves:
        _mark_lowest(ax, np.asarray(curves[_HELD_OUT], dtype=float))
    return fig


@styled
def plot_curves(
    curves: Mapping[str, ArrayLike],
    quantity: str = "loss",
    log: bool = False,
    title: str | None = None,
    figsize: tuple[float, float] = (7.2, 3.6),
    over: str = "epoch",
    first: int = 1,
) -> Figure:
    """Draw one quantity over the epochs for several runs or several data sets.

    Args:
        curves: name of each curve and its values, one per epoch; a curve named "" is not in the legend.
        quantity: what the values are.
        log: whether the vertical axis is logarithmic.
        title: heading; None names the quantity.
        figsize: width and height in inches.
        over: what the values are counted by, "epoch" or "iteration".
        first: number of the first epoch.

    Returns:
        The figure; ``fig.alt_text`` gives the first, the last and the lowest value of each curve.

    Raises:
        ValueError: there is no curve, or one without values.
    """
    values = {name: np.asarray(curve, dtype=float).reshape(-1) for name, curve in curves.items()}
    if not values or not all(map(len, values.values())):
        raise ValueError(f"Curves need at least one {over} each; got {dict(curves)}.")
    heading = quantity[:1].upper() + quantity[1:]  # W1 stays W1
    fig = chart(figsize, title or f"{heading} over the {over}s")
    ax = fig.add_subplot()
    for k, (name, curve) in enumerate(values.items()):
        dashes, marker = _CURVE_LOOKS[k % len(_CURVE_LOOKS)]
        hidden_by = sum(_coincide(curve, later) for later in list(values.values())[k + 1 :])
        looks: dict[str, Any] = {
            "linewidth": 2 + 3 * hidden_by,
            "markersize": 4.5 + 3 * hidden_by,
            "clip_on": False,  # a marker near the lower edge is drawn whole
            "markevery": _places_of_markers(len(curve), k, len(values)),
        }
        ax.plot(np.arange(len(curve)) + first, curve, dashes, marker=marker, label=name, **looks)
    if log:
        ax.set_yscale("log")
        ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_major_formatter("{x:g}")  # 0.02, not a power of ten
        ax.yaxis.set_minor_locator(NullLocator())
    else:
        ax.set_ylim(bottom=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    ax.grid()
    ax.set_xlabel(over)
    ax.set_ylabel(quantity)
    if any(values):
        ax.legend(**_legend_above(list(values), figsize[0]) if len(values) > len(_CURVE_LOOKS) else {})
    count = counted(max(map(len, values.values())), over)
    words = [f"{name} {_curve_in_words(curve, over, first)}".strip() for name, curve in values.items()]
    return describe(fig, f"{heading} over {count}: {'; '.join(words)}.")


@styled
def plot_confusion_matrix(
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
    fig = chart(figsize or (size, size), title or f"{right} of {len(labels)} right")
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


def chart(figsize: tuple[float, float], title: str) -> Figure:
    """Return a figure with a heading at the left, whose axes make room for their labels."""
    fig = Figure(figsize=figsize, layout=ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1))
    fig.suptitle(title, x=0.12 / figsize[0], ha="left")
    return fig


def lowest_place(curve: Array) -> int:
    """Return where a curve is lowest; a loss that is no number any more is not low."""
    return int(np.argmin(np.where(np.isnan(curve), np.inf, curve)))


def _mark_lowest(ax: Axes, curve: Array) -> None:
    """Ring the lowest point of a curve and name its epoch, unless the curve was still falling."""
    lowest = lowest_place(curve)
    if lowest == len(curve) - 1:
        return
    ax.scatter(lowest + 1, curve[lowest], s=150, facecolors="none", edgecolors=INK, zorder=3)
    ax.annotate(
        f"lowest: epoch {lowest + 1}", (lowest + 1, curve[lowest]), (0, 14), textcoords="offset points",
        ha="center", fontsize=9.5, path_effects=[withStroke(linewidth=3, foreground="white")],
    )  # fmt: skip


def _curve_in_words(curve: Array, over: str, first: int) -> str:
    words = f"from {curve[0]:.3g} to {curve[-1]:.3g}"
    lowest = lowest_place(curve)
    if lowest in (0, len(curve) - 1):
        return words
    return f"{words}, lowest {curve[lowest]:.3g} in {over} {lowest + first}"


def _legend_above(names: list[str], width: float) -> dict[str, Any]:
    """Return where a legend of many names goes: above the axes, in columns that fill its lines evenly."""
    fitting = max(1, int((width - 0.9) / (0.55 + 0.075 * max(map(len, names)))))
    lines = -(-len(names) // fitting)
    return {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": -(-len(names) // lines)}


def _places_of_markers(count: int, curve: int, curves: int) -> tuple[int, int]:
    """Return first place and distance of a curve's markers: a long curve has some, beside those of others."""
    if count <= _MOST_MARKERS:
        return 0, 1
    step = -(-count // 12)
    return curve * step // curves, step


def _coincide(curve: Array, other: Array) -> bool:
    """Return whether one curve lies on the other, so that the one below must be wider to be seen."""
    return len(curve) == len(other) and np.allclose(curve, other, rtol=0.01)


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
