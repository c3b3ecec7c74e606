"""Mistakes as they stand in the cells of deep_network, everything around them as it is given, are named."""

from __future__ import annotations

from typing import Any

import pytest
from lab_answers import answers_to

from public_tests.checks import ExerciseReport
from public_tests.targets import LocalTarget
from tests.deep_notebook import edited, functions_with

DEEP = answers_to("deep_network")
_LOOP = "for layer in range(1, L + 1):"
_SOFTMAX_TERM, _SIGMOID_TERM = "-np.sum(Y * np.log(AL)) / m", "-np.sum(log_terms) / m"
_COLUMN_SUM = "np.sum(exponentials, axis=0, keepdims=True)"

NAMED: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "both_costs_lack_sign": (
        "costs",
        ((_SOFTMAX_TERM, _SOFTMAX_TERM[1:]), (_SIGMOID_TERM, _SIGMOID_TERM[1:])),
    ),
    "both_costs_are_means_of_entries": (
        "costs",
        ((_SOFTMAX_TERM, "-np.mean(Y * np.log(AL))"), (_SIGMOID_TERM, "-np.mean(log_terms)")),
    ),
    "sigmoid_cost_is_vector_of_classes": ("costs", ((_SIGMOID_TERM, "-np.sum(log_terms, axis=1) / m"),)),
    "both_slopes_at_output": (
        "activations",
        (
            ("A = sigmoid(Z)\n    slope = A * (1 - A)", "slope = Z * (1 - Z)"),
            ("1 - tanh(Z) ** 2", "1 - Z ** 2"),
        ),
    ),
    "shares_out_whole_matrix": ("softmax", ((_COLUMN_SUM, "np.sum(exponentials)"),)),
    "takes_matrix_for_one_example": (
        "softmax",
        ((_COLUMN_SUM, "np.sum(exponentials)"), ("np.max(Z, axis=0, keepdims=True)", "np.max(Z)")),
    ),
    "last_layer_only": ("model_backward", (("for layer in range(L - 1, 0, -1):", "for layer in ():"),)),
    "counts_parameters_for_layers": ("training", ((_LOOP, "for layer in range(1, len(parameters) - 1):"),)),
    "drops_layers_above_two": ("training", ((_LOOP, "for layer in (1, 2):"),)),
    "never_moves": ("training", (("parameters = update_parameters(", "update_parameters("),)),
    "whole_set_in_every_batch": (
        "training",
        (("model_forward(X_batch,", "model_forward(X,"), ("(AL, Y_batch", "(AL, Y")),
    ),
}


def report_of(exercise: str, *replacements: tuple[str, str]) -> ExerciseReport:
    functions: dict[str, Any] = functions_with(**{exercise: edited(exercise, *replacements)})
    known = DEEP.exercises[exercise]
    return known.run([LocalTarget(name, functions[name]) for name in known.targets])


@pytest.mark.parametrize("name", NAMED)
def test_a_mistake_in_its_cell_is_named(name: str) -> None:
    exercise, replacements = NAMED[name]
    report = report_of(exercise, *replacements)
    assert report.misconception is not None
    assert report.misconception.name == name


def test_an_index_shifted_by_one_is_asked_where_the_counting_begins() -> None:
    report = report_of("model_forward", ("activations[layer - 1]", "activations[layer]"))
    assert report.first_failure is not None
    assert report.status == "errored"
    assert report.first_failure.hint.endswith("The first of them has the number 0.")
