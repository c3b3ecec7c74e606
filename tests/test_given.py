"""What an exercise is graded with in place of the notebook's own: data, and code that binds names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.hidden_tests import Given, given_for
from grader.means import Means
from grader.reference import References
from grader.run import Program
from grader.sandbox import Sandbox
from public_tests.expect import same_values
from tests.foreign.two_layer import LAB

TRAIN = "def train(n):\n    return ['given', n]"


def result(sandbox: Sandbox, *cells: str, **options: Any) -> Any:
    """Run cells as a submission, and return what they bind `result` to."""
    given = options.pop("given", ())
    program = Program(cells, given, ("result",), **options)
    with sandbox.spawn() as run:
        report = run.execute(program, 30)
        assert report["errors"] == []
        return run.ask("result", "describe", (None,), None, 10).value["value"]


def test_given_data_take_the_place_of_what_the_submission_binds(warm_sandbox: Sandbox) -> None:
    cells = ("X = [1, 2]", "result = X * 2", "X = [3]")
    assert result(warm_sandbox, *cells, values={"X": [7]}) == [7, 7]
    assert result(warm_sandbox, *cells) == [1, 2, 1, 2]


def test_given_data_need_no_binding_in_the_submission(warm_sandbox: Sandbox) -> None:
    array = np.array([[1.0, 2.0]])
    found = result(warm_sandbox, "result = (X.shape, X.T)", values={"X": array})
    assert same_values(found, ((1, 2), array.T))


def test_what_stands_with_a_given_name_in_one_statement_comes_from_the_lab(warm_sandbox: Sandbox) -> None:
    """The whole statement is left out; other names that it binds are found in the lab's own cells."""
    cells = ("X, y = [1], 2", "result = [X, y]")
    assert result(warm_sandbox, *cells, given=("X, y = [5], 6",), values={"X": [7]}) == [[7], 6]


@pytest.mark.parametrize("mode", ["sliced", "wider", "full"])
def test_given_data_hold_in_every_mode(warm_sandbox: Sandbox, mode: str) -> None:
    cells = ("X = 1", "def f():\n    return X", "result = f()", "X = 2")
    assert result(warm_sandbox, *cells, values={"X": 7}, mode=mode) == 7


@pytest.mark.parametrize(
    "cells",
    [
        ("def train(n):\n    return ['own', n]", "result = train(3)"),
        ("train = lambda n: n", "result = train(3)", "def train(n):\n    return 0"),
        ("result = train(3)",),
    ],
    ids=["defined", "defined twice", "not defined"],
)
def test_given_code_takes_the_place_of_every_binding(warm_sandbox: Sandbox, cells: tuple[str, ...]) -> None:
    cells = cells if len(cells) > 1 else ("def later():\n    return train(3)", "result = later")
    program = Program(cells, (), ("result",), replaced={("train",): TRAIN})
    with warm_sandbox.spawn() as run:
        assert run.execute(program, 30)["errors"] == []
        described = run.ask("result", "describe", (None,), None, 10).value
        is_function = described["kind"] == "function"
        value = run.ask("result", "call", (), None, 10).value if is_function else described["value"]
    assert value == ["given", 3]


def test_other_code_that_uses_a_replaced_name_finds_the_given_one(warm_sandbox: Sandbox) -> None:
    cells = ("def train(n):\n    return n", "def twice(n):\n    return train(2 * n)", "result = twice(4)")
    assert result(warm_sandbox, *cells, replaced={("train",): TRAIN}) == ["given", 8]


def test_an_exercise_is_given_the_same_for_one_seed_and_others_for_another() -> None:
    one, again, other = (given_for(LAB.name, "network_sizes", seed) for seed in (1, 1, 2))
    assert isinstance(one, Given)
    assert isinstance(again, Given)
    assert isinstance(other, Given)
    assert same_values(dict(one.values), dict(again.values))
    assert not same_values(dict(one.values), dict(other.values))
    assert one.code == other.code


def test_what_the_checks_are_told_is_what_the_submission_finds() -> None:
    given = given_for(LAB.name, "network_sizes", 3)
    assert given is not None
    (digits,) = given.settings
    names = ("X_train_binary", "y_train_binary", "X_test_binary", "y_test_binary")
    assert same_values([given.values[name] for name in names], list(digits))


def test_an_exercise_without_given_data_has_none_and_a_lab_without_tests_neither() -> None:
    assert given_for(LAB.name, "sigmoid", 1) is None
    assert given_for(LAB.name, "no_such_exercise", 1) is None
    assert given_for("no_such_lab", "sigmoid", 1) is None


def test_only_an_exercise_that_stands_alone_is_given_its_data(warm_sandbox: Sandbox) -> None:
    """Among others, the program has to hold the submission's own data for them."""
    means = Means(warm_sandbox, References(warm_sandbox), 1, ("sliced",))
    alone = means.program(LAB, (), ["network_sizes"])
    beside = means.program(LAB, (), ["sigmoid", "network_sizes"])
    assert set(alone.values) >= {"X_train_binary", "y_test_binary"}
    assert list(alone.replaced) == [("train_loop",)]
    assert replace(beside, targets=(), given=()) == Program(
        (), (), (), default_digits=LAB.default_digits, withheld=LAB.asked_for
    )


def test_an_earlier_answer_may_be_given_besides(warm_sandbox: Sandbox) -> None:
    means = Means(warm_sandbox, References(warm_sandbox), 1, ("sliced",))
    program = means.program(LAB, (), ["network_sizes"], replaced=["predict", "train_loop"])
    assert list(program.replaced) == [("predict",), ("train_loop",)]
    assert "random" in program.replaced[("train_loop",)]  # the given loop, not the lab's solution


@pytest.mark.parametrize(
    "cell",
    [
        "import autils\nresult = [hasattr(autils, 'sigmoid'), hasattr(autils, 'load_data')]",
        "from autils import activations, data\n"
        "result = [hasattr(activations, 'sigmoid'), hasattr(data, 'load_data')]",
        "import sys\nhelpers = [m for name, m in sys.modules.items() if name.startswith('autils')]\n"
        "result = [any(hasattr(m, name) for m in helpers) for name in ('sigmoid', 'load_data')]",
    ],
    ids=["package", "module", "every module"],
)
def test_helpers_lose_what_exercises_ask_for(warm_sandbox: Sandbox, cell: str) -> None:
    assert result(warm_sandbox, cell, withheld=frozenset({"sigmoid"})) == [False, True]
    assert result(warm_sandbox, cell) == [True, True]
