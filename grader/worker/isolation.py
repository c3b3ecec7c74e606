"""Tiers of isolation, strongest first, and how each keeps a run of student code apart.

"full": namespaces, see `namespaces`.  "landlock": for containers that allow none.  Both filter system calls,
see `seccomp`.  "process": a process, a folder and limits of its own, which keep nothing secret.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from . import kernel, landlock, limits, namespaces, seccomp
from .removal import remove_tree
from .syscalls import Machine, this_machine
from .view import find_view

Tier = Literal["full", "landlock", "process", "none"]
TIERS: tuple[Tier, ...] = ("full", "landlock", "process")
"""Those that a worker can have; one that has not started has none."""


class Unavailable(Exception):
    """This machine does not offer a tier; the text says why."""


class Guard:
    """Keeps runs apart, in the tier "process"; made in the warm worker before it imports anything large."""

    tier: Tier = "process"
    processes: int | None = None

    def __init__(self, folder: Path) -> None:
        """Isolate the worker itself, as far as the tier does.

        Args:
            folder: empty, and the worker's own.

        Raises:
            Unavailable: this machine does not offer it.
        """
        self.folder = folder
        if not Path(f"/proc/self/task/{os.getpid()}/children").is_file():
            raise Unavailable("the kernel does not tell the children of a process")
        kernel.prctl(kernel.CHILD_SUBREAPER, 1)  # to find and end what a run leaves behind
        self._folders: dict[int, Path] = {}
        self._next = folder

    def settle(self) -> None:
        """Do what can be done only when everything is imported."""

    def fork(self) -> int:
        """Fork a child for a run; return as `os.fork` does."""
        self._next = Path(tempfile.mkdtemp(prefix="run-", dir=self.folder))
        pid = os.fork()
        if pid:
            self._folders[pid] = self._next
        return pid

    def furnish(self) -> Path:
        """Return the home of this process, a child: a folder that no other run sees or finds."""
        home = self._next / "home"  # one name for all: it may stand in a message
        home.mkdir()
        return home

    def lock(self, home: Path) -> None:
        """Take from this process, a child, what it must not do; the last thing before a run."""
        kernel.prctl(kernel.NO_NEW_PRIVS, 1)

    def holds_too_much(self, pid: int) -> bool:
        """Tell whether a run has written more than it may, where no file system of its own limits it."""
        folder = self._folders.get(pid)
        return folder is not None and limits.is_over(folder)

    def clean(self, pid: int) -> None:
        """Remove what a run that has ended leaves."""
        if folder := self._folders.pop(pid, None):
            remove_tree(folder)


class LandlockGuard(Guard):
    """The tier "landlock": for containers that allow no namespaces."""

    tier: Tier = "landlock"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._machine = _machine()
        if landlock.version() < landlock.NEEDED:
            raise Unavailable("the kernel has no Landlock, or one that lets files be cut short (before 6.2)")
        self._view = find_view()
        allowed = dict.fromkeys(self._view.pieces(), landlock.READ)
        allowed |= dict.fromkeys(self._view.devices, landlock.READ_FILE | landlock.WRITE_FILE)
        allowed |= {Path("/proc"): landlock.READ, folder: landlock.READ | landlock.WRITE}
        try:
            landlock.restrict(allowed)
        except OSError as error:
            raise Unavailable(str(error.strerror or error)) from error
        self._allowed = allowed

    def lock(self, home: Path) -> None:
        """Let this child reach its home and what is read only, start no process, and signal itself alone."""
        own = self._allowed.keys() - {Path("/proc"), self.folder}
        allowed = {path: self._allowed[path] for path in own}
        allowed |= {Path(f"/proc/{os.getpid()}"): landlock.READ, home: landlock.READ | landlock.WRITE}
        allowed |= {Path("/proc", name): landlock.READ_FILE for name in ("cpuinfo", "meminfo", "stat")}
        landlock.restrict(allowed)
        kernel.drop_rights()
        seccomp.install(self._machine, os.getpid())


class NamespaceGuard(Guard):
    """The tier "full"."""

    tier: Tier = "full"
    processes = limits.PROCESSES

    def __init__(self, folder: Path) -> None:
        self._machine = _machine()
        root = folder / "root"
        root.mkdir()
        try:
            self._view = find_view()
            namespaces.enter_world(self._view, self._machine, root)
        except OSError as error:
            raise Unavailable(str(error.strerror or error)) from error
        super().__init__(Path("/tmp"))
        self._world = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def settle(self) -> None:
        """Let nobody look into this process."""
        kernel.prctl(kernel.DUMPABLE, 0)

    def fork(self) -> int:
        """Fork the first process of a new world."""
        return namespaces.start_child(self._world)

    def furnish(self) -> Path:
        """Return a home in a file system that goes with this child."""
        return namespaces.furnish_run(self._view)

    def lock(self, home: Path) -> None:
        """Give up all rights; the child's world is its own already."""
        kernel.drop_rights()
        seccomp.install(self._machine, None)


GUARDS: dict[Tier, type[Guard]] = {"full": NamespaceGuard, "landlock": LandlockGuard, "process": Guard}


def confine(guard: Guard, output: int, channel: int, files: Iterable[tuple[Path, str]]) -> None:
    """Confine this process, a fresh child, before any student code runs in it.

    Args:
        guard: of this worker.
        output: descriptor that takes stdout and stderr.
        channel: descriptor that stays open besides these.
        files: to lie in its home: a file, and its name there.
    """
    os.setsid()
    kernel.die_with_parent()
    home = guard.furnish()
    for source, name in files:
        shutil.copyfile(source, home / name)
    limits.keep_descriptors(output, channel)
    os.chdir(home)
    live_in(home)
    limits.limit_resources(guard.processes)
    guard.lock(home)


def live_in(folder: Path) -> None:
    """Let libraries keep their caches and temporary files in a folder."""
    for variable in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME"):
        os.environ[variable] = str(folder)
    tempfile.tempdir = str(folder)  # libraries have asked for it before a fork


def _machine() -> Machine:
    machine = this_machine()
    if machine is None:
        raise Unavailable("no table of system calls for this kind of processor")
    return machine
