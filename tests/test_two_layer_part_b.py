"""Part B of two_layer_mlp: the values of the text, points for parts, messages, and answers of every kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from lab_answers import answer_of, answers_to

from autils.networks import debug_inputs, debug_parameters, one_hot
from grader.misconceptions.two_layer_mlp import reference
from public_tests.checks import ExerciseReport
from public_tests.functions import Total, cube
from public_tests.targets import LocalTarget
from public_tests.two_layer_mlp import KNOWN

PART_B = (
    "initialize_parameters_uniform",
    "compute_cost_regularized",
    "back_propagation_regularized",
    "numerical_gradient",
    "gradient_descent",
    "predict_digits",
)
SEEDS = range(40)

LAB = answers_to("two_layer_mlp")
NETWORK = debug_parameters([3, 4, 2])
X = debug_inputs(3, 5)
Y = one_hot([0, 1, 0, 1, 0], 2)
A2, CACHE = reference.forward_propagation(X, NETWORK)


def lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status == "failed"]


def idea(exercise: str, name: str) -> Any:
    return next(i for i in LAB.wrong if (i.exercise, i.name) == (exercise, name))


def test_the_uniform_start_has_the_values_of_the_text() -> None:
    known = KNOWN.results["initialize_parameters_uniform/small"]
    np.testing.assert_allclose(known["W1"][0], [-0.15364539, 0.40796169, -0.92560832, -0.36600895], rtol=1e-6)
    W2 = [[-0.64751268, 0.8284138, -1.0354419], [0.3734756, -0.1811761, 0.12858297]]
    np.testing.assert_allclose(known["W2"], W2, rtol=1e-6)


def test_the_regularised_cost_has_the_values_of_the_text() -> None:
    known = [KNOWN.results[f"compute_cost_regularized/lambda {k}"] for k in (0, 1, 4)]
    np.testing.assert_allclose(known, [1.45183973, 1.72358355, 2.53881501], rtol=1e-8)


@pytest.mark.parametrize(
    ("lambda_", "dW2", "dW1_first"),
    [
        (
            0,
            [
                [-0.10380587, -0.10073784, -0.10516987, -0.07775483],
                [0.08401068, 0.07706396, 0.08385026, 0.06017682],
            ],
            [0.01480473, 0.00045089, -0.01454893],
        ),
        (
            1,
            [
                [-0.19994562, -0.17583657, -0.09018215, 0.0135397],
                [0.16767624, 0.07617883, -0.00077178, -0.03038102],
            ],
            [0.09895183, 0.09138063, -0.00043693],
        ),
    ],
)
def test_the_gradients_have_the_values_of_the_text(
    lambda_: int, dW2: list[list[float]], dW1_first: list[float]
) -> None:
    known = KNOWN.results[f"back_propagation_regularized/lambda {lambda_}"]
    np.testing.assert_allclose(known["dW2"], dW2, atol=6e-9)
    np.testing.assert_allclose(known["dW1"][0], dW1_first, atol=6e-9)
    np.testing.assert_allclose(known["db2"][:, 0], [-0.17386817, 0.13628319], atol=6e-9)
    np.testing.assert_allclose(
        known["db1"][:, 0], [0.03243012, 0.01497889, -0.01633465, -0.0336318], atol=6e-9
    )


def test_the_numerical_gradient_has_the_values_of_the_text() -> None:
    found = reference.numerical_gradient(Total(cube), np.array([1.0, 2.0, -1.0, 0.0]))
    np.testing.assert_allclose(found, [3.00000001, 12.00000001, 3.00000001, 1e-08], rtol=1e-8, atol=1e-11)


def test_gradient_descent_has_the_costs_of_the_text() -> None:
    known = KNOWN.results["gradient_descent/five steps"][1]
    np.testing.assert_allclose(known, [1.72358355, 1.5717322, 1.49857906, 1.45412241, 1.42432657], rtol=1e-8)


def test_predictions_have_the_values_of_the_text_and_no_ties() -> None:
    assert KNOWN.results["predict_digits/five examples"].tolist() == [7, 7, 2, 2, 2]
    for case in KNOWN.cases:
        if case.function == "predict_digits":
            inputs, parameters = (argument.make() for argument in case.arguments.values())
            outputs = np.sort(reference.forward_propagation(inputs, parameters)[0], axis=0)
            assert np.min(outputs[-1] - outputs[-2]) > 1e-3


@pytest.mark.parametrize("lambda_", [0.0, 1.0, 7.5])
def test_the_reference_gradients_agree_with_the_numerical_ones(lambda_: float) -> None:
    """What every other test of these two exercises rests on, found in a way of its own."""
    grads = reference.back_propagation_regularized(X, Y, NETWORK, CACHE, lambda_)
    for key, value in NETWORK.items():

        def cost(changed: Any, key: str = key) -> Any:
            parameters = {**NETWORK, key: changed}
            outputs, _ = reference.forward_propagation(X, parameters)
            return reference.compute_cost_regularized(outputs, Y, parameters, lambda_)

        np.testing.assert_allclose(
            grads[f"d{key}"], reference.numerical_gradient(cost, value), rtol=1e-6, atol=1e-9
        )


@pytest.mark.parametrize("exercise", PART_B)
def test_right_answers_keep_all_points_whatever_the_seed(exercise: str) -> None:
    for answer in LAB.right:
        if answer.exercise == exercise:
            for seed in SEEDS:
                report = LAB.run_all(exercise, answer, seed)
                assert report.score == 10, (answer.name, seed, lost(report))


@pytest.mark.parametrize("exercise", PART_B)
def test_wrong_ideas_keep_the_same_points_whatever_the_seed(exercise: str) -> None:
    for answer in LAB.wrong:
        if answer.exercise == exercise:
            assert len({LAB.run_all(exercise, answer, seed).score for seed in range(10)}) == 1, answer.name


NEARLY_RIGHT = {
    "flat_bias": 8,
    "random_biases": 8,
    "biases_of_one": 8,
    "biases_of_layer_1": 8,
    "seeds_inside": 8,
    "generator_of_its_own": 8,
    "draws_transposed": 8,
    "squares_in_place": 9,
    "writes_into_cache": 9,
    "rows_only": 7,
    "flat_gradient": 7,
    "updates_in_place": 9,
    "floats": 9,
    "row_matrix": 9,
    "column": 9,
    "clips_inputs_in_place": 9,
}
"""Wrong ideas that keep more than 6 points, for only the form or one part of several is not as asked for."""


@pytest.mark.parametrize("exercise", PART_B)
def test_no_wrong_idea_earns_more_than_six_points_unless_it_is_nearly_right(exercise: str) -> None:
    wrong = [i for i in LAB.wrong if i.exercise == exercise]
    scores = {i.name: LAB.run_all(exercise, i).score for i in wrong}
    named = {name: points for name, points in NEARLY_RIGHT.items() if name in scores}
    assert {name: points for name, points in scores.items() if points > 6} == named
    assert any(0 < points <= 6 for points in scores.values())


@pytest.mark.parametrize("exercise", PART_B)
@pytest.mark.parametrize(
    "answer",
    [
        lambda *given: None,
        lambda *given: 0.0,
        lambda *given: 1,
        lambda *given: given[0],
        lambda *given: given[-1],
        lambda *given: given,
        lambda *given: np.zeros(5),
        lambda *given: np.zeros(np.shape(given[-1])),
        lambda *given: {},
    ],
)
def test_trivial_answers_earn_nothing(exercise: str, answer: Callable[..., Any]) -> None:
    assert LAB.run_all(exercise, answer).score == 0


def _zeros_like_the_answer(exercise: str) -> Callable[..., Any]:
    right = answer_of(next(i for i in LAB.right if i.exercise == exercise))

    def zeros(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: zeros(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(zeros(item) for item in value)
        return np.zeros_like(value) if isinstance(value, np.ndarray) else type(value)(0)

    return lambda *given: zeros(right(*given))  # type: ignore[operator]


@pytest.mark.parametrize("exercise", PART_B)
def test_zeros_in_the_right_shape_earn_nothing(exercise: str) -> None:
    assert LAB.run_all(exercise, _zeros_like_the_answer(exercise)).score == 0


@pytest.mark.parametrize("exercise", PART_B)
def test_the_start_returned_as_the_result_earns_nothing(exercise: str) -> None:
    def returns_start(*given: Any) -> Any:
        start = next((g for g in given if isinstance(g, dict)), None)
        return (start, [0.0] * given[-1]) if exercise == "gradient_descent" else start

    assert LAB.run_all(exercise, returns_start).score == 0


@pytest.mark.parametrize("exercise", PART_B)
def test_looking_up_the_public_cases_loses_exactly_the_hidden_points(exercise: str) -> None:
    right = answer_of(next(i for i in LAB.right if i.exercise == exercise))
    known: dict[str, Any] = {}

    def key(given: Any) -> str:
        state = np.random.get_state()[1].tobytes() if exercise.startswith("initialize") else b""
        return repr((given, state))

    def learns(*given: Any) -> Any:
        place = key(given)
        known[place] = right(*given)  # type: ignore[operator]
        return known[place]

    LAB.exercises[exercise].run([LocalTarget(exercise, learns)])
    for seed in range(4):
        report = LAB.run_all(exercise, lambda *given: known.get(key(given)), seed)
        assert report.score == 7
        assert all(r.check.hidden for r in report.results if r.status != "passed")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_right_distribution_from_elsewhere_loses_the_draws_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)

    def elsewhere(n_x: int, n_h: int, n_y: int) -> Any:
        parameters = reference.initialize_parameters_uniform(n_x, n_h, n_y)
        bound = (6 / (n_h + n_y)) ** 0.5
        return {**parameters, "W2": rng.uniform(-bound, bound, (n_y, n_h))}

    report = LAB.run_all("initialize_parameters_uniform", elsewhere, seed)
    assert lost(report) == ["same_draws", "other_draws"]
    assert report.score == 8


@pytest.mark.parametrize("factor", [0.8, 0.9, 1.15, 1.25])
def test_an_interval_of_another_width_is_found_without_the_draws(factor: float) -> None:
    def wide(n_x: int, n_h: int, n_y: int) -> Any:
        parameters = reference.initialize_parameters_uniform(n_x, n_h, n_y)
        return {**parameters, "W2": factor * parameters["W2"]}

    assert "interval" in lost(LAB.run_all("initialize_parameters_uniform", wide))


def test_normal_draws_cut_off_at_the_ends_do_not_fill_the_interval_evenly() -> None:
    def clipped(n_x: int, n_h: int, n_y: int) -> Any:
        parameters = reference.initialize_parameters_uniform(n_x, n_h, n_y)
        bound = np.sqrt(6 / (n_h + n_y))
        draws = np.random.randn(n_y, n_h)
        return {**parameters, "W2": 0.999 * bound * draws / np.max(np.abs(draws))}

    found = lost(LAB.run_all("initialize_parameters_uniform", clipped))
    assert found == ["spread", "same_draws", "interval", "other_draws"]


def test_a_cost_without_the_clipping_loses_the_check_of_certain_outputs_alone() -> None:
    def unclipped(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
        m = Y.shape[1]
        with np.errstate(all="ignore"):
            data = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
        return data + lambda_ / (2 * m) * sum(np.sum(parameters[k] ** 2) for k in ("W1", "W2"))

    report = LAB.run_all("compute_cost_regularized", unclipped)
    assert lost(report) == ["certain_outputs"]
    assert report.score == 9


def test_a_wrong_data_term_costs_no_points_of_the_penalty_and_the_other_way_round() -> None:
    exercise = "compute_cost_regularized"
    assert not {"weights_in_penalty", "factor_of_penalty"} & set(
        lost(LAB.run_all(exercise, idea(exercise, "forgets_sign")))
    )
    assert not {"target_1", "target_0", "mean_over_examples"} & set(
        lost(LAB.run_all(exercise, idea(exercise, "penalises_biases")))
    )


def test_one_wrong_step_of_back_propagation_costs_its_own_check_and_those_of_the_whole() -> None:
    exercise = "back_propagation_regularized"
    whole = ["all_gradients", "without_penalty", "with_penalty"]
    for name, own in (
        ("keeps_slope_at_output", "output_errors"),
        ("forgets_slope_of_hidden_layer", "errors_of_hidden_layer"),
    ):
        assert lost(LAB.run_all(exercise, idea(exercise, name))) == [own, *whole]


def test_what_is_wrong_with_a_numerical_gradient_is_told_apart() -> None:
    exercise = "numerical_gradient"
    hidden = ["other_functions", "long_steps"]
    for name, own in (
        ("upper_side_only", ["both_sides", "step_of_epsilon"]),
        ("divides_by_one_epsilon", ["size_of_slopes", "step_of_epsilon"]),
        ("leaves_entries_moved", ["other_entries_stay"]),
        ("moves_theta_itself", ["other_entries_stay", "theta_unchanged"]),
        ("fixed_epsilon", ["step_of_epsilon"]),
    ):
        assert lost(LAB.run_all(exercise, idea(exercise, name))) == own + hidden


def test_gradient_descent_tells_wrong_costs_from_wrong_steps() -> None:
    exercise = "gradient_descent"
    costs = ["first_cost", "all_costs", "other_costs"]
    assert lost(LAB.run_all(exercise, idea(exercise, "records_cost_without_penalty"))) == costs
    steps = ["one_step", "all_costs", "last_parameters", "other_costs", "other_parameters"]
    assert lost(LAB.run_all(exercise, idea(exercise, "gradients_without_penalty"))) == steps
