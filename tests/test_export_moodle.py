"""Moodle: scores go into the grading worksheet, in any language, and nothing else in it changes."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest

from grader.collect.record import Record
from grader.exports import ExportError
from grader.exports.merge import Merged
from grader.exports.moodle import fill_moodle
from grader.exports.scores import Person, Score
from grader.exports.sheet import Sheet
from tests.exchange import Desk
from tests.mini_course import LAB

TIMES = "Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments"
ENGLISH = f"""\
Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,{TIMES}
Participant 101,Ana Gómez,m12,ana@x.org,"Submitted for grading - ",,20.00,Yes,"Monday, 2 March, 9:00 AM",-,"a
b"
Participant 102,Bo Li,m13,bo@x.org,Submitted,5.00,20.00,Yes,-,-,
Participant 103,李 雷,m14,lei@x.org,Submitted,,20.00,Yes,-,-,
"""
GERMAN = """\
ID;Vollständiger Name;ID-Nummer;E-Mail-Adresse;Status;Bewertung;Bestwertung;Bewertung kann geändert werden
Teilnehmer/in101;Ana Gómez;m12;ana@x.org;Zur Bewertung abgegeben;;20,00;Ja
Teilnehmer/in102;Bo Li;m13;bo@x.org;Keine Abgabe;5,00;20,00;Ja
"""
UNKNOWN = """\
Tunniste,Koko nimi,Sähköposti,Tila,Arvosana,Paras arvosana,Voidaan muuttaa
Osallistuja 101,Ana Gómez,ana@x.org,Palautettu,,20,Kyllä
Osallistuja 102,Bo Li,bo@x.org,Palautettu,5,20,Kyllä
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def score(student: str, points: float = 17.5, **changes: object) -> Score:
    plain = Score(LAB, Person(student), None, None, True, points, 0.0, 20.0, False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def fill(
    desk: Desk, *scores: Score, text: str = ENGLISH, columns: dict[str, str] | None = None
) -> tuple[str, Merged]:
    sheet = Sheet(text.encode())
    merged = fill_moodle(sheet, scores, desk.submitted, columns or {})
    return sheet.to_bytes().decode(), merged


def imported(desk: Desk, student: str, name: str, number: str) -> None:
    folder = desk.submitted / student / LAB
    folder.mkdir(parents=True)
    (folder / "import.json").write_bytes(Record("moodle", name, number, "all.zip").to_bytes())


@pytest.mark.parametrize(
    "person",
    [
        Person("m12"),
        Person("ana@x.org"),
        Person("s1", email="Ana@x.org"),
        Person("Ana Gómez"),
        Person("ana-gomez"),
        Person("s1", first_name="Ana", last_name="Gómez"),
    ],
)
def test_a_student_is_found_by_each_column(desk: Desk, person: Person) -> None:
    text, merged = fill(desk, score(person.student_id, person=person))
    assert text == ENGLISH.replace('grading - ",,20', 'grading - ",17.5,20')
    assert (merged.filled, merged.notices, merged.is_complete) == (1, [], True)


def test_an_import_from_moodle_tells_who_it_was(desk: Desk) -> None:
    imported(desk, "Bo Li_102", "Bo Li", "102")
    imported(desk, "李 雷", "李 雷", "103")
    text, merged = fill(desk, score("Bo Li_102", 5.0), score("李 雷", 20.0))
    assert text == ENGLISH.replace("m14,lei@x.org,Submitted,,", "m14,lei@x.org,Submitted,20,")
    assert merged.is_complete


def test_a_students_number_is_not_taken_for_a_participants(desk: Desk) -> None:
    assert fill(desk, score("101"))[1].notices == [f"{LAB}: 101: was not found in the file."]


def test_names_that_two_share_are_filled_by_number_alone(desk: Desk) -> None:
    twins = ENGLISH.replace("李 雷", "Bo Li")
    assert fill(desk, score("Bo Li"), text=twins)[1].notices == [f"{LAB}: Bo Li: fits 2 rows in the file."]
    imported(desk, "Bo Li", "Bo Li", "103")
    assert "lei@x.org,Submitted,17.5," in fill(desk, score("Bo Li"), text=twins)[0]


def test_german_headers_semicolons_and_commas(desk: Desk) -> None:
    data = codecs.BOM_UTF8 + GERMAN.replace("\n", "\r\n").encode()
    sheet = Sheet(data)
    merged = fill_moodle(sheet, [score("m12"), score("m13", 5.0)], desk.submitted, {})
    assert sheet.to_bytes() == data.replace(b"abgegeben;;", b"abgegeben;17,5;")
    assert merged.filled == 2


def test_a_language_that_is_not_known_is_read_by_what_stands_in_the_columns(desk: Desk) -> None:
    imported(desk, "s2", "Bo Li", "102")
    text, merged = fill(desk, score("ana@x.org"), score("s2", 20.0), text=UNKNOWN)
    assert text == UNKNOWN.replace("tettu,,20", "tettu,17.5,20").replace("tettu,5,20", "tettu,20,20")
    assert merged.is_complete


def test_a_grade_that_cannot_be_told_is_asked_for(desk: Desk) -> None:
    text = UNKNOWN.replace(",20,", ",,")
    with pytest.raises(ExportError, match=r"--column 'grade=HEADER'.*'Arvosana', 'Paras"):
        fill(desk, score("ana@x.org"), text=text)
    chosen = {"grade": "Arvosana", "name": "Koko nimi"}
    assert "Palautettu,17.5,," in fill(desk, score("Ana Gómez"), text=text, columns=chosen)[0]
    with pytest.raises(ExportError, match="name one of identifier"):
        fill(desk, score("ana@x.org"), text=text, columns={"mark": "Arvosana"})
    with pytest.raises(ExportError, match="no column 'Grade'"):
        fill(desk, score("ana@x.org"), text=text, columns={"grade": "Grade"})


def test_people_who_cannot_be_told_are_asked_for(desk: Desk) -> None:
    with pytest.raises(ExportError, match="--column 'identifier=HEADER'"):
        fill(desk, score("s1"), text="Who,Grade\nx,\n")


def test_the_usual_maximum_of_100_scales(desk: Desk) -> None:
    text, merged = fill(desk, score("m12", 15.0), text=ENGLISH.replace("20.00", "100.00"))
    assert 'grading - ",75,100.00' in text
    assert "scaled" in merged.notices[0]


def test_more_than_the_maximum_is_cut_and_told(desk: Desk) -> None:
    text, merged = fill(desk, score("m12", 25.0))
    assert 'grading - ",20,20.00' in text
    assert merged.notices == [f"{LAB}: 1 above the maximum, and cut to it, for more is not taken."]


def test_anonymous_worksheets_have_no_names(desk: Desk) -> None:
    imported(desk, "Participant_101", "Participant", "101")
    text = "Identifier,Status,Grade,Maximum Grade\nParticipant 101,Submitted,,20\n"
    assert fill(desk, score("Participant_101"), text=text)[0].endswith("Submitted,17.5,20\n")


def test_who_waits_and_who_is_missing_are_told(desk: Desk) -> None:
    text, merged = fill(desk, score("m12", waits=True), score("nobody"))
    assert text == ENGLISH
    assert merged.notices == [
        f"{LAB}: nobody: was not found in the file.",
        f"{LAB}: m12: not written, for an exercise waits for a score.",
    ]
    assert not merged.is_complete
