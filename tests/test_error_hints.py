"""Beside an error stands a hint that speaks of the error; beside None one that says where None comes from."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from public_tests.checks import CheckResult, Exercise
from public_tests.error_hints import LOOK_AT_THE_LINE, NOTHING_RETURNED, hint_for_error, hint_for_text
from public_tests.expect import CheckFailed, expect_shape
from public_tests.targets import AnswerError, AnswerGone, AnswerTimedOut, LocalTarget, Target

OWN_HINT = "How many entries does `z` have?"
ANSWERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "math on an array": (lambda z: math.exp(z), "such as `np.exp`"),
    "a name without a value": (lambda z: total, "spelled alike"),  # type: ignore[name-defined]  # noqa: F821
    "an index out of range": (lambda z: z[7], "How often does the loop run"),
    "a key that is not there": (lambda z: {"W1": z}["W2"], "end where they end"),
    "None used": (lambda z: None + z, "a blank not filled in"),  # type: ignore[operator]
    "too few parameters": (lambda: 1, "the line with `def`"),
    "shapes that do not fit": (lambda z: z + np.ones(5), "compare the inner sizes"),
    "a package that is not there": (lambda z: __import__("no_such_package"), "is not installed"),
    "anything else": (lambda z: 1 / 0, LOOK_AT_THE_LINE),
    "None returned": (lambda z: None, NOTHING_RETURNED),
    "a wrong shape": (lambda z: z[:1], OWN_HINT),
}


def result_of(answer: Callable[..., Any]) -> CheckResult:
    exercise = Exercise("f", "A function")

    @exercise.check(points=1, hint=OWN_HINT)
    def shape(f: Target) -> None:
        """It returns four numbers."""
        expect_shape(f(np.ones(4)), (4,), "`f(z)`")

    return exercise.run([LocalTarget("f", answer)]).results[0]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_hint_fits_what_happened(name: str) -> None:
    answer, words = ANSWERS[name]
    assert words in result_of(answer).hint


def test_who_passes_needs_no_hint() -> None:
    assert result_of(lambda z: z).hint == ""


def test_a_failure_may_bring_a_hint_of_its_own() -> None:
    exercise = Exercise("f", "A function")

    @exercise.check(points=1, hint=OWN_HINT)
    def fails(f: Target) -> None:
        """It never passes."""
        raise CheckFailed("no", hint="Read this instead.")

    assert exercise.run([LocalTarget("f", None)]).results[0].hint == "Read this instead."


def test_an_answer_that_does_not_come_back_is_asked_for_its_loops_and_one_that_ends_for_its_exits() -> None:
    assert "loop" in hint_for_error(AnswerTimedOut("did not finish within 10 seconds"))
    assert "exit()" in hint_for_error(AnswerGone("ended its own process"))
    assert hint_for_error(AnswerError("raised an error", "Strange")) == LOOK_AT_THE_LINE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ValueError: Cannot convert '400' to a shape. (line 7)", "mind the comma"),
        ("ValueError: Could not interpret activation function identifier: rellu", "'relu'"),
        ("SyntaxError: invalid syntax (line 3)", "a bracket or an indent"),
        ("RuntimeError: nobody answers input() while a notebook is graded", "use the arguments"),
    ],
)
def test_errors_of_whole_cells_have_hints_too(text: str, words: str) -> None:
    assert words in hint_for_text(text)
    assert hint_for_text("ZeroDivisionError: division by zero") == ""


@pytest.mark.parametrize("source", ["x = 1\u00a0+ 2", "x = \u201ca\u201d", "x = 1\u200b", "x = 1\0"])
def test_a_character_that_only_looks_right_has_a_hint_of_its_own(source: str) -> None:
    with pytest.raises((SyntaxError, ValueError)) as caught:
        compile(source, "cell", "exec")
    error = AnswerError(f"raised SyntaxError: {caught.value}", kind="SyntaxError")
    assert "type the line anew" in hint_for_error(error)
