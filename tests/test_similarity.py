"""Similar submissions: copies are found however they are dressed, and what everybody writes is left alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from grader.answers import Work, read_work
from grader.misconceptions import accepted_answers, answer_source
from grader.notebook import read_notebook
from grader.similarity import (
    MIN_COMMON,
    MOST_PAIRS,
    MOST_PASSAGES,
    Similarity,
    commonness_limit,
    compare_class,
)
from tests.foreign.base import LAB, SOURCE_PATH, STUBS
from tests.made_class import MadeClass, marked
from tests.made_works import DRESSED, PARTICULAR, filled, work

TEXTS = [cell.source for cell in read_notebook(SOURCE_PATH.read_bytes())[0].cells]


def compare(*works: Work) -> Similarity:
    return compare_class(works, LAB, TEXTS)


def others(count: int) -> list[Work]:
    """Return right submissions that answer as the source does."""
    return [work(f"other{i:03d}") for i in range(count)]


def test_a_copy_with_other_names_comments_and_layout_is_found_with_its_passage() -> None:
    first, second = (filled("my_dense", code) for code in (PARTICULAR, DRESSED))
    found = compare(*others(30), work("ana", my_dense=first), work("bo", my_dense=second))
    (pair,) = found.pairs
    assert {pair.first, pair.second} == {"ana", "bo"}
    assert pair.share == 1.0
    (passage,) = pair.passages
    assert passage.first_exercise == passage.second_exercise == "my_dense"
    assert first[slice(*passage.first)].startswith("collected = []")
    assert second[slice(*passage.second)].startswith("ergebnis = []")
    assert second[slice(*passage.second)].endswith("np.array(ergebnis)")


def test_half_a_copy_is_found_and_a_single_line_is_not() -> None:
    lines = PARTICULAR.split("\n")
    own = ["a_out = [max(0.0, abs(v)) if v is not None else -1.0 for v in sorted(W.ravel(), reverse=True)]"]
    half = filled("my_dense", "\n".join([*lines[:6], *own]))
    line = filled("my_dense", "\n".join([lines[5].strip(), *own]))
    original = work("ana", my_dense=filled("my_dense", PARTICULAR))
    assert [p.common >= MIN_COMMON for p in compare(original, work("bo", my_dense=half)).pairs] == [True]
    assert compare(original, work("bo", my_dense=line)).pairs == ()


@pytest.mark.parametrize(
    "code",
    [
        "a_out = g(np.dot(a_in, W) + b)",
        "for j in range(units):\n    a_out[j] = g(np.dot(W[:, j], a_in) + b[j])",
        "a_out = np.array([g(np.dot(a_in, W[:, j]) + b[j]) for j in range(units)])",
    ],
)
def test_right_one_liners_that_many_have_do_not_light_up(code: str) -> None:
    cell = filled("my_dense", code)
    assert compare(*others(20), *(work(f"s{i}", my_dense=cell) for i in range(20))).pairs == ()


def test_a_short_right_answer_does_not_light_up_even_if_two_alone_have_it() -> None:
    cell = filled("my_dense", "a_out = g(np.dot(a_in, W) + b)")
    assert compare(*others(20), work("ana", my_dense=cell), work("bo", my_dense=cell)).pairs == ()


def test_the_solution_and_the_release_are_no_evidence() -> None:
    stubs = work("untouched", **STUBS)
    found = compare(work("ana"), work("bo"), stubs, work("also untouched", **STUBS))
    assert (found.pairs, found.groups) == ((), ())


def test_what_many_share_is_no_evidence_whatever_it_is() -> None:
    cell = filled("my_dense", PARTICULAR)
    limit = commonness_limit(40)
    few = [work(f"s{i}", my_dense=cell) for i in range(limit)]
    assert len(compare(*others(40 - limit), *few).pairs) == limit * (limit - 1) // 2
    many = [*few, work("one more", my_dense=cell)]
    assert compare(*others(39 - limit), *many).pairs == ()


@pytest.mark.parametrize(("count", "limit"), [(0, 3), (12, 3), (39, 3), (40, 4), (100, 10), (1000, 10)])
def test_how_many_are_many(count: int, limit: int) -> None:
    assert commonness_limit(count) == limit


def test_a_class_made_of_right_variants_and_wrong_ideas_is_quiet_and_two_copies_in_it_are_found(
    tmp_path: Path,
) -> None:
    """300 notebooks, in which every variant is had by many, as the usual answers are in a class."""
    made = MadeClass(tmp_path)
    made.fill(300)
    results = [(s, made.store.read(LAB.name, s)) for s in made.store.students(LAB.name)]
    works = [read_work(made.course.submitted_dir, s, r, LAB) for s, r in results if r is not None]
    assert [w.note for w in works if w.note] == []
    quiet = compare(*works)
    assert quiet.compared >= 295
    assert quiet.pairs == ()
    ana, bo = (work(s, my_dense=filled("my_dense", c)) for s, c in (("ana", PARTICULAR), ("bo", DRESSED)))
    assert [{p.first, p.second} for p in compare(*works, ana, bo).pairs] == [{"ana", "bo"}]


def test_a_thousand_submissions_are_compared() -> None:
    ideas = [idea for idea in accepted_answers(LAB.name) if idea.exercise == "my_dense"]
    variants = [marked("my_dense", answer_source(idea)) for idea in ideas]
    rng = random.Random(3)
    works = []
    for number in range(1000):
        own = "\n".join(f"v{i} = {rng.choice('Wb')} * {rng.random()} + {rng.choice('ab')}" for i in range(9))
        works.append(work(f"s{number:04d}", my_dense=f"{rng.choice(variants)}\n{own}"))
    copy = work("copy", my_dense=works[500].answers["my_dense"].text.replace("v1", "x"))
    assert [(p.first, p.second) for p in compare(*works, copy).pairs] == [("s0500", "copy")]


def test_equal_files_are_found_even_where_the_answers_are_the_usual_ones() -> None:
    twins = [Work(s, work(s).answers, file="the same", cells="") for s in ("ana", "bo", "cy")]
    (group,) = compare(*others(5), *twins).groups
    assert (group.students, group.is_same_file) == (("ana", "bo", "cy"), True)


def test_equal_code_is_found_where_it_is_particular_to_few() -> None:
    cell = filled("my_dense", PARTICULAR)
    found = compare(*others(20), work("ana", my_dense=cell), work("bo", my_dense=cell))
    assert [(g.students, g.is_same_file) for g in found.groups] == [(("ana", "bo"), False)]


def test_equal_comments_make_the_usual_code_particular() -> None:
    cell = filled("my_dense_v", "# thanks to the tutor of Tuesday\nZ = np.matmul(A_in, W) + b\nA_out = g(Z)")
    found = compare(*others(20), work("ana", my_dense_v=cell), work("bo", my_dense_v=cell))
    assert [group.students for group in found.groups] == [("ana", "bo")]


def test_the_same_files_are_not_listed_twice() -> None:
    cell = filled("my_dense", PARTICULAR)
    answers = work("x", my_dense=cell).answers
    twins = [Work(s, answers, file="the same", cells="the same") for s in ("ana", "bo")]
    assert len(compare(*others(20), *twins).groups) == 1


def test_pairs_with_most_in_common_come_first_and_only_so_many_are_shown_in_full() -> None:
    cell = filled("my_dense", PARTICULAR)
    works = [work(f"s{i:03d}", my_dense=cell) for i in range(10)]
    found = compare(*others(90), *works)
    assert len(found.pairs) == 45
    assert [bool(pair.passages) for pair in found.pairs] == [True] * MOST_PAIRS + [False] * (45 - MOST_PAIRS)
    assert [pair.common for pair in found.pairs] == sorted((p.common for p in found.pairs), reverse=True)


def test_code_that_repeats_itself_without_end_gives_few_passages() -> None:
    cell = "x = W[0] + b[1]\ny = {W: b for W in g(a_in)} if np.pi < 3 else [W.T @ a_in, -b[0]]\n" * 3000
    (pair,) = compare(work("ana", my_dense=cell), work("bo", my_dense=cell)).pairs
    assert 1 <= len(pair.passages) <= MOST_PASSAGES


@pytest.mark.parametrize("count", [0, 1])
def test_a_class_that_leaves_nothing_to_compare(count: int) -> None:
    found = compare(*others(count))
    assert (found.compared, found.groups, found.pairs) == (count, (), ())
