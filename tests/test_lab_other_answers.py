"""A model that earns full points serves the cells after it, in whatever form it was written."""

from __future__ import annotations

import re
from typing import Any

import nbformat
import numpy as np
import pytest
from lab_answers import answers_to, load_keras

import autils
from grader.misconceptions import Idea
from tests.lab_reading import by_id, code_cells
from tests.lab_running import source_path

# Cells that take the model apart and that copy it, in order.
CELLS = {
    "binary_digits": ("start-weights", "fit-with-held-out-digits"),
    "multiclass_digits": ("shapes-of-the-weights", "fresh-models"),
}
MODELS = [(lab, idea) for lab in CELLS for idea in answers_to(lab).right if idea.exercise == "model"]
COPIED = "fresh_model(width=7, last_activation='softmax')"


def run_cells(lab: str, model: Any) -> dict[str, Any]:
    """Run a lab's cells on a model and a few images; return the names that they bind."""
    import tensorflow as tf

    classes = 2 if lab == "binary_digits" else 10
    y = np.repeat(np.arange(classes), 10)[:, np.newaxis]
    X = np.random.default_rng(0).random((len(y), 400))
    names = {"model": model, "X": X, "y": y, "np": np, "tf": tf, "Dense": tf.keras.layers.Dense}
    names |= {name: getattr(autils, name) for name in autils.__all__}
    notebook = nbformat.read(source_path(lab), as_version=4)
    for cell_id in CELLS[lab]:
        source = re.sub(r"\bepochs=\d+", "epochs=1", by_id(notebook, cell_id).source)
        exec(compile(source, cell_id, "exec"), names)
    return names


def _id(part: object) -> str:
    return part.name if isinstance(part, Idea) else str(part)


@pytest.mark.parametrize(("lab", "idea"), MODELS, ids=_id)
def test_the_cells_after_exercise_run_with_every_right_model(lab: str, idea: Idea) -> None:
    load_keras()
    names = run_cells(lab, idea.answers()["model"])
    last = 1 if lab == "binary_digits" else 10
    assert [names[f"W{k}"].shape for k in (1, 2, 3)] == [(400, 25), (25, 15), (15, last)]
    if lab == "binary_digits":
        copy = names["fresh_model"]
        assert [layer.units for layer in autils.dense_layers(copy)] == [25, 15, 1]
    else:
        copy = eval(COPIED, names)
        assert [layer.units for layer in autils.dense_layers(copy)] == [7, 15, 10]
        np.testing.assert_allclose(np.sum(copy(names["X"]), axis=1), 1, rtol=1e-5)
    originals = autils.dense_layers(names["model"])
    assert not {id(layer) for layer in autils.dense_layers(copy)} & {id(layer) for layer in originals}


@pytest.mark.parametrize("lab", CELLS)
def test_a_model_without_its_layers_is_answered_with_a_sentence(lab: str) -> None:
    load_keras()
    import tensorflow as tf

    for unfinished in (tf.keras.Sequential([]), tf.keras.Sequential([tf.keras.layers.Dense(25)]), None):
        with pytest.raises(AssertionError, match=r"Solve Exercise \d first"):
            run_cells(lab, unfinished)


@pytest.mark.parametrize("lab", CELLS)
def test_a_model_of_a_class_of_its_own_is_told_what_it_is_missing(lab: str) -> None:
    """It can be taken apart and trained, but not copied layer by layer."""
    load_keras()
    import tensorflow as tf

    class OwnModel(tf.keras.Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.steps = [tf.keras.layers.Dense(count) for count in (25, 15, 10)]

        def call(self, x: Any) -> Any:
            for step in self.steps:
                x = step(x)
            return x

    with pytest.raises(AssertionError, match=r"write Exercise \d with Sequential"):
        eval(COPIED, run_cells(lab, OwnModel()))


@pytest.mark.parametrize("lab", CELLS)
def test_no_cell_counts_the_layers_that_keras_counts(lab: str) -> None:
    """Keras also counts inputs and activations that stand as layers."""
    notebook = nbformat.read(source_path(lab), as_version=4)
    assert [
        cell.id for cell in code_cells(notebook) if ".layers" in cell.source.replace("keras.layers", "")
    ] == []
