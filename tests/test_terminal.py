"""What a terminal shows of a result: everything that matters, and nothing that a student's text could do."""

from __future__ import annotations

import io
import logging
import unicodedata
from dataclasses import replace

import pytest
from rich.console import Console

from grader.result import CheckGrade, ExerciseGrade, Grade
from grader.terminal import CleanLines, counting, show_class, show_grade, waiting, watching

HOSTILE = {
    "colours": "\x1b[31mred\x1b[0m",
    "title of the window": "\x1b]0;owned\x07",
    "cleared screen": "\x1b[2J\x1b[H",
    "one-byte control": "\x9b31m",
    "carriage return": "0 of 10\r10 of 10",
    "backspaces": "0\b\b10",
    "line breaks": "fine\n  ✓ my_dense  10 of 10",
    "line separators": "fine\u2028  ✓ my_dense",
    "markup": "[red]red[/red] [link=https://x.test]x[/link] [/]",
    "right to left": "\u202e01 / 01\u2066",
    "zero width": "a\u200bb\u2060c",
    "no valid text": "\udcff",
}


def make_grade(text: str) -> Grade:
    """Make a result that carries a text wherever a student's text can stand."""
    failed = CheckGrade(
        "c1", "It adds the bias", "failed", 0.0, 4.0, f"`f` returned {text}; expected 1.", "Try b."
    )
    passed = CheckGrade("c2", "It multiplies", "passed", 6.0, 6.0)
    exercises = (
        ExerciseGrade("f", "F", "test_f", "failed", 10.0, f"message {text}", None, (failed, passed)),
        ExerciseGrade("g", "G", "test_g", "errored", 10.0, f"`g` could not be made: {text}.", None, ()),
    )
    return Grade(
        lab="binary_digits",
        student_id=f"s {text}",
        notebook=f"{text}.ipynb",
        status="partly_graded",
        reason=f"g could not be judged: {text}.",
        max_score=20.0,
        execution_time=0.1,
        exercises=exercises,
        warnings=(f"An import failed: {text}.",),
    )


def shown(grade: Grade, in_full: bool = True, width: int = 300) -> str:
    """Return what a terminal without colours gets."""
    console = Console(file=io.StringIO(), width=width, color_system=None, force_terminal=True)
    show_grade(console, grade, in_full=in_full)
    show_class(console, [grade, replace(grade, status="ungradable", exercises=(), max_score=0.0)], "A class")
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_shown_and_does_nothing(name: str) -> None:
    out = shown(make_grade(HOSTILE[name]))
    controls = {c for c in out if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")} - {"\n"}
    assert not controls
    plain = shown(make_grade("X"))
    assert len(out.splitlines()) == len(plain.splitlines()), "no text can make lines of its own"
    out.encode("utf-8")


def test_markup_is_shown_as_it_was_written() -> None:
    assert "returned [red]red[/red] [link=https://x.test]x[/link] [/]; expected 1." in shown(
        make_grade(HOSTILE["markup"])
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_logged_is_clean_and_an_error_keeps_its_lines(name: str) -> None:
    try:
        raise ValueError(HOSTILE[name])
    except ValueError as error:
        trace = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("grader", logging.ERROR, "", 1, "failed on %s", (HOSTILE[name],), trace)
    out = CleanLines().format(record)
    assert {c for c in out if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} <= {"\n"}
    assert "\n    raise ValueError" in out


def test_a_very_long_text_is_cut() -> None:
    assert max(map(len, shown(make_grade("x" * 100_000)).split())) < 500


def test_a_grade_shows_score_status_message_and_hint() -> None:
    out = shown(make_grade("None"), in_full=False)
    for text in (
        "None.ipynb  binary_digits  6 of 20 points",
        "✗ f  6 of 10",
        "! g  0 of 10  errored",
        "✗ It adds the bias  0 of 4",
        "`f` returned None; expected 1.",
        "Hint: Try b.",
        "note: An import failed: None.",
    ):
        assert text in out


def test_in_full_shows_what_passed_too() -> None:
    assert "✓ It multiplies  6 of 6" in shown(make_grade("x"), in_full=True)
    assert "It multiplies" not in shown(make_grade("x"), in_full=False)


def test_a_message_that_the_exercise_says_already_is_not_said_twice() -> None:
    grade = make_grade("x")
    first = grade.exercises[0]
    same = replace(first, message=first.checks[0].message)
    out = shown(replace(grade, exercises=(same,)), in_full=False)
    show_only = out.partition("A class")[0]
    assert show_only.count("`f` returned x; expected 1.") == 1


def test_an_ungradable_file_shows_its_reason() -> None:
    grade = Grade(None, None, "a.ipynb", "ungradable", "It is empty.", 0.0, 0.0)
    assert "a.ipynb  ungradable: It is empty." in shown(grade)


def test_a_class_shows_a_row_per_submission_and_what_stands_out() -> None:
    out = shown(replace(make_grade("None"), status="graded", reason=None, student_id="s001")).partition(
        "A class"
    )[2]
    row = next(line for line in out.splitlines() if "s001" in line)
    assert "6/20" in row
    assert "6 ✗" in row
    assert "0 !" in row
    assert "message None" in row


def test_waiting_says_so_in_one_line_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("Starting [the] worker"):
        pass
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "Starting [the] worker ...\n"


def test_watching_says_each_step_and_cleans_it(capsys: pytest.CaptureFixture[str]) -> None:
    with watching("Grading") as say:
        say("[red]s001\x1b[2J")
    assert capsys.readouterr().err == "Grading [red]s001 [2J ...\n"


def test_counting_shows_how_far_it_is_on_a_terminal_and_nothing_elsewhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with counting(2, 5, "a.ipynb"):
        pass
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with counting(2, 5, "[red]a\x1b[2J.ipynb"):
        pass
    shown = capsys.readouterr().err
    assert "2/5" in shown
    assert "[red]a [2J.ipynb" in shown


def test_a_class_of_a_long_lab_has_one_column_with_a_sign_for_each_exercise() -> None:
    grade = make_grade("None")
    right = replace(grade.exercises[0], status="passed", name="right")
    long = tuple(replace(right, name=f"e{i}") for i in range(11)) + grade.exercises
    out = shown(replace(grade, exercises=long, student_id="s001"), width=120).partition("A class")[2]
    assert "exercises 1 to 13" in out
    row = next(line for line in out.splitlines() if "s001" in line)
    assert "✓✓✓✓✓ ✓✓✓✓✓ ✓✗!" in row
