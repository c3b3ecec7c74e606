"""The page of a lab for instructors: scores, exercises, misconceptions, what needs a person, and likeness."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from .answers import Answer, Work
from .charts import histogram, share_bar, stacked_bar
from .class_results import Graded, LabClass, score_chart
from .class_view import needs_attention
from .feedback import SIGNS
from .item_analysis import MIN_SUBMISSIONS, ExerciseAnalysis, analyse_exercises, chance_width
from .mistakes import common_mistakes, unexplained
from .pages import code_lines, render
from .similarity import Similarity, compare_class

MOST_ROWS = 100
"""Rows of a list of submissions; of more, how many there are."""

MOST_IDEAS = 8
MOST_NAMES = 6
MOST_WARNINGS = 30
"""Misconceptions that are shown in full, names beside a warning, and warnings."""

_SECONDS = (0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def lab_page(
    each: LabClass, works: Sequence[Work], texts: Iterable[str], links: Mapping[str, str] | None = None
) -> bytes:
    """Return the page of a lab.

    Args:
        each: the class.
        works: what was read of each submission.
        texts: of the cells of the lab's source notebook.
        links: student -> address of their feedback, of those who have one.
    """
    by_student = {work.student: work for work in works}
    counted = each.counted
    analyses = analyse_exercises(counted, [exercise.name for exercise in each.lab.exercises])
    similarity = compare_class(works, each.lab, texts)
    return render(
        "report.html",
        lab=each.lab,
        graded=each.graded,
        left_out=len(each.graded) - len(counted),
        scores=each.scores,
        score_chart=score_chart(each.scores) if each.scores else None,
        exercises=[(analysis, _bar(analysis)) for analysis in analyses],
        discrimination_note=_discrimination_note(analyses, len(counted)),
        mistakes=common_mistakes(each.lab.name, each.graded, by_student),
        unexplained=unexplained(each.graded),
        attention=[(student, said) for student, r in each.graded if (said := needs_attention(r))],
        warnings=_warnings(each.graded),
        timing=_timing(each.graded),
        similarity=similarity,
        pairs=_pair_views(similarity, by_student),
        unread=sum(work.note is not None for work in works),
        signs=SIGNS,
        links=links or {},
        share_bar=share_bar,
        most_rows=MOST_ROWS,
        most_ideas=MOST_IDEAS,
        most_names=MOST_NAMES,
        most_warnings=MOST_WARNINGS,
    )


def _bar(analysis: ExerciseAnalysis) -> Markup:
    return stacked_bar(
        [
            ("all-points", "all points", analysis.passed),
            ("in-part", "some points", analysis.in_part),
            ("no-points", "no points", analysis.without),
            ("untouched", "not filled in", analysis.untouched),
        ]
    )


def _discrimination_note(analyses: Sequence[ExerciseAnalysis], count: int) -> str:
    if count < MIN_SUBMISSIONS:
        said = f"It is shown from {MIN_SUBMISSIONS} submissions on"
        width = f"{chance_width(count):.1f}"
        return f"{said}." if count < 4 else f"{said}: with {count}, -{width} to {width} can be chance."
    width = f"{chance_width(count):.2f}"
    said = f"Values between -{width} and {width} can be chance in a class of {count}."
    if any(analysis.discrimination is None for analysis in analyses):
        said += " A dash stands where nearly all have the same points."
    return said


def _warnings(graded: Sequence[Graded]) -> list[tuple[str, list[str]]]:
    """Return what was repaired or noticed, and in whose notebooks, the most common first."""
    holders: dict[str, list[str]] = defaultdict(list)
    for student, result in graded:
        for warning in dict.fromkeys(result["warnings"]):
            holders[warning].append(student)
    return sorted(holders.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _timing(graded: Sequence[Graded]) -> dict[str, Any] | None:
    """Return how long grading took: the usual, the longest, and how much had to be run."""
    times = sorted((result["execution_time"], student) for student, result in graded if result["exercises"])
    if not times:
        return None
    seconds = [time for time, _ in times]
    limits = (*_SECONDS[:-1], float("inf"))
    counts = [sum(low <= time < high for time in seconds) for low, high in pairwise(limits)]
    filled = [i for i, count in enumerate(counts) if count]
    first, last = filled[0], filled[-1] + 1
    edges = [f"{second:g}" for second in _SECONDS[first : last + 1]]
    median = statistics.median(seconds)
    alt = f"Seconds that grading took: median {median:.2g}, longest {seconds[-1]:.3g}"
    return {
        "median": median,
        "most": seconds[int(0.95 * len(seconds))] if len(seconds) >= 20 else None,
        "longest": times[-1],
        "total": sum(seconds),
        "runs": Counter(result["extra_data"]["run"] for _, result in graded if result["exercises"]),
        "chart": histogram(counts[first:last], edges, "seconds", alt),
    }


def _pair_views(similarity: Similarity, works: Mapping[str, Work]) -> list[dict[str, Any]]:
    """Return the pairs whose passages are shown, side by side."""
    views = []
    for pair in similarity.pairs:
        first, second = works[pair.first].answers, works[pair.second].answers
        passages = [
            [
                (pair.first, p.first_exercise, _passage(first[p.first_exercise], *p.first)),
                (pair.second, p.second_exercise, _passage(second[p.second_exercise], *p.second)),
            ]
            for p in pair.passages
        ]
        exercises = list(dict.fromkeys(passage.first_exercise for passage in pair.passages))
        if passages:
            views.append({"pair": pair, "exercises": exercises, "passages": passages})
    return views


def _passage(answer: Answer, start: int, end: int) -> list[Markup]:
    """Return the whole lines around a stretch of code, the stretch marked."""
    left = answer.text.rfind("\n", 0, start) + 1
    right = answer.text.find("\n", end)
    shown = answer.text[left : len(answer.text) if right < 0 else right]
    return code_lines(shown, ((start - left, end - left),))
