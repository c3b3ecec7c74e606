"""Gradient descent on any function, for demonstrations that are not about the descent itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any


def descend(
    start: Sequence[Any], gradient: Callable[..., Sequence[Any]], rate: float, steps: int
) -> Iterator[tuple[Any, ...]]:
    """Yield where gradient descent stands before each of its steps.

    Args:
        start: numbers or arrays to begin with; they stay as they are.
        gradient: called with the numbers or arrays as arguments; returns a slope for each of them.
        rate: the length of a step, as a multiple of the slope.
        steps: how many places to yield, the start included.
    """
    place = tuple(start)
    for _ in range(steps):
        yield place
        slopes = gradient(*place)
        place = tuple(value - rate * slope for value, slope in zip(place, slopes, strict=True))
