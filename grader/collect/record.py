"""What is known of how a submission came in: `import.json` beside the notebook."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

RECORD_NAME = "import.json"


@dataclass(frozen=True)
class Record:
    """Where a submission comes from.

    Attributes:
        lms: moodle, canvas or flat.
        name: the student's name as the system gives it; None if it gives none.
        number: Moodle's number of the participant or Canvas's of the user; None elsewhere.
        source: name of the file or folder that was imported.
        file: the submission's path in it; None if there was no notebook.
        sha256: of the notebook; None if there was none.
        upload: Canvas's number of the upload; None elsewhere.
        time: when the file was last changed as the source says, local time, ISO; None if it does not.
        timestamp: when it was handed in, as in timestamp.txt; None if that is not known.
        is_late: the system marks it as late.
        notices: what was noticed, a sentence each.
    """

    lms: str
    name: str | None
    number: str | None
    source: str
    file: str | None = None
    sha256: str | None = None
    upload: int | None = None
    time: str | None = None
    timestamp: str | None = None
    is_late: bool = False
    notices: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the record as the file's bytes."""
        return (json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n").encode(errors="replace")


def read_record(folder: Path) -> Record | None:
    """Return the record in a submission's folder; None if there is none that can be read."""
    try:
        data = json.loads((folder / RECORD_NAME).read_bytes())
        return Record(**{**data, "notices": tuple(data["notices"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_later(new: Record, old: Record) -> bool | None:
    """Tell whether one submission of a student is later than another; None if that cannot be told."""
    pairs = (
        (new.timestamp, old.timestamp),
        (new.upload, old.upload),
        (_time(new.time), _time(old.time)),
    )
    for mine, theirs in pairs:
        if mine is not None and theirs is not None and mine != theirs:
            return mine > theirs  # type: ignore[operator]  # of one kind in each pair
    return None


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
