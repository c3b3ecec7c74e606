"""One submission's grading: run its answers, widen the run where that may help, keep the better result."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Sequence, Set
from dataclasses import dataclass

from public_tests.describe import Plain
from public_tests.targets import AnswerError

from .means import Means
from .result import ExerciseGrade, grade_of
from .run import Program, RemoteTarget, Run, SandboxError
from .slicing import RunMode
from .submission import Submission
from .verdicts import Verdicts, cause_of

RUN_SECONDS: dict[RunMode, float] = {"sliced": 20.0, "wider": 60.0, "full": 300.0}
SUBMISSION_SECONDS = 600.0
EXERCISE_SECONDS = 60.0

_FUNCTION = re.compile(r"^def (\w+)", re.MULTILINE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Scope:
    """What of a submission is run.

    Attributes:
        mode: how much of it.
        last_cell: the last cell to run; None for all.
        given: exercises whose answers are replaced by those of the source.
    """

    mode: RunMode
    last_cell: int | None = None
    given: tuple[str, ...] = ()


SLICED = Scope("sliced")
"""What is run first of all cells; what costs points there is judged at the answer's own cell as well."""


class Attempts:
    """The state of one submission's grading; `run` fills `grades`."""

    def __init__(self, means: Means, submission: Submission) -> None:
        self.means = means
        self.submission = submission
        self.lab = submission.lab
        self.verdicts = Verdicts(means, submission)
        self.deadline = time.monotonic() + SUBMISSION_SECONDS
        self.grades: dict[str, ExerciseGrade] = {}
        self.warnings: list[str] = []
        self.reason: str | None = None
        self.mode: RunMode = means.modes[0]
        self._own_cells: dict[str, list[int]] = {}
        """Exercises that lost points where later cells had a say -> the cells at which they stood before."""

    def run(self) -> None:
        """Grade every exercise, wider where that may help; leaves `grades` complete."""
        pending = self._attempt([exercise.name for exercise in self.lab.exercises], Scope(self.mode))
        self._attempt_all_with_others_given()  # cheap, so before more of the notebook is run
        for mode in self.means.modes[1:]:
            pending = [name for name in pending if self.grades[name].status != "passed"]
            if not pending:
                return
            self.mode = mode
            pending = self._attempt(pending, Scope(mode))
        self._attempt_all_with_others_given()

    def _attempt_all_with_others_given(self) -> None:
        wrong = {name for name, grade in self.grades.items() if grade.status != "passed"}
        for exercise in self.lab.exercises:
            self._attempt_with_others_given(exercise.name, wrong)

    def _attempt(self, names: list[str], scope: Scope) -> list[str]:
        """Run these exercises in one child, alone if need be; return those worth a wider run."""
        alone = [name for name in names if len(names) > 1 and self.means.given(self.lab, name)]
        again = [again for name in alone for again in self._attempt([name], scope)]
        lost: list[str] = []
        rest = [name for name in names if name not in alone]
        while rest:
            seconds = min(RUN_SECONDS[scope.mode], self.deadline - time.monotonic())
            if seconds <= 0:
                self._give_up(rest, "the submission's time was used up")
                break
            is_shared = len(rest) > 1
            try:
                with self.means.sandbox.spawn() as run:
                    report = run.execute(self._program(rest, scope), seconds)
                    self._take_warnings(report)
                    while rest and not run.is_over:
                        if self._judge(rest[0], run, report, scope):
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
                    again += [name for alone in rest for name in self._attempt([alone], scope)]
                    break
                name = rest.pop()
                self._keep(self.verdicts.stopped(name, error, seconds))
                # A later cell may call the answer a thousand times.
                if name in self.submission.found and scope == SLICED:
                    self._own_cells[name] = [self.submission.found[name]]
        again += [name for alone in lost for name in self._attempt([alone], scope)]
        if scope == SLICED:
            for name, own_cells in list(self._own_cells.items()):
                self._attempt_as_it_stood(name, own_cells)
            self._own_cells.clear()
        return [name for name in dict.fromkeys(again) if self.grades[name].status != "passed"]

    def _attempt_as_it_stood(self, name: str, own_cells: Sequence[int]) -> None:
        """Judge an exercise at its own cells: a later one may change it, or a name that it uses."""
        said = "as it stood at its own cell: a later cell changes it, or a name that it uses"
        scopes = [Scope("sliced", last_cell=cell) for cell in own_cells]
        self._attempt_also(name, scopes, f"`{name}` was judged {said}.")

    def _attempt_with_others_given(self, name: str, wrong: Set[str]) -> None:
        """Judge an exercise once more with right answers of the wrong ones before it that it seems to use."""
        if self.grades[name].status not in ("failed", "errored"):
            return
        used = self._seems_to_use(name)
        given = tuple(exercise.name for exercise in self.lab.exercises if exercise.name in used & wrong)
        if given:
            *others, last = (f"`{other}`" for other in given)
            listed = f"{', '.join(others)} and {last}" if others else last
            said = f"`{name}` was judged with a right {listed}, which it uses."
            self._attempt_also(name, [Scope(self.means.modes[0], given=given)], said)

    def _seems_to_use(self, name: str) -> set[str]:
        """Return the exercises before this one that its cell names, itself or through others.

        An exercise goes by its targets and by every function that its cell defines in the source.
        """
        place = self.submission.found.get(name)
        text = "\n".join(c.source for i, c in enumerate(self.submission.cells) if place in (None, i))
        used: set[str] = set()
        for earlier in reversed(self.lab.exercises[: self._position(name)]):
            names = {*self.means.targets(self.lab, [earlier.name]), *_FUNCTION.findall(earlier.source)}
            if any(re.search(rf"\b{name}\b", text) for name in names):
                used.add(earlier.name)
                cell = self.submission.found.get(earlier.name)
                text += "" if cell is None else self.submission.cells[cell].source
        return used

    def _position(self, name: str) -> int:
        return [exercise.name for exercise in self.lab.exercises].index(name)

    def _attempt_also(self, name: str, scopes: Sequence[Scope], warning: str) -> None:
        """Judge an exercise in further ways, and say so where that earned more."""
        before, said = self.grades[name].score, list(self.warnings)
        for scope in scopes:
            self._attempt([name], scope)
        if self.grades[name].score > before:
            self.warnings.append(warning)
        else:
            self.warnings = said  # what was noticed on the way concerns a result that is not kept

    def _judge(self, name: str, run: Run, report: dict[str, Plain], scope: Scope) -> bool:
        """Test one exercise in a run; return True if a wider run might earn more."""
        test, checks = self.means.tests(self.lab, name)
        cells = [cell for target in test.targets for cell in report["bound"][target]]
        if name in self.submission.untouched and set(cells) <= {self.submission.found[name]}:
            self._keep(
                self.verdicts.not_run(
                    name, "not_attempted", "The cell is as it was released: nothing was filled in."
                )
            )
            return False
        if name in self.submission.untouched and cells:
            self.warnings.append(f"`{name}` was found in another cell than the one marked for it.")
        unbound = [target for target in test.targets if not report["bound"][target]]
        if unbound:
            grade, is_context = self.verdicts.unbound(name, unbound, report)
            self._keep(grade)
            return is_context
        deadline = min(self.deadline, time.monotonic() + EXERCISE_SECONDS)
        targets = [RemoteTarget(target, run, deadline) for target in test.targets]
        run.lacked_context = False
        try:
            given = self.means.given(self.lab, name)
            result = test.run(targets, checks, given.settings if given else ())
        except SandboxError:
            raise
        except Exception as error:
            _log.exception("a check of %s failed by itself", name)
            self._give_up([name], f"a check of {name} failed by itself ({type(error).__name__})")
            return False
        self._keep(grade_of(result, result.max_score, cause_of(result, report)), is_purer=bool(scope.given))
        if result.status not in ("passed", "timed_out") and scope == SLICED:
            self._own_cells[name] = self._cells_before_others(name, cells, test.targets, run)
        is_lost = result.status not in ("passed", "timed_out")
        return is_lost and (bool(report["left_out"]) or run.lacked_context)

    def _cells_before_others(
        self, name: str, cells: list[int], targets: Sequence[str], run: Run
    ) -> list[int]:
        """Return the cells at which an exercise stood before a later one had a say in it."""
        places = {max(cells), self.submission.found.get(name, max(cells))} & set(cells)
        try:
            last = run.last_say(targets)
        except AnswerError:  # the run is over: it cannot tell
            last = len(self.submission.cells)
        return sorted(cell for cell in places if cell < last)

    def _program(self, names: Sequence[str], scope: Scope) -> Program:
        end = None if scope.last_cell is None else scope.last_cell + 1
        cells = (cell.source for cell in self.submission.cells[:end])
        return self.means.program(self.lab, cells, names, scope.mode, scope.given)

    def _keep(self, grade: ExerciseGrade, is_purer: bool = False) -> None:
        """Keep the better of two grades of an exercise; of equals the first, which ran least.

        With right answers of the exercises before it, what is said of an exercise is about itself alone: of
        equals that is the one to keep.
        """
        known = self.grades.get(grade.name)
        if known is None or (grade.score, is_purer) > (known.score, False):
            self.grades[grade.name] = grade

    def _give_up(self, names: Sequence[str], cause: str) -> None:
        """Record that exercises could not be judged for a reason of ours."""
        for name in names:
            message = f"Not judged, through no fault of the answer: {cause}; grade it again."
            if name not in self.grades:
                self.grades[name] = self.verdicts.not_run(name, "errored", message)
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
