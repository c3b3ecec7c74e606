"""A short notebook of the lab multiclass_digits, and the forms in which notebooks of it come back."""

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
    crlf_in_cells,
    delete,
    edit,
    in_format_3,
    move,
    new_cell,
    nothing,
    older,
    renamed_grade_ids,
    retype,
    strip_markers,
    strip_metadata,
    together,
    vscode,
    with_outputs,
)
from tests.foreign.forms import changed
from tests.foreign.multiclass_original import original_style_notebook

NAME = "multiclass_digits"

SETUP = """\
import numpy as np
import matplotlib.pyplot as plt
from autils import load_data, plot_digit_grid, quiet_native_stderr
from public_tests.multiclass_digits import test_model, test_my_softmax

with quiet_native_stderr():
    import tensorflow as tf
from tensorflow.keras.activations import linear, relu
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential"""

MY_SOFTMAX = '''\
# UNQ_C1
# GRADED CELL: my_softmax
def my_softmax(z):
    """Turn a vector of numbers into probabilities."""
    ### START CODE HERE ###
    ez = np.exp(z)
    a = ez / np.sum(ez)
    ### END CODE HERE ###
    return a'''

MODEL = """\
# UNQ_C2
# GRADED CELL: Sequential model
tf.keras.utils.set_random_seed(1234)
model = Sequential(
    [
        ### START CODE HERE ###
        tf.keras.Input(shape=(400,)),
        Dense(25, activation="relu", name="L1"),
        Dense(15, activation="relu", name="L2"),
        Dense(10, activation="linear", name="L3"),
        ### END CODE HERE ###
    ],
    name="my_model",
)"""

ANSWERS = {"my_softmax": MY_SOFTMAX, "model": MODEL}
TESTS = {"my_softmax": "test_my_softmax(my_softmax)", "model": "test_model(model, 10, 400)"}


def solved_notebook(answers: dict[str, str] = ANSWERS) -> Content:
    """Make the short notebook as JSON data, ready to be changed."""
    cells = [
        text("# Ten digits\nA network that tells ten digits apart.", "title"),
        code(SETUP, "setup"),
        *exercise("my_softmax", answers, TESTS),
        code("print(my_softmax(np.array([1.0, 2.0, 3.0, 4.0])))", "quick-check"),
        code("X, y = load_data()\nprint(X.shape, y.shape)", "load"),
        code("figure = plot_digit_grid(X, y, seed=0)", "look"),
        *exercise("model", answers, TESTS),
        code("model.summary()", "summary"),
        code(
            "model.compile(\n    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),\n"
            "    optimizer=tf.keras.optimizers.Adam(0.001),\n)\n"
            "history = model.fit(X, y, epochs=2, verbose=0)",
            "fit",
        ),
        code(
            "logits = model.predict(X, verbose=0)\n"
            "print(np.argmax(logits[1015]), my_softmax(logits[1015].astype(float)))",
            "predict",
        ),
    ]
    return notebook_of(cells, NAME, None)


def source_notebook() -> Content:
    """Read the lab's source, a right submission with every given cell of the lab."""
    content: Content = json.loads(SOURCE_PATH.read_bytes())
    return content


SOURCE_PATH = Path(__file__).parents[2] / "labs" / NAME / f"{NAME}.ipynb"
LAB = load_lab(SOURCE_PATH)
STUBS = {graded.name: graded.stub for graded in LAB.exercises}

_COMPILE = "model.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True){})"
_FIT = "X, y = load_data()\nhistory = model.fit(X, y, epochs=1, verbose=0)\nmodel.summary()"
_ADAM = ", optimizer=tf.keras.optimizers.Adam(0.001)"
_HELPERS = "from lab_utils_common import dlc\nfrom lab_utils_softmax import plt_softmax"
_OWN_TRY = "def my_softmax(z):\n    return np.exp(z)"

_CHANGES: dict[str, Change] = {
    "as_released": nothing,
    # What editors and platforms do
    "metadata_stripped": strip_metadata,
    "markers_and_metadata_deleted": together(strip_metadata, strip_markers),
    "colab_export": colab,
    "vscode_export": vscode,
    "format_4_4": older(4),
    "crlf_in_cells": crlf_in_cells,
    "outputs_kept": with_outputs,
    "renamed_cells": renamed_grade_ids("my_softmax", "model"),
    "test_cells_deleted": delete("test-my-softmax", "test-model"),
    "reordered_answers": move("model", 2),
    "answer_became_text": retype("my-softmax", "markdown"),
    # Set-up cells that fail where the notebook is graded
    "missing_helper_modules": ahead("setup", _HELPERS),
    "missing_style_file": behind("setup", "plt.style.use('./deeplearning.mplstyle')"),
    "matplotlib_widget": ahead("setup", "%matplotlib widget"),
    "star_imports": edit(
        "setup",
        lambda source: source.replace(
            "from autils import load_data, plot_digit_grid, quiet_native_stderr", "from autils import *"
        ).replace(
            "public_tests.multiclass_digits import test_model, test_my_softmax", "public_tests import *"
        ),
    ),
    # What students write
    "answers_elsewhere": answers_elsewhere(ANSWERS, STUBS),
    "answers_above": answers_elsewhere(ANSWERS, STUBS, is_above=True),
    "compiled_in_answer_cell": behind("model", _COMPILE.format(_ADAM)),
    "compiled_without_optimiser": behind("model", _COMPILE.format("")),
    "fitted_in_answer_cell": behind("model", f"{_COMPILE.format(_ADAM)}\n{_FIT}"),
    "tests_in_answer_cells": together(
        behind("my-softmax", TESTS["my_softmax"]), behind("model", TESTS["model"])
    ),
    "several_definitions": new_cell("setup", _OWN_TRY),
    "helper_in_answer_cell": edit(
        "my-softmax",
        lambda source: (
            "def total(z):\n    return np.sum(np.exp(z))\n\n" + source.replace("np.sum(ez)", "total(z)")
        ),
    ),
    "softmax_used_after_the_model": behind("predict", "my_softmax_twice = my_softmax(my_softmax(logits[0]))"),
    "error_elsewhere": new_cell("look", "plt_softmax(my_softmax)\n1 / 0"),
    "seed_of_tensorflow": edit(
        "model", lambda source: source.replace("tf.keras.utils.set_random_seed", "tf.random.set_seed")
    ),
}

FORMS: dict[str, Callable[[], bytes]] = {
    **{name: changed(change, solved_notebook) for name, change in _CHANGES.items()},
    "whole_lab": changed(nothing, source_notebook),
    "whole_lab_imports_deleted": changed(delete(LAB.cells[0].id), source_notebook),
    "whole_lab_imports_moved_to_the_end": changed(move(LAB.cells[0].id, 1000), source_notebook),
    "format_3": lambda: as_bytes(in_format_3(solved_notebook())),
    "byte_order_mark": lambda: b"\xef\xbb\xbf" + as_bytes(solved_notebook()),
    "utf_16": lambda: json.dumps(solved_notebook()).encode("utf-16"),
    "original_style": original_style_notebook,
}


def _softmax(body: str) -> str:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"# UNQ_C1\n# GRADED CELL: my_softmax\ndef my_softmax(z):\n{lines}\n    return a"


def _network(*layers: str) -> str:
    entries = "".join(f"        {layer},\n" for layer in layers)
    return f"# UNQ_C2\n# GRADED CELL: Sequential model\nmodel = Sequential(\n    [\n{entries}    ]\n)"


_INPUT = "tf.keras.Input(shape=(400,))"
_HIDDEN = ('Dense(25, activation="relu")', 'Dense(15, activation="relu")')
_LAST = 'Dense(10, activation="linear")'

RIGHT_SOFTMAX = {
    "two loops": _softmax(
        "N = len(z)\na = np.zeros(N)\nez_sum = 0\nfor k in range(N):\n    ez_sum += np.exp(z[k])\n"
        "for j in range(N):\n    a[j] = np.exp(z[j]) / ez_sum"
    ),
    "a list": _softmax("ez = [np.exp(v) for v in z]\na = [v / sum(ez) for v in ez]"),
    "maximum subtracted": _softmax("ez = np.exp(z - np.max(z))\na = ez / np.sum(ez)"),
    "math": "import math\n" + _softmax("a = [math.exp(v) / sum(math.exp(w) for w in z) for v in z]"),
    "tensorflow": _softmax("a = tf.nn.softmax(z)"),
    "float32": _softmax("ez = np.exp(z.astype('float32'))\na = ez / ez.sum()"),
    "a lambda": "# UNQ_C1\n# GRADED CELL: my_softmax\nmy_softmax = lambda z: np.exp(z) / np.sum(np.exp(z))",
}
RIGHT_MODELS = {
    "no input": _network(*_HIDDEN, _LAST),
    "input layer": _network("tf.keras.layers.InputLayer(shape=(400,))", *_HIDDEN, _LAST),
    "input_shape": _network('Dense(25, activation="relu", input_shape=(400,))', _HIDDEN[1], _LAST),
    "input_dim": _network('Dense(25, activation="relu", input_dim=400)', _HIDDEN[1], _LAST),
    "functions": _network(
        _INPUT, "Dense(25, activation=relu)", "Dense(15, activation=relu)", "Dense(10, activation=linear)"
    ),
    "tf.nn.relu": _network(_INPUT, "Dense(25, tf.nn.relu)", "Dense(15, tf.nn.relu)", "Dense(units=10)"),
    "None": _network(_INPUT, *_HIDDEN, "Dense(10, activation=None)"),
    "left out": _network(_INPUT, *_HIDDEN, "Dense(10)"),
    "a lambda": _network(_INPUT, *_HIDDEN, "Dense(10, activation=lambda z: z)"),
    "activation layers": _network(
        _INPUT,
        "Dense(25)",
        "tf.keras.layers.ReLU()",
        "Dense(15)",
        "tf.keras.layers.Activation('relu')",
        _LAST,
    ),
    "added": "# UNQ_C2\nmodel = Sequential(name='my_model')\nmodel.add(tf.keras.Input(shape=(400,)))\n"
    "for units, name in zip([25, 15, 10], ['relu', 'relu', 'linear']):\n"
    "    model.add(Dense(units, activation=name))",
    "functional": "# UNQ_C2\nx = tf.keras.Input((400,))\nh = Dense(15, 'relu')(Dense(25, 'relu')(x))\n"
    "model = tf.keras.Model(x, Dense(10)(h))",
}
