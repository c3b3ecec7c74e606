"""Where an export goes: never over a file that was not named, and whole or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path

from . import ExportError


def choose_path(to: Path | None, default: Path) -> Path:
    """Return where to write: the path that was named, else the default if nothing is there.

    Args:
        to: as it was named; a folder means the default's name in it. None if nothing was named.
        default: where to write otherwise.

    Raises:
        ExportError: something is there that was not named.
    """
    path = default if to is None else to / default.name if to.is_dir() else to
    if path != to and path.exists():
        raise ExportError(f"{path} is there already: say --to {path} to replace it, or name another file.")
    return path


def write_file(path: Path, data: bytes) -> None:
    """Write a file; whoever reads it finds the old one or the new one, never a part.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
