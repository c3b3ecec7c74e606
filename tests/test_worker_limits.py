"""The limits of a run hold, nothing stays running after it, and a worker that is lost is replaced."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
import pytest
from worker_runs import SECONDS, call, running, value

from grader.run import Program, SandboxError
from grader.sandbox import Sandbox
from public_tests.targets import AnswerError, AnswerGone

# Limits.


def test_a_huge_value_is_an_error_of_the_call(warm_sandbox: Sandbox) -> None:
    code = """
import numpy as np
def f():
    return np.zeros(10_000_000)
def g():
    return 'x' * 5_000_000
def h():
    return 1"""
    with running(warm_sandbox, code, targets="f g h") as (run, _):
        for name in "fg":
            with pytest.raises(AnswerError, match=r"ValueError: the .* more than|at most"):
                call(run, name)
        assert call(run, "h") == 1


@pytest.mark.parametrize("made", ["np.zeros((1,) * 9)", "{object(): 1}", "{(1, object()): 1}"])
def test_a_value_that_no_frame_holds_costs_no_more_than_the_call(warm_sandbox: Sandbox, made: str) -> None:
    code = f"import numpy as np\ndef f():\n    return {made}\ndef g():\n    return 1"
    with running(warm_sandbox, code, targets="f g") as (run, _):
        with_error = None
        try:
            call(run, "f")
        except AnswerError as error:
            with_error = error
        assert not isinstance(with_error, AnswerGone)
        assert call(run, "g") == 1


def test_much_output_is_cut_and_the_run_goes_on(warm_sandbox: Sandbox) -> None:
    code = "import sys\nfor i in range(200):\n    print('x' * 10_000)\nprint('e', file=sys.stderr)\nf = 1"
    with running(warm_sandbox, code) as (run, _):
        assert value(run, "f") == 1
        assert run.output() == ("x" * 10_000 + "\n") * 6 + "x" * (65_536 - 60_006)


def test_an_answer_that_prints_much_is_not_disturbed(warm_sandbox: Sandbox) -> None:
    code = "chunk = 'x' * 10_000_000\ndef f():\n    for i in range(20):\n        print(chunk)\n    return 1"
    with running(warm_sandbox, code) as (run, _):
        assert call(run, "f") == 1


def test_a_run_that_changes_how_its_output_is_read_harms_nobody(warm_sandbox: Sandbox) -> None:
    """The run and the grader have the same open file: `O_DIRECT` makes a plain read of it fail."""
    code = """
import fcntl, os
def f():
    os.write(1, b'x' * 5000)
    fcntl.fcntl(1, fcntl.F_SETFL, fcntl.fcntl(1, fcntl.F_GETFL) | os.O_DIRECT)
    os.lseek(1, 10**12, 0)
    os._exit(3)"""
    with running(warm_sandbox, code) as (run, _):
        with pytest.raises(AnswerGone, match="ended its own process"):
            call(run, "f")
        assert run.output() == "x" * 5000


def test_a_run_with_many_processes_takes_none_from_another(warm_sandbox: Sandbox) -> None:
    if warm_sandbox.tier != "full":
        pytest.skip("only a world of its own has a count of its own")
    bomb = """
import os, time
n = 0
try:
    while n < 300:
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        n += 1
except OSError:
    pass"""
    threads = "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()\nn = 1"
    with running(warm_sandbox, bomb, targets="n") as (run, _):
        assert 100 < value(run, "n") < 128
        with running(warm_sandbox, threads, targets="n") as (other, report):
            assert report["errors"] == []
            assert value(other, "n") == 1


def test_endless_output_fills_no_disk(warm_sandbox: Sandbox) -> None:
    code = (
        "import os\nchunk = b'x' * 10_000_000\ndef f():\n    for i in range(9):\n        os.write(1, chunk)"
    )
    with running(warm_sandbox, code) as (run, _), pytest.raises(AnswerError, match=r"OSError: .*too large"):
        call(run, "f")


def test_a_memory_bomb_ends_only_itself(warm_sandbox: Sandbox) -> None:
    code = """
import numpy as np
def f():
    hoard = []
    while True:
        hoard.append(np.empty(100_000_000))
def g():
    return 1"""
    with running(warm_sandbox, code, targets="f g") as (run, _):
        with pytest.raises(AnswerError, match="MemoryError"):
            call(run, "f")
        assert call(run, "g") == 1
    with running(warm_sandbox, "f = 1") as (run, _):
        assert value(run, "f") == 1


# Nothing is left running.


def _family(sandbox: Sandbox) -> set[psutil.Process]:
    """Return the worker's processes, as this machine numbers them: a run may see other numbers."""
    worker = psutil.Process(sandbox.pid)
    return {worker, *worker.children(recursive=True)}


def _is_running(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _ends(processes: Iterable[psutil.Process], seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while any(map(_is_running, processes)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(_is_running, processes))


STRAYS = {
    "child": "if os.fork() == 0:\n    time.sleep(60)\n    os._exit(0)\ncount = 1",
    "child in a session of its own": """
if os.fork() == 0:
    os.setsid()
    time.sleep(60)
    os._exit(0)
count = 1""",
    "daemons, each below the last": """
r, w = os.pipe()
if os.fork() == 0:
    for _ in range(5):
        os.setsid()
        if os.fork() != 0:
            time.sleep(60); os._exit(0)
    os.write(w, b'.')
    time.sleep(60)
    os._exit(0)
os.read(r, 1)
count = 6""",
    "program": "subprocess.Popen(['sleep', '60'], start_new_session=True)\ncount = 1",
}


@pytest.mark.parametrize("name", STRAYS)
def test_what_a_run_started_ends_with_it(warm_sandbox: Sandbox, name: str) -> None:
    if warm_sandbox.tier == "landlock":
        pytest.skip("a run of this tier can start no process")
    before = _family(warm_sandbox)
    cells = ["import os, subprocess, time, threading", STRAYS[name]]
    with running(warm_sandbox, *cells, targets="count") as (run, report):
        assert report["errors"] == []
        started = _family(warm_sandbox) - before
        assert len(started) == 1 + value(run, "count")
    assert not any(map(_is_running, started)), "all have ended when the end of the run is reported"


def test_a_thread_that_is_left_does_not_keep_a_run(warm_sandbox: Sandbox) -> None:
    code = """
import threading, time
t = threading.Thread(target=time.sleep, args=(60,))
t.start()
f = 1"""
    before = _family(warm_sandbox)
    with running(warm_sandbox, code):
        started = _family(warm_sandbox) - before
        assert len(started) == 1
    assert _ends(started)


def test_nothing_is_left_after_close() -> None:
    with Sandbox() as sandbox:
        run = sandbox.spawn()
        run.execute(Program(("f = 1",), (), ("f",)), SECONDS)
        processes = _family(sandbox)
        folder = Path(psutil.Process(sandbox.pid).environ()["TMPDIR"])
        assert folder.is_dir()
    assert _ends(processes)
    assert not folder.exists()
    run.close()


# A worker that is lost is replaced.


def test_a_worker_that_was_killed_is_replaced(warm_sandbox: Sandbox) -> None:
    before = _family(warm_sandbox)
    psutil.Process(warm_sandbox.pid).kill()
    with running(warm_sandbox, "f = 1") as (run, _):
        assert value(run, "f") == 1
    assert _ends(before)


def test_a_run_ends_with_its_worker(warm_sandbox: Sandbox) -> None:
    with running(warm_sandbox, "def f():\n    return 1") as (run, _):
        processes = _family(warm_sandbox)
        psutil.Process(warm_sandbox.pid).kill()
        assert _ends(processes)
        with pytest.raises(AnswerGone):
            call(run, "f")


def test_a_worker_that_cannot_start_says_what_it_said_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SandboxError, match="did not start; it said last: nothing"):
        Sandbox().start()
