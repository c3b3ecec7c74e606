"""Code that a run executes: look around, and tell what can be seen and done."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import Any


def look(project: str, grader_pid: int) -> dict[str, Any]:
    """Return what this process can see and do.

    Args:
        project: the folder of the repository.
        grader_pid: a process that grades.
    """
    root = Path(project)
    seen = {
        "own code": root / "grader/worker/child.py",
        "labs": root / "labs/binary_digits/binary_digits.ipynb",
        "hidden tests": root / "grader/hidden_tests/__init__.py",
        "reference solutions": root / "grader/misconceptions/deep_network/reference.py",
        "tests": root / "tests/conftest.py",
        "git": root / ".git/config",
        "accounts": Path("/etc/passwd"),
        "home": Path("/root/.bashrc"),
    }
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        **{name: can_read(path) for name, path in seen.items()},
        "temporary": can_write(Path(tempfile.gettempdir())),
        "writes": sorted(name for name, folder in places(root).items() if can_write(folder)),
        "sockets": [str(family) for family in families() if can_open(family)],
        "status": {name: value.strip() for name, value in status.items()},
        "processes": processes(),
        "signal": signal_error(grader_pid),
        "environment": f"{dict(os.environ)} {Path('/proc/self/environ').read_text()}",
        "user": os.getuid(),
    }


def can_read(path: Path) -> bool:
    try:
        return bool(path.read_bytes())
    except OSError:
        return False


def places(root: Path) -> dict[str, Path]:
    names = ("/", "/tmp", "/dev/shm", "/usr", "/etc", "/proc", "/dev", "/var/tmp")
    return {**{name: Path(name) for name in names}, "project": root, "home": Path.cwd()}


def can_write(folder: Path) -> bool:
    file = folder / "written-by-a-run"
    try:
        file.write_text("x")
    except OSError:
        return False
    file.unlink()
    return True


def families() -> list[int]:
    return [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET, 40]


def can_open(family: int) -> bool:
    try:
        socket.socket(family, socket.SOCK_DGRAM).close()
    except OSError:
        return False
    return True


def processes() -> list[int]:
    try:
        return sorted(int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
    except OSError:
        return []


def signal_error(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except OSError as error:
        return type(error).__name__
    return "none"
