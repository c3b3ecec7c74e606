"""The results of a class in one lab, as reports take them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .charts import histogram
from .item_analysis import BINS, Scores, analyse_scores
from .lab import Lab
from .pages import number
from .store import Result, ResultStore

Graded = tuple[str, Result]
"""A student, and the result of their submission."""


@dataclass(frozen=True)
class LabClass:
    """A class in one lab: its results, sorted by student, and the scores of what was graded in full."""

    lab: Lab
    graded: tuple[Graded, ...]
    scores: Scores | None

    @property
    def counted(self) -> list[Result]:
        """Results that count in statistics."""
        return [result for _, result in self.graded if result["status"] == "graded"]


def read_class(store: ResultStore, lab: Lab) -> LabClass:
    """Read the results of a lab."""
    read = ((student, store.read(lab.name, student)) for student in store.students(lab.name))
    graded = tuple((student, result) for student, result in read if result is not None)
    return LabClass(lab, graded, analyse_scores([r for _, r in graded if r["status"] == "graded"]))


def score_chart(scores: Scores) -> Markup:
    """Return the distribution of scores as a chart."""
    edges = [number(scores.max_score * i / BINS) for i in range(BINS + 1)]
    alt = f"Scores of {scores.count} submissions, mean {scores.mean:.1f}, {scores.full} with all points"
    return histogram(scores.bins, edges, "points", alt, (f"all {number(scores.max_score)}", scores.full))
