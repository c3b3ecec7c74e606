"""The limits of a run hold, nothing stays running after it, and a worker that is lost is replaced."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

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


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def _ends(pids: Sequence[int], seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while any(map(_is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(_is_running, pids))


STRAYS = {
    "child": "pid = os.fork()\nif pid == 0:\n    time.sleep(60)\n    os._exit(0)\npids = [pid]",
    "child in a session of its own": """
pid = os.fork()
if pid == 0:
    os.setsid()
    time.sleep(60)
    os._exit(0)
pids = [pid]""",
    "daemons, each below the last": """
r, w = os.pipe()
if os.fork() == 0:
    for _ in range(5):
        os.setsid()
        os.write(w, f'{os.getpid()} '.encode())
        if os.fork() != 0:
            time.sleep(60); os._exit(0)
    os.write(w, f'{os.getpid()} .'.encode())
    time.sleep(60)
    os._exit(0)
said = b''
while not said.endswith(b'.'):
    said += os.read(r, 100)
pids = [int(n) for n in said[:-1].split()]""",
    "program": "pids = [subprocess.Popen(['sleep', '60'], start_new_session=True).pid]",
}


@pytest.mark.parametrize("name", STRAYS)
def test_what_a_run_started_ends_with_it(warm_sandbox: Sandbox, name: str) -> None:
    cells = ["import os, subprocess, time, threading", STRAYS[name]]
    with running(warm_sandbox, *cells, targets="pids") as (run, report):
        assert report["errors"] == []
        pids = value(run, "pids")
        assert all(map(_is_running, pids))
    assert not any(map(_is_running, pids)), "all have ended when the end of the run is reported"


def test_a_thread_that_is_left_does_not_keep_a_run(warm_sandbox: Sandbox) -> None:
    code = """
import threading, time
t = threading.Thread(target=time.sleep, args=(60,))
t.start()
import os
f = os.getpid()"""
    with running(warm_sandbox, code) as (run, _):
        pid = value(run, "f")
    assert _ends([pid])


def test_nothing_is_left_after_close() -> None:
    with Sandbox() as sandbox:
        assert sandbox.pid is not None
        pids = [sandbox.pid]
        run = sandbox.spawn()
        run.execute(Program(("import os\nf = os.getpid()",), (), ("f",)), SECONDS)
        pids.append(value(run, "f"))
        folder = Path(f"/proc/{pids[1]}/cwd").readlink()
        assert folder.is_dir()
    assert _ends(pids)
    assert not folder.parent.parent.exists(), "the folders of the run and of the worker"
    run.close()


# A worker that is lost is replaced.


def test_a_worker_that_was_killed_is_replaced(warm_sandbox: Sandbox) -> None:
    before = warm_sandbox.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    with running(warm_sandbox, "f = 1") as (run, _):
        assert value(run, "f") == 1
    assert warm_sandbox.pid != before
    assert not _is_running(before)


def test_a_run_ends_with_its_worker(warm_sandbox: Sandbox) -> None:
    with running(warm_sandbox, "import os\npid = os.getpid()\ndef f():\n    return 1", targets="f pid") as (
        run,
        _,
    ):
        pid = value(run, "pid")
        assert warm_sandbox.pid is not None
        os.kill(warm_sandbox.pid, signal.SIGKILL)
        assert _ends([pid])
        with pytest.raises(AnswerGone):
            call(run, "f")


def test_a_worker_that_cannot_start_says_what_it_said_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SandboxError, match="did not start; it said last: nothing"):
        Sandbox().start()
