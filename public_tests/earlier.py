"""Whether an answer fails in the notebook because of an earlier exercise that it calls.

The grader can judge an exercise with right versions of the earlier ones.  A student's folder holds none, so
there the card names the earlier exercise to mend first, instead of pointing at code that may be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import CodeType

from .checks import CheckResult, Exercise, ExerciseReport
from .targets import LocalTarget


def blame_earlier(report: ExerciseReport, answers: Sequence[object]) -> ExerciseReport:
    """Return the report; where an earlier exercise that the answers call is wrong, one that says so.

    Args:
        report: of a run with failed checks.
        answers: the student's functions under test.
    """
    wrong = _wrong_earlier(report.exercise, answers)
    results = list(report.results)
    lost = [i for i, result in enumerate(results) if result.status == "failed" and result.check.needs]
    if wrong is None or not lost:
        return report
    for i in lost:
        results[i] = CheckResult(results[i].check, "skipped", f"not run because `{wrong.name}` is wrong")
    results[lost[0]] = _to_mend(results[lost[0]], wrong)
    return replace(report, results=tuple(results), misconception=None)


def _to_mend(result: CheckResult, wrong: Exercise) -> CheckResult:
    message = f"not run because `{wrong.name}`, which your code uses, is wrong or not written yet."
    place = wrong.title.partition(":")[0]
    hint = (
        f"Go back to {place} and run its test: the card there says what is wrong. Once it passes, run the "
        "cell of this exercise and this test again."
    )
    return replace(result, status="failed", message=message, hint=hint)


def _wrong_earlier(exercise: Exercise, answers: Sequence[object]) -> Exercise | None:
    """Return the first exercise, in the order of the lab, whose wrong functions these answers call."""
    for used in exercise.uses:
        known = _called(used.targets, answers)
        if known and not _passes(used, known):
            return _wrong_earlier(used, list(known.values())) or used
    return None


def _called(names: Sequence[str], answers: Sequence[object]) -> dict[str, object]:
    """Return what the answers' code finds under these names; empty if it reads none of them."""
    for answer in answers:
        if set(names) & _names_read(answer):
            known = getattr(answer, "__globals__", {})
            return {name: known.get(name) for name in names}
    return {}


def _names_read(answer: object) -> set[str]:
    """Return the global names that a function reads, itself or through others of the same notebook."""
    found: set[str] = set()
    pending = [answer]
    while pending:
        function = pending.pop()
        code = getattr(function, "__code__", None)
        known: dict[str, object] = getattr(function, "__globals__", {})
        if isinstance(code, CodeType):
            new = set(_names_in(code)) & set(known) - found
            found |= new
            pending += [known[name] for name in new if getattr(known[name], "__globals__", None) is known]
    return found


def _names_in(code: CodeType) -> Iterator[str]:
    """Yield the global names and attributes that a function reads, in functions inside it too."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)


def _passes(exercise: Exercise, known: dict[str, object]) -> bool:
    targets = [LocalTarget(name, known[name]) for name in exercise.targets]
    return exercise.run(targets).status == "passed"
