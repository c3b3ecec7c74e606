"""Of deep_network, exercises 6 to 10: the reference gives the numbers that the lab shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autils import debug_inputs, debug_parameters
from grader.misconceptions.deep_network import reference as right
from public_tests.deep_network import KNOWN

LAYER = (debug_inputs(3, 4), *debug_parameters([3, 4]).values())
NETWORK = debug_parameters([3, 4, 4, 2])
ACTIVATIONS = ["relu", "tanh", "softmax"]
LABELS = [0, 1, 0, 1, 0]

SUMS = [
    [0.50208517, 0.41233107, 0.13663151, -0.07153662],
    [0.28213929, 0.30963366, 0.50783218, 0.69451206],
    [0.45520456, 0.49052022, 0.37378968, 0.21233445],
    [-0.18830538, -0.28572424, -0.25279804, -0.11979898],
]
FIRST_ROWS = {
    "relu": [0.50208517, 0.41233107, 0.13663151, 0],
    "sigmoid": [0.62294923, 0.60164669, 0.53410484, 0.48212347],
    "softmax": [0.30692323, 0.28725074, 0.22755413, 0.18408088],
}
BIAS_GRADIENTS = {
    "relu": [0.15, 0.65, 1.05, 0],
    "tanh": [0.23510783, 0.516465, 0.90922662, 1.38298954],
    "sigmoid": [0.06148629, 0.15272208, 0.25288447, 0.35818221],
    "softmax": [-0.13444938, -0.04371321, 0.07473274, 0.10342986],
}
GRADIENT_LENGTHS = {
    "dW1": 0.05613794,
    "dW2": 0.09090821,
    "dW3": 0.13661792,
    "dA2": 1.31707418,
    "dA1": 0.52741358,
    "dA0": 0.14633114,
}


def same(found: Any, wanted: Any) -> None:
    """Demand equal numbers, as far as the eight printed decimals show them."""
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-8)


def test_one_layer_forward() -> None:
    same(right.linear_forward(*LAYER), SUMS)
    for name, row in FIRST_ROWS.items():
        A, cache = right.activation_forward(*LAYER, name)
        same(A[0], row)
        same(cache["Z"], SUMS)
    same(right.activation_forward(*LAYER, "relu")[0][3], np.zeros(4))


def test_all_layers_forward() -> None:
    (case,) = (case for case in KNOWN.cases if case.key == "model_forward/three layers")
    AL, caches = right.model_forward(debug_inputs(3, 5), NETWORK, ACTIVATIONS)
    first = [0.49153278, 0.47237602, 0.48076752, 0.48208343, 0.46401912]
    same(AL, [first, 1 - np.array(first)])
    same(case.expected(0), AL)
    assert len(caches) == len(case.expected(1)) == 3
    assert right.cross_entropy_cost(AL, right.one_hot(LABELS, 2)) == pytest.approx(
        0.7015480265511564, rel=1e-12
    )


def test_one_layer_backward() -> None:
    gradient = 0.1 * np.arange(1, 17).reshape(4, 4)
    dA_prev, dW, db = right.linear_backward(gradient, right.activation_forward(*LAYER, "relu")[1])
    same(db.ravel(), [0.25, 0.65, 1.05, 1.45])
    same(dW[0], [-0.14691358, 0.09709273, 0.01998549])
    same(dA_prev[0], [-0.20509683, -0.19521513, -0.18533343, -0.17545173])
    for name, numbers in BIAS_GRADIENTS.items():
        _, _, db = right.activation_backward(gradient, right.activation_forward(*LAYER, name)[1])
        same(db.ravel(), numbers)
    dA_prev, dW, _ = right.activation_backward(gradient, right.activation_forward(*LAYER, "relu")[1])
    same(dW[0], [-0.08154922, 0.11164274, -0.06439991])
    same(dA_prev[0], [0.14851689, 0.18559965, 0.2226824, 0.09147096])


def test_all_layers_backward() -> None:
    gradients = KNOWN.results["model_backward/three layers"]
    last = np.array([-0.02078353, -0.03379301, -0.01102661, 0.08738833])
    same(gradients["dW3"], [last, -last])
    same(gradients["db3"].ravel(), [-0.12184423, 0.12184423])
    same(gradients["db2"].ravel(), [0.02840445, -0.06915522, -0.11016978, -0.02142887])
    same(gradients["db1"].ravel(), [-0.00258011, -0.0073538, -0.01432216, 0.00028215])
    same(gradients["dW1"][0], [-0.0229418, -0.00712434, 0.01889999])
    for key, length in GRADIENT_LENGTHS.items():
        same(np.linalg.norm(gradients[key]), length)


def test_one_update() -> None:
    updated = right.update_parameters(NETWORK, KNOWN.results["model_backward/three layers"], 0.1)
    first = [-0.31969071, 0.15156359, 0.48300035, 0.36381775]
    same(updated["W3"], [first, [-0.08138969, -0.46164008, -0.41699003, 0.0175898]])
    same(updated["b3"].ravel(), [0.43763618, 0.43870975])


def test_a_short_training() -> None:
    _, history = KNOWN.results["train/five iterations"]
    same(history["cost"], [1.20847519, 1.07542662, 0.98691401, 0.9198904, 0.86482484])


def test_a_training_says_nothing_by_itself(capfd: pytest.CaptureFixture[str]) -> None:
    """Outside a notebook there is no bar; text on stderr would cost points where nbgrader grades alone."""
    right.train(debug_inputs(3, 5), np.array(LABELS), [3, 4, 2], ["relu", "softmax"], 0.1, 3, 2)
    assert capfd.readouterr() == ("", "")
