"""`grader grade` and `grader check`: results on stdout, talk on stderr, exit codes of the contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from graded_answers import submission

from grader import cli, cli_start, files, means
from grader.sandbox import Sandbox
from tests.foreign.base import MY_DENSE, STUBS


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Ended]


class _Lent:
    """The warm worker of all tests, for a command that would start and end its own."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def start(self) -> None: ...

    def close(self) -> None: ...

    def __enter__(self) -> _Lent:
        return self

    def __exit__(self, *_: object) -> None: ...

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sandbox, name)


@pytest.fixture
def command(
    warm_sandbox: Sandbox,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run the command line in this process."""
    monkeypatch.setattr(cli_start, "Sandbox", lambda: _Lent(warm_sandbox))
    monkeypatch.chdir(repository)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["grader", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int | None)
        return Ended(code or 0, out, err)

    return run


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "right.ipynb"
    path.write_bytes(submission())
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.ipynb"
    path.write_bytes(submission(my_dense=MY_DENSE.replace(" + b[j]", ""), my_dense_v=STUBS["my_dense_v"]))
    return path


def test_json_is_one_array_with_a_result_per_file_in_order(
    command: Command, right: Path, wrong: Path, tmp_path: Path
) -> None:
    absent, broken = tmp_path / "absent.ipynb", tmp_path / "broken.ipynb"
    broken.write_bytes(b"{")
    files = [wrong, absent, right, tmp_path, broken, right]
    ended = command("grade", "--json", "--seed", "5", *files)
    results = json.loads(ended.out)
    assert [result["notebook"] for result in results] == list(map(str, files))
    assert [result["status"] for result in results] == [
        "graded", "ungradable", "graded", "ungradable", "ungradable", "graded",
    ]  # fmt: skip
    assert [result["score"] for result in results] == [15, 0, 30, 0, 0, 30]
    assert {result["extra_data"]["seed"] for result in results} == {5}
    assert ended.code == 1


def test_a_low_score_is_no_failure_of_the_command(command: Command, wrong: Path) -> None:
    assert command("grade", "--json", wrong).code == 0
    assert command("grade", wrong).code == 0


UNREADABLE = {
    "absent.ipynb": "The file cannot be read (",
    "locked.ipynb": "The file cannot be read (",
    "file/below.ipynb": "The file cannot be read (",
    "folder": "This is a folder; name the notebooks in it",
    "pipe": "This is no ordinary file",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_has_its_entry_and_the_reason(
    command: Command, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("x")
    locked = tmp_path / "locked.ipynb"
    locked.write_bytes(submission())
    locked.chmod(0)
    if name == "locked.ipynb" and os.access(locked, os.R_OK):
        pytest.skip("this user may read every file")
    ended = command("grade", "--json", "--lab", "binary_digits", tmp_path / name)
    [result] = json.loads(ended.out)
    assert (result["status"], result["lab"], result["max_score"]) == ("ungradable", "binary_digits", 30.0)
    assert result["reason"].startswith(UNREADABLE[name])
    assert ended.code == 1


def test_a_file_that_is_too_large_is_not_read(
    command: Command, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_NOTEBOOK_BYTES", 100)
    ended = command("grade", "--json", right)
    assert "larger than" in json.loads(ended.out)[0]["reason"]
    assert ended.code == 1


def test_a_name_that_is_no_valid_text_is_written_as_an_escape(command: Command, right: Path) -> None:
    odd = right.with_name(os.fsdecode(b"odd-\xff.ipynb"))
    odd.write_bytes(right.read_bytes())
    ended = command("grade", "--json", odd)
    assert json.loads(ended.out)[0]["notebook"] == str(right.with_name("odd-\\udcff.ipynb"))
    assert ended.code == 0
    assert command("grade", odd).code == 0


def test_stdout_holds_results_only_and_stderr_the_talk(command: Command, right: Path) -> None:
    for arguments in (["grade", "--json"], ["grade"]):
        ended = command(*arguments, "--seed", "5", right)
        assert "seed 5" in ended.err
        assert "isolation: " in ended.err
        assert "isolation: " not in ended.out
        assert "\x1b" not in ended.out, "no colour where no terminal is"
    json.loads(command("grade", "--json", right).out)


def test_the_same_seed_prints_the_same_and_no_seed_a_fresh_one(command: Command, wrong: Path) -> None:
    def printed(*options: str) -> Any:
        [result] = json.loads(command("grade", "--json", *options, wrong).out)
        del result["execution_time"]
        return result

    assert printed("--seed", "5") == printed("--seed", "5")
    assert printed()["extra_data"]["seed"] != printed()["extra_data"]["seed"]


def test_the_text_names_score_status_and_what_is_wrong(command: Command, wrong: Path) -> None:
    ended = command("grade", wrong)
    assert "15 of 30 points" in ended.out
    assert "my_dense_v  0 of 10  not attempted" in ended.out
    assert "The bias `b` is never added." in ended.out


def test_a_lab_that_does_not_exist_is_named_in_one_sentence(command: Command, right: Path) -> None:
    ended = command("grade", "--json", "--lab", "nothing", right)
    assert ended.out == ""
    assert "There is no lab 'nothing'" in ended.err
    assert "binary_digits" in ended.err
    assert "Traceback" not in ended.err
    assert ended.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["grade"],
        ["grade", "--nothing", "x"],
        ["grade", "--seed", "-1", "x"],
        ["grade", "--seed", "x", "x"],
        ["nothing"],
    ],
)
def test_wrong_usage_ends_with_2_and_a_hint(command: Command, arguments: list[str]) -> None:
    ended = command(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert "--help" in ended.err


def test_a_course_that_is_none_is_named_in_one_sentence(
    command: Command, right: Path, tmp_path: Path
) -> None:
    for folder in (tmp_path / "nothing", tmp_path):
        ended = command("grade", "--course", folder, right)
        assert ended.code == 1
        assert ended.out == ""
        assert "--course" in ended.err


def test_a_machine_without_isolation_is_refused_unless_allowed(
    command: Command, right: Path, warm_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_sandbox, "tier", "process")
    monkeypatch.setattr(warm_sandbox, "unavailable", {"full": "unshare: not permitted"})
    refused = command("grade", "--json", right)
    assert (refused.code, refused.out) == (1, "")
    assert "full: unshare: not permitted" in refused.err
    assert "--allow-unsandboxed" in refused.err
    allowed = command("grade", "--json", "--allow-unsandboxed", right)
    assert allowed.code == 0
    assert json.loads(allowed.out)[0]["extra_data"]["isolation"] == "process"
    assert "WARNING: isolation: process" in allowed.err


def test_who_stops_a_row_of_files_keeps_what_was_graded(
    command: Command, right: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_file = cli.grade_file

    def grade_file(worker: Any, path: Path, lab_name: str | None) -> Any:
        if path.name == "second.ipynb":
            raise KeyboardInterrupt
        return of_file(worker, path, lab_name)

    monkeypatch.setattr(cli, "grade_file", grade_file)
    ended = command("grade", "--json", right, tmp_path / "second.ipynb", right)
    assert [result["score"] for result in json.loads(ended.out)] == [30.0]
    assert "Stopped: 1 of 3 files were graded." in ended.err
    assert ended.code == 1


def test_check_shows_the_public_checks_alone(
    command: Command, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs no hidden checks, nor a reference solution that would answer them."""

    def refuse(*_: object) -> Any:
        raise AssertionError("hidden checks were asked for")

    monkeypatch.setattr(means, "hidden_checks", refuse)
    monkeypatch.setattr(means, "bind", refuse)
    ended = command("check", wrong)
    assert ended.code == 0
    assert "of 21 points" in ended.out
    assert "Each unit adds its own bias" in ended.out
    assert "after submission" not in ended.out


def test_check_of_a_file_that_is_not_there_is_wrong_usage(command: Command) -> None:
    assert command("check", "absent.ipynb").code == 2


def test_the_command_as_it_is_started_loads_no_tensorflow_and_unpickles_nothing(
    right: Path, repository: Path
) -> None:
    """In a process of its own: what the tests before this one imported says nothing."""
    code = f"""
import pickle, runpy, sys
def unpickle(*_):
    raise RuntimeError("something was unpickled")
pickle.load = pickle.loads = pickle.Unpickler = unpickle
sys.argv = ["grader", "grade", "--json", "--seed", "1", {str(right)!r}]
try:
    runpy.run_module("grader", run_name="__main__")
except SystemExit as ended:
    assert ended.code == 0, ended.code
found = {{"tensorflow", "keras"}} & set(sys.modules)
assert not found, found
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    [result] = json.loads(ended.stdout)
    assert result["score"] == 30
