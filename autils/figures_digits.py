"""Grids of digits and of weights: each row of a matrix is one square image."""

from collections.abc import Sequence

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, Normalize
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.images import (
    Array,
    LabelPosition,
    Order,
    as_images,
    as_labels,
    counted,
    write_beside,
    write_caption,
)
from autils.panels import Panels
from autils.style import describe, styled


@styled
def plot_digit_grid(
    X: ArrayLike,
    y: ArrayLike,
    predictions: ArrayLike | Sequence[ArrayLike] | None = None,
    rows: int = 8,
    cols: int = 8,
    seed: int | None = None,
    side: int = 20,
    order: Order = "F",
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
    cmap: str | Colormap | None = None,
    label_position: LabelPosition = "title",
) -> Figure:
    """Draw a grid of randomly chosen digits, no digit twice, each with its label.

    Args:
        X: images, shape (m, side * side), one per row; or (m, height, width).
        y: labels, shape (m,) or (m, 1).
        predictions: predicted labels of all m images, shaped like ``y``, or a list of such arrays. They are
            printed after the label; a wrong one turns the title red and bold.
        rows: rows of the grid.
        cols: columns of the grid. With fewer than ``rows * cols`` images, the last places stay empty.
        seed: the same seed picks the same images; None picks anew each time.
        side: height and width of an image, in pixels.
        order: "F" for images unrolled column by column, "C" for row by row.
        title: heading of the figure; None names what stands at each digit, "" leaves it out.
        figsize: width and height in inches.
        cmap: colour map; None is grey with white ink.
        label_position: "title" (above the image), "below" or "none".

    Returns:
        The figure; ``fig.alt_text`` says how many digits are shown and how many predictions are wrong.

    Raises:
        ValueError: images, labels and predictions do not fit together.
    """
    images = as_images(X, side, order)
    labels = as_labels(y, len(images), "y")
    answers = _predictions(predictions, len(images))
    count = min(rows * cols, len(images))
    picks = np.random.default_rng(seed).choice(len(images), size=count, replace=False)
    if title is None:
        title = ", ".join(["Label", *_prediction_names(len(answers))])
    panels = Panels(rows, cols, figsize=figsize, title=title, caption=label_position)
    low, high = _range(images[picks])
    for place, i in enumerate(picks):
        ax = panels.add(*divmod(place, cols))
        ax.imshow(images[i], cmap=cmap or "gray", vmin=low, vmax=high)
        write_caption(ax, label_position, labels[i], [answer[i] for answer in answers])
    wrong = sum(any(answer[i] != labels[i] for answer in answers) for i in picks)
    alt = f"{counted(count, 'handwritten digit')} in {counted(rows, 'row')} of {cols}"
    if label_position != "none":
        alt += ", each with its label" + _predictions_in_words(len(answers))
    if answers:
        alt += f"; {wrong} of the {count} predicted wrongly"
    return describe(panels.figure, alt + ".")


@styled
def plot_weights(
    W: ArrayLike,
    side: int = 20,
    order: Order = "F",
    cols: int = 5,
    title: str | None = None,
    figsize: tuple[float, float] | None = None,
    cmap: str | Colormap | None = None,
    label_position: LabelPosition = "title",
) -> Figure:
    """Draw the incoming weights of each unit as an image, in one colour scale centred on 0.

    Args:
        W: weights, shape (units, side * side), one unit per row: a Keras kernel goes in as ``W1.T``.
        side: height and width of an image, in pixels.
        order: "F" for inputs unrolled column by column, "C" for row by row.
        cols: columns of the grid.
        title: heading of the figure; None says what is shown, "" leaves it out.
        figsize: width and height in inches.
        cmap: colour map; None runs from blue (negative) through white (0) to red (positive).
        label_position: where the number of the unit stands: "title", "below" or "none".

    Returns:
        The figure.

    Raises:
        ValueError: the rows of ``W`` do not make square images of that side.
    """
    images = as_images(W, side, order)
    rows = -(-len(images) // cols)
    if title is None:
        title = f"Weights into each of the {len(images)} units"
    panels = Panels(rows, cols, figsize=figsize, title=title, caption=label_position, margin_right=1.0)
    largest = float(np.abs(images).max()) or 1.0
    scale = ScalarMappable(Normalize(-largest, largest), cmap or "RdBu_r")
    for unit, image in enumerate(images):
        ax = panels.add(*divmod(unit, cols))
        ax.imshow(image, cmap=scale.cmap, vmin=-largest, vmax=largest)
        write_beside(ax, label_position, str(unit))
    bar = panels.figure.colorbar(scale, cax=panels.right_edge(0.2, 0.14))
    bar.outline.set_visible(False)
    bar.set_ticks([-largest, 0, largest], labels=[f"-{largest:.2g}", "0", f"+{largest:.2g}"])
    bar.ax.tick_params(length=0)
    return describe(
        panels.figure,
        f"{title}, {len(images)} images of {images.shape[1]} by {images.shape[2]} weights, from "
        f"{images.min():.2g} to {images.max():.2g}; one colour scale, white at 0.",
    )


def _predictions(predictions: ArrayLike | Sequence[ArrayLike] | None, count: int) -> list[Array]:
    if predictions is None:
        return []
    if isinstance(predictions, (list, tuple)) and predictions and np.size(predictions[0]) > 1:
        return [as_labels(each, count, f"predictions[{k}]") for k, each in enumerate(predictions)]
    return [as_labels(predictions, count, "predictions")]  # type: ignore[arg-type]


def _prediction_names(count: int) -> list[str]:
    return ["prediction"] if count == 1 else [f"prediction {k + 1}" for k in range(count)]


def _predictions_in_words(count: int) -> str:
    return ("", " and its prediction")[count] if count < 2 else f" and {count} predictions"


def _range(images: Array) -> tuple[float, float]:
    """Return one grey scale for all images, so that a faint digit looks faint."""
    return (float(images.min()), float(images.max())) if images.size else (0.0, 1.0)
