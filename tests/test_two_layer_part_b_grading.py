"""Part B of two_layer_mlp in whole submissions, as the grader sees them: right, wrong, and wrong early on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graded_answers import exercise, grade, scores

from grader.course import Course
from grader.grading import Grader
from grader.lab import Lab, load_lab
from grader.misconceptions import accepted_answers, answer_source, misconceptions
from grader.sandbox import Sandbox
from tests.foreign.base import as_bytes
from tests.foreign.changes import strip_metadata

NAME = "two_layer_mlp"
PART_B = (
    "initialize_parameters_uniform",
    "compute_cost_regularized",
    "back_propagation_regularized",
    "numerical_gradient",
    "gradient_descent",
    "predict_digits",
)
ALL = dict.fromkeys(PART_B, 10.0)
WRONG = {(idea.exercise, idea.name): idea for idea in misconceptions(NAME)}
RIGHT = {(idea.exercise, idea.name): idea for idea in accepted_answers(NAME)}


@pytest.fixture(scope="module")
def lab(repository: Path) -> Lab:
    return load_lab(Course(repository).source(NAME))


@pytest.fixture(scope="module")
def grader(lab: Lab, warm_sandbox: Sandbox) -> Iterator[Grader]:
    grader = Grader([lab], seed=2026, sandbox=warm_sandbox)
    yield grader
    grader.means.references.close()


@pytest.fixture(scope="module")
def source(repository: Path) -> bytes:
    return Course(repository).source(NAME).read_bytes()


def submission(source: bytes, **answers: str) -> dict[str, Any]:
    """Return the source's imports and solution cells, some of them with other text.

    The rest is left away: where points are lost, a whole notebook may be run whole, which trains for long.
    """
    content: dict[str, Any] = json.loads(source)
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    content["cells"] = [code[0], *(c for c in code if c["metadata"].get("nbgrader", {}).get("solution"))]
    for cell in content["cells"][1:]:
        cell["source"] = answers.get(cell["metadata"]["nbgrader"]["grade_id"], cell["source"])
    return content


def part_b(found: dict[str, float]) -> dict[str, float]:
    return {name: found[name] for name in PART_B}


def test_the_source_earns_all_points_sliced(grader: Grader, source: bytes) -> None:
    result = grade(grader, source)
    assert part_b(scores(result)) == ALL
    assert result.extra_data["run"] == "sliced"


def test_a_submission_without_metadata_earns_all_points(grader: Grader, source: bytes) -> None:
    content = json.loads(source)
    strip_metadata(content)
    assert part_b(scores(grade(grader, as_bytes(content)))) == ALL


def test_the_untouched_release_earns_nothing_and_is_told_so(grader: Grader, lab: Lab, source: bytes) -> None:
    result = grade(grader, as_bytes(submission(source, **{e.name: e.stub for e in lab.exercises})))
    assert result.score == 0
    assert {exercise(result, name).status for name in PART_B} == {"not_attempted"}


def test_a_release_with_a_remark_is_judged_and_earns_nothing(grader: Grader, lab: Lab, source: bytes) -> None:
    touched = {e.name: f"{e.stub}\n# later" for e in lab.exercises if e.name in PART_B}
    result = grade(grader, as_bytes(submission(source, **touched)))
    assert part_b(scores(result)) == dict.fromkeys(PART_B, 0.0)
    assert {exercise(result, name).status for name in PART_B} <= {"failed", "errored"}
    assert all(exercise(result, name).misconception is None for name in PART_B)


VARIANTS = [
    {
        "initialize_parameters_uniform": "one_by_one",
        "compute_cost_regularized": "example_by_example",
        "back_propagation_regularized": "example_by_example",
        "numerical_gradient": "keeps_old_value",
        "gradient_descent": "array_of_costs",
        "predict_digits": "loop_over_examples",
    },
    {
        "initialize_parameters_uniform": "single_precision",
        "compute_cost_regularized": "array_without_axes",
        "back_propagation_regularized": "unit_by_unit",
        "numerical_gradient": "nested_lists",
        "gradient_descent": "prints_and_returns_a_list",
        "predict_digits": "last_of_sorted_places",
    },
]


@pytest.mark.parametrize("names", VARIANTS, ids=["loops", "other types"])
def test_answers_in_other_forms_earn_all_points(grader: Grader, source: bytes, names: dict[str, str]) -> None:
    answers = {name: answer_source(RIGHT[name, variant]) for name, variant in names.items()}
    result = grade(grader, as_bytes(submission(source, **answers)))
    assert part_b(scores(result)) == ALL
    assert result.extra_data["run"] == "sliced"


MISTAKES = [
    ("initialize_parameters_uniform", "epsilon_of_layer_1", 3),
    ("compute_cost_regularized", "penalises_biases", 4),
    ("back_propagation_regularized", "keeps_slope_at_output", 5),
    ("numerical_gradient", "upper_side_only", 5),
    ("numerical_gradient", "moves_theta_itself", 5),
    ("gradient_descent", "records_cost_without_penalty", 6),
    ("gradient_descent", "updates_in_place", 9),
    ("predict_digits", "counts_from_one", 5),
]


@pytest.mark.parametrize(("name", "wrong", "points"), MISTAKES)
def test_a_wrong_answer_costs_its_own_points_alone_and_is_named(
    grader: Grader, source: bytes, name: str, wrong: str, points: float
) -> None:
    result = grade(grader, as_bytes(submission(source, **{name: answer_source(WRONG[name, wrong])})))
    assert part_b(scores(result)) == ALL | {name: points}
    assert exercise(result, name).misconception == wrong


EARLIER = [
    ("forward_propagation", "forgets_bias_of_layer_2", ["gradient_descent", "predict_digits"]),
    ("compute_cost_regularized", "forgets_sign", ["gradient_descent"]),
    ("back_propagation_regularized", "wrong_sign", ["gradient_descent"]),
]


@pytest.mark.parametrize(("earlier", "wrong", "users"), EARLIER)
def test_exercises_that_use_a_wrong_one_are_judged_with_a_right_one(
    grader: Grader, source: bytes, earlier: str, wrong: str, users: list[str]
) -> None:
    answer = answer_source(WRONG[earlier, wrong])
    result = grade(grader, as_bytes(submission(source, **{earlier: answer})))
    assert exercise(result, earlier).score < 10
    for user in users:
        assert exercise(result, user).score == 10
        assert f"`{user}` was judged with a right `{earlier}`, which it uses." in result.warnings
    assert [name for name in PART_B if exercise(result, name).score < 10] == [earlier] * (earlier in ALL)


def test_a_wrong_descent_is_found_though_what_it_uses_is_wrong_too(grader: Grader, source: bytes) -> None:
    wrong = {
        "back_propagation_regularized": "forgets_penalty",
        "gradient_descent": "records_cost_after_update",
    }
    answers = {name: answer_source(WRONG[name, idea]) for name, idea in wrong.items()}
    result = grade(grader, as_bytes(submission(source, **answers)))
    assert exercise(result, "gradient_descent").score == 6
    assert exercise(result, "gradient_descent").misconception == "records_cost_after_update"
