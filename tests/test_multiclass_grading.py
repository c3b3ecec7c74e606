"""Whole submissions of multiclass_digits, as the grader sees them: right in every form, and wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from graded_answers import exercise, grade, scores

from grader.grading import Grader
from grader.misconceptions import Idea, answer_source, misconceptions
from grader.sandbox import Sandbox
from grader.submission import read_submission
from tests.foreign import FORMS as BINARY_FORMS
from tests.foreign import base
from tests.foreign.base import as_bytes
from tests.foreign.multiclass import (
    ANSWERS,
    FORMS,
    LAB,
    MODEL,
    MY_SOFTMAX,
    NAME,
    RIGHT_MODELS,
    RIGHT_SOFTMAX,
    STUBS,
    solved_notebook,
)

LABS = (base.LAB, LAB)
ALL = {"my_softmax": 10.0, "model": 10.0}


@pytest.fixture(scope="module")
def grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    """A grader of both labs, so that each notebook has to be told from those of the other."""
    both = Grader(LABS, seed=2026, sandbox=warm_sandbox)
    yield both
    both.means.references.close()


@pytest.mark.parametrize("form", FORMS)
def test_a_right_answer_gets_all_points_in_every_form(grader: Grader, form: str) -> None:
    result = grade(grader, FORMS[form]())
    assert (result.lab, result.status, result.reason) == (NAME, "graded", None)
    assert scores(result) == ALL
    assert all(e.status == "passed" and e.message is None for e in result.exercises)
    assert result.extra_data["run"] == "sliced"


@pytest.mark.parametrize("form", ["original_style", "metadata_stripped", "as_released"])
def test_the_two_labs_are_told_apart(form: str) -> None:
    """They share markers, the name `model` and its grade_id."""
    assert read_submission(BINARY_FORMS[form](), LABS).lab.name == "binary_digits"
    assert read_submission(FORMS[form](), LABS).lab.name == NAME


@pytest.mark.parametrize("name", RIGHT_SOFTMAX)
def test_softmax_written_in_another_way_gets_all_points(grader: Grader, name: str) -> None:
    result = grade(grader, as_bytes(solved_notebook(ANSWERS | {"my_softmax": RIGHT_SOFTMAX[name]})))
    assert scores(result) == ALL
    assert result.extra_data["run"] == "sliced"


@pytest.mark.parametrize("name", RIGHT_MODELS)
def test_a_network_written_in_another_way_gets_all_points(grader: Grader, name: str) -> None:
    result = grade(grader, as_bytes(solved_notebook(ANSWERS | {"model": RIGHT_MODELS[name]})))
    assert scores(result) == ALL
    assert result.extra_data["run"] == "sliced"


def test_the_untouched_release_gets_no_points_and_is_told_so(grader: Grader) -> None:
    result = grade(grader, as_bytes(solved_notebook(STUBS)))
    assert result.score == 0
    assert [e.status for e in result.exercises] == ["not_attempted"] * 2
    assert all("nothing was filled in" in (e.message or "") for e in result.exercises)


def test_a_release_with_a_remark_added_is_judged_and_still_gets_no_points(grader: Grader) -> None:
    """What the stubs give earns nothing either: they run, and the checks say what is missing."""
    touched = {name: stub + "\n# later" for name, stub in STUBS.items()}
    result = grade(grader, as_bytes(solved_notebook(touched)))
    assert result.score == 0
    assert [e.status for e in result.exercises] == ["failed"] * 2
    messages = [next(c.message for c in e.checks if c.status == "failed") for e in result.exercises]
    assert messages == [
        "`my_softmax(z)` with `z = [1, 2, 3, 4]` returned None; expected an array of shape (4,).",
        "`model` has no layers yet; expected three Dense layers.",
    ]


def test_softmax_in_the_last_layer_is_named_and_the_other_points_are_kept(grader: Grader) -> None:
    answer = MODEL.replace('"linear"', '"softmax"')
    result = grade(grader, as_bytes(solved_notebook(ANSWERS | {"model": answer})))
    found = exercise(result, "model")
    assert scores(result) == {"my_softmax": 10.0, "model": 8.0}
    assert found.misconception == "softmax_output"
    (public,) = (c for c in found.checks if c.status == "failed" and not c.hidden)
    assert "the loss already contains the softmax" in (public.message or "")


def test_a_softmax_that_does_not_divide_is_named_and_keeps_what_is_right(grader: Grader) -> None:
    answer = MY_SOFTMAX.replace("a = ez / np.sum(ez)", "a = ez")
    result = grade(grader, as_bytes(solved_notebook(ANSWERS | {"my_softmax": answer})))
    assert scores(result) == {"my_softmax": 2.0, "model": 10.0}
    assert exercise(result, "my_softmax").misconception == "forgets_denominator"


LOSSES = {
    "no division": ("a[j] = np.exp(z[j]) / total", "a[j] = np.exp(z[j])", {"my_softmax": 2.0}),
    "softmax in the last layer": ("activation='linear'", "activation='softmax'", {"model": 8.0}),
    "no last layer": ("Dense(10, activation='linear', name=\"L3\"),", "", {"model": 2.0}),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_wrong_answer_in_an_original_notebook_does_not_train_its_model(grader: Grader, name: str) -> None:
    """Nothing that was left out could help, so 40 epochs and 64 calls of predict stay left out."""
    before, after, points = LOSSES[name]
    content = json.loads(FORMS["original_style"]())
    for cell in content["cells"]:
        cell["source"] = cell["source"].replace(before, after)
    result = grade(grader, as_bytes(content))
    assert scores(result) == ALL | points
    assert result.extra_data["run"] == "sliced"


@pytest.mark.parametrize("idea", misconceptions(NAME), ids=lambda idea: idea.name)
def test_a_wrong_idea_loses_points_and_is_named_in_a_whole_submission(grader: Grader, idea: Idea) -> None:
    answers = ANSWERS | {idea.exercise: answer_source(idea)}
    result = grade(grader, as_bytes(solved_notebook(answers)))
    found = exercise(result, idea.exercise)
    assert found.score < found.max_score
    assert found.misconception == idea.name
    assert result.extra_data["run"] == "sliced"
