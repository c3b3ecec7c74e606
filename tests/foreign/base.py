"""A short notebook of the lab binary_digits: the given steps, three answers, nothing else.

It stands on its own, so that a form built from it can be read, sliced and run whole. The ids of solution and
test cells, and the stubs, are those of the lab.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from grader.lab import GradedCell, Lab, load_lab
from grader.notebook import read_notebook

Content = dict[str, Any]

SETUP = """\
import numpy as np
import matplotlib.pyplot as plt
from autils import load_data, plot_digit_grid, quiet_native_stderr, sigmoid
from public_tests.binary_digits import test_c1, test_c2, test_c3

with quiet_native_stderr():
    import tensorflow as tf
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential"""

MODEL = """\
# UNQ_C1
# GRADED CELL: Sequential model
model = Sequential(
    [
        tf.keras.Input(shape=(400,)),
        ### START CODE HERE ###
        Dense(25, activation="sigmoid"),
        Dense(15, activation="sigmoid"),
        Dense(1, activation="sigmoid"),
        ### END CODE HERE ###
    ],
    name="my_model",
)"""

MY_DENSE = '''\
# UNQ_C2
# GRADED FUNCTION: my_dense
def my_dense(a_in, W, b, g):
    """Apply a dense layer to one example."""
    units = W.shape[1]
    a_out = np.zeros(units)
    ### START CODE HERE ###
    for j in range(units):
        w = W[:, j]
        z = np.dot(w, a_in) + b[j]
        a_out[j] = g(z)
    ### END CODE HERE ###
    return a_out'''

MY_DENSE_V = '''\
# UNQ_C3
# GRADED FUNCTION: my_dense_v
def my_dense_v(A_in, W, b, g):
    """Apply a dense layer to a matrix of examples."""
    ### START CODE HERE ###
    Z = np.matmul(A_in, W) + b
    A_out = g(Z)
    ### END CODE HERE ###
    return A_out'''

ANSWERS = {"model": MODEL, "my_dense": MY_DENSE, "my_dense_v": MY_DENSE_V}

SOURCE_PATH = Path(__file__).parents[2] / "labs" / "binary_digits" / "binary_digits.ipynb"
LAB = load_lab(SOURCE_PATH)
STUBS = {exercise.name: exercise.stub for exercise in LAB.exercises}

TESTS = {"model": "test_c1(model)", "my_dense": "test_c2(my_dense)", "my_dense_v": "test_c3(my_dense_v)"}


def code(source: str, cell_id: str | None = None, **metadata: Any) -> Content:
    """Make a code cell; keyword arguments become its metadata."""
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }
    return cell if cell_id is None else {**cell, "id": cell_id}


def text(source: str, cell_id: str) -> Content:
    """Make a text cell."""
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def exercise(name: str, answers: dict[str, str], tests: dict[str, str] = TESTS) -> list[Content]:
    """Make the solution cell and the test cell of an exercise."""
    common = {"schema_version": 3, "task": False}
    solution = {**common, "grade": False, "grade_id": name, "locked": False, "solution": True}
    test = {
        **common,
        "grade": True,
        "grade_id": f"test_{name}",
        "locked": True,
        "points": 10,
        "solution": False,
    }
    cell_id = name.replace("_", "-")
    return [
        code(answers[name], cell_id, nbgrader=solution),
        code(tests[name], f"test-{cell_id}", nbgrader=test),
    ]


def notebook_of(cells: list[Content], lab: str, digits: list[int] | None) -> Content:
    """Make a notebook of a lab as JSON data, its cells fresh copies."""
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "digit_labs": {"lab": lab, "version": "1.0", "default_digits": digits},
    }
    return deepcopy({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def solved_notebook(answers: dict[str, str] = ANSWERS) -> Content:
    """Make the notebook as JSON data, ready to be changed."""
    cells = [
        text("# Zeros and ones\nA network that tells two digits apart.", "title"),
        code(SETUP, "setup"),
        code("X, y = load_data(digits=(0, 1))\nprint(X.shape, y.shape)", "load"),
        code("figure = plot_digit_grid(X, y, seed=0)", "look"),
        *exercise("model", answers),
        code("model.summary()", "summary"),
        code(
            "tf.keras.utils.set_random_seed(1234)\n"
            "model.compile(loss='binary_crossentropy', optimizer=tf.keras.optimizers.Adam(0.001))\n"
            "history = model.fit(X, y, epochs=2, verbose=0)",
            "fit",
        ),
        text("## One example at a time", "loop-heading"),
        *exercise("my_dense", answers),
        code(
            "def my_sequential(x, W1, b1, W2, b2, W3, b3):\n"
            "    a1 = my_dense(x, W1, b1, sigmoid)\n"
            "    a2 = my_dense(a1, W2, b2, sigmoid)\n"
            "    return my_dense(a2, W3, b3, sigmoid)",
            "my-sequential",
        ),
        code(
            "[(W1, b1), (W2, b2), (W3, b3)] = [layer.get_weights() for layer in model.layers]\n"
            "print(my_sequential(X[0], W1, b1, W2, b2, W3, b3))",
            "predict-one",
        ),
        text("## All examples at once", "matrix-heading"),
        *exercise("my_dense_v", answers),
        code(
            "A1 = my_dense_v(X, W1, b1, sigmoid)\n"
            "A2 = my_dense_v(A1, W2, b2, sigmoid)\n"
            "prediction = my_dense_v(A2, W3, b3, sigmoid)\n"
            "print(prediction.shape)",
            "predict-all",
        ),
    ]
    return notebook_of(cells, "binary_digits", [0, 1])


def released_notebook() -> Content:
    """Make the notebook as a student receives it, every answer a stub."""
    return solved_notebook(STUBS)


def source_notebook() -> Content:
    """Read the lab's source, a right submission with every given cell of the lab."""
    content: Content = json.loads(SOURCE_PATH.read_bytes())
    return content


def as_bytes(content: Content) -> bytes:
    """Write JSON data as the bytes of a file."""
    return json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8")


def cell_of(content: Content, cell_id: str) -> Content:
    """Find a cell by its id."""
    return next(cell for cell in content["cells"] if cell.get("id") == cell_id)


def place_of(content: Content, cell_id: str | None) -> int:
    """Find the place of a cell by its id."""
    return next(place for place, cell in enumerate(content["cells"]) if cell.get("id") == cell_id)


def small_lab() -> Lab:
    """Make the lab of which the short notebook is the source, without reading a file of the course."""
    notebook, _ = read_notebook(as_bytes(solved_notebook()))
    cells = tuple(cell for cell in notebook.cells if cell.kind == "code")
    exercises = tuple(
        GradedCell(name, f"test_{name}", 10.0, f"UNQ_C{number}", ANSWERS[name], STUBS[name])
        for number, name in enumerate(ANSWERS, start=1)
    )
    given = tuple(cell.source for cell in cells if not (cell.is_solution or cell.is_graded))
    return Lab("binary_digits", "Zeros and ones", "1.0", (0, 1), exercises, cells, given, 30.0)
