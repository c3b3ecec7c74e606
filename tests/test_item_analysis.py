"""Item analysis: figures that can be computed by hand, and silence where they would be noise."""

from __future__ import annotations

import statistics

import numpy as np
import pytest

from grader.item_analysis import (
    MIN_DIFFERENT,
    MIN_SUBMISSIONS,
    analyse_exercises,
    analyse_scores,
    chance_width,
    discrimination,
)
from tests.made_class import NAMES, Entry, entry, result

STATUS = {10.0: "passed", 0.0: "not_attempted"}


def class_of(*rows: tuple[float, float, float]) -> list[Entry]:
    """Return results of students whose points in the three exercises are these."""
    return [
        result(f"s{i}", [entry(n, STATUS.get(p, "failed"), p) for n, p in zip(NAMES, row, strict=True)])
        for i, row in enumerate(rows)
    ]


def test_scores_of_a_class() -> None:
    scores = analyse_scores(class_of((10, 10, 10), (10, 10, 7), (0, 0, 0), (3, 0, 0)))
    assert scores is not None
    assert (scores.count, scores.max_score, scores.full) == (4, 30, 1)
    assert (scores.mean, scores.median) == (15.0, 15.0)
    assert scores.deviation == pytest.approx(statistics.pstdev([30, 27, 0, 3]))
    assert scores.bins == (1, 1, 0, 0, 0, 0, 0, 0, 0, 1)


def test_every_score_stands_in_one_class_and_full_scores_apart() -> None:
    rows = [(a, b, c) for a in (0.0, 3.0, 9.5, 10.0) for b in (0.0, 4.0, 10.0) for c in (0.0, 0.5, 10.0)]
    scores = analyse_scores(class_of(*rows))
    assert scores is not None
    assert sum(scores.bins) + scores.full == len(rows)
    assert scores.full == 1


def test_no_submission_has_no_scores() -> None:
    assert analyse_scores([]) is None
    assert [each.count for each in analyse_exercises([], NAMES)] == [0, 0, 0]
    assert [each.share_passed for each in analyse_exercises([], NAMES)] == [0, 0, 0]


def test_shares_of_an_exercise() -> None:
    first, second, third = analyse_exercises(class_of((10, 10, 0), (10, 5, 0), (10, 0, 0), (10, 5, 0)), NAMES)
    assert (first.passed, first.in_part, first.without, first.untouched) == (4, 0, 0, 0)
    assert (second.passed, second.in_part, second.without, second.untouched) == (1, 2, 0, 1)
    assert (first.difficulty, second.difficulty, third.difficulty) == (1.0, 0.5, 0.0)
    assert (first.share_passed, second.share_passed) == (1.0, 0.25)
    assert third.untouched == 4


def test_an_answer_that_ended_in_an_error_has_no_points_and_is_not_untouched() -> None:
    pairs = zip(NAMES, ("errored", "timed_out", "missing"), strict=True)
    made = result("s", [entry(name, status, 0.0) for name, status in pairs])
    assert [(e.without, e.untouched) for e in analyse_exercises([made], NAMES)] == [(1, 0), (1, 0), (0, 1)]


def test_the_share_of_each_check_is_that_of_all_submissions() -> None:
    first, _, _ = analyse_exercises(class_of((10, 0, 0), (5, 0, 0), (0, 0, 0), (5, 0, 0)), NAMES)
    assert [(check.name, check.hidden) for check in first.checks] == [("first", False), ("second", True)]
    assert [check.share for check in first.checks] == [0.75, 0.25]


def test_discrimination_is_the_correlation_with_the_sum_of_the_others() -> None:
    rng = np.random.default_rng(4)
    skill = rng.normal(size=60)
    points = np.clip(np.round(5 + 2 * skill[:, None] + rng.normal(size=(60, 4))), 0, 10)
    own, others = points[:, 1], points[:, [0, 2, 3]].sum(axis=1)
    expected = statistics.correlation(own.tolist(), others.tolist())
    assert discrimination(points, 1) == pytest.approx(expected)
    assert expected != pytest.approx(statistics.correlation(own.tolist(), points.sum(axis=1).tolist()))


def test_an_exercise_that_the_others_contradict_is_negative() -> None:
    rows = [(10.0, 0.0, 0.0) if i % 2 else (0.0, 10.0, 10.0) for i in range(40)]
    first, second, _ = analyse_exercises(class_of(*rows), NAMES)
    assert first.discrimination == pytest.approx(-1.0)
    assert second.discrimination is None  # the others' sums are all alike


@pytest.mark.parametrize(("count", "is_shown"), [(MIN_SUBMISSIONS - 1, False), (MIN_SUBMISSIONS, True)])
def test_a_small_class_has_no_discrimination(count: int, is_shown: bool) -> None:
    points = np.array([[i % 3, i % 3, i % 2] for i in range(count)], dtype=float)
    assert (discrimination(points, 0) is not None) is is_shown


@pytest.mark.parametrize("different", [0, MIN_DIFFERENT - 1, MIN_DIFFERENT])
def test_where_nearly_all_have_the_same_points_there_is_none(different: int) -> None:
    is_shown = different >= MIN_DIFFERENT
    points = np.array([[0 if i < different else 10, i % 11] for i in range(100)], dtype=float)
    assert (discrimination(points, 0) is not None) is is_shown
    assert (discrimination(points, 1) is not None) is is_shown


def test_a_lab_of_one_exercise_has_none() -> None:
    assert discrimination(np.arange(50, dtype=float).reshape(50, 1), 0) is None


def test_what_chance_does_to_a_correlation() -> None:
    """In classes without any connection, 95 of 100 correlations lie within the width."""
    rng = np.random.default_rng(1)
    found = [np.corrcoef(rng.normal(size=(2, 30)))[0, 1] for _ in range(2000)]
    assert np.mean(np.abs(found) < chance_width(30)) == pytest.approx(0.95, abs=0.015)
    assert chance_width(3) == 1.0
