"""In the notebook, an answer that fails because of an earlier exercise is sent back to that one."""

from __future__ import annotations

from typing import Any

import pytest

from public_tests.checks import Exercise, ExerciseReport
from public_tests.earlier import blame_earlier
from public_tests.expect import expect_array, expect_function
from public_tests.targets import LocalTarget, Target


def is_function(answer: Target) -> None:
    """It is a function."""
    expect_function(answer)


def exercise(name: str, number: int, wanted: int, *uses: Exercise) -> Exercise:
    """Make an exercise whose function gives `wanted` for 2."""
    made = Exercise(name, f"Exercise {number}: {name}", uses=uses)
    made.check()(is_function)

    @made.check(points=6, needs=["is_function"])
    def value(answer: Target) -> None:
        """Its value is right."""
        expect_array(answer(2), wanted, f"`{name}`")

    @made.check(points=1, needs=["value"])
    def other_value(answer: Target) -> None:
        """It takes another number too."""
        answer(3)

    return made


DOUBLE = exercise("double", 1, 4)
PLUS_ONE = exercise("plus_one", 2, 5, DOUBLE)
BOTH = exercise("both", 3, 10, DOUBLE, PLUS_ONE)
TESTS = {made.name: made for made in (DOUBLE, PLUS_ONE, BOTH)}

RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "plus_one": "def plus_one(x):\n    return double(x) + 1",
    "both": "def both(x):\n    return 2 * plus_one(x)",
}


def card(name: str, **others: str) -> ExerciseReport:
    """Run a test in a notebook in which some answers are others."""
    notebook: dict[str, Any] = {}
    for source in (RIGHT | others).values():
        exec(source, notebook)
    report = TESTS[name].run([LocalTarget(name, notebook[name])])
    return blame_earlier(report, [notebook[name]])


def said(report: ExerciseReport) -> list[tuple[str, str | None]]:
    return [(result.status, result.message) for result in report.results]


WRONG_DOUBLE = "def double(x):\n    return x"


@pytest.mark.parametrize("name", ["plus_one", "both"])
def test_the_first_wrong_exercise_is_named_and_the_answer_is_not_blamed(name: str) -> None:
    report = card(name, double=WRONG_DOUBLE)
    assert said(report) == [
        ("passed", None),
        ("failed", "not run because `double`, which your code uses, is wrong or not written yet."),
        ("skipped", "not run: it needs “Its value is right”"),
    ]
    assert report.first_failure is not None
    assert "Go back to Exercise 1 and run its test" in report.first_failure.hint
    assert report.score == 0


def test_of_several_lost_checks_the_first_speaks_and_the_others_are_not_run() -> None:
    twice = exercise("plus_one", 2, 5, DOUBLE)

    @twice.check(needs=["is_function"])
    def the_same_again(answer: Target) -> None:
        """Its value is right, once more."""
        expect_array(answer(2), 5, "`plus_one`")

    notebook: dict[str, Any] = {}
    exec(f"{WRONG_DOUBLE}\n{RIGHT['plus_one']}", notebook)
    report = twice.run([LocalTarget("plus_one", notebook["plus_one"])])
    results = said(blame_earlier(report, [notebook["plus_one"]]))
    assert [status for status, _ in results] == ["passed", "failed", "skipped", "skipped"]
    assert results[3][1] == "not run because `double` is wrong"


def test_a_wrong_answer_on_right_ones_is_blamed_itself() -> None:
    report = card("plus_one", plus_one="def plus_one(x):\n    return double(x) - 1")
    assert said(report)[1] == ("failed", "`plus_one` returned 3; expected 5.")


def test_what_an_answer_does_not_call_is_not_to_blame() -> None:
    report = card("plus_one", double=WRONG_DOUBLE, plus_one="def plus_one(x):\n    return 2 * x - 1")
    assert said(report)[1] == ("failed", "`plus_one` returned 3; expected 5.")


@pytest.mark.parametrize(
    "answer",
    [
        "def helper(x):\n    return double(x)\ndef plus_one(x):\n    return helper(x) + 1",
        "plus_one = lambda x: [double(n) for n in (x,)][0] + 1",
        "def plus_one(x):\n    def inner():\n        return double(x)\n    return inner() + 1",
    ],
    ids=["through a helper", "in a comprehension", "in a function inside"],
)
def test_a_call_through_other_code_of_the_notebook_counts(answer: str) -> None:
    report = card("plus_one", double=WRONG_DOUBLE, plus_one=answer)
    assert "not run because `double`" in str(said(report)[1][1])


def test_an_earlier_exercise_that_is_not_there_at_all_is_an_error_of_the_answer() -> None:
    """Python says it best: there is no such name."""
    report = card("plus_one", double="pass")
    assert "NameError: name 'double' is not defined" in str(said(report)[1][1])


def test_a_function_that_calls_itself_is_followed_once() -> None:
    recursive = "def plus_one(x):\n    return plus_one(x - 1) + 1 if x > 2 else double(x)"
    assert "not run because `double`" in str(
        said(card("plus_one", double=WRONG_DOUBLE, plus_one=recursive))[1][1]
    )
