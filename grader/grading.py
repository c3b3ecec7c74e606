"""Grade one submission: the trusted side, which student code never enters.

A submission is run in a fork of the worker, at first only the statements that its answers need.  The tests
run here and put questions to it.  Where points would be lost and the cause could be missing context, the
submission is run again, wider and then in full, and the better result counts.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from public_tests.describe import Plain

from .attempts import Attempts
from .lab import Lab
from .means import Means
from .reference import References
from .result import Grade
from .sandbox import Sandbox
from .slicing import RunMode
from .submission import Ungradable, read_submission

MODES: tuple[RunMode, ...] = ("sliced", "wider", "full")


class Grader:
    """The labs that are graded, in a warm sandbox that its maker started; a context manager.

    One seed holds for everything that a grader grades: hidden checks draw the same inputs for a whole class.
    """

    def __init__(
        self,
        labs: Sequence[Lab],
        seed: int,
        sandbox: Sandbox,
        start_mode: RunMode = "sliced",
        with_hidden: bool = True,
    ) -> None:
        self.labs = labs
        for lab in labs:
            sandbox.learn((*lab.given, *(exercise.stub for exercise in lab.exercises)))
        self.means = Means(sandbox, References(sandbox), seed, _modes_from(start_mode), with_hidden)

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reference solutions; the sandbox goes on, for whoever started it."""
        self.means.references.close()

    def grade(
        self,
        data: bytes,
        notebook: str,
        lab_name: str | None = None,
        student_id: str | None = None,
        start_mode: RunMode | None = None,
    ) -> Grade:
        """Grade one submission; nothing that is in it makes this raise.

        Args:
            data: the bytes of the file.
            notebook: its name, for the result.
            lab_name: the lab; None to recognise it.
            student_id: who handed it in, for the result.
            start_mode: how much of it is run first; None for what the grader does as a rule.
        """
        began = time.perf_counter()
        try:
            submission = read_submission(data, self.labs, lab_name)
        except Ungradable as error:
            return self.ungradable(str(error), notebook, lab_name, student_id)
        means = replace(self.means, modes=_modes_from(start_mode)) if start_mode else self.means
        attempts = Attempts(means, submission)
        attempts.run()
        lab = submission.lab
        exercises = tuple(attempts.grades[exercise.name] for exercise in lab.exercises)
        return Grade(
            lab=lab.name,
            student_id=student_id,
            notebook=notebook,
            status="partly_graded" if attempts.reason else "graded",
            reason=attempts.reason,
            max_score=sum(exercise.max_score for exercise in exercises),
            execution_time=round(time.perf_counter() - began, 3),
            exercises=exercises,
            warnings=tuple(dict.fromkeys([*submission.warnings, *attempts.warnings])),
            extra_data=self._extra_data(lab, attempts.mode),
        )

    def ungradable(
        self, reason: str, notebook: str, lab_name: str | None = None, student_id: str | None = None
    ) -> Grade:
        """Return the result of a file from which nothing can be read."""
        lab = next((lab for lab in self.labs if lab.name == lab_name), None)
        return Grade(
            lab=lab.name if lab else None,
            student_id=student_id,
            notebook=notebook,
            status="ungradable",
            reason=reason,
            max_score=lab.max_score if lab else 0.0,
            execution_time=0.0,
            extra_data=self._extra_data(lab, self.means.modes[0]),
        )

    def _extra_data(self, lab: Lab | None, mode: RunMode) -> dict[str, Plain]:
        return {
            "seed": self.means.seed,
            "isolation": self.means.sandbox.tier,
            "lab_version": lab.version if lab else None,
            "run": mode,
        }


def _modes_from(start: RunMode) -> tuple[RunMode, ...]:
    return MODES[MODES.index(start) :]
