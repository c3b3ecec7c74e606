"""What a forked child gives up before it runs a student's code.

One tier so far, "process": a process group and a folder of its own, limits on time, files and memory, no way
to gain privileges, and death together with its parent.  Stronger tiers slot in at `confine`.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path
from typing import Literal

Tier = Literal["full", "landlock", "process", "none"]

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

FILE_BYTES = 64_000_000
DATA_BYTES = 4_000_000_000
CPU_SECONDS = 300
OPEN_FILES = 256


def available_tier() -> Tier:
    """Return the tier that this machine offers."""
    return "process" if hasattr(os, "fork") and Path("/proc/self/fd").is_dir() else "none"


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that happens."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of processes that a child leaves behind, so that they can be found and ended."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def confine(folder: Path, output: int, channel: int) -> None:
    """Confine this process, a fresh fork, before any student code runs in it.

    Args:
        folder: private and empty; becomes home, working and temporary folder.
        output: descriptor that takes stdout and stderr.
        channel: descriptor that stays open besides these.
    """
    os.setsid()
    die_with_parent()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, wanted in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, wanted)
    for descriptor in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        if descriptor > 2 and descriptor != channel:
            _close_quietly(descriptor)
    os.chdir(folder)
    for variable in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME"):
        os.environ[variable] = str(folder)
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_DATA: DATA_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
    }
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def _close_quietly(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:  # the descriptor of the listing itself has gone already
        return


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}, {value}) failed")
