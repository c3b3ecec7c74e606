"""Submissions come in: who, which notebook, where it goes, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from traitlets.config import Config

from grader.collect.record import read_record
from grader.collect.submissions import import_submissions
from grader.handed_in import find_submissions
from tests.exchange import EARLY, FOLDER, LATER, Desk, pack, work
from tests.mini_course import LAB


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_moodles_zip_comes_in(desk: Desk) -> None:
    rows = desk.bring_zip(
        {
            f"Ana Gómez_101_{FOLDER}/{LAB}.ipynb": work("ana"),
            f"李 雷_102_{FOLDER}_{LAB} (1).ipynb": work("lei"),
            f"-rf_103_{FOLDER}/-rf.ipynb": work("rf"),
        }
    )
    assert {name: row.outcome for name, row in rows.items()} == {
        "Ana Gómez": "new",
        "李 雷": "new",
        "rf": "new",
    }
    assert desk.notebook("Ana Gómez") == work("ana")
    assert desk.notebook("李 雷") == work("lei")
    assert rows["Ana Gómez"].notices == ()
    assert rows["rf"].notices == (
        "The name was changed a little, so that a folder can have it.",
        "The notebook was called “-rf.ipynb”.",
    )
    assert [s.student_id for s in find_submissions(desk.submitted, LAB)] == ["Ana Gómez", "rf", "李 雷"]


def test_canvas_zip_comes_in(desk: Desk) -> None:
    rows = desk.bring_zip(
        {
            f"gomezana_12_100_{LAB}.ipynb": work("ana"),
            f"libo_LATE_13_101_{LAB}-1.ipynb": work("bo"),
            f"anon_Ab1c2_102_{LAB}.ipynb": work("anon"),
        }
    )
    assert desk.notebook("12") == work("ana")
    assert rows["12"].name == "gomezana"
    assert rows["13"].notices == ("Canvas marks it as late, but not by how much, so nothing is taken off.",)
    assert desk.notebook("anon_Ab1c2") == work("anon")
    record = read_record(desk.submitted / "13" / LAB)
    assert record is not None
    assert (record.lms, record.number, record.upload, record.is_late) == ("canvas", "13", 101, True)


def test_a_flat_folder_comes_in(desk: Desk) -> None:
    for name in ("s001.ipynb", f"s002_{LAB}.ipynb", "Zoë Ünal.ipynb", f"s004/{LAB}/{LAB}.ipynb"):
        desk.source(f"flat/{name}", work(name))
    report = desk.bring(desk.sources / "flat")
    assert report.problems == []
    assert [row.student_id for row in report.students] == ["Zoë Ünal", "s001", "s002", "s004"]
    assert desk.notebook("s004") == work(f"s004/{LAB}/{LAB}.ipynb")


def test_single_files_and_several_sources_come_in(desk: Desk) -> None:
    one = desk.source("s1.ipynb", work("1"))
    two = desk.source("two.zip", pack({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("2")}))
    report = desk.bring(one, two)
    assert report.sources == [("s1.ipynb", "flat"), ("two.zip", "moodle")]
    assert desk.notebook("s1") == work("1")
    assert desk.notebook("Ana") == work("2")


def test_of_a_course_folder_the_lab_that_is_named_comes_in(desk: Desk) -> None:
    desk.source(f"other/s1/{LAB}/{LAB}.ipynb", work("mini"))
    desk.source(f"other/s1/{LAB}/aside/12345678 {LAB}.ipynb", work("aside"))
    desk.source("other/s1/maxi/maxi.ipynb", work("maxi"))
    labs = [desk.lab, replace(desk.lab, name="maxi")]
    (row,) = import_submissions([desk.sources / "other"], LAB, labs, desk.submitted).students
    assert (row.outcome, row.notices) == ("new", ())
    assert desk.notebook("s1") == work("mini")


def test_a_file_that_cannot_be_read_is_told_and_the_rest_comes_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.source("flat/s1/mini.ipynb", work("1"))
    closed = desk.source("flat/s2/mini.ipynb", work("2"))
    opened = Path.open

    def refuse(path: Path, *arguments: str, **keywords: str) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **keywords)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    rows = {row.student_id: row for row in desk.bring(desk.sources / "flat").students}
    assert rows["s1"].outcome == "new"
    assert rows["s2"].notices == (
        "There is no notebook.",
        "“mini.ipynb”: It cannot be read (Permission denied).",
    )


def test_the_system_may_be_named(desk: Desk) -> None:
    source = desk.source("all.zip", pack({"ana_1_2_x.ipynb": work("1"), "bo_3_4_x.ipynb": work("2")}))
    assert [row.student_id for row in desk.bring(source, lms="flat").students] == ["ana_1_2_x", "bo_3_4_x"]


def test_no_notebook_takes_nothing_from_who_has_one(desk: Desk) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work()})
    assert desk.bring_zip({f"Ana_1_{FOLDER}/report.pdf": b"%PDF"}, LATER)["Ana"].outcome == "no notebook"
    assert desk.notebook("Ana") == work()
    record = read_record(desk.submitted / "Ana" / LAB)
    assert record is not None
    assert record.file == f"Ana_1_{FOLDER}/{LAB}.ipynb"


def test_two_participants_with_one_name_are_told_apart(desk: Desk) -> None:
    rows = desk.bring_zip({f"Bo Li_{n}_{FOLDER}/{LAB}.ipynb": work(str(n)) for n in (7, 8)})
    assert sorted(rows) == ["Bo Li_7", "Bo Li_8"]
    assert rows["Bo Li_7"].notices == ("Others have the same name; Moodle's number tells them apart.",)
    assert desk.notebook("Bo Li_8") == work("8")


def test_a_namesake_who_comes_later_takes_nobodys_folder(desk: Desk) -> None:
    desk.bring_zip({f"Bo Li_7_{FOLDER}/{LAB}.ipynb": work("7")})
    rows = desk.bring_zip({f"Bo Li_{n}_{FOLDER}/{LAB}.ipynb": work(f"new {n}") for n in (7, 8)}, LATER)
    assert sorted(rows) == ["Bo Li", "Bo Li_8"]
    assert desk.notebook("Bo Li") == work("new 7")
    assert desk.notebook("Bo Li_8") == work("new 8")


def test_a_namesake_who_comes_alone_takes_nobodys_folder(desk: Desk) -> None:
    desk.bring_zip({f"Bo Li_7_{FOLDER}/{LAB}.ipynb": work("7")})
    assert sorted(desk.bring_zip({f"Bo Li_8_{FOLDER}/{LAB}.ipynb": work("8")}, LATER)) == ["Bo Li_8"]
    assert desk.notebook("Bo Li") == work("7")


def test_names_that_differ_in_capitals_are_asked_about(desk: Desk) -> None:
    rows = desk.bring_zip(
        {f"Ana_1_{FOLDER}/{LAB}.ipynb": work("1"), f"ANA_2_{FOLDER}/{LAB}.ipynb": work("2")}
    )
    assert rows["ANA"].notices == ("There is also “Ana”: is that the same student?",)


def test_files_of_nobody_are_told_and_left(desk: Desk) -> None:
    source = desk.source(
        "all.zip",
        pack({f"{LAB}.ipynb": work(), "readme.pdf": b"%PDF", "s1.ipynb": work(), "s2.ipynb": work("2")}),
    )
    report = desk.bring(source)
    assert [row.student_id for row in report.students] == ["s1", "s2"]
    assert report.problems == [
        (f"all.zip: {LAB}.ipynb", "Its name does not say who handed it in; it was left."),
        ("all.zip: readme.pdf", "It is no notebook; it was left."),
    ]
    assert sorted(path.name for path in desk.submitted.iterdir()) == ["s1", "s2"]


def test_a_damaged_source_is_told(desk: Desk) -> None:
    report = desk.bring(desk.source("all.zip", b"PK nonsense"))
    assert report.students == []
    assert report.problems == [("all.zip: ", "It is damaged, or no zip that can be opened here.")]


def test_a_course_may_set_its_own_limits(desk: Desk) -> None:
    config = Config()
    config.SafeExtractor.max_file_bytes = 100
    report = desk.bring(desk.source("all.zip", pack({f"Ana_1_{FOLDER}/{LAB}.ipynb": work()})), config=config)
    assert report.students[0].outcome == "no notebook"


def test_nothing_is_left_of_the_work(desk: Desk) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/w.zip": pack({f"{LAB}.ipynb": work()})})
    assert [path.name for path in desk.submitted.iterdir()] == ["Ana"]
    assert sorted(path.name for path in (desk.submitted / "Ana" / LAB).iterdir()) == [
        "import.json",
        f"{LAB}.ipynb",
    ]


def test_a_full_disk_takes_nothing_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("first")}, EARLY)

    def full(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(OSError, match="No space"):
        desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("second")}, LATER)
    assert desk.notebook("Ana") == work("first")
    assert list(desk.submitted.rglob("*.part")) == []
