"""A private folder for as long as this process lives, and the removal of those whose owners were killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import time
from pathlib import Path

from .worker.removal import remove_tree

PREFIX = "digit-labs-worker-"
_LOCK = "lock"
_SETTLED_SECONDS = 60.0
"""Younger folders are left alone: their owner may be about to lock them."""


class Scratch:
    """A new folder that other processes can tell is in use: a lock on a file in it ends with its owner."""

    def __init__(self) -> None:
        """Make and lock the folder, after sweeping away what killed processes left."""
        sweep(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        """Remove the folder and all that is in it."""
        remove_tree(self.path)
        os.close(self._lock)


def sweep(parent: Path) -> None:
    """Remove the folders of this user below `parent` whose owners have ended."""
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # it has just gone, or somebody holds the lock
            about = folder.lstat()
            if about.st_uid != os.geteuid() or time.time() - about.st_mtime < _SETTLED_SECONDS:
                continue
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove_tree(folder)
            finally:
                os.close(lock)
