"""Hidden checks: fitting the public cases alone loses exactly their points; the inputs stay hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from binary_answers import BY_NAME, LAB, SEED, load_keras, run_all

from grader.hidden_tests import SENTENCE, HiddenCheck, HiddenChecks, ReferenceFailed, bind, hidden_checks
from public_tests.checks import Exercise, ExerciseReport
from public_tests.expect import CheckFailed
from public_tests.targets import AnswerError, AnswerTimedOut, LocalTarget, Target

Answer = Callable[..., Any]


def test_a_lab_without_hidden_checks_has_none() -> None:
    assert hidden_checks("no_such_lab") == {}


def _looks_up(name: str) -> Answer:
    """Return an answer that knows the results of the public cases by heart, and nothing else."""
    right = {"my_dense": lambda a, W, b, g: g(a @ W + b), "my_dense_v": lambda A, W, b, g: g(A @ W + b)}[name]
    known: dict[str, Any] = {}
    is_learning = True

    def key(x: Any, W: Any, b: Any, g: Answer) -> str:
        return repr((x.tolist(), W.tolist(), b.tolist(), g(2.0)))

    def answer(x: Any, W: Any, b: Any, g: Answer) -> Any:
        if is_learning:
            known[key(x, W, b, g)] = right(x, W, b, g)
        return known.get(key(x, W, b, g), np.zeros(W.shape[1]))

    BY_NAME[name].run([LocalTarget(name, answer)])
    is_learning = False
    return answer


def _square_sizes_only(x: Any, W: Any, b: Any, g: Answer) -> Any:
    """Right where the public cases are, and elsewhere for square weights alone."""
    if len(W) in (2, 3, 4) and W.shape[1] <= 3:
        return g(x @ W + b)
    return g(x @ W[: W.shape[1], : W.shape[0]] + b)


def _three_times(x: Any, W: Any, b: Any, g: Answer) -> Any:
    """Knows the public functions g by their value at 2, and applies none that is new."""
    z = x @ W + b
    return {2.0: z, 6.0: 3 * z, 4.0: z**2}.get(g(2.0), z)


@pytest.mark.parametrize("name", ["my_dense", "my_dense_v"])
def test_looking_up_the_public_cases_loses_exactly_the_hidden_points(name: str) -> None:
    report = run_all(BY_NAME[name], _looks_up(name))
    assert _lost(report) == [c.name for c in hidden_checks(LAB)[name]]
    assert report.score == 7


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["my_dense", "my_dense_v"])
def test_working_on_some_sizes_only_loses_exactly_the_hidden_points(name: str, seed: int) -> None:
    report = run_all(BY_NAME[name], _square_sizes_only, seed)
    assert report.score == 7
    assert all(r.check.hidden for r in report.results if r.status != "passed")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("name", "check"), [("my_dense", "other_functions"), ("my_dense_v", "other_functions_v")]
)
def test_ignoring_a_new_g_loses_the_check_of_other_functions_alone(name: str, check: str, seed: int) -> None:
    report = run_all(BY_NAME[name], _three_times, seed)
    assert _lost(report) == [check]
    assert report.score == 9


def test_a_network_that_only_claims_to_be_right_loses_exactly_the_hidden_points() -> None:
    """The description comes from the student's process; weights and outputs prove it wrong."""
    load_keras()
    import keras

    class Dense(keras.layers.Layer):
        """Says what the tests ask for, and computes a mean."""

        def __init__(self, units: int) -> None:
            super().__init__()
            self.units = units
            self.activation = keras.activations.sigmoid

        def call(self, x: Any) -> Any:
            return keras.ops.repeat(keras.ops.mean(x, axis=-1, keepdims=True), self.units, axis=-1)

    liar = keras.Sequential([keras.Input((400,)), Dense(25), Dense(15), Dense(1)])
    report = run_all(BY_NAME["model"], liar)
    assert report.score == 7
    assert _lost(report) == ["weight_shapes", "network_outputs"]


def test_a_network_with_right_weights_and_wrong_outputs_loses_two_points() -> None:
    load_keras()
    import keras

    class Dense(keras.layers.Dense):
        """A dense layer whose activation is not the one that it shows."""

        def call(self, inputs: Any, training: Any = None) -> Any:
            return keras.ops.relu(keras.ops.matmul(inputs, self.kernel) + self.bias)

    liar = keras.Sequential(
        [keras.Input((400,)), Dense(25, "sigmoid"), Dense(15, "sigmoid"), Dense(1, "sigmoid")]
    )
    report = run_all(BY_NAME["model"], liar)
    assert _lost(report) == ["network_outputs"]
    assert report.score == 8


def test_a_failed_hidden_check_says_one_sentence_and_shows_no_values() -> None:
    report = run_all(BY_NAME["my_dense"], lambda a, W, b, g: np.full(W.shape[1], 77.5))
    hidden = [r for r in report.results if r.check.hidden]
    assert [(r.status, r.message, r.yours, r.expected, r.lead, r.observed) for r in hidden] == [
        ("failed", SENTENCE, None, None, None, ())
    ] * len(hidden)


def test_an_answer_cannot_tell_the_hidden_inputs_through_what_it_raises() -> None:
    def tells(a_in: Any, W: Any, b: Any, g: Answer) -> Any:
        raise type(f"Secret{len(a_in)}", (Exception,), {})(f"secret {a_in}")

    report = run_all(BY_NAME["my_dense"], tells)
    hidden = [r for r in report.results if r.check.hidden]
    assert {r.message for r in hidden} == {"`my_dense` raised an error on inputs that are not shown."}


def test_an_answer_that_times_out_in_a_hidden_check_stays_timed_out() -> None:
    report = _run_one(lambda answer, *, reference, rng: answer(), _Failing(AnswerTimedOut("took too long")))
    (result,) = report.results
    assert report.status == "timed_out"
    assert result.message == "`f` did not come back on inputs that are not shown."


def test_a_failing_reference_is_never_the_students_fault() -> None:
    with pytest.raises(ReferenceFailed, match="the reference solution `r` raised ValueError"):
        _run_one(
            lambda answer, *, reference, rng: reference[0](1.0),
            LocalTarget("f", abs),
            [_Failing(AnswerError("raised ValueError: x", "ValueError"), "r")],
        )


def test_the_same_seed_draws_the_same_inputs_in_any_order_and_another_seed_others() -> None:
    drawn: dict[str, list[float]] = {}
    hidden = HiddenChecks(Exercise("f", "F"))

    def draw_first(answer: Target, *, reference: Any, rng: np.random.Generator) -> None:
        """Draw."""
        drawn.setdefault("first", []).append(rng.random())

    def draw_second(answer: Target, *, reference: Any, rng: np.random.Generator) -> None:
        """Draw too."""
        drawn.setdefault("second", []).append(rng.random())

    hidden.check(points=1)(draw_first)
    hidden.check(points=2)(draw_second)
    target = LocalTarget("f", abs)
    for seed, order in ((5, 1), (5, -1), (6, 1)):
        for check in bind(hidden.checks, [], seed)[::order]:
            check.function(target)
    for name in ("first", "second"):
        assert drawn[name][0] == drawn[name][1] != drawn[name][2]
    assert drawn["first"][0] != drawn["second"][0]


def test_binding_a_public_check_is_an_error() -> None:
    with pytest.raises(TypeError, match="is_function is no hidden check"):
        bind(BY_NAME["my_dense"].checks[:1], [], SEED)


class _Failing(Target):
    """A target that answers every question with one error."""

    def __init__(self, error: AnswerError, name: str = "f") -> None:
        super().__init__(name)
        self.error = error

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Any:
        raise self.error


def _run_one(function: Answer, target: Target, reference: list[Target] | None = None) -> ExerciseReport:
    check = HiddenCheck("only", "Only one", function, 1.0, hidden=True, exercise="f")
    return Exercise("f", "F").run([target], bind([check], reference or [], SEED))


def _lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status != "passed"]


def test_a_hidden_check_hides_what_expect_would_show() -> None:
    def shows(answer: Target, *, reference: Any, rng: Any) -> None:
        raise CheckFailed("x = 3", yours="3", expected="4", lead="x")

    (result,) = _run_one(shows, LocalTarget("f", abs)).results
    assert (result.message, result.yours, result.expected, result.lead) == (SENTENCE, None, None, None)
