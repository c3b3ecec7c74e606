"""Hidden checks of Part A of two_layer_mlp: fitting the public cases alone loses exactly their points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lab_answers import answers_to

from grader.hidden_tests import hidden_checks
from grader.misconceptions import Idea
from grader.misconceptions.two_layer_mlp import reference
from public_tests.targets import LocalTarget

LAB = answers_to("two_layer_mlp")
FUNCTIONS = tuple(LAB.exercises)[:9]
SEEDS = range(6)


def answer_to(name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(reference, name)
    return function


def idea(exercise: str, name: str) -> Idea:
    return next(i for i in LAB.wrong if (i.exercise, i.name) == (exercise, name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_right_on_the_public_cases_alone_loses_exactly_the_hidden_points(name: str) -> None:
    """An answer that knows the arguments of the public cases, and does nothing for any others."""
    right = answer_to(name)
    seen: set[str] = set()

    def learns(*arguments: Any) -> Any:
        seen.add(repr(arguments))
        return right(*arguments)

    LAB.exercises[name].run([LocalTarget(name, learns)])
    for seed in SEEDS:
        report = LAB.run_all(name, lambda *a: right(*a) if repr(a) in seen else None, seed)
        assert report.score == 7
        failed = {r.check.name for r in report.results if r.status != "passed"}
        assert failed == {check.name for check in hidden_checks(LAB.lab)[name]}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_run_of_one_seed_can_be_repeated_and_another_seed_asks_for_something_else(name: str) -> None:
    right = answer_to(name)
    asked: list[list[str]] = []
    for seed in (1, 1, 2):
        calls: list[str] = []

        def notes(*arguments: Any, calls: list[str] = calls) -> Any:
            calls.append(repr(arguments))
            return right(*arguments)

        assert LAB.run_all(name, notes, seed).score == 10
        asked.append(calls)
    assert asked[0] == asked[1] != asked[2]


def test_the_plain_sigmoid_is_never_failed_for_overflow_in_a_hidden_check() -> None:
    seen: list[float] = []

    def watched(x: Any) -> Any:
        seen.append(abs(x) if isinstance(x, float) else abs(x).max())
        return reference.sigmoid(x)

    for seed in range(20):
        assert LAB.run_all("sigmoid", watched, seed).score == 10
    assert max(size for size in seen if size < 100) < 45


def test_other_networks_than_those_of_train_loop_earn_no_hidden_point() -> None:
    """Whoever measures networks of his own, whose accuracies are known beforehand, has solved nothing."""
    report = LAB.run_all("network_sizes", idea("network_sizes", "changes_the_network"))
    assert {r.check.name for r in report.results if r.status == "failed"} == {
        "training_shares",
        "test_shares",
        "whole_rows",
    }


def test_networks_that_were_never_trained_earn_nothing_and_are_told_so() -> None:
    report = LAB.run_all("network_sizes", idea("network_sizes", "measures_a_blank_network"))
    assert report.score == 0
    assert report.first_failure is not None
    assert report.first_failure.message == (
        "`models[5]` was never trained: every number of W1 is 0; "
        "expected the network that `train_loop` returned."
    )
    assert "`parameters` is only read" in report.first_failure.hint
