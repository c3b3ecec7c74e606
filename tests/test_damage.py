"""Damage to submissions: an answer that can be found has its points, all else a status and a sentence.

Here is what other tests do not cover; the table in `tests/damage` says where each kind is tested.
"""

from __future__ import annotations

import pytest

from grader.grading import Grader
from tests.damage import DAMAGES
from tests.damage.case import ALL, assert_plain, sentences_of
from tests.graded_answers import scores

LAB = "binary_digits"


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_costs_no_more_than_it_must_and_is_told(binary_grader: Grader, name: str) -> None:
    damage = DAMAGES[name]
    result = binary_grader.grade(damage.make(), "work.ipynb", LAB)
    for sentence in sentences_of(result):
        assert_plain(sentence)
    if damage.said:
        assert any(damage.said in sentence for sentence in sentences_of(result)), sentences_of(result)
    if damage.is_ungradable:
        assert (result.status, result.score, result.max_score) == ("ungradable", 0.0, 30.0)
        return
    assert (result.status, result.reason) == ("graded", None)
    assert scores(result) == ALL | dict.fromkeys(damage.lost, 0.0), sentences_of(result)
    assert {e.name: e.status for e in result.exercises if e.status != "passed"} == damage.lost
    assert all(e.message for e in result.exercises if e.name in damage.lost), "points are lost in silence"
