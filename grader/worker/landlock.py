"""Landlock: a process restricts, for good, which files it and its children can reach.

See the kernel's `userspace-api/landlock.rst`.  Rules of several layers hold together: what one of them does
not allow is refused.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

from . import kernel

NEEDED = 3
"""The first version that keeps files from being cut short, of Linux 6.2."""

_VERSION_FLAG = 1
_PATH_BENEATH = 1

EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
READ = EXECUTE | READ_FILE | READ_DIR
_FIRST_WRITES = 0x1FF0
"""Removing files and folders and making them, of every kind."""
_REFER = 1 << 13
_TRUNCATE = 1 << 14
_IOCTL_DEVICE = 1 << 15
WRITE = WRITE_FILE | _FIRST_WRITES | _REFER | _TRUNCATE
_TCP = 0b11
_SCOPES = 0b11
"""No abstract Unix sockets of others, no signals to others."""


def version() -> int:
    """Return the version of Landlock that the kernel offers; 0 if it has none."""
    offered = kernel.syscall(
        kernel.LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION_FLAG)
    )
    return max(0, offered)


def restrict(allowed: Mapping[Path, int] | Iterable[tuple[Path, int]]) -> None:
    """Restrict this process to some files and folders, and, as far as the kernel can, to itself.

    Args:
        allowed: path -> what may be done with it and all below it; one that is missing is passed over.

    Raises:
        OSError: the kernel has no Landlock.
    """
    offered = version()
    handled = READ | WRITE_FILE | _FIRST_WRITES
    handled |= _REFER | _TRUNCATE
    handled |= _IOCTL_DEVICE if offered >= 5 else 0
    network = _TCP if offered >= 4 else 0
    scopes = _SCOPES if offered >= 6 else 0
    attributes = struct.pack("=QQQ", handled, network, scopes)
    size = 24 if offered >= 6 else 16 if offered >= 4 else 8
    rules = kernel.checked(
        kernel.syscall(kernel.LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0)),
        "landlock_create_ruleset",
    )
    try:
        for path, access in dict(allowed).items():
            _allow(rules, path, access & handled)
        kernel.prctl(kernel.NO_NEW_PRIVS, 1)
        done = kernel.syscall(kernel.LANDLOCK_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0))
        kernel.checked(done, "landlock_restrict_self")
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not path.is_dir():  # rights that only folders have are refused for a file
            access &= EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEVICE
        rule = struct.pack("=Qi", access, descriptor)
        done = kernel.syscall(
            kernel.LANDLOCK_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint(0)
        )
        kernel.checked(done, f"landlock_add_rule({path})")
    finally:
        os.close(descriptor)
