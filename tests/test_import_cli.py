"""`grader import`: what it prints, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import grader
from tests.exchange import FOLDER, Desk, pack, work
from tests.mini_course import LAB


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def run(desk: Desk, *arguments: str) -> Result:
    return CliRunner().invoke(
        grader, ["import", *arguments, "--lab", LAB, "--course", str(desk.root)], env={"COLUMNS": "100"}
    )


def test_a_plain_class_is_counted(desk: Desk) -> None:
    names = [f"Student {number}_{number}_{FOLDER}/{LAB}.ipynb" for number in range(30)]
    source = desk.source("all.zip", pack({name: work(name) for name in names}))
    done = run(desk, str(source))
    assert done.exit_code == 0, done.output
    assert done.stdout.split("\n") == ["all.zip: from Moodle", "", "30 students: 30 new.", ""]
    assert run(desk, str(source)).stdout.endswith("30 students: 30 there already.\n")


def test_the_table_tells_who_what_and_what_was_noticed(desk: Desk) -> None:
    files = {
        f"ana_1_10_{LAB}.ipynb": work("1"),
        f"bo_LATE_2_11_{LAB}.ipynb": work("2"),
        "cy_3_12_report.pdf": b"%PDF",
    }
    done = run(desk, str(desk.source("all.zip", pack(files))))
    assert done.exit_code == 1
    lines = done.stdout.split("\n")
    assert lines[0] == "all.zip: from Canvas"
    assert lines[2].split() == ["student", "submission", "what", "was", "noticed"]
    assert lines[3].startswith("2 (bo)   new          Canvas marks it as late")
    assert "3 (cy)   no notebook  There is no notebook." in done.stdout
    assert "3 students: 2 new, 1 no notebook." in done.stdout
    assert "1 (ana)" not in done.stdout


def test_what_could_not_be_brought_in_is_told(desk: Desk) -> None:
    done = run(desk, str(desk.source(f"{LAB}.ipynb", work())))
    assert done.exit_code == 1
    assert "What could not be brought in (1)" in done.stdout
    assert f"{LAB}.ipynb: Its name does not say who handed it in; it was left." in done.stdout
    assert "No submission was found." in done.stdout


def test_hostile_names_do_nothing_to_the_terminal(desk: Desk) -> None:
    name = f"[red]\x1b[2J\u202eEve_1_{FOLDER}/[bold]\x07.pdf"
    done = run(desk, str(desk.source("all.zip", pack({name: b"x"}))))
    assert "[red]" in done.stdout
    assert not set(done.stdout) & set("\x1b\x07\u202e")


def test_another_folder_may_be_named(desk: Desk, tmp_path: Path) -> None:
    source = desk.source("s1.ipynb", work())
    assert run(desk, str(source), "--to", str(tmp_path / "there")).exit_code == 0
    assert (tmp_path / "there" / "s1" / LAB / f"{LAB}.ipynb").read_bytes() == work()
    assert not desk.submitted.exists()


def test_settings_of_the_course_hold(desk: Desk) -> None:
    (desk.root / "nbgrader_config.py").write_text("c = get_config()\nc.SafeExtractor.max_file_bytes = 100\n")
    done = run(desk, str(desk.source("all.zip", pack({f"Ana_1_{FOLDER}/{LAB}.ipynb": work()}))))
    assert "1 no notebook" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["no-such-file.zip"], [], ["--from", "blackboard", "x"], ["--lab", "no_such_lab", "labs"]]
)
def test_wrong_usage_ends_with_2(desk: Desk, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    lab = [] if "--lab" in arguments else ["--lab", LAB]
    assert CliRunner().invoke(grader, ["import", *arguments, *lab]).exit_code == 2


def test_the_submissions_themselves_are_no_source(desk: Desk) -> None:
    desk.submitted.mkdir()
    for source in (desk.submitted, desk.root):
        done = run(desk, str(source))
        assert done.exit_code == 2
        assert "holds the folder of the submissions" in done.stderr


def test_a_target_that_cannot_be_written_ends_with_one_sentence(desk: Desk) -> None:
    target = desk.source("a-file", b"")
    done = run(desk, str(desk.source("s1.ipynb", work())), "--to", str(target / "below"))
    assert done.exit_code == 1
    assert done.stderr.strip().split("\n")[-1].startswith("Error: ")
    assert "Not a directory" in done.stderr
