"""What a cell prints agrees with what the text promises, to the printed digits but for the last of 16."""

from __future__ import annotations

import pytest

from grader.validate_run import _agrees

SAME = [
    ("cost 0.5402760661926395", "cost 0.5402760661926396"),
    ("a  1.25\n b", "a 1.25 b"),
    ("12,665 digits", "12665 digits"),
    ("-0.25 and 0.0", "-0.25 and 0.0"),
]
OTHER = [
    ("cost 0.54027606619", "cost 0.54027606618"),
    ("cost 0.54", "cost 0.55"),
    ("cost -0.54", "cost 0.54"),
    ("costs 0.54", "cost 0.54"),
    ("0.5 0.5", "0.5"),
    ("0.0", "1e-20"),
    ("3 digits", "4 digits"),
]


@pytest.mark.parametrize(("printed", "promised"), SAME)
def test_the_same_in_another_layout_or_last_digit_agrees(printed: str, promised: str) -> None:
    assert _agrees(printed, promised, is_about=False)


@pytest.mark.parametrize(("printed", "promised"), OTHER)
def test_another_number_or_word_does_not_agree(printed: str, promised: str) -> None:
    assert not _agrees(printed, promised, is_about=False)


def test_a_number_that_is_only_about_right_may_move_further() -> None:
    assert _agrees("accuracy 0.95", "accuracy 0.96", is_about=True)
    assert not _agrees("accuracy 0.95", "accuracy 0.98", is_about=True)
