"""Of deep_network, exercises 1 to 5: what unfinished and wrong answers earn, and what students then read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from lab_answers import SEED, LabAnswers, answers_to

from grader.hidden_tests import bind, hidden_checks
from public_tests.checks import ExerciseReport
from public_tests.deep_network import KNOWN
from public_tests.targets import LocalTarget
from tests.deep_functions import LAB
from tests.deep_notebook import STUBS

DEEP: LabAnswers = answers_to(LAB)
EARLY = ("one_hot", "activations", "softmax", "costs", "initialize_parameters")
IDEAS = {idea.name: idea for idea in (*DEEP.wrong, *DEEP.right) if idea.exercise in EARLY}

Answer = Callable[..., Any]


def run_all(name: str, answers: Mapping[str, object]) -> ExerciseReport:
    """Run all checks of an exercise on one answer for each of its targets."""
    exercise = DEEP.exercises[name]
    reference = [LocalTarget(*pair) for pair in DEEP.reference(name).items()]
    hidden = bind(hidden_checks(LAB)[name], reference, SEED)
    targets = [LocalTarget(target, answers[target]) for target in exercise.targets]
    return exercise.run(targets, [*exercise.checks, *hidden])


def stub_of(name: str) -> dict[str, Any]:
    """Return what a student has before anything is written: the functions of the stub, by name."""
    names: dict[str, Any] = {"np": np}
    exec(STUBS[name], names)
    return {target: names[target] for target in DEEP.exercises[name].targets}


def first_message(report: ExerciseReport) -> str:
    assert report.first_failure is not None
    assert report.first_failure.message is not None
    return report.first_failure.message


# The numbers that the notebook names

PRINTED: dict[str, Any] = {
    "one_hot/all but one class": [[0, 1, 0], [0, 0, 0], [0, 0, 1], [1, 0, 0]],
    "relu/five numbers": [0, 0, 0, 0.5, 2],
    "sigmoid_derivative/five numbers": [0.10499359, 0.23500371, 0.25, 0.23500371, 0.10499359],
    "tanh_derivative/five numbers": [0.07065082, 0.78644773, 1, 0.78644773, 0.07065082],
    "relu_derivative/five numbers": [0, 0, 0, 1, 1],
    "softmax/two columns": [[0.09003057, 1 / 3], [0.24472847, 1 / 3], [0.66524096, 1 / 3]],
    "softmax/far apart": [[1, 0], [0, 1]],
    "cross_entropy_cost/three examples": 1.1174690724975744,
    "cross_entropy_cost/probability 0": 27.631021115928547,
    "binary_cross_entropy_cost/three examples": 1.8445651518435298,
}


@pytest.mark.parametrize("key", PRINTED)
def test_the_public_cases_hold_the_numbers_that_the_lab_promises(key: str) -> None:
    (case,) = (case for case in KNOWN.cases if case.key == key)
    np.testing.assert_allclose(case.expected(), PRINTED[key], rtol=1e-6, atol=1e-8)


def test_the_start_values_are_those_that_the_lab_promises() -> None:
    he, small = (KNOWN.results[f"initialize_parameters/{method}"] for method in ("he", "small"))
    np.testing.assert_allclose(he["W1"][0], [1.26475132, 0.30865908, 0.06823401, -1.31768833], rtol=1e-6)
    W2 = [[0.71959317, 1.39586056, 0.0408523], [-0.33041773, -0.44528453, -1.26269344]]
    np.testing.assert_allclose(he["W2"], W2, rtol=1e-6)
    np.testing.assert_array_equal(he["b1"], np.zeros((3, 1)))
    np.testing.assert_allclose(small["W1"][0], [0.01788628, 0.0043651, 0.00096497, -0.01863493], rtol=1e-5)
    np.testing.assert_allclose(small["b1"].ravel(), [0.00881318, 0.01709573, 0.00050034], rtol=1e-5)
    np.testing.assert_allclose(small["W2"][0], [-0.00404677, -0.0054536, -0.01546477], rtol=1e-5)


# Unfinished answers

STUB_MESSAGES = {
    "one_hot": "`one_hot(labels, num_classes)` with `labels = [1, 2, 0]`, `num_classes = 4` returned "
    "[[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]; expected 3 entries of 1, and 0 everywhere else.",
    "activations": "`relu(Z)` with `Z = [-2, -0.5, 0, 0.5, 2]` returned None; "
    "expected an array of shape (5,).",
    "softmax": "`softmax(Z)` with `Z = [[1, 2], [2, 2], [3, 2]]` returned None; "
    "expected an array of shape (3, 2).",
    "costs": "returned None; expected a number.",
    "initialize_parameters": "`initialize_parameters(layer_units, method, seed)` with `layer_units = "
    '[4, 3, 2]`, `method = "he"`, `seed = 3` returned a dictionary in which W1 is None; expected arrays.',
}


@pytest.mark.parametrize("name", EARLY)
def test_the_stub_earns_nothing_and_is_told_what_came_back(name: str) -> None:
    report = run_all(name, stub_of(name))
    assert report.score == 0
    assert STUB_MESSAGES[name] in first_message(report)


@pytest.mark.parametrize("name", ["activations", "softmax", "costs", "initialize_parameters"])
def test_no_wrong_idea_is_read_into_a_stub(name: str) -> None:
    assert run_all(name, stub_of(name)).misconception is None


TRIVIAL: dict[str, Answer] = {
    "None": lambda *_: None,
    "zeros": lambda first, *_: np.zeros(np.shape(first)),
    "ones": lambda first, *_: np.ones(np.shape(first)),
    "a third": lambda first, *_: np.full(np.shape(first), 1 / 3),
    "zero": lambda *_: 0.0,
    "one": lambda *_: 1.0,
    "its argument": lambda first, *_: first,
    "a copy of its argument": lambda first, *_: np.array(first),
    "an empty list": lambda *_: [],
    "an empty dictionary": lambda *_: {},
    "ragged lists": lambda *_: [[1, 2], [3]],
    "nan": lambda first, *_: np.full(np.shape(first), np.nan),
    "infinity": lambda *_: np.inf,
}
TRIVIAL_WEIGHTS: dict[str, Answer] = {
    "weights of 0": lambda units, *_: {
        f"{letter}{i}": np.zeros((units[i], units[i - 1] if letter == "W" else 1))
        for i in range(1, len(units))
        for letter in "Wb"
    },
    "scalars for weights": lambda units, *_: {f"{x}{i}": 0.0 for i in range(1, len(units)) for x in "Wb"},
}


@pytest.mark.parametrize("name", EARLY)
@pytest.mark.parametrize("trivial", TRIVIAL)
def test_a_trivial_answer_earns_nothing_and_matches_no_idea(name: str, trivial: str) -> None:
    report = run_all(name, dict.fromkeys(DEEP.exercises[name].targets, TRIVIAL[trivial]))
    assert (report.score, report.misconception) == (0, None)


@pytest.mark.parametrize("trivial", TRIVIAL_WEIGHTS)
def test_start_values_without_any_draw_earn_nothing(trivial: str) -> None:
    assert DEEP.run_all("initialize_parameters", TRIVIAL_WEIGHTS[trivial]).score == 0


# Shares

SHARES = {
    "activations": {"relu": 2, "sigmoid_derivative": 3, "tanh_derivative": 3, "relu_derivative": 2},
    "costs": {"cross_entropy_cost": 5, "binary_cross_entropy_cost": 5},
}


@pytest.mark.parametrize(("name", "target"), [(n, t) for n, shares in SHARES.items() for t in shares])
def test_one_right_function_among_stubs_earns_its_share(name: str, target: str) -> None:
    answers = stub_of(name) | {target: DEEP.reference(name)[target]}
    assert run_all(name, answers).score == SHARES[name][target]


@pytest.mark.parametrize(("name", "target"), [(n, t) for n, shares in SHARES.items() for t in shares])
def test_one_stub_among_right_functions_costs_its_share_alone(name: str, target: str) -> None:
    answers = DEEP.reference(name) | {target: stub_of(name)[target]}
    report = run_all(name, answers)
    assert report.score == 10 - SHARES[name][target]
    assert report.misconception is None


@pytest.mark.parametrize("name", SHARES)
def test_a_value_in_the_place_of_a_function_costs_its_share_alone(name: str) -> None:
    target = DEEP.exercises[name].targets[-1]
    report = run_all(name, DEEP.reference(name) | {target: 3})
    assert report.score == 10 - SHARES[name][target]
    assert first_message(report) == f"`{target}` is the number 3; expected a function."


def test_one_mistake_does_not_cost_the_other_points() -> None:
    """All ten points: what is right besides the mistake is paid for."""
    expected = {
        "one_row_per_label": 1,
        "largest_label_gives_classes": 5,
        "one_column_per_class": 6,
        "counts_places_in_bytes": 8,
        "relu_changes_its_argument": 9.5,
        "relu_leaks": 8,
        "sigmoid_slope_at_output": 7,
        "sigmoid_slope_overflows": 8.5,
        "tanh_slope_warns": 9.5,
        "relu_slope_one_at_zero": 9,
        "shares_out_rows": 2,
        "shares_out_whole_matrix": 2,
        "subtracts_nothing": 6.5,
        "one_maximum_for_all": 6.5,
        "softmax_cost_lacks_sign": 5,
        "softmax_cost_is_sum": 6.5,
        "sigmoid_cost_per_class": 5,
        "sigmoid_cost_is_mean_of_entries": 6.5,
        "weights_transposed": 4.5,
        "divides_by_own_size": 6,
        "leaves_out_last_layer": 3.5,
        "draws_from_global_state": 5,
        "seeds_global_state": 7.5,
        "takes_another_generator": 7.5,
    }
    found = {name: DEEP.run_all(IDEAS[name].exercise, IDEAS[name]).score for name in expected}
    assert found == expected


FIRST_MESSAGES = {
    "one_row_per_label": "returned an array of shape (3, 4); expected an array of shape (4, 3).",
    "counts_labels_from_one": "returned [[0, 0, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]]; "
    "expected [[0, 1, 0], [0, 0, 0], [0, 0, 1], [1, 0, 0]].",
    "relu_changes_its_argument": "changed its argument `Z`; expected the arguments to stay as they were.",
    "relu_slope_one_at_zero": "returned [0, 0, 1, 1, 1]; expected [0, 0, 0, 1, 1].",
    "sigmoid_slope_overflows": "returned nan or inf: [[nan, 0], [0, nan]]; expected [[0, 0], [0, 0]].",
    "tanh_slope_warns": "gave a warning: RuntimeWarning: overflow encountered in cosh; expected none.",
    "shares_out_rows": "returned columns with the totals [1.5, 1.5]; expected a total of 1 each.",
    "sigmoid_of_each_entry": "returned a column, the one with index 0, that grows by the factors "
    "[1.85914, 1.46212]; expected [2.71828, 2.71828], which is e each time.",
    "one_maximum_for_all": "returned nan or inf: [[1, nan], [0, nan]]; expected [[1, 0], [0, 1]].",
    "softmax_cost_lacks_sign": "returned -1.60944; expected 1.60944.",
    "sigmoid_cost_per_class": "returned an array of shape (2, 1); expected a number.",
    "weights_transposed": "`W1` is an array of shape (4, 3); expected an array of shape (3, 4).",
    "divides_by_own_size": "the standard deviation of `W1` is 0.0715; expected about 0.632.",
    "draws_evenly": "the mean of `W1` is 0.319; expected about 0.",
    "never_draws_biases": "the standard deviation of `b1` is 0; expected about 0.01.",
    "leaves_out_last_layer": "returned a dictionary without W2, b2; its keys are W1, b1.",
    "seeds_global_state": "moved NumPy's global random state; expected that state to stay as it was.",
    "seeds_every_layer": "returned a `W2` with the numbers of `W1`; expected new numbers.",
    "ignores_seed": "returned the numbers of `seed = 8`; expected others.",
}


@pytest.mark.parametrize("name", FIRST_MESSAGES)
def test_the_first_message_says_what_came_back(name: str) -> None:
    report = DEEP.run_public(IDEAS[name].exercise, IDEAS[name])
    message = first_message(report)
    assert message.startswith(f"`{IDEAS[name].targets[0]}(")
    assert message.endswith(FIRST_MESSAGES[name])


def test_unusual_results_are_judged_and_nothing_breaks() -> None:
    """Empty arrays, infinite and huge numbers reach checks that compute with them."""
    right = DEEP.reference("initialize_parameters")["initialize_parameters"]

    def spoilt(value: float) -> Answer:
        def answer(layer_units: Any, method: Any = "he", seed: Any = 3) -> Any:
            entries = right(layer_units, method, seed)
            entries["W1"][-1, -1] = value
            entries[f"b{len(layer_units) - 1}"] = np.zeros((0, 1))
            return entries

        return answer

    for value in (np.inf, np.nan, 1e300):
        report = DEEP.run_all("initialize_parameters", spoilt(value))
        assert report.score <= 2.5
        assert report.misconception is None
    for value in (np.inf, np.nan, 1e300, 0):
        report = DEEP.run_all("softmax", lambda Z, value=value: Z * value)
        assert report.score == 0


def test_a_test_leaves_the_global_random_state_of_a_notebook_alone() -> None:
    np.random.seed(5)
    expected = np.random.RandomState(5).rand(3)
    idea = IDEAS["seeds_global_state"]
    DEEP.exercises[idea.exercise].run([LocalTarget(idea.exercise, idea.function)])
    np.testing.assert_array_equal(np.random.rand(3), expected)
