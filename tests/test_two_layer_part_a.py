"""Part A of two_layer_mlp: unfinished and unusual answers, what students read, and the values of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from lab_answers import answers_to, names_of

from autils.networks import pack_parameters, seed_after, unpack_parameters
from grader.hidden_tests import given_for
from grader.misconceptions.two_layer_mlp import reference
from public_tests.card import ChecksFailed
from public_tests.checks import ExerciseReport
from public_tests.two_layer_mlp import KNOWN
from public_tests.two_layer_mlp import test_network_sizes as check_network_sizes
from public_tests.two_layer_mlp.accuracies import Digits, notebook_digits
from public_tests.two_layer_mlp.sizes import SIZES

LAB = answers_to("two_layer_mlp")
PART_A = tuple(LAB.exercises)[:10]
FUNCTIONS = PART_A[:-1]
KEYS = ["W1", "b1", "W2", "b2"]


def lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status == "failed"]


def message(report: ExerciseReport) -> str:
    assert report.first_failure is not None
    assert report.first_failure.message is not None
    return report.first_failure.message


def idea(exercise: str, name: str) -> Any:
    return next(i for i in LAB.wrong if (i.exercise, i.name) == (exercise, name))


_ZERO = dict.fromkeys([*KEYS, "dW1", "db1", "dW2", "db2", "Z1", "A1", "Z2", "A2"], 0.0)
USELESS: dict[str, Callable[..., Any]] = {
    "nothing": lambda *a, **k: None,
    "zero": lambda *a, **k: 0.0,
    "an ellipsis": lambda *a, **k: ...,
    "its first argument": lambda *a, **k: a[0],
    "all its arguments": lambda *a, **k: a,
    "a dictionary of zeros": lambda *a, **k: dict(_ZERO),
    "a dictionary of None": lambda *a, **k: dict.fromkeys(_ZERO),
    "three zeros": lambda *a, **k: (0, 0, 0),
    "an empty result": lambda *a, **k: (np.zeros((0, 0)), {}),
    "a constant array": lambda *a, **k: np.ones((1, 7)),
    "zeros like its argument": lambda *a, **k: np.zeros(np.shape(a[0])),
    "a half everywhere": lambda *a, **k: np.full(np.shape(a[0]), 0.5),
}


@pytest.mark.parametrize("what", USELESS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_answer_that_does_nothing_earns_nothing(name: str, what: str) -> None:
    report = LAB.run_all(name, USELESS[what])
    assert (report.score, report.misconception) == (0, None)


def _start_kept(X: Any, Y: Any, n_h: Any, rate: Any, steps: Any, print_cost: Any = True) -> Any:
    return reference.initialize_parameters(X.shape[0], n_h, Y.shape[0])


def _old_gradients(X: Any, Y: Any, parameters: Any, cache: Any) -> Any:
    zeros = {f"d{key}": np.zeros_like(parameters[key]) for key in ("W1", "b1")}
    return reference.back_propagation(X, Y, parameters, cache) | zeros


GIVEN_PARTS_ONLY: dict[str, Callable[..., Any]] = {
    "neural_network_structure": lambda X, Y, n_h=5: (X.shape[0], n_h, 0),
    "update_parameters": lambda parameters, grads, rate: {
        key: parameters[key] - (rate if key.endswith("1") else 0) * grads["d" + key] for key in KEYS
    },
    "back_propagation": _old_gradients,
    "train_loop": _start_kept,
    "predict": lambda X, parameters: reference.forward_propagation(X, parameters)[0],
}


@pytest.mark.parametrize("name", GIVEN_PARTS_ONLY)
def test_what_the_cell_gives_earns_nothing_by_itself(name: str) -> None:
    assert LAB.run_all(name, GIVEN_PARTS_ONLY[name]).score == 0


def test_weights_of_the_right_kind_from_another_stream_lose_the_stream_alone() -> None:
    def initialize(n_x: int, n_h: int, n_y: int) -> Any:
        rng = np.random.default_rng(np.random.randint(2**31))
        W1, W2 = rng.normal(0, n_x**-0.5, (n_h, n_x)), rng.normal(0, n_h**-0.5, (n_y, n_h))
        return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}

    for seed in range(20):
        report = LAB.run_all("initialize_parameters", initialize, seed)
        assert lost(report) == ["stream", "stream_of_other_seeds"]
        assert report.score == 8


def test_a_power_above_and_below_the_line_loses_the_large_numbers_alone() -> None:
    report = LAB.run_all("sigmoid", lambda x: np.exp(x) / (1 + np.exp(x)))
    assert lost(report) == ["large_numbers"]
    assert "returned nan or inf" in message(report)
    assert report.first_failure is not None
    assert "divides inf by inf" in report.first_failure.hint


MESSAGES = {
    (
        "neural_network_structure",
        "counts_examples_as_outputs",
    ): "returned 3, 4, 5; expected n_y = 2 among them.",
    ("neural_network_structure", "hidden_layer_last"): "returned 3, 2, 4; expected n_x, n_h, n_y = 3, 4, 2.",
    ("initialize_parameters", "biases_flat"): (
        "`b2` is an array of shape (3,); expected an array of shape (3, 1)."
    ),
    ("initialize_parameters", "forgets_scale"): (
        "`W2` has the mean 0.007 and the standard deviation 0.917; "
        "expected a mean near 0 and a standard deviation near 0.167."
    ),
    (
        "initialize_parameters",
        "weights_all_zero",
    ): "has equal entries (1 different of 12); expected 12 random numbers.",
    ("sigmoid", "forgets_minus"): "expected a larger number for each larger entry of `x`.",
    ("forward_propagation", "cache_of_layer_1_only"): (
        "the cache is a dictionary without Z2, A2; its keys are Z1, A1."
    ),
    ("compute_cost", "absolute_differences"): (
        "returned 0.46875; expected 0.9375, four times the cost of half the differences."
    ),
    ("back_propagation", "forgets_keepdims"): (
        "`db1` is an array of shape (4,); expected an array of shape (4, 1)."
    ),
    ("update_parameters", "writes_into_parameters"): (
        "changed its argument `parameters`; expected the arguments to stay as they were."
    ),
    ("train_loop", "drops_update"): (
        "the returned network has the cost 0.137046; expected less than the 0.137046 of the untrained one."
    ),
    ("train_loop", "prints_always"): "printed the cost 0.137046; expected none.",
    ("train_loop", "cost_after_the_step"): (
        "printed 0.129686, 0.125166, 0.122497, 0.12093; "
        "expected 0.137046 among them, the cost before any step."
    ),
    ("predict", "threshold_too_high"): "example 3 has the output 0.555, and its answer is 0; expected 1.",
    ("predict", "drops_an_axis"): "returned an array of shape (7,); expected an array of shape (1, 7).",
    ("network_sizes", "training_digits_twice"): (
        "the shares of right answers on `X_test_binary`. Yours are measured on `X_train_binary`."
    ),
    ("network_sizes", "measures_on_the_sweep"): "Yours are measured on `X_sweep`.",
    ("network_sizes", "per_cent"): (
        "expected shares of right answers. Yours are shares of right answers in per cent."
    ),
    ("network_sizes", "counts_right_answers"): "Yours are numbers of right answers.",
    ("network_sizes", "share_of_errors"): "Yours are shares of wrong answers.",
    ("network_sizes", "first_network_for_all"): "Yours are the same for all networks.",
}


@pytest.mark.parametrize(("exercise", "name"), MESSAGES)
def test_the_first_message_says_what_came_back_and_what_was_expected(exercise: str, name: str) -> None:
    said = message(LAB.run_public(exercise, idea(exercise, name)))
    assert said.endswith(MESSAGES[exercise, name])
    assert said.startswith("`")


def test_the_untouched_sizes_earn_nothing_and_are_told_so() -> None:
    results = [(n_h, None, None) for n_h in SIZES]
    networks = dict.fromkeys(SIZES)
    report = check_network_sizes.run([_value("results", results), _value("models", networks)])
    assert report.score == 0
    assert message(report) == (
        "`results` is a list with rows in which a number is None; "
        "expected rows of three numbers: n_h, the training accuracy, the test accuracy."
    )


def _value(name: str, value: object) -> Any:
    from public_tests.targets import LocalTarget

    return LocalTarget(name, value)


@pytest.mark.parametrize("results", [[], [1, 2, 3], [(5, 0.5)], "text", None, {5: 0.5}, [(5, 0.5, 0.4)]])
def test_results_of_another_form_earn_nothing(results: object) -> None:
    report = check_network_sizes.run([_value("results", results), _value("models", {})])
    assert report.score == 0
    assert report.status == "failed"


def _sweep(digits: Digits, share: Callable[[Any, Any], Any]) -> tuple[list[Any], dict[int, Any]]:
    """Train small networks on digits, and measure them."""
    results, models = [], {}
    np.random.seed(1)
    for n_h in SIZES:
        models[n_h] = reference.train_loop(digits.X_train[:, ::5], digits.y_train[:, ::5], n_h, 1.0, 2, False)
        shares = [
            share(reference.predict(X, models[n_h]), y)
            for X, y in ((digits.X_train, digits.y_train), (digits.X_test, digits.y_test))
        ]
        results.append((n_h, *shares))
    return results, models


def test_in_the_notebook_the_digits_of_the_notebook_are_used(capsys: pytest.CaptureFixture[str]) -> None:
    digits = notebook_digits()
    assert digits.X_train.shape[0] == 28 * 28
    assert digits.X_train.max() == 1.0
    assert set(np.unique(digits.y_test)) == {0, 1}
    results, models = _sweep(digits, lambda answers, y: np.mean(answers == y))
    check_network_sizes(results, models)
    assert "7 of 7 points" in capsys.readouterr().out
    errors, models = _sweep(digits, lambda answers, y: np.mean(answers != y))
    with pytest.raises(ChecksFailed):
        check_network_sizes(errors, models)
    assert "Yours are shares of wrong answers." in " ".join(capsys.readouterr().out.split())


def test_the_given_networks_tell_every_set_of_digits_apart() -> None:
    """For any seed: whoever measures on another set gets another number for every network."""
    for seed in range(50):
        given = given_for("two_layer_mlp", "network_sizes", seed)
        assert given is not None
        (digits,) = given.settings
        train_loop: Any = names_of(given)["train_loop"]
        X, y = digits.X_train, digits.y_train
        for n_h in SIZES:
            network = train_loop(X[:, ::5], y[:, ::5], n_h, 1.0, 10, print_cost=False)
            outputs = [reference.forward_propagation(part, network)[0] for part in (X, digits.X_test)]
            train, test = (np.mean((a > 0.5) == b) for a, b in zip(outputs, (y, digits.y_test), strict=True))
            assert 0 < train < 1
            assert 0 < test < 1
            assert abs(train - test) > 1e-4
            assert min(np.abs(a - 0.5).min() for a in outputs) > 1e-7


def test_the_reference_has_the_values_of_the_text() -> None:
    seed_after(0)
    X, Y = np.random.randn(2, 3), np.random.randn(1, 3)
    assert reference.neural_network_structure(X, Y, 10) == (2, 10, 1)
    seed_after(9)
    parameters = reference.initialize_parameters(2, 10, 1)
    np.testing.assert_allclose(parameters["W1"][0], [-0.17633148, 1.03386644], rtol=1e-6)
    A2, cache = reference.forward_propagation(X, parameters)
    means = [np.mean(cache[key]) for key in ("Z1", "A1", "Z2", "A2")]
    wanted = [-0.19151237249896635, 0.4688525159515502, -0.3118444809339782, 0.42266909957970195]
    np.testing.assert_allclose(means, wanted, rtol=1e-12)
    assert reference.compute_cost(A2, Y) == pytest.approx(0.5239053069310721, rel=1e-12)
    gradients = reference.back_propagation(X, Y, parameters, cache)
    np.testing.assert_allclose(gradients["dW1"][9], [-0.02714012, 0.02102039], rtol=1e-6)
    np.testing.assert_allclose(gradients["db2"], [[-0.0032622]], rtol=1e-5)
    new = reference.update_parameters(parameters, gradients, 0.01)
    np.testing.assert_allclose(new["W1"][9], [-0.66141751, -0.18963568], rtol=1e-6)
    np.testing.assert_allclose(new["b2"], [[3.262196e-05]], rtol=1e-6)


@pytest.mark.parametrize("name", ["one output", "two outputs", "an input that is always 1"])
def test_the_known_gradients_are_the_slopes_of_the_cost(name: str) -> None:
    """By central differences of the cost, which know nothing of back-propagation."""
    case = next(case for case in KNOWN.cases if case.key == f"back_propagation/{name}")
    X, Y, parameters, _ = (getattr(a, "make", lambda a=a: a)() for a in case.arguments.values())

    def cost(theta: Any) -> Any:
        outputs, _ = reference.forward_propagation(X, unpack_parameters(theta, parameters))
        return reference.compute_cost(outputs, Y)

    theta = pack_parameters(parameters, KEYS)
    slopes = [(cost(theta + step) - cost(theta - step)) / 2e-5 for step in 1e-5 * np.eye(theta.size)]
    known = np.concatenate([case.expected(f"d{key}").ravel() for key in KEYS])
    np.testing.assert_allclose(known, slopes, rtol=1e-6, atol=1e-10)
    assert np.abs(known).min() > 1e-4
