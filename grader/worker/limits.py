"""What a run may use: descriptors, files, memory, time."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path

FILE_BYTES = 64_000_000
DATA_BYTES = 4_000_000_000
CPU_SECONDS = 300
OPEN_FILES = 256
PROCESSES = 128
MEMORY_BYTES = 2_000_000_000
"""Of all processes of a run together, beyond what the fork shares with the warm worker."""

FOLDER_BYTES = 256_000_000
FOLDER_FILES = 20_000

_PF_FORKNOEXEC = 0x40
_MEMORY = ("RssAnon:", "RssShmem:")


def keep_descriptors(output: int, channel: int) -> None:
    """Leave open: 0 on nothing, 1 and 2 on `output`, and `channel`."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, wanted in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, wanted)
    last = 3
    for kept in (channel, os.sysconf("SC_OPEN_MAX")):
        os.closerange(last, kept)
        last = kept + 1


def limit_resources(processes: int | None) -> None:
    """Set the kernel's limits on this process and what it starts.

    Args:
        processes: how many there may be, threads counted too; None where others of this user count as well.
    """
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_DATA: DATA_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if processes is not None:
        limits[resource.RLIMIT_NPROC] = processes
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))


def is_over(folder: Path) -> bool:
    """Tell whether a folder holds more bytes or files than a run may write."""
    count = size = 0
    waiting = [str(folder)]
    while waiting and count <= FOLDER_FILES and size <= FOLDER_BYTES:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                if count > FOLDER_FILES:
                    break
    return count > FOLDER_FILES or size > FOLDER_BYTES


def private_bytes(pid: int) -> int:
    """Return the memory that is no file's of a process; pages that a fork shares with it count as well."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith(_MEMORY))


def used_bytes(pid: int, baseline: int) -> int:
    """Return what a run uses beyond the warm worker's own memory, all its processes together.

    Args:
        pid: the run's first process.
        baseline: `private_bytes` of the warm worker, which every fork of it seems to use.
    """
    return sum(max(0, private_bytes(one) - (baseline if _is_mere_fork(one) else 0)) for one in _family(pid))


def _is_mere_fork(pid: int) -> bool:
    """Tell whether a process still runs the program that its parent ran, and shares its memory."""
    try:
        flags = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[6]
    except OSError:
        return True
    return bool(int(flags) & _PF_FORKNOEXEC)


def _family(pid: int) -> Iterator[int]:
    yield pid
    waiting = [pid]
    while waiting:
        children = list(_children_of(waiting.pop()))
        yield from children
        waiting += children


def _children_of(pid: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # it has just ended
        return
    for task in tasks:
        with contextlib.suppress(OSError):
            yield from map(int, (task / "children").read_text().split())
