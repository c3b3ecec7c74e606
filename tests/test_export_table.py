"""nbgrader's table of scores: what a person gave or took counts, and every cell is read back as it was."""

from __future__ import annotations

import csv
import io
import logging
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from grader.exports import ExportError
from grader.exports.cells import as_it_was, read_number
from grader.exports.scores import Person, Score, open_gradebook, read_scores
from grader.exports.table import COLUMNS, CsvExport, table
from tests.exchange import Desk, make_gradebook, mini_result
from tests.mini_course import LAB

DUE = "2026-03-01 10:00:00 UTC"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A class of five: plain, a manual score, extra credit, late, not judged; and one who did nothing."""
    desk = Desk(tmp_path_factory.mktemp("table"))
    results = [mini_result(f"s{number}", 10, 5) for number in range(1, 5)] + [mini_result("s5", None, 4)]
    path = make_gradebook(desk, results, {"s4": "2026-03-02 12:00:00.000000 UTC"})
    with Gradebook(f"sqlite:///{path}", "") as gradebook:
        gradebook.update_or_create_assignment(LAB, duedate=datetime(2026, 3, 1, 10))
        gradebook.find_grade("test_double", LAB, LAB, "s2").manual_score = 3.0
        gradebook.find_grade("test_double", LAB, LAB, "s3").extra_credit = 2.5
        gradebook.find_submission_notebook(LAB, LAB, "s4").late_submission_penalty = 4.0
        gradebook.update_or_create_student(
            "s1", first_name="Ana, the 1st", last_name='"Gómez"', email="a@x.org"
        )
        gradebook.update_or_create_student("s6", first_name="李", last_name="雷")
        gradebook.db.commit()
    return desk


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def scores_of(desk: Desk) -> list[Score]:
    with open_gradebook(desk.root / "gradebook.db") as gradebook:
        return read_scores(gradebook, [LAB])


def test_every_student_has_a_row_with_what_counts(desk: Desk) -> None:
    found = rows(table(scores_of(desk)))
    assert [
        (row["student_id"], row["raw_score"], row["late_submission_penalty"], row["score"]) for row in found
    ] == [
        ("s1", "15.0", "0.0", "15.0"),
        ("s2", "8.0", "0.0", "8.0"),
        ("s3", "17.5", "0.0", "17.5"),
        ("s4", "15.0", "4.0", "11.0"),
        ("s5", "4.0", "0.0", "4.0"),
        ("s6", "0.0", "0.0", "0.0"),
    ]
    assert {row["max_score"] for row in found} == {"20.0"}
    assert {row["duedate"] for row in found} == {"2026-03-01 10:00:00"}
    assert [row["timestamp"] for row in found] == ["", "", "", "2026-03-02 12:00:00", "", ""]


def test_the_columns_and_quotes_are_those_of_the_format(desk: Desk) -> None:
    lines = table(scores_of(desk)).decode().split("\r\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == f'{LAB},2026-03-01 10:00:00,,s1,"""Gómez""","Ana, the 1st",a@x.org,15.0,0.0,15.0,20.0'
    assert lines[-1] == ""


def test_a_penalty_takes_nothing_below_zero() -> None:
    score = Score(LAB, Person("s1"), None, None, True, 3.0, 5.0, 20.0, False)
    assert score.score == 0.0


def test_who_waits_for_a_person_is_known(desk: Desk) -> None:
    assert [score.person.student_id for score in scores_of(desk) if score.waits] == ["s5"]
    assert [score.person.student_id for score in scores_of(desk) if not score.is_submitted] == ["s6"]


def test_reading_changes_nothing_in_the_gradebook(desk: Desk) -> None:
    before = (desk.root / "gradebook.db").read_bytes()
    scores_of(desk)
    assert (desk.root / "gradebook.db").read_bytes() == before


def test_it_is_an_exporter_of_nbgrader(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    log = logging.getLogger("test")
    with open_gradebook(desk.root / "gradebook.db") as gradebook:
        plugin = CsvExport(to=str(tmp_path / "some.csv"), student=["s2", "s4"], assignment=[LAB], log=log)
        assert isinstance(plugin, ExportPlugin)
        plugin.export(gradebook)
        CsvExport(log=log).export(gradebook)
    assert [row["student_id"] for row in rows((tmp_path / "some.csv").read_bytes())] == ["s2", "s4"]
    assert len(rows((tmp_path / "grades.csv").read_bytes())) == 6


def test_the_numbers_are_those_of_nbgraders_own_exporter(desk: Desk, tmp_path: Path) -> None:
    from nbgrader.plugins import CsvExportPlugin

    with open_gradebook(desk.root / "gradebook.db") as gradebook:
        gradebook.update_or_create_student("s1", first_name="Ana", last_name="Gomez")  # it cannot quote
        CsvExportPlugin(to=str(tmp_path / "theirs.csv"), log=logging.getLogger("test")).export(gradebook)
        ours = table(read_scores(gradebook, [LAB]))
        gradebook.db.rollback()
    theirs = rows((tmp_path / "theirs.csv").read_bytes())
    assert sorted(theirs, key=lambda row: row["student_id"]) == rows(ours)


def test_a_gradebook_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="run grader autograde first"), open_gradebook(tmp_path / "no.db"):
        pass
    (tmp_path / "bad.db").write_text("no database at all" * 100)
    with pytest.raises(ExportError, match="cannot be read"), open_gradebook(tmp_path / "bad.db"):
        pass


def test_a_lab_without_scores_is_told(desk: Desk) -> None:
    with (
        open_gradebook(desk.root / "gradebook.db") as gradebook,
        pytest.raises(ExportError, match="no scores of other"),
    ):
        read_scores(gradebook, [LAB, "other"])


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=15)


@given(NAMES, NAMES, NAMES, st.sampled_from(["=1+1", "@x", "-2+3", "+1", "\t=1", "-5", 'Li, "Bo"']))
def test_any_name_comes_back_and_is_no_formula(first: str, last: str, email: str, hard: str) -> None:
    people = [Person("s1", first, last, email), Person("s2", hard, hard, hard)]
    scores = [Score(LAB, person, None, None, True, 1.0, 0.0, 2.0, False) for person in people]
    found = rows(table(scores))
    for row, person in zip(found, people, strict=True):
        names = [row["first_name"], row["last_name"], row["email"]]
        assert list(map(as_it_was, names)) == [person.first_name, person.last_name, person.email]
        assert not any(name and name[0] in "=+-@\t\r" and read_number(name) is None for name in names)
        assert row["score"] == "1.0"
