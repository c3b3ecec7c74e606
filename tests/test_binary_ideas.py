"""Of binary_digits: what the untouched release and each idea earn; what stops the generator of the ideas."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from binary_answers import BY_NAME, LAB, WRONG, answer_of, load_keras, run_all, run_public

from grader.misconceptions import Idea
from grader.misconceptions import __main__ as generator
from grader.misconceptions.observe import observe
from public_tests.targets import LocalTarget

STUBS = {
    "my_dense": lambda a_in, W, b, g: np.zeros(W.shape[1]),
    "my_dense_v": lambda A_in, W, b, g: None,
}


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
    scores = {f"{i.exercise}-{i.name}": run_public(BY_NAME[i.exercise], answer_of(i)).score for i in WRONG}
    expected = {
        "my_dense-forgets_bias": 5,
        "my_dense-forgets_activation": 5,
        "my_dense-activation_before_bias": 6,
        "my_dense-row_for_column": 2,
        "my_dense-drops_single_axis": 6,
        "my_dense-returns_row": 6,
        "my_dense-always_sigmoid": 5,
        "my_dense_v-forgets_bias_v": 4,
        "my_dense_v-forgets_activation_v": 5,
        "my_dense_v-always_sigmoid_v": 5,
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


def test_two_ideas_that_cannot_be_told_apart_stop_the_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.misconceptions import observe as module

    bias = next(idea for idea in WRONG if idea.name == "forgets_bias")
    twin = Idea("twin", "my_dense", ("my_dense",), lambda a_in, W, b, g: g(a_in @ W), "Says the same.")
    monkeypatch.setattr(module, "misconceptions", lambda lab: (bias, twin))
    with pytest.raises(ValueError, match="twin and forgets_bias give the same"):
        module.write_known_mistakes(
            LAB, list(BY_NAME.values()), lambda e, i: [LocalTarget(e.name, answer_of(i))]
        )


def test_an_idea_that_passes_or_only_raises_stops_the_generator() -> None:
    exercise = BY_NAME["my_dense"]
    right = Idea("right", "my_dense", ("my_dense",), lambda a_in, W, b, g: g(a_in @ W + b), "Is right.")
    silent = Idea("silent", "my_dense", ("my_dense",), lambda a_in, W, b, g: 1 / 0, "Raises.")
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
