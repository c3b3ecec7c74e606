"""Ideas as code: what they bind, what they find under given names, which right answers stand for others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

import grader.misconceptions as module
from grader.misconceptions import Idea, accepted, answer_source, misconception, reference_answers
from grader.misconceptions.observe import write_known_mistakes
from public_tests.checks import Exercise
from public_tests.expect import expect_array
from public_tests.known_mistakes import KnownMistakes
from public_tests.targets import LocalTarget, Target

DIGITS = [1, 2, 3]


def made_of_digits() -> Any:
    """Two values are made of the digits."""
    return sum(DIGITS), len(DIGITS)


def idea(function: Any, *targets: str, exercise: str = "f") -> Idea:
    return Idea(function.__name__, exercise, targets, function, "Says what it does.")


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch) -> list[Idea]:
    """The right answers of a lab that does not exist, to be filled."""
    ideas: list[Idea] = []
    monkeypatch.setattr(module, "accepted_answers", lambda lab: tuple(ideas))
    return ideas


def one(x: Any) -> Any:
    """One more."""
    return x + 1


def two(x: Any) -> Any:
    """Two more."""
    return x + 2


def test_an_idea_binds_its_function_or_the_values_that_it_makes() -> None:
    assert idea(one, "f").answers() == {"f": one}
    assert idea(one, "f", "g").answers() == {"f": one, "g": one}
    assert idea(made_of_digits, "total", "count").answers() == {"total": 6, "count": 3}
    assert idea(made_of_digits, "both").answers() == {"both": (6, 3)}


def test_values_are_made_with_given_names_in_place_of_those_of_the_module() -> None:
    values = idea(made_of_digits, "total", "count")
    assert values.answers({"DIGITS": [5, 5], "other": 0}) == {"total": 10, "count": 2}
    assert DIGITS == [1, 2, 3]
    assert values.answers() == {"total": 6, "count": 3}


def test_values_that_do_not_fit_the_targets_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        idea(made_of_digits, "a", "b", "c").answers()


def test_the_first_right_answer_stands_for_its_exercise(right: list[Idea]) -> None:
    right += [idea(two, "g", exercise="g"), idea(one, "f"), idea(two, "f")]
    assert reference_answers("lab", "f", ("f",)) == {"f": one}


def test_each_target_has_the_first_right_answer_that_binds_it(right: list[Idea]) -> None:
    right += [idea(one, "a"), idea(two, "a", "b"), idea(one, "a", "b", "c")]
    assert reference_answers("lab", "f", ("a", "b")) == {"a": one, "b": two}
    assert reference_answers("lab", "f", ("c", "a")) == {"c": one, "a": one}


def test_no_more_values_are_made_than_the_targets_need(right: list[Idea]) -> None:
    def unused() -> Any:
        """Never called."""
        raise AssertionError

    right += [idea(one, "a"), idea(unused, "a"), idea(two, "b"), idea(unused, "b")]
    assert reference_answers("lab", "f", ("a", "b")) == {"a": one, "b": two}


def test_a_target_without_right_answer_is_an_error(right: list[Idea]) -> None:
    right.append(idea(one, "a"))
    with pytest.raises(KeyError, match="b"):
        reference_answers("lab", "f", ("a", "b"))


def test_the_source_of_an_answer_is_code_alone_that_binds_its_targets() -> None:
    assert answer_source(idea(made_of_digits, "total", "count")) == (
        "import numpy as np\n\ndef made_of_digits():\n    return (sum(DIGITS), len(DIGITS))\n\n"
        "total, count = made_of_digits()\n"
    )
    assert answer_source(idea(one, "f")).endswith("def one(x):\n    return x + 1\n\nf = one\n")


def test_marked_functions_are_recorded_by_the_lab_of_their_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one, "__module__", "grader.misconceptions.made_up.f")
    monkeypatch.setattr(module, "_RIGHT", {})
    monkeypatch.setattr(module, "_WRONG", {})
    assert accepted("f", alone=True)(one) is one
    misconception("f", hint="Look.", targets=("a", "b"))(one)
    (found,) = module._RIGHT["made_up"]
    assert (found.name, found.targets, found.says, found.alone) == ("one", ("f",), "One more.", True)
    (wrong,) = module._WRONG["made_up"]
    assert (wrong.targets, wrong.hint, wrong.alone) == (("a", "b"), "Look.", False)


def test_an_idea_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="has no docstring"):
        accepted("f")(lambda x: x)


def test_of_an_exercise_that_knows_no_mistake_by_name_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from grader.misconceptions import observe

    def exercise(name: str, known: Sequence[Any] | KnownMistakes) -> Exercise:
        made = Exercise(name, name, misconceptions=known)

        @made.check(points=7)
        def value(answer: Target) -> None:
            """It has the right value."""
            expect_array(answer(1), 5, "it")

        return made

    ideas = (idea(one, "f"), idea(one, "g", exercise="g"))
    monkeypatch.setattr(observe, "misconceptions", lambda lab: ideas)
    exercises = [exercise("f", KnownMistakes("lab", "f")), exercise("g", ())]
    text = write_known_mistakes("lab", exercises, lambda e, i: [LocalTarget(e.name, i.function)])
    written = json.loads(text)
    assert [each["name"] for each in written["f"]] == ["one"]
    assert written["f"][0]["observed"] == {"value": [2]}
    assert written["g"] == []
