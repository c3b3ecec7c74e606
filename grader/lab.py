"""A lab as its source notebook defines it: exercises, points, given code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.notebook import Cell, Notebook, UnreadableNotebook, read_notebook
from grader.stubs import StubError, has_region, stub_source
from grader.without import definitions

_MARKER = re.compile(r"# (UNQ_C\d+)\s*")
_SECOND_LINE = re.compile(r"# GRADED (FUNCTION|CELL): \S.*")
_METADATA_KEY = "digit_labs"


# Helpers of autils that an exercise asks for under another name.  Those of the same name go by themselves.
HELPERS_LEFT_OUT: dict[str, tuple[str, ...]] = {
    "binary_digits": (),
    "multiclass_digits": (),
    "two_layer_mlp": ("check_gradients",),  # it calls numerical_gradient
    "deep_network": (),
}


class LabError(Exception):
    """A mistake in a lab's source; the message names the lab, the cell and the cure."""

    def __init__(self, lab: str, cell: str | None, sentence: str) -> None:
        """Say what is wrong in which cell.

        Args:
            lab: the lab's name.
            cell: the cell's name for an author (see `cell_name`), None when no single cell is at fault.
            sentence: what is wrong and what to do about it.
        """
        super().__init__(f"Lab {lab}, cell {cell}: {sentence}" if cell else f"Lab {lab}: {sentence}")


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

    @cached_property
    def asked_for(self) -> frozenset[str]:
        """What the exercises ask for: helpers of these names would be answers."""
        defined = (definitions(exercise.source) for exercise in self.exercises)
        return frozenset(HELPERS_LEFT_OUT.get(self.name, ())).union(*defined)


def load_lab(path: Path) -> Lab:
    """Read a lab from its source notebook.

    Args:
        path: `labs/<lab>/<lab>.ipynb`.

    Raises:
        LabError: the notebook cannot be read or breaks a convention for labs.
    """
    name = path.stem
    try:
        notebook, _ = read_notebook(path.read_bytes())
    except (OSError, UnreadableNotebook) as error:
        raise LabError(name, None, f"the source {path} cannot be read: {error}") from error
    return lab_of(notebook, name)


def lab_of(notebook: Notebook, name: str) -> Lab:
    """Return the lab that a source notebook defines.

    Args:
        notebook: the source.
        name: the name that the lab has by its folder.

    Raises:
        LabError: the notebook breaks a convention for labs.
    """
    version, digits = _read_metadata(notebook, name)
    _check_regions(notebook, name)
    cells = tuple(cell for cell in notebook.cells if cell.kind == "code")
    exercises = tuple(
        _exercise(solution, following, name)
        for solution, following in _with_following([c for c in cells if c.is_solution or c.is_graded])
    )
    if not exercises:
        raise LabError(name, None, "it has no exercise: mark a solution cell and a test cell for nbgrader.")
    _check_unique(exercises, name)
    return Lab(
        name=name,
        title=_title(notebook) or name,
        version=version,
        default_digits=digits,
        exercises=exercises,
        cells=cells,
        given=tuple(cell.source for cell in cells if not cell.is_solution and not cell.is_graded),
        max_score=sum(exercise.points for exercise in exercises),
    )


def cell_name(cell: Cell) -> str:
    """Return what an author calls a cell: its grade_id, else its id, with its first line."""
    first = next((line.strip() for line in cell.source.split("\n") if line.strip()), "empty")
    return f"{cell.grade_id or cell.id} ({first[:50]})"


def _read_metadata(notebook: Notebook, name: str) -> tuple[str, tuple[int, ...] | None]:
    ours = notebook.metadata.get(_METADATA_KEY)
    if not isinstance(ours, dict) or not isinstance(ours.get("version"), str):
        example = f'"{_METADATA_KEY}": {{"lab": "{name}", "version": "1.0", "default_digits": null}}'
        raise LabError(name, None, f"the notebook's metadata does not name the lab: add {example}.")
    if ours.get("lab") != name:
        raise LabError(
            name,
            None,
            f"the notebook's metadata calls it {ours.get('lab')!r}: folder, file and metadata need one name.",
        )
    digits = ours.get("default_digits")
    if digits is None:
        return ours["version"], None
    if not isinstance(digits, list) or not all(digit in range(10) for digit in digits):
        raise LabError(
            name, None, f"default_digits is {digits!r}: give a list of digits such as [0, 1], or null."
        )
    return ours["version"], tuple(int(digit) for digit in digits)


def _check_regions(notebook: Notebook, name: str) -> None:
    for cell in notebook.cells:
        is_answer = cell.kind == "code" and cell.is_solution and not cell.is_graded
        if cell.is_solution and not is_answer:
            raise LabError(
                name, cell_name(cell), "only a code cell of its own can hold a solution: split it."
            )
        if has_region(cell.source) and not is_answer and cell.kind == "code":
            raise LabError(
                name,
                cell_name(cell),
                "it has a region marker but is no solution cell: mark it for nbgrader or drop the marker.",
            )


def _with_following(cells: Sequence[Cell]) -> list[tuple[Cell, Cell | None]]:
    """Pair each solution or stray test cell with the cell after it; a test cell that follows is taken up."""
    pairs: list[tuple[Cell, Cell | None]] = []
    for cell in cells:
        if cell.is_graded and pairs and pairs[-1][1] is None and not pairs[-1][0].is_graded:
            pairs[-1] = (pairs[-1][0], cell)
        else:
            pairs.append((cell, None))
    return pairs


def _exercise(solution: Cell, test: Cell | None, lab: str) -> GradedCell:
    name = solution.grade_id
    if solution.is_graded:
        raise LabError(lab, cell_name(solution), "the test cell follows no solution cell: put one before it.")
    if name is None or not name.isidentifier():
        raise LabError(lab, cell_name(solution), "name it by a grade_id that is a Python name, as my_dense.")
    if test is None:
        raise LabError(lab, cell_name(solution), f"no test cell follows: add one with grade_id test_{name}.")
    if test.grade_id != f"test_{name}":
        raise LabError(
            lab, cell_name(test), f"its grade_id must be test_{name}, after the solution before it."
        )
    if not test.points:
        raise LabError(lab, cell_name(test), "it is worth nothing: give it points, 10 as a rule.")
    if test.metadata["nbgrader"].get("locked") is not True:
        raise LabError(lab, cell_name(test), "a test cell must be locked: set locked to true.")
    return GradedCell(
        name=name,
        grade_id=test.grade_id,
        points=test.points,
        marker=_read_marker(solution, lab),
        source=solution.source,
        stub=_stub(solution, lab),
    )


def _read_marker(solution: Cell, lab: str) -> str:
    first, second, *_ = [*solution.source.split("\n"), "", ""]
    marker = _MARKER.fullmatch(first)
    if marker is None:
        raise LabError(lab, cell_name(solution), "its first line must be a mark such as # UNQ_C1.")
    if not _SECOND_LINE.fullmatch(second):
        raise LabError(
            lab, cell_name(solution), "its second line must be # GRADED FUNCTION: or # GRADED CELL:."
        )
    return marker[1]


def _stub(solution: Cell, lab: str) -> str:
    try:
        return stub_source(solution.source)
    except StubError as error:
        raise LabError(lab, cell_name(solution), str(error)) from error


def _check_unique(exercises: Sequence[GradedCell], lab: str) -> None:
    for key in ("name", "marker"):
        values = [getattr(exercise, key) for exercise in exercises]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise LabError(
                lab, None, f"{', '.join(twice)} stands for more than one exercise: rename all but one."
            )


def _title(notebook: Notebook) -> str | None:
    texts = (cell.source for cell in notebook.cells if cell.kind == "markdown")
    headings = (line[2:].strip() for text in texts for line in text.split("\n") if line.startswith("# "))
    return next(headings, None)
