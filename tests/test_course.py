"""A course knows where its folders and labs are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from mini_course import make_course

from grader.course import Course, CourseError, find_course, scripts_on_path


def test_the_nearest_parent_with_a_config_is_the_course(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    deep = inner / "labs" / "mini"
    deep.mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").touch()
    (inner / "nbgrader_config.py").touch()
    assert find_course(deep).root == inner


def test_without_a_config_the_folder_itself_is_the_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_course() == find_course(tmp_path) == Course(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"nowhere is not a folder: .*--course"):
        find_course(tmp_path / "nowhere")


def test_every_stage_lies_under_the_root(tmp_path: Path) -> None:
    course = Course(tmp_path)
    places = {
        "labs": course.labs_dir,
        "release": course.release_dir,
        "submitted": course.submitted_dir,
        "autograded": course.autograded_dir,
        "feedback": course.feedback_dir,
        "results": course.results_dir,
        "gradebook.db": course.gradebook_path,
    }
    assert all(path == tmp_path / name for name, path in places.items())


def test_a_lab_is_a_folder_with_a_notebook_of_its_name(tmp_path: Path) -> None:
    course = Course(make_course(tmp_path))
    (course.labs_dir / "draft").mkdir()
    (course.labs_dir / "notes.txt").touch()
    assert course.lab_names() == ["mini"]
    assert course.source("mini") == tmp_path / "labs" / "mini" / "mini.ipynb"


def test_an_unknown_lab_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no lab 'maxi' in .*: choose from mini\."):
        Course(make_course(tmp_path)).source("maxi")


@pytest.mark.parametrize("name", ["", ".", "..", "../labs/mini", "mini/../mini"])
def test_only_a_plain_name_is_a_lab(tmp_path: Path, name: str) -> None:
    with pytest.raises(CourseError):
        Course(make_course(tmp_path)).source(name)


def test_a_folder_without_labs_asks_for_the_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"holds no labs .*--course DIR"):
        Course(tmp_path).source("mini")


def test_scripts_are_on_the_path_only_inside_the_block() -> None:
    before = os.environ["PATH"]
    with scripts_on_path():
        assert os.environ["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert os.environ["PATH"] == before
