"""What a run says is plain data or nothing, and is believed no further."""

from __future__ import annotations

import numpy as np
import pytest
from worker_runs import call, running

from grader.run import RemoteTarget
from grader.sandbox import Sandbox
from public_tests.functions import Polynomial
from public_tests.targets import AnswerGone

# What a run sends is plain data or nothing.


LIARS = {
    "subclass of an array": """
class L(np.ndarray):
    def __eq__(s, o): return True
    def __array_function__(s, *a, **k): return True
lie = np.zeros(3).view(L)""",
    "says that it is an array": """
class L:
    __class__ = np.ndarray
    dtype = np.dtype('f8')
    def __array__(s, *a, **k): return np.zeros(3)
lie = L()""",
}
OPAQUE = {
    "equal to everything": "class L:\n    def __eq__(s, o): return True\n    __hash__ = None\nlie = L()",
    "integer with other arithmetic": """
class L(int):
    def __eq__(s, o): return True
    def __sub__(s, o): return 0
lie = L(5)""",
    "text with other comparison": "class L(str):\n    def __eq__(s, o): return True\nlie = L('x')",
    "list with other items": "class L(list):\n    def __iter__(s): return iter([1, 2])\nlie = L()",
    "array of objects": "lie = np.array([object()], dtype=object)",
}


@pytest.mark.parametrize("name", LIARS)
def test_an_array_of_a_class_of_its_own_arrives_as_its_bare_numbers(warm_sandbox: Sandbox, name: str) -> None:
    with running(warm_sandbox, f"import numpy as np\n{LIARS[name]}\ndef f():\n    return lie") as (run, _):
        got = call(run, "f")
    assert type(got) is np.ndarray
    assert got.tolist() == [0, 0, 0]


@pytest.mark.parametrize("name", OPAQUE)
def test_an_object_with_behaviour_of_its_own_arrives_as_the_name_of_its_type(
    warm_sandbox: Sandbox, name: str
) -> None:
    with running(warm_sandbox, f"import numpy as np\n{OPAQUE[name]}\ndef f():\n    return lie") as (run, _):
        got = call(run, "f")
    assert vars(got) == {"type_name": "array of objects" if "np.array(" in OPAQUE[name] else "L"}


# In a run, the channel is the only socket: what a student writes into it is not believed.
FIND_CHANNEL = """
import json, os, socket, struct
links = {n: f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')}
[number] = [n for n, path in links.items() if os.path.exists(path) and 'socket' in os.readlink(path)]
raw = socket.socket(fileno=os.dup(int(number)))
"""
FORGE = (
    FIND_CHANNEL
    + """
from grader.worker.codec import encode
import numpy as np
def say(value):
    raw.sendall(encode(value))
"""
)
FORGERIES = {
    "garbage": (FIND_CHANNEL, "raw.sendall(b'garbage, more than sixteen bytes')"),
    "a prefix without end": (FIND_CHANNEL, "raw.sendall(struct.pack('>4sIQ', b'DLf1', 100, 0))\nos._exit(0)"),
    "no dictionary": (FORGE, "say([1])"),
    "another number": (FORGE, "say({'id': 77, 'ok': 1})"),
    "a number that is an array": (FORGE, "say({'id': np.zeros(2), 'ok': 1})"),
    "a number that is a truth value": (FORGE, "say({'id': False, 'ok': 1})"),
    "a call of no given function": (FORGE, "say({'id': ID, 'function': 5, 'arguments': ()})"),
    "a call with no arguments": (FORGE, "say({'id': ID, 'function': 0, 'arguments': 3})"),
}


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.parametrize("when", ["run", "call"])
def test_a_forged_frame_ends_the_run_and_nothing_else(warm_sandbox: Sandbox, name: str, when: str) -> None:
    setup, act = FORGERIES[name]
    if when == "run":
        with pytest.raises(AnswerGone), running(warm_sandbox, setup, act.replace("ID", "0"), seconds=5):
            pass
        return
    body = act.replace("ID", "1").replace("\n", "\n    ")
    forger = running(warm_sandbox, setup, f"def f(g=None):\n    {body}")
    with forger as (run, _), pytest.raises(AnswerGone):
        call(run, "f", seconds=5)


FORGED_REPORTS = {
    "not one": "1",
    "an array": "np.zeros(3)",
    "infinite cells": "{**good, 'bound': {'f': [float('inf')]}}",
    "cells that are arrays": "{**good, 'bound': {'f': [np.zeros(2)]}}",
    "no cells": "{**good, 'bound': {}}",
    "bound that is an array": "{**good, 'bound': np.zeros(3)}",
    "errors that are arrays": "{**good, 'errors': [np.zeros(3)]}",
    "names that are arrays": "{**good, 'errors': [{**error, 'binds': [np.zeros(3)]}]}",
    "a flag that is text": "{**good, 'errors': [{**error, 'is_context': 'yes'}]}",
    "a flag that is an array": "{**good, 'left_out': np.zeros(3)}",
    "restored that is a number": "{**good, 'restored': 1}",
    "restored numbers": "{**good, 'restored': [1]}",
}


@pytest.mark.parametrize("name", FORGED_REPORTS)
def test_a_forged_report_is_none(warm_sandbox: Sandbox, name: str) -> None:
    good = "good = {'bound': {'f': [0]}, 'errors': [], 'unparsed': [], 'restored': []}"
    good += "\ngood |= {'left_out': False}"
    error = "error = {'cell': 0, 'binds': [], 'text': '', 'kind': '', 'is_context': True}"
    cells = [FORGE, good, error, f"say({{'id': 0, 'ok': {FORGED_REPORTS[name]}}})"]
    with pytest.raises(AnswerGone, match="no report"), running(warm_sandbox, *cells):
        pass


def test_positions_of_arguments_that_do_not_exist_are_not_believed(warm_sandbox: Sandbox) -> None:
    code = f"{FORGE}\ndef f(x):\n    say({{'id': 1, 'ok': 1, 'changed': [0, True, 7, -1, 'x', np.zeros(2)]}})"
    with running(warm_sandbox, code) as (run, _):
        assert run.ask("f", "call", (np.zeros(2),), None, 5).changed == (0,)


# Functions that a test hands to an answer.


def test_a_given_function_gives_what_it_gives_in_a_notebook(warm_sandbox: Sandbox) -> None:
    """Numbers, arrays and tensors come back as such: the child has the function itself."""
    code = (
        "import numpy as np\nimport tensorflow as tf\ndef f(g, x):\n"
        "    return [type(g(v)).__name__ for v in (x, x[0], 2.0, tf.constant(x))], g(x)"
    )
    with running(warm_sandbox, code) as (run, _):
        kinds, values = call(run, "f", Polynomial(1, 0, 2), np.array([1.5, 2]))
    assert kinds == ["ndarray", "float64", "float", "EagerTensor"]
    assert values.tolist() == [5.5, 9.0]


def test_inputs_are_fresh_for_every_call(warm_sandbox: Sandbox) -> None:
    x = np.ones(2)
    with running(warm_sandbox, "def f(x):\n    x += 1\n    return x") as (run, _):
        target = RemoteTarget("f", run)
        for _ in range(2):
            returned = target.call(x)
            assert returned.value.tolist() == [2, 2]
            assert returned.changed == (0,)
    assert x.tolist() == [1, 1]
