"""Grading processes of this machine: each has a warm worker of its own and grades one submission at a time.

They speak JSON, a line for a task and a line for its result.  One that ends takes at most the submission with
it that it had in hand, and that is given to another.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .class_grader import Message
from .run import SandboxError
from .slicing import RunMode

START_SECONDS = 180.0
TASK_SECONDS = 900.0
"""Longer than the longest grading: a process that takes more has hung."""
ATTEMPTS = 2
"""How often a submission is graded whose process ends, and how often a process is started that is killed."""


@dataclass(frozen=True)
class PoolSettings:
    """How every process grades.

    Attributes:
        course: the course folder.
        labs: names of the labs.
        seed: of the hidden checks.
        mode: how much of a submission is run first, see `slicing.RunMode`.
        allow_unsandboxed: whether to go on where nothing isolates student code.
    """

    course: Path
    labs: tuple[str, ...]
    seed: int
    mode: RunMode = "sliced"
    allow_unsandboxed: bool = False

    def to_json(self) -> str:
        """Return the settings as a line for a new process."""
        return json.dumps({**vars(self), "course": str(self.course)})


class TaskLost(Exception):
    """A task that no process could finish; the text says what became of them."""


class Pool:
    """Some grading processes; a context manager."""

    def __init__(self, settings: PoolSettings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._failed_starts = 0  # since one succeeded
        self._members: list[_Member] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for member in self._members:
            member.close()
        self._members = []

    @property
    def pids(self) -> list[int]:
        """Process ids of the members, for measurements."""
        return [member.process.pid for member in self._members]

    def run(self, tasks: Iterable[Message]) -> Iterator[tuple[Message, Message | TaskLost]]:
        """Grade tasks; yield each with its result, in the order in which they are done.

        Args:
            tasks: JSON data, see `grading_process.main`; at most one per process is taken ahead.

        Raises:
            SandboxError: no process can start.
            OSError: an autograded notebook cannot be written.
        """
        waiting = deque((task, 1) for task in tasks)
        with selectors.DefaultSelector() as selector:
            while waiting or any(member.task for member in self._members):
                self._grow(selector, len(waiting))
                for member in self._members:
                    if member.is_ready and member.task is None and waiting:
                        member.give(*waiting.popleft())
                for key, _ in selector.select(timeout=1.0):
                    yield from self._hear(key.data, selector, waiting)
                for member in [m for m in self._members if m.is_late]:
                    yield from self._lose(member, selector, waiting, "took too long")

    def _grow(self, selector: selectors.BaseSelector, waiting: int) -> None:
        idle = sum(member.task is None for member in self._members)
        while len(self._members) < self._jobs and idle < waiting:
            member = _Member(self._settings)
            self._members.append(member)
            selector.register(member.channel, selectors.EVENT_READ, member)
            idle += 1

    def _hear(
        self, member: _Member, selector: selectors.BaseSelector, waiting: deque[tuple[Message, int]]
    ) -> Iterator[tuple[Message, Message | TaskLost]]:
        """Take what a process says: that it is ready, a result, or its end."""
        try:
            messages = member.read()
        except (OSError, EOFError):
            yield from self._lose(member, selector, waiting, "ended")
            return
        for message in messages:
            if "ready" in message:
                member.is_ready = True
                self._failed_starts = 0
            elif "unwritten" in message:
                raise OSError(*message["unwritten"])
            elif member.task is not None:
                task, member.task = member.task, None
                yield task, message

    def _lose(
        self,
        member: _Member,
        selector: selectors.BaseSelector,
        waiting: deque[tuple[Message, int]],
        what: str,
    ) -> Iterator[tuple[Message, Message | TaskLost]]:
        """Drop a process; what it had in hand goes to another, or counts as lost the second time."""
        selector.unregister(member.channel)
        self._members.remove(member)
        said = member.close()
        if not member.is_ready:
            self._miss(member, said)
            return
        if member.task is None:
            return
        if member.attempt < ATTEMPTS:
            waiting.appendleft((member.task, member.attempt + 1))
        else:
            yield member.task, TaskLost(f"the process that graded it {what}, {ATTEMPTS} times")

    def _miss(self, member: _Member, said: str) -> None:
        """Go on without a process that did not start: with another, or with fewer, if there are any.

        One that was killed, as by a system that runs out of memory, may start the next time; one that ended
        by itself says why.
        """
        self._failed_starts += 1
        was_killed = (member.process.returncode or 0) < 0
        if was_killed and self._failed_starts < ATTEMPTS:
            return
        if self._members:
            self._jobs = len(self._members)
            return
        if was_killed:
            raise SandboxError(
                f"A grading process was killed while it started, {ATTEMPTS} times: look whether memory is "
                "short, then run the same command again, perhaps with fewer --jobs. What was graded is kept."
            )
        raise SandboxError(f"A grading process did not start; it said last: {said or 'nothing'}")


class _Member:
    """One grading process."""

    def __init__(self, settings: PoolSettings) -> None:
        ours, theirs = socket.socketpair()
        self.channel = ours
        self.is_ready = False
        self.task: Message | None = None
        self.attempt = 0
        self._buffer = b""
        self._since = time.monotonic()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.grading_process", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            env=_environment(),
            start_new_session=True,  # Ctrl-C reaches us alone; we end it by hanging up
        )
        theirs.close()
        ours.sendall(settings.to_json().encode() + b"\n")

    @property
    def is_late(self) -> bool:
        """True if it takes longer than anything may take."""
        limit = TASK_SECONDS if self.is_ready else START_SECONDS
        is_busy = self.task is not None or not self.is_ready
        return is_busy and time.monotonic() - self._since > limit

    def give(self, task: Message, attempt: int) -> None:
        """Hand over a task; one that has just ended is noticed when it is heard."""
        self.task, self.attempt, self._since = task, attempt, time.monotonic()
        with contextlib.suppress(OSError):
            self.channel.sendall(json.dumps(task).encode() + b"\n")

    def read(self) -> list[Message]:
        """Return the messages that have come in whole; raise `EOFError` at its end."""
        data = self.channel.recv(1 << 20)
        if not data:
            raise EOFError
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        return [json.loads(line) for line in lines]

    def close(self) -> str:
        """End the process; return what it said last."""
        self.channel.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        with self._said as said:
            said.seek(0, os.SEEK_END)
            said.seek(max(0, said.tell() - 600))
            return said.read().decode(errors="replace").strip()


def _environment() -> dict[str, str]:
    """The environment of a grading process: this project first, wherever it was started from."""
    project = str(Path(__file__).resolve().parent.parent)
    before = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [project, before]))}
