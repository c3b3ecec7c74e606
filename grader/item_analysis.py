"""What a class's results say of a lab: its scores, how hard each exercise was, and whom it tells apart.

Everything here is computed from results alone.  Give it those of submissions that were graded in full: the
points of others say nothing of the students.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .store import Result

MIN_SUBMISSIONS = 30
"""From so many on, a discrimination is shown: with fewer, chance alone moves it by more than 0.36."""

MIN_DIFFERENT = 5
"""An exercise in which fewer submissions differ from the most common score tells nobody apart."""

BINS = 10


@dataclass(frozen=True)
class Scores:
    """The scores of a class in one lab.

    Attributes:
        count: submissions.
        max_score: the lab's points.
        mean: of all.
        median: likewise.
        deviation: the standard deviation; 0 for a single submission.
        bins: how many scores lie in each tenth of the points, full scores left out.
        full: how many earned all points.
    """

    count: int
    max_score: float
    mean: float
    median: float
    deviation: float
    bins: tuple[int, ...]
    full: int


@dataclass(frozen=True)
class CheckShare:
    """How a class did in one check; `share` is that of the submissions in which it passed."""

    name: str
    title: str
    hidden: bool
    max_points: float
    share: float


@dataclass(frozen=True)
class ExerciseAnalysis:
    """How a class did in one exercise.

    Attributes:
        name: the exercise's name.
        title: its heading.
        passed: submissions with all points.
        in_part: with some points.
        without: tried, with none.
        untouched: not filled in, or not there.
        difficulty: the mean share of its points that was earned, 0 to 1: the higher, the easier.
        discrimination: see `discrimination`; None where it would say nothing.
        checks: of this exercise, in order.
    """

    name: str
    title: str
    passed: int
    in_part: int
    without: int
    untouched: int
    difficulty: float
    discrimination: float | None
    checks: tuple[CheckShare, ...]

    @property
    def count(self) -> int:
        """All submissions."""
        return self.passed + self.in_part + self.without + self.untouched

    @property
    def share_passed(self) -> float:
        """Share of submissions with all points, 0 to 1."""
        return self.passed / self.count if self.count else 0.0


def analyse_scores(results: Sequence[Result]) -> Scores | None:
    """Return what the scores of a class are like; None for no submissions."""
    if not results:
        return None
    scores = [float(result["score"]) for result in results]
    most = max(float(result["max_score"]) for result in results)
    bins = [0] * BINS
    for score in scores:
        if score < most:
            bins[min(BINS - 1, int(BINS * score / most))] += 1
    return Scores(
        count=len(scores),
        max_score=most,
        mean=statistics.fmean(scores),
        median=statistics.median(scores),
        deviation=statistics.pstdev(scores),
        bins=tuple(bins),
        full=sum(score >= most for score in scores),
    )


def analyse_exercises(results: Sequence[Result], names: Sequence[str]) -> list[ExerciseAnalysis]:
    """Return how a class did in each exercise, in the order of `names`.

    Args:
        results: of submissions that were graded in full.
        names: of the lab's exercises.
    """
    by_name = [{entry["name"]: entry for entry in result["exercises"]} for result in results]
    rows = [[entries[name]["score"] if name in entries else 0.0 for name in names] for entries in by_name]
    points = np.array(rows, dtype=float).reshape(len(results), len(names))
    found = []
    for column, name in enumerate(names):
        entries = [known[name] for known in by_name if name in known]
        found.append(_analyse_exercise(name, entries, discrimination(points, column)))
    return found


def discrimination(points: np.ndarray[tuple[int, int], np.dtype[np.float64]], exercise: int) -> float | None:
    """Return the corrected item-total correlation of an exercise.

    That is Pearson's correlation, over all submissions, between the points of the exercise and the sum of the
    points of all *other* exercises of the lab.  Leaving the exercise itself out of the sum is the correction:
    S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211-218.
    Near 0, those who did well elsewhere did no better here: the exercise, or its checks, may be at fault;
    below 0, they did worse.

    Args:
        points: shape (m, n), m submissions by n exercises.
        exercise: which of the n.

    Returns:
        Between -1 and 1; None if there are fewer than `MIN_SUBMISSIONS`, or if fewer than `MIN_DIFFERENT` of
        them differ from the most common points of the exercise, or of all others.
    """
    own = points[:, exercise]
    others = points.sum(axis=1) - own
    if len(own) < MIN_SUBMISSIONS or min(_different(own), _different(others)) < MIN_DIFFERENT:
        return None
    return float(np.corrcoef(own, others)[0, 1])


def chance_width(count: int) -> float:
    """Return how far chance alone moves a correlation from 0, in 95 of 100 classes of this size.

    By Fisher's transformation: R. A. Fisher, "On the probable error of a coefficient of correlation deduced
    from a small sample", Metron 1 (1921), 3-32.
    """
    return math.tanh(1.96 / math.sqrt(count - 3)) if count > 3 else 1.0


def _different(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int:
    _, counts = np.unique(np.round(values, 6), return_counts=True)
    return int(len(values) - counts.max(initial=0))


def _analyse_exercise(name: str, entries: Sequence[Result], value: float | None) -> ExerciseAnalysis:
    untouched = [e for e in entries if e["status"] in ("not_attempted", "missing")]
    passed = [e for e in entries if e["status"] == "passed"]
    rest = [e for e in entries if e["status"] not in ("not_attempted", "missing", "passed")]
    most = max((e["max_score"] for e in entries), default=0.0)
    return ExerciseAnalysis(
        name=name,
        title=next((e["title"] for e in entries if e.get("title")), name),
        passed=len(passed),
        in_part=sum(e["score"] > 0 for e in rest),
        without=sum(e["score"] <= 0 for e in rest),
        untouched=len(untouched),
        difficulty=sum(e["score"] for e in entries) / (most * len(entries)) if most and entries else 0.0,
        discrimination=value,
        checks=tuple(_analyse_checks(entries)),
    )


def _analyse_checks(entries: Sequence[Result]) -> list[CheckShare]:
    known: dict[str, Any] = {}
    passed: dict[str, int] = {}
    for entry in entries:
        for check in entry["checks"]:
            known.setdefault(check["name"], check)
            passed[check["name"]] = passed.get(check["name"], 0) + (check["status"] == "passed")
    return [
        CheckShare(
            name=name,
            title=str(check.get("title") or name),
            hidden=bool(check["hidden"]),
            max_points=float(check["max_points"]),
            share=passed[name] / len(entries),
        )
        for name, check in known.items()
    ]
