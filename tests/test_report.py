"""The pages of an instructor: what a class did, in figures that can be counted, for classes of every size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from grader.answers import Work
from grader.class_results import LabClass
from grader.feedback import write_feedback
from grader.item_analysis import analyse_scores
from grader.lab import Lab, load_lab
from grader.lab_report import MOST_IDEAS, MOST_ROWS, lab_page
from grader.report import write_report
from tests.foreign.base import LAB
from tests.made_class import NAMES, Entry, MadeClass, entry, result, ungradable, wrong
from tests.made_works import DRESSED, PARTICULAR, filled, work
from tests.page_reading import PageText, expect_harmless, rows


def page_of(results: Sequence[Entry], works: Sequence[Work] = (), lab: Lab = LAB) -> PageText:
    graded = tuple((made["student_id"], made) for made in results)
    counted = [made for made in results if made["status"] == "graded"]
    each = LabClass(lab, graded, analyse_scores(counted))
    return expect_harmless(lab_page(each, works, []))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> MadeClass:
    """A class of 300, and its pages."""
    made = MadeClass(tmp_path_factory.mktemp("large"))
    made.fill(300)
    lab = load_lab(made.course.source(LAB.name))
    list(write_feedback(made.course, lab, made.course.submitted_dir))
    list(write_report(made.course, [lab], made.course.submitted_dir))
    return made


@pytest.fixture(scope="module")
def large_page(large: MadeClass) -> PageText:
    return expect_harmless((large.course.report_dir / f"{LAB.name}.html").read_bytes())


def test_the_sections_stand_in_order(large_page: PageText) -> None:
    assert [h.attributes["id"] for h in large_page.all("h2")] == [
        "scores",
        "exercises",
        "misconceptions",
        "attention",
        "similarity",
        "timing",
        "everyone",
    ]
    links = [a.attributes["href"] for a in large_page.all("a") if "nav" in a.path]
    assert links == [f"#{h.attributes['id']}" for h in large_page.all("h2")]


def test_a_class_of_300_is_counted(large: MadeClass, large_page: PageText) -> None:
    results = list(large.store.read_all(LAB.name))
    tiles = [" ".join(li.text.split()) for li in large_page.all("li") if "nav" not in li.path][:5]
    full = sum(made["score"] == 30 for made in results)
    mean = sum(made["score"] for made in results) / 300
    assert tiles[0] == "300submissions"
    assert tiles[1] == f"{mean:.1f}mean of 30 points"
    assert tiles[3] == f"{100 * full / 300:.0f}%with all points"
    counts = [int(t.text.split(": ")[1]) for t in large_page.all("title") if "svg" in t.path]
    assert f"{full} with all points" in large_page.all("svg")[0].attributes["aria-label"]
    assert sum(counts[:11]) == 300
    assert len(rows(large_page, "student")) >= 300


def test_a_class_of_300_tells_how_hard_each_exercise_was(large: MadeClass, large_page: PageText) -> None:
    results = list(large.store.read_all(LAB.name))
    for name, row in zip(NAMES, rows(large_page, "exercise")[:3], strict=True):
        entries = [e for made in results for e in made["exercises"] if e["name"] == name]
        passed = sum(e["status"] == "passed" for e in entries) / 3
        share = sum(e["score"] for e in entries) / 30
        words = row.removesuffix(" low").split()
        assert words[2:5] == [name, f"{passed:.0f}%", f"{share:.0f}%"]
        assert 0.05 < float(words[5]) < 0.9
    assert "Values between -0.11 and 0.11 can be chance in a class of 300." in large_page.text


def test_misconceptions_come_with_counts_and_an_example(large: MadeClass, large_page: PageText) -> None:
    entries = [e for made in large.store.read_all(LAB.name) for e in made["exercises"]]
    names = Counter(e["misconception"] for e in entries if e["misconception"])
    articles = large_page.all("article")
    assert len(articles) == len(names) <= MOST_IDEAS
    counts = []
    for article in articles:
        name = next(n for n in names if f"misconception {n}\n" in article.text)
        assert f"{names[name]} submissions, {100 * names[name] / 300:.0f}%" in article.text
        counts.append(names[name])
    assert counts == sorted(counts, reverse=True)
    assert len([pre for pre in large_page.all("pre") if "article" in pre.path]) == len(names)


def test_students_lead_to_their_feedback_where_it_is(large_page: PageText) -> None:
    links = [a.attributes["href"] for a in large_page.all("a") if a.attributes["href"].startswith("../")]
    assert f"../feedback/s0007/{LAB.name}/{LAB.name}.html" in links
    without = page_of([result("ana")])
    assert [a.attributes["href"] for a in without.all("a") if ".." in a.attributes["href"]] == []


def test_a_single_student_makes_a_page() -> None:
    page = page_of([wrong("ana")])
    assert "1submission " in page.text
    assert "Mean 25.0, median 25, standard deviation 0.0, 1 submission." in page.text
    assert "It is shown from 30 submissions on." in page.text
    assert [row[-1] for row in rows(page, "exercise")[:3]] == ["-"] * 3


@pytest.mark.parametrize(("count", "said"), [(12, "with 12, -0.6 to 0.6"), (29, "with 29, -0.4 to 0.4")])
def test_a_small_class_is_told_so_instead_of_noise(count: int, said: str) -> None:
    page = page_of([wrong(f"s{i}") if i % 2 else result(f"s{i}") for i in range(count)])
    assert said in page.text
    assert [row[-1] for row in rows(page, "exercise")[:3]] == ["-"] * 3


def test_an_exercise_that_tells_nobody_apart_is_marked() -> None:
    results = []
    for i in range(60):
        points = (10.0 if i % 2 else 0.0, 10.0 if i % 2 else 0.0, 10.0 if i % 3 else 0.0)
        entries = [entry(n, "passed" if p else "failed", p) for n, p in zip(NAMES, points, strict=True)]
        results.append(result(f"s{i:02d}", entries))
    assert [row.endswith("low") for row in rows(page_of(results), "exercise")[:3]] == [False, False, True]


def test_what_was_not_graded_in_full_is_left_out_and_listed() -> None:
    entries = [entry(name, "errored", 0.0) for name in NAMES]
    part = result("bo", entries, status="partly_graded", reason="A worker was lost.")
    page = page_of([result("ana"), part, ungradable("cy")])
    assert "Mean 30.0, median 30, standard deviation 0.0, 1 submission." in page.text
    assert "2 submissions that were not graded in full are left out here and below." in page.text
    assert rows(page, "student")[:2] == [
        "bo A worker was lost.",
        "cy The file is not JSON (line 1, column 1).",
    ]


def test_a_class_of_which_nothing_could_be_graded_makes_a_page() -> None:
    page = page_of([ungradable("ana"), ungradable("bo")])
    assert "No submission has been graded in full yet." in page.text
    assert "Nothing has been graded yet." in page.text
    assert len(rows(page, "student")) == 4


def test_what_does_not_come_to_an_end_or_is_not_filled_in_needs_a_person() -> None:
    endless = result("ana", [entry("model"), entry("my_dense", "timed_out", 0.0), entry("my_dense_v")])
    empty = result("bo", [entry(name, "not_attempted", 0.0) for name in NAMES])
    assert rows(page_of([endless, empty]), "student")[:2] == [
        "ana my_dense: did not come to an end",
        "bo nothing filled in",
    ]


def test_of_a_very_long_list_the_beginning_is_shown() -> None:
    page = page_of([ungradable(f"s{i:04d}") for i in range(MOST_ROWS + 7)])
    assert "And 7 more." in page.text


def test_warnings_are_gathered() -> None:
    said = "The cells carry no grading metadata."
    results = [result(f"s{i}", warnings=[said, said]) for i in range(9)]
    page = page_of([*results, result("ana", warnings=["An import failed."])])
    assert rows(page, "submissions")[-2:] == [
        f"9 {said} s0, s1, s2, s3, s4, s5 and 3 more",
        "1 An import failed. ana",
    ]


def test_times_are_told() -> None:
    times = [result(f"s{i:02d}", execution_time=0.1 * (i + 1)) for i in range(20)]
    slow = result("ana", execution_time=61.5)
    wider = result("bo", extra_data={"run": "wider"}, execution_time=0.3)
    page = page_of([*times, slow, wider])
    assert "takes 1.05 s at the median, 95 of 100 at most 2.00 s, the longest 61.5 s (ana)." in page.text
    assert "21 only what the answers need, 1 more of the notebook." in page.text
    assert "at the median, the longest" in page_of(times[:5]).text


def test_pairs_are_shown_side_by_side_with_what_they_share_marked() -> None:
    works = [work(f"s{i}") for i in range(20)]
    works.append(work("ana", my_dense=filled("my_dense", PARTICULAR)))
    works.append(work("bo", my_dense=filled("my_dense", DRESSED)))
    page = page_of([result(w.student) for w in works], works)
    (beside,) = page.all("div", class_="beside")
    marked = [m.text for m in page.all("mark")]
    assert "collected = []" in marked
    assert "ergebnis = []" in marked
    assert "ana, my_dense" in beside.text
    assert "Worth a look, and no verdict" in page.text
    assert "100% in common" in page.text


def test_a_quiet_class_says_so() -> None:
    assert "No two submissions share code that is particular to them." in page_of([result("ana")]).text


def test_a_lab_of_16_exercises_has_a_row_for_each() -> None:
    names = [f"part_{i:02d}" for i in range(16)]
    lab = replace(LAB, exercises=tuple(replace(LAB.exercises[1], name=n) for n in names), max_score=160.0)
    results = []
    for i in range(8):
        points = [10.0 if (i + k) % 4 else 3.0 for k in range(16)]
        entries = [entry(n, "passed" if p == 10 else "failed", p) for n, p in zip(names, points, strict=True)]
        results.append(result(f"s{i}", entries, max_score=160.0))
    page = page_of(results, lab=lab)
    assert [row.split()[0] for row in rows(page, "exercise")[:16]] == names
    assert "16 exercises, 160 points" in page.text
    (row,) = [r for r in rows(page, "student") if r.startswith("s0 ")]
    assert row == "s0 132 ✗✓✓✓✗ ✓✓✓✗✓ ✓✓✗✓✓ ✓ graded"
