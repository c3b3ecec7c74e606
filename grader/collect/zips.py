"""Read zips that strangers made: what they claim is not believed, and every amount has a limit."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

CHUNK = 1 << 20

LARGE = 50_000_000
"""Bytes up to which a file may unpack to any multiple of its packed size: no notebook is larger."""

MOST_DIRECTORY_BYTES = 5_000_000
"""Of the list of names in a zip that a student made: some 50,000 files."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, IndexError, struct.error)
"""What zipfile raises for a file that is damaged, or no zip at all."""

_END_RECORD = struct.Struct("<4s4H2LH")


class TooMuch(Exception):
    """A limit is reached; the text says which, to go on after a colon."""


@dataclass(frozen=True)
class Limits:
    """What one unpacked file may be.

    Attributes:
        file_bytes: its size.
        ratio: bytes for each packed one, in a file larger than `LARGE`.
    """

    file_bytes: int
    ratio: int


class Budget:
    """Bytes and files that may still be unpacked, here and in what holds this."""

    def __init__(self, size: int, files: int, outer: Budget | None = None) -> None:
        self._size, self._files, self._outer = size, files, outer

    def take(self, size: int = 0, files: int = 0) -> None:
        """Use up some of it.

        Raises:
            TooMuch: there is not enough left.
        """
        if self._outer:
            self._outer.take(size, files)
        self._size -= size
        self._files -= files
        if self._size < 0:
            raise TooMuch("it unpacks to more than is allowed")
        if self._files < 0:
            raise TooMuch("it holds too many files")


def is_zip(path: Path) -> bool:
    """Tell by name and first bytes whether a file is a zip; documents that are zips inside do not count."""
    if path.suffix.lower() != ".zip":
        return False
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def check_directory(path: Path) -> None:
    """Refuse a zip whose list of names is huge: reading it takes memory before anything can be counted.

    Raises:
        TooMuch: it is.
        zipfile.BadZipFile: it has no such list.
    """
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - (1 << 16) - _END_RECORD.size, 0))
        tail = file.read()
    start = tail.rfind(b"PK\5\6")
    if start < 0 or len(tail) < start + _END_RECORD.size:
        raise zipfile.BadZipFile("no end record")
    if _END_RECORD.unpack_from(tail, start)[5] > MOST_DIRECTORY_BYTES:
        raise TooMuch("it holds too many files")


def name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; some tools write UTF-8 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def time_of(member: zipfile.ZipInfo) -> datetime | None:
    """Return when a member was last changed, local time of whoever packed it; None if it does not say."""
    try:
        time = datetime(*member.date_time)
    except ValueError:
        return None
    return time if time.year > 1980 else None  # the year that stands where no time is known


def is_ordinary(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a plain file: no link, no device."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return not kind or stat.S_ISREG(kind)


def write_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, limits: Limits, budget: Budget
) -> str | None:
    """Unpack one file to a path that is free, counting what really comes.

    Returns:
        None; or, if it cannot be unpacked, why, and then no file is left.

    Raises:
        OSError: the disk is full, or the path cannot be written.
    """
    if member.flag_bits & 1:
        return "it is protected by a password"
    try:
        with archive.open(member) as packed, path.open("xb") as file:
            size = 0
            while chunk := packed.read(CHUNK):
                size += len(chunk)
                if size > limits.file_bytes:
                    raise TooMuch(f"it is larger than {limits.file_bytes // 1_000_000} MB")
                if size > LARGE and size > limits.ratio * max(member.compress_size, 1):
                    raise TooMuch("it unpacks to a suspicious multiple of its size")
                budget.take(size=len(chunk))
                file.write(chunk)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, TooMuch):
            return str(error)
        if isinstance(error, NotImplementedError):
            return "it is packed in an unknown way"
        if isinstance(error, BROKEN):
            return "it is damaged"
        raise
    return None
