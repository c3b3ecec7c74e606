"""A call of an answer: what it returns, changes, prints, warns of and draws, and what it leaves behind."""

from __future__ import annotations

import random
import warnings
from typing import Any

import numpy as np
import pytest

from public_tests.calls import MAX_PRINTED, call_answer, perform


def test_the_value_comes_back_as_plain_data() -> None:
    returned = call_answer(lambda x: (x + 1, {"a": np.float32(2)}), [np.array([1])])
    assert returned.value[0].tolist() == [2]
    assert type(returned.value[1]["a"]) is float
    assert (returned.changed, returned.printed, returned.warned, returned.drew) == ((), "", "", False)


def _sets(container: Any, *keys: Any) -> None:
    for key in keys[:-1]:
        container = container[key]
    container[keys[-1]] = 9.0


CHANGES = {
    "an entry of an array": (lambda a, b: _sets(a, 0), np.zeros(2)),
    "an array in a dictionary": (lambda a, b: _sets(a, "W", 0), {"W": np.zeros(2)}),
    "an entry of a list in a list": (lambda a, b: _sets(a, 1, 0), [1, [np.zeros(2)]]),
    "a value of a dictionary": (lambda a, b: _sets(a, "W"), {"W": np.zeros(2)}),
    "a new key": (lambda a, b: _sets(a, "Z"), {"W": np.zeros(2)}),
    "a key less": (lambda a, b: a.pop("W"), {"W": np.zeros(2)}),
    "a longer list": (lambda a, b: a.append(1), [1]),
    "the shape of an array": (lambda a, b: a.resize((2, 1), refcheck=False), np.zeros(2)),
    "an array in a tuple": (lambda a, b: _sets(a, 0, 0), (np.zeros(2),)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_argument_is_told_however_deep_the_change(what: str) -> None:
    function, argument = CHANGES[what]
    assert call_answer(function, [argument, np.zeros(3)]).changed == (0,)


def test_what_only_looks_like_a_change_is_none() -> None:
    """The same numbers written again, and nan where there was nan."""
    arguments = [np.array([np.nan, 1.0]), {"W": [np.zeros(2)]}, 3]

    def rewrites(a: Any, b: Any, c: Any) -> None:
        a[1] = 1
        b["W"][0] *= 2
        c += 1

    assert call_answer(rewrites, arguments).changed == ()


def test_the_beginning_of_what_is_printed_is_kept_and_no_more() -> None:
    def prints(count: int) -> None:
        for i in range(count):
            print(i, end=",")

    assert call_answer(prints, [4]).printed == "0,1,2,3,"
    long = call_answer(prints, [10_000]).printed
    assert len(long) == MAX_PRINTED
    assert long.startswith("0,1,2,")


def test_the_page_sees_nothing_of_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    call_answer(print, ["hidden"])
    assert capsys.readouterr().out == ""


def test_the_first_warning_is_kept_and_none_comes_through() -> None:
    def warns(x: Any) -> Any:
        result = np.exp(x)
        warnings.warn("a second one", stacklevel=1)
        return result

    with warnings.catch_warnings(record=True) as seen:
        returned = call_answer(warns, [np.array([1000.0])])
    assert returned.warned == "RuntimeWarning: overflow encountered in exp"
    assert seen == []


def test_a_seed_holds_for_the_call_alone() -> None:
    """The stream of the notebook goes on where it was, whatever the answer does to it."""
    np.random.seed(7)
    expected = np.random.randn(3)
    np.random.seed(7)
    drawn = [call_answer(lambda: np.random.randn(2), [], seed=1).value.tolist() for _ in range(2)]
    call_answer(lambda: np.random.seed(3), [])
    assert np.random.randn(3).tolist() == expected.tolist()
    assert drawn[0] == drawn[1] == np.random.RandomState(1).randn(2).tolist()


def test_the_stream_is_put_back_after_an_error_too() -> None:
    def draws_and_fails() -> float:
        np.random.randn(3)
        return 1 / 0

    np.random.seed(7)
    expected = np.random.randn()
    np.random.seed(7)
    with pytest.raises(ZeroDivisionError):
        call_answer(draws_and_fails, [], seed=2)
    assert np.random.randn() == expected


@pytest.mark.parametrize(
    ("function", "drew"),
    [
        (lambda: np.random.randn(), True),
        (lambda: np.random.normal(size=1), True),  # of a pair of normal numbers only the second is left
        (lambda: np.random.seed(5), True),
        (lambda: np.random.default_rng(0).normal(), False),
        (lambda: random.random(), False),
        (lambda: 4, False),
    ],
)
def test_whether_the_global_stream_was_used_is_told(function: Any, drew: bool) -> None:
    assert call_answer(function, [], seed=1).drew is drew


def test_what_cannot_be_called_is_said_to_be_none() -> None:
    with pytest.raises(TypeError, match="a value of type list cannot be called"):
        perform([1], "call", (), None)
    with pytest.raises(TypeError, match="a value of type int is no Keras model"):
        perform(3, "weights", (), None)
