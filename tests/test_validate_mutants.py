"""Mutants: each is one small change inside a student's region, compiles, and differs from all others."""

from __future__ import annotations

import ast

import pytest

from grader.mutants import equivalent_mutants, mutants_of
from tests.foreign import base, multiclass

LABS = (base.LAB, multiclass.LAB)

CELL = """\
def f(a, b, n):
    total = a + 1
    ### START CODE HERE ###
{}
    ### END CODE HERE ###
    return total
"""


def changes(lines: str) -> set[str]:
    body = "\n".join(f"    {line}" for line in lines.split("\n"))
    return {mutant.change for mutant in mutants_of(CELL.format(body))}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("total = a * b", {"a * b -> a + b", "a * b -> a", "a * b -> b", "total = a * b -> nothing"}),
        ("total = a - b", {"a - b -> a + b", "a - b -> b - a"}),
        ("total = a @ b", {"a @ b -> a * b", "a @ b -> b @ a"}),
        ("total = a + 3", {"3 -> 4", "3 -> 2"}),
        ("total = a[:, n]", {"a[:, n] -> a[n, :]"}),
        ("total = a[n]", {"a[n] -> a[0]", "a[n] -> a[n - 1]"}),
        ("total = np.dot(a, b)", {"np.dot(a, b) -> np.multiply(a, b)", "np.dot(a, b) -> np.dot(b, a)"}),
        ("total = abs(a)", {"abs(a) -> a"}),
        ("for i in range(n):\n    total += i", {"range(n) -> range(n - 1)", "range(n) -> range(1, n)"}),
        ("for i in range(n):\n    total += i", {"total += i -> total -= i", "total += i -> total = i"}),
        ("total = -a", {"-a -> a"}),
        ("total = a.T", {"a.T -> a"}),
        ("total = np.sum(a, axis=0, keepdims=True)", {"0 -> 1", "True -> False"}),
        ("total = W2 @ A1", {"W2 -> W1", "A1 -> A2"}),
        ('total = a["W2"]', {"a['W2'] -> a['W1']"}),
        ("total = f(X_test_binary, y_train)", {"X_test_binary -> X_train_binary", "y_train -> y_test"}),
        ("total = a if a < b else b", {"a < b -> a <= b"}),
        ("total = g(a, axis=1)", {"g(a, axis=1) -> g(a)"}),
        ("total = np.sum(a, keepdims=True)", {"True -> False"}),
    ],
)
def test_the_changes_that_students_make_are_among_them(lines: str, wanted: set[str]) -> None:
    assert wanted <= changes(lines)


def test_only_names_that_end_in_a_layer_are_exchanged_for_those_of_the_other() -> None:
    found = changes("latest = trained + a12 + x3 + f2(name='L1')")
    assert not {
        change
        for change in found
        if change.startswith(("latest ->", "trained ->", "a12 ->", "x3 ->", "'L1'"))
    }
    assert "f2 -> f1" in found


def test_only_the_students_region_is_changed() -> None:
    for mutant in mutants_of(CELL.format("    total = a * b")):
        body = ast.parse(mutant.source).body[0]
        assert isinstance(body, ast.FunctionDef)
        assert ast.unparse(body.body[0]) == "total = a + 1"
        assert ast.unparse(body.body[-1]) == "return total"
        assert mutant.line == 4


def test_entries_of_a_list_are_dropped_and_swapped() -> None:
    region = "    ### START CODE HERE ###\n    f(a),\n    f(b),\n    ### END CODE HERE ###\n"
    cell = f"x = [\n    0,\n{region}    9,\n]\n"
    found = {mutant.source for mutant in mutants_of(cell)}
    assert {"x = [0, f(b), 9]", "x = [0, f(a), 9]", "x = [0, f(b), f(a), 9]"} <= found
    assert not {"x = [f(a), f(b), 9]", "x = [0, f(a), f(b)]", "x = [0, f(a), 9, f(b)]"} & found


def test_brackets_inside_an_entry_are_left_alone() -> None:
    region = "    ### START CODE HERE ###\n    f((4,)),\n    g(b),\n    ### END CODE HERE ###\n"
    found = {mutant.source for mutant in mutants_of(f"x = [\n{region}]\n")}
    assert {"x = [g(b)]", "x = [f((4,))]", "x = [g(b), f((4,))]"} <= found
    assert "x = [f(()), g(b)]" not in found


@pytest.mark.parametrize(
    "exercise",
    [exercise for lab in LABS for exercise in lab.exercises],
    ids=[f"{lab.name}-{exercise.name}" for lab in LABS for exercise in lab.exercises],
)
def test_mutants_of_the_lab_compile_and_differ(exercise: object) -> None:
    source = exercise.source  # type: ignore[attr-defined]
    mutants = mutants_of(source)
    texts = [mutant.source for mutant in mutants]
    assert len(mutants) >= 8
    assert len(set(texts)) == len(texts)
    assert ast.unparse(ast.parse(source)) not in texts
    for text in texts:
        compile(text, "<mutant>", "exec")


def test_each_equivalent_mutant_has_a_reason() -> None:
    for lab in LABS:
        for exercise in lab.exercises:
            reasons = equivalent_mutants(lab.name, exercise.name).values()
            assert all(len(reason.split()) > 4 for reason in reasons)
    assert equivalent_mutants("no_such_lab", "any") == {}
