"""The result's JSON form, schema version 1: exactly these keys, with values of exactly these types."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graded_answers import grade, submission

from grader.grading import Grader
from grader.result import CheckGrade, ExerciseGrade, Grade
from tests.foreign.base import MY_DENSE, STUBS, as_bytes, released_notebook

OPTIONAL_TEXT = (str, type(None))
RESULT = {
    "schema_version": int,
    "lab": OPTIONAL_TEXT,
    "student_id": OPTIONAL_TEXT,
    "notebook": str,
    "status": {"graded", "partly_graded", "ungradable"},
    "reason": OPTIONAL_TEXT,
    "score": float,
    "max_score": float,
    "execution_time": float,
    "exercises": list,
    "tests": list,
    "warnings": list,
    "extra_data": dict,
}
EXERCISE = {
    "name": str,
    "title": str,
    "grade_id": str,
    "status": {"passed", "failed", "errored", "timed_out", "not_attempted", "missing"},
    "score": float,
    "max_score": float,
    "message": OPTIONAL_TEXT,
    "misconception": OPTIONAL_TEXT,
    "checks": list,
}
CHECK = {
    "name": str,
    "title": str,
    "status": {"passed", "failed", "skipped"},
    "points": float,
    "max_points": float,
    "message": OPTIONAL_TEXT,
    "yours": OPTIONAL_TEXT,
    "expected": OPTIONAL_TEXT,
    "hint": OPTIONAL_TEXT,
    "hidden": bool,
}
GRADESCOPE_TEST = {
    "name": str,
    "number": str,
    "score": float,
    "max_score": float,
    "status": {"passed", "failed"},
    "output": str,
    "output_format": {"text"},
    "name_format": {"text"},
    "visibility": {"visible", "after_published"},
}
EXTRA_DATA = {
    "seed": int,
    "isolation": {"full", "landlock", "process", "none"},
    "lab_version": OPTIONAL_TEXT,
    "run": {"sliced", "wider", "full"},
}


def expect_form(data: dict[str, Any], form: dict[str, Any]) -> None:
    """Demand these keys in this order, and values of these exact types or from these words."""
    assert list(data) == list(form)
    for key, kind in form.items():
        if isinstance(kind, set):
            assert data[key] in kind, key
        else:
            assert type(data[key]) in (kind if isinstance(kind, tuple) else (kind,)), key


def written(result: Grade) -> dict[str, Any]:
    """Return the result as it is after a trip through a file."""
    data: dict[str, Any] = json.loads(json.dumps(result.to_json(), allow_nan=False))
    return data


@pytest.fixture(scope="module")
def results(binary_grader: Grader) -> dict[str, Grade]:
    data = {
        "right": submission(),
        "mixed": submission(my_dense=MY_DENSE.replace(" + b[j]", ""), my_dense_v=STUBS["my_dense_v"]),
        "untouched": as_bytes(released_notebook()),
        "unreadable": b"no notebook",
    }
    return {name: grade(binary_grader, notebook) for name, notebook in data.items()}


@pytest.mark.parametrize("name", ["right", "mixed", "untouched", "unreadable"])
def test_a_result_has_the_form_of_the_schema(results: dict[str, Grade], name: str) -> None:
    data = written(results[name])
    expect_form(data, RESULT)
    expect_form(data["extra_data"], EXTRA_DATA)
    assert data["schema_version"] == 1
    for exercise in data["exercises"]:
        expect_form(exercise, EXERCISE)
        for check in exercise["checks"]:
            expect_form(check, CHECK)
    for test in data["tests"]:
        expect_form(test, GRADESCOPE_TEST)
    assert all(type(warning) is str for warning in data["warnings"])


@pytest.mark.parametrize("name", ["right", "mixed", "untouched", "unreadable"])
def test_scores_add_up(results: dict[str, Grade], name: str) -> None:
    data = written(results[name])
    assert (
        data["score"] == sum(e["score"] for e in data["exercises"]) == sum(t["score"] for t in data["tests"])
    )
    if data["exercises"]:
        assert data["max_score"] == sum(e["max_score"] for e in data["exercises"]) == 30
    for exercise in data["exercises"]:
        assert exercise["score"] == sum(c["points"] for c in exercise["checks"])
        assert exercise["max_score"] == sum(c["max_points"] for c in exercise["checks"]) == 10
        assert all(c["points"] in (0, c["max_points"]) for c in exercise["checks"])


def test_exercises_are_known_by_the_grade_id_of_their_test_cell(results: dict[str, Grade]) -> None:
    ids = [e["grade_id"] for e in written(results["right"])["exercises"]]
    assert ids == ["test_model", "test_my_dense", "test_my_dense_v"]


@pytest.mark.parametrize("name", ["mixed", "untouched", "unreadable"])
def test_a_loss_always_comes_with_a_status_and_a_sentence(results: dict[str, Grade], name: str) -> None:
    data = written(results[name])
    if data["status"] == "ungradable":
        assert data["reason"].endswith(".")
    for exercise in data["exercises"]:
        if exercise["score"] < exercise["max_score"]:
            assert exercise["status"] != "passed"
            assert exercise["message"]
        for check in exercise["checks"]:
            assert (check["status"] == "passed") == (check["message"] is None)


def test_gradescopes_entries_project_the_checks(results: dict[str, Grade]) -> None:
    """One per check, numbered by exercise; hidden ones appear when grades are published."""
    data = written(results["mixed"])
    checks = [
        (f"{i}.{j}", exercise["name"], check)
        for i, exercise in enumerate(data["exercises"], 1)
        for j, check in enumerate(exercise["checks"], 1)
    ]
    assert len(checks) == len(data["tests"])
    for (number, name, check), test in zip(checks, data["tests"], strict=True):
        assert test["number"] == number
        assert test["name"].startswith(f"{name}: ")
        assert (test["score"], test["max_score"]) == (check["points"], check["max_points"])
        assert test["status"] == ("passed" if check["status"] == "passed" else "failed")
        assert test["visibility"] == ("after_published" if check["hidden"] else "visible")
        assert (check["message"] or "") in test["output"]
        assert (check["hint"] or "") in test["output"]


def test_gradescope_reads_the_idea_of_a_hidden_check_and_no_more(results: dict[str, Grade]) -> None:
    failed = [
        check
        for exercise in written(results["mixed"])["exercises"]
        for check in exercise["checks"]
        if check["hidden"] and check["status"] == "failed"
    ]
    assert failed
    assert all("not shown" in check["message"] and "[" not in check["message"] for check in failed)


def test_whole_points_are_written_as_decimals() -> None:
    check = CheckGrade("c", "C", "passed", points=float(1), max_points=float(1))
    exercise = ExerciseGrade("e", "E", "test_e", "passed", 1.0, None, None, (check,))
    result = Grade("l", None, "n", "graded", None, 1.0, 0.0, (exercise,))
    assert '"score": 1.0' in json.dumps(result.to_json())
    assert '"score": 0.0' in json.dumps(Grade(None, None, "n", "ungradable", "x.", 0.0, 0.0).to_json())
