"""Targets: how a check reaches the answer under test.

A check never holds the student's object.  It holds a `Target`, asks it to call, describe or predict, and gets
plain data back.  `LocalTarget` does so in the student's notebook; the grader has one that asks a sandbox.
"""

from __future__ import annotations

import contextlib
import copy
import io
from abc import ABC, abstractmethod
from typing import Any, Literal

import numpy as np

from autils import quiet_native_stderr

from .calls import Returned, perform
from .describe import Plain, describe_error


class AnswerError(Exception):
    """The answer could not give a result; the text is a clause such as "raised ValueError: ..."."""

    call: str | None = None
    """How it was called, for the message, where the check says so."""
    status: Literal["errored", "timed_out"] = "errored"
    is_over = False
    """True if nothing more can be asked of this answer."""

    def __init__(self, message: str, kind: str = "") -> None:
        """Keep the message, and the name of the exception's type where there was one."""
        super().__init__(message)
        self.kind = kind


class AnswerTimedOut(AnswerError):
    """A call did not come back within its deadline."""

    status: Literal["errored", "timed_out"] = "timed_out"
    is_over = True


class AnswerGone(AnswerError):
    """The process that ran the answer ended."""

    is_over = True


class Target(ABC):
    """One answer under test, known by its name; `observed` logs all that it gave, in order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.observed: list[Plain] = []

    def __call__(self, *arguments: Any, seed: int | None = None) -> Plain:
        """Call the answer and return its value as plain data; raise `AnswerError` if it raises."""
        return self.call(*arguments, seed=seed).value

    def call(self, *arguments: Any, seed: int | None = None) -> Returned:
        """Like calling the target, but tell too which arguments the answer changed."""
        returned = self.ask("call", arguments, seed)
        self.observed.append(returned.value)
        return returned

    def describe(self, input_width: int | None = None) -> Plain:
        """Describe what the name holds: see `describe.describe_target`."""
        described = self.ask("describe", (input_width,), None).value
        self.observed.append(described)
        return described

    def weights(self) -> Plain:
        """Return a model's weights, one list of arrays per layer."""
        return self.ask("weights", (), None).value

    def predict(self, X: np.ndarray[Any, Any]) -> Plain:
        """Return a model's outputs for `X`, shape (m, n)."""
        return self.ask("predict", (X,), None).value

    @abstractmethod
    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        """Carry one operation of `describe.perform` to the answer; raise `AnswerError` if it gives none."""


class LocalTarget(Target):
    """An answer in this very process: the student's notebook."""

    def __init__(self, name: str, answer: object) -> None:
        super().__init__(name)
        self.answer = answer

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        """Run the operation on fresh copies; stderr stays off the page, for nbgrader scores it as 0."""
        fresh = tuple(copy.deepcopy(a) if isinstance(a, np.ndarray | list | dict) else a for a in arguments)
        try:
            with contextlib.redirect_stderr(io.StringIO()), quiet_native_stderr():
                return perform(self.answer, operation, fresh, seed)
        except Exception as error:
            raise AnswerError(f"raised {describe_error(error)}", type(error).__name__) from error
