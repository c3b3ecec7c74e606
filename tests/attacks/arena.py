"""What attacks are after: secrets in files, memory and environment, doors that listen, a process to harm.

Everything is made for the test, lies outside every sandbox, and is looked at after each attack.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.attacks.attack import MARK
from tests.import_rules import ROOT

FILES = {
    "secret.txt": "a secret of the course",
    "gradebook.db": "the gradebook",
    "source/binary_digits/binary_digits.ipynb": "the solution",
    "submitted/alice/binary_digits/binary_digits.ipynb": "another submission",
    "results/binary_digits/alice.json": "another result",
}


class Arena:
    """A course, a home, a process and some servers, each with a secret of its own."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(8)
        self.folder = Path(tempfile.mkdtemp(prefix="arena-"))
        self.course = self.folder / "course"
        for name, what in FILES.items():
            path = self.course / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{what}: {self.token}\n", "utf-8")
        self._memory = ctypes.create_string_buffer(f"in memory: {self.token}".encode())
        os.environ["COURSE_SECRET"] = f"in the environment: {self.token}"
        self._new_victim()
        self._doors = list(self._open_doors())
        self._before = self._listing()

    @property
    def places(self) -> dict[str, object]:
        """Names that an attack's code uses, and what they stand for."""
        tcp, udp, stream, datagram, hidden = self._doors
        return {
            "COURSE": str(self.course),
            "ROOT": str(ROOT),
            "HOMES": [home for home in (str(Path.home()), "/root", "/home") if not _leads_to_us(home)],
            "GRADER": os.getpid(),
            "VICTIM": self.victim.pid,
            "MEMORY": (ctypes.addressof(self._memory), len(self._memory)),
            "TCP_PORT": tcp.getsockname()[1],
            "UDP_PORT": udp.getsockname()[1],
            "STREAM_PATH": stream.getsockname(),
            "DATAGRAM_PATH": datagram.getsockname(),
            "HIDDEN_NAME": hidden.getsockname(),
        }

    def harm(self) -> list[str]:
        """Say what is not as it was, and put it right, so that the next attack finds all of it."""
        found = [f"changed: {name}" for name in self._differences()]
        found += [f"written: {path}" for path in self.strays()]
        found += [f"reached: {name}" for name in self._visits()]
        if harm := self._harm_to_victim():
            found.append(f"{harm}: a process of another program")
            self.victim.kill()
            self.victim.wait()
            self._new_victim()
        return found

    def close(self) -> None:
        """End and remove all of it."""
        os.environ.pop("COURSE_SECRET", None)
        for path in self.strays():
            path.unlink(missing_ok=True)
        self.victim.kill()
        self.victim.wait()
        for door in self._doors:
            door.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def strays(self) -> list[Path]:
        """Return files that carry the mark in places where no run may write."""
        folders = [
            *(
                self.course,
                Path.home(),
                Path("/tmp"),
                Path("/var/tmp"),
                Path("/dev/shm"),
                Path("/run"),
                Path("/etc"),
                ROOT,
            ),
            *(ROOT / name for name in ("autils", "grader", "grader/worker", "public_tests")),
            *(Path(np_folder) for np_folder in _library_folders()),
        ]
        return sorted({path for folder in folders if folder.is_dir() for path in folder.glob(f"*{MARK}*")})

    def _open_doors(self) -> Iterator[socket.socket]:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            yield _opened(socket.AF_INET, kind, ("127.0.0.1", 0))
        for kind, name in (
            (socket.SOCK_STREAM, str(self.folder / "stream.sock")),
            (socket.SOCK_DGRAM, str(self.folder / "datagram.sock")),
            (socket.SOCK_STREAM, f"\0arena-{self.token}"),
        ):
            yield _opened(socket.AF_UNIX, kind, name)

    def _visits(self) -> Iterator[str]:
        names = ("TCP", "UDP", "Unix stream", "Unix datagram", "abstract Unix")
        for name, door in zip(names, self._doors, strict=True):
            while select.select([door], [], [], 0)[0]:
                if door.type == socket.SOCK_STREAM:
                    door.accept()[0].close()
                else:
                    door.recv(100)
                yield name

    def _listing(self) -> dict[str, tuple[bytes, int, int, list[str]]]:
        """Map each file to its bytes, its rights, when it was written, and its further attributes."""
        found = {}
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            about = path.stat()
            attributes = os.listxattr(path)
            known = (path.read_bytes(), about.st_mode, about.st_mtime_ns, attributes)
            found[str(path.relative_to(self.folder))] = known
        return found

    def _differences(self) -> list[str]:
        now = self._listing()
        wrong = sorted(name for name in now.keys() | self._before if now.get(name) != self._before.get(name))
        for name in wrong:
            path = self.folder / name
            if name in self._before:
                path.parent.mkdir(parents=True, exist_ok=True)
                content, mode, written, _ = self._before[name]
                path.unlink(missing_ok=True)
                path.write_bytes(content)
                path.chmod(mode)
                os.utime(path, ns=(written, written))
            else:
                path.unlink()
        return wrong

    def _new_victim(self) -> None:
        self.victim = subprocess.Popen(["sleep", "3600"], start_new_session=True)
        self._limits_before = self._limits()

    def _harm_to_victim(self) -> str:
        if self.victim.poll() is not None:
            return "killed"
        state = Path(f"/proc/{self.victim.pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state not in "SR":
            return "stopped"
        return "" if self._limits() == self._limits_before else "limited"

    def _limits(self) -> tuple[str, int, frozenset[int]]:
        pid = self.victim.pid
        limits = Path(f"/proc/{pid}/limits").read_text()
        return limits, os.getpriority(os.PRIO_PROCESS, pid), frozenset(os.sched_getaffinity(pid))


def _opened(family: int, kind: int, address: Any) -> socket.socket:
    door = socket.socket(family, kind)
    door.bind(address)
    if kind == socket.SOCK_STREAM:
        door.listen(8)
    return door


def _leads_to_us(folder: str) -> bool:
    """Tell whether Python or this project lies below a folder: its name is then no secret."""
    return any(Path(path).is_relative_to(folder) for path in (sys.prefix, sys.base_prefix, ROOT))


def _library_folders() -> set[Path]:
    import numpy

    return {Path(numpy.__file__).parent, Path(numpy.__file__).parent.parent, Path(os.__file__).parent}
