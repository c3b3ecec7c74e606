"""`grader export`: files that are written whole, never over another one, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import grader
from grader.whole import write_whole
from tests.exchange import Desk, make_gradebook, mini_result
from tests.mini_course import LAB

CANVAS = "Student,ID,SIS Login ID,Section,Mini (1)\n    Points Possible,,,,20\nAna,s1,a,,\nBo,s2,b,,\n"
MOODLE = (
    "Identifier,Full name,ID number,Grade,Maximum Grade\nParticipant 1,Ana,s1,,20\nParticipant 2,Bo,s2,,20\n"
)


@pytest.fixture(scope="module")
def gradebooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two gradebooks, for making one takes a while: both students judged, and one who waits."""
    results = [mini_result("s1", 10, 5), mini_result("s2", 4)]
    judged = make_gradebook(Desk(tmp_path_factory.mktemp("judged")), results)
    other = Desk(tmp_path_factory.mktemp("waiting"))
    shutil.copy(judged, other.root)
    return {"judged": judged, "waiting": make_gradebook(other, [mini_result("s3", None)])}


@pytest.fixture
def desk(tmp_path: Path, gradebooks: dict[str, Path]) -> Desk:
    desk = Desk(tmp_path)
    shutil.copy(gradebooks["judged"], desk.root)
    return desk


def run(desk: Desk, *arguments: str) -> Result:
    return CliRunner().invoke(grader, ["export", "--course", str(desk.root), "--format", *arguments])


def test_the_table_is_written_into_the_course_folder(desk: Desk) -> None:
    done = run(desk, "csv")
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{desk.root / 'grades.csv'}\n"
    assert done.stderr == "2 rows written.\n"
    assert (desk.root / "grades.csv").read_text().count(f"{LAB},") == 2


def test_a_file_that_is_there_is_not_touched_unless_it_is_named(desk: Desk) -> None:
    grades = desk.root / "grades.csv"
    grades.write_text("mine")
    done = run(desk, "csv")
    assert done.exit_code == 1
    assert (
        done.stderr
        == f"Error: {grades} is there already: say --to {grades} to replace it, or name another file.\n"
    )
    assert run(desk, "csv", "--to", str(desk.root)).exit_code == 1
    assert grades.read_text() == "mine"
    assert run(desk, "csv", "--to", str(grades)).exit_code == 0
    assert grades.read_text().startswith("assignment,")


@pytest.mark.parametrize(("form", "text"), [("canvas", CANVAS), ("moodle", MOODLE)])
def test_a_downloaded_file_is_filled_in_and_stays_as_it_was(desk: Desk, form: str, text: str) -> None:
    into = desk.source("down.csv", text.encode())
    done = run(desk, form, "--into", str(into))
    assert done.exit_code == 0, done.output
    assert into.read_text() == text
    path = Path(done.stdout.strip())
    assert path.parent == desk.root
    expected = text.replace(",a,,", ",a,,15").replace(",b,,", ",b,,4").replace("s1,,", "s1,15,")
    assert path.read_text() == expected.replace("s2,,", "s2,4,")
    again = run(desk, form, "--into", str(into), "--to", str(into))
    assert again.exit_code == 0
    assert into.read_bytes() == path.read_bytes()


def test_who_was_not_found_is_told_and_the_rest_written(desk: Desk) -> None:
    into = desk.source("down.csv", CANVAS.replace("Bo,s2,b,,\n", "").encode())
    done = run(desk, "canvas", "--into", str(into))
    assert done.exit_code == 1
    assert f"{LAB}: s2: was not found in the file." in done.stderr
    assert Path(done.stdout.strip()).read_text().endswith("Ana,s1,a,,15\n")


def test_what_waits_for_a_person_is_told(desk: Desk, gradebooks: dict[str, Path]) -> None:
    shutil.copy(gradebooks["waiting"], desk.root)
    done = run(desk, "csv")
    assert done.exit_code == 1
    assert f"Not final, for an exercise waits for a score: s3 ({LAB})." in done.stderr


def test_gradescopes_results_are_a_projection(desk: Desk) -> None:
    result = {"lab": LAB, "score": 15.0, "execution_time": 0.2, "reason": None, "warnings": ["A note."]}
    result |= {"status": "graded", "exercises": [], "extra_data": {"seed": 7, "origin": {}}}
    result |= {"tests": [{"name": "double: a check", "score": 4.0, "max_score": 4.0, "output": ""}]}
    for student in ("s1", "李 雷"):
        write_whole(desk.root / "results" / LAB / f"{student}.json", json.dumps(result).encode())
    done = run(desk, "gradescope")
    assert done.exit_code == 0, done.output
    assert done.stderr == "2 results written.\n"
    written = json.loads((desk.root / "gradescope" / LAB / "李 雷" / "results.json").read_bytes())
    assert (written["score"], written["tests"], written["output"]) == (15.0, result["tests"], "A note.")
    assert written["extra_data"] == {"lab": LAB, "status": "graded", "seed": 7}
    again = run(desk, "gradescope")
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert run(desk, "gradescope", "--to", str(desk.root / "gradescope")).exit_code == 0
    assert run(desk, "gradescope", "--to", str(desk.root / "gradebook.db")).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["canvas"],
        ["moodle"],
        ["csv", "--into", "gradebook.db"],
        ["csv", "--column", "a=b"],
        ["canvas", "--into", "gradebook.db", "--column", "a"],
        ["xml"],
        ["csv", "no_such_lab"],
    ],
)
def test_wrong_usage_ends_with_2(desk: Desk, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    assert run(desk, *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no table"),
        (b"a,b\n1,2\n", "no gradebook of Canvas"),
        (b"\xff\xfea", "goes on as something else"),
    ],
)
def test_a_file_that_is_something_else_ends_with_one_sentence(desk: Desk, data: bytes, said: str) -> None:
    done = run(desk, "canvas", "--into", str(desk.source("down.csv", data)))
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (desk.root / "grades_canvas.csv").exists()


def test_without_grades_the_next_step_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for form in ("csv", "gradescope"):
        done = run(desk, form)
        assert done.exit_code == 1
        assert "run grader autograde first" in done.stderr


def test_a_column_may_be_said(desk: Desk) -> None:
    into = desk.source(
        "down.csv",
        CANVAS.replace("Mini (1)", "Week 1, a = b").replace("Week 1, a = b", '"Week 1, a = b"').encode(),
    )
    done = run(desk, "canvas", "--into", str(into), "--column", f"{LAB}=Week 1, a = b")
    assert done.exit_code == 0, done.output


def test_a_half_written_file_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "grades.csv"
    write_whole(path, b"old")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["grades.csv"]
