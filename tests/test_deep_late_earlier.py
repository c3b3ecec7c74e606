"""Of deep_network: where an exercise fails because of an earlier one, the card names that one."""

from __future__ import annotations

import contextlib
import io

import pytest
from lab_answers import LabAnswers, answers_to

from public_tests.card import ChecksFailed
from public_tests.checks import ExerciseReport
from tests.deep_notebook import STUBS, edited, functions_with

DEEP: LabAnswers = answers_to("deep_network")

WRONG = {
    "one_hot": edited("one_hot", ("Y[labels, columns] = 1", "Y[labels] = 1")),
    "activations": STUBS["activations"],
    "softmax": edited("softmax", ("np.sum(exponentials, axis=0, keepdims=True)", "np.sum(exponentials)")),
    "costs": edited("costs", ("-np.sum(Y * np.log(AL)) / m", "np.sum(Y * np.log(AL)) / m")),
    "initialize_parameters": edited("initialize_parameters", ("factor * random.randn(n, n_prev)", "factor")),
    "layer_forward": edited("layer_forward", ("W @ A_prev + b", "W @ A_prev")),
    "model_forward": edited("model_forward", ("activations[layer - 1]", "activations[0]")),
    "layer_backward": edited("layer_backward", ("dZ @ A_prev.T / m", "dZ @ A_prev.T")),
    "model_backward": edited("model_backward", ("AL - Y", "Y - AL")),
}


def report_of(name: str, **answers: str) -> ExerciseReport:
    """Run an exercise's test as a notebook does, and return the report on its card."""
    functions = functions_with(**answers)
    exercise = DEEP.exercises[name]
    with contextlib.redirect_stdout(io.StringIO()), pytest.raises(ChecksFailed) as raised:
        exercise(*(functions[target] for target in exercise.targets))
    return raised.value.report


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("activations", "layer_forward"),
        ("softmax", "layer_forward"),
        ("layer_forward", "model_forward"),
        ("softmax", "model_forward"),  # through activation_forward
        ("activations", "layer_backward"),
        ("layer_backward", "model_backward"),
        ("activations", "model_backward"),  # through activation_backward
        ("one_hot", "training"),
        ("costs", "training"),
        ("initialize_parameters", "training"),
        ("model_forward", "training"),
        ("model_backward", "training"),
        ("layer_forward", "training"),  # through model_forward
        ("layer_backward", "training"),  # through model_backward
        ("softmax", "training"),  # through model_forward and activation_forward
        ("activations", "training"),
    ],
)
def test_the_card_names_the_earlier_exercise_to_mend(wrong: str, name: str) -> None:
    report = report_of(name, **{wrong: WRONG[wrong]})
    failed = [r for r in report.results if r.status == "failed"]
    assert [r.message for r in failed] == [
        f"not run because `{wrong}`, which your code uses, is wrong or not written yet."
    ]
    place = DEEP.exercises[wrong].title.partition(":")[0]
    assert f"Go back to {place} and run its test" in failed[0].hint
    assert report.misconception is None


def test_what_does_not_depend_on_the_earlier_exercise_keeps_its_points() -> None:
    report = report_of("training", softmax=WRONG["softmax"])
    earned = [r.check.name for r in report.results if r.points]
    assert earned == ["update_of_two_layers", "update_of_any_depth"]


def test_of_two_wrong_exercises_the_earlier_is_named_first() -> None:
    report = report_of("training", softmax=WRONG["softmax"], model_forward=WRONG["model_forward"])
    assert report.first_failure is not None
    assert "`softmax`" in (report.first_failure.message or "")


@pytest.mark.parametrize("name", ["layer_forward", "layer_backward", "training"])
def test_a_mistake_of_its_own_is_told_as_such(name: str) -> None:
    own = {
        "layer_forward": edited("layer_forward", ("W @ A_prev + b", "W @ A_prev")),
        "layer_backward": edited("layer_backward", ("dZ @ A_prev.T / m", "dZ @ A_prev.T")),
        "training": edited(
            "training", ('parameters[f"W{layer}"] - learning_rate', 'parameters[f"W{layer}"] + learning_rate')
        ),
    }
    report = report_of(name, **{name: own[name]})
    assert all("not run because" not in (r.message or "") for r in report.results if r.status == "failed")
    assert report.first_failure is not None
