"""A class graded on a Dask cluster: the same results, and a death of any part loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from class_course import PATIENCE_SECONDS, copy_class, results_of, wait_for_results
from cluster_processes import cluster

from grader.cluster import Cluster, ClusterError, GradingPlugin, UnfitWorker, code_version
from grader.course import Course
from grader.pool import PoolSettings

LAB = "binary_digits"
STUDENTS = [f"s{number:02d}" for number in range(10)]


@pytest.fixture
def course(tmp_path: Path, repository: Path) -> Course:
    """A class of ten: all hand in the source, but the last two."""
    course = copy_class(tmp_path, repository, LAB, STUDENTS)
    (course.submitted_dir / STUDENTS[-1] / LAB / f"{LAB}.ipynb").unlink()
    (course.submitted_dir / STUDENTS[-2] / LAB / f"{LAB}.ipynb").write_text("no notebook")
    return course


def autograde(course: Course, repository: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "grader", "autograde", "--course", str(course.root), "--seed", "1"]
    return subprocess.Popen([*command, *options], cwd=repository, stderr=subprocess.PIPE, text=True)


def results(course: Course) -> dict[str, dict[str, Any]]:
    """The results on disk, but for the time that each took."""
    return {name: found | {"execution_time": None} for name, found in results_of(course, LAB).items()}


def scores(course: Course) -> dict[str, float]:
    return {student: result["score"] for student, result in results(course).items()}


EXPECTED = dict.fromkeys(STUDENTS[:-2], 30.0) | dict.fromkeys(STUDENTS[-2:], 0.0)


def test_a_worker_that_dies_takes_no_submission_with_it_and_results_are_those_of_one_machine(
    course: Course, repository: Path, tmp_path: Path
) -> None:
    with cluster(tmp_path, workers=2) as (address, _, workers):
        process = autograde(course, repository, "--scheduler", address)
        wait_for_results(course, LAB, 3)
        os.kill(workers[0], signal.SIGKILL)
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, said
    assert scores(course) == EXPECTED
    on_cluster = results(course)
    assert on_cluster[STUDENTS[-1]]["reason"] == (f"There is no notebook in the folder: ask for {LAB}.ipynb.")
    notebooks = sorted(path.parent.parent.name for path in course.autograded_dir.rglob("*.ipynb"))
    assert notebooks == STUDENTS[:-2]
    assert course.gradebook_path.is_file()

    shutil.rmtree(course.results_dir)
    process = autograde(course, repository, "--jobs", "1")
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, said
    assert results(course) == on_cluster


def test_a_scheduler_that_dies_is_told_and_the_next_run_goes_on(
    course: Course, repository: Path, tmp_path: Path
) -> None:
    with cluster(tmp_path, workers=1) as (address, scheduler, _):
        process = autograde(course, repository, "--scheduler", address)
        wait_for_results(course, LAB, 2)
        scheduler.kill()
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    last = said.strip().splitlines()[-1]
    assert last.startswith(f"Error: The scheduler {address} went away. All results that had come are written")
    assert "Traceback" not in said
    before = scores(course)
    assert 2 <= len(before) < len(STUDENTS)

    process = autograde(course, repository, "--resume")
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert f"{len(STUDENTS) - len(before)} to grade, {len(before)} done before" in said
    assert scores(course) == EXPECTED


def settings(course: Course) -> PoolSettings:
    return PoolSettings(course.root, (LAB,), seed=1)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("tcp://192.0.2.1:8786", "is not encrypted"),
        ("tcp://127.0.0.1", "is no address of a scheduler"),
        ("tcp://127.0.0.1:99999999", "is no address of a scheduler"),
        ("127.0.0.1:8786", "is no address of a scheduler"),
        ("ucx://127.0.0.1:8786", "is no address of a scheduler"),
        ("tls://127.0.0.1:9", "No Dask scheduler answers"),
        ("tcp://127.0.0.1:9", "No Dask scheduler answers"),
    ],
)
def test_an_address_that_cannot_be_used_is_told(
    course: Course, monkeypatch: pytest.MonkeyPatch, address: str, sentence: str
) -> None:
    monkeypatch.setattr("grader.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match=sentence):
        Cluster(address, settings(course), {})


def test_a_worker_with_other_tests_must_not_grade() -> None:
    assert code_version() == code_version() != ""
    plugin = GradingPlugin({}, "of another release", 1, "sliced", allow_unsandboxed=False)
    plugin.setup(None)
    with pytest.raises(UnfitWorker, match="another version of digit-labs"):
        plugin.grader()
    plugin.teardown(None)


def test_classes_that_are_graded_side_by_side_have_plugins_of_their_own() -> None:
    names = {
        GradingPlugin({LAB: source}, "v", seed, "sliced", allow_unsandboxed=False).name
        for source in (b"1", b"2")
        for seed in (1, 2)
    }
    assert len(names) == 4
