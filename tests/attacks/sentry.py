"""Which processes an attack has left, wherever they now hang in the tree of processes."""

from __future__ import annotations

import time
from pathlib import Path

from tests.attacks.attack import MARK

_SETTLE_SECONDS = 5.0
"""A process that was killed may take a moment to go."""


def survivors() -> list[int]:
    """Return the attackers' processes that still run after a moment."""
    deadline = time.monotonic() + _SETTLE_SECONDS
    while (left := marked()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def family(pid: int) -> set[int]:
    """Return a process and all below it."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except OSError:
        return set()
    return {pid}.union(*map(family, children))


def marked() -> list[int]:
    """Return every process that carries the attackers' mark."""
    return [int(f.name) for f in Path("/proc").iterdir() if f.name.isdigit() and _is_marked(f)]


def _is_marked(folder: Path) -> bool:
    try:
        state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        names = (folder / "comm").read_text() + (folder / "cmdline").read_text()
    except (OSError, UnicodeDecodeError):
        return False
    return MARK in names and state not in "ZX"
