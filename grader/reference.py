"""The reference solution as a target: the source notebook's answers, run in a clean child of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from public_tests.calls import Returned
from public_tests.targets import AnswerError, AnswerGone, Target

from .exercises import exercises_of
from .hidden_tests import given_for
from .lab import Lab
from .run import CALL_SECONDS, Program, Run, SandboxError
from .sandbox import Sandbox
from .worker.codec import encode

RUN_SECONDS = 60.0


class References:
    """The reference solutions of some labs, each run once and its results remembered.

    The seed of a command is the same for everyone in a class, so a hidden check puts the same questions to
    the reference for every submission.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._runs: dict[str, Run] = {}
        self._known: dict[tuple[str, str, bytes], Returned] = {}

    def targets(self, lab: Lab, names: Sequence[str]) -> list[Target]:
        """Return the reference's targets of these names."""
        return [_ReferenceTarget(name, lab, self) for name in names]

    def ask(
        self, lab: Lab, name: str, operation: str, arguments: tuple[Any, ...], seed: int | None
    ) -> Returned:
        """Put a question to the reference, or remember its answer.

        Raises:
            SandboxError: the reference solution itself fails; never the student's fault.
        """
        key = (lab.name, name, _fingerprint(operation, arguments, seed))
        if key not in self._known:
            try:
                self._known[key] = self._ask(lab, name, operation, arguments, seed)
            except AnswerError as error:
                raise SandboxError(f"the reference solution `{name}` of {lab.name} {error}") from error
        return self._known[key]

    def _ask(
        self, lab: Lab, name: str, operation: str, arguments: tuple[Any, ...], seed: int | None
    ) -> Returned:
        """Put a question to the reference, and once more if its process was lost with the worker."""
        try:
            return self._run(lab).ask(name, operation, arguments, seed, CALL_SECONDS)
        except AnswerGone:
            return self._run(lab).ask(name, operation, arguments, seed, CALL_SECONDS)

    def close(self) -> None:
        """End the children that hold reference solutions."""
        for run in self._runs.values():
            run.close()
        self._runs.clear()

    def _run(self, lab: Lab) -> Run:
        run = self._runs.get(lab.name)
        if run is None or run.is_over:
            if run is not None:
                run.close()
            run = self._sandbox.spawn()
            self._runs[lab.name] = run
            tests = {exercise.grade_id for exercise in lab.exercises}
            cells = tuple(cell.source for cell in lab.cells if cell.grade_id not in tests)
            known = [e for e in exercises_of(lab.name) if given_for(lab.name, e.name, 0) is None]
            targets = tuple(target for exercise in known for target in exercise.targets)
            run.execute(Program(cells, (), targets, "sliced", lab.default_digits), RUN_SECONDS)
        return run


class _ReferenceTarget(Target):
    def __init__(self, name: str, lab: Lab, references: References) -> None:
        super().__init__(name)
        self._lab = lab
        self._references = references

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        return self._references.ask(self._lab, self.name, operation, arguments, seed)


def _fingerprint(operation: str, arguments: tuple[Any, ...], seed: int | None) -> bytes:
    """Tell one question from another."""
    return encode((operation, arguments, seed))
