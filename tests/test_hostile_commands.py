"""The commands on a class that hands in hostile texts: what they print and write is text and does nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from test_terminal import make_grade

from grader import cli, cli_class
from grader.exports.cells import as_it_was
from tests.foreign.base import LAB
from tests.hostile import HOSTILE, HostileWorkers, make_hostile_class
from tests.made_class import MadeClass

OWN_ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[[0-9]*[AK]")
"""What rich writes: colours, the cursor shown or hidden, a line gone up or wiped."""

Printed = tuple[int, str, str]
Command = Callable[..., Printed]


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], repository: Path
) -> Command:
    """Run the command line in this process on what it takes for a terminal; return code, stdout, stderr."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "3000")

    def run(*arguments: str | Path) -> Printed:
        monkeypatch.setattr(sys, "argv", ["grader", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out.decode(), err.decode()

    return run


@pytest.fixture
def made(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> MadeClass:
    """A hostile class, and workers who find its texts in it."""

    @contextmanager
    def workers(*_: object) -> Iterator[HostileWorkers]:
        yield HostileWorkers()

    monkeypatch.setattr(cli_class, "_workers", workers)
    made = MadeClass(tmp_path)
    shutil.copy(repository / "nbgrader_config.py", tmp_path)
    make_hostile_class(made)
    return made


def expect_quiet(printed: str) -> None:
    """Demand that nothing steers the terminal but rich's own colours, and nothing turns or hides text."""
    text = OWN_ESCAPE.sub("", printed).replace("\r", "")
    found = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")}
    assert found <= {"\n", "\t"}


@pytest.mark.parametrize("name", HOSTILE)
def test_grade_and_check_print_it_as_text(
    command: Command, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cli, "start_grader", lambda *_, **__: nullcontext())
    said = {}
    for text in ("X", f"[red]{HOSTILE[name]}[/red]"):
        monkeypatch.setattr(cli, "grade_file", lambda *_, text=text: make_grade(text))
        (tmp_path / "x.ipynb").touch()
        for arguments in (["grade"], ["check"]):
            code, out, err = command(*arguments, tmp_path / "x.ipynb")
            assert code == 0
            expect_quiet(out + err)
            said[text[:1], arguments[0]] = OWN_ESCAPE.findall(out)
            assert ("[red]" in out) == (text != "X")
    assert said["X", "grade"] == said["[", "grade"], "it changes no colour"
    assert said["X", "check"] == said["[", "check"]


@pytest.mark.parametrize("name", HOSTILE)
def test_json_is_text_that_every_reader_takes(
    command: Command, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "start_grader", lambda *_, **__: nullcontext())
    monkeypatch.setattr(cli, "grade_file", lambda *_: make_grade(HOSTILE[name]))
    code, out, _ = command("grade", "--json", "x.ipynb")
    assert code == 0
    expect_whole(json.loads(out))
    [result] = json.loads(out)
    assert (
        result["exercises"][0]["message"]
        == f"message {HOSTILE[name].encode(errors='backslashreplace').decode()}"
    )


def expect_whole(data: Any) -> None:
    """Demand that data from JSON hold no half of a surrogate pair."""
    json.dumps(data, ensure_ascii=False).encode()


def test_all_commands_of_a_class_print_and_write_harmless_texts(command: Command, made: MadeClass) -> None:
    course = made.course
    for arguments in (
        ["autograde", "--dry-run"],
        ["autograde"],
        ["feedback"],
        ["report"],
        ["export", "--format", "csv"],
        ["export", "--format", "gradescope"],
    ):
        code, out, err = command(*arguments, "--course", course.root)
        assert code == 0, err
        expect_quiet(out + err)
        assert "Traceback" not in err
        assert "\x1b]" not in out + err
    expect_harmless_table(course.root / "grades.csv")
    for path in (*course.results_dir.rglob("*.json"), *(course.root / "gradescope").rglob("*.json")):
        expect_whole(json.loads(path.read_bytes().decode()))
    for path in course.autograded_dir.rglob("*.ipynb"):
        expect_bare_notebook(json.loads(path.read_bytes().decode()))
    assert len(list(course.autograded_dir.rglob("*.ipynb"))) == len(HOSTILE)


def expect_harmless_table(path: Path) -> None:
    """Demand a row for each student, no formula, and the ids as the gradebook has them."""
    text = path.read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(HOSTILE)
    assert not any(
        cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for row in rows for cell in row.values()
    )
    with sqlite3.connect(path.with_name("gradebook.db")) as book:
        known = {student for (student,) in book.execute("select id from student")}
    book.close()
    assert {as_it_was(row["student_id"]) for row in rows} == known


def expect_bare_notebook(content: Any) -> None:
    """Demand that a notebook for formgrader carry nothing but its cells' text and our own cards."""
    expect_whole(content)
    assert content["metadata"]["kernelspec"]["name"] == "python3"
    for place, cell in enumerate(content["cells"]):
        assert "attachments" not in cell
        assert cell["id"] == f"cell-{place}"
        assert set(cell["metadata"]) <= {"nbgrader"}
        assert cell["cell_type"] in ("code", "markdown")
        for output in cell.get("outputs", []):
            assert set(output["data"]) == {"text/html", "text/plain"}
            shown = "".join(output["data"]["text/html"])
            found = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z]+)", shown)}
            assert found <= {"div", "span", "details", "summary"}


def test_a_second_run_finds_each_hostile_student_again(command: Command, made: MadeClass) -> None:
    root = made.course.root
    command("autograde", "--course", root)
    code, _, err = command("autograde", "--resume", "--course", root)
    assert code == 0
    assert f"0 to grade, {len(HOSTILE)} done before" in err
    assert "0 submissions written" in err


@pytest.mark.parametrize("name", ["colours", "turned round", "no text"])
def test_a_problem_that_names_a_students_file_is_one_clean_sentence(
    command: Command, made: MadeClass, name: str
) -> None:
    number = list(HOSTILE).index(name)
    [student] = [s for s in made.store.students(LAB.name) if s.startswith(f"{number:02d} ")]
    for folder, arguments in (
        (made.course.feedback_dir, ["feedback"]),
        (made.course.results_dir, ["autograde"]),
        (made.course.root / "gradescope", ["export", "--format", "gradescope"]),
    ):
        blocked = folder / student if folder == made.course.feedback_dir else folder
        shutil.rmtree(blocked, ignore_errors=True)
        blocked.parent.mkdir(parents=True, exist_ok=True)
        blocked.write_text("in the way")
        code, out, err = command(*arguments, "--course", made.course.root)
        assert code in (1, 2)
        expect_quiet(out + err)
        assert "Error: " in err
        assert "Traceback" not in err
        blocked.unlink()
