"""Gradescope: the zip holds what it needs and no more, and its run grades a submission."""

from __future__ import annotations

import stat
import tomllib
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader import cli
from grader.course import Course
from grader.gradescope.bundle import grader_requirements, write_autograder
from grader.gradescope.projection import gradescope_result
from grader.gradescope.run import assignment_seed, choose_submission, hide_solutions
from grader.lab import Lab, load_lab
from grader.release import Release

LAB = "binary_digits"


@pytest.fixture(scope="module")
def lab(repository: Path) -> Lab:
    return load_lab(Course(repository).source(LAB))


@pytest.fixture(scope="module")
def autograder(repository: Path, lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of binary_digits."""
    return write_autograder(Course(repository), lab, tmp_path_factory.mktemp("zip"))


def test_the_zip_holds_the_project_and_one_lab(autograder: Path) -> None:
    with zipfile.ZipFile(autograder) as archive:
        names = set(archive.namelist())
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert {"setup.sh", "run_autograder", "requirements.txt", "README.md", "data/digits.npz"} <= names
    assert {f"labs/{LAB}/{LAB}.ipynb", f"grader/hidden_tests/{LAB}.py", f"public_tests/{LAB}.py"} <= names
    assert {
        "autils/__init__.py",
        "grader/gradescope/run.py",
        f"public_tests/known_mistakes/{LAB}.json",
    } <= names
    assert {modes[name] for name in ("setup.sh", "run_autograder")} == {stat.S_IFREG | 0o755}
    assert [name for name in names if name.endswith(".pyc") or "/." in name or name.startswith(".")] == []


def test_the_zip_holds_no_answers_of_other_labs(autograder: Path, repository: Path) -> None:
    others = set(Course(repository).lab_names()) - {LAB}
    with zipfile.ZipFile(autograder) as archive:
        names = archive.namelist()
    assert others
    assert [name for name in names if name.startswith("labs/")] == [f"labs/{LAB}/{LAB}.ipynb"]
    assert not [name for name in names if name.startswith(("grader/misconceptions", "grader/demo"))]
    assert not [
        name for name in names if name.startswith("grader/hidden_tests/") and Path(name).stem in others
    ]


def test_the_same_project_gives_the_same_bytes(
    autograder: Path, repository: Path, lab: Lab, tmp_path: Path
) -> None:
    again = write_autograder(Course(repository), lab, tmp_path)
    assert again.name == f"{LAB}_autograder.zip"
    assert again.read_bytes() == autograder.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [again.name]


def test_it_installs_what_the_grader_needs(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {*project["dependencies"], *project["optional-dependencies"]["grader"]}
    assert set(grader_requirements()) == needed


def test_an_installed_copy_knows_its_requirements(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = ["numpy<3,>=2.0", 'click<9,>=8.1; extra == "grader"', "ruff; extra == 'dev'"]
    monkeypatch.setattr("grader.gradescope.bundle._PACKAGES", tmp_path)
    monkeypatch.setattr("grader.gradescope.bundle.requires", lambda name: lines)
    monkeypatch.setattr("grader.gradescope.bundle.student_requirements", lambda: ["numpy<3,>=2.0"])
    assert grader_requirements() == ["click<9,>=8.1", "numpy<3,>=2.0"]


def test_nothing_is_taken_off_a_disk_that_is_not_the_autograders(
    lab: Lab, repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "labs").mkdir()
    with pytest.raises(ValueError, match="not the folder that this program runs from"):
        hide_solutions(tmp_path, lab)
    assert (tmp_path / "labs").is_dir()


def test_all_submissions_of_an_assignment_share_a_seed(lab: Lab, tmp_path: Path) -> None:
    metadata = tmp_path / "submission_metadata.json"
    metadata.write_text('{"id": 1, "assignment": {"id": 77}}')
    first = assignment_seed(metadata, lab)
    metadata.write_text('{"id": 2, "assignment": {"id": 77}}')
    assert assignment_seed(metadata, lab) == first
    metadata.write_text('{"id": 2, "assignment": {"id": 78}}')
    assert assignment_seed(metadata, lab) != first
    metadata.write_text("[]")
    assert 0 <= assignment_seed(metadata, lab) < 2**31
    assert 0 <= assignment_seed(tmp_path / "none.json", lab) < 2**31


def test_links_and_litter_in_an_upload_are_not_chosen(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "secret.ipynb").write_bytes(b"{}")
    folder = tmp_path / "submission"
    (folder / "__MACOSX").mkdir(parents=True)
    (folder / "__MACOSX" / "._work.ipynb").write_bytes(b"{}")
    (folder / "link.ipynb").symlink_to(tmp_path / "secret.ipynb")
    assert choose_submission(folder, lab).chosen is None


def test_the_projection_cleans_texts_and_keeps_the_entries() -> None:
    test = {"name": "a: b", "number": "1.1", "score": 0.0, "max_score": 2.0, "status": "failed"}
    test |= {"output": "`f`\x1b[31m returned \u202e1.", "visibility": "visible"}
    result = {"lab": "a", "status": "partly_graded", "reason": "It was lost.", "score": 0.0, "tests": [test]}
    result |= {
        "execution_time": 0.5,
        "warnings": ["Re\x07paired."],
        "extra_data": {"seed": 1, "isolation": "full"},
        "exercises": [
            {"name": "f", "message": "`f` has \x1bno colon.", "checks": [{"status": "skipped"}]},
            {"name": "g", "message": "`g` returned 1.", "checks": [{"status": "failed"}]},
            {"name": "h", "message": None, "checks": []},
        ],
    }
    made = gradescope_result(result, ["Noticed."])
    assert made["output"] == "Noticed.\nIt was lost.\nf: `f` has no colon.\nRe paired."
    assert made["tests"] == [{**test, "output": "`f` [31m returned 1."}]
    assert (made["score"], made["execution_time"]) == (0.0, 0.5)
    assert set(made["extra_data"]) == {"lab", "status", "seed", "isolation"}
    allowed = {"score", "execution_time", "output", "output_format", "test_output_format", "test_name_format"}
    allowed |= {"visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"}
    assert set(made) <= allowed


def test_a_release_builds_the_zip_beside_the_students_version(
    monkeypatch: pytest.MonkeyPatch, repository: Path, tmp_path: Path
) -> None:
    def release(course: Course, name: str, to: Path, verify: object) -> Release:
        return Release(to / name / f"{name}.ipynb", to / name, to / f"{name}.zip", ())

    monkeypatch.setattr("grader.release.release_lab", release)
    monkeypatch.setattr("grader.proof.verify_release", lambda lab, sandbox: None)
    monkeypatch.setattr(cli, "Sandbox", nullcontext)
    arguments = ["release", LAB, "--course", str(repository), "--to", str(tmp_path)]
    assert CliRunner().invoke(cli.grader, arguments).exit_code == 0
    assert list(tmp_path.iterdir()) == []
    done = CliRunner().invoke(cli.grader, [*arguments, "--gradescope"])
    assert done.exit_code == 0, done.output
    made = tmp_path / f"{LAB}_autograder.zip"
    assert done.stdout.splitlines()[-1] == str(made)
    assert zipfile.is_zipfile(made)
