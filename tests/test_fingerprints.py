"""Fingerprints: what the paper promises, and what a change of names, comments or layout does to them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.fingerprints import GRAM, MAX_TOKENS, WINDOW, gram_hashes, row_of, winnow

KNOWN = frozenset({"np", "W", "b", "g", "a_in"})

LOOP = """\
total = 0.0
for j in range(len(a_in)):
    total += a_in[j] * W[j, 0]
out = g(total + b[0])"""


def prints(text: str) -> set[int]:
    return {fingerprint for fingerprint, _ in winnow(gram_hashes(row_of(text, KNOWN).ids))}


def ids(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array(values, dtype=np.uint64)


def test_the_example_of_the_paper_gives_the_fingerprints_of_the_paper() -> None:
    """Figure 2 of Schleimer, Wilkerson and Aiken, with windows of length 4."""
    hashes = ids([77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98])
    assert winnow(hashes, window=4) == [(17, 3), (17, 6), (8, 8), (39, 11), (17, 15)]


@given(
    st.lists(st.integers(0, 9), max_size=40),
    st.lists(st.integers(0, 9), max_size=40),
    st.lists(st.integers(0, 9), max_size=40),
    st.lists(st.integers(0, 9), max_size=40),
    st.lists(st.integers(0, 9), min_size=GRAM + WINDOW - 1, max_size=60),
)
def test_a_passage_that_is_long_enough_is_always_found(
    before: list[int], after: list[int], above: list[int], below: list[int], shared: list[int]
) -> None:
    first = winnow(gram_hashes(ids([*before, *shared, *after])))
    second = winnow(gram_hashes(ids([*above, *shared, *below])))
    assert {fingerprint for fingerprint, _ in first} & {fingerprint for fingerprint, _ in second}


@given(st.lists(st.integers(0, 2), max_size=80), st.lists(st.integers(3, 5), max_size=80))
def test_rows_without_a_common_token_have_nothing_in_common(first: list[int], second: list[int]) -> None:
    a, b = (winnow(gram_hashes(ids(row))) for row in (first, second))
    assert not {fingerprint for fingerprint, _ in a} & {fingerprint for fingerprint, _ in b}


@pytest.mark.parametrize(
    "other",
    [
        LOOP.replace("total", "acc").replace("out", "answer").replace("j", "k"),
        LOOP.replace("\n", "  # a comment\n").replace(" = ", "="),
        "# all\n\n\n" + LOOP.replace("    ", "\t"),
        LOOP.replace("for j in range(len(a_in)):", "for j in range(\n        len(a_in)\n):"),
    ],
    ids=["names", "comments", "layout", "line breaks"],
)
def test_names_comments_and_layout_make_no_difference(other: str) -> None:
    assert other != LOOP
    assert prints(other) == prints(LOOP) != set()


@pytest.mark.parametrize(
    ("old", "new"), [("+=", "-="), ("W[j, 0]", "W[0, j]"), ("range", "list"), ("0.0", "1.0"), ("g(", "np(")]
)
def test_what_the_code_does_makes_a_difference(old: str, new: str) -> None:
    changed, whole = (set(gram_hashes(row_of(t, KNOWN).ids).tolist()) for t in (LOOP.replace(old, new), LOOP))
    assert changed != whole


def test_what_a_text_says_makes_no_difference_and_what_a_method_is_called_does() -> None:
    long = "out = np.sum([W.T.dot(a_in), b, g(b)]) + float('1') + len(W)"
    assert prints(long.replace("'1'", "'22'")) == prints(long)
    assert prints(long.replace(".T", ".t")) != prints(long)


def test_what_is_ignored_is_never_chosen_and_parts_what_stands_around_it() -> None:
    hashes = ids([5, 9, 7, 1, 8, 6])
    assert winnow(hashes, window=3) == [(5, 0), (1, 3)]
    assert winnow(hashes, ignored=[1], window=3) == [(5, 0), (6, 5)]
    assert winnow(hashes, ignored=hashes.tolist()) == []


@pytest.mark.parametrize("count", [0, 1, GRAM - 1])
def test_what_is_shorter_than_a_gram_has_no_fingerprint(count: int) -> None:
    assert winnow(gram_hashes(ids([1] * count))) == []


def test_a_single_gram_has_one() -> None:
    assert len(winnow(gram_hashes(ids([1] * GRAM)))) == 1


def test_fingerprints_are_the_same_in_every_run() -> None:
    """Python's own hashes of texts are not."""
    assert sorted(prints("out = g(np.dot(W[:, 0], a_in) + b[0])"))[0] == 2124984996509144336


def test_of_very_long_code_the_beginning_is_taken_and_places_lead_into_the_text() -> None:
    text = "x = a + b\n" * 2_000
    row = row_of(text, KNOWN, start=10)
    assert len(row.ids) == MAX_TOKENS
    assert {text[s:e] for s, e in zip(row.starts, row.ends, strict=True)} == {"x", "=", "a", "+", "b"}
    assert row.starts[0] == 10
