"""The warm process: it imports the libraries once and forks a child for every run.

Started by `grader.sandbox` with a control socket.  It never executes a TensorFlow operation: the threads that
one starts would not survive a fork, and the first operation in a child would wait for them for ever.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import autils

from . import child, isolation
from .channel import Channel, ChannelClosed, DeadlinePassed
from .codec import CodecError

if TYPE_CHECKING:
    from .shell import GradingShell

WARM_MODULES = (
    "numpy",
    "tensorflow",
    "keras",
    "matplotlib.pyplot",
    "IPython.display",
    "public_tests.describe",
)
STYLE_NAMES = ("deeplearning.mplstyle", "digits.mplstyle")


def main() -> None:
    """Warm up, say so, and serve the control socket until the grader closes it."""
    control = socket.socket(fileno=int(sys.argv[1]))
    isolation.die_with_parent()
    isolation.adopt_orphans()
    started = time.monotonic()
    for name in (*WARM_MODULES, *_helpers()):
        importlib.import_module(name)
    from .shell import make_shell

    shell = make_shell()
    gc.collect()
    gc.freeze()  # the collector then leaves the shared pages alone, and they stay shared
    versions = {name: sys.modules[name].__version__ for name in ("numpy", "tensorflow", "keras")}
    ready = {"seconds": time.monotonic() - started, "tier": isolation.available_tier(), "versions": versions}
    control.sendall(json.dumps(ready).encode())
    _serve(control, shell)


def _helpers() -> list[str]:
    """Return every module of the lab's helpers: each child takes answers out of them, see `child.prepare`."""
    return ["autils", *(f"autils.{module.name}" for module in pkgutil.iter_modules(autils.__path__))]


def _serve(control: socket.socket, shell: GradingShell) -> None:
    """Answer requests to learn, spawn and end; reap what ends in between."""
    folders: dict[int, Path] = {}
    while True:
        readable, _, _ = select.select([control], [], [], 1.0)
        if readable:
            message, descriptors, _, _ = socket.recv_fds(control, 4096, 2)
            if not message:
                break
            if message == b"learn":
                _learn(shell, descriptors)
                control.sendall(b"learnt")
            elif descriptors:
                _spawn(control, shell, descriptors, folders)
            else:
                _end(int(message), folders)
                control.sendall(b"ended")
        _reap(folders)
    for pid in list(folders):
        _end(pid, folders)


def _learn(shell: GradingShell, descriptors: list[int]) -> None:
    """Read the lab's own cells once, for all children: a JSON list of texts.  None of them is an answer."""
    with os.fdopen(descriptors[0], "rb") as file:
        shell.reader.learn(json.load(file))
    gc.freeze()


def _spawn(
    control: socket.socket, shell: GradingShell, descriptors: list[int], folders: dict[int, Path]
) -> None:
    channel, output = descriptors
    folder = Path(tempfile.mkdtemp(prefix="run-"))
    pid = os.fork()
    if pid == 0:
        _run_child(shell, folder, channel, output)
    os.close(channel)
    os.close(output)
    folders[pid] = folder
    handle = os.pidfd_open(pid)
    socket.send_fds(control, [str(pid).encode()], [handle])
    os.close(handle)


def _run_child(shell: GradingShell, folder: Path, channel: int, output: int) -> None:
    """The child's whole life; it never returns into the zygote's code."""
    try:
        style = Path(sys.modules["autils"].__file__ or "").with_name("digits.mplstyle")
        home = folder / "home"  # one name for all: it may stand in a message
        home.mkdir()
        for name in STYLE_NAMES:
            shutil.copyfile(style, home / name)
        isolation.confine(home, output, channel)
        with contextlib.suppress(ChannelClosed, DeadlinePassed, CodecError):
            child.serve(Channel(socket.socket(fileno=channel)), shell)
    finally:
        child.end()


def _end(pid: int, folders: dict[int, Path]) -> None:
    """End a child, whatever it started, and its folder."""
    if pid in folders:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
        shutil.rmtree(folders.pop(pid), ignore_errors=True)
    _reap(folders)


def _reap(folders: dict[int, Path]) -> None:
    """End the orphans that students' processes left to us, and collect what has ended."""
    while orphans := [pid for pid in _children() if pid not in folders]:  # ended, they may leave orphans too
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> list[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in path.read_text().split()]


if __name__ == "__main__":
    main()
