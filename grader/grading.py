"""Grade one submission: the trusted side, which student code never enters.

A submission is run in a fork of the worker, at first only the statements that its answers need.  The tests
run here and put questions to it.  Where points would be lost and the cause could be missing context, the
submission is run again, wider and then in full, and the better result counts.
"""

from __future__ import annotations

import importlib
import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from public_tests.checks import Check, CheckResult, Exercise, ExerciseReport
from public_tests.describe import Plain
from public_tests.targets import AnswerError, AnswerTimedOut

from .hidden_tests import bind, hidden_checks
from .lab import Lab
from .reference import References
from .result import ExerciseGrade, Grade, grade_of
from .sandbox import Program, RemoteTarget, Run, Sandbox, SandboxError
from .slicing import RunMode
from .submission import Submission, Ungradable, read_submission

MODES: tuple[RunMode, ...] = ("sliced", "wider", "full")
RUN_SECONDS: dict[RunMode, float] = {"sliced": 20.0, "wider": 60.0, "full": 180.0}
SUBMISSION_SECONDS = 300.0

_CONTEXT_ERRORS = {"NameError", "AttributeError", "FileNotFoundError", "KeyError"}
"""Exceptions that a statement which was not run may have caused."""

_log = logging.getLogger(__name__)


class Grader:
    """A warm sandbox and the labs that it grades; a context manager.

    One seed holds for everything that a grader grades: hidden checks draw the same inputs for a whole class.
    """

    def __init__(
        self, labs: Sequence[Lab], seed: int, sandbox: Sandbox, start_mode: RunMode = "sliced"
    ) -> None:
        self.labs = labs
        self.seed = seed
        self.sandbox = sandbox
        self.modes = MODES[MODES.index(start_mode) :]
        self.references = References(sandbox)

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self.references.close()

    def grade(
        self, data: bytes, notebook: str, lab_name: str | None = None, student_id: str | None = None
    ) -> Grade:
        """Grade one submission; nothing that is in it makes this raise.

        Args:
            data: the bytes of the file.
            notebook: its name, for the result.
            lab_name: the lab; None to recognise it.
            student_id: who handed it in, for the result.
        """
        began = time.perf_counter()
        try:
            submission = read_submission(data, self.labs, lab_name)
        except Ungradable as error:
            return self.ungradable(str(error), notebook, lab_name, student_id)
        grading = _Grading(self, submission, time.monotonic() + SUBMISSION_SECONDS)
        grading.run()
        lab = submission.lab
        return Grade(
            lab=lab.name,
            student_id=student_id,
            notebook=notebook,
            status="partly_graded" if grading.reason else "graded",
            reason=grading.reason,
            max_score=lab.max_score,
            execution_time=round(time.perf_counter() - began, 3),
            exercises=tuple(grading.grades[exercise.name] for exercise in lab.exercises),
            warnings=tuple(dict.fromkeys([*submission.warnings, *grading.warnings])),
            extra_data=self._extra_data(lab, grading.mode),
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
            extra_data=self._extra_data(lab, self.modes[0]),
        )

    def _extra_data(self, lab: Lab | None, mode: RunMode) -> dict[str, Plain]:
        return {
            "seed": self.seed,
            "isolation": self.sandbox.tier,
            "lab_version": lab.version if lab else None,
            "run": mode,
        }


class _Grading:
    """The state of one submission's grading."""

    def __init__(self, grader: Grader, submission: Submission, deadline: float) -> None:
        self.grader = grader
        self.submission = submission
        self.lab = submission.lab
        self.deadline = deadline
        self.tests = {exercise.name: exercise for exercise in exercises_of(self.lab.name)}
        self.grades: dict[str, ExerciseGrade] = {}
        self.warnings: list[str] = []
        self.reason: str | None = None
        self.mode: RunMode = grader.modes[0]

    def run(self) -> None:
        """Grade every exercise, wider where that may help; leaves `grades` complete."""
        pending = [exercise.name for exercise in self.lab.exercises]
        for mode in self.grader.modes:
            if not pending:
                break
            self.mode = mode
            pending = self._attempt(pending, mode)

    def _attempt(self, names: list[str], mode: RunMode) -> list[str]:
        """Run these exercises in one child, each on its own if that breaks; return those worth a wider run."""
        again: list[str] = []
        rest = list(names)
        while rest:
            seconds = min(RUN_SECONDS[mode], self.deadline - time.monotonic())
            if seconds <= 0:
                self._give_up(rest, "the submission's time was used up")
                break
            try:
                with self.grader.sandbox.spawn() as run:
                    report = run.execute(self._program(rest, mode), seconds)
                    self._take_warnings(report)
                    while rest and not run.is_over:
                        name = rest.pop(0)
                        if self._judge(name, run, report):
                            again.append(name)
            except SandboxError as error:
                _log.error("the worker failed on %s: %s", self.lab.name, error)
                self._give_up(rest, str(error))
                break
            except AnswerError as error:
                if len(rest) > 1:
                    again += [name for alone in rest for name in self._attempt([alone], mode)]
                    break
                self._keep(self._stopped(rest.pop(), error, seconds))
        return again

    def _judge(self, name: str, run: Run, report: dict[str, Plain]) -> bool:
        """Test one exercise in a run; return True if a wider run might earn more."""
        test = self.tests[name]
        cells = [cell for target in test.targets for cell in report["bound"][target]]
        if name in self.submission.untouched and set(cells) <= {self.submission.found[name]}:
            self._keep(
                self._not_run(name, "not_attempted", "The cell is as it was released: nothing was filled in.")
            )
            return False
        unbound = [target for target in test.targets if not report["bound"][target]]
        if unbound:
            grade, is_context = self._unbound(name, unbound, report)
            self._keep(grade)
            return is_context
        targets = [RemoteTarget(target, run) for target in test.targets]
        reference = self.grader.references.targets(self.lab, test.targets)
        hidden = bind(hidden_for(self.lab.name, name), reference, self.grader.seed)
        try:
            result = test.run(targets, [*test.checks, *hidden])
        except SandboxError:
            raise
        except Exception as error:
            _log.exception("a check of %s failed by itself", name)
            self._give_up([name], f"a check of {name} failed by itself ({type(error).__name__})")
            return False
        self._keep(grade_of(result, self._points(name)))
        raised = {r.raised.kind for r in result.results if r.raised is not None}
        return result.status != "passed" and (bool(report["left_out"]) or bool(raised & _CONTEXT_ERRORS))

    def _program(self, names: Sequence[str], mode: RunMode) -> Program:
        return Program(
            cells=tuple(cell.source for cell in self.submission.cells),
            given=self.lab.given,
            targets=tuple(target for name in names for target in self.tests[name].targets),
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
                message = f"`{missing}` could not be made: {entry['text']}."
                return self._not_run(name, "errored", message), entry["kind"] in _CONTEXT_ERRORS
        for entry in report["unparsed"]:
            if entry["cell"] == place or (place is None and missing in self._source(entry["cell"])):
                message = f"The cell with `{missing}` is not valid Python: {entry['text']}."
                return self._not_run(name, "errored", message), False
        if place is not None:
            message = f"The cell of this exercise does not define `{missing}`; no other cell does."
        else:
            message = f"No cell defines `{missing}`."
        return self._not_run(name, "missing", message), False

    def _stopped(self, name: str, error: AnswerError, seconds: float) -> ExerciseGrade:
        if isinstance(error, AnswerTimedOut):
            message = f"The cells that `{name}` needs did not finish within {seconds:.0f} seconds."
            return self._not_run(name, "timed_out", message)
        return self._not_run(name, "errored", f"Running the cells that `{name}` needs {error}.")

    def _not_run(self, name: str, status: str, message: str) -> ExerciseGrade:
        """Return the grade of an exercise whose checks had nothing to judge."""
        test = self.tests[name]
        checks: Sequence[Check] = [*test.checks, *hidden_for(self.lab.name, name)]
        results = tuple(
            CheckResult(check, "skipped", "not run: there is no answer to judge") for check in checks
        )
        grade = grade_of(ExerciseReport(test, results), self._points(name), message)
        return replace(grade, status=status)  # type: ignore[arg-type]

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

    def _points(self, name: str) -> float:
        return next(exercise.points for exercise in self.lab.exercises if exercise.name == name)

    def _source(self, cell: int) -> str:
        cells = self.submission.cells
        return cells[cell].source if 0 <= cell < len(cells) else ""


@cache
def exercises_of(lab_name: str) -> tuple[Exercise, ...]:
    """Return the tests of a lab, from `public_tests.<lab>`."""
    module = importlib.import_module(f"public_tests.{lab_name}")
    exercises: tuple[Exercise, ...] = module.EXERCISES
    return exercises


def hidden_for(lab_name: str, exercise: str) -> tuple[Check, ...]:
    """Return the hidden checks of an exercise, not yet bound to a reference and a seed."""
    return hidden_checks(lab_name).get(exercise, ())
