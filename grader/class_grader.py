"""Grade the tasks of a class with one warm worker: in a process of this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from .autograded import autograded_notebook, texts_of
from .files import Unreadable, read_file
from .grading import Grader
from .lab import lab_of
from .notebook import read_notebook
from .result import Grade
from .run import SandboxError
from .sandbox import Sandbox
from .slicing import RunMode

Message = dict[str, Any]
"""JSON data: of a task (lab, student, path, notebook, note, autograded, audit), or of its result."""


class ClassGrader:
    """A warm worker and the labs of a class; a context manager."""

    def __init__(
        self, sources: Mapping[str, bytes], seed: int, mode: RunMode, *, allow_unsandboxed: bool
    ) -> None:
        """Start the worker.

        Args:
            sources: name of a lab -> the bytes of its source notebook.
            seed: of the hidden checks.
            mode: how much of a submission is run first.
            allow_unsandboxed: whether to go on where nothing isolates student code.

        Raises:
            SandboxError: the worker does not start, or nothing isolates student code here.
        """
        self._labs = {name: lab_of(read_notebook(source)[0], name) for name, source in sources.items()}
        self._texts = {name: texts_of(source) for name, source in sources.items()}
        self.sandbox = Sandbox()
        self.sandbox.start()
        try:
            if not allow_unsandboxed:
                self.sandbox.require_isolation()
        except SandboxError:
            self.sandbox.close()
            raise
        self._grader = Grader(list(self._labs.values()), seed, self.sandbox, mode)

    def __enter__(self) -> ClassGrader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        self._grader.close()
        self.sandbox.close()

    def grade(self, task: Message, data: bytes | None) -> tuple[Message, bytes | None]:
        """Grade one submission.

        Args:
            task: what was handed in, and what is wanted.
            data: the bytes of the notebook; None if they cannot be read; the task's note says why.

        Returns:
            The result's JSON data, and the autograded notebook if the task has a place for one.
        """
        lab, student, name, note = task["lab"], task["student"], task["notebook"], task["note"]
        if data is None:
            return self._grader.ungradable(note, name, lab, student).to_json(), None
        grade = self._grader.grade(data, name, lab, student)
        if note:
            grade = replace(grade, warnings=(note, *grade.warnings))
        if task["audit"] and grade.status == "graded":
            extra = {**grade.extra_data, "audit": self._audit(grade, data, name)}
            grade = replace(grade, extra_data=extra)
        result = grade.to_json()
        if not task["autograded"] or grade.status == "ungradable":
            return result, None
        return result, autograded_notebook(data, self._labs[lab], self._texts[lab], result)

    def _audit(self, grade: Grade, data: bytes, name: str) -> dict[str, float]:
        """Run every cell; return the exercises that earn another score then, and that score."""
        whole = self._grader.grade(data, name, grade.lab, start_mode="full")
        before = {exercise.name: exercise.score for exercise in grade.exercises}
        return {e.name: e.score for e in whole.exercises if e.score != before[e.name]}


def read_task(task: Message) -> tuple[Message, bytes | None]:
    """Read what a task is about; return the task, with a note if that cannot be read, and the bytes."""
    path = Path(task["path"])
    try:
        return task, read_file(path, within=path.parents[1])
    except Unreadable as error:
        return {**task, "note": task["note"] or str(error)}, None
