"""One run of one submission, seen from outside: send the program, put questions to its answers.

Nothing here parses or believes what a student wrote; every wait has a deadline.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from public_tests.calls import Returned
from public_tests.describe import Plain, clean_text, plain
from public_tests.functions import Function
from public_tests.targets import AnswerError, AnswerGone, AnswerTimedOut, Target

from .replies import checked_report, checked_returned
from .worker.channel import Channel, ChannelClosed, DeadlinePassed
from .worker.codec import CodecError
from .worker.output import MAX_OUTPUT

CALL_SECONDS = 10.0


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
        replaced: names -> code that binds them in place of whatever the submission binds them to.
        values: names -> plain data that they hold, likewise.
        withheld: names that the lab's helpers lose, for exercises ask for them.
    """

    cells: tuple[str, ...]
    given: tuple[str, ...]
    targets: tuple[str, ...]
    mode: str = "sliced"
    default_digits: tuple[int, ...] | None = None
    replaced: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    values: Mapping[str, Plain] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()


class Worker(Protocol):
    """The warm worker, as a run needs it."""

    def end(self, pid: int) -> None:
        """End a child, what it started, and its folder."""

    def ran_out_of_memory(self, pid: int) -> bool:
        """Tell whether the worker ended a child because it used too much memory."""


class Run:
    """One child: it runs a program, then its targets can be asked; a context manager that ends it."""

    def __init__(self, handle: int, channel: Channel, output: IO[bytes], worker: Worker, pid: int) -> None:
        """Take over a child.

        Args:
            handle: its pidfd.
            channel: to it.
            output: the file that takes its stdout and stderr.
            worker: that forked it.
            pid: its process id, as the worker knows it.
        """
        self._handle = handle
        self._worker = worker
        self._pid = pid
        self._channel = channel
        self._output = output
        self._number = 0
        self.is_over = False
        """True once nothing more can be asked."""
        self.is_lost = False
        """True if it is over because the process ended or sent what is no reply."""
        self.lacked_context = False
        """True once a call failed in a way that a statement which was not run may explain."""

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def execute(self, program: Program, seconds: float) -> dict[str, Plain]:
        """Run a program and return the child's report: see `child.run`.

        Raises:
            AnswerTimedOut: it did not finish in time.
            AnswerGone: its process ended, or sent something that is no report.
            SandboxError: the child was not confined; no student code has run.
        """
        message = {
            "cells": list(program.cells),
            "given": list(program.given),
            "targets": list(program.targets),
            "mode": program.mode,
            "withheld": sorted(program.withheld),
            "default_digits": None if program.default_digits is None else list(program.default_digits),
            "replaced": [[list(names), code] for names, code in program.replaced.items()],
            "values": dict(program.values),
        }
        deadline = time.monotonic() + seconds
        try:
            self._receive(deadline)
        except (ChannelClosed, DeadlinePassed, CodecError) as error:
            raise SandboxError("a child could not be confined") from error
        prepared = self._exchange(message, deadline - time.monotonic())
        if "bug" in prepared:  # no student code has run yet: this is ours
            raise SandboxError(f"the worker's own code failed: {clean_text(str(prepared['bug']))}")
        reply = self._exchange("go", deadline - time.monotonic())
        return checked_report(reply.get("ok"), program.targets)

    def ask(
        self, name: str, operation: str, arguments: Sequence[Any], seed: int | None, seconds: float
    ) -> Returned:
        """Put one question to the answer `name`.

        Raises:
            AnswerError: it raised.
            AnswerTimedOut, AnswerGone: as in `execute`; nothing more can be asked then.
        """
        self._number += 1
        packed = tuple(a if isinstance(a, Function) else plain(a) for a in arguments)
        message = {
            "id": self._number,
            "name": name,
            "operation": operation,
            "arguments": packed,
            "seed": seed,
        }
        reply = self._exchange(message, seconds)
        if "error" in reply:
            self.lacked_context |= reply.get("is_context") is True
            raise AnswerError(f"raised {clean_text(str(reply['error']))}", kind=str(reply.get("kind")))
        return checked_returned(reply, len(arguments))

    def last_say(self, names: Sequence[str], seconds: float = CALL_SECONDS) -> int:
        """Return the last cell of the run that decides what these names are; -1 where nothing does.

        Raises:
            AnswerTimedOut, AnswerGone: as in `execute`.
        """
        self._number += 1
        reply = self._exchange({"id": self._number, "decided": list(names)}, seconds)
        cell = reply.get("ok")
        if type(cell) is not int:
            raise AnswerGone("sent something that is no cell")
        return cell

    def output(self) -> str:
        """Return the first 64 KB of what the run printed; nothing where that cannot be read.

        The run has the same open file: its place and its flags are for the run to change, so we open another.
        """
        try:
            own = os.open(f"/proc/self/fd/{self._output.fileno()}", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return ""
        try:
            return os.pread(own, MAX_OUTPUT, 0).decode(errors="replace")
        except OSError:
            return ""
        finally:
            os.close(own)

    def close(self) -> None:
        """End the child and whatever it left running."""
        if self._handle < 0:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        self._channel.close()
        self._worker.end(self._pid)
        os.close(self._handle)
        self._handle = -1
        self._output.close()
        self.is_over = True

    def _exchange(self, message: Plain, seconds: float) -> dict[str, Plain]:
        """Send a message and wait for its reply."""
        if self.is_over:
            raise AnswerGone("stopped earlier")
        deadline = time.monotonic() + seconds
        try:
            self._channel.send(message, deadline)
        except CodecError as error:
            raise SandboxError(f"a question could not be sent: {error}") from error
        except (DeadlinePassed, ChannelClosed):  # the reply, or its absence, says more
            pass
        try:
            return self._receive(deadline)
        except DeadlinePassed as error:
            self.is_over = True
            raise AnswerTimedOut(f"did not finish within {seconds:.3g} seconds") from error
        except ChannelClosed as error:
            self.is_over = self.is_lost = True
            raise AnswerGone(f"ended its own process{self._exit_cause()}") from error
        except CodecError as error:
            self.is_over = self.is_lost = True
            raise AnswerGone(f"sent something that is no result ({clean_text(str(error), 80)})") from error

    def _receive(self, deadline: float) -> dict[str, Plain]:
        reply = self._channel.receive(deadline)
        if type(reply) is not dict or type(number := reply.get("id")) is not int:
            raise CodecError("a frame that is no reply")
        if number != self._number:
            raise CodecError("a reply to another question")
        if not reply.keys() & {"ok", "error", "bug"}:
            raise CodecError("a reply that says nothing")
        return reply

    def _exit_cause(self) -> str:
        """Say whether memory or time ran out, as far as the child's end can tell."""
        select.select([self._handle], [], [], 0.2)
        tail = self.output()[-300:]
        is_full = self._worker.ran_out_of_memory(self._pid) or "MemoryError" in tail or "bad_alloc" in tail
        return " (out of memory)" if is_full else ""


class RemoteTarget(Target):
    """An answer in a child: every question goes through the sandbox."""

    def __init__(self, name: str, run: Run, deadline: float = math.inf) -> None:
        """Name an answer of a run, to be asked until `deadline`, a value of `time.monotonic()`."""
        super().__init__(name)
        self._run = run
        self._deadline = deadline

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        """Carry one operation to the child, which must answer within `CALL_SECONDS` and the deadline."""
        left = self._deadline - time.monotonic()
        if left >= CALL_SECONDS:
            return self._run.ask(self.name, operation, arguments, seed, CALL_SECONDS)
        try:
            return self._run.ask(self.name, operation, arguments, seed, max(left, 0))
        except AnswerTimedOut as error:  # how long the last call was given says nothing of the answer
            raise AnswerTimedOut("took too long, all its calls together") from error
