"""What an attack is, and how its code becomes the cell of an answer."""

from __future__ import annotations

import secrets
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from grader.worker.isolation import Tier

HEAD = "# UNQ_C2\n# GRADED FUNCTION: my_dense\n"
ISOLATED: tuple[Tier, ...] = ("full", "landlock")
EVERY: tuple[Tier, ...] = ("full", "landlock", "process")
"""Tiers of families that concern scores alone: these promise nothing else in the tier "process"."""

MARK = f"dla-{secrets.token_hex(4)}"
"""In the name or the command line of every process that an attack starts, and in names of files it writes;
another in every run of the suite."""

RIGHT = "def my_dense(a_in, W, b, g):\n    return g(a_in @ W + b)\n"
WRONG = "def my_dense(a_in, W, b, g):\n    return np.zeros(W.shape[1])\n"

POINTS = 10.0


@dataclass(frozen=True)
class Attack:
    """One attack, as the answer to one exercise, and what must hold.

    Nothing that it tries may be done (see `attempt` below), and what it is after must be as before.

    Attributes:
        name: what it does, in a few words.
        family: of which it is one.
        code: of the cell, after `prelude`.
        earns: points of its exercise; None where the attack may or may not end its own run in time.
        others_keep: whether the submission's other answers keep their points; not where it spoils the process
            in which they are run as well.
        fast: whether it belongs to the fast part.
        tiers: that promise to withstand it.
        after: code of a second submission, which looks for what the first one left; empty if there is none.
        seconds: in which it must be over, on a slow machine.
    """

    name: str
    family: str
    code: str
    earns: float | None = POINTS
    others_keep: bool = True
    fast: bool = True
    tiers: tuple[Tier, ...] = ISOLATED
    after: str = ""
    seconds: float = 90.0

    @property
    def strikes(self) -> bool:
        """Whether its output must say that it has struck: it has no such line if it is a mere answer."""
        return "strike" in self.code


_HELPERS = '''\
import contextlib, ctypes, errno, os, re, signal, socket, struct, subprocess, sys, threading, time
import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def say(text):
    with contextlib.suppress(OSError):
        os.write(1, f"\\n{text}\\n".encode("utf-8", "replace"))


def attempt(what, act):
    """Do what must be refused: an error, or a value that says no."""
    try:
        got = act()
    except BaseException as error:
        say(f"refused {what}: {error!r}"[:300])
    else:
        say(f"{'DONE' if got not in (None, False) else 'refused'} {what}: {got!r}"[:3000])


def perhaps(what, act):
    """Do what may be allowed."""
    try:
        say(f"could {what}: {act()!r}"[:300])
    except Exception as error:
        say(f"could not {what}: {error!r}"[:300])


def call(number, *arguments):
    """Make a system call; a text if the kernel did not refuse it as such."""
    numbers = [a if isinstance(a, ctypes.Array) else ctypes.c_long(a) for a in arguments]
    got = libc.syscall(number, *numbers)
    why = errno.errorcode.get(ctypes.get_errno()) if got == -1 else None
    return None if why in ("EPERM", "ENOSYS", "EACCES", "EAGAIN", "ESRCH") else f"{got} {why}"


def read(path):
    with open(path, "rb") as file:
        return file.read(2000)


def above(name, kind):
    """Find a variable of the code that called the answer."""
    frame = sys._getframe(2)
    while frame:
        if hasattr(found := frame.f_locals.get(name), kind):
            return found
        frame = frame.f_back


def channel():
    """Find the worker's own connection to the grader."""
    return above("channel", "receive")


def asked():
    """Find the number of the question that is to be answered."""
    return above("number", "bit_length") or 0


def others():
    """Return the numbers of processes that may be there; where /proc tells nothing, of likely ones."""
    try:
        names = os.listdir("/proc")
    except OSError:
        names = map(str, range(max(1, os.getpid() - 40), os.getpid() + 10))
    found = [int(name) for name in names if name.isdigit()]
    own = {0, *map(int, os.listdir("/proc/self/task"))}
    return [pid for pid in [*found, GRADER, VICTIM, os.getppid()] if pid not in own]


def started():
    """Say that the attack is on, in a process whose name is known."""
    libc.prctl(15, MARK.encode(), 0, 0, 0)
    say("attacked")


def armed(function):
    started()
    strike()
    return function


'''


def prelude(places: Mapping[str, object]) -> str:
    """Return code that names what is to be attacked, and the attackers' common tools."""
    return (
        "\n".join(f"{name} = {value!r}" for name, value in {**places, "MARK": MARK}.items()) + f"\n{_HELPERS}"
    )


def cell_of(code: str, places: Mapping[str, object]) -> str:
    """Return the text of the answer's cell."""
    return f"{HEAD}{prelude(places)}{code}"


def at_once(body: str, answer: str = RIGHT) -> str:
    """Return an attack that is made when the answer is defined: a slice of the notebook keeps it."""
    return f"def strike():\n{_indented(body)}\n\n\n@armed\n{answer}"


def in_call(body: str, result: str = "g(a_in @ W + b)") -> str:
    """Return an attack that is made in every call of the answer."""
    return (
        f"def strike(a_in, W):\n    started()\n{_indented(body)}\n\n\n"
        f"def my_dense(a_in, W, b, g):\n    strike(a_in, W)\n    return {result}\n"
    )


def _indented(body: str) -> str:
    return textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
