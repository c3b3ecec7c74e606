"""Where an export goes: never over a file that was not named."""

from __future__ import annotations

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
