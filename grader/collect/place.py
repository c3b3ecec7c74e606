"""Put a submission into its folder: the latest counts, and nothing that was there is lost."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from grader.whole import replacing, write_whole

from .handed import HandedFile
from .paths import safe_part
from .record import RECORD_NAME, Record, is_later, read_record

Outcome = Literal["new", "replaced", "unchanged", "older", "no notebook"]

TIME_NAME = "timestamp.txt"
"""nbgrader's file with the time at which a submission was handed in."""

ASIDE = "aside"
"""The folder, in a submission's folder, of notebooks that do not count."""


def place(
    folder: Path, lab: str, chosen: HandedFile | None, others: Sequence[HandedFile], record: Record
) -> tuple[Outcome, list[str]]:
    """Put a student's notebook into `<student>/<lab>/`, with its record and timestamp.txt.

    Whatever has another content than the notebook that counts goes into a folder of its own beside it.  A
    notebook that is there stays if it is later; if neither is known to be, the one that comes now counts.

    Args:
        folder: `<student>/<lab>`; made if it is missing.
        lab: the lab's name.
        chosen: the notebook; None if the student handed in none.
        others: further notebooks.
        record: of this import.

    Returns:
        What became of it, and what was noticed, a sentence each.

    Raises:
        OSError: the folder cannot be written; what was there is still there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for other in others:
        _keep_aside(folder, other.path, other.sender.file)
    there = folder / f"{lab}.ipynb"
    if chosen is None:
        if not there.is_file():
            write_whole(folder / RECORD_NAME, record.to_bytes())
        return "no notebook", []
    record = replace(record, sha256=chosen.sha256)
    if not there.is_file():
        _put(folder, there, chosen.path, record)
        return "new", []
    if _sha256(there) == chosen.sha256:
        if read_record(folder) is None:
            write_whole(folder / RECORD_NAME, record.to_bytes())
        return "unchanged", []
    if is_later(record, _record_of(folder, there)) is False:
        _keep_aside(folder, chosen.path, chosen.sender.file)
        return "older", ["The notebook that was there is later and stays; this one is kept aside."]
    _keep_aside(folder, there, there.name)
    _put(folder, there, chosen.path, record)
    return "replaced", ["The notebook that was there is kept aside."]


def _record_of(folder: Path, there: Path) -> Record:
    """Return what is known of the notebook that is there; one that a person has changed dates from then."""
    record = read_record(folder)
    if record is not None and record.sha256 == _sha256(there):
        return record
    time = datetime.fromtimestamp(there.stat().st_mtime).isoformat()
    return Record(lms="flat", name=None, number=None, source="", time=time)


def _put(folder: Path, there: Path, notebook: Path, record: Record) -> None:
    """Write the time, the notebook and its record."""
    stamp = folder / TIME_NAME
    if record.timestamp:
        write_whole(stamp, record.timestamp.encode())
    else:
        stamp.unlink(missing_ok=True)  # it was the earlier notebook's
    _copy(notebook, there)
    write_whole(folder / RECORD_NAME, record.to_bytes())


def _keep_aside(folder: Path, notebook: Path, name: str) -> None:
    """Copy a notebook, and its time, beside the one that counts; the same bytes are kept once."""
    mark = _sha256(notebook)[:8]
    aside = folder / ASIDE
    aside.mkdir(exist_ok=True)
    _copy(notebook, aside / f"{mark} {safe_part(name)}")
    if notebook.parent == folder and (folder / TIME_NAME).is_file():
        _copy(folder / TIME_NAME, aside / f"{mark} {TIME_NAME}")


def _copy(source: Path, target: Path) -> None:
    with replacing(target) as draft:
        shutil.copyfile(source, draft)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
