"""Run the probe as a user without rights: `python tests/ordinary_user.py TIER`, started by root.

In a private view of the machine, folders on the way to this Python that only root may enter are laid over by
ones that anybody may; then this process becomes the user for good.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

USER = 54321
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from grader.worker import kernel  # noqa: E402 - found by the line above


def open_the_way(path: Path) -> None:
    """Let everybody pass to a folder below one that is closed; holds for this process alone."""
    closed = [p for p in reversed(path.parents) if not p.stat().st_mode & 0o001]
    if not closed:
        return
    handle = os.open(path, os.O_PATH)
    kernel.mount("tmpfs", closed[0], "tmpfs", options="mode=755")
    path.mkdir(parents=True)
    kernel.mount(f"/proc/self/fd/{handle}", path, flags=kernel.MS_BIND | kernel.MS_REC)
    os.close(handle)


def main() -> None:
    """Become the user, look, and print what was seen as JSON."""
    try:
        kernel.unshare(kernel.NEWNS)
        kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
        for folder in (sys.base_prefix, sys.prefix, str(ROOT)):
            open_the_way(Path(folder))
    except OSError as error:
        sys.exit(f"this process cannot become an ordinary user: {error}")
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    ctypes.CDLL(None).prctl(kernel.DUMPABLE, 1, 0, 0, 0)
    os.environ |= {"HOME": "/nonexistent", "TMPDIR": "/tmp"}
    from worker_runs import call, running

    from grader.sandbox import Sandbox

    probe = (ROOT / "tests" / "isolation_probe.py").read_text()
    with Sandbox(sys.argv[1]) as sandbox, running(sandbox, probe, targets="look") as (run, _):  # type: ignore[arg-type]
        found = call(run, "look", str(ROOT), os.getppid())
        print(json.dumps({**found, "tier": sandbox.tier}))


if __name__ == "__main__":
    main()
