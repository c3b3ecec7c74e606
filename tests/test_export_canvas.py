"""Canvas: scores go into the gradebook that was downloaded, and nothing else in it changes."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest

from grader.collect.record import Record
from grader.exports import ExportError
from grader.exports.canvas import fill_canvas
from grader.exports.merge import Merged
from grader.exports.scores import Person, Score
from grader.exports.sheet import Sheet
from tests.exchange import Desk
from tests.mini_course import LAB

GRADEBOOK = '''\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,Mini (4711),Other lab (4712),Final Score
,,,,,,Manual Posting,,
    Points Possible,,,,,,20.00,10.00,(read only)
"Gómez, Ana",12,u12,agomez,"Tue, 9h","says ""hi""",,9.5,80
"Li, Bo",13,u13,bli,Wed,,3.00,,70
"雷, 李",14,u14,lei,Wed,,,EX,
"Excused, Eve",15,u15,eve,Wed,,EX,,
"Student, Test",99,,abc,Wed,,,,
'''

ANA = 'says ""hi""",{},9.5'
ANA_BEFORE = ANA.format("")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def score(student: str, points: float = 15.0, **changes: object) -> Score:
    plain = Score(LAB, Person(student), None, None, True, points, 0.0, 20.0, False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def fill(
    desk: Desk, *scores: Score, text: str = GRADEBOOK, columns: dict[str, str] | None = None
) -> tuple[str, Merged]:
    sheet = Sheet(text.encode())
    merged = fill_canvas(sheet, [desk.lab], scores, desk.submitted, columns or {})
    return sheet.to_bytes().decode(), merged


def test_scores_land_in_their_cells_and_all_else_stays(desk: Desk) -> None:
    text, merged = fill(desk, score("12", 15.0), score("14", 17.5))
    assert text == GRADEBOOK.replace(ANA_BEFORE, ANA.format(15)).replace("Wed,,,EX", "Wed,,17.5,EX")
    assert (merged.filled, merged.notices, merged.is_complete) == (2, [], True)


@pytest.mark.parametrize("student", ["12", "u12", "U12", "agomez", "Ana Gómez", "gomez-ana"])
def test_a_student_is_found_by_each_of_canvas_columns(desk: Desk, student: str) -> None:
    text, merged = fill(desk, score(student))
    assert ANA.format(15) in text
    assert merged.is_complete


def test_the_gradebooks_name_and_mail_and_lms_id_count_too(desk: Desk) -> None:
    named = score("s1", 1.0, person=Person("s1", "Ana", "Gómez"))
    numbered = score("s2", 2.0, person=Person("s2", lms_user_id="13"))
    text, _ = fill(desk, named, score("x", 4.0, person=Person("x", "Li", "雷 李")), numbered)
    assert ANA.format(1) in text
    assert "bli,Wed,,2,,70" in text


def test_an_import_from_canvas_tells_who_it_was(desk: Desk) -> None:
    folder = desk.submitted / "somebody" / LAB
    folder.mkdir(parents=True)
    (folder / "import.json").write_bytes(Record("canvas", "gomezana", "12", "all.zip").to_bytes())
    text, merged = fill(desk, score("somebody"))
    assert ANA.format(15) in text
    assert merged.is_complete


def test_who_is_not_in_the_file_is_told(desk: Desk) -> None:
    text, merged = fill(desk, score("12"), score("13", 3.0), score("14", 0.0), score("eve-9"), score("bob-9"))
    assert merged.filled == 3
    assert merged.notices == [f"{LAB}: bob-9, eve-9: was not found in the file."]
    assert not merged.is_complete
    assert text == GRADEBOOK.replace(ANA_BEFORE, ANA.format(15)).replace("Wed,,,EX", "Wed,,0,EX")


def test_a_grade_that_was_there_is_replaced_and_told(desk: Desk) -> None:
    text, merged = fill(desk, score("13", 7.0))
    assert "bli,Wed,,7,,70" in text
    assert merged.notices == [f"{LAB}: 1 had another grade in the file, which is replaced."]
    assert merged.is_complete


def test_a_grade_that_is_the_same_keeps_its_bytes(desk: Desk) -> None:
    assert fill(desk, score("13", 3.0))[0] == GRADEBOOK


def test_who_is_excused_stays_excused(desk: Desk) -> None:
    text, merged = fill(desk, score("15"))
    assert text == GRADEBOOK
    assert merged.notices == [f"{LAB}: 1 excused or not assigned in the file: left as they are."]
    assert not merged.is_complete


def test_who_waits_for_a_person_gets_no_score_yet(desk: Desk) -> None:
    text, merged = fill(desk, score("12", waits=True), score("14"))
    assert ANA_BEFORE in text
    assert merged.notices == [f"{LAB}: 12: not written, for an exercise waits for a score."]


def test_who_handed_in_nothing_keeps_an_empty_cell(desk: Desk) -> None:
    text, merged = fill(desk, score("12", 0.0, is_submitted=False), score("14"))
    assert ANA_BEFORE in text
    assert merged.is_complete


def test_another_maximum_scales_and_is_told(desk: Desk) -> None:
    text, merged = fill(desk, score("12", 15.0), text=GRADEBOOK.replace("20.00", "100.00"))
    assert ANA.format(75) in text
    assert merged.notices == [
        f"{LAB}: the lab has 20 points and the file a maximum of 100: scores are scaled to that."
    ]


def test_extra_credit_may_exceed_the_maximum(desk: Desk) -> None:
    assert ANA.format(22.5) in fill(desk, score("12", 22.5))[0]


def test_semicolons_decimal_commas_and_a_byte_order_mark_are_kept(desk: Desk) -> None:
    text = GRADEBOOK.replace(",", ";").replace('"Tue; 9h"', '"Tue, 9h"').replace("20.00", "20,00")
    data = codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode()
    sheet = Sheet(data)
    fill_canvas(sheet, [desk.lab], [score("12", 17.5)], desk.submitted, {})
    assert sheet.to_bytes() == data.replace(b'"says ""hi""";;9.5', b'"says ""hi""";17,5;9.5')


def test_first_and_last_names_may_have_columns_of_their_own(desk: Desk) -> None:
    header = "LastName,FirstName,ID,SIS Login ID,Section,mini (1)\n    Points Possible,,,,,20\n"
    text = f"{header}Gómez,Ana,12,a,T,\n"
    assert fill(desk, score("ana gomez"), text=text)[0].endswith("Gómez,Ana,12,a,T,15\n")


@pytest.mark.parametrize("header", ["Mini (4711)", "mini", "MINI", "A mini lab (3)", "1: A mini lab (3)"])
def test_the_labs_column_is_found_by_name_or_title(desk: Desk, header: str) -> None:
    text, _ = fill(desk, score("12"), text=GRADEBOOK.replace("Mini (4711)", header))
    assert ANA.format(15) in text


def test_a_column_that_cannot_be_told_is_asked_for(desk: Desk) -> None:
    text = GRADEBOOK.replace("Mini (4711)", "Week 1 (1)")
    with pytest.raises(ExportError, match=r"no column for mini .* --column 'mini=HEADER'.*'Week 1 \(1\)'"):
        fill(desk, score("12"), text=text)
    filled, _ = fill(desk, score("12"), text=text, columns={LAB: "Week 1 (1)"})
    assert ANA.format(15) in filled
    with pytest.raises(ExportError, match="no column 'Week 9'"):
        fill(desk, score("12"), text=text, columns={LAB: "Week 9"})
    with pytest.raises(ExportError, match="name one of the labs"):
        fill(desk, score("12"), text=text, columns={"other": "Week 1 (1)"})


def test_two_columns_that_fit_are_asked_about(desk: Desk) -> None:
    text = GRADEBOOK.replace("Mini (4711)", "Mini lab (1)").replace("Other lab (4712)", "Mini again (2)")
    with pytest.raises(ExportError, match="several columns that fit"):
        fill(desk, score("12"), text=text)


def test_another_file_is_told(desk: Desk) -> None:
    with pytest.raises(ExportError, match="no gradebook of Canvas"):
        fill(desk, score("12"), text="Identifier,Full name,Grade\nParticipant 1,Ana,\n")


def test_points_possible_and_the_row_above_are_nobodys(desk: Desk) -> None:
    text, merged = fill(desk, score("Points Possible"), score("Manual Posting"))
    assert text == GRADEBOOK
    assert not merged.is_complete


def test_many_who_are_missed_are_counted(desk: Desk) -> None:
    _, merged = fill(desk, *(score(f"nobody-{number:02}") for number in range(25)))
    assert "nobody-19 and 5 more: was not found in the file." in merged.notices[0]
