"""A disk that is full: what was written stays, and one sentence names the file and what to do."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from class_course import copy_class

from grader.grading_process import grade_task
from grader.pool import Pool, PoolSettings
from grader.whole import why_unwritten, write_whole
from tests.foreign.base import LAB


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def write_bytes(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")  # as `write` does: no file is named

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


def test_the_error_names_the_file_and_the_old_one_stays(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "results" / "ann.json"
    write_whole(path, b"old")
    request.getfixturevalue("full_disk")
    with pytest.raises(OSError, match="No space") as error:
        write_whole(path, b"new")
    assert why_unwritten(error.value) == (
        f"{path} cannot be written (No space left on device): make room, or change its permissions."
    )
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in path.parent.iterdir()] == ["ann.json"]


@pytest.mark.usefixtures("full_disk")
def test_a_grading_process_tells_of_it_and_lives_on(tmp_path: Path) -> None:
    class _Grader:
        def grade(self, *_: object) -> tuple[dict[str, Any], bytes]:
            return {}, b"a notebook"

    task = {"path": str(tmp_path / "none"), "note": None, "autograded": str(tmp_path / "a" / "b.ipynb")}
    answer = grade_task(_Grader(), task)  # type: ignore[arg-type]
    assert answer == {"unwritten": [errno.ENOSPC, "No space left on device", task["autograded"]]}


def test_a_pool_stops_where_a_notebook_cannot_be_written(tmp_path: Path, repository: Path) -> None:
    """It is not tried again and again, and the submission is not called lost."""
    course = copy_class(tmp_path, repository, LAB.name, ["ann"])
    (tmp_path / "autograded").write_text("in the way")
    task = {"number": 0, "lab": LAB.name, "student": "ann", "notebook": "n", "note": None, "audit": False}
    task["path"] = str(course.submitted_dir / "ann" / LAB.name / f"{LAB.name}.ipynb")
    task["autograded"] = str(tmp_path / "autograded" / "ann" / "x.ipynb")
    with (
        Pool(PoolSettings(course.root, (LAB.name,), seed=1), jobs=1) as pool,
        pytest.raises(OSError, match="autograded"),
    ):
        list(pool.run([task]))
