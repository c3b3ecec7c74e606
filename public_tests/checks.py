"""The vocabulary of the tests: an exercise, its checks, and the report of one run.

An `Exercise` is the object that a student calls in the notebook, `test_c2(my_dense)`, and that the grader
runs from outside.  Its checks are plain functions.  Each takes the exercise's targets, returns nothing when
the answer behaves, and raises `CheckFailed` otherwise; its docstring is the line that students read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .describe import Plain
from .error_hints import hint_for_error
from .expect import CheckFailed
from .known_mistakes import Misconception, match_misconception
from .targets import AnswerError, LocalTarget, Target

CheckStatus = Literal["passed", "failed", "skipped"]
ExerciseStatus = Literal["passed", "failed", "errored", "timed_out", "not_attempted", "missing"]

POINTS_PER_EXERCISE = 10.0


@dataclass(frozen=True)
class Check:
    """One judged behaviour inside an exercise.

    Attributes:
        name: short stable name, unique in its exercise.
        title: the line that people read.
        function: called with the targets; raises `CheckFailed`.
        points: what passing it earns; 0 for a layer that an unfinished answer passes.
        needs: names of the checks without which this one says nothing.
        hint: one nudge for who fails it; never the answer.
        hidden: run by the grader alone; a student reads its title, not its inputs.
    """

    name: str
    title: str
    function: Callable[..., None]
    points: float = 0.0
    needs: tuple[str, ...] = ()
    hint: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class CheckResult:
    """What one check found; `yours` and `expected` stand side by side in a view, below `lead`.

    `hint` is the nudge for this failure: the check's own, or one that fits better what came back.
    """

    check: Check
    status: CheckStatus
    message: str | None = None
    yours: str | None = None
    expected: str | None = None
    lead: str | None = None
    observed: tuple[Plain, ...] = ()
    raised: AnswerError | None = None
    hint: str = ""

    @property
    def points(self) -> float:
        """Points earned."""
        return self.check.points if self.status == "passed" else 0.0


@dataclass(frozen=True)
class ExerciseReport:
    """The result of one run of an exercise's checks."""

    exercise: Exercise
    results: tuple[CheckResult, ...]
    misconception: Misconception | None = None

    @property
    def score(self) -> float:
        """Points earned in the checks that were run."""
        return sum(r.points for r in self.results)

    @property
    def max_score(self) -> float:
        """Points of the checks that were run."""
        return sum(r.check.points for r in self.results)

    @property
    def status(self) -> ExerciseStatus:
        """`passed`, `failed`, `errored` (every judged call raised) or `timed_out`."""
        lost = [r for r in self.results if r.status == "failed"]
        if not lost:
            return "passed"
        if any(r.raised is not None and r.raised.status == "timed_out" for r in lost):
            return "timed_out"
        earned = any(r.status == "passed" and r.check.points for r in self.results)
        return "errored" if not earned and all(r.raised for r in lost) else "failed"

    @property
    def first_failure(self) -> CheckResult | None:
        """The failed check to look at first, if any."""
        return next((r for r in self.results if r.status == "failed"), None)


@dataclass
class Exercise:
    """One graded answer and the checks that judge it.

    Attributes:
        name: the exercise's name, equal to the solution cell's grade_id.
        title: heading of the card.
        targets: names of the values under test, in the order in which the test takes them.
        points: public and hidden checks together.
        misconceptions: known wrong ideas, filled from the generated results beside the tests.
        uses: earlier exercises whose functions this answer calls, see `earlier.blame_earlier`.
    """

    name: str
    title: str
    targets: tuple[str, ...] = ()
    points: float = POINTS_PER_EXERCISE
    misconceptions: Iterable[Misconception] = ()
    uses: Sequence[Exercise] = ()
    checks: list[Check] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.targets = self.targets or (self.name,)

    def check(
        self, *, points: float = 0.0, needs: Sequence[str] = (), hint: str = ""
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Add a public check: a function of the targets whose docstring is its title."""

        def add(function: Callable[..., None]) -> Callable[..., None]:
            self.checks.append(make_check(function, self.checks, points, needs, hint))
            return function

        return add

    @property
    def public_points(self) -> float:
        """Points that the public checks hold."""
        return sum(check.points for check in self.checks)

    def __call__(self, *answers: object) -> None:
        """Test the answers in a notebook: show the card, and raise if a check failed.

        Args:
            answers: the student's functions or values, in the order of `targets`.

        Raises:
            ChecksFailed: shown by Jupyter as one line, without a traceback.
        """
        from .card import ChecksFailed, show_card  # only a notebook needs the display machinery
        from .earlier import blame_earlier

        if len(answers) < len(self.targets):
            raise TypeError(f"this test takes {', '.join(self.targets)}; {len(answers)} given")
        targets = [LocalTarget(n, a) for n, a in zip(self.targets, answers, strict=False)]
        report = self.run(targets, self.checks, settings=answers[len(targets) :])
        if report.status != "passed":
            report = blame_earlier(report, answers[: len(targets)])
        show_card(report)
        if report.status != "passed":
            raise ChecksFailed(report)

    def run(
        self,
        targets: Sequence[Target],
        checks: Sequence[Check] | None = None,
        settings: Sequence[object] = (),
    ) -> ExerciseReport:
        """Run checks on targets and report; nothing that an answer does is raised.

        Args:
            targets: one per name in `targets`, in this order.
            checks: what to run, each after those that it needs; the public checks when None.
            settings: what a test call carries besides the answers, as in `test_model(model, 10, 400)`.
        """
        done: dict[str, CheckResult] = {}
        for check in self.checks if checks is None else checks:
            done[check.name] = _run_check(check, targets, done, settings)
        report = ExerciseReport(self, tuple(done.values()))
        return replace(report, misconception=match_misconception(self.misconceptions, report))


def make_check(
    function: Callable[..., None],
    earlier: Sequence[Check],
    points: float,
    needs: Sequence[str],
    hint: str,
    hidden: bool = False,
) -> Check:
    """Turn a function with a docstring into a check, after those `earlier` in its exercise.

    Raises:
        ValueError: the author's mistake: no docstring, a name used twice, or a need that is not met before.
    """
    known = [check.name for check in earlier]
    name = function.__name__
    if not function.__doc__:
        raise ValueError(f"check {name} has no docstring; students read it as the check's title")
    if name in known:
        raise ValueError(f"two checks of one exercise are called {name}; give each its own name")
    for need in needs:
        if need not in known:
            raise ValueError(f"check {name} needs {need}, which is not defined before it; known: {known}")
    title = " ".join(function.__doc__.split()).rstrip(".")
    return Check(name, title, function, points, tuple(needs), hint, hidden)


def _run_check(
    check: Check, targets: Sequence[Target], done: Mapping[str, CheckResult], settings: Sequence[object]
) -> CheckResult:
    over = next((r for r in done.values() if r.raised is not None and r.raised.is_over), None)
    if over is not None:
        return CheckResult(check, "skipped", f"not run: the answer stopped in “{over.check.title}”")
    unmet = next((done[n] for n in check.needs if n in done and done[n].status != "passed"), None)
    if unmet is not None:
        return CheckResult(check, "skipped", f"not run: it needs “{unmet.check.title}”")
    for target in targets:
        target.observed = []
    try:
        check.function(*targets, *settings)
    except CheckFailed as failure:
        shown = (str(failure), failure.yours, failure.expected, failure.lead)
        return CheckResult(check, "failed", *shown, observed=_seen(targets), hint=failure.hint or check.hint)
    except AnswerError as error:
        call = error.call or " and ".join(f"`{t.name}`" for t in targets)
        said = f"{call} {str(error).rstrip('.')}."
        hint = hint_for_error(error)
        return CheckResult(check, "failed", said, observed=_seen(targets), raised=error, hint=hint)
    return CheckResult(check, "passed", observed=_seen(targets))


def _seen(targets: Sequence[Any]) -> tuple[Plain, ...]:
    return tuple(value for target in targets for value in target.observed)
