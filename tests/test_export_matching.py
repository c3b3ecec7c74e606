"""Whose row it is: surely, or nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.matching import Keys, Rows, match_students, name_key

NAMES = ["Gómez, Ana", "Li, Bo", "Müller, Jürgen", "雷, 李"]


def keys(student: str, *names: str, ids: tuple[str, ...] = (), **sure: str) -> Keys:
    return Keys(student, sure, frozenset({student, *ids}), frozenset({student, *names}))


@pytest.mark.parametrize(
    ("columns", "student"),
    [
        ({"ID": ["11", "12", "13", "14"]}, keys("12")),
        ({"ID": ["1", "2", "3", "4"], "SIS User ID": ["s1", "S2", "s3", "s4"]}, keys("s2")),
        ({"email": ["a@x.org", "Bo@X.org", "", ""]}, keys("s2", ids=("bo@x.org",))),
        ({"ID": ["1", "2", "3", "4"]}, keys("s2", "Bo Li")),
        ({"ID": ["1", "2", "3", "4"]}, keys("bo-li")),
        ({"number": ["1", "2", "3", "4"]}, keys("anything", number="2")),
    ],
)
def test_a_student_is_found_by_what_is_known(columns: dict[str, list[str]], student: Keys) -> None:
    assert match_students([student], Rows(columns, NAMES)).rows == {student.student_id: 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Gómez, Ana", "ana gomez"), ("雷, 李", "李 雷"), ("O'Neil, Zoë", "zoe_o_neil"), ("ÅSA Ek", "ek-åsa")],
)
def test_names_are_compared_without_order_accents_and_capitals(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


def test_who_is_not_there_is_missed() -> None:
    found = match_students([keys("s9", "Eve Nobody")], Rows({"ID": ["1", "2", "3", "4"]}, NAMES))
    assert (found.rows, found.missed) == ({}, {"s9": "was not found"})


def test_a_name_that_fits_two_rows_is_nobodys() -> None:
    found = match_students([keys("s1", "Bo Li")], Rows({"ID": ["1", "2"]}, ["Li, Bo", "Bo Li"]))
    assert (found.rows, found.missed) == ({}, {"s1": "fits 2 rows"})


def test_ids_that_point_to_two_rows_are_nobodys() -> None:
    rows = Rows({"ID": ["7", "8"], "SIS User ID": ["8", "9"]}, ["A", "B"])
    assert match_students([keys("8")], rows).missed == {"8": "fits 2 rows"}


def test_a_number_that_fits_by_accident_does_not_count() -> None:
    """Student numbers and Canvas's own may overlap: a column counts if half of the class is in it."""
    rows = Rows({"ID": ["1003", "1", "2", "3"]}, ["Eve", "Ana", "Bo", "Cy"])
    class_of = [keys("1001", "Ana"), keys("1002", "Bo"), keys("1003", "Cy")]
    assert match_students(class_of, rows).rows == {"1001": 1, "1002": 2, "1003": 3}


def test_one_section_of_a_class_is_found() -> None:
    students = [keys(f"s{number}") for number in range(30)]
    found = match_students(students, Rows({"SIS User ID": ["s1", "s2", "s3"]}, ["", "", ""]))
    assert found.rows == {"s1": 0, "s2": 1, "s3": 2}


def test_what_an_import_has_seen_goes_before_all_else() -> None:
    rows = Rows({"ID": ["5", "6"]}, ["Ana", "Ana"])
    assert match_students([keys("Ana", ID="6")], rows).rows == {"Ana": 1}


def test_some_columns_mean_nothing_to_a_students_number() -> None:
    rows = Rows({"identifier": ["5", "6"]}, ["Ana", "Bo"], only_sure=frozenset({"identifier"}))
    assert match_students([keys("6", "Ana")], rows).rows == {"6": 0}


def test_two_students_of_one_row_the_surer_gets_it() -> None:
    rows = Rows({"ID": ["5", "6"]}, ["Ana", "Bo"])
    found = match_students([keys("Ana"), keys("5", ID="5")], rows)
    assert (found.rows, found.missed) == ({"5": 0}, {"Ana": "fits the same row as 5"})


def test_two_students_of_one_row_who_fit_it_alike_get_nothing() -> None:
    found = match_students([keys("s1", "Ana"), keys("s2", "Ana")], Rows({"ID": ["5", "6"]}, ["Ana", "Bo"]))
    assert found.rows == {}
    assert found.missed == {"s1": "fits the same row as s2", "s2": "fits the same row as s1"}


WORDS = st.sampled_from(["", "1", "2", "ana", "Ana", "bo", "a@x.org", "bo li", "Li, Bo"])


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=6), st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_nobody_has_two_rows_and_no_row_two_people(
    table: list[tuple[str, str, str]], people: list[tuple[str, str]]
) -> None:
    students = [keys(f"s{place}", name, ids=(own,)) for place, (own, name) in enumerate(people)]
    rows = Rows(
        {"ID": [row[0] for row in table], "SIS": [row[1] for row in table]}, [row[2] for row in table]
    )
    found = match_students(students, rows)
    assert len(set(found.rows.values())) == len(found.rows)
    assert found.rows.keys() | found.missed.keys() == {student.student_id for student in students}
    assert not found.rows.keys() & found.missed.keys()
