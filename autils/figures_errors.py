"""Where a network errs, and where it is least certain."""

import numpy as np
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.images import (
    Order,
    as_images,
    as_labels,
    as_probabilities,
    counted,
    number_text,
    write_beside,
    write_caption,
)
from autils.panels import Panels
from autils.style import BLUE, INK, LINE, MUTED, RED, VERMILION, describe, styled


@styled
def plot_errors(
    X: ArrayLike,
    y: ArrayLike,
    predictions: ArrayLike,
    more: int = 8,
    side: int = 20,
    order: Order = "F",
    title: str | None = None,
    cmap: str | Colormap | None = None,
) -> Figure:
    """Draw the first wrongly predicted digit large, and up to ``more`` others in a row below it.

    Args:
        X: images, shape (m, side * side), one per row; or (m, height, width).
        y: labels, shape (m,) or (m, 1).
        predictions: predicted labels, shaped like ``y``.
        more: how many further errors the row may show.
        side: height and width of an image, in pixels.
        order: "F" for images unrolled column by column, "C" for row by row.
        title: heading; None says how many predictions are wrong.
        cmap: colour map; None is grey with white ink.

    Returns:
        The figure. Without errors it holds one line that says so.

    Raises:
        ValueError: images, labels and predictions do not fit together.
    """
    images = as_images(X, side, order)
    labels = as_labels(y, len(images), "y")
    answer = as_labels(predictions, len(images), "predictions")
    wrong = np.flatnonzero(answer != labels)
    if not len(wrong):
        return _no_errors(len(images))
    count = f"{len(wrong)} of {len(images)} predictions {'is' if len(wrong) == 1 else 'are'} wrong"
    row = wrong[1 : more + 1]
    panels = Panels(
        3 if len(row) else 2,
        max(more, 3),
        figsize=None,
        title=count if title is None else title,
        caption="title",
    )
    first = panels.add(0, 0, span=2)
    first.imshow(images[wrong[0]], cmap=cmap or "gray")
    write_caption(first, "title", labels[wrong[0]], [answer[wrong[0]]], fontsize=13)
    note = f"Above each image: label, prediction.\nThis one is row {wrong[0]} of X."
    if len(wrong) > len(row) + 1:
        note += f"\nShown are the first {len(row) + 1}."
    panels.note(0, 2, note)
    for place, i in enumerate(row):
        ax = panels.add(2, place)
        ax.imshow(images[i], cmap=cmap or "gray")
        write_caption(ax, "title", labels[i], [answer[i]])
    pairs = ", ".join(
        f"{number_text(labels[i])} taken for {number_text(answer[i])}" for i in (wrong[0], *row)
    )
    return describe(panels.figure, f"{count}. Shown: {pairs}.")


@styled
def plot_least_certain(
    X: ArrayLike,
    y: ArrayLike,
    probabilities: ArrayLike,
    threshold: float = 0.5,
    side: int = 20,
    order: Order = "F",
    cmap: str | Colormap | None = None,
) -> Figure:
    """Draw the digit whose probability is nearest to the threshold, and where that probability lies.

    Args:
        X: images, shape (m, side * side), one per row; or (m, height, width).
        y: labels 0 or 1, shape (m,) or (m, 1).
        probabilities: predicted probability that the label is 1, shape (m,) or (m, 1).
        threshold: where the decision turns.
        side: height and width of an image, in pixels.
        order: "F" for images unrolled column by column, "C" for row by row.
        cmap: colour map; None is grey with white ink.

    Returns:
        The figure.

    Raises:
        ValueError: images, labels and probabilities do not fit together.
    """
    images = as_images(X, side, order)
    labels = as_labels(y, len(images), "y")
    chance = as_labels(probabilities, len(images), "probabilities").astype(float)
    i = int(np.argmin(np.abs(chance - threshold)))
    panels = Panels(2, 8, figsize=None, title="Where the network is least certain", caption="title")
    ax = panels.add(0, 0, span=2)
    ax.imshow(images[i], cmap=cmap or "gray")
    write_beside(ax, "title", f"label {number_text(labels[i])}", fontsize=11)
    scale = panels.add(0, 3, span=2, col_span=5)
    scale.set(xlim=(-0.02, 1.02), ylim=(0, 1))
    middle, below = 0.5, 0.3
    scale.plot([0, 1], [middle] * 2, color=LINE, linewidth=3, solid_capstyle="round")
    scale.plot([threshold] * 2, [middle - 0.1, middle + 0.1], color=INK, linewidth=2)
    scale.text(threshold, below - 0.12, f"threshold {threshold:g}", ha="center", va="top", fontsize=9)
    for end in (0, 1):
        scale.text(end, below, str(end), ha="center", va="top", color=MUTED, fontsize=9)
    scale.plot(chance[i], middle, "o", markersize=11, color=BLUE if chance[i] < threshold else VERMILION)
    words = f"P(digit is 1) = {chance[i]:.3f}"
    inside = min(max(chance[i], 0.3), 0.7)  # so that the words stay clear of the image
    scale.text(inside, 0.7, words, ha="center", fontsize=12, fontweight="bold")
    alt = (
        f"Row {i} of X, labelled {number_text(labels[i])}: predicted probability {chance[i]:.3f}, "
        f"nearest of all {len(images)} to the threshold {threshold:g}."
    )
    return describe(panels.figure, alt)


@styled
def plot_confident_errors(
    X: ArrayLike,
    y: ArrayLike,
    probabilities: ArrayLike,
    count: int = 8,
    side: int = 20,
    order: Order = "F",
    title: str | None = None,
    cmap: str | Colormap | None = None,
) -> Figure:
    """Draw the wrongly predicted digits that the network was most sure of, the surest first.

    Args:
        X: images, shape (m, side * side), one per row; or (m, height, width).
        y: labels, whole numbers from 0 to classes - 1, shape (m,) or (m, 1).
        probabilities: probability of each class, shape (m, classes); column k belongs to the label k.
        count: how many digits at most.
        side: height and width of an image, in pixels.
        order: "F" for images unrolled column by column, "C" for row by row.
        title: heading; None explains the lines above the images.
        cmap: colour map; None is grey with white ink.

    Returns:
        The figure. Without errors it holds one line that says so.

    Raises:
        ValueError: images, labels and probabilities do not fit together.
    """
    images = as_images(X, side, order)
    labels = as_labels(y, len(images), "y")
    chances = as_probabilities(probabilities)
    answer = as_labels(chances.argmax(axis=1), len(images), "probabilities")
    wrong = np.flatnonzero(answer != labels)
    if not len(wrong):
        return _no_errors(len(images))
    confidence = chances.max(axis=1)
    surest = wrong[np.argsort(-confidence[wrong], kind="stable")][:count]
    if title is None:
        title = "Surest errors: label, prediction (its probability)"
    cols = 4
    panels = Panels(-(-len(surest) // cols), cols, figsize=None, title=title, caption="title")
    words = []
    for place, i in enumerate(surest):
        ax = panels.add(*divmod(place, cols))
        ax.imshow(images[i], cmap=cmap or "gray")
        pair = f"{number_text(labels[i])}, {number_text(answer[i])} ({confidence[i]:.2f})"
        write_beside(ax, "title", pair, color=RED, fontweight="bold")
        words.append(f"{number_text(labels[i])} taken for {number_text(answer[i])} with {confidence[i]:.2f}")
    of_all = f"{counted(len(wrong), 'error')} in {counted(len(images), 'prediction')}"
    return describe(panels.figure, f"The {len(surest)} surest of {of_all}: {', '.join(words)}.")


def _no_errors(count: int) -> Figure:
    message = f"No errors: all {count} predictions equal their labels."
    fig = Figure(figsize=(8, 0.6))
    fig.text(0.5, 0.5, message, ha="center", va="center", fontsize=12)
    return describe(fig, message)
