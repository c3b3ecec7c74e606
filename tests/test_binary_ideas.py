"""The known wrong ideas lose points and are named; the right answers, however written, lose none."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from binary_answers import BY_NAME, LAB, RIGHT, SEED, WRONG, answer_of, load_keras, run_all, run_public

from grader.misconceptions import Idea, answer_source
from grader.misconceptions import __main__ as generator
from grader.misconceptions.observe import observe, same_evidence
from public_tests.known_mistakes import FOLDER
from public_tests.targets import LocalTarget

STUBS = {
    "my_dense": lambda a_in, W, b, g: np.zeros(W.shape[1]),
    "my_dense_v": lambda A_in, W, b, g: None,
}


def _ids(idea: Idea) -> str:
    return f"{idea.exercise}-{idea.name}"


@pytest.mark.parametrize("idea", WRONG, ids=_ids)
def test_a_wrong_idea_loses_points_and_is_named(idea: Idea) -> None:
    report = run_all(BY_NAME[idea.exercise], answer_of(idea))
    assert report.score < 10
    assert report.status == "failed"
    assert report.misconception is not None
    assert (report.misconception.name, report.misconception.says) == (idea.name, idea.says)


@pytest.mark.parametrize("idea", RIGHT, ids=_ids)
def test_a_right_answer_earns_all_points_whatever_its_form(idea: Idea) -> None:
    load_keras()
    for seed in (SEED, 1, 2):
        report = run_all(BY_NAME[idea.exercise], answer_of(idea), seed)
        assert [(r.check.name, r.message) for r in report.results if r.status != "passed"] == []
        assert report.score == report.max_score == 10
        assert report.misconception is None


@pytest.mark.parametrize("exercise", ["my_dense", "my_dense_v"])
@pytest.mark.parametrize("answer", [None, 3, "text", np.zeros(3), list])
def test_what_is_no_function_earns_nothing_and_matches_no_idea(exercise: str, answer: object) -> None:
    report = run_all(BY_NAME[exercise], answer)
    assert (report.score, report.misconception) == (0, None)


@pytest.mark.parametrize("exercise", STUBS)
def test_the_untouched_release_earns_nothing(exercise: str) -> None:
    report = run_all(BY_NAME[exercise], STUBS[exercise])
    assert (report.score, report.misconception) == (0, None)


def test_the_untouched_model_has_no_layers_and_earns_nothing() -> None:
    load_keras()
    import keras

    for empty in (keras.Sequential([keras.Input((400,))]), keras.Sequential([]), None, 3, keras.Sequential):
        report = run_all(BY_NAME["model"], empty)
        assert (report.score, report.misconception) == (0, None), empty


def test_one_mistake_does_not_cost_the_other_points() -> None:
    """Forgetting the bias keeps the points of the dot product, and so on: the public score of each idea."""
    scores = {_ids(i): run_public(BY_NAME[i.exercise], answer_of(i)).score for i in WRONG}
    expected = {
        "my_dense-forgets_bias": 5,
        "my_dense-forgets_activation": 5,
        "my_dense-activation_before_bias": 6,
        "my_dense-row_for_column": 2,
        "my_dense-drops_single_axis": 3,
        "my_dense_v-forgets_bias_v": 4,
        "my_dense_v-forgets_activation_v": 5,
        "my_dense_v-activation_before_bias_v": 6,
        "my_dense_v-weights_transposed": 3,
        "my_dense_v-bias_with_one_axis_only": 6,
        "model-linear_output": 6,
        "model-relu_in_hidden_layers": 6,
        "model-one_unit_per_digit": 6,
        "model-hidden_sizes_swapped": 5,
        "model-second_hidden_layer_missing": 4,
        "model-examples_as_inputs": 6,
    }
    assert {name: scores[name] for name in expected} == expected


@pytest.mark.parametrize("idea", [*WRONG, *RIGHT], ids=_ids)
def test_the_source_of_an_idea_stands_on_its_own(idea: Idea) -> None:
    """Run in an empty namespace, the source binds the name, and behaves as the idea does."""
    load_keras()
    namespace: dict[str, object] = {}
    exec(compile(answer_source(idea, idea.exercise), "<idea>", "exec"), namespace)
    exercise = BY_NAME[idea.exercise]
    found = run_public(exercise, namespace[idea.exercise])
    known = run_public(exercise, answer_of(idea))
    assert [(r.status, r.message) for r in found.results] == [(r.status, r.message) for r in known.results]


def test_no_idea_says_its_name_twice_or_nothing() -> None:
    for ideas in (WRONG, RIGHT):
        assert len({_ids(idea) for idea in ideas}) == len(ideas)
        assert all(idea.says.endswith(".") for idea in ideas)
    assert all(idea.hint.endswith((".", "?")) for idea in WRONG)
    for name in BY_NAME:
        assert sum(idea.exercise == name for idea in WRONG) >= 8


def test_the_file_of_known_mistakes_is_fresh() -> None:
    """What lies beside the tests is what the ideas give today."""
    load_keras()
    fresh, kept = (
        json.loads(text)
        for text in (generator.known_mistakes_text(LAB), (FOLDER / f"{LAB}.json").read_text("utf-8"))
    )
    cure = f"run python -m grader.misconceptions {LAB}"
    assert fresh.keys() == kept.keys(), cure
    for exercise in fresh:
        assert [idea["name"] for idea in fresh[exercise]] == [idea["name"] for idea in kept[exercise]], cure
        for new, old in zip(fresh[exercise], kept[exercise], strict=True):
            assert (new["says"], new["hint"]) == (old["says"], old["hint"]), cure
            assert same_evidence(new["observed"], old["observed"]), f"{new['name']}: {cure}"


def test_two_ideas_that_cannot_be_told_apart_stop_the_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.misconceptions import observe as module

    bias = next(idea for idea in WRONG if idea.name == "forgets_bias")
    twin = Idea("twin", "my_dense", lambda a_in, W, b, g: g(a_in @ W), "Says the same.")
    monkeypatch.setattr(module, "misconceptions", lambda lab: (bias, twin))
    with pytest.raises(ValueError, match="twin and forgets_bias give the same"):
        module.write_known_mistakes(
            LAB, list(BY_NAME.values()), lambda i: [LocalTarget(i.exercise, i.answer())]
        )


def test_an_idea_that_passes_or_only_raises_stops_the_generator() -> None:
    exercise = BY_NAME["my_dense"]
    right = Idea("right", "my_dense", lambda a_in, W, b, g: g(a_in @ W + b), "Is right.")
    silent = Idea("silent", "my_dense", lambda a_in, W, b, g: 1 / 0, "Raises.")
    with pytest.raises(ValueError, match="right passes all public checks"):
        observe(exercise, right, [LocalTarget("my_dense", right.function)])
    with pytest.raises(ValueError, match="silent gives no results"):
        observe(exercise, silent, [LocalTarget("my_dense", silent.function)])


def test_the_generator_writes_the_file_of_a_lab_and_refuses_what_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load_keras()
    (tmp_path / f"{LAB}.py").touch()
    monkeypatch.setattr(generator, "FOLDER", tmp_path / "known_mistakes")
    generator.FOLDER.mkdir()
    assert generator.main([LAB]) == 0
    assert json.loads((generator.FOLDER / f"{LAB}.json").read_text("utf-8")).keys() == BY_NAME.keys()
    assert generator.main(["no_such_lab"]) == 2
    assert generator.main([]) == 2
    said = capsys.readouterr().err
    assert "public_tests has no module no_such_lab" in said
    assert "Usage: python -m grader.misconceptions LAB" in said
