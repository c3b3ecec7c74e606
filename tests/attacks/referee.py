"""Grades an attack, looks at everything that must hold, and says what does not."""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from graded_answers import SLOW_CELLS, exercise, grade, scores, stable_json, submission

from grader import attempts, run
from grader.grading import Grader
from grader.result import Grade
from grader.sandbox import Sandbox
from tests.attacks import sentry
from tests.attacks.arena import Arena
from tests.attacks.attack import ISOLATED, Attack, cell_of
from tests.foreign.base import LAB

CALL_SECONDS = 3.0
RUN_SECONDS = 8.0
"""What hangs is ended after these; a right answer takes a few hundredths of a second."""

_SHOWN = 20_000
"""Characters of one text of a result, at most: people read them."""


class Referee:
    """A sandbox of one tier, its grader, and how a right submission fares in it."""

    def __init__(self, sandbox: Sandbox, arena: Arena) -> None:
        self.sandbox = sandbox
        self.arena = arena
        self.grader = Grader([LAB], seed=2026, sandbox=sandbox)
        honest = grade(self.grader, submission())
        self.honest = stable_json(honest)
        self.honest_scores = scores(honest)
        self._keeps_apart = sandbox.tier in ISOLATED

    def close(self) -> None:
        """End the grader and its sandbox, and remove what that could not."""
        scratch = self.sandbox._scratch
        with contextlib.suppress(Exception):
            self.grader.close()
            self.sandbox.close()
        if scratch is not None:
            subprocess.run(["rm", "-rf", scratch.path], check=False)

    def faults(self, attack: Attack, *, and_next: bool = True) -> list[str]:
        """Make an attack; return all that it should not have done, in words.

        Args:
            attack: to be made.
            and_next: whether to grade a right submission next.
        """
        worker, processes = self.sandbox.pid, sentry.family(self.sandbox.pid or 0)
        folders = self._folders()
        began = time.monotonic()
        found: list[str] = []
        for code in filter(None, (attack.code, attack.after)):
            with _recorded_output() as said:
                result = self._grade(code)
            output = "\n".join(said)
            found += self._scores(result, attack, output)
            found += [] if "attacked" in output or "strike" not in code else ["the attack was never made"]
            found += self._words(result, output)
        if time.monotonic() - began > attack.seconds:
            found.append(f"took {time.monotonic() - began:.0f} seconds")
        found += [f"left running: process {pid}" for pid in sentry.survivors()]
        if self._keeps_apart:
            found += self.arena.harm()
            found += [f"left behind: {name}" for name in self._folders() - folders]
            found += [] if worker == self.sandbox.pid else ["the worker had to be started again"]
            found += [
                f"left in the worker: process {pid}"
                for pid in sentry.family(self.sandbox.pid or 0) - processes
                if worker == self.sandbox.pid
            ]
        if and_next and stable_json(grade(self.grader, submission())) != self.honest:
            found.append("the next submission had another result")
        return found

    def _grade(self, code: str) -> Grade:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(run, "CALL_SECONDS", CALL_SECONDS)
            patch.setattr(attempts, "RUN_SECONDS", dict.fromkeys(attempts.RUN_SECONDS, RUN_SECONDS))
            cell = cell_of(code, self.arena.places)
            return grade(self.grader, submission(delete=SLOW_CELLS, my_dense=cell))

    def _scores(self, result: Grade, attack: Attack, output: str) -> Iterator[str]:
        got = scores(result)
        own = got.pop("my_dense")
        if attack.others_keep and got != {name: self.honest_scores[name] for name in got}:
            yield f"other answers earned {got}"
        if attack.earns is not None and own != attack.earns:
            message = exercise(result, "my_dense").message
            yield f"earned {own} and not {attack.earns}: {message} (it said {output[-2000:]!r})"
        if own == 0 and not exercise(result, "my_dense").message:
            yield "no points, and not a word why"
        if result.status != "graded":
            yield f"is {result.status}: {result.reason}"

    def _words(self, result: Grade, output: str) -> Iterator[str]:
        data = result.to_json()
        text = json.dumps(data, ensure_ascii=False)
        if self._keeps_apart:
            yield from (line for line in output.splitlines() if line.startswith("DONE"))
            if self.arena.token in text or self.arena.token in output:
                yield "a secret was told"
        for part in _texts(data):
            if len(part) > _SHOWN or any(not (c.isprintable() or c in "\n\t") for c in part):
                yield f"a text for people holds {part[:200]!r}"

    def _folders(self) -> set[str]:
        """Return the folders of runs that lie in the worker's own one."""
        scratch = self.sandbox._scratch
        return {path.name for path in scratch.path.glob("work/run-*")} if scratch else set()


@contextmanager
def _recorded_output() -> Iterator[list[str]]:
    """Keep what every run prints, which a grader throws away."""
    said: list[str] = []
    close = run.Run.close

    def record(self: run.Run) -> None:
        if self._handle >= 0:
            said.append(self.output())
        close(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run.Run, "close", record)
        yield said


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for part in data.values():
            yield from _texts(part)
    elif isinstance(data, list):
        for part in data:
            yield from _texts(part)
