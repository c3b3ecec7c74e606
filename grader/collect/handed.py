"""Files that were handed in, and by whom."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Found:
    """One file that was handed in.

    Attributes:
        name: its path in the source, parts cleaned and joined by "/"; what is in a zip comes after the zip.
        path: where its bytes are to be read; None if they were not unpacked.
        time: when it was last changed as the source says, local time; None if it does not.
    """

    name: str
    path: Path | None
    time: datetime | None


@dataclass(frozen=True)
class Sender:
    """Who handed in a file, and what else its name says.

    Attributes:
        student_id: for the student's folder.
        name: the name as the system gives it; None if it gives none.
        number: Moodle's participant number or Canvas's user; None elsewhere.
        file: the file's name without what the system added.
        upload: Canvas's number of the upload; None elsewhere.
        is_late: the system marks it as late.
        timestamp: when it was handed in, UTC, as nbgrader writes it; None if the name does not say.
    """

    student_id: str
    name: str | None
    number: str | None
    file: str
    upload: int | None = None
    is_late: bool = False
    timestamp: str | None = None


@dataclass(frozen=True)
class HandedFile:
    """One file of one student."""

    found: Found
    sender: Sender

    @property
    def zips(self) -> int:
        """How many zips of the student's it lies in."""
        return sum(part.lower().endswith(".zip") for part in self.found.name.split("/")[:-1])

    @cached_property
    def sha256(self) -> str:
        """Checksum of its bytes."""
        assert self.found.path is not None
        with self.found.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        assert self.found.path is not None
        return self.found.path
