"""One run in the worker: nothing of it is left in the next, and every way to end is survived."""

from __future__ import annotations

import time

import pytest
from worker_runs import SECONDS, call, running, value

from grader.run import SandboxError
from grader.sandbox import Sandbox
from public_tests.targets import AnswerError, AnswerGone, AnswerTimedOut

# Nothing of one run is there in the next.


def test_nothing_of_a_run_survives_in_the_next(warm_sandbox: Sandbox) -> None:
    spoil = """
import os, sys, random, builtins
import numpy as np
np.dot = lambda *a: 42
builtins.spoiled = 42
sys.path.insert(0, "spoiled")
os.environ["SPOILED"] = "1"
open("spoiled.txt", "w").write("x")
np.random.seed(9); random.seed(9)
np.set_printoptions(precision=1)
spoiled = 1
f = np.dot(1, 1)"""
    look = """
import os, sys, random, builtins
import numpy as np
f = [int(np.dot([1, 2], [3, 4])), "spoiled" in sys.path, "SPOILED" in os.environ,
     os.path.exists("spoiled.txt"), "spoiled" in {*globals(), *dir(builtins)},
     np.get_printoptions()["precision"]]
draws = [float(np.random.rand()), random.random()]"""
    with running(warm_sandbox, look, targets="f draws") as (run, _):
        clean, draws = value(run, "f"), value(run, "draws")
    with running(warm_sandbox, spoil) as (run, _):
        assert value(run, "f") == 42
    with running(warm_sandbox, look, targets="f draws") as (run, _):
        assert value(run, "f") == clean == [11, False, False, False, False, 8]
        assert value(run, "draws") == draws


def test_a_run_has_a_home_of_its_own_and_a_clean_environment(
    warm_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(
        warm_sandbox,
        "import os\nf = sorted(os.environ)\nhere = os.environ['HOME'] == os.getcwd()",
        targets="f here",
    ) as (run, _):
        assert value(run, "here") is True
        assert not {n for n in value(run, "f") if "TOKEN" in n or "SECRET" in n or n.startswith("DIGITS")}


def test_a_run_sees_no_descriptor_but_its_own(warm_sandbox: Sandbox) -> None:
    """Standard streams and the channel; the worker's others, its control socket above all, are closed."""
    code = """
import os
paths = [f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')]
f = [os.readlink(path).split(':')[0] for path in paths if os.path.exists(path)]"""
    with running(warm_sandbox, code) as (run, _):
        assert sorted(n for n in value(run, "f") if n != "/dev/null" and "tmp" not in n) == ["socket"]


# What notebooks hold besides Python does no harm.


def test_magics_shell_escapes_and_exit_do_nothing(warm_sandbox: Sandbox) -> None:
    code = """
!touch made
%matplotlib inline
%cd /
%pip install x
%run other.py
files = !ls
exit()
quit()
import os
f = [os.path.exists('made'), files, os.getcwd() != '/']"""
    with running(warm_sandbox, code, "%%bash\ntouch made", "%%writefile a.py\nx") as (run, report):
        assert report["errors"] == report["unparsed"] == []
        assert value(run, "f") == [False, [], True]


def test_nobody_answers_input(warm_sandbox: Sandbox) -> None:
    cells = ["name = input('Name? ')", "import getpass\nkey = getpass.getpass()", "f = 1"]
    with running(warm_sandbox, *cells) as (run, report):
        assert [e["kind"] for e in report["errors"]] == ["RuntimeError", "RuntimeError"]
        assert "input()" in report["errors"][0]["text"]
        assert value(run, "f") == 1


def test_display_is_there_as_in_a_notebook(warm_sandbox: Sandbox) -> None:
    with running(warm_sandbox, "def f():\n    display([1])\n    get_ipython()\n    return 1") as (run, _):
        assert call(run, "f") == 1


def test_names_bound_unseen_are_found(warm_sandbox: Sandbox) -> None:
    cells = ["x = 1", "exec('f = 2')", "globals()['g'] = 3", "f = f"]
    with running(warm_sandbox, *cells, targets="f g") as (_, report):
        assert report["bound"] == {"f": [1, 3], "g": [2]}


# Ends, of every kind.


@pytest.mark.parametrize(
    "statement",
    [
        "raise SystemExit",
        "raise KeyboardInterrupt",
        "import sys\nsys.exit(3)",
        "1 / 0",
        "raise Exception('x' * 10**7)",
    ],
)
def test_an_exception_of_any_kind_ends_its_statement_alone(warm_sandbox: Sandbox, statement: str) -> None:
    with running(warm_sandbox, statement, "f = 1") as (run, report):
        assert len(report["errors"]) == 1
        assert len(report["errors"][0]["text"]) < 500
        assert value(run, "f") == 1


@pytest.mark.parametrize("statement", ["raise SystemExit", "raise KeyboardInterrupt", "return 1 / 0"])
def test_an_exception_in_a_call_is_the_calls_alone(warm_sandbox: Sandbox, statement: str) -> None:
    with running(warm_sandbox, f"def f():\n    {statement}\ndef g():\n    return 1", targets="f g") as (
        run,
        _,
    ):
        with pytest.raises(AnswerError, match="raised"):
            call(run, "f")
        assert call(run, "g") == 1


EVIL_ERRORS = {
    "text that raises": "class E(Exception):\n    def __str__(self):\n        raise ValueError",
    "text that exits": "class E(Exception):\n    def __str__(self):\n        raise SystemExit",
    "text that is no text": "class E(Exception):\n    def __str__(self):\n        return 5",
    "name that is no text": """
class M(type):
    __name__ = property(lambda c: 5)
class E(Exception, metaclass=M):
    pass""",
    "name that raises": """
class M(type):
    @property
    def __name__(c):
        raise SystemExit
class E(Exception, metaclass=M):
    pass""",
}


@pytest.mark.parametrize("name", EVIL_ERRORS)
def test_an_exception_with_a_mind_of_its_own_is_one_like_others(warm_sandbox: Sandbox, name: str) -> None:
    cells = [EVIL_ERRORS[name], "raise E()", "def f():\n    raise E()"]
    with running(warm_sandbox, *cells) as (run, report):
        assert report["errors"][0]["text"].startswith("E")
        with pytest.raises(AnswerError, match="raised E"):
            call(run, "f")


@pytest.mark.parametrize(
    "statement", ["import os\nos._exit(0)", "import ctypes\nctypes.string_at(0)", "import os\nos.abort()"]
)
def test_a_run_that_ends_its_own_process_is_gone(warm_sandbox: Sandbox, statement: str) -> None:
    with pytest.raises(AnswerGone, match="ended its own process"), running(warm_sandbox, statement):
        pass


def test_a_call_that_ends_its_own_process_is_gone_and_so_are_later_calls(warm_sandbox: Sandbox) -> None:
    with running(warm_sandbox, "import os\ndef f():\n    os._exit(0)") as (run, _):
        for _ in range(2):
            with pytest.raises(AnswerGone):
                call(run, "f")
        assert run.is_over


LOOPS = {
    "in a cell": "while True: pass",
    "asleep in a cell": "import time\ntime.sleep(60)",
    "that catches everything": """
while True:
    try:
        while True: pass
    except BaseException: pass""",
    "with signals ignored": """
import signal
for s in range(1, 64):
    try: signal.signal(s, signal.SIG_IGN)
    except Exception: pass
while True: pass""",
    "in the text of an error": """
class E(Exception):
    def __str__(self):
        while True: pass
raise E""",
    "in native code": "import re\nre.match('(a+)+b', 'a' * 60)",
    "that leaves the interpreter no turn": "sum(range(10**12))",
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_run_without_end_is_ended(warm_sandbox: Sandbox, name: str) -> None:
    began = time.monotonic()
    with pytest.raises(AnswerTimedOut), running(warm_sandbox, LOOPS[name], seconds=0.5):
        pass
    assert time.monotonic() - began < SECONDS, "the deadline held, not a limit further out"


def test_a_call_without_end_is_ended(warm_sandbox: Sandbox) -> None:
    with running(warm_sandbox, "def f():\n    while True: pass") as (run, _):
        with pytest.raises(AnswerTimedOut, match=r"0\.5"):
            call(run, "f", seconds=0.5)
        with pytest.raises(AnswerGone):
            call(run, "f")


@pytest.mark.parametrize("what", ["__repr__", "__eq__", "__len__", "__array__", "__iter__", "__float__"])
def test_special_methods_without_end_are_never_called(warm_sandbox: Sandbox, what: str) -> None:
    code = f"class C:\n    def {what}(self, *a, **k):\n        while True: pass\ndef f():\n    return C()"
    with running(warm_sandbox, code) as (run, _):
        assert call(run, "f", seconds=5).type_name == "C"


def test_a_question_that_no_frame_holds_is_our_fault(warm_sandbox: Sandbox) -> None:
    with running(warm_sandbox, "def f(x):\n    return 1") as (run, _):
        with pytest.raises(SandboxError, match="a question could not be sent"):
            call(run, "f", "x" * 5_000_000)
        assert not run.is_over
