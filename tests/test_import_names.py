"""Whose a file is: the names that Moodle, Canvas, Blackboard and people give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.plugins import FileNameCollectorPlugin
from traitlets.config import Config

from grader.collect.handed import Sender
from grader.collect.labels import copy_number, is_named_after, without_lab
from grader.collect.names import Lms, Names, names_for, recognise_lms, utc_stamp, without_wrapper

LAB = "multiclass_digits"


def names(lms: Lms, config: Config | None = None) -> Names:
    return names_for(lms, LAB, config or Config())


@pytest.mark.parametrize(
    ("name", "student", "number", "file"),
    [
        ("Ana Gómez_1234_assignsubmission_file/work.ipynb", "Ana Gómez", "1234", "work.ipynb"),
        ("Ana Gómez_1234_assignsubmission_file_/work.ipynb", "Ana Gómez", "1234", "work.ipynb"),
        ("Ana Gómez_1234_assignsubmission_file_work.ipynb", "Ana Gómez", "1234", "work.ipynb"),
        ("out/Ana Gómez_1234_assignsubmission_file/a/b.ipynb", "Ana Gómez", "1234", "b.ipynb"),
        ("李 雷_5_assignsubmission_file/1_2_x.ipynb", "李 雷", "5", "1_2_x.ipynb"),
        ("Team A_77_assignsubmission_file/x.ipynb", "Team A", "77", "x.ipynb"),
        ("Default group_assignsubmission_file/x.ipynb", "Default group", None, "x.ipynb"),
        ("Group 1-Ana_9_assignsubmission_onlinetext/onlinetext.html", "Group 1-Ana", "9", "onlinetext.html"),
        ("-rf_3_assignsubmission_file/x.ipynb", "rf", "3", "x.ipynb"),
    ],
)
def test_moodles_names(name: str, student: str, number: str | None, file: str) -> None:
    sender = names("moodle").sender(name)
    assert sender is not None
    assert (sender.student_id, sender.number, sender.file) == (student, number, file)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gomezana_12_345_work.ipynb", Sender("12", "gomezana", "12", "work.ipynb", 345)),
        ("gomezana_LATE_12_345_w-1.ipynb", Sender("12", "gomezana", "12", "w-1.ipynb", 345, is_late=True)),
        ("müllerjürgen_12_345_7_8_w.ipynb", Sender("12", "müllerjürgen", "12", "7_8_w.ipynb", 345)),
        ("anon_Ab1c2_77_w.ipynb", Sender("anon_Ab1c2", None, "anon_Ab1c2", "w.ipynb", 77)),
        ("LATE_anon_Ab1c2_77_w.ipynb", Sender("anon_Ab1c2", None, "anon_Ab1c2", "w.ipynb", 77, is_late=True)),
        ("gomezana_12_text.html", Sender("12", "gomezana", "12", "text.html")),
        ("submissions/gomezana_12_345_w.zip/a/b.ipynb", Sender("12", "gomezana", "12", "b.ipynb", 345)),
    ],
)
def test_canvas_names(name: str, expected: Sender) -> None:
    assert names("canvas").sender(name) == expected


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("s001.ipynb", "s001"),
        ("s001_multiclass_digits.ipynb", "s001"),
        ("Multiclass Digits - Müller, Jürgen.ipynb", "Müller, Jürgen"),
        ("multiclass_digits_group-1.ipynb", "group-1"),
        ("anna (1).ipynb", "anna"),
        ("s001/multiclass_digits/multiclass_digits.ipynb", "s001"),
        ("s001.zip/deep/multiclass_digits.ipynb", "s001"),
        ("李雷.IPYNB", "李雷"),
        ("Lab 2_bitdiddle_attempt_2016-01-30-15-00-00_problem1.ipynb", "bitdiddle"),
    ],
)
def test_names_that_people_give(name: str, student: str) -> None:
    sender = names("flat").sender(name)
    assert sender is not None
    assert sender.student_id == student


@pytest.mark.parametrize(
    "name", ["multiclass_digits.ipynb", "multiclass_digits (2).ipynb", "-.ipynb", "...zip"]
)
def test_names_that_tell_nobody(name: str) -> None:
    assert names("flat").sender(name) is None


def test_blackboards_time_is_read() -> None:
    sender = names("flat").sender("Lab_bitdiddle_attempt_2016-01-30-15-00-00_problem1.ipynb")
    assert sender is not None
    assert (sender.timestamp, sender.file) == ("2016-01-30 15:00:00.000000 UTC", "problem1.ipynb")


def test_the_courses_own_expression_holds_for_flat_sources_alone() -> None:
    config = Config()
    config.FileNameCollectorPlugin.named_regexp = (
        r"week3-(?P<student_id>\w+)-(?P<timestamp>\d+)-(?P<file_id>.+)"
    )
    sender = names("flat", config).sender("week3-ada-20260301-work.ipynb")
    assert sender == Sender("ada", None, None, "work.ipynb", timestamp="2026-03-01 00:00:00.000000 UTC")
    assert names("flat", config).sender("ada.ipynb") is None
    moodle = names("moodle", config).sender("Ana_1_assignsubmission_file/w.ipynb")
    assert moodle is not None
    assert moodle.student_id == "Ana"


@pytest.mark.parametrize("lms", ["moodle", "canvas", "flat"])
def test_each_is_a_collector_of_nbgrader(lms: Lms) -> None:
    assert isinstance(names(lms), FileNameCollectorPlugin)


def test_nobody_speaks_for_somebody_else_from_inside_a_zip() -> None:
    inner = "Eva_2_assignsubmission_file/x.ipynb"
    sender = names("moodle").sender(f"Mallory_1_assignsubmission_file/w.zip/{inner}")
    assert sender is not None
    assert sender.student_id == "Mallory"
    canvas = names("canvas").sender("mallory_1_10_w.zip/eva_2_20_x.ipynb")
    assert canvas is not None
    assert canvas.student_id == "1"
    flat = names("flat").sender("mallory.zip/eva/multiclass_digits.ipynb")
    assert flat is not None
    assert flat.student_id == "mallory"


@pytest.mark.parametrize(
    ("found", "lms"),
    [
        (["a/Ana_1_assignsubmission_file/x.ipynb", "readme.txt"], "moodle"),
        (["ana_1_2_x.ipynb", "bo_LATE_3_4_x.ipynb", "odd.ipynb"], "canvas"),
        (["ana_1_2_x.ipynb", "bo.ipynb", "cy.ipynb"], "flat"),
        ([], "flat"),
    ],
)
def test_the_system_is_recognised(found: list[str], lms: Lms) -> None:
    assert recognise_lms(found) == lms


@pytest.mark.parametrize(
    ("found", "wrapper"),
    [
        (["all/s1.ipynb", "all/s2.ipynb"], "all/"),
        (["all/s1.ipynb"], "all/"),
        (["a/b/s1/x.ipynb", "a/b/s2/x.ipynb"], "a/b/"),
        (["all/s1.zip", "all/s1.zip/x.ipynb", "all/s2.zip", "all/s2.zip/x.ipynb"], "all/"),
        (["all/s1/multiclass_digits/multiclass_digits.ipynb", "all/s2/multiclass_digits/x.ipynb"], "all/"),
        (["s1/multiclass_digits.ipynb", "s1/scratch.ipynb"], ""),
        (["s1/multiclass_digits/multiclass_digits.ipynb"], ""),
        (["s1.zip", "s1.zip/work/x.ipynb"], ""),
        (["s1/x.ipynb", "s2/x.ipynb"], ""),
        (["s1.ipynb", "s2/x.ipynb"], ""),
        (["a/b/c/report.pdf"], ""),
    ],
)
def test_a_folder_around_a_class_is_no_student(found: list[str], wrapper: str) -> None:
    assert without_wrapper(found, LAB) == wrapper


@pytest.mark.parametrize(
    ("stem", "rest"),
    [
        ("multiclass_digits", ""),
        ("Multiclass-Digits (3)", ""),
        ("multiclass_digits-Copy2", ""),
        ("multiclass_digits-1", ""),
        ("multiclassdigits", ""),
        ("anna-1", "anna-1"),
        ("submulticlass_digits", "submulticlass_digits"),
        ("multiclass_digits2", "multiclass_digits2"),
    ],
)
def test_the_labs_name_is_taken_off(stem: str, rest: str) -> None:
    assert without_lab(stem, LAB) == rest
    assert is_named_after(f"{stem}.ipynb", LAB) == (rest == "")


def test_a_lab_with_a_short_name_is_not_found_inside_a_students() -> None:
    assert without_lab("dominik", "mini") == "dominik"
    assert without_lab("mini_dominik", "mini") == "dominik"


@pytest.mark.parametrize(
    ("file", "number"),
    [("w.ipynb", 0), ("w (2).ipynb", 2), ("w-1.ipynb", 1), ("w-Copy3.ipynb", 3), ("w - Kopie.ipynb", 1)],
)
def test_copies_have_numbers(file: str, number: int) -> None:
    assert copy_number(file) == number


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2026-03-01 10:11:12.5 Europe/Berlin", "2026-03-01 09:11:12.500000 UTC"),
        ("2026-03-01 10:11:12 UTC", "2026-03-01 10:11:12.000000 UTC"),
        ("yesterday", None),
        ("9" * 300, None),
        ("", None),
    ],
)
def test_times_are_read_as_nbgrader_reads_them(text: str, stamp: str | None) -> None:
    assert utc_stamp(text) == stamp


@given(st.text(max_size=60), st.sampled_from(["moodle", "canvas", "flat"]))
def test_any_name_is_read(name: str, lms: Lms) -> None:
    sender = names(lms).sender(name)
    assert sender is None or sender.student_id


@pytest.mark.parametrize("lms", ["moodle", "canvas", "flat"])
def test_a_name_made_to_be_slow_is_read(lms: Lms) -> None:
    for name in ("a_1" * 3000, "_assignsubmission_" * 500, "/".join(["a_1_2"] * 2000), "LATE_" * 2000):
        names(lms).sender(name)
