"""Digits that show themselves where they are asked for."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from autils.images import Array, Order, as_images, as_labels, counted, write_caption
from autils.panels import Panels
from autils.show import show_figure
from autils.style import describe, styled


def display_digit(x: ArrayLike, side: int = 20, order: Order = "F") -> None:
    """Show one digit, an inch wide.

    Args:
        x: the pixels, shape (side * side,) or (1, side * side); or an image of shape (1, height, width).
        side: height and width of the image, in pixels.
        order: "F" for an image unrolled column by column, "C" for row by row.

    Raises:
        ValueError: this is not one image of that size.
    """
    images = as_images(x, side, order)
    if len(images) != 1:
        raise ValueError(f"display_digit shows one digit; got {len(images)} rows.")
    height, width = images.shape[1:]
    fig = Figure(figsize=(1, 1))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.imshow(images[0], cmap="gray")
    ax.set_axis_off()
    show_figure(describe(fig, f"A handwritten digit, {height} by {width} pixels."))


def display_errors(model: Any, X: ArrayLike, y: ArrayLike) -> int:
    """Show up to eight wrongly classified digits in a row, and count all of them.

    All rows are predicted in one call. Without errors a line says so.

    Args:
        model: a trained Keras model with one output per class, probabilities or logits.
        X: images of 20 by 20 pixels, unrolled column by column, shape (m, 400).
        y: labels, whole numbers from 0 to classes - 1, shape (m,) or (m, 1).

    Returns:
        The number of errors.

    Raises:
        ValueError: the model has one output only, or images and labels do not fit together.
    """
    outputs = np.asarray(model.predict(X, verbose=0))
    if outputs.ndim != 2 or outputs.shape[1] < 2:
        raise ValueError(f"display_errors needs one output per class; model.predict gave {outputs.shape}.")
    images = as_images(X, 20, "F")
    labels = as_labels(y, len(images), "y")
    answer = outputs.argmax(axis=1)
    wrong = np.flatnonzero(answer != labels)
    if len(wrong):
        show_figure(_row_of_errors(images, labels, answer, wrong))
    else:
        print("No errors found.")
    return len(wrong)


@styled
def _row_of_errors(images: Array, labels: Array, answer: Array, wrong: Array) -> Figure:
    cols = 8
    panels = Panels(1, cols, figsize=None, title="Label, yhat", caption="title")
    for place, i in enumerate(wrong[:cols]):
        ax = panels.add(0, place)
        ax.imshow(images[i], cmap="gray")
        write_caption(ax, "title", labels[i], [answer[i]])
    pairs = ", ".join(f"{labels[i]} taken for {answer[i]}" for i in wrong[:cols])
    return describe(panels.figure, f"{counted(len(wrong), 'error')}. Shown: {pairs}.")
