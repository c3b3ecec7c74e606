"""The grader's side of the worker: start a zygote, run a submission in a fork, put questions to its answers.

Nothing here parses or believes what a student wrote; every wait has a deadline.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from public_tests.describe import Plain, Returned, Tensor, clean_text
from public_tests.targets import AnswerError, AnswerGone, AnswerTimedOut, Target

from .worker.channel import Channel, ChannelClosed, DeadlinePassed
from .worker.codec import CodecError, FunctionId

START_SECONDS = 120.0
CALL_SECONDS = 10.0
MAX_CALLBACKS = 50_000
OUTPUT_BYTES = 65_536

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")


class SandboxError(RuntimeError):
    """The worker itself failed: our fault or the machine's, never the student's."""


@dataclass(frozen=True)
class Program:
    """What a child is to run.

    Attributes:
        cells: the submission's code cells, in order.
        given: the lab's own code, for names that the submission lacks.
        targets: the names under test.
        mode: "sliced", "wider" or "full".
        default_digits: what a bare `load_data()` loads in this lab; None for all ten.
    """

    cells: tuple[str, ...]
    given: tuple[str, ...]
    targets: tuple[str, ...]
    mode: str = "sliced"
    default_digits: tuple[int, ...] | None = None


class Sandbox:
    """A warm worker process, and the forks that it makes; a context manager."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.tier = "none"
        self.start_seconds = 0.0
        self.versions: dict[str, str] = {}

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the zygote, for measurements."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the zygote and wait until it is warm, some 5 to 10 seconds.

        Raises:
            SandboxError: it did not come up; the text holds what it said last.
        """
        self.close()
        self._folder = tempfile.TemporaryDirectory(prefix="digit-labs-")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        log = Path(self._folder.name) / "worker.log"
        with log.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.worker.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=_environment(self._folder.name),
                cwd=self._folder.name,
            )
        theirs.close()
        self._control = ours
        began = time.monotonic()
        ours.settimeout(START_SECONDS)
        try:
            message = ours.recv(4096)
        except OSError:
            message = b""
        if not message:
            last = clean_text(log.read_bytes()[-2000:].decode(errors="replace"), 600)
            self.close()
            raise SandboxError(f"the worker did not start; it said last: {last or 'nothing'}")
        ready = json.loads(message)
        self.tier, self.versions = ready["tier"], ready["versions"]
        self.start_seconds = time.monotonic() - began

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
        if self._control is None:
            return
        with contextlib.suppress(OSError):
            self._control.sendall(str(pid).encode())
            self._control.recv(16)

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
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _spawn(self) -> Run:
        if self._control is None:
            raise SandboxError("the worker is not running")
        ours, theirs = socket.socketpair()
        output = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the run
        try:
            socket.send_fds(self._control, [b"spawn"], [theirs.fileno(), output.fileno()])
            message, descriptors, _, _ = socket.recv_fds(self._control, 64, 1)
        except OSError as error:
            raise SandboxError("the worker was lost") from error
        finally:
            theirs.close()
        if not message or not descriptors:
            ours.close()
            output.close()
            raise SandboxError("the worker was lost")
        return Run(self, int(message), descriptors[0], Channel(ours), output)


class Run:
    """One child: it runs a program, then its targets can be asked; a context manager that ends it."""

    def __init__(self, sandbox: Sandbox, pid: int, handle: int, channel: Channel, output: Any) -> None:
        self._sandbox = sandbox
        self._pid = pid
        self._handle = handle
        self._channel = channel
        self._output = output
        self._number = 0
        self.is_over = False

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def execute(self, program: Program, seconds: float) -> dict[str, Plain]:
        """Run a program and return the child's report: see `child.run_program`.

        Raises:
            AnswerTimedOut: it did not finish in time.
            AnswerGone: its process ended, or sent something that is no report.
            SandboxError: the child was not confined; no student code has run.
        """
        deadline = time.monotonic() + seconds
        try:
            self._channel.receive(deadline)
        except (ChannelClosed, DeadlinePassed, CodecError) as error:
            raise SandboxError("a child could not be confined") from error
        message = {
            "cells": list(program.cells),
            "given": list(program.given),
            "targets": list(program.targets),
            "mode": program.mode,
            "default_digits": None if program.default_digits is None else list(program.default_digits),
        }
        reply = self._exchange(message, deadline, [])
        return _checked_report(reply.get("ok"), program.targets)

    def ask(
        self, name: str, operation: str, arguments: Sequence[Any], seed: int | None, seconds: float
    ) -> Returned:
        """Put one question to the answer `name`.

        Raises:
            AnswerError: it raised.
            AnswerTimedOut, AnswerGone: as in `execute`; nothing more can be asked then.
        """
        self._number += 1
        functions: list[Callable[..., Any]] = []
        packed = []
        for argument in arguments:
            if callable(argument):
                functions.append(argument)
                argument = FunctionId(len(functions) - 1)
            packed.append(argument)
        message = {
            "id": self._number,
            "name": name,
            "operation": operation,
            "arguments": tuple(packed),
            "seed": seed,
        }
        reply = self._exchange(message, time.monotonic() + seconds, functions)
        if "error" in reply:
            raise AnswerError(f"raised {clean_text(str(reply['error']))}", kind=str(reply.get("kind")))
        changed = reply.get("changed")
        positions = changed if isinstance(changed, list) else []
        return Returned(reply.get("ok"), tuple(i for i in positions if isinstance(i, int)))

    def output(self) -> str:
        """Return the first 64 KB of what the run printed."""
        self._output.seek(0)
        return str(self._output.read(OUTPUT_BYTES).decode(errors="replace"))

    def close(self) -> None:
        """End the child and whatever it left running."""
        if self._handle < 0:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        self._channel.close()
        self._sandbox.end(self._pid)
        os.close(self._handle)
        self._handle = -1
        self._output.close()
        self.is_over = True

    def _exchange(
        self, message: Plain, deadline: float, functions: Sequence[Callable[..., Any]]
    ) -> dict[str, Plain]:
        """Send a message and wait for its reply, answering calls of our own functions in between."""
        if self.is_over:
            raise AnswerGone("stopped earlier")
        try:
            self._channel.send(message, deadline)
            for _ in range(MAX_CALLBACKS):
                reply = self._channel.receive(deadline)
                if type(reply) is not dict or reply.get("id") != self._number:
                    raise CodecError("a frame that is no reply")
                if "function" not in reply:
                    return reply
                self._channel.send(_call_back(functions, reply), deadline)
            raise AnswerGone(f"called a given function more than {MAX_CALLBACKS:,} times")
        except DeadlinePassed as error:
            self.is_over = True
            raise AnswerTimedOut("did not finish in time") from error
        except ChannelClosed as error:
            self.is_over = True
            raise AnswerGone(f"ended its own process{self._exit_cause()}") from error
        except CodecError as error:
            self.is_over = True
            raise AnswerGone(f"sent something that is no result ({clean_text(str(error), 80)})") from error

    def _exit_cause(self) -> str:
        """Say whether memory or time ran out, as far as the child's end can tell."""
        select.select([self._handle], [], [], 0.2)
        tail = self.output()[-300:]
        return " (out of memory)" if "MemoryError" in tail or "bad_alloc" in tail else ""


class RemoteTarget(Target):
    """An answer in a child: every question goes through the sandbox."""

    def __init__(self, name: str, run: Run, seconds: float = CALL_SECONDS) -> None:
        super().__init__(name)
        self._run = run
        self._seconds = seconds

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        """Carry one operation to the child, which must answer within the target's seconds."""
        return self._run.ask(self.name, operation, arguments, seed, self._seconds)


def _call_back(functions: Sequence[Callable[..., Any]], request: dict[str, Plain]) -> Plain:
    """Call one of our functions on what the child sent; what does not fit it is the child's error."""
    number, arguments = request.get("function"), request.get("arguments")
    if type(number) is not int or not 0 <= number < len(functions) or type(arguments) is not tuple:
        raise CodecError("a call of a function that was not given")
    try:
        values = [a.array if isinstance(a, Tensor) else a for a in arguments]
        return {"ok": functions[number](*values)}
    except Exception as error:  # the student's argument did not fit: reported in their call
        return {"error": clean_text(str(error), 200)}


def _checked_report(report: Plain, targets: Sequence[str]) -> dict[str, Plain]:
    """Return the child's report if it has the form of one."""
    try:
        bound = {name: [int(cell) for cell in report["bound"][name]] for name in targets}
        return {
            "bound": bound,
            "errors": [_entry(e, cell=int, binds=list, text=str, kind=str) for e in report["errors"]],
            "unparsed": [_entry(e, cell=int, text=str) for e in report["unparsed"]],
            "restored": [clean_text(str(name), 60) for name in report["restored"]],
            "left_out": bool(report["left_out"]),
        }
    except (KeyError, TypeError, ValueError) as error:
        raise AnswerGone("sent something that is no report") from error


def _entry(entry: Plain, **kinds: type) -> dict[str, Plain]:
    result = {}
    for key, kind in kinds.items():
        if type(entry[key]) is not kind:
            raise TypeError(key)
        result[key] = clean_text(entry[key]) if kind is str else entry[key]
    return result


def _environment(folder: str) -> dict[str, str]:
    """A clean environment for the worker: no secrets, one thread, no GPU, caches in its own folder."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ
    }
    project = str(Path(__file__).resolve().parent.parent)
    return {
        **kept,
        **dict.fromkeys(_ONE_THREAD, "1"),
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
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
