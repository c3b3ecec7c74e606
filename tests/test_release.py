"""A release is complete, works by itself, and replaces an older one only when it is sound."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from mini_course import LAB, code, make_course, mini_cells, notebook_bytes, text

from grader.course import Course, CourseError
from grader.lab import LabError, load_lab
from grader.notebook import read_notebook
from grader.release import Release, release_lab

Built = tuple[Course, Release]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course and the release of its lab, made once for all tests that only look."""
    course = Course(make_course(tmp_path_factory.mktemp("course")))
    return course, release_lab(course, LAB)


@pytest.fixture
def course(built: Built, tmp_path: Path) -> Course:
    """A course of its own for a test that changes something; a copied gradebook spares the making of one."""
    course = Course(make_course(tmp_path))
    shutil.copy(built[0].gradebook_path, course.gradebook_path)
    return course


def test_the_solution_cells_hold_their_stubs_and_all_other_cells_their_text(built: Built) -> None:
    course, release = built
    source, _ = read_notebook(course.source(LAB).read_bytes())
    released, repairs = read_notebook(release.notebook_path.read_bytes())
    stubs = {exercise.name: exercise.stub for exercise in load_lab(course.source(LAB)).exercises}
    assert repairs == []
    assert [cell.id for cell in released.cells] == [cell.id for cell in source.cells]
    for before, after in zip(source.cells, released.cells, strict=True):
        assert after.source == (stubs[before.grade_id or ""] if before.is_solution else before.source)


def test_the_release_keeps_the_labs_metadata_and_locks_the_tests(built: Built) -> None:
    released, _ = read_notebook(built[1].notebook_path.read_bytes())
    assert released.metadata["digit_labs"] == {"default_digits": [0, 1], "lab": "mini", "version": "1.0"}
    tests = [cell for cell in released.cells if cell.is_graded]
    assert [(cell.metadata["editable"], cell.metadata["deletable"]) for cell in tests] == [(False, False)] * 2
    assert all(len(cell.metadata["nbgrader"]["checksum"]) == 32 for cell in tests)


def test_the_gradebook_knows_the_graded_cells(built: Built) -> None:
    with sqlite3.connect(built[0].gradebook_path) as database:
        points = database.execute(
            "select name, max_score from base_cell join grade_cells using (id) order by name"
        ).fetchall()
    database.close()
    assert points == [("test_double", 10.0), ("test_weekdays", 10.0)]


def test_the_folder_holds_what_a_student_needs_and_no_more(built: Built) -> None:
    folder = built[1].folder
    top = {path.name for path in folder.iterdir()}
    files = {"mini.ipynb", "README.md", "requirements.txt", "LICENSE", "LICENSE-text"}
    assert top == files | {"autils", "public_tests", "data"}
    assert (folder / "data" / "digits.npz").stat().st_size > 100_000
    assert not list(folder.rglob("__pycache__"))
    assert "tensorflow" in (folder / "requirements.txt").read_text()
    assert "nbgrader" not in (folder / "requirements.txt").read_text()
    assert "mini.zip" in (folder / "README.md").read_text()
    assert "CC BY 4.0" in (folder / "README.md").read_text()


def test_the_bundled_library_is_the_one_in_use_and_finds_its_digits(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(built[1].folder, folder)
    script = "import autils; print(autils.__file__); X, y = autils.load_data((0, 1)); print(X.shape)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, timeout=120, check=True
    )
    assert str(folder) in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1] == "(1000, 400)"


def test_the_zip_holds_the_folder_and_is_the_same_each_time(built: Built, tmp_path: Path) -> None:
    course, release = built
    with zipfile.ZipFile(release.zip_path) as archive:
        names = archive.namelist()
        assert archive.read("mini/mini.ipynb") == release.notebook_path.read_bytes()
    files = [path for path in release.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sorted(names) == sorted(f"mini/{path.relative_to(release.folder).as_posix()}" for path in files)
    again = release_lab(course, LAB, to=tmp_path / "again")
    assert again.zip_path.parent == tmp_path / "again"
    assert again.zip_path.read_bytes() == release.zip_path.read_bytes()


def test_what_the_author_put_beside_the_notebook_comes_along(course: Course) -> None:
    (course.labs_dir / LAB / "images").mkdir()
    (course.labs_dir / LAB / "images" / "net.svg").write_text("<svg/>")
    assert (release_lab(course, LAB).folder / "images" / "net.svg").read_text() == "<svg/>"


BROKEN_PROMISES = {
    "a solution line in a given cell": (
        code("late", "result = [2 * value  for value in values] # so"),
        r"cell late \(result .*\): it gives away a line of double's solution",
    ),
    "a cell without an id": (
        {key: value for key, value in text("late", "x").items() if key != "id"},
        r"the source needs repair: .*without a usable id: 1.* with cell ids",
    ),
    "nbgrader metadata of an old form": (
        code("late", "x = 1", schema_version=2, grade=False, solution=False, locked=False),
        r"cell late: its nbgrader metadata is not valid: Outdated schema version",
    ),
    "tests that do not exist": (
        code("late", "from public_tests.mini import test_c1"),
        r"it imports public_tests\.mini, which does not exist",
    ),
}


@pytest.mark.parametrize(("cell", "sentence"), BROKEN_PROMISES.values(), ids=BROKEN_PROMISES)
def test_a_broken_promise_stops_the_release_and_leaves_no_file(
    course: Course, cell: dict[str, object], sentence: str
) -> None:
    course.source(LAB).write_bytes(notebook_bytes([*mini_cells(), cell]))
    with pytest.raises(LabError, match=sentence) as caught:
        release_lab(course, LAB)
    assert str(caught.value).startswith("Lab mini")
    assert not course.release_dir.exists() or list(course.release_dir.iterdir()) == []


def test_an_older_release_stays_when_the_new_one_fails(course: Course) -> None:
    old = release_lab(course, LAB)
    before = {path: path.read_bytes() for path in (old.notebook_path, old.zip_path)}
    seen: list[bool] = []

    def refuse(notebook_path: Path) -> list[str]:
        seen.append((notebook_path.parent / "requirements.txt").is_file())
        return ["The untouched release scores 4 of 20: give the checks of double no points for existing."]

    with pytest.raises(LabError, match="Lab mini: The untouched release scores 4 of 20"):
        release_lab(course, LAB, verify=refuse)
    assert seen == [True]
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in course.release_dir.iterdir()) == ["mini", "mini.zip"]


def test_a_new_release_replaces_an_older_one(course: Course) -> None:
    stray = release_lab(course, LAB).folder / "stray.txt"
    stray.touch()
    release_lab(course, LAB, verify=lambda path: [])
    assert not stray.exists()


def test_an_unknown_lab_and_a_broken_config_are_named(course: Course) -> None:
    with pytest.raises(CourseError, match="no lab 'maxi'"):
        release_lab(course, "maxi")
    (course.root / "nbgrader_config.py").write_text("c = get_config(\n")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py cannot be run"):
        release_lab(course, LAB)
