"""Real grading processes, killed at the worst moments: nothing is lost, nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from class_course import copy_class, results_of, wait_for_results

from grader.course import Course
from grader.pool import Pool, PoolSettings
from grader.run import SandboxError

LAB = "binary_digits"
STUDENTS = 12


@pytest.fixture
def course(tmp_path: Path, repository: Path) -> Course:
    """A class of twelve, all of whom hand in the source."""
    return copy_class(tmp_path, repository, LAB, [f"s{number:02d}" for number in range(STUDENTS)])


@pytest.fixture
def started(course: Course, repository: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`grader autograde` at work on it; ended at the end of the test, whatever happens."""
    process = subprocess.Popen(command(course), cwd=repository, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def command(course: Course, *options: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "grader",
        "autograde",
        "--course",
        str(course.root),
        "--seed",
        "1",
        *options,
    ]


def results(course: Course) -> dict[str, float]:
    """The scores on disk."""
    return {student: result["score"] for student, result in results_of(course, LAB).items()}


def test_all_are_killed_and_a_second_run_grades_what_is_missing(
    started: subprocess.Popen[bytes], course: Course, repository: Path
) -> None:
    wait_for_results(course, LAB, 2)
    family = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(signal.SIGKILL)
    started.wait()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == [], "processes are left running"
    before = results(course)
    assert set(before.values()) == {30.0}
    assert not list(course.results_dir.rglob("*.part")) or len(before) < STUDENTS

    done = subprocess.run(
        command(course, "--resume"), cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"{STUDENTS - len(before)} to grade, {len(before)} done before" in done.stderr
    assert results(course) == {f"s{number:02d}": 30.0 for number in range(STUDENTS)}
    assert (course.gradebook_path).is_file()


def tasks_of(course: Course, count: int) -> list[dict[str, object]]:
    """Return tasks for the first students."""
    return [
        {
            "number": number,
            "lab": LAB,
            "student": f"s{number:02d}",
            "path": str(course.submitted_dir / f"s{number:02d}" / LAB / f"{LAB}.ipynb"),
            "notebook": "n",
            "note": None,
            "autograded": None,
            "audit": False,
        }
        for number in range(count)
    ]


def test_a_grading_process_that_is_killed_takes_no_submission_with_it(course: Course) -> None:
    scores = {}
    with Pool(PoolSettings(course.root, (LAB,), seed=1), jobs=1) as pool:
        for task, answer in pool.run(tasks_of(course, 4)):
            assert isinstance(answer, dict)
            scores[task["student"]] = answer["score"]
            if len(scores) == 1:
                os.kill(pool.pids[0], signal.SIGKILL)
    assert scores == {f"s{number:02d}": 30.0 for number in range(4)}


def python_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the next grading processes be killed as they start, so many of them."""
    script = tmp_path / "python"
    lives = tmp_path / "lives"
    lives.write_text("x" * times)
    script.write_text(
        "#!/bin/sh\n"
        f'if [ -s "{lives}" ]; then truncate -s -1 "{lives}"; kill -9 $$; fi\n'
        f'exec "{sys.executable}" "$@"\n'
    )
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))


@pytest.mark.parametrize(("jobs", "killed"), [(1, 1), (2, 2)])
def test_a_process_that_is_killed_while_it_starts_stops_nothing(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, killed: int
) -> None:
    python_that_is_killed(tmp_path, monkeypatch, killed)
    with Pool(PoolSettings(course.root, (LAB,), seed=1), jobs=jobs) as pool:
        assert len(list(pool.run(tasks_of(course, 3)))) == 3


def test_where_every_process_is_killed_the_reason_is_told(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python_that_is_killed(tmp_path, monkeypatch, 100)
    with (
        Pool(PoolSettings(course.root, (LAB,), seed=1), jobs=3) as pool,
        pytest.raises(SandboxError, match=r"was killed while it started.*memory is short.*is kept"),
    ):
        list(pool.run(tasks_of(course, 3)))
