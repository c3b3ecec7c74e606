"""Run cells in the worker and put questions to what they bind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from grader.run import Program, Run
from grader.sandbox import Sandbox

SECONDS = 20.0


@contextmanager
def running(
    sandbox: Sandbox, *cells: str, targets: str = "f", mode: str = "full", seconds: float = SECONDS
) -> Iterator[tuple[Run, dict[str, Any]]]:
    """Run cells in a child; give the run and its report."""
    with sandbox.spawn() as run:
        yield run, run.execute(Program(cells, (), tuple(targets.split()), mode), seconds)


def call(run: Run, name: str, *arguments: Any, seconds: float = SECONDS) -> Any:
    """Call what a name holds and return the value that came back."""
    return run.ask(name, "call", arguments, None, seconds).value


def value(run: Run, name: str) -> Any:
    """Return the plain value that a name holds."""
    return run.ask(name, "describe", (None,), None, SECONDS).value["value"]
