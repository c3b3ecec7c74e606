"""Rows of a matrix as upright images, and what is written beside an image."""

from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from autils.style import RED

Order = Literal["C", "F"]
LabelPosition = Literal["title", "below", "none"]
Array = NDArray[Any]


def as_images(X: ArrayLike, side: int, order: Order) -> Array:
    """Return upright images, shape (m, height, width).

    Args:
        X: images, shape (m, side * side), one per row; or (m, height, width).
        side: height and width of an image, in pixels.
        order: "F" for images unrolled column by column, "C" for row by row.

    Raises:
        ValueError: the rows do not make square images of that side.
    """
    rows = np.asarray(X)
    if rows.ndim == 3:
        return rows
    if rows.ndim == 1:
        rows = rows[np.newaxis]
    if rows.ndim != 2 or rows.shape[1] != side * side:
        hint = " (examples are rows: try the transpose)" if rows.shape[:1] == (side * side,) else ""
        raise ValueError(
            f"Images of {side} by {side} pixels need rows of {side * side} numbers; got an array of shape "
            f"{np.shape(X)}{hint}."
        )
    squares = rows.reshape(-1, side, side)
    return squares.transpose(0, 2, 1) if order == "F" else squares


def as_labels(y: ArrayLike, count: int, name: str) -> Array:
    """Return one value per image, shape (m,), from shape (m,) or (m, 1)."""
    labels = np.asarray(y)
    if labels.size != count:
        raise ValueError(
            f"{name} must hold one value for each of the {count} images; got shape {labels.shape}."
        )
    return labels.reshape(-1)


def as_probabilities(probabilities: ArrayLike) -> Array:
    """Return class probabilities, shape (m, classes), checked.

    Raises:
        ValueError: there is no row per example, or a row is no distribution, as with logits.
    """
    chances = np.asarray(probabilities, dtype=float)
    if chances.ndim != 2 or chances.shape[1] < 2:
        raise ValueError(f"Probabilities need shape (m, classes); got {chances.shape}.")
    if np.any(chances < 0) or not np.allclose(chances.sum(axis=1), 1, atol=1e-3):
        raise ValueError("Each row of probabilities must add up to 1: apply softmax to logits first.")
    return chances


def write_caption(ax: Axes, position: LabelPosition, label: Any, answers: list[Any], **text: Any) -> None:
    """Write label and predictions; a wrong one makes them red and also bold, for eyes that see no red."""
    if any(answer != label for answer in answers):
        text.update(color=RED, fontweight="bold")
    write_beside(ax, position, ", ".join(number_text(value) for value in (label, *answers)), **text)


def write_beside(ax: Axes, position: LabelPosition, words: str, **text: Any) -> None:
    """Write words above an image ("title"), below it ("below") or not at all ("none")."""
    text = {"fontsize": 9, "fontweight": "normal", **text}
    if position == "title":
        ax.set_title(words, pad=4, **text)
    elif position == "below":
        ax.text(0.5, -0.06, words, transform=ax.transAxes, ha="center", va="top", **text)


def number_text(value: Any) -> str:
    """Write 1.0 as 1, and what is no number as it is."""
    return f"{value:g}" if isinstance(value, (int, float, np.number)) else str(value)


def counted(count: int, noun: str) -> str:
    """Write a count with its noun, in the plural unless it is one."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
