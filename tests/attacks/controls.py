"""Attacks of the suite that are made on a grader without isolation, where each of them works."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.attacks import sentry, unprotected
from tests.attacks.arena import Arena
from tests.attacks.attack import Attack, cell_of
from tests.attacks.families import ATTACKS
from tests.import_rules import ROOT

_HANG_SECONDS = 3.0
_SECONDS = 120.0
_KEPT = 1_000_000


@dataclass(frozen=True)
class Outcome:
    """What became of an attack.

    Attributes:
        gradebook: its text afterwards.
        output: what the grader and the attack printed.
        hung: whether it had to be ended.
        left: processes that were still there.
        harm: done to what it was after.
        secret: that the arena keeps.
    """

    gradebook: str
    output: str
    hung: bool
    left: int
    harm: tuple[str, ...]
    secret: str

    @property
    def was_done(self) -> bool:
        """Whether something was done that must be refused."""
        return "\nDONE" in self.output


@dataclass(frozen=True)
class Control:
    """An attack by its name, what shows that it worked, and whether that takes long."""

    attack: str
    shows: Callable[[Outcome], bool]
    fast: bool = True


_FULL_MARKS = f'{{"my_dense": {unprotected.POINTS}}}'

CONTROLS = [
    Control("writes the gradebook and leaves", lambda o: o.gradebook == _FULL_MARKS),
    Control("changes comparisons of NumPy", lambda o: o.gradebook == _FULL_MARKS),
    Control("an empty array, which broadcasts", lambda o: o.gradebook == _FULL_MARKS),
    Control("leaves by os._exit", lambda o: "my_dense" not in o.gradebook),
    Control("loops", lambda o: o.hung),
    Control("acts later, by the end of the interpreter", lambda o: o.gradebook == ""),
    Control("takes 3 GB in arrays", lambda o: o.was_done, fast=False),
    Control("starts hundreds of forks", lambda o: o.was_done and o.left > 200),
    Control("fills the disk with one file", lambda o: o.was_done),
    Control("writes past Python", lambda o: o.was_done),
    Control("leaves a daemon that nobody knows", lambda o: o.left == 1),
    Control("sends to a program outside", lambda o: any("killed" in harm for harm in o.harm)),
    Control("reads the course's files", lambda o: o.secret in o.output),
    Control("reads the source notebooks", lambda o: o.was_done),
    Control("reads the environment of every process", lambda o: o.secret in o.output),
    Control("writes over the course's files", lambda o: any("changed" in harm for harm in o.harm)),
    Control("connects by TCP", lambda o: "reached: TCP" in o.harm),
    Control("makes files of memory", lambda o: o.was_done),
    Control("leaves a file", lambda o: o.was_done),
    Control("speaks as an error", lambda o: "\x1b[2J" in o.output),
]


def attack_of(control: Control) -> Attack:
    """Return the attack that a control repeats."""
    [attack] = [attack for attack in ATTACKS if attack.name == control.attack]
    return attack


def outcome_of(attack: Attack) -> Outcome:
    """Make an attack on the unprotected grader, and clear away what it leaves."""
    arena = Arena()
    try:
        gradebook = arena.course / "gradebook.db"
        work = arena.folder / "work"
        work.mkdir()
        said = arena.folder / "output"
        hung = False
        for code in filter(None, (attack.code, attack.after)):
            hung |= _grade(cell_of(code, arena.places), gradebook, work, said)
        with said.open("rb") as file:
            output = file.read(_KEPT)
            file.seek(max(0, said.stat().st_size - _KEPT))
            output += file.read(_KEPT)
        text = gradebook.read_text("utf-8")
        left = _end_survivors()
        return Outcome(text, output.decode(errors="replace"), hung, left, tuple(arena.harm()), arena.token)
    finally:
        _end_survivors()
        arena.close()


def _grade(cell: str, gradebook: Path, work: Path, said: Path) -> bool:
    """Grade a cell; return whether the grader hung."""
    submission = work / "cell.py"
    submission.write_text(cell, "utf-8")
    folders = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), str(work))
    environment = {**os.environ, **folders, "PYTHONPATH": str(ROOT)}
    with said.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, unprotected.__file__, gradebook, submission],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=work,
            env=environment,
            start_new_session=True,
        )
    try:
        process.wait(_HANG_SECONDS if "while True" in cell.rpartition("def strike")[2] else _SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def _end_survivors() -> int:
    """End what runs under the attackers' mark, process by process; return how many there were."""
    found = 0
    while pids := sentry.marked():
        found = max(found, len(pids))
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return found
