"""Part B of two_layer_mlp: what a student is told, and which exercise to mend first if several are wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from lab_answers import answers_to

from grader.course import Course
from grader.lab import load_lab
from grader.misconceptions import Idea, answer_source
from grader.misconceptions.two_layer_mlp import reference
from public_tests.card import ChecksFailed
from public_tests.checks import ExerciseReport

LAB = answers_to("two_layer_mlp")


def lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status == "failed"]


def idea(exercise: str, name: str) -> Idea:
    return next(i for i in LAB.wrong if (i.exercise, i.name) == (exercise, name))


MESSAGES = {
    ("initialize_parameters_uniform", "fixed_epsilon"): (
        "`initialize_parameters_uniform(n_x, n_h, n_y)` with `n_x = 2`, `n_h = 16`, `n_y = 10`, after "
        "`np.random.seed(3)`: cut the interval from -0.4804 to 0.4804 into four equal parts; from the left, "
        "of the 160 entries of `W2` they hold 0, 82, 78, 0; expected about 40 in each part."
    ),
    ("compute_cost_regularized", "forgets_half_of_penalty"): (
        "With m = 5, W1 = [[1, 2]] and W2 = [[3]], the cost with `lambda_ = 3` is larger than the cost with "
        "`lambda_ = 0` by 8.4; expected 4.2."
    ),
    ("back_propagation_regularized", "drops_axis_of_biases"): (
        "`back_propagation_regularized(X, Y, parameters, cache, lambda_)` with `X = debug_inputs(3, 1)`, "
        "`Y = [[0], [1]]`, `parameters = debug_parameters([3, 4, 2])`, `cache = "
        "forward_propagation(debug_inputs(3, 1), debug_parameters([3, 4, 2]))[1]`, `lambda_ = 0`: `db2` is "
        "an array of shape (2,); expected an array of shape (2, 1)."
    ),
    ("numerical_gradient", "leaves_entries_moved"): (
        "`numerical_gradient(f, theta, epsilon)` with `f(theta) = s², where s is the sum of z over all "
        "entries z`, `theta = [1, 2, -0.5]`, `epsilon = 0.5` returned [5, 4, 3]; expected three equal "
        "numbers, for all entries count alike in f."
    ),
    ("gradient_descent", "records_last_cost_too"): (
        "`gradient_descent(X, Y, parameters, lambda_, learning_rate, num_iterations)` with `X = "
        "debug_inputs(3, 5)`, `Y = [[1, 0, 1, 0, 1], [0, 1, 0, 1, 0]]`, `parameters = "
        "debug_parameters([3, 4, 2])`, `lambda_ = 0`, `learning_rate = 0.8`, `num_iterations = 4`: "
        "`cost_history` holds 5 costs; expected 4."
    ),
    ("predict_digits", "counts_from_one"): (
        "`predict_digits(X, parameters)` with `X = 6 * debug_inputs(5, 8)`, `parameters = "
        "debug_parameters([5, 13, 10])` returned [7, 8, 10, 1, 1, 2, 7, 8]; expected "
        "[6, 7, 9, 0, 0, 1, 6, 7]."
    ),
}


@pytest.mark.parametrize("wrong", MESSAGES, ids="-".join)
def test_a_message_says_what_was_called_what_came_back_and_what_was_expected(wrong: tuple[str, str]) -> None:
    first = LAB.run_public(wrong[0], idea(*wrong)).first_failure
    assert first is not None
    assert first.message == MESSAGES[wrong]


def test_zeros_left_in_a_numerical_gradient_are_said_to_be_left_there() -> None:
    """As the unfinished cell does, which returns what it was given to fill."""
    first = LAB.run_public("numerical_gradient", lambda f, theta, epsilon=1e-4: 0 * theta).first_failure
    assert first is not None
    assert first.hint == "Nothing but zeros: what does the loop put into `gradient[i]`?"


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ("1.7", "`cost_history` is a text; expected a list of costs"),
        (1.7, "`cost_history` is the number 1.7; expected a list of costs"),
        (np.zeros((5, 1)), "`cost_history` is an array of shape (5, 1); expected a list of costs"),
        ([], "`cost_history` is empty; expected a cost for each iteration"),
        ([1.0, None], "`cost_history` holds 2 costs; expected 4"),
        ([[1.0], [2.0], [3.0], [4.0]], "`cost_history` is an array of shape (4, 1)"),
        (["a"] * 4, "`cost_history` is a list of texts; expected an array of shape (4,)"),
    ],
)
def test_a_history_of_another_kind_is_said_to_be_so(costs: Any, said: str) -> None:
    def answer(X: Any, Y: Any, parameters: Any, *rest: Any) -> Any:
        return {key: value + 1 for key, value in parameters.items()}, costs

    report = LAB.run_all("gradient_descent", answer)
    assert said in " ".join(r.message or "" for r in report.results)


@pytest.mark.parametrize(
    ("gradients", "said"),
    [
        ({"db2": "text"}, "`db2` is a text; expected an array of shape (2, 1)"),
        ({"dW2": None}, "a dictionary in which dW2 is None; expected arrays"),
        ({"db1": 0.5}, "`db1` is the number 0.5; expected an array of shape (4, 1)"),
        ({"dW1": np.full((4, 3), np.nan)}, "`dW1` is nan or inf"),
    ],
)
def test_a_gradient_of_another_kind_is_said_to_be_so(gradients: dict[str, Any], said: str) -> None:
    def answer(*given: Any) -> Any:
        return {**reference.back_propagation_regularized(*given), **gradients}

    report = LAB.run_all("back_propagation_regularized", answer)
    assert said in " ".join(r.message or "" for r in report.results)


@pytest.mark.parametrize("W2", ["text", [["a"]], np.full((2, 3), np.nan), 0.25])
def test_weights_of_another_kind_earn_nothing(W2: Any) -> None:
    def answer(*sizes: Any) -> Any:
        return {**reference.initialize_parameters_uniform(*sizes), "W2": W2}

    report = LAB.run_all("initialize_parameters_uniform", answer)
    assert (report.score, lost(report)) == (0, ["drawn_one_by_one"])


def notebook_names(repository: Any, *wrong: Idea) -> dict[str, Any]:
    """Run the solution cells of the source as a notebook would, with some answers replaced by wrong ones."""
    names: dict[str, Any] = {"np": np}
    for exercise in load_lab(Course(repository).source("two_layer_mlp")).exercises:
        if exercise.name != "network_sizes":
            exec(exercise.source, names)
    for each in wrong:
        exec(answer_source(each), names)
    return names


USERS = [
    ("gradient_descent", "back_propagation_regularized", "penalises_biases"),
    ("gradient_descent", "compute_cost_regularized", "penalises_biases"),
    ("gradient_descent", "forward_propagation", "forgets_bias_of_layer_2"),
    ("predict_digits", "forward_propagation", "forgets_bias_of_layer_2"),
]


@pytest.mark.parametrize(("exercise", "earlier", "name"), USERS)
def test_the_card_names_the_earlier_exercise_to_mend_first(
    repository: Any, exercise: str, earlier: str, name: str
) -> None:
    names = notebook_names(repository, idea(earlier, name))
    with pytest.raises(ChecksFailed) as caught:
        LAB.exercises[exercise](names[exercise])
    first = caught.value.report.first_failure
    assert first is not None
    assert first.message == (
        f"not run because `{earlier}`, which your code uses, is wrong or not written yet."
    )
    assert caught.value.report.misconception is None


@pytest.mark.parametrize("exercise", ["gradient_descent", "predict_digits"])
def test_no_earlier_exercise_is_blamed_for_a_mistake_of_the_answer_itself(
    repository: Any, exercise: str
) -> None:
    for wrong in [i for i in LAB.wrong if i.exercise == exercise][:3]:
        names = notebook_names(repository, wrong)
        with pytest.raises(ChecksFailed) as caught:
            LAB.exercises[exercise](names[exercise])
        assert caught.value.report.misconception is not None
        assert caught.value.report.misconception.name == wrong.name
