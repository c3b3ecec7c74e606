"""A real Dask scheduler and real workers on 127.0.0.1, each a process that the test ends by its pid."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.browser_server import free_port
from tests.lab_running import ROOT


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, subprocess.Popen[bytes], list[int]]]:
    """Start a cluster; yield the address, the scheduler's process and the workers' pids."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    started = [_start(folder, "scheduler", "--host", "127.0.0.1", "--port", str(port))]
    options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
    try:
        started += [_start(folder, "worker", address, *options) for _ in range(workers)]
        yield address, started[0], [process.pid for process in started[1:]]
    finally:
        family = [child for process in started for child in _children(process.pid)]
        for process in started:
            process.kill()
        for process in started:
            process.wait()
        _, alive = psutil.wait_procs(family, timeout=20)
        assert alive == [], "a worker of ours outlived the worker of the cluster"


def _start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    with (folder / f"{command[0]}.log").open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"],
            stdout=said,
            stderr=said,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )


def _children(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).children(recursive=True)
    return []
