"""A class is graded once and completely, whatever stops or changes in between."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from class_course import SEED, CountingWorkers, disk_of, make_class, results_of
from mini_course import LAB, mini_cells, notebook_bytes

from grader import store as store_module
from grader.batch import grade_class
from grader.course import Course
from grader.lab import load_lab
from grader.plan import Choice, Plan, make_plan
from grader.store import ResultStore

STUDENTS: dict[str, str | None] = {"ann": "a", "bob": "bb", "cem": "ccc", "dot": None}


def plan_of(course: Course, choice: Choice = "needed", seed: int | None = None) -> Plan:
    return make_plan(course, [LAB], course.submitted_dir, ResultStore(course.results_dir), choice, seed)


def grade(course: Course, workers: CountingWorkers, choice: Choice = "needed") -> Plan:
    plan = plan_of(course, choice)
    labs = {LAB: load_lab(course.source(LAB))}
    list(grade_class(plan, workers, labs, SEED, ResultStore(course.results_dir)))
    return plan


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_class(tmp_path, STUDENTS)


def test_everybody_is_graded_once_and_the_empty_folder_is_told(course: Course) -> None:
    workers = CountingWorkers()
    grade(course, workers)
    results = results_of(course)
    assert workers.graded == list(results) == ["ann", "bob", "cem", "dot"]
    assert {student: result["score"] for student, result in results.items()} == {
        "ann": 1.0,
        "bob": 2.0,
        "cem": 3.0,
        "dot": 0.0,
    }
    assert results["dot"]["status"] == "ungradable"
    assert results["bob"]["notebook"] == f"bob/{LAB}/{LAB}.ipynb"


def test_a_second_run_without_changes_does_nothing(course: Course) -> None:
    grade(course, CountingWorkers())
    before = disk_of(course)
    workers = CountingWorkers()
    plan = grade(course, workers)
    assert (workers.graded, len(plan.done), plan.seed) == ([], 4, SEED)
    assert disk_of(course) == before


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_run_that_was_stopped_goes_on_where_it_was(course: Course, after: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        grade(course, CountingWorkers(stop_after=after))
    assert len(results_of(course)) == after
    workers = CountingWorkers()
    grade(course, workers, "missing")
    assert workers.graded == ["ann", "bob", "cem", "dot"][after:]
    assert len(results_of(course)) == 4


def test_what_has_changed_is_graded_again_and_says_why(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(course, CountingWorkers())
    (course.submitted_dir / "bob" / LAB / f"{LAB}.ipynb").write_text("bbbb")
    plan = plan_of(course)
    assert [(t.handed_in.student_id, t.reason) for t in plan.tasks] == [("bob", "the submission changed")]
    grade(course, CountingWorkers())
    assert results_of(course)["bob"]["score"] == 4.0

    cells = mini_cells()
    cells[0]["source"] = ["# A mini lab, mended"]
    course.source(LAB).write_bytes(notebook_bytes(cells))
    assert {task.reason for task in plan_of(course).tasks} == {"the lab changed"}
    monkeypatch.setattr(store_module, "_judges_of", lambda *_: [Path(__file__)])
    assert {task.reason for task in plan_of(course).tasks} == {"the lab and the tests changed"}


def test_resume_leaves_outdated_results_alone_and_changed_leaves_missing_ones(course: Course) -> None:
    grade(course, CountingWorkers())
    (course.submitted_dir / "bob" / LAB / f"{LAB}.ipynb").write_text("changed")
    (course.results_dir / LAB / "cem.json").unlink()
    assert [task.handed_in.student_id for task in plan_of(course, "missing").tasks] == ["cem"]
    assert [task.handed_in.student_id for task in plan_of(course, "changed").tasks] == ["bob"]
    assert [task.handed_in.student_id for task in plan_of(course, "needed").tasks] == ["bob", "cem"]
    assert len(plan_of(course, "all").tasks) == 4


def test_another_seed_is_a_reason_and_the_same_is_none(course: Course) -> None:
    grade(course, CountingWorkers())
    assert {task.reason for task in plan_of(course, seed=SEED + 1).tasks} == {"another seed is asked for"}
    assert plan_of(course, seed=SEED).tasks == ()


def test_a_submission_that_no_process_could_finish_is_told_and_graded_again(course: Course) -> None:
    grade(course, CountingWorkers(lost=("bob",)))
    result = results_of(course)["bob"]
    assert (result["status"], result["score"], result["max_score"]) == ("partly_graded", 0.0, 20.0)
    assert result["reason"] == "Nothing could be judged: it ended."
    assert {exercise["status"] for exercise in result["exercises"]} == {"errored"}
    assert len(results_of(course)) == 4
    plan = grade(course, CountingWorkers())
    assert [task.reason for task in plan.tasks] == ["could not be judged in full before"]
    assert results_of(course)["bob"]["status"] == "graded"


def test_a_full_disk_loses_nothing_that_was_there(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    grade(course, CountingWorkers())
    before = disk_of(course)
    (course.submitted_dir / "ann" / LAB / f"{LAB}.ipynb").write_text("another")

    def no_room(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space left"):
        grade(course, CountingWorkers())
    assert disk_of(course) == before


def test_a_result_that_is_no_result_counts_as_missing(course: Course) -> None:
    grade(course, CountingWorkers())
    path = course.results_dir / LAB / "cem.json"
    path.write_text(path.read_text()[:100])
    workers = CountingWorkers()
    grade(course, workers, "missing")
    assert workers.graded == ["cem"]
    assert results_of(course)["cem"]["score"] == 3.0


ODD_NAMES = ("a b", "-rf", "Zoë", "陈伟", "o'neil", 'say "hi"', "a;b&c", "..b", "x" * 100)


def test_odd_student_names_keep_their_results_apart(tmp_path: Path) -> None:
    course = make_class(tmp_path, {name: name[:5] for name in ODD_NAMES})
    grade(course, CountingWorkers())
    assert results_of(course).keys() == set(ODD_NAMES)
    assert {result["student_id"] for result in results_of(course).values()} == set(ODD_NAMES)
    assert plan_of(course).tasks == ()


def test_a_notebook_of_another_name_counts_if_it_is_the_only_one(tmp_path: Path) -> None:
    course = make_class(tmp_path, {"ann": None, "bob": None})
    (course.submitted_dir / "ann" / LAB / "mini (1).ipynb").write_text("a")
    for name in ("one", "two"):
        (course.submitted_dir / "bob" / LAB / f"{name}.ipynb").write_text("b")
    ann, bob = plan_of(course).tasks
    assert ann.handed_in.path.name == "mini (1).ipynb"
    assert ann.handed_in.note == "The notebook is called mini (1).ipynb, not mini.ipynb."
    assert bob.handed_in.note == (
        "There are several notebooks (one.ipynb, two.ipynb) and none is called mini.ipynb: keep one."
    )


def test_no_submissions_make_no_plan(tmp_path: Path) -> None:
    course = make_class(tmp_path, {})
    assert plan_of(course).tasks == ()


def test_a_submission_that_cannot_be_read_keeps_no_notebook_of_an_earlier_one(course: Course) -> None:
    """Formgrader would show the earlier one with no score."""
    earlier = course.autograded_dir / "dot" / LAB / f"{LAB}.ipynb"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("of an earlier submission")
    labs = {LAB: load_lab(course.source(LAB))}
    store = ResultStore(course.results_dir)
    for kept, given in ((True, None), (False, store)):
        places = (given, course.autograded_dir if given else None)
        list(grade_class(plan_of(course), CountingWorkers(), labs, SEED, *places))
        assert earlier.exists() == kept
