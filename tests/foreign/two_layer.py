"""A short notebook of the lab two_layer_mlp, and the forms in which notebooks of it come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from grader.lab import load_lab
from tests.foreign.base import Content, as_bytes, code, exercise, notebook_of, text
from tests.foreign.changes import (
    Change,
    ahead,
    answers_elsewhere,
    behind,
    colab,
    delete,
    edit,
    in_format_3,
    move,
    new_cell,
    nothing,
    older,
    renamed_grade_ids,
    retype,
    slug,
    strip_markers,
    strip_metadata,
    together,
    vscode,
    with_outputs,
)
from tests.foreign.forms import changed

NAME = "two_layer_mlp"
SOURCE_PATH = Path(__file__).parents[2] / "labs" / NAME / f"{NAME}.ipynb"
LAB = load_lab(SOURCE_PATH)
ANSWERS = {graded.name: graded.source for graded in LAB.exercises}
STUBS = {graded.name: graded.stub for graded in LAB.exercises}
TESTS = {name: f"test_{name}({name})" for name in ANSWERS} | {
    "network_sizes": "test_network_sizes(results, models)"
}

SETUP = f"""\
import numpy as np
import matplotlib.pyplot as plt
from autils import debug_inputs, debug_parameters, load_mnist, seed_after
from public_tests.{NAME} import {", ".join(f"test_{name}" for name in ANSWERS)}"""

DATA = """\
train_images, train_digits, test_images, test_digits = load_mnist()


def zeros_and_ones(images, labels):
    chosen = labels < 2
    return images[chosen].reshape(-1, 28 * 28).T / 255, labels[chosen].reshape(1, -1)


X_train_binary, y_train_binary = zeros_and_ones(train_images, train_digits)
X_test_binary, y_test_binary = zeros_and_ones(test_images, test_digits)"""

_AFTER = {
    "neural_network_structure": "X_small = np.random.randn(2, 3)\nY_small = np.random.randn(1, 3)\n"
    "n_x, n_h, n_y = neural_network_structure(X_small, Y_small, 10)\nprint(n_x, n_h, n_y)",
    "initialize_parameters": "seed_after(9)\nsmall_parameters = initialize_parameters(2, 10, 1)",
    "forward_propagation": "small_outputs, small_cache = forward_propagation(X_small, small_parameters)",
    "update_parameters": DATA,
    "train_loop": "seed_after(69)\nfirst = train_loop(X_train_binary, y_train_binary, 10, 0.01, 10)",
    "network_sizes": "plt.plot([row[0] for row in results], [row[2] for row in results])",
    "gradient_descent": "for _ in range(3):\n    print(len(gradient_descent(debug_inputs(3, 5), np.eye(2)"
    "[:, [0, 1, 0, 1, 0]], debug_parameters([3, 4, 2]), 1, 0.8, 2)[1]))",
}
"""Given cells that follow the test of an exercise."""


def solved_notebook(answers: dict[str, str] = ANSWERS) -> Content:
    """Make the short notebook as JSON data, ready to be changed."""
    cells = [text("# A two-layer network\nWritten by hand.", "title"), code(SETUP, "setup")]
    for name in ANSWERS:
        cells += exercise(name, answers, TESTS)
        cells += [code(_AFTER[name], f"after-{slug(name)}")] if name in _AFTER else []
    return notebook_of(cells, NAME, None)


def source_notebook() -> Content:
    """Read the lab's source, a right submission with every given cell of the lab."""
    content: Content = json.loads(SOURCE_PATH.read_bytes())
    return content


_SOLUTIONS = tuple(slug(name) for name in ANSWERS)
_OWN_SIGMOID = "def sigmoid(z):\n    return np.tanh(z)"
_HELPERS = "from lab_utils_common import dlc\nimport h5py_that_is_not_here"

_CHANGES: dict[str, Change] = {
    "as_released": nothing,
    # What editors and platforms do
    "metadata_stripped": strip_metadata,
    "markers_and_metadata_deleted": together(strip_metadata, strip_markers),
    "colab_export": colab,
    "vscode_export": vscode,
    "format_4_4": older(4),
    "outputs_kept": with_outputs,
    "renamed_cells": renamed_grade_ids(*ANSWERS),
    "test_cells_deleted": delete(*(f"test-{cell_id}" for cell_id in _SOLUTIONS)),
    "reordered_answers": move("train-loop", 2),
    "answer_became_text": retype("predict", "markdown"),
    # Set-up cells that fail where the notebook is graded
    "missing_helper_modules": ahead("setup", _HELPERS),
    "star_imports": edit(
        "setup", lambda source: source.replace("debug_inputs, debug_parameters, load_mnist, seed_after", "*")
    ),
    # What students write
    "answers_elsewhere": answers_elsewhere(ANSWERS, STUBS),
    "tests_in_answer_cells": together(*(behind(slug(name), TESTS[name]) for name in ANSWERS)),
    "several_definitions": new_cell("setup", _OWN_SIGMOID),
    "helper_in_answer_cell": edit(
        "back-propagation",
        lambda source: (
            "def row_sums(M):\n    return np.sum(M, axis=1, keepdims=True)\n\n"
            + source.replace("np.sum(dZ1, axis=1, keepdims=True)", "row_sums(dZ1)")
        ),
    ),
    "data_under_names_of_their_own": edit(
        "network-sizes",
        lambda source: (
            "X_all, y_all = X_train_binary, y_train_binary\n"
            + source.replace("predict(X_train_binary,", "predict(X_all,").replace(
                "== y_train_binary)", "== y_all)"
            )
        ),
    ),
    "training_on_the_way": behind("train-loop", "train_loop(np.zeros((3, 2)), np.ones((1, 2)), 4, 0.1, 5)"),
    "error_elsewhere": new_cell("after-train-loop", "1 / 0"),
}

FORMS: dict[str, Callable[[], bytes]] = {
    **{name: changed(change, solved_notebook) for name, change in _CHANGES.items()},
    "whole_lab": changed(nothing, source_notebook),
    "format_3": lambda: as_bytes(in_format_3(solved_notebook())),
}
