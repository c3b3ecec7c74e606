"""The worker's private folder goes with its owner, or at the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.scratch import PREFIX, Scratch, sweep

OLD = 3600.0  # seconds
KILLED = (
    "import os, signal; from grader.scratch import Scratch; Scratch(); os.kill(os.getpid(), signal.SIGKILL)"
)


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def folders(parent: Path) -> list[Path]:
    return sorted(parent.glob(f"{PREFIX}*"))


def make_old(folder: Path) -> None:
    then = time.time() - OLD
    os.utime(folder, (then, then))


def test_a_folder_is_made_locked_and_removed(tmp_path: Path) -> None:
    scratch = Scratch()
    assert folders(tmp_path) == [scratch.path]
    scratch.remove()
    assert folders(tmp_path) == []


def test_the_folder_of_a_killed_process_is_swept_once_it_is_old(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = folders(tmp_path)
    sweep(tmp_path)
    assert left.exists()  # its owner may be about to lock it
    make_old(left)
    sweep(tmp_path)
    assert not left.exists()


def test_a_folder_in_use_stays_however_old(tmp_path: Path) -> None:
    scratch = Scratch()
    make_old(scratch.path)
    code = f"from pathlib import Path; from grader.scratch import sweep; sweep(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert scratch.path.exists()
    scratch.remove()


def test_a_folder_of_the_same_name_that_is_none_of_ours_stays(tmp_path: Path) -> None:
    other = tmp_path / f"{PREFIX}other"
    other.mkdir()
    make_old(other)
    sweep(tmp_path)
    assert other.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_asked_to_stop_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    waiting = tmp_path / "waiting.py"
    waiting.write_text(
        "import sys, time\n"
        "from grader import cli\n"
        "from grader.scratch import Scratch\n"
        "def grader(**_):\n"
        "    scratch = Scratch()\n"
        "    try:\n"
        "        print('ready', flush=True)\n"
        "        time.sleep(60)\n"
        "    finally:\n"
        "        scratch.remove()\n"
        "cli.grader = grader\n"
        "cli.main()\n"
    )
    process = subprocess.Popen([sys.executable, str(waiting)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process, process.stdout as said:
        assert said.readline() == "ready\n"
        process.send_signal(number)
        assert process.wait(60) == 128 + number
    assert folders(tmp_path) == []
