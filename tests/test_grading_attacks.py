"""No trick in an answer earns points, harms another submission or outlives its own run."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from graded_answers import SLOW_CELLS, exercise, grade, scores, stable_json, submission

from grader import run
from grader.grading import Grader
from grader.sandbox import Sandbox
from tests.attacks.attack import HEAD
from tests.attacks.forged import LIAR
from tests.foreign.base import LAB, MODEL, MY_DENSE, MY_DENSE_V

ALL = {"model": 10.0, "my_dense": 10.0, "my_dense_v": 10.0}
_FORGE = """
import os, re, socket
from grader.worker.codec import encode
links = {n: f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')}
[number] = [n for n, path in links.items() if os.path.exists(path) and 'socket' in os.readlink(path)]
raw = socket.socket(fileno=os.dup(int(number)))
"""

ATTACKS = {
    "equal to everything": LIAR.format(base="", value="Liar()"),
    "an array equal to everything": LIAR.format(base="(np.ndarray)", value="np.zeros(W.shape[1]).view(Liar)"),
    "a number equal to everything": LIAR.format(base="(float)", value="[Liar(0)] * W.shape[1]"),
    "an object that claims to be an array": """
class Liar:
    __class__ = np.ndarray
    dtype, shape, ndim, size = np.dtype(float), (2,), 1, 2
    def __array__(self, *a, **k): return np.zeros(2)
def my_dense(a_in, W, b, g):
    return Liar()
""",
    "an empty array, which broadcasts": "def my_dense(a_in, W, b, g):\n    return np.zeros((0, W.shape[1]))",
    "nan for all": "def my_dense(a_in, W, b, g):\n    return np.full(W.shape[1], np.nan)",
    "other comparisons in numpy": """
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
def my_dense(a_in, W, b, g):
    return np.zeros(W.shape[1])
""",
    "other tests": """
import public_tests.checks as checks, public_tests.expect as expect, public_tests.binary_digits as tests
checks.CheckResult.status = 'passed'
expect.expect_array = expect.close = expect.expect_shape = lambda *a, **k: True
for exercise in tests.EXERCISES:
    exercise.checks.clear()
test_c2 = lambda *a: None
def my_dense(a_in, W, b, g):
    return np.zeros(W.shape[1])
""",
    "other helpers in the worker": """
import grader.worker.child as child, public_tests.describe as describe
child.perform = describe.perform = lambda *a: describe.Returned({'kind': 'function'})
def my_dense(a_in, W, b, g):
    return np.zeros(W.shape[1])
""",
    "a result printed": """
print('{"score": 30.0, "status": "graded"}')
def my_dense(a_in, W, b, g):
    print('passed', flush=True)
    return np.zeros(W.shape[1])
""",
    "a forged reply": _FORGE
    + """
def my_dense(a_in, W, b, g):
    for number in range(1, 50):
        raw.sendall(encode({'id': number, 'ok': np.zeros(W.shape[1]), 'changed': []}))
    return np.zeros(W.shape[1])
""",
    "a forged call back": _FORGE
    + """
def my_dense(a_in, W, b, g):
    for number in range(1, 50):
        raw.sendall(encode({'id': number, 'function': 0, 'arguments': (encode.__globals__['os'],)}))
""".replace("encode.__globals__['os']", "'__import__'"),
    "answers from a thread": _FORGE
    + """
import threading, time
def flood():
    while True:
        raw.sendall(encode({'id': 1, 'ok': True}))
def my_dense(a_in, W, b, g):
    threading.Thread(target=flood, daemon=True).start()
    time.sleep(60)
""",
}


@pytest.fixture(scope="module")
def full_grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    """A grader that runs every statement, the tricks that a slice would leave out among them."""
    grader = Grader([LAB], seed=2026, sandbox=warm_sandbox, start_mode="full")
    yield grader
    grader.means.references.close()


@pytest.mark.parametrize("name", ATTACKS)
def test_a_trick_that_is_run_in_full_earns_nothing(
    full_grader: Grader, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CALL_SECONDS", 3.0)
    result = grade(full_grader, submission(delete=SLOW_CELLS, my_dense=HEAD + ATTACKS[name]))
    assert exercise(result, "my_dense").score == 0
    assert exercise(result, "my_dense").status in ("failed", "errored", "timed_out")
    assert result.score <= 20


@pytest.mark.parametrize("name", ATTACKS)
def test_a_trick_earns_nothing_and_takes_nothing_from_others(
    binary_grader: Grader, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CALL_SECONDS", 3.0)
    result = grade(binary_grader, submission(my_dense=HEAD + ATTACKS[name]))
    assert exercise(result, "my_dense").score == 0
    assert scores(result) == ALL | {"my_dense": 0.0}
    assert result.status == "graded"
    assert exercise(result, "my_dense").message


def test_an_attack_on_the_next_submission_leaves_it_as_it_was(
    binary_grader: Grader, full_grader: Grader
) -> None:
    """What a run can reach in its own process is spoiled; the next one starts from the same state."""
    spoil = """
import builtins, json, os, random, sys
import numpy as np, keras, autils, IPython, linecache
np.dot = np.matmul = np.zeros = None
keras.layers.Dense = keras.Sequential = autils.sigmoid = autils.load_data = None
sys.modules['tensorflow'] = sys.modules['numpy'] = None
sys.path[:] = []
os.environ.clear()
open('sitecustomize.py', 'w').write('1 / 0')
IPython.get_ipython().user_ns.clear()
json.loads = builtins.isinstance = builtins.type = None
"""
    clean = stable_json(grade(binary_grader, submission()))
    spoiled = grade(full_grader, submission(delete=SLOW_CELLS, my_dense=HEAD + spoil + MY_DENSE))
    assert spoiled.score < 30
    assert stable_json(grade(binary_grader, submission())) == clean
    assert clean["score"] == 30


def test_the_grading_process_imports_nothing_that_a_submission_asks_for(binary_grader: Grader) -> None:
    before = set(sys.modules)
    grade(binary_grader, submission(my_dense=f"import antigravity, this, turtledemo\n{MY_DENSE}"))
    assert not {"antigravity", "this", "turtledemo"} & (set(sys.modules) - before)


def test_a_worker_that_is_killed_between_two_submissions_costs_neither(binary_grader: Grader) -> None:
    """The sandbox starts again, and so do the processes of the reference solutions."""
    binary_grader.means.references._known.clear()
    clean = stable_json(grade(binary_grader, submission()))
    binary_grader.means.references._known.clear()
    pid = binary_grader.means.sandbox.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert stable_json(grade(binary_grader, submission())) == clean
    assert clean["score"] == 30


KILLERS = {
    "in a call": HEAD + "import os\ndef my_dense(a_in, W, b, g):\n    os.kill(os.getppid(), 9)",
    "in its cell": HEAD + "import os\nmy_dense = os.kill(os.getppid(), 9)",
}


DELAYED = """
import os, threading, time
def later():
    time.sleep({seconds})
    os._exit(0)
def my_dense(a_in, W, b, g, start=threading.Thread(target=later).start()):
    time.sleep(60)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1])
def test_a_process_that_ends_while_another_answer_is_asked_is_not_laid_to_that_answer(
    binary_grader: Grader, seconds: float
) -> None:
    result = grade(binary_grader, submission(my_dense=HEAD + DELAYED.format(seconds=seconds)))
    assert scores(result) == ALL | {"my_dense": 0.0}
    assert exercise(result, "my_dense").status == "errored"


@pytest.mark.slow
@pytest.mark.parametrize("name", KILLERS)
def test_a_run_that_kills_the_worker_loses_its_own_points_alone(binary_grader: Grader, name: str) -> None:
    """In the tier "process" a run can reach its parent; it gains nothing by it."""
    result = grade(binary_grader, submission(my_dense=KILLERS[name]))
    assert scores(result) == ALL | {"my_dense": 0.0}
    assert scores(grade(binary_grader, submission())) == ALL


def test_a_huge_notebook_of_statements_is_graded_in_time(binary_grader: Grader) -> None:
    """Parsing and slicing happen in the child, under its deadline."""
    lines = "\n".join(f"x{i} = {i}" for i in range(5_000))
    result = grade(binary_grader, submission(lines, model=MODEL, my_dense_v=MY_DENSE_V))
    assert scores(result) == ALL
