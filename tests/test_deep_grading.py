"""Whole submissions of deep_network, as the grader sees them: right in many forms, half right, and wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from graded_answers import exercise, grade, scores

from grader.grading import Grader
from grader.lab import load_lab
from grader.misconceptions import answer_source, misconceptions
from grader.result import Grade
from grader.sandbox import Sandbox
from tests.deep_functions import LAB
from tests.deep_notebook import EXERCISES, STUBS, edited
from tests.foreign.base import as_bytes
from tests.foreign.changes import (
    Change,
    ahead,
    behind,
    colab,
    crlf_in_cells,
    delete,
    move,
    new_cell,
    nothing,
    strip_markers,
    strip_metadata,
    together,
    vscode,
)
from tests.foreign.deep import IMPORTS, slug, solved_notebook, source_notebook
from tests.lab_running import source_path

NAMES = list(EXERCISES)
ALL = dict.fromkeys(NAMES, 10.0)
IDEAS = {(idea.exercise, idea.name): idea for idea in misconceptions(LAB)}


@pytest.fixture(scope="module")
def grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    with Grader([load_lab(source_path(LAB))], 2026, warm_sandbox) as grader:
        yield grader


def submission(*changes: Change, **answers: str) -> bytes:
    """Make the short notebook with some solution cells replaced, then changed."""
    content = solved_notebook(**answers)
    for change in changes:
        change(content)
    return as_bytes(content)


def result_of(grader: Grader, data: bytes, runs: tuple[str, ...] = ("sliced",)) -> Grade:
    """Grade, and demand that no more of the notebook had to be run than the answers need."""
    result = grade(grader, data)
    assert (result.lab, result.status, result.reason) == (LAB, "graded", None)
    assert result.extra_data["run"] in runs
    return result


# Right answers

FORMS: dict[str, Change] = {
    "as_released": nothing,
    "metadata_stripped": strip_metadata,
    "markers_and_metadata_deleted": together(strip_metadata, strip_markers),
    "colab_export": colab,
    "vscode_export_with_windows_lines": together(crlf_in_cells, vscode),
    "test_cells_deleted": delete(*(f"test-{slug(name)}" for name in NAMES)),
    "imports_at_the_end": move(IMPORTS, 10_000),
    "answers_reordered": together(move("softmax", 2), move("one-hot", 10_000)),
    "tests_and_imports_in_answer_cells": together(
        behind("softmax", "test_softmax(softmax)"),
        behind("costs", "print(cross_entropy_cost)"),
        ahead("activations", "import numpy as np\nimport math"),
    ),
    "own_try_and_errors_before": together(
        new_cell(IMPORTS, "def softmax(Z):\n    return np.exp(Z)"),
        new_cell(IMPORTS, "import dnn_app_utils\n1 / 0"),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_right_answer_gets_all_points_in_every_form(grader: Grader, form: str) -> None:
    result = result_of(grader, submission(FORMS[form]))
    assert scores(result) == ALL
    assert all(e.status == "passed" and e.message is None for e in result.exercises)


OTHER_FORMS = {
    "one_hot": "def one_hot(labels, num_classes=10):\n    return np.eye(num_classes)[:, labels]",
    "softmax": "def softmax(Z):\n    E = np.exp(Z - Z.max(0))\n    return E / E.sum(0)",
    "initialize_parameters": (
        "def initialize_parameters(layer_units, method='he', seed=3):\n"
        "    rng = np.random.RandomState(seed)\n    parameters = {}\n"
        "    for i, (n_prev, n) in enumerate(zip(layer_units, layer_units[1:]), 1):\n"
        "        scale = {'he': (2 / n_prev) ** 0.5, 'xavier': n_prev**-0.5, 'small': 0.01}[method]\n"
        "        parameters[f'W{i}'] = rng.normal(0, scale, (n, n_prev))\n"
        "        parameters[f'b{i}'] = rng.normal(0, scale if method == 'small' else 0, (n, 1))\\\n"
        "            if method == 'small' else np.zeros((n, 1))\n"
        "    return parameters"
    ),
}


def test_the_whole_source_gets_all_points_and_no_network_is_trained(grader: Grader) -> None:
    assert scores(result_of(grader, as_bytes(source_notebook()))) == ALL


def test_answers_without_any_mark_of_the_cells_get_all_points(grader: Grader) -> None:
    """Each cell holds a function of the student's own, and neither markers nor metadata."""
    result = result_of(grader, submission(strip_metadata, strip_markers, **OTHER_FORMS))
    assert scores(result) == ALL


def test_functions_of_one_exercise_may_stand_in_cells_of_their_own(grader: Grader) -> None:
    relu = "def relu(Z):\n    return np.where(Z > 0, Z, 0)"
    data = submission(
        new_cell("activations", relu), activations=edited("activations", ("A = np.maximum(Z, 0)", "A = Z"))
    )
    assert scores(result_of(grader, data)) == ALL


# Unfinished answers


def test_the_untouched_release_gets_no_points_and_is_told_so(grader: Grader) -> None:
    result = result_of(grader, submission(**STUBS))
    assert scores(result) == dict.fromkeys(NAMES, 0.0)
    assert [e.status for e in result.exercises] == ["not_attempted"] * len(NAMES)
    assert all("nothing was filled in" in (e.message or "") for e in result.exercises)


def test_a_release_with_a_remark_added_is_judged_and_still_gets_no_points(grader: Grader) -> None:
    """What the stubs give earns nothing either: they run, and the checks say what is missing."""
    touched = {name: f"{stub}\n# later" for name, stub in STUBS.items()}
    result = result_of(grader, submission(**touched))
    assert scores(result) == dict.fromkeys(NAMES, 0.0)
    assert all(e.status in ("failed", "errored") and e.message for e in result.exercises)


def test_one_function_of_an_exercise_alone_earns_its_share(grader: Grader) -> None:
    """Only `relu` is written, and only the cost of softmax outputs."""
    activations = STUBS["activations"].replace("A = None", "A = np.maximum(Z, 0)")
    costs = STUBS["costs"].replace("cost = None", "cost = -np.sum(Y * np.log(AL)) / m", 1)
    result = result_of(grader, submission(activations=activations, costs=costs))
    assert (exercise(result, "activations").score, exercise(result, "costs").score) == (2, 5)


# Wrong answers

EARLY_MISTAKES: dict[str, tuple[str, str, str, float, str | None]] = {
    # exercise, text, what stands there instead, points, the idea that is named
    "whole rows": ("one_hot", "Y[labels, columns]", "Y[labels]", 0, "fills_whole_rows"),
    "slope at 0": ("activations", "(Z > 0)", "(Z >= 0)", 9, "relu_slope_one_at_zero"),
    "relu in place": (
        "activations",
        "A = np.maximum(Z, 0)",
        "Z[Z < 0] = 0\n    A = Z",
        9.5,
        "relu_changes_its_argument",
    ),
    "one maximum": ("softmax", "np.max(Z, axis=0, keepdims=True)", "np.max(Z)", 6.5, "one_maximum_for_all"),
    "slip of the pen": ("softmax", "np.exp(shifted)", "np.exp(shiftd)", 0, None),
    "mean of all entries": (
        "costs",
        "-np.sum(Y * np.log(AL)) / m",
        "-np.mean(Y * np.log(AL))",
        5,
        "softmax_cost_is_mean_of_entries",
    ),
    "weights transposed": (
        "initialize_parameters",
        "random.randn(n, n_prev)",
        "random.randn(n_prev, n)",
        4.5,
        "weights_transposed",
    ),
    "global generator": (
        "initialize_parameters",
        "random.randn",
        "np.random.randn",
        5,
        "draws_from_global_state",
    ),
}


@pytest.mark.parametrize("mistake", EARLY_MISTAKES)
def test_a_mistake_in_an_early_exercise_costs_its_own_points_alone(grader: Grader, mistake: str) -> None:
    """Those that call it are judged with a right one, and the result says so."""
    name, old, new, points, idea = EARLY_MISTAKES[mistake]
    # A name that nothing binds is looked for in a wider run.
    runs = ("sliced",) if idea else ("sliced", "wider")
    result = result_of(grader, submission(**{name: edited(name, (old, new))}), runs)
    assert scores(result) == ALL | {name: points}
    assert exercise(result, name).misconception == idea
    for warning in result.warnings:
        assert re.fullmatch(rf"`\w+` was judged with a right .*`{name}`.*, which it uses\.", warning)


@pytest.mark.parametrize(("wrong", "user"), [("softmax", "layer_forward"), ("one_hot", "training")])
def test_an_exercise_that_needs_a_wrong_one_says_that_it_was_given_a_right_one(
    grader: Grader, wrong: str, user: str
) -> None:
    answer = {
        "softmax": "def softmax(Z):\n    return Z",
        "one_hot": "def one_hot(labels, n=10):\n    return 0",
    }
    result = result_of(grader, submission(**{wrong: answer[wrong]}))
    assert scores(result) == ALL | {wrong: 0.0}
    assert f"`{user}` was judged with a right `{wrong}`, which it uses." in result.warnings


TOGETHER = [
    {
        "one_hot": "one_row_per_label",
        "activations": "sigmoid_slope_at_output",
        "softmax": "subtracts_nothing",
        "costs": "softmax_cost_of_all_pairs_of_classes",
        "initialize_parameters": "seeds_global_state",
    },
    {
        "one_hot": "largest_label_gives_classes",
        "activations": "tanh_slope_warns",
        "softmax": "shares_out_rows",
        "costs": "sigmoid_cost_per_class",
        "initialize_parameters": "takes_another_generator",
    },
]


@pytest.mark.parametrize("mistakes", TOGETHER, ids=["first", "second"])
def test_five_wrong_ideas_in_one_submission_are_named_and_cost_their_own_points(
    grader: Grader, mistakes: dict[str, str]
) -> None:
    """Nan, warnings and the global random state are seen in the sandbox as they are in the notebook."""
    ideas = [IDEAS[pair] for pair in mistakes.items()]
    answers = {idea.exercise: f"{EXERCISES[idea.exercise].source}\n\n{answer_source(idea)}" for idea in ideas}
    result = result_of(grader, submission(**answers))
    for idea in ideas:
        found = exercise(result, idea.exercise)
        assert (found.misconception, found.message) == (idea.name, idea.says)
        assert 0 < found.score < 10
    later = [name for name in NAMES if name not in mistakes]
    assert [exercise(result, name).score for name in later] == [10] * len(later)
