"""Zip archives that have the same bytes whenever they are made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def write_zip(target: Path, entries: Iterable[tuple[str, bytes]], scripts: Iterable[str] = ()) -> None:
    """Write a zip archive.

    Args:
        target: the file.
        entries: name and content, in the order in which they stand in the archive.
        scripts: names of those that can be run.
    """
    runnable = set(scripts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system, so that the permissions count
            entry.external_attr = (0o100755 if name in runnable else 0o100644) << 16
            archive.writestr(entry, data)
