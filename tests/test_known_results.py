"""Public cases: how a function is called, and what the reference solutions give there."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lab_answers import LABS

from grader.misconceptions.results import write_known_results
from public_tests import known_results
from public_tests.calls import Returned
from public_tests.cases import Shown
from public_tests.functions import Total, cube
from public_tests.known_results import KnownResults, from_json
from public_tests.networks import inputs, labels, network
from public_tests.targets import AnswerError, LocalTarget

KNOWN = [
    known
    for lab in LABS
    if isinstance(known := getattr(import_module(f"public_tests.{lab}"), "KNOWN", None), KnownResults)
]


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnownResults:
    """Results of a lab that does not exist."""
    results = {"f/one": [[[1, 2]], {"a": [3, 4.5], "n": 7}], "f/none": None, "g/seeded": 2}
    (tmp_path / "made_up.json").write_text(json.dumps(results), "utf-8")
    monkeypatch.setattr(known_results, "FOLDER", tmp_path)
    return KnownResults("made_up")


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.lab)
def test_the_file_of_known_results_is_fresh(known: KnownResults) -> None:
    """What lies beside the tests is what the reference gives today."""
    kept = json.loads((known_results.FOLDER / f"{known.lab}.json").read_text("utf-8"))
    fresh = json.loads(write_known_results(_copy(known)))
    cure = f"run python -m grader.misconceptions {known.lab}"
    assert list(fresh) == list(kept), cure
    for key in fresh:
        assert _same(from_json(fresh[key]), from_json(kept[key])), f"{key}: {cure}"


def test_there_are_known_results_to_look_at() -> None:
    assert "two_layer_mlp" in {known.lab for known in KNOWN}


def test_a_part_of_a_result_is_found_by_its_path(known: KnownResults) -> None:
    case = known.case("f/one", x=1)
    assert case.function == "f"
    assert case.expected(0).tolist() == [[1.0, 2.0]]
    assert case.expected(1, "a").dtype == float
    assert case.expected(1, "n") == 7.0
    assert known.case("f/none", x=2).expected() is None


def test_two_cases_of_one_name_are_refused(known: KnownResults) -> None:
    known.case("f/one", x=1)
    with pytest.raises(ValueError, match="two cases of made_up are called f/one"):
        known.case("f/one", x=2)


def test_a_case_is_called_with_its_seed_and_fresh_arguments(known: KnownResults) -> None:
    made: list[Any] = []

    def draw(parameters: Any, n: Any) -> Any:
        made.append(parameters)
        parameters["W1"][:] = 0
        return np.random.randn(n)

    case = known.case("g/seeded", seed=3, parameters=network(2, 3, 1), n=2)
    target = LocalTarget("draw", draw)
    returned = [case.call(target) for _ in range(2)]
    assert all(isinstance(each, Returned) and each.changed == (0,) for each in returned)
    assert returned[0].value.tolist() == np.random.RandomState(3).randn(2).tolist()
    assert made[0] is not made[1]
    assert case.text(target) == (
        "`draw(parameters, n)` with `parameters = debug_parameters([2, 3, 1])`, `n = 2`, "
        "after `np.random.seed(3)`"
    )


def test_what_one_case_expects_may_be_the_argument_of_another(known: KnownResults) -> None:
    first = known.case("f/one", x=1)
    second = known.case("g/seeded", cache=first.shown("f(1)[1]", 1), f=Total(cube))
    seen: list[Any] = []
    target = LocalTarget("g", lambda cache, f: seen.append((cache["a"].tolist(), f([1, 2]))))
    second.call(target)
    assert seen == [([3.0, 4.5], 9)]
    assert second.text(target).startswith("`g(cache, f)` with `cache = f(1)[1]`, `f(theta) = the sum of z³")


def test_an_error_says_on_which_arguments(known: KnownResults) -> None:
    case = known.case("g/seeded", seed=1, X=inputs(2, 3))
    with pytest.raises(AnswerError, match="ZeroDivisionError") as caught:
        case.call(LocalTarget("g", lambda X: 1 / 0))
    assert caught.value.call == "`g(X)` with `X = debug_inputs(2, 3)`, after `np.random.seed(1)`"


def test_lists_of_numbers_are_read_as_arrays_and_nothing_else_is() -> None:
    read = from_json([[1, 2], {"a": [True, 0]}, "text", None, [[1], [2, 3]], True, 4])
    assert isinstance(read, list)
    assert read[0].tolist() == [1.0, 2.0]
    assert read[1]["a"].tolist() == [1.0, 0.0]
    assert read[2:4] == ["text", None]
    assert [part.tolist() for part in read[4]] == [[1.0], [2.0, 3.0]]
    assert read[5] is True
    assert read[6] == 4.0


@pytest.mark.parametrize(
    "shown", [inputs(2, 3), network(3, 4, 2), network(2, 3, 1, scale=2)], ids=lambda shown: shown.code
)
def test_the_code_of_an_argument_makes_it(shown: Shown) -> None:
    """A student may run what the message names."""
    import autils

    made, run = shown.make(), eval(shown.code, {name: getattr(autils, name) for name in NAMES})
    assert _same(made, run)
    assert shown.make() is not made


NAMES = ("debug_inputs", "debug_parameters")


def test_labels_are_a_row_of_floats() -> None:
    assert labels(1, 0, 1).tolist() == [[1.0, 0.0, 1.0]]
    assert labels(1).dtype == float


def _copy(known: KnownResults) -> KnownResults:
    """Return the same cases with results of their own, which may be computed anew."""
    again = KnownResults(known.lab)
    again.cases = known.cases
    return again


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_same, a, b))
    if a is None or isinstance(a, bool | str):
        return type(a) is type(b) and bool(a == b)
    return bool(np.allclose(a, b, rtol=1e-9, atol=0, equal_nan=True))
