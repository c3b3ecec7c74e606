"""Every lab of the repository can be released, and its release keeps all promises."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.course import Course
from grader.lab import HELPERS_LEFT_OUT, load_lab
from grader.notebook import read_notebook, write_notebook
from grader.release import release_lab

REPOSITORY = Course(Path(__file__).resolve().parent.parent)
LABS = REPOSITORY.lab_names()


@pytest.mark.parametrize("name", LABS)
def test_the_lab_can_be_released(name: str, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY.labs_dir / name, tmp_path / "labs" / name)
    release = release_lab(Course(tmp_path), name)
    modules = (release.folder / "public_tests").glob("*")  # a lab's tests are a module or a package
    tests = {path.stem for path in modules if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert release.warnings == ()
    assert name in tests
    assert not tests & (set(LABS) - {name})
    assert not (release.folder / "grader").exists()


@pytest.mark.parametrize("name", LABS)
def test_the_lab_is_written_as_the_project_writes_notebooks(name: str) -> None:
    data = REPOSITORY.source(name).read_bytes()
    notebook, repairs = read_notebook(data)
    assert repairs == []
    assert write_notebook(notebook) == data


@pytest.mark.parametrize("name", LABS)
def test_every_exercise_is_worth_ten_points(name: str) -> None:
    assert {exercise.points for exercise in load_lab(REPOSITORY.source(name)).exercises} == {10.0}


def test_there_is_a_lab_and_each_has_its_list_of_helpers_to_leave_out() -> None:
    assert LABS
    assert set(LABS) <= set(HELPERS_LEFT_OUT)
