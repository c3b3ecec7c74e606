"""One submission's grading: run its answers, widen the run where that may help, keep the better result."""

from __future__ import annotations

import importlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from public_tests.checks import Check, CheckResult, Exercise, ExerciseReport, ExerciseStatus
from public_tests.describe import Plain
from public_tests.error_hints import hint_for_text
from public_tests.targets import AnswerError, AnswerTimedOut

from .hidden_tests import bind, hidden_checks
from .lab import Lab
from .reference import References
from .result import ExerciseGrade, grade_of
from .run import Program, RemoteTarget, Run, SandboxError
from .sandbox import Sandbox
from .slicing import RunMode
from .submission import Submission

RUN_SECONDS: dict[RunMode, float] = {"sliced": 20.0, "wider": 60.0, "full": 300.0}
SUBMISSION_SECONDS = 600.0
EXERCISE_SECONDS = 60.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Means:
    """What every submission of a class is graded with.

    Attributes:
        sandbox: the warm worker.
        references: the reference solutions.
        seed: of the hidden checks.
        modes: how much of a submission is run, first and then again.
        with_hidden: False for a student's own look.
    """

    sandbox: Sandbox
    references: References
    seed: int
    modes: tuple[RunMode, ...]
    with_hidden: bool = True

    def tests(self, lab: Lab, name: str) -> tuple[Exercise, tuple[Check, ...]]:
        """Return an exercise and all its checks, the hidden ones ready to run."""
        exercise = next(test for test in exercises_of(lab.name) if test.name == name)
        if not self.with_hidden:
            return exercise, tuple(exercise.checks)
        reference = self.references.targets(lab, exercise.targets)
        hidden = bind(hidden_checks(lab.name).get(name, ()), reference, self.seed)
        return exercise, (*exercise.checks, *hidden)


class Attempts:
    """The state of one submission's grading; `run` fills `grades`."""

    def __init__(self, means: Means, submission: Submission) -> None:
        self.means = means
        self.submission = submission
        self.lab = submission.lab
        self.deadline = time.monotonic() + SUBMISSION_SECONDS
        self.grades: dict[str, ExerciseGrade] = {}
        self.warnings: list[str] = []
        self.reason: str | None = None
        self.mode: RunMode = means.modes[0]
        self._own_cells: dict[str, list[int]] = {}
        """Exercises that lost points where later cells had a say -> the cells at which they stood before."""

    def run(self) -> None:
        """Grade every exercise, wider where that may help; leaves `grades` complete."""
        pending = [exercise.name for exercise in self.lab.exercises]
        for mode in self.means.modes:
            if not pending:
                break
            self.mode = mode
            pending = self._attempt(pending, mode)

    def _attempt(self, names: list[str], mode: RunMode, last_cell: int | None = None) -> list[str]:
        """Run these exercises in one child, alone if that breaks; return those worth a wider run.

        Args:
            names: the exercises.
            mode: how much to run.
            last_cell: the last cell to run; None for all.
        """
        again: list[str] = []
        lost: list[str] = []
        rest = list(names)
        while rest:
            seconds = min(RUN_SECONDS[mode], self.deadline - time.monotonic())
            if seconds <= 0:
                self._give_up(rest, "the submission's time was used up")
                break
            is_shared = len(rest) > 1
            try:
                with self.means.sandbox.spawn() as run:
                    report = run.execute(self._program(rest, mode, last_cell), seconds)
                    self._take_warnings(report)
                    while rest and not run.is_over:
                        if self._judge(rest[0], run, report):
                            again.append(rest[0])
                        if run.is_lost and is_shared:  # another answer's code may have ended the process
                            lost.append(rest[0])
                        rest.pop(0)
            except SandboxError as error:
                _log.error("the worker failed on %s: %s", self.lab.name, error)
                self._give_up(rest, str(error))
                break
            except AnswerError as error:
                if len(rest) > 1:
                    again += [name for alone in rest for name in self._attempt([alone], mode, last_cell)]
                    break
                name = rest.pop()
                self._keep(self._stopped(name, error, seconds))
                if name in self.submission.found:  # a later cell may call the answer a thousand times
                    self._own_cells[name] = [self.submission.found[name]]
        again += [name for alone in lost for name in self._attempt([alone], mode, last_cell)]
        if last_cell is None:
            for name, own_cells in list(self._own_cells.items()):
                self._attempt_as_it_stood(name, own_cells)
            self._own_cells.clear()
        return [name for name in dict.fromkeys(again) if self.grades[name].status != "passed"]

    def _attempt_as_it_stood(self, name: str, own_cells: Sequence[int]) -> None:
        """Judge an exercise at its own cells: a later one may change it, or a name that it uses."""
        before, said = self.grades[name].score, list(self.warnings)
        for cell in own_cells:
            self._attempt([name], "sliced", cell)
        if self.grades[name].score <= before:
            self.warnings = said  # what was noticed on the way concerns a result that is not kept
        else:
            self.warnings.append(
                f"`{name}` was judged as it stood at its own cell: a later cell changes it, "
                "or a name that it uses."
            )

    def _judge(self, name: str, run: Run, report: dict[str, Plain]) -> bool:
        """Test one exercise in a run; return True if a wider run might earn more."""
        test, checks = self.means.tests(self.lab, name)
        cells = [cell for target in test.targets for cell in report["bound"][target]]
        if name in self.submission.untouched and set(cells) <= {self.submission.found[name]}:
            self._keep(
                self._not_run(name, "not_attempted", "The cell is as it was released: nothing was filled in.")
            )
            return False
        if name in self.submission.untouched and cells:
            self.warnings.append(f"`{name}` was found in another cell than the one marked for it.")
        unbound = [target for target in test.targets if not report["bound"][target]]
        if unbound:
            grade, is_context = self._unbound(name, unbound, report)
            self._keep(grade)
            return is_context
        deadline = min(self.deadline, time.monotonic() + EXERCISE_SECONDS)
        targets = [RemoteTarget(target, run, deadline) for target in test.targets]
        run.lacked_context = False
        try:
            result = test.run(targets, checks)
        except SandboxError:
            raise
        except Exception as error:
            _log.exception("a check of %s failed by itself", name)
            self._give_up([name], f"a check of {name} failed by itself ({type(error).__name__})")
            return False
        self._keep(grade_of(result, result.max_score, _cause(result, report)))
        if result.status not in ("passed", "timed_out") and self.mode == "sliced":
            places = {max(cells), self.submission.found.get(name, max(cells))} & set(cells)
            self._own_cells[name] = sorted(cell for cell in places if cell < report["last_cell"])
        is_lost = result.status not in ("passed", "timed_out")
        return is_lost and (bool(report["left_out"]) or run.lacked_context)

    def _program(self, names: Sequence[str], mode: RunMode, last_cell: int | None) -> Program:
        cells = self.submission.cells if last_cell is None else self.submission.cells[: last_cell + 1]
        return Program(
            cells=tuple(cell.source for cell in cells),
            given=self.lab.given,
            targets=tuple(t for name in names for t in self.means.tests(self.lab, name)[0].targets),
            mode=mode,
            default_digits=self.lab.default_digits,
        )

    def _keep(self, grade: ExerciseGrade) -> None:
        """Keep the better of two grades of an exercise; of equals the first, which ran least."""
        known = self.grades.get(grade.name)
        if known is None or grade.score > known.score:
            self.grades[grade.name] = grade

    def _unbound(
        self, name: str, unbound: Sequence[str], report: dict[str, Plain]
    ) -> tuple[ExerciseGrade, bool]:
        """Say why a name has no value, and whether a wider run might give it one."""
        missing = unbound[0]
        place = self.submission.found.get(name)
        for entry in report["errors"]:
            if missing in entry["binds"]:
                message = _with_hint(f"`{missing}` could not be made: {entry['text']}.", entry["text"])
                return self._not_run(name, "errored", message), bool(entry["is_context"])
        for entry in report["unparsed"]:
            if entry["cell"] == place or (place is None and missing in self._source(entry["cell"])):
                said = f"The cell with `{missing}` is not valid Python: {entry['text']}."
                message = _with_hint(said, entry["text"])
                return self._not_run(name, "errored", message), bool(report["left_out"])
        if place is not None:
            message = f"The cell of this exercise does not define `{missing}`; no other cell does."
        else:
            message = f"No cell defines `{missing}`."
        return self._not_run(name, "missing", message), bool(report["left_out"])

    def _stopped(self, name: str, error: AnswerError, seconds: float) -> ExerciseGrade:
        if isinstance(error, AnswerTimedOut):
            message = f"The cells that `{name}` needs did not finish within {seconds:.0f} seconds."
            return self._not_run(name, "timed_out", message)
        return self._not_run(name, "errored", f"Running the cells that `{name}` needs {error}.")

    def _not_run(self, name: str, status: ExerciseStatus, message: str) -> ExerciseGrade:
        """Return the grade of an exercise whose checks had nothing to judge."""
        test, checks = self.means.tests(self.lab, name)
        skipped = "not run: there is no answer to judge"
        report = ExerciseReport(test, tuple(CheckResult(check, "skipped", skipped) for check in checks))
        return replace(grade_of(report, report.max_score, message), status=status)

    def _give_up(self, names: Sequence[str], cause: str) -> None:
        """Record that exercises could not be judged for a reason of ours."""
        for name in names:
            message = f"Not judged, through no fault of the answer: {cause}; grade it again."
            if name not in self.grades:
                self.grades[name] = self._not_run(name, "errored", message)
        self.reason = f"{', '.join(names)} could not be judged: {cause}."

    def _take_warnings(self, report: dict[str, Plain]) -> None:
        if report["restored"]:
            names = ", ".join(f"`{name}`" for name in report["restored"])
            self.warnings.append(
                f"{names} taken from the lab's own code, for the notebook does not define it."
            )
        for entry in report["errors"]:
            if entry["kind"] in ("ModuleNotFoundError", "ImportError"):
                self.warnings.append(f"An import failed and was passed over: {entry['text']}.")
        for entry in report["unparsed"]:
            self.warnings.append(f"A cell that is not valid Python was passed over: {entry['text']}.")

    def _source(self, cell: int) -> str:
        cells = self.submission.cells
        return cells[cell].source if 0 <= cell < len(cells) else ""


def _with_hint(message: str, error: str) -> str:
    """Add a nudge to a message about an error, where one fits."""
    hint = hint_for_text(error)
    return f"{message} {hint}" if hint else message


def _cause(result: ExerciseReport, report: dict[str, Plain]) -> str | None:
    """Say why a name that an answer uses has no value, where a statement that binds it failed."""
    for raised in (r.raised for r in result.results if r.raised is not None):
        for entry in report["errors"]:
            for name in entry["binds"]:
                if f"name '{name}' is not defined" in str(raised):
                    return f"`{name}` could not be made: {entry['text']}."
    return None


@cache
def exercises_of(lab_name: str) -> tuple[Exercise, ...]:
    """Return the tests of a lab, from `public_tests.<lab>`."""
    module = importlib.import_module(f"public_tests.{lab_name}")
    exercises: tuple[Exercise, ...] = module.EXERCISES
    return exercises
