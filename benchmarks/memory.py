"""Memory of a process and of the children that it makes, sampled while it works."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from grader.sandbox import Sandbox


def resident_mb(pid: int, field: str = "VmRSS") -> float:
    """Return a process's resident memory in MB, or 0 if it has ended; field "VmHWM" is the peak."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), 0.0)


def own_mb(pid: int) -> float:
    """Return the memory in MB that a process shares with nobody, or 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def zygote(sandbox: Sandbox) -> int:
    """Return the id of the warm process: in a world of its own it is the only child of the one we started."""
    pid = sandbox.pid or 0
    return children(pid)[0] if sandbox.tier == "full" else pid


def children(pid: int) -> list[int]:
    """Return the ids of a process's children."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class ChildMemory:
    """Watch the children of a process while the block runs; `peak` is the largest own memory seen, in MB."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> ChildMemory:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.02):
            self.peak = max([self.peak, *map(own_mb, children(self.pid))])
