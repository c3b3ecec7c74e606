"""Cells as they were handed in, turned into valid cells of format 4.5.  Never fails; says what it did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

_VALID_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CELL_TYPES = ("code", "markdown", "raw")
_STRANGE_LINE_END = re.compile(r"\r\n?")
_JSON_MIME = re.compile(r"application/(.*\+)?json")

_REPAIRS = {
    "no cell": "Entries of the cell list that were no cells: {n}; left out.",
    "type": "Cells without a known cell type: {n}; read as code.",
    "source": "Cells whose text was missing or no text: {n}; what was text was kept.",
    "line ends": "Cells whose lines did not end in a plain line feed: {n}; corrected.",
    "metadata": "Cells with metadata of a wrong form: {n}; that part was dropped.",
    "outputs": "Cells with outputs of a wrong form: {n}; those outputs were dropped.",
    "no id": "Cells without a usable id: {n}; each was given one.",
    "same id": "Cells that repeated the id of an earlier cell: {n}; each was given a new one.",
}


def repair_cells(entries: list[Any], has_ids: bool) -> tuple[list[dict[str, Any]], list[str]]:
    """Return valid cells of format 4.5 and a sentence for each kind of repair.

    Args:
        entries: the notebook's cell list as read, items of any type.
        has_ids: the notebook is of a format in which cells have ids, so that a missing one is worth a word.
    """
    repairs: Counter[str] = Counter()
    cells = [_repair_cell(entry, repairs) for entry in entries if isinstance(entry, dict)]
    repairs["no cell"] = len(entries) - len(cells)
    _give_ids(cells, repairs)
    if not has_ids:
        repairs["no id"] = 0
    return cells, [text.format(n=repairs[kind]) for kind, text in _REPAIRS.items() if repairs[kind]]


def repair_metadata(metadata: object) -> tuple[dict[str, Any], list[str]]:
    """Return valid notebook metadata and a sentence if anything had to go."""
    if not isinstance(metadata, dict):
        return {}, ["The notebook had no metadata; it was read without."]
    kept = _drop_invalid(metadata, _NOTEBOOK_METADATA)
    lost = sorted(set(metadata) - set(kept))
    return kept, [f"Notebook metadata of a wrong form: {', '.join(lost)}; dropped."] if lost else []


# ---------------------------------------------------------------------------------------------------------
# One cell


def _repair_cell(entry: Mapping[str, Any], repairs: Counter[str]) -> dict[str, Any]:
    kind = entry.get("cell_type")
    if not isinstance(kind, str) or kind not in _CELL_TYPES:
        repairs["type"] += 1
        kind = "code"
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": entry.get("id"),
        "metadata": _cell_metadata(entry.get("metadata"), repairs),
        "source": _source(entry.get("source"), repairs),
    }
    if kind == "code":
        cell["execution_count"] = _count(entry.get("execution_count"))
        cell["outputs"] = _outputs(entry.get("outputs", []), repairs)
    elif _is_attachments(entry.get("attachments")):
        cell["attachments"] = entry["attachments"]
    return cell


def _source(source: object, repairs: Counter[str]) -> str:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        repairs["source"] += 1
        source = "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else ""
    text, corrected = _STRANGE_LINE_END.subn("\n", source)
    repairs["line ends"] += bool(corrected)
    return text.encode("utf-8", errors="replace").decode("utf-8")  # half of a surrogate pair cannot be saved


def _cell_metadata(metadata: object, repairs: Counter[str]) -> dict[str, Any]:
    kept = _drop_invalid(metadata, _CELL_METADATA) if isinstance(metadata, dict) else {}
    repairs["metadata"] += kept != metadata
    return kept


def _give_ids(cells: list[dict[str, Any]], repairs: Counter[str]) -> None:
    """Give every cell a unique id; the same notebook gets the same ids each time."""
    taken = {cell["id"] for cell in cells if isinstance(cell["id"], str)}
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        old = cell["id"]
        if isinstance(old, str) and _VALID_ID.fullmatch(old) and old not in seen:
            seen.add(old)
            continue
        repairs["same id" if isinstance(old, str) and old in seen else "no id"] += 1
        new = f"cell-{number}"
        while new in taken:
            new += "-x"
        taken.add(new)
        cell["id"] = new


# ---------------------------------------------------------------------------------------------------------
# Outputs


def _outputs(outputs: object, repairs: Counter[str]) -> list[dict[str, Any]]:
    if not isinstance(outputs, list):
        repairs["outputs"] += 1
        return []
    kept = [output for output in map(_output, outputs) if output is not None]
    repairs["outputs"] += len(kept) < len(outputs)
    return kept


def _output(output: object) -> dict[str, Any] | None:
    """Return the output with the keys that its type has, or None when it is not valid."""
    if not isinstance(output, dict):
        return None
    kind = output.get("output_type")
    rules = _OUTPUTS.get(kind) if isinstance(kind, str) else None
    if rules is None or not all(key in output and rule(output[key]) for key, rule in rules.items()):
        return None
    return {"output_type": kind, **{key: output[key] for key in rules}}


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_lines(value: object) -> bool:
    return _is_text(value) or _is_texts(value)


def _is_count(value: object) -> bool:
    return value is None or _count(value) is not None


def _is_bundle(value: object) -> bool:
    return isinstance(value, dict) and all(_JSON_MIME.fullmatch(k) or _is_lines(v) for k, v in value.items())


def _is_attachments(value: object) -> bool:
    return isinstance(value, dict) and all(_is_bundle(bundle) for bundle in value.values())


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


_OUTPUTS: dict[str, dict[str, Callable[[Any], bool]]] = {
    "stream": {"name": _is_text, "text": _is_lines},
    "display_data": {"data": _is_bundle, "metadata": _is_object},
    "execute_result": {"data": _is_bundle, "metadata": _is_object, "execution_count": _is_count},
    "error": {"ename": _is_text, "evalue": _is_text, "traceback": _is_texts},
}


# ---------------------------------------------------------------------------------------------------------
# What the format's schema demands of the metadata keys that it knows


def _drop_invalid(metadata: Mapping[str, Any], rules: Mapping[str, Callable[[Any], bool]]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key not in rules or rules[key](value)}


def _is_tags(value: object) -> bool:
    return (
        isinstance(value, list)
        and _is_texts(value)
        and len(set(value)) == len(value)
        and all(tag and "," not in tag for tag in value)
    )


def _is_kernelspec(value: object) -> bool:
    return isinstance(value, dict) and _is_text(value.get("name")) and _is_text(value.get("display_name"))


def _is_language(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _is_text(value.get("name"))
        and isinstance(value.get("codemirror_mode", ""), (str, dict))
        and all(_is_text(value.get(key, "")) for key in ("file_extension", "mimetype", "pygments_lexer"))
    )


_CELL_METADATA: dict[str, Callable[[Any], bool]] = {
    "tags": _is_tags,
    "name": lambda value: isinstance(value, str) and bool(value.strip("\n")),
    "collapsed": lambda value: isinstance(value, bool),
    "scrolled": lambda value: isinstance(value, bool) or value == "auto",
    "jupyter": _is_object,
    "execution": lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
    "format": _is_text,
    "nbgrader": _is_object,
}
_NOTEBOOK_METADATA: dict[str, Callable[[Any], bool]] = {
    "kernelspec": lambda v: (
        isinstance(v, dict) and _is_text(v.get("name")) and _is_text(v.get("display_name"))
    ),
    "language_info": _is_language,
    "orig_nbformat": lambda value: _count(value) not in (None, 0),
    "title": _is_text,
    "authors": lambda value: isinstance(value, list),
}
