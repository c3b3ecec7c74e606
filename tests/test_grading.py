"""Grades: every right answer gets all points in whatever form it comes, and every loss has its status."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from graded_answers import exercise, grade, scores, submission, with_cell

from grader import attempts, means, run
from grader.exercises import exercises_of
from grader.grading import Grader
from public_tests.checks import Exercise
from tests.foreign import FORMS
from tests.foreign.base import MODEL, MY_DENSE, MY_DENSE_V, STUBS, as_bytes, released_notebook

ALL = {"model": 10.0, "my_dense": 10.0, "my_dense_v": 10.0}


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines of about a second; the reference is asked within them too."""
    monkeypatch.setattr(run, "CALL_SECONDS", 1.0)
    monkeypatch.setattr(attempts, "RUN_SECONDS", {"sliced": 2.0, "wider": 3.0, "full": 4.0})


@pytest.mark.parametrize("form", FORMS)
def test_a_right_answer_gets_all_points_in_every_form(binary_grader: Grader, form: str) -> None:
    result = grade(binary_grader, FORMS[form]())
    assert (result.status, result.reason) == ("graded", None)
    assert scores(result) == ALL
    assert all(e.status == "passed" and e.message is None for e in result.exercises)
    assert result.extra_data["run"] == "sliced"


def test_the_untouched_release_gets_no_points_and_is_told_so(binary_grader: Grader) -> None:
    result = grade(binary_grader, as_bytes(released_notebook()))
    assert result.score == 0
    assert [e.status for e in result.exercises] == ["not_attempted"] * 3
    assert all("nothing was filled in" in (e.message or "") for e in result.exercises)
    assert all(check.status == "skipped" for e in result.exercises for check in e.checks)
    assert result.extra_data["run"] == "sliced"


def test_one_exercise_that_was_not_attempted_leaves_the_others_their_points(binary_grader: Grader) -> None:
    result = grade(binary_grader, submission(my_dense=STUBS["my_dense"]))
    assert scores(result) == ALL | {"my_dense": 0.0}
    assert exercise(result, "my_dense").status == "not_attempted"


def test_an_answer_that_was_deleted_is_missing(binary_grader: Grader) -> None:
    result = grade(binary_grader, submission(delete=("my-dense",)))
    assert scores(result) == ALL | {"my_dense": 0.0}
    assert exercise(result, "my_dense").status == "missing"
    assert exercise(result, "my_dense").message == "No cell defines `my_dense`."


def test_a_cell_that_defines_something_else_says_so(binary_grader: Grader) -> None:
    result = grade(binary_grader, submission(my_dense=MY_DENSE.replace("def my_dense(", "def my_dence(")))
    assert exercise(result, "my_dense").status == "missing"
    assert "does not define `my_dense`" in (exercise(result, "my_dense").message or "")


ERRORED = {
    "syntax error": (
        MY_DENSE.replace("(a_in, W, b, g):", "(a_in, W b, g):"),
        "not valid Python: SyntaxError",
    ),
    "indentation": (MY_DENSE.replace("        w =", "       w ="), "not valid Python: Indentation"),
    "unclosed text": (MY_DENSE + "\nx = 'y", "not valid Python: SyntaxError"),
    "unknown name in every call": (
        MY_DENSE.replace("W.shape[1]", "V.shape[1]"),
        "NameError: name 'V' is not defined (line ",
    ),
    "raises at once": (
        "# UNQ_C2\ndef my_dense(a_in, W, b, g):\n    raise RuntimeError('later')",
        "RuntimeError: later",
    ),
    "wrong number of parameters": (
        "# UNQ_C2\ndef my_dense(a_in):\n    return a_in",
        "TypeError: my_dense() takes 1",
    ),
    "definition that raises": (
        "# UNQ_C2\n@memoised\ndef my_dense(a_in, W, b, g):\n    return g(a_in @ W + b)",
        "NameError: name 'memoised'",
    ),
    "ends its process": (
        "# UNQ_C2\nimport os\ndef my_dense(a_in, W, b, g):\n    os._exit(0)",
        "ended its own process",
    ),
    "exits": ("# UNQ_C2\nimport sys\ndef my_dense(a_in, W, b, g):\n    sys.exit('bye')", "SystemExit: bye"),
}


@pytest.mark.parametrize("name", ERRORED)
def test_an_answer_that_cannot_run_is_errored_and_says_why(binary_grader: Grader, name: str) -> None:
    answer, said = ERRORED[name]
    result = grade(binary_grader, submission(my_dense=answer))
    assert result.status == "graded"
    assert scores(result) == ALL | {"my_dense": 0.0}
    found = exercise(result, "my_dense")
    assert found.status == "errored"
    assert said in (found.message or "")


_LOOP = "    for j in range(units):"
_ENDLESS = "k = 0\nwhile k < 1:\n    k = 0\n"
HANGS = {
    "in a call": ("my_dense", MY_DENSE.replace(_LOOP, f"    while True:\n        pass\n{_LOOP}")),
    "in the cell": ("model", f"{MODEL}\nwhile model:\n    model = model"),
    "in what it needs": ("my_dense_v", _ENDLESS + MY_DENSE_V.replace("+ b", "+ b + 0 * k")),
}


@pytest.mark.usefixtures("short_waits")
@pytest.mark.parametrize("name", HANGS)
def test_an_answer_that_hangs_times_out_and_leaves_the_others_their_points(
    binary_grader: Grader, name: str
) -> None:
    hanging, answer = HANGS[name]
    result = grade(binary_grader, submission(**{hanging: answer}))
    assert result.status == "graded"
    assert scores(result) == ALL | {hanging: 0.0}
    assert exercise(result, hanging).status == "timed_out"
    assert "did not finish within" in (exercise(result, hanging).message or "")
    assert result.extra_data["run"] == "sliced", "a run that holds more statements does not end sooner"


@pytest.mark.usefixtures("short_waits")
def test_a_run_that_ends_its_process_between_answers_leaves_the_others_their_points(
    binary_grader: Grader,
) -> None:
    data = submission(my_dense="# UNQ_C2\nimport os\nmy_dense = os._exit(0)")
    result = grade(binary_grader, data)
    assert scores(result) == ALL | {"my_dense": 0.0}
    assert exercise(result, "my_dense").status == "errored"
    assert "ended its own process" in (exercise(result, "my_dense").message or "")


UNGRADABLE = {
    "empty file": (b"", None),
    "no notebook": (b"%PDF-1.7 ...", None),
    "broken JSON": (b'{"cells": [', None),
    "other JSON": (b'{"a": 1}', None),
    "no lab of ours": (
        b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        "name it with --lab",
    ),
}


@pytest.mark.parametrize("name", UNGRADABLE)
def test_a_file_without_a_readable_notebook_is_ungradable(binary_grader: Grader, name: str) -> None:
    data, said = UNGRADABLE[name]
    for lab_name, max_score in ((None, 0.0), ("binary_digits", 30.0)):
        if lab_name and name == "no lab of ours":
            continue
        result = binary_grader.grade(data, "x.ipynb", lab_name)
        assert result.status == "ungradable"
        assert result.reason is not None
        assert result.reason.endswith(".")
        assert (said or "") in result.reason
        assert (result.lab, result.score, result.max_score, result.exercises) == (
            lab_name,
            0.0,
            max_score,
            (),
        )


def test_an_empty_notebook_for_a_named_lab_is_graded(binary_grader: Grader) -> None:
    data = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    result = binary_grader.grade(data, "x.ipynb", "binary_digits")
    assert (result.status, result.score, result.max_score) == ("graded", 0.0, 30.0)
    assert {e.status for e in result.exercises} == {"missing"}


# Our own failures cost nobody a judgement in silence.


def _crash(*_: object) -> None:
    raise ZeroDivisionError("ours")


def test_a_check_that_crashes_makes_its_exercise_alone_unjudged(
    binary_grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = next(e for e in exercises_of("binary_digits") if e.name == "my_dense")
    broken = Exercise(test.name, test.title, test.targets)
    broken.check(points=10)(_named(_crash))
    others = [e for e in exercises_of("binary_digits") if e is not test]
    monkeypatch.setattr(means, "exercises_of", lambda _: (*others, broken))
    monkeypatch.setattr(means, "hidden_checks", lambda _: {})
    result = grade(binary_grader, submission())
    assert result.status == "partly_graded"
    assert (
        result.reason
        == "my_dense could not be judged: a check of my_dense failed by itself (ZeroDivisionError)."
    )
    assert "through no fault of the answer" in (exercise(result, "my_dense").message or "")
    assert scores(result) == {"model": 7.0, "my_dense": 0.0, "my_dense_v": 7.0}


def _named(function: Callable[..., None]) -> Callable[..., None]:
    function.__doc__ = "It crashes."
    return function


def test_a_worker_that_cannot_be_had_leaves_everything_unjudged(
    binary_grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise run.SandboxError("the worker was lost")

    monkeypatch.setattr(binary_grader.means.sandbox, "spawn", refuse)
    result = grade(binary_grader, submission())
    assert result.status == "partly_graded"
    assert result.score == 0
    assert all("grade it again" in (e.message or "") for e in result.exercises)


def test_a_submission_whose_time_is_used_up_says_so(
    binary_grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "SUBMISSION_SECONDS", 0.0)
    result = grade(binary_grader, submission())
    assert result.status == "partly_graded"
    assert "the submission's time was used up" in (result.reason or "")


def test_a_right_answer_keeps_its_points_beside_a_broken_cell(binary_grader: Grader) -> None:
    result = grade(binary_grader, with_cell("look", "import nothing_like_this\nfigure = undefined("))
    assert scores(result) == ALL
    assert any("not valid Python" in warning for warning in result.warnings)
