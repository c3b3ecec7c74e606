"""Notebooks as plain data: read, repair, write.  The only module that knows the notebook format."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from grader.notebook_repair import repair_cells, repair_metadata

MAX_BYTES = 50_000_000
MAX_VALUES = 3_000_000  # commas and opening brackets: a bound on the memory that reading takes
MAX_CELLS = 10_000
MAX_DEPTH = 100
FORMAT = (4, 5)

CellKind = Literal["code", "markdown", "raw"]


class UnreadableNotebook(ValueError):
    """A file that holds no readable notebook; the message is one clear sentence."""


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
    content = _parse(_decode(data, warnings))
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
# From bytes to JSON data


def _decode(data: bytes, warnings: list[str]) -> str:
    if len(data) > MAX_BYTES:
        raise UnreadableNotebook(
            f"The file has {len(data) / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB are the most that is read: "
            "clear the outputs and save again."
        )
    if sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise UnreadableNotebook(
            f"The file holds over {MAX_VALUES // 10**6} million values: clear the outputs and save again."
        )
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableNotebook("The file is empty: save the notebook and hand it in again.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        warnings.append("The file was written as UTF-16; it was read as such.")
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        warnings.append("The file began with a byte order mark; it was dropped.")
        data = data[3:]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        warnings.append("The file is not clean UTF-8; the bytes that could not be read were replaced.")
        return data.decode("utf-8", errors="replace")


def _parse(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, parse_constant=lambda name: None, strict=False)
    except RecursionError:
        raise UnreadableNotebook("The file is nested too deeply to be a notebook.") from None
    except json.JSONDecodeError as error:
        raise UnreadableNotebook(
            f"The file is not JSON (line {error.lineno}, column {error.colno}): "
            "hand in the .ipynb file itself, complete."
        ) from None
    except ValueError:
        raise UnreadableNotebook("The file holds a number that is too long to be read.") from None
    if not isinstance(content, dict) or not ("cells" in content or "worksheets" in content):
        raise UnreadableNotebook("The file holds JSON, but no notebook: it has no list of cells.")
    if _depth(content) > MAX_DEPTH:
        raise UnreadableNotebook("The file is nested too deeply to be a notebook.")
    return content


def _depth(content: object) -> int:
    """How deep lists and objects are nested; stops counting just past `MAX_DEPTH`."""
    level = [content]
    for depth in range(MAX_DEPTH + 1):
        level = [child for node in level for child in _children(node)]
        if not level:
            return depth
    return MAX_DEPTH + 1


def _children(node: object) -> list[Any]:
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [value for value in values if isinstance(value, (dict, list))]


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
