"""Pictures of digits made and moved by code."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autils.images import Array

Stroke = Sequence[tuple[float, float]]


def digit_from_strokes(
    strokes: Sequence[Stroke], side: int = 28, thickness: float = 2.5
) -> NDArray[np.uint8]:
    """Draw a digit with a pen that moves along straight lines, white ink on black.

    Args:
        strokes: paths of the pen; each a list of points (row, column) in pixels, counted from the upper left
            corner. A four: ``[[(4, 10), (14, 8), (14, 19)], [(5, 17), (23, 15)]]``. One point
            makes a dot.
        side: height and width of the picture, in pixels.
        thickness: of the pen, in pixels.

    Returns:
        The picture, shape (side, side): 0 is empty, 255 is full ink, values between smooth the edge.

    Raises:
        ValueError: a stroke has no point, or a point is not a pair.
    """
    grid = np.stack(np.meshgrid(np.arange(side), np.arange(side), indexing="ij"), axis=-1).astype(float)
    distance = np.full((side, side), np.inf)
    for stroke in strokes:
        points = np.asarray(stroke, dtype=float)
        if points.ndim != 2 or points.shape[1] != 2 or not len(points):
            raise ValueError(f"A stroke is a list of points (row, column); got {stroke}.")
        for start, end in zip(points, [*points[1:], points[-1]], strict=True):
            distance = np.minimum(distance, _distance(grid, start, end))
    ink = np.clip(thickness / 2 + 0.5 - distance, 0, 1)
    return np.rint(255 * ink).astype(np.uint8)


def shifted(images: ArrayLike, down: int = 0, right: int = 0) -> Array:
    """Return pictures moved by whole pixels; what leaves the picture is lost, and what comes in is empty.

    Args:
        images: pictures, shape (m, height, width), or one of shape (height, width).
        down: rows to move down; a negative number moves up.
        right: columns to move to the right; a negative number moves to the left.

    Returns:
        New pictures, of the shape and type of ``images``.

    Raises:
        ValueError: the pictures are flat vectors: they must be moved before they are flattened.
    """
    pictures = np.asarray(images)
    if pictures.ndim not in (2, 3):
        raise ValueError(f"Pictures need shape (m, height, width) or (height, width); got {pictures.shape}.")
    moved = np.zeros_like(pictures)
    height, width = pictures.shape[-2:]
    if abs(down) < height and abs(right) < width:
        here, there = _overlap(down, height), _overlap(-down, height)
        moved[..., here, _overlap(right, width)] = pictures[..., there, _overlap(-right, width)]
    return moved


def _overlap(step: int, size: int) -> slice:
    """Return which of ``size`` places still hold something after a move by ``step``."""
    return slice(max(step, 0), size + min(step, 0))


def _distance(grid: Array, start: Array, end: Array) -> Array:
    """Return how far each place of a grid, shape (..., 2), is from the line between two points."""
    along = end - start
    length = float(along @ along)
    share = np.clip((grid - start) @ along / length, 0, 1) if length else np.zeros(grid.shape[:-1])
    return np.asarray(np.linalg.norm(grid - start - share[..., np.newaxis] * along, axis=-1))
