"""Wrong ideas that the tests know by what they give on the fixed public cases.

The results lie in `known_mistakes/<lab>.json`; `python -m grader.misconceptions LAB` writes them from the
ideas themselves, which are code and stay with the instructor.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .describe import Plain
from .expect import same_values

if TYPE_CHECKING:
    from .checks import CheckResult, ExerciseReport

FOLDER = Path(__file__).with_name("known_mistakes")

RAISED: Plain = {"raised": True}
"""What stands in the evidence for a call that raised."""


@dataclass(frozen=True)
class Misconception:
    """A known wrong idea, and what it gives on the public cases of an exercise.

    Attributes:
        name: stable name, such as `forgets_bias`.
        says: one sentence for the student: what the code does.
        hint: one nudge.
        observed: name of each public check that the idea fails -> the evidence, see `evidence_of`.
    """

    name: str
    says: str
    hint: str
    observed: Mapping[str, Sequence[Plain]]


class KnownMistakes(Iterable[Misconception]):
    """The known wrong ideas of one exercise; the file is read when the first answer fails."""

    def __init__(self, lab: str, exercise: str) -> None:
        self._lab = lab
        self._exercise = exercise

    def __iter__(self) -> Iterator[Misconception]:
        return iter(_read(self._lab).get(self._exercise, ()))


def match_misconception(known: Iterable[Misconception], report: ExerciseReport) -> Misconception | None:
    """Return the known wrong idea that fails the same public checks as the answer, with the same results.

    An answer that did nothing but raise, or that did not come back, matches none.
    """
    failed = failed_public(report)
    if not failed or report.status in ("errored", "timed_out"):
        return None
    for idea in known:
        if len(idea.observed) == len(failed) and all(
            r.check.name in idea.observed and same_values(evidence_of(r), list(idea.observed[r.check.name]))
            for r in failed
        ):
            return idea
    return None


def failed_public(report: ExerciseReport) -> list[CheckResult]:
    """Return the results of the public checks that failed."""
    return [r for r in report.results if r.status == "failed" and not r.check.hidden]


def evidence_of(result: CheckResult) -> list[Plain]:
    """Return what the answer gave in a check, in order; a call that raised comes last, as `RAISED`."""
    return [*result.observed, *([RAISED] if result.raised else [])]


@cache
def _read(lab: str) -> Mapping[str, tuple[Misconception, ...]]:
    path = FOLDER / f"{lab}.json"
    if not path.exists():  # a lab whose wrong ideas nobody has written down
        return {}
    exercises = json.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(Misconception(**idea) for idea in ideas) for name, ideas in exercises.items()}
