"""The grades of answers that could not be judged: what stood in the way, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from public_tests.checks import CheckResult, ExerciseReport, ExerciseStatus
from public_tests.describe import Plain
from public_tests.error_hints import hint_for_text
from public_tests.targets import AnswerError, AnswerTimedOut

from .means import Means
from .result import ExerciseGrade, grade_of
from .submission import Submission


class Verdicts:
    """Makes such grades for one submission."""

    def __init__(self, means: Means, submission: Submission) -> None:
        self._means = means
        self._submission = submission

    def unbound(
        self, name: str, unbound: Sequence[str], report: dict[str, Plain]
    ) -> tuple[ExerciseGrade, bool]:
        """Say why a name has no value, and whether a wider run might give it one.

        Args:
            name: the exercise.
            unbound: those of its targets that have no value.
            report: of the run, see `worker.child.run`.
        """
        missing = unbound[0]
        place = self._submission.found.get(name)
        for entry in report["errors"]:
            if missing in entry["binds"]:
                message = _with_hint(f"`{missing}` could not be made: {entry['text']}.", entry["text"])
                return self.not_run(name, "errored", message), bool(entry["is_context"])
        for entry in report["unparsed"]:
            if entry["cell"] == place or (place is None and missing in self._source(entry["cell"])):
                said = f"The cell with `{missing}` is not valid Python: {entry['text']}."
                message = _with_hint(said, entry["text"])
                return self.not_run(name, "errored", message), bool(report["left_out"])
        if place is not None:
            message = f"The cell of this exercise does not define `{missing}`; no other cell does."
        else:
            message = f"No cell defines `{missing}`."
        return self.not_run(name, "missing", message), bool(report["left_out"])

    def stopped(self, name: str, error: AnswerError, seconds: float) -> ExerciseGrade:
        """Return the grade of an exercise whose cells did not run to their end."""
        if isinstance(error, AnswerTimedOut):
            message = f"The cells that `{name}` needs did not finish within {seconds:.0f} seconds."
            return self.not_run(name, "timed_out", message)
        return self.not_run(name, "errored", f"Running the cells that `{name}` needs {error}.")

    def not_run(self, name: str, status: ExerciseStatus, message: str) -> ExerciseGrade:
        """Return the grade of an exercise whose checks had nothing to judge."""
        test, checks = self._means.tests(self._submission.lab, name)
        skipped = "not run: there is no answer to judge"
        report = ExerciseReport(test, tuple(CheckResult(check, "skipped", skipped) for check in checks))
        return replace(grade_of(report, report.max_score, message), status=status)

    def _source(self, cell: int) -> str:
        cells = self._submission.cells
        return cells[cell].source if 0 <= cell < len(cells) else ""


def _with_hint(message: str, error: str) -> str:
    """Add a nudge to a message about an error, where one fits."""
    hint = hint_for_text(error)
    return f"{message} {hint}" if hint else message


def cause_of(result: ExerciseReport, report: dict[str, Plain]) -> str | None:
    """Say why a name that an answer uses has no value, where a statement that binds it failed."""
    for raised in (r.raised for r in result.results if r.raised is not None):
        for entry in report["errors"]:
            for name in entry["binds"]:
                if f"name '{name}' is not defined" in str(raised):
                    return f"`{name}` could not be made: {entry['text']}."
    return None
