"""Remove a folder in which a student's code may have left anything: too deep, closed, full of links."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path


def remove_tree(folder: Path) -> None:
    """Remove a folder and all below it; what cannot be removed is left, and raises nothing.

    Folders are emptied by moving the folders in them up to the top, so depth costs neither memory nor a long
    path, and links are not followed.
    """
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _empty(top)
        finally:
            os.close(top)
        folder.rmdir()


def _empty(top: int) -> None:
    waiting = _remove_files(top)
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(OSError):
            os.chmod(name, 0o700, dir_fd=top)
        try:
            inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
        except OSError:
            continue
        try:
            for folder in _remove_files(inner):
                moved = secrets.token_hex(16)
                with contextlib.suppress(OSError):
                    os.rename(folder, moved, src_dir_fd=inner, dst_dir_fd=top)
                    waiting.append(moved)
        finally:
            os.close(inner)
        with contextlib.suppress(OSError):
            os.rmdir(name, dir_fd=top)


def _remove_files(folder: int) -> list[str]:
    """Remove all but the folders from a folder; return their names."""
    folders = []
    for name in os.listdir(folder):
        with contextlib.suppress(OSError):
            if stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
                folders.append(name)
            else:
                os.unlink(name, dir_fd=folder)
    return folders
