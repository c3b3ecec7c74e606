"""The full tier: a world of its own for the worker, and inside it one for each run.

The worker's world, once: a root of read-only pieces of this machine, no network, no other process, a user
without rights.  A run's world: process numbers of its own, so that one signal ends all of it, and empty
folders of its own that go with it.
"""

from __future__ import annotations

import os
from pathlib import Path

from . import kernel
from .syscalls import Machine, number_of
from .view import View

NOBODY = 2_000_000_000
"""A user and group that no machine has: limits on processes do not bind the real root."""

SCRATCH_BYTES = 64_000_000
_OWN = Path("/student")
"""Where a run's own file system lies."""

_TMP = Path("/tmp")
_RUN_FOLDERS = {
    _OWN: "size=256m,nr_inodes=20000,mode=700",
    Path("/dev/shm"): "size=64m,nr_inodes=2000,mode=700",
}
_WORLD = kernel.NEWPID | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS
_PLAIN_FILES = kernel.MS_NOSUID | kernel.MS_NODEV


def enter_world(view: View, machine: Machine, folder: Path) -> None:
    """Move this process, which has one thread, into the worker's world; returns in a child that is its first.

    The process itself waits for that child and ends with it.

    Args:
        view: what is to be seen there.
        machine: this kind of processor.
        folder: an empty folder, over which the new root is put together.

    Raises:
        OSError: this machine does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    if user == 0:
        kernel.unshare(kernel.NEWNS)
        _build_root(view, folder)
        kernel.change_root(folder, _pivot_root(machine))
        user = group = NOBODY
        os.setgroups([])
        os.setresgid(group, group, group)
        os.setresuid(user, user, user)
        kernel.prctl(kernel.DUMPABLE, 1)  # else the files below /proc/self belong to root
        kernel.unshare(kernel.NEWUSER | kernel.NEWNS | _WORLD)
        kernel.write_id_maps(user, group)
    else:
        kernel.unshare(kernel.NEWUSER | kernel.NEWNS | _WORLD)
        kernel.write_id_maps(user, group)
        _build_root(view, folder)
        kernel.change_root(folder, _pivot_root(machine))
    _go_on_in_child()
    kernel.mount("proc", "/proc", "proc", _PLAIN_FILES | kernel.MS_NOEXEC)
    kernel.make_read_only("/", below=False)
    unreadable = [str(path) for path in view.shown if not os.access(path, os.R_OK)]
    if unreadable:
        raise PermissionError(f"{unreadable[0]} can be read by its owner alone")


def start_child(own_world: int) -> int:
    """Fork a child that is the first process of its own world; return as `os.fork` does.

    Args:
        own_world: descriptor of this process's namespace of processes.
    """
    kernel.unshare(kernel.NEWPID)
    pid = os.fork()
    if pid:
        kernel.setns(own_world, kernel.NEWPID)
    return pid


def furnish_run(view: View) -> Path:
    """Give this process, a fresh child, its own folders and its own view of processes; return its home.

    Args:
        view: what the worker is shown; where /tmp holds some of it, a run cannot write there.
    """
    kernel.unshare(kernel.NEWNS | kernel.NEWIPC | kernel.NEWUTS | kernel.NEWNET)
    for folder, options in _RUN_FOLDERS.items():
        kernel.mount("tmpfs", folder, "tmpfs", _PLAIN_FILES, options)
    kernel.mount("proc", "/proc", "proc", _PLAIN_FILES | kernel.MS_NOEXEC)
    home, tmp = _OWN / "home", _OWN / "tmp"
    home.mkdir()
    tmp.mkdir()
    if any(path.is_relative_to(_TMP) for path in view.shown):
        kernel.make_read_only(_TMP, below=False)  # it is the worker's own, and the next run has it too
    else:
        kernel.mount(str(tmp), _TMP, flags=kernel.MS_BIND)
    kernel.prctl(kernel.DUMPABLE, 1)  # else the files below /proc/self belong to root
    user, group = os.getuid(), os.getgid()
    kernel.unshare(kernel.NEWUSER)  # the kernel counts the processes of each such world by itself
    kernel.write_id_maps(user, group)
    return home


def _pivot_root(machine: Machine) -> int:
    number = number_of("pivot_root", machine)
    assert number is not None
    return number


def _build_root(view: View, root: Path) -> None:
    """Put the worker's root together from pieces of this machine's."""
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", root, "tmpfs", _PLAIN_FILES, "size=16m,mode=755")
    for name in ("tmp", "dev/shm", "proc", "student"):
        (root / name).mkdir(parents=True)
    kernel.mount("tmpfs", root / "tmp", "tmpfs", _PLAIN_FILES, f"size={SCRATCH_BYTES},mode=1777")
    done: list[Path] = []
    for path in sorted(view.shown, key=lambda path: len(path.resolve().parts)):
        real = path.resolve()
        if not _is_within(real, done):
            _bind(real, _below(root, real))
            kernel.make_read_only(_below(root, real))
            done.append(real)
        if not _is_within(path, done):  # /bin, or a link to an environment
            place = _below(root, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(real)
            done.append(path)  # what lies below it is there by the link
    for hidden in view.hidden:
        _hide(hidden, view, root)
    for device in view.devices:
        _bind(device, _below(root, device))
    kernel.mount("/proc", root / "proc", flags=kernel.MS_BIND | kernel.MS_REC)  # till it has one of its own


def _below(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def _is_within(path: Path, folders: list[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _hide(hidden: Path, view: View, root: Path) -> None:
    """Lay an empty folder over one that a shown folder holds, and show again what belongs to the worker."""
    place = _below(root, hidden)
    if (
        not any(hidden.is_relative_to(path.resolve()) and hidden != path for path in view.shown)
        or not place.is_dir()
    ):
        return
    kernel.mount("tmpfs", place, "tmpfs", _PLAIN_FILES, "size=1m,mode=755")
    for path in view.shown:
        if path.is_relative_to(hidden):
            _bind(path, _below(root, path))
    kernel.make_read_only(place)


def _bind(path: Path, place: Path) -> None:
    if path.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    kernel.mount(str(path), place, flags=kernel.MS_BIND | kernel.MS_REC)


def _go_on_in_child() -> None:
    """Fork; the child goes on as the first process of its world, and the parent ends as the child does."""
    pid = os.fork()
    if pid:
        kernel.die_with_parent()  # forgotten when the user changed
        status = os.waitpid(pid, 0)[1]
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)
    kernel.die_with_parent()
