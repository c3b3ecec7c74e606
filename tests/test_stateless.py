"""A class that only groups functions is left as it is by a call of one; any sign of state counts."""

from __future__ import annotations

import pytest

from grader.slicing import select
from grader.stateless import stateless_names
from grader.statements import Statement, parse_cell

GROUPED = "class Act:\n    'Activations.'\n    @staticmethod\n    def f(x):\n        return 1 / (1 + x)\n"


def statements_of(*cells: str) -> list[Statement]:
    return [s for i, cell in enumerate(cells) for s in parse_cell(i, cell, lambda source: source)]


def test_a_class_of_functions_and_its_instances_have_no_state() -> None:
    assert stateless_names(statements_of(GROUPED, "act = Act()", "other = Act.f(3)")) == {"Act", "act"}


@pytest.mark.parametrize(
    "cells",
    [
        ("class Act:\n    calls = 0\n    def f(x):\n        return x",),
        ("class Act:\n    def f(self, x):\n        self.last = x",),
        ("class Act:\n    @classmethod\n    def f(cls, x):\n        return x",),
        ("class Act(list):\n    def f(self, x):\n        self.append(x)",),
        ("class Act:\n    def f(self, x):\n        setattr(self, 'last', x)",),
        ("class Act:\n    def f(self, x):\n        self.__dict__['last'] = x",),
        ("@register\nclass Act:\n    def f(x):\n        return x",),
        (GROUPED, "Act.limit = 3"),
        (GROUPED, "Act = 3"),
    ],
)
def test_any_sign_of_state_counts(cells: tuple[str, ...]) -> None:
    assert stateless_names(statements_of(*cells, "act = Act()")) == set()


def test_a_training_is_not_run_because_it_calls_such_a_class() -> None:
    answer = "def sigmoid(x):\n    return Act.f(x)"
    training = "trained = [sigmoid(n) for n in range(10**9)]"
    statements = statements_of(GROUPED, answer, training, "y = sigmoid(2)")
    chosen = select(statements, ["y"]).statements
    assert [statement.cell for statement in chosen] == [0, 1, 3]


@pytest.mark.parametrize(
    "answer",
    [
        "calls = 0\ndef sigmoid(x):\n    global calls\n    calls += 1\n    return x",
        "log = []\ndef sigmoid(x):\n    log.append(x)\n    return x",
    ],
)
def test_nor_because_an_answer_counts_its_calls(answer: str) -> None:
    statements = statements_of(answer, "trained = [sigmoid(n) for n in range(10**9)]")
    assert {statement.cell for statement in select(statements, ["sigmoid"]).statements} == {0}


def test_but_what_another_function_prepares_for_an_answer_is_needed() -> None:
    cells = ("table = []", "def fill():\n    table.append(2)", "def f(x):\n    return table[0] * x", "fill()")
    chosen = select(statements_of(*cells), ["f"]).statements
    assert {statement.cell for statement in chosen} == {0, 1, 2, 3}
