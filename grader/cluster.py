"""Grade a class on a Dask cluster that is there already: the same function, on more machines.

A plugin brings the labs to every worker, also to those that join later; submissions travel as bytes and
results come back as JSON text.  What a worker has in hand when it dies goes to another.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import logging
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from urllib.parse import SplitResult, urlsplit

from distributed import (
    CancelledError,
    Client,
    Future,
    KilledWorker,
    TimeoutError,
    WorkerPlugin,
    get_worker,
    wait,
)

from .class_grader import ClassGrader, Message, read_task
from .pool import PoolSettings, TaskLost
from .run import SandboxError
from .slicing import RunMode
from .store import checksum, code_files
from .whole import write_whole

CONNECT_SECONDS = 20
WORKERLESS_SECONDS = 120.0
"""How long a cluster may be without any worker, as one that is just growing, before the run ends."""
AHEAD = 2
"""Submissions sent per thread of the cluster: one in hand and one that waits."""
RETRIES = 1

_PROJECT = Path(__file__).resolve().parent.parent


class ClusterError(Exception):
    """The cluster cannot be used, or not any more; the text says what to do."""


class UnfitWorker(Exception):
    """A worker that must not grade; the text says why."""


class GradingPlugin(WorkerPlugin):  # type: ignore[misc]  # distributed has no types
    """What a worker of the cluster grades with: a warm worker process of ours for each of its threads."""

    def __init__(
        self,
        sources: Mapping[str, bytes],
        version: str,
        seed: int,
        mode: RunMode,
        *,
        allow_unsandboxed: bool,
    ) -> None:
        self.sources = dict(sources)
        self.version = version
        self.seed = seed
        self.mode = mode
        self.allow_unsandboxed = allow_unsandboxed
        self.name = f"digit-labs-{hashlib.sha256(repr(vars(self)).encode()).hexdigest()[:16]}"

    def setup(self, worker: object) -> None:
        """Make ready to grade; nothing is started before the first task."""
        self.graders: list[ClassGrader] = []
        self.own = threading.local()

    def teardown(self, worker: object) -> None:
        """End all processes."""
        while self.graders:
            self.graders.pop().close()

    def grader(self) -> ClassGrader:
        """Return the grader of this thread.

        Raises:
            UnfitWorker: this machine would judge by other tests, or cannot isolate student code.
        """
        if not hasattr(self.own, "grader"):
            if code_version() != self.version:
                raise UnfitWorker("it has another version of digit-labs: install the same one everywhere")
            allow = self.allow_unsandboxed
            try:
                self.own.grader = ClassGrader(self.sources, self.seed, self.mode, allow_unsandboxed=allow)
            except SandboxError as error:
                raise UnfitWorker(str(error)) from error
            self.graders.append(self.own.grader)
        found: ClassGrader = self.own.grader
        return found


def grade_on_worker(plugin: str, task: str, data: bytes | None) -> tuple[str, bytes | None]:
    """Grade one submission in a worker of the cluster.

    Args:
        plugin: name of the plugin that was set up for this class.
        task: as JSON text.
        data: the bytes of the notebook, see `class_grader.read_task`.

    Returns:
        The result as JSON text, and the autograded notebook if one is wanted.
    """
    worker = get_worker()
    try:
        result, notebook = worker.plugins[plugin].grader().grade(json.loads(task), data)
    except UnfitWorker as error:
        raise UnfitWorker(f"Worker {worker.address} cannot grade: {error}") from error
    return json.dumps(result), notebook


def code_version() -> str:
    """Return a checksum of all that decides about points."""
    return checksum(code_files([_PROJECT / "public_tests", _PROJECT / "grader"]))


class Cluster:
    """The workers behind a Dask scheduler; a context manager that grades as `pool.Pool` does."""

    def __init__(self, address: str, settings: PoolSettings, sources: Mapping[str, bytes]) -> None:
        """Connect.

        Args:
            address: of the scheduler, tcp://127.0.0.1:8786 or tls://...; TLS is configured as in all of Dask.
            settings: as for the processes of one machine.
            sources: name of a lab -> the bytes of its source notebook.

        Raises:
            ClusterError: nothing answers there, or the way there is open to everyone.
        """
        _expect_private(address)
        self._address = address
        mode, allow = settings.mode, settings.allow_unsandboxed
        self._plugin = GradingPlugin(sources, code_version(), settings.seed, mode, allow_unsandboxed=allow)
        for name in ("distributed", "distributed.client"):  # what goes wrong is told in our words
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self._client = Client(address, timeout=CONNECT_SECONDS)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise ClusterError(
                f"No Dask scheduler answers at {address} ({error}): start one with 'dask scheduler', "
                "or look at the address."
            ) from error
        self._client.register_plugin(self._plugin)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client.status == "running":
            self._client.unregister_worker_plugin(self._plugin.name)
        self._client.close()

    def run(self, tasks: Iterable[Message]) -> Iterator[tuple[Message, Message | TaskLost]]:
        """Grade tasks; yield each with its result, in the order in which they are done.

        Raises:
            ClusterError: the scheduler is gone, or there are no workers, or one must not grade.
        """
        waiting = iter(tasks)
        sent: dict[Future, Message] = {}
        last_seen = time.monotonic()
        while True:
            threads = self._threads()
            room = AHEAD * max(1, threads) - len(sent)
            for task in islice(waiting, max(0, room)):
                sent[self._submit(task)] = task
            if not sent:
                return
            try:
                done = wait(list(sent), timeout=5.0, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                done = set()
            except CancelledError:
                raise self._lost() from None
            if done or threads:
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > WORKERLESS_SECONDS:
                raise ClusterError(
                    f"The scheduler {self._address} has no worker: start some with 'dask worker'."
                )
            for future in done:
                task = sent.pop(future)
                yield task, self._outcome(future, task)
                future.release()

    def _threads(self) -> int:
        """Ask the scheduler how many threads all workers have together."""
        if self._client.status != "running":
            raise self._lost()
        return sum(self._client.nthreads().values())

    def _submit(self, task: Message) -> Future:
        task, data = read_task(task)
        return self._client.submit(
            grade_on_worker, self._plugin.name, json.dumps(task), data, pure=False, retries=RETRIES
        )

    def _outcome(self, future: Future, task: Message) -> Message | TaskLost:
        error = future.exception()
        if isinstance(error, UnfitWorker):
            raise ClusterError(f"{error}.")
        if isinstance(error, KilledWorker):
            return TaskLost("every worker that graded it ended")
        if error is not None:
            return TaskLost(f"its worker failed ({type(error).__name__}: {error})")
        text, notebook = future.result()
        if notebook is not None:
            write_whole(Path(task["autograded"]), notebook)
        result: Message = json.loads(text)
        return result

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"The scheduler {self._address} went away. All results that had come are written: "
            "when it is back, run the same command again, and it goes on where it was."
        )


def _expect_private(address: str) -> None:
    """Refuse an address at which everyone on the way could read grades, or send code.

    Raises:
        ClusterError: it is neither on this machine nor encrypted.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not _has_port(parts):
        raise ClusterError(
            f"{address!r} is no address of a scheduler: write tcp://127.0.0.1:8786 or tls://HOST:8786."
        )
    if parts.scheme == "tls" or _is_loopback(parts.hostname):
        return
    raise ClusterError(
        f"{address} is not encrypted, and grades would travel over a network: start the scheduler and its "
        "workers with TLS and name it tls://..., or open a tunnel and name tcp://127.0.0.1:PORT."
    )


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port is not None
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(ipaddress.ip_address(str(entry[4][0]).split("%")[0]).is_loopback for entry in found)
