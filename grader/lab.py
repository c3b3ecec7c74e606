"""A lab as its source notebook defines it: exercises, points, given code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.notebook import Cell


class LabError(Exception):
    """A mistake in a lab's source; the message names the lab, the cell and the cure."""


@dataclass(frozen=True)
class GradedCell:
    """One exercise.

    Args:
        name: the exercise's name, which is the solution cell's grade_id.
        grade_id: the test cell's grade_id, `test_<name>`.
        points: what the test cell is worth.
        marker: the first line's mark without the hash, such as "UNQ_C1".
        source: the solution cell's text in the source notebook.
        stub: the text that a student receives for it.
    """

    name: str
    grade_id: str
    points: float
    marker: str
    source: str
    stub: str


@dataclass(frozen=True)
class Lab:
    """A lab.

    Args:
        name: the lab's name, nbgrader's assignment_id.
        title: the first heading of the notebook.
        version: the lab's version.
        default_digits: what a bare `load_data()` of an old notebook of this lab expects; None for all ten.
        exercises: in the order of the notebook.
        cells: all code cells of the source, in order.
        given: the texts of the code cells that are neither solution nor test, in order.
        max_score: the sum of the exercises' points.
    """

    name: str
    title: str
    version: str
    default_digits: tuple[int, ...] | None
    exercises: tuple[GradedCell, ...]
    cells: tuple[Cell, ...]
    given: tuple[str, ...]
    max_score: float


def load_lab(path: Path) -> Lab:
    """Read a lab from its source notebook."""
    raise NotImplementedError
