"""Whole submissions of deep_network with mistakes in exercises 6 to 10, as the grader sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from graded_answers import exercise, grade, scores

from grader.grading import Grader
from grader.lab import load_lab
from grader.misconceptions import Idea, accepted_answers, answer_source, misconceptions
from grader.result import Grade
from grader.sandbox import Sandbox
from tests.deep_functions import LAB
from tests.deep_notebook import EXERCISES, STUBS, edited
from tests.foreign.base import as_bytes, cell_of
from tests.lab_running import source_path

LATE = ("layer_forward", "model_forward", "layer_backward", "model_backward", "training")
ALL = dict.fromkeys(EXERCISES, 10.0)
IDEAS = {f"{idea.exercise}/{idea.name}": idea for idea in misconceptions(LAB) if idea.exercise in LATE}


@pytest.fixture(scope="module")
def grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    with Grader([load_lab(source_path(LAB))], 2026, warm_sandbox) as grader:
        yield grader


def graded(grader: Grader, **answers: str) -> Grade:
    """Grade the source with some solution cells replaced; nothing but what the answers need is to be run."""
    content = json.loads(source_path(LAB).read_bytes())
    for name, answer in answers.items():
        cell_of(content, name.replace("_", "-"))["source"] = answer
    result = grade(grader, as_bytes(content))
    assert (result.lab, result.status, result.extra_data["run"]) == (LAB, "graded", "sliced")
    return result


def with_idea(idea: Idea) -> dict[str, str]:
    """Return the solution of the idea's exercise with the idea behind it."""
    return {idea.exercise: f"{EXERCISES[idea.exercise].source}\n\n{answer_source(idea)}"}


@pytest.mark.parametrize("number", range(3))
def test_a_notebook_of_other_right_answers_gets_all_points(grader: Grader, number: int) -> None:
    answers: dict[str, str] = {}
    for name in LATE:
        ideas = [idea for idea in accepted_answers(LAB) if idea.exercise == name]
        answers |= with_idea(ideas[number * (len(ideas) - 1) // 2])
    result = graded(grader, **answers)
    assert scores(result) == ALL
    assert result.warnings == ()


MISTAKES = {
    "layer_forward": (edited("layer_forward", ("W @ A_prev + b", "W @ A_prev - b")), 6.5),
    "model_forward": (edited("model_forward", ("range(1, L + 1)", "range(1, L)")), 1),
    "layer_backward": (edited("layer_backward", ("W.T @ dZ", "W.T @ dZ / m")), 7.5),
    "model_backward": (edited("model_backward", ("range(L - 1, 0, -1)", "range(L - 1, 1, -1)")), 3),
    "training": (edited("training", ("range(1, L + 1)", "range(1, 3)")), 5),
}


@pytest.mark.parametrize("name", LATE)
def test_a_mistake_costs_its_own_points_alone(grader: Grader, name: str) -> None:
    """Later exercises that call it are judged with a right one, and the result says so."""
    answer, points = MISTAKES[name]
    result = graded(grader, **{name: answer})
    assert scores(result) == ALL | {name: points}
    for warning in result.warnings:
        assert " was judged with a right " in warning
        assert f"`{name}`" in warning.partition(" with a right ")[2]


@pytest.mark.parametrize(
    ("name", "users"),
    [
        ("layer_forward", ("model_forward", "training")),
        ("model_forward", ("training",)),
        ("layer_backward", ("model_backward", "training")),
        ("model_backward", ("training",)),
    ],
)
def test_an_empty_cell_is_made_up_for_in_the_exercises_that_use_it(
    grader: Grader, name: str, users: tuple[str, ...]
) -> None:
    result = graded(grader, **{name: STUBS[name]})
    assert scores(result) == ALL | {name: 0.0}
    for user in users:
        assert any(w.startswith(f"`{user}` was judged with a right `{name}`") for w in result.warnings)


def test_two_wrong_exercises_cost_no_more_than_each_alone(grader: Grader) -> None:
    wrong = ("layer_forward", "layer_backward")
    result = graded(grader, **{name: MISTAKES[name][0] for name in wrong})
    assert scores(result) == ALL | {name: MISTAKES[name][1] for name in wrong}


NAMED = {
    "layer_forward/forgets_bias": 6.5,
    "layer_forward/activates_the_sums": 5.5,
    "layer_forward/passes_over_unknown_names": 9,
    "model_forward/feeds_inputs_to_every_layer": 0,
    "model_forward/forgets_to_append": 6,
    "layer_backward/forgets_division": 6.5,
    "layer_backward/divides_in_both_functions": 4.5,
    "model_backward/output_slope_on_top": 0,
    "model_backward/same_gradient_for_every_layer": 3,
    "training/adds_gradients": 2,
    "training/two_layers_only": 5,
    "training/seeds_all_of_numpy": 9,
    "training/whole_set_in_every_batch": 7,
}


@pytest.mark.parametrize("name", NAMED)
def test_a_wrong_idea_is_named_in_a_whole_submission(grader: Grader, name: str) -> None:
    """Of an exercise with two functions, one wrong function does not hide what is wrong with it."""
    idea = IDEAS[name]
    result = graded(grader, **with_idea(idea))
    found = exercise(result, idea.exercise)
    assert found.misconception == idea.name
    assert found.score == NAMED[name]
