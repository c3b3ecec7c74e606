"""The public cases of exercise 10 of deep_network: updates and short trainings."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..cases import Shown
from ..expect import Array
from ..known_results import Case
from ..networks import inputs, network
from .known import KNOWN
from .layers import code_of, columns, sizes, text, texts
from .model_backward import model_backward_case


def _update_case(name: str, *layer_sizes: int, with_input_gradient: bool = False) -> Case:
    """Declare an update with gradients that are not in proportion to the parameters.

    Args:
        name: of the case.
        layer_sizes: number of inputs, then of units per layer.
        with_input_gradient: whether the gradients hold dA0 besides, as those of `model_backward` may.
    """
    parameters = network(*layer_sizes)
    X = inputs(layer_sizes[0], 5)

    def gradients() -> dict[str, Array]:
        made = {"d" + key: np.cos(value) for key, value in parameters.make().items()}
        return {"dA0": X.make()} | made if with_input_gradient else made

    code = f'{{"d" + key: np.cos(value) for key, value in {parameters.code}.items()}}'
    return KNOWN.case(
        f"update_parameters/{name}",
        parameters=parameters,
        gradients=Shown(f'{{"dA0": {X.code}}} | {code}' if with_input_gradient else code, gradients),
        learning_rate=0.5,
    )


# Square, so that the gradients of another layer have the right shape and their numbers can be looked at.
UPDATE_TWO = _update_case("two layers", 3, 3, 3)
UPDATE_ONE = _update_case("one layer", 4, 3)
UPDATE_THREE = _update_case("three layers", 3, 4, 4, 2, with_input_gradient=True)
UPDATE_FIVE = _update_case("five layers", 2, 3, 4, 2, 4, 3)

_X, _LABELS = inputs(3, 5), np.array([0, 2, 1, 1, 0])
_SMALL: dict[str, Any] = {"X": _X, "labels": _LABELS, "layer_units": sizes(3, 3, 3)}
_HELD_OUT = Shown(
    "(debug_inputs(3, 4), np.array([1, 0, 0, 1]))",
    lambda: (inputs(3, 4).make(), np.array([1, 0, 0, 1])),
)

ONE_STEP = KNOWN.case(
    "train/one step",
    **_SMALL,
    activations=texts("relu", "softmax"),
    learning_rate=0.5,
    num_iterations=1,
)
ONE_STEP_SIGMOID = KNOWN.case(
    "train/one step with sigmoid outputs",
    **_SMALL,
    activations=texts("tanh", "sigmoid"),
    learning_rate=0.5,
    num_iterations=1,
)
FIVE_ITERATIONS = KNOWN.case_with(
    "train/five iterations",
    {
        "X": _X,
        "labels": np.array([0, 1, 0, 1, 0]),
        "layer_units": sizes(3, 4, 4, 2),
        "activations": texts("relu", "tanh", "softmax"),
        "learning_rate": 0.1,
        "num_iterations": 5,
        "batch_size": None,
        "method": text("he"),
        "seed": 3,
        "validation": _HELD_OUT,
        "log_every": 2,
    },
)
HELD_OUT = KNOWN.case_with(
    "train/held-out examples",
    {
        **_SMALL,
        "activations": texts("relu", "softmax"),
        "learning_rate": 0.5,
        "num_iterations": 2,
        "batch_size": None,
        "method": text("he"),
        "seed": 3,
        "validation": _HELD_OUT,
    },
)
ONE_LAYER = KNOWN.case(
    "train/one layer",
    X=inputs(4, 5),
    labels=_LABELS,
    layer_units=sizes(4, 3),
    activations=texts("softmax"),
    learning_rate=0.5,
    num_iterations=4,
)
MINI_BATCHES = KNOWN.case(
    "train/mini-batches",
    **_SMALL,
    activations=texts("tanh", "softmax"),
    learning_rate=0.5,
    num_iterations=3,
    batch_size=2,
)

START = KNOWN.case("initialize_parameters/for training", layer_units=sizes(3, 3, 3))
_START_FORWARD = KNOWN.case(
    "model_forward/for training",
    X=_X,
    parameters=START.shown(code_of(START)),
    activations=texts("relu", "softmax"),
)
START_BACK = model_backward_case("for training", _START_FORWARD, columns(3, *_LABELS.tolist()))
