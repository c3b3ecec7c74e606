"""The warm worker as the grader holds it: start it, fork a child for each run, end it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from public_tests.describe import clean_text

from .run import Run, SandboxError
from .scratch import Scratch
from .worker.channel import Channel
from .worker.isolation import TIERS, Tier

START_SECONDS = 120.0
CONTROL_SECONDS = 20.0
"""How long the warm worker may take to fork a child or to end one; one that was stopped takes for ever."""

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")

_LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}
"""A fork copies the page table of all memory in use: with large pages in a small part of the time."""


class Sandbox:
    """A warm worker process, and the forks that it makes; a context manager."""

    def __init__(self, tier: Tier | None = None) -> None:
        """Make a sandbox that is not started.

        Args:
            tier: of isolation; None for the strongest that this machine offers.
        """
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._scratch: Scratch | None = None
        self._tiers = (tier,) if tier else TIERS
        self._known: list[list[str]] = []
        self.tier: Tier = "none"
        self.unavailable: dict[Tier, str] = {}
        """Stronger tiers than the one in use, and why this machine does not offer them."""
        self.start_seconds = 0.0
        self.versions: dict[str, str] = {}

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the worker, for measurements; its children are what it warmed and what it runs."""
        return self._process.pid if self._process else None

    @property
    def _reasons(self) -> str:
        return "; ".join(f"{tier}: {reason}" for tier, reason in self.unavailable.items())

    def require_isolation(self) -> None:
        """Refuse to go on where student code could read the files of this account.

        Raises:
            SandboxError: it could; the text says why, and what to do.
        """
        if self.tier not in ("full", "landlock"):
            raise SandboxError(
                f"this machine cannot isolate student code ({self._reasons}): use a Linux machine or "
                "container that has user namespaces or Landlock (grader doctor says more), or say "
                "--allow-unsandboxed to let student code read and write what you can read and write."
            )

    def start(self) -> None:
        """Start the zygote and wait until it is warm, some 5 to 10 seconds.

        Raises:
            SandboxError: it did not come up; the text holds what it said last.
        """
        self.close()
        if not sys.platform.startswith("linux"):
            raise SandboxError(
                "grading needs Linux in this version: run it in a virtual machine or a container."
            )
        began = time.monotonic()
        for tier in self._tiers:
            ready = self._start(tier)
            if "unavailable" not in ready:
                break
            self.unavailable[tier] = clean_text(ready["unavailable"], 200)
        else:
            raise SandboxError(f"this machine does not offer the isolation asked for ({self._reasons}).")
        self.tier, self.versions = tier, ready["versions"]
        self.start_seconds = time.monotonic() - began
        for cells in self._known:
            self._teach(cells)

    def _start(self, tier: Tier) -> dict[str, Any]:
        """Start the worker in a tier; return what it says of itself first."""
        self.close()
        self._scratch = Scratch()
        folder = self._scratch.path / "work"
        folder.mkdir()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        log = self._scratch.path / "worker.log"
        with log.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.worker.launch", str(theirs.fileno()), tier, str(folder)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=_environment(str(folder)),
                cwd=folder,
            )
        theirs.close()
        self._control = ours
        ours.settimeout(START_SECONDS)
        try:
            message = ours.recv(4096)
        except OSError:
            message = b""
        if not message:
            last = clean_text(log.read_bytes()[-2000:].decode(errors="replace"), 600)
            self.close()
            raise SandboxError(f"the worker did not start; it said last: {last or 'nothing'}")
        ours.settimeout(CONTROL_SECONDS)
        ready: dict[str, Any] = json.loads(message)
        return ready

    def learn(self, cells: Iterable[str]) -> None:
        """Have the worker read cells once that many submissions hold; children see them, so no answers.

        Args:
            cells: of one notebook.
        """
        self._known.append(list(cells))
        if self._control is not None:
            self._teach(self._known[-1])

    def spawn(self) -> Run:
        """Fork a child for one run; restart the worker once if it was lost.

        Raises:
            SandboxError: no child could be made.
        """
        try:
            return self._spawn()
        except SandboxError:
            self.start()
            return self._spawn()

    def end(self, pid: int) -> None:
        """Have the zygote end a child, what it started, and its folder."""
        self._say("end", pid)

    def ran_out_of_memory(self, pid: int) -> bool:
        """Tell whether the zygote ended a child because it used too much memory."""
        return self._say("explain", pid) == b"memory"

    def _say(self, request: str, pid: int) -> bytes:
        if self._control is None:
            return b""
        try:
            self._control.sendall(f"{request} {pid}".encode())
            return self._control.recv(16)
        except OSError:  # what it says later would be taken for its next answer
            self._control.close()
            self._control = None
            return b""

    def close(self) -> None:
        """End the worker and everything that it started."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None

    def _teach(self, cells: list[str]) -> None:
        assert self._control is not None
        with tempfile.TemporaryFile() as file, contextlib.suppress(OSError):  # lost: `spawn` starts it anew
            file.write(json.dumps(cells).encode())
            file.seek(0)
            socket.send_fds(self._control, [b"learn"], [file.fileno()])
            self._control.recv(16)

    def _spawn(self) -> Run:
        if self._control is None:
            raise SandboxError("the worker is not running")
        ours, theirs = socket.socketpair()
        output = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the run
        try:
            socket.send_fds(self._control, [b"spawn"], [theirs.fileno(), output.fileno()])
            message, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
        except OSError:
            message, descriptors = b"", []
        theirs.close()
        if not message or not descriptors:
            ours.close()
            output.close()
            raise SandboxError("the worker was lost")
        return Run(descriptors[0], Channel(ours), output, self, int(message))


def _environment(folder: str) -> dict[str, str]:
    """A clean environment for the worker: no secrets, one thread, no GPU, caches in its own folder."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ}
    project = str(Path(__file__).resolve().parent.parent)
    return {
        **kept,
        **dict.fromkeys(_ONE_THREAD, "1"),
        **_LARGE_PAGES,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LOGNAME": "student",
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",  # same numbers on every processor, and a first operation that is faster
        "CUDA_VISIBLE_DEVICES": "-1",
        "KERAS_BACKEND": "tensorflow",
        "MPLBACKEND": "Agg",
        "PYTHONPATH": project,
        "PYTHONHASHSEED": "0",
        "HOME": folder,
        "TMPDIR": folder,
        "MPLCONFIGDIR": folder,
        "IPYTHONDIR": folder,
    }
