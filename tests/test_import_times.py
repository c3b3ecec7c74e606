"""The latest submission counts, and a time is written where it is known."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from traitlets.config import Config

from tests.exchange import EARLY, FOLDER, LATER, Desk, pack, work
from tests.mini_course import LAB


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    files = {f"Ana_1_{FOLDER}/{LAB}.ipynb": work()}
    desk.bring_zip(files)
    before = {path: path.read_bytes() for path in desk.submitted.rglob("*") if path.is_file()}
    assert desk.bring_zip(files, LATER)["Ana"].outcome == "unchanged"
    assert {path: path.read_bytes() for path in desk.submitted.rglob("*") if path.is_file()} == before


def test_a_later_one_replaces_and_the_earlier_is_kept_aside(desk: Desk) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("first")}, EARLY)
    row = desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("second")}, LATER)["Ana"]
    assert (row.outcome, row.notices) == ("replaced", ("The notebook that was there is kept aside.",))
    assert desk.notebook("Ana") == work("second")
    assert desk.aside("Ana") == {work("first")}


def test_an_older_one_does_not_replace_and_is_kept_aside(desk: Desk) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("second")}, LATER)
    row = desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("first")}, EARLY)["Ana"]
    assert row.outcome == "older"
    assert desk.notebook("Ana") == work("second")
    assert desk.aside("Ana") == {work("first")}


def test_canvas_uploads_are_in_order_whenever_they_were_downloaded(desk: Desk) -> None:
    desk.bring_zip({f"ana_1_200_{LAB}.ipynb": work("second")}, EARLY)
    row = desk.bring_zip({f"ana_1_100_{LAB}.ipynb": work("first")}, LATER)["1"]
    assert row.outcome == "older"
    assert desk.notebook("1") == work("second")


def test_what_a_person_has_mended_since_stays(desk: Desk) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("sent")}, EARLY)
    (desk.submitted / "Ana" / LAB / f"{LAB}.ipynb").write_bytes(work("mended"))
    row = desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("sent again")}, LATER)["Ana"]
    assert row.outcome == "older"
    assert desk.notebook("Ana") == work("mended")
    assert desk.aside("Ana") == {work("sent again")}


def test_two_of_unknown_order_the_one_that_comes_now_counts(desk: Desk) -> None:
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("one")}, EARLY)
    assert desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work("two")}, EARLY)["Ana"].outcome == "replaced"
    assert desk.notebook("Ana") == work("two")
    assert desk.aside("Ana") == {work("one")}


def test_a_time_that_is_known_is_written_as_nbgrader_writes_it(desk: Desk) -> None:
    desk.source(f"in/s1/{LAB}/{LAB}.ipynb", work("1"))
    desk.source(f"in/s1/{LAB}/timestamp.txt", b"2026-03-01 11:00:00 Europe/Berlin")
    desk.source(f"in/s2/{LAB}/{LAB}.ipynb", work("2"))
    desk.bring(desk.sources / "in")
    stamp = desk.submitted / "s1" / LAB / "timestamp.txt"
    assert stamp.read_text() == "2026-03-01 10:00:00.000000 UTC"
    assert not (desk.submitted / "s2" / LAB / "timestamp.txt").exists()


def test_a_time_that_a_student_claims_is_not_believed(desk: Desk) -> None:
    inner = pack({f"{LAB}.ipynb": work(), "timestamp.txt": b"2020-01-01 00:00:00 UTC"})
    desk.bring(desk.source("s1.zip", pack({"s1.zip": inner, "s2.zip": inner})))
    desk.bring_zip({f"Ana_1_{FOLDER}/{LAB}.ipynb": work(), f"Ana_1_{FOLDER}/timestamp.txt": b"2020-01-01"})
    assert desk.notebook("s1") == desk.notebook("Ana") == work()
    assert list(desk.submitted.rglob("timestamp.txt")) == []


def test_the_time_of_an_earlier_one_goes_aside_with_it(desk: Desk) -> None:
    desk.source(f"in/s1/{LAB}/{LAB}.ipynb", work("1"))
    desk.source(f"in/s1/{LAB}/timestamp.txt", b"2026-03-01 10:00:00 UTC")
    desk.bring(desk.sources / "in")
    again = desk.source(f"again/s1/{LAB}/{LAB}.ipynb", work("2"))
    tomorrow = (datetime.now() + timedelta(days=1)).timestamp()
    os.utime(again, (tomorrow, tomorrow))
    assert desk.bring(desk.sources / "again").students[0].outcome == "replaced"
    assert not (desk.submitted / "s1" / LAB / "timestamp.txt").exists()
    assert desk.aside("s1") == {work("1"), b"2026-03-01 10:00:00.000000 UTC"}


def test_a_time_in_a_name_decides_and_is_written(desk: Desk) -> None:
    config = Config()
    config.FileNameCollectorPlugin.named_regexp = r"(?P<student_id>\w+)-(?P<timestamp>\d+)-(?P<file_id>.+)"
    for name in ("ada-20260302-w.ipynb", "ada-20260301-w.ipynb"):
        desk.source(f"in/{name}", work(name))
    desk.bring(desk.sources / "in", config=config)
    assert desk.notebook("ada") == work("ada-20260302-w.ipynb")
    stamp = desk.submitted / "ada" / LAB / "timestamp.txt"
    assert stamp.read_text() == "2026-03-02 00:00:00.000000 UTC"
