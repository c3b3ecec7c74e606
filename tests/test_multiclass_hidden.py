"""Hidden checks of multiclass_digits: fitting the public cases alone loses exactly their points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from lab_answers import answers_to, load_keras

from public_tests.checks import ExerciseReport
from public_tests.targets import LocalTarget

MULTICLASS = answers_to("multiclass_digits")
SEEDS = range(8)


def softmax(z: Any) -> Any:
    return np.exp(z) / np.sum(np.exp(z))


def lost(report: ExerciseReport) -> list[str]:
    return [r.check.name for r in report.results if r.status != "passed"]


@pytest.mark.parametrize("seed", SEEDS)
def test_looking_up_the_public_cases_loses_exactly_the_hidden_points(seed: int) -> None:
    known: dict[str, Any] = {}

    def learns(z: Any) -> Any:
        return known.setdefault(repr(z.tolist()), softmax(z))

    MULTICLASS.exercises["my_softmax"].run([LocalTarget("my_softmax", learns)])
    report = MULTICLASS.run_all("my_softmax", lambda z: known.get(repr(z.tolist()), z), seed)
    assert lost(report) == ["other_inputs", "common_shift"]
    assert report.score == 7


@pytest.mark.parametrize("seed", SEEDS)
def test_working_for_the_public_numbers_of_entries_alone_loses_the_hidden_points(seed: int) -> None:
    report = MULTICLASS.run_all(
        "my_softmax", lambda z: softmax(z[:10] if len(z) in (1, 4, 10) else z**2), seed
    )
    assert report.score == 7


@pytest.mark.parametrize("seed", SEEDS)
def test_working_in_a_small_range_alone_loses_the_check_of_shifted_entries(seed: int) -> None:
    def clips(z: Any) -> Any:
        return softmax(z if len(z) in (1, 4, 10) else np.clip(z, -3, 3))

    report = MULTICLASS.run_all("my_softmax", clips, seed)
    assert lost(report) == ["common_shift"]
    assert report.score == 9


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_activations_lose_their_hidden_points_on_any_seed(seed: int) -> None:
    """With new weights each time: the order of outputs shows the hidden layers, their values the last one."""
    load_keras()
    import keras
    from keras.layers import Dense

    for hidden, last, expected in (
        ("relu", "linear", []),
        ("relu", "softmax", ["output_activation", "network_outputs"]),
        ("relu", "sigmoid", ["output_activation", "network_outputs"]),
        ("relu", "relu", ["output_activation", "output_order", "network_outputs"]),
        ("sigmoid", "linear", ["hidden_activations", "output_order", "network_outputs"]),
        ("tanh", "linear", ["hidden_activations", "output_order", "network_outputs"]),
        ("linear", "linear", ["hidden_activations", "output_order", "network_outputs"]),
    ):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([Dense(25, hidden), Dense(15, hidden), Dense(10, last)])
        assert lost(MULTICLASS.run_all("model", model, seed)) == expected, (hidden, last)


@pytest.mark.parametrize("scale", [0.0, 1e-3, 30.0])
def test_a_right_network_earns_all_points_whatever_its_weights(scale: float) -> None:
    """Trained networks have larger weights, and outputs that 32 bits hold less closely."""
    load_keras()
    import keras
    from keras.layers import Dense

    model = keras.Sequential([keras.Input((400,)), Dense(25, "relu"), Dense(15, "relu"), Dense(10)])
    rng = np.random.default_rng(0)
    model.set_weights([scale * rng.normal(size=w.shape) for w in model.get_weights()])
    for seed in SEEDS:
        assert MULTICLASS.run_all("model", model, seed).score == 10


def test_a_network_that_only_claims_to_be_right_loses_exactly_the_hidden_points() -> None:
    """The description comes from the student's process; weights and outputs prove it wrong."""
    load_keras()
    import keras

    class Dense(keras.layers.Layer):
        """Says what the tests ask for, and computes a mean."""

        def __init__(self, units: int, activation: str) -> None:
            super().__init__()
            self.units = units
            self.activation = keras.activations.get(activation)

        def call(self, x: Any) -> Any:
            return keras.ops.repeat(keras.ops.mean(x, axis=-1, keepdims=True), self.units, axis=-1)

    layers = [Dense(25, "relu"), Dense(15, "relu"), Dense(10, "linear")]
    report = MULTICLASS.run_all("model", keras.Sequential([keras.Input((400,)), *layers]))
    assert report.score == 7
    assert lost(report) == ["weight_shapes", "output_order", "network_outputs"]
