"""The warm process: it imports the libraries once and forks a child for every run.

Started through `launch`, with a control socket.  It never executes a TensorFlow operation: the threads that
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
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import autils

from . import child, isolation, limits
from .channel import Channel, ChannelClosed, DeadlinePassed
from .codec import CodecError
from .isolation import Guard
from .shell import GradingShell, make_shell

WARM_MODULES = (
    "numpy",
    "tensorflow",
    "keras",
    "matplotlib.pyplot",
    "IPython.display",
    "public_tests.describe",
)
WATCH_SECONDS = 0.1
"""Between two looks at the memory of the runs."""

STYLE_NAMES = ("deeplearning.mplstyle", "digits.mplstyle")


@dataclass
class Warm:
    """The warm process.

    Attributes:
        shell: for all runs, each of which has a copy.
        guard: keeps them apart.
        baseline: bytes of memory of its own, which every run shares.
        runs: process id of each run -> "alive", or "memory" if it was ended for that.
    """

    shell: GradingShell
    guard: Guard
    baseline: int = 0
    runs: dict[int, str] = field(default_factory=dict)


def main(control: socket.socket, guard: Guard) -> None:
    """Warm up, say so, and serve the control socket until the grader closes it."""
    started = time.monotonic()
    for name in (*WARM_MODULES, *_helpers()):
        importlib.import_module(name)
    child.helpers.extend(sys.modules[name] for name in _helpers())
    warm = Warm(make_shell(), guard)
    guard.settle()
    _freeze(warm)
    versions = {name: sys.modules[name].__version__ for name in ("numpy", "tensorflow", "keras")}
    ready = {"seconds": time.monotonic() - started, "tier": guard.tier, "versions": versions}
    control.sendall(json.dumps(ready).encode())
    _serve(control, warm)


def _freeze(warm: Warm) -> None:
    gc.collect()
    gc.freeze()  # the collector then leaves the shared pages alone, and they stay shared
    warm.baseline = limits.private_bytes(os.getpid())


def _helpers() -> list[str]:
    """Return every module of the lab's helpers: each child takes answers out of them, see `child.prepare`."""
    return ["autils", *(f"autils.{module.name}" for module in pkgutil.iter_modules(autils.__path__))]


def _serve(control: socket.socket, warm: Warm) -> None:
    """Answer requests to learn, spawn, explain and end; watch and reap in between."""
    while True:
        readable, _, _ = select.select([control], [], [], WATCH_SECONDS if warm.runs else None)
        if readable:
            message, descriptors, _, _ = socket.recv_fds(control, 4096, 2)
            if not message:
                break
            if message == b"learn":
                _learn(warm, descriptors)
                control.sendall(b"learnt")
            elif message == b"spawn":
                _spawn(control, warm, descriptors)
            else:
                request, number = message.split()
                state = warm.runs.get(int(number), "ended")
                if request == b"end":
                    _end(warm, int(number))
                control.sendall(state.encode())
        _watch(warm)
        _reap(warm)
    for pid in list(warm.runs):
        _end(warm, pid)


def _learn(warm: Warm, descriptors: list[int]) -> None:
    """Read the lab's own cells once, for all children: a JSON list of texts.  None of them is an answer."""
    with os.fdopen(descriptors[0], "rb") as file:
        warm.shell.reader.learn(json.load(file))
    _freeze(warm)


def _spawn(control: socket.socket, warm: Warm, descriptors: list[int]) -> None:
    channel, output = descriptors
    pid = warm.guard.fork()
    if pid == 0:
        _run_child(warm, channel, output)
    os.close(channel)
    os.close(output)
    warm.runs[pid] = "alive"
    handle = os.pidfd_open(pid)
    socket.send_fds(control, [str(pid).encode()], [handle])
    os.close(handle)


def _run_child(warm: Warm, channel: int, output: int) -> None:
    """The child's whole life; it never returns into the zygote's code."""
    try:
        style = Path(sys.modules["autils"].__file__ or "").with_name("digits.mplstyle")
        isolation.confine(warm.guard, output, channel, [(style, name) for name in STYLE_NAMES])
        with contextlib.suppress(ChannelClosed, DeadlinePassed, CodecError):
            child.serve(Channel(socket.socket(fileno=channel)), warm.shell)
    finally:
        child.end()


def _watch(warm: Warm) -> None:
    """End the runs that use too much memory, or too much of the disk."""
    for pid in warm.runs:
        if limits.used_bytes(pid, warm.baseline) > limits.MEMORY_BYTES:
            warm.runs[pid] = "memory"
            _kill(pid)
        elif warm.guard.holds_too_much(pid):
            _kill(pid)


def _end(warm: Warm, pid: int) -> None:
    """End a child, whatever it started, and its folder."""
    if warm.runs.pop(pid, None):
        _kill(pid)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
        warm.guard.clean(pid)
    _reap(warm)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _reap(warm: Warm) -> None:
    """End the orphans that students' processes left to us; these may leave orphans in turn."""
    while orphans := [pid for pid in _children() if pid not in warm.runs]:
        for pid in orphans:
            _kill(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> list[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in path.read_text().split()]
