"""Whole submissions of two_layer_mlp, as the grader sees them: right in every form, wrong in places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graded_answers import exercise, grade, scores

from grader.grading import Grader
from grader.sandbox import Sandbox
from grader.submission import read_submission
from tests.foreign import FORMS as BINARY_FORMS
from tests.foreign import base, multiclass
from tests.foreign.base import as_bytes
from tests.foreign.two_layer import ANSWERS, FORMS, LAB, NAME, STUBS, solved_notebook

LABS = (base.LAB, multiclass.LAB, LAB)
ALL = dict.fromkeys(ANSWERS, 10.0)


@pytest.fixture(scope="module")
def grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    """A grader of three labs, so that each notebook has to be told from those of the others."""
    made = Grader(LABS, seed=2026, sandbox=warm_sandbox)
    yield made
    made.close()


@pytest.mark.parametrize("form", FORMS)
def test_a_right_submission_gets_all_points_in_every_form(grader: Grader, form: str) -> None:
    result = grade(grader, FORMS[form]())
    assert (result.lab, result.status, result.reason) == (NAME, "graded", None)
    assert scores(result) == ALL
    assert result.extra_data["run"] == "sliced"


def test_the_labs_are_told_apart() -> None:
    assert read_submission(FORMS["metadata_stripped"](), LABS).lab.name == NAME
    assert read_submission(BINARY_FORMS["metadata_stripped"](), LABS).lab.name == "binary_digits"


def test_the_untouched_release_gets_no_points_and_is_told_so(grader: Grader) -> None:
    result = grade(grader, as_bytes(solved_notebook(STUBS)))
    assert result.score == 0
    assert {e.status for e in result.exercises} == {"not_attempted"}


def test_a_release_with_a_remark_added_is_judged_and_still_gets_no_points(grader: Grader) -> None:
    touched = {name: stub + "\n# later" for name, stub in STUBS.items()}
    result = grade(grader, as_bytes(solved_notebook(touched)))
    assert {e.name: e.score for e in result.exercises if e.score} == {}
    assert {e.status for e in result.exercises} <= {"failed", "errored"}


WRONG = {
    "neural_network_structure": ("n_y = Y.shape[0]", "n_y = Y.shape[1]", 0),
    "initialize_parameters": ("b2 = np.zeros((n_y, 1))", "b2 = np.zeros(n_y)", 7),
    "sigmoid": ("1 / (1 + np.exp(-x))", "(1 + np.tanh(x)) / 2", 2),
    "forward_propagation": ("A2 = sigmoid(Z2)", "A2 = Z2", 3),
    "compute_cost": ("/ (2 * m)", "/ m", 4),
    "back_propagation": (".T @ dZ2 * sigmoid_derivative(Z1)", ".T @ dZ2", 3),
    "update_parameters": ("b2 = b2 - learning_rate * db2", "b2 = b2", 6),
}
"""What a wrong line costs where later exercises build on it: the line, the wrong one, the score."""


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_costs_its_own_points_only(grader: Grader, name: str) -> None:
    """Everything later is judged with a right answer in its place, and the result says so."""
    before, after, points = WRONG[name]
    assert before in ANSWERS[name]
    answers = ANSWERS | {name: ANSWERS[name].replace(before, after)}
    result = grade(grader, as_bytes(solved_notebook(answers)))
    assert scores(result) == ALL | {name: float(points)}
    assert any(f"`{name}`" in warning and "which it uses" in warning for warning in result.warnings)


def test_two_wrong_answers_cost_their_own_points_only(grader: Grader) -> None:
    changed = {name: ANSWERS[name].replace(*WRONG[name][:2]) for name in ("sigmoid", "back_propagation")}
    result = grade(grader, as_bytes(solved_notebook(ANSWERS | changed)))
    lost = {e.name: e.score for e in result.exercises if e.score < 10}
    assert lost == {"sigmoid": 2.0, "back_propagation": 3.0}
    used = "`sigmoid`, `forward_propagation` and `back_propagation`"  # the second fails by the first alone
    assert f"`train_loop` was judged with a right {used}, which it uses." in result.warnings


def test_accuracies_copied_from_the_notebook_are_found_out(grader: Grader) -> None:
    """The exercise is graded with digits of its own: numbers that do not depend on them are wrong."""
    copied = (
        ANSWERS["network_sizes"]
        .replace("np.mean(train_predictions == y_train_binary)", "0.995")
        .replace("np.mean(test_predictions == y_test_binary)", "0.998")
    )
    assert "0.995" in copied
    result = grade(grader, as_bytes(solved_notebook(ANSWERS | {"network_sizes": copied})))
    assert scores(result) == ALL | {"network_sizes": 0.0}


def test_an_endless_training_costs_no_points_of_the_sizes(grader: Grader) -> None:
    """The networks of that exercise are trained by a loop that is given."""
    endless = ANSWERS["train_loop"].replace("for i in range(max_iteration):", "i = 0\n    while True:")
    answers = ANSWERS | {"train_loop": endless}
    content = solved_notebook(answers)
    content["cells"] = [cell for cell in content["cells"] if cell["id"] != "after-train-loop"]
    result = grade(grader, as_bytes(content))
    assert scores(result) == ALL | {"train_loop": 0.0}
    assert exercise(result, "train_loop").status == "timed_out"
