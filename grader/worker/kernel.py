"""Linux's means of isolation that Python's library has no words for, each as one plain function."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

NEWNS = 0x00020000
NEWUTS = 0x04000000
NEWIPC = 0x08000000
NEWUSER = 0x10000000
NEWPID = 0x20000000
NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18

PDEATHSIG = 1
DUMPABLE = 4
CAPBSET_DROP = 24
SECUREBITS = 28
CHILD_SUBREAPER = 36
NO_NEW_PRIVS = 38
CAP_AMBIENT = 47
CAP_AMBIENT_CLEAR_ALL = 4

MOUNT_SETATTR = 442  # these numbers are the same on x86-64 and aarch64
LANDLOCK_CREATE_RULESET = 444
LANDLOCK_ADD_RULE = 445
LANDLOCK_RESTRICT_SELF = 446

_AT_RECURSIVE = 0x8000
_AT_FDCWD = -100
_MNT_DETACH = 2
_MOUNT_READ_ONLY = 0x1 | 0x2 | 0x4
"""Read only, no set-user-id programs, no devices."""

_LOCKED_SECUREBITS = 0xEF
"""No rights for user 0, none kept over a change of user, none raised; and no way back."""

_CAPABILITIES = 64
_CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """Return what a call gave; raise `OSError` where it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by its number."""
    return int(_libc.syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, value: object = 0, third: object = 0) -> int:
    """Set or ask something about this process."""
    return checked(_libc.prctl(option, value, third, 0, 0), f"prctl({option})")


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that happens."""
    prctl(PDEATHSIG, 9)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones; of processes, only those started later are in the new one."""
    checked(_libc.unshare(flags), f"unshare({flags:#x})")


def setns(descriptor: int, kind: int) -> None:
    """Go back to a namespace that a descriptor stands for."""
    checked(_libc.setns(descriptor, kind), "setns")


def write_id_maps(user: int, group: int) -> None:
    """Give a new user namespace one user and one group, those of this process outside."""
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def mount(source: str, target: Path | str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount a file system, or bind one to a second place."""
    texts = [os.fsencode(text) or None for text in (source, target, kind)]
    checked(_libc.mount(*texts, ctypes.c_ulong(flags), options.encode() or None), f"mount on {target}")


def make_read_only(target: Path | str, *, below: bool = True) -> None:
    """Take from a mount, and from those below it, writing, set-user-id programs and devices."""
    attributes = (ctypes.c_uint64 * 4)(_MOUNT_READ_ONLY, 0, 0, 0)
    flags = ctypes.c_uint(_AT_RECURSIVE if below else 0)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    path = os.fsencode(target)
    done = syscall(MOUNT_SETATTR, ctypes.c_int(_AT_FDCWD), path, flags, ctypes.byref(attributes), size)
    checked(done, f"mount_setattr({target})")


def change_root(root: Path, pivot_root: int) -> None:
    """Make a mounted folder this process's root, and let go of the old one.

    Args:
        root: the folder.
        pivot_root: the number of this system call.
    """
    os.chdir(root)
    checked(syscall(pivot_root, b".", b"."), "pivot_root")
    checked(_libc.umount2(b".", _MNT_DETACH), "umount2")
    os.chdir("/")


def drop_rights() -> None:
    """Give up every capability, and every way to get one back."""
    for capability in range(_CAPABILITIES):
        _libc.prctl(CAPBSET_DROP, capability, 0, 0, 0)  # fails past the last one, and without the right to
    _libc.prctl(SECUREBITS, _LOCKED_SECUREBITS, 0, 0, 0)
    _libc.prctl(CAP_AMBIENT, CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    checked(_libc.capset(ctypes.byref(header), ctypes.byref(nothing)), "capset")
    prctl(NO_NEW_PRIVS, 1)
