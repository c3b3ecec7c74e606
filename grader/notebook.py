"""Notebooks as plain data: read, repair, write.  The only module that knows the notebook format."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from grader.notebook_repair import repair_cells, repair_metadata
from grader.notebook_text import MAX_BYTES, UnreadableNotebook, read_object

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "Cell",
    "Notebook",
    "UnreadableNotebook",
    "read_notebook",
    "write_notebook",
]

MAX_CELLS = 10_000
FORMAT = (4, 5)

CellKind = Literal["code", "markdown", "raw"]


@dataclass(frozen=True)
class Cell:
    """One cell.

    Args:
        kind: "code", "markdown" or "raw".
        source: the cell's text, lines ended by a line feed.
        id: the cell's id, unique in the notebook; None only for a cell made by hand.
        grade_id: nbgrader's stable name of the cell, None when it has none.
        is_solution: a student writes here.
        is_graded: a test cell that is worth points.
        points: the points of a graded cell, None elsewhere.
        metadata: the cell's metadata as it stands in the file.
    """

    kind: CellKind
    source: str
    id: str | None = None
    grade_id: str | None = None
    is_solution: bool = False
    is_graded: bool = False
    points: float | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Notebook:
    """A notebook of format 4.5.

    Args:
        cells: the cells in order.
        metadata: the notebook's metadata.
        raw: the whole notebook as JSON data, in step with `cells`.
    """

    cells: tuple[Cell, ...]
    metadata: Mapping[str, Any]
    raw: Mapping[str, Any]


def read_notebook(data: bytes) -> tuple[Notebook, list[str]]:
    """Read a notebook of any format from 3 to 4.5, repairing what can be repaired.

    Args:
        data: the file's bytes.

    Returns:
        The notebook as format 4.5, and one sentence for every kind of repair.

    Raises:
        UnreadableNotebook: the bytes hold no notebook: empty, not JSON, not a notebook, too large, too deep.
    """
    warnings: list[str] = []
    content = read_object(data, warnings)
    entries, is_current = _cell_list(content, warnings)
    if len(entries) > MAX_CELLS:
        raise UnreadableNotebook(f"The notebook has {len(entries)} cells; at most {MAX_CELLS} are read.")
    cells, repairs = repair_cells(entries, has_ids=is_current)
    metadata, losses = repair_metadata(content.get("metadata"))
    raw = {"cells": cells, "metadata": metadata, "nbformat": FORMAT[0], "nbformat_minor": FORMAT[1]}
    return Notebook(tuple(map(_as_cell, cells)), metadata, raw), warnings + repairs + losses


def write_notebook(notebook: Notebook) -> bytes:
    """Return a notebook's `raw` as canonical JSON: sorted keys, indent 1, a line feed at the end.

    Raises:
        ValueError: the notebook is not valid by the schema of format 4.5.
    """
    import nbformat

    node = nbformat.from_dict(notebook.raw)
    try:
        nbformat.validate(node)
    except nbformat.ValidationError as error:
        raise ValueError(f"The notebook is not valid: {error.message}") from error
    text: str = nbformat.writes(node, version=FORMAT[0])
    return (text.rstrip("\n") + "\n").encode("utf-8", errors="replace")


# ---------------------------------------------------------------------------------------------------------
# From JSON data to cells


def _cell_list(content: Mapping[str, Any], warnings: list[str]) -> tuple[list[Any], bool]:
    """Return the cell list and whether it is of the current format, where cells have ids."""
    major, minor = content.get("nbformat"), content.get("nbformat_minor")
    if "cells" not in content:
        warnings.append("The notebook was in format 3; it was read as 4.5, without its outputs.")
        return _cells_of_format_3(content["worksheets"]), False
    if not isinstance(content["cells"], list):
        raise UnreadableNotebook("The file holds JSON, but no notebook: its cells are not a list.")
    if (major, minor) == FORMAT:
        return content["cells"], True
    if isinstance(major, int) and isinstance(minor, int):
        warnings.append(f"The notebook was in format {major}.{minor}; it was read as 4.5.")
    else:
        warnings.append("The notebook did not say its format; it was read as 4.5.")
    return content["cells"], False


def _cells_of_format_3(worksheets: object) -> list[Any]:
    sheets = worksheets if isinstance(worksheets, list) else []
    lists = [
        sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
    ]
    if not lists:
        raise UnreadableNotebook("The file holds JSON, but no notebook: its worksheets hold no cells.")
    return [_from_format_3(cell) if isinstance(cell, dict) else cell for cells in lists for cell in cells]


def _from_format_3(cell: Mapping[str, Any]) -> dict[str, Any]:
    kind = cell.get("cell_type")
    source = cell.get("input" if kind == "code" else "source")
    if kind == "heading":
        level = cell.get("level")
        mark = "#" * level + " " if isinstance(level, int) and 1 <= level <= 6 else "# "
        source = [mark, *source] if isinstance(source, list) else [mark, source]
    new_kind = {"heading": "markdown", "html": "markdown"}.get(str(kind), kind)
    return {"cell_type": new_kind, "metadata": cell.get("metadata", {}), "source": source}


def _as_cell(cell: Mapping[str, Any]) -> Cell:
    nbgrader = cell["metadata"].get("nbgrader", {})
    grade_id = nbgrader.get("grade_id")
    is_graded = nbgrader.get("grade") is True
    return Cell(
        kind=cast(CellKind, cell["cell_type"]),
        source=cell["source"],
        id=cell["id"],
        grade_id=grade_id if isinstance(grade_id, str) and grade_id else None,
        is_solution=nbgrader.get("solution") is True,
        is_graded=is_graded,
        points=_points(nbgrader.get("points")) if is_graded else None,
        metadata=cell["metadata"],
    )


def _points(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        points = float(value)
    except (ValueError, OverflowError):
        return None
    return points if math.isfinite(points) and points >= 0 else None
