"""The card: what it shows, that nothing hostile gets through, and how Jupyter shows a failed test."""

from __future__ import annotations

import html.parser
import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from public_tests import binary_digits
from public_tests.card import Card, ChecksFailed, show_card
from public_tests.checks import Check, CheckResult, Exercise, ExerciseReport
from public_tests.known_mistakes import Misconception
from public_tests.targets import LocalTarget

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`</span><b>`&"


def _without_bias(a_in, W, b, g):
    return g(a_in @ W)


def _report(answer: object = _without_bias) -> ExerciseReport:
    exercise = binary_digits.EXERCISES[1]
    return exercise.run([LocalTarget(exercise.name, answer)])


class _Reader(html.parser.HTMLParser):
    """Reads HTML: its tags in order, their attributes, its text; unbalanced tags are an error."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, f"not closed: {self._open}"
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_card_shows_points_rows_values_hint_idea_and_next_step() -> None:
    text = _Reader(Card(_report())._repr_html_()).text
    for part in (
        "Exercise 2: a dense layer 5 of 7 points 3 more are checked after submission.",
        "✗ Each unit adds its own bias 0 / 1",
        "yours [2, 8] expected [5, 13]",
        "Hint What is added to the dot product before g is applied?",
        "○ All together: g is applied last, to the dot product plus the bias "
        "· not run: it needs “Each unit adds its own bias” 0 / 1",
        "Your results fit this: The bias b is never added.",
        "Next: mend “Each unit adds its own bias”, run the cell of my_dense again, then this test.",
    ):
        assert part in text


def test_the_text_form_says_the_same() -> None:
    assert repr(Card(_report())).splitlines() == [
        "Exercise 2: a dense layer — 5 of 7 points",
        "████████████████████░░░░░░░░  3 more are checked after submission.",
        "  ✓ `my_dense` is a function",
        "  ✓ It returns one number per unit",
        "  ✓ Each unit adds up the inputs times their weights  (2 / 2)",
        "  ✓ Unit j takes its weights from column j of `W`  (1 / 1)",
        "  ✗ Each unit adds its own bias  (0 / 1)",
        "      `my_dense(a_in, W, b, g)` with `a_in = [1, 2]`, `W = [[2, 0], [0, 4]]`, `b = [3, 5]`, `g(z) =",
        "      z` returned [2, 8]; expected [5, 13].",
        "      Hint: What is added to the dot product before g is applied?",
        "  ✓ Each unit applies the function g that it is given  (1 / 1)",
        "  ○ All together: g is applied last, to the dot product plus the bias  (0 / 1)"
        "  · not run: it needs “Each unit adds its own bias”",
        "  ✓ It leaves its arguments as they were  (1 / 1)",
        "Your results fit this: The bias `b` is never added. "
        "Which number belongs to unit j besides its weights?",
        "Next: mend “Each unit adds its own bias”, run the cell of `my_dense` again, then this test.",
    ]


def test_a_passed_card_says_what_is_left_and_to_go_on() -> None:
    text = _Reader(Card(_report(lambda a, W, b, g: g(a @ W + b)))._repr_html_()).text
    assert "7 of 7 points 3 more are checked after submission." in text
    assert text.endswith("Next: go on with the notebook.")


def test_nothing_hostile_becomes_markup() -> None:
    """Wherever a text could carry what a student wrote, it arrives as text, letter by letter."""
    check = Check("c", HOSTILE, lambda f: None, 1.0, hint=HOSTILE)
    results = (
        CheckResult(check, "failed", HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        CheckResult(check, "failed", HOSTILE),
        CheckResult(check, "skipped", HOSTILE),
        CheckResult(check, "passed"),
    )
    report = ExerciseReport(Exercise(HOSTILE, HOSTILE), results, Misconception("m", HOSTILE, HOSTILE, {}))
    reader = _Reader(Card(report)._repr_html_())
    assert set(reader.tags) == {"div", "span", "details", "summary"}
    assert {name for name, _ in reader.attributes} == {"style"}
    assert "".join(reader.words).count("<script>alert(1)</script><img src=x onerror=alert(1)>") >= 10


def test_the_card_brings_no_style_that_jupyter_strips_or_a_dark_page_breaks() -> None:
    """Inline styles only, no variables, no colours but the accents and translucent greys."""
    source = Card(_report())._repr_html_()
    assert "<style" not in source
    assert "var(" not in source
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", source)) <= {"#1a7f37", "#d1242f", "#9a6700"}
    assert set(re.findall(r"rgba?\([^)]*\)", source)) <= {
        f"rgba(128,128,128,{a})" for a in (".12", ".2", ".3")
    }


def test_outside_a_notebook_the_card_is_printed_and_the_error_is_one_sentence() -> None:
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(ChecksFailed) as caught:
        binary_digits.EXERCISES[1](_without_bias)
    assert out.getvalue().startswith("Exercise 2: a dense layer — 5 of 7 points\n")
    assert str(caught.value) == (
        "`my_dense` has 5 of 7 points. Each unit adds its own bias: `my_dense(a_in, W, b, g)` with "
        "`a_in = [1, 2]`, `W = [[2, 0], [0, 4]]`, `b = [3, 5]`, `g(z) = z` returned [2, 8]; expected [5, 13]."
    )
    assert isinstance(caught.value, AssertionError)


def test_a_passed_test_returns_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """nbgrader reads a number that a test cell ends with as its score."""
    assert binary_digits.EXERCISES[1](lambda a, W, b, g: g(a @ W + b)) is None
    show_card(_report())
    assert capsys.readouterr().err == ""


def test_an_ipython_shell_shows_the_card_and_one_line(tmp_path: Path, repository: Path) -> None:
    """In a terminal IPython a failed test shows the card as text, one line of error, and no traceback."""
    script = tmp_path / "cell.ipy"
    script.write_text(
        "from public_tests.binary_digits import test_c2\n"
        "get_ipython().run_cell('test_c2(lambda a_in, W, b, g: g(a_in @ W))')\n"
    )
    command = [sys.executable, "-m", "IPython", "--colors=NoColor", "--no-banner", str(script)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=120, check=True)
    lines = done.stdout.splitlines()
    assert "Exercise 2: a dense layer — 5 of 7 points" in lines
    assert "ChecksFailed: `my_dense` has 5 of 7 points; the card above says why." in lines
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr == ""


def test_a_notebook_holds_the_card_as_html_and_text_and_an_error_of_one_line(repository: Path) -> None:
    """Run by nbclient: one display, one error without frames, nothing on stderr."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell("from public_tests.binary_digits import test_c3"),
        nbformat.v4.new_code_cell("test_c3(lambda A_in, W, b, g: g(A_in @ W + b))"),
        nbformat.v4.new_code_cell("test_c3(lambda A_in, W, b, g: g(A_in @ W))"),
    ]
    client = NotebookClient(
        notebook, allow_errors=True, timeout=120, resources={"metadata": {"path": str(repository)}}
    )
    client.execute()
    quiet, passed, failed = (cell.outputs for cell in notebook.cells)
    assert quiet == []
    assert [output.output_type for output in passed] == ["display_data"]
    assert "7 of 7 points" in passed[0].data["text/html"]
    assert passed[0].data["text/plain"].startswith("Exercise 3: ")
    assert [output.output_type for output in failed] == ["display_data", "error"]
    assert failed[1].ename == "ChecksFailed"
    assert failed[1].traceback == ["ChecksFailed: `my_dense_v` has 4 of 7 points; the card above says why."]
