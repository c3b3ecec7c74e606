"""A made class for the demo: what twelve students hand in for the first lab.

Each makes a submission from the released notebook, so that the files are what real students send: the release
with some lines filled in, and whatever has happened to it on the way.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .stubs import find_regions

LAB = "binary_digits"

Content = dict[str, Any]

SIGMOID_LAYERS = """\
Dense(25, activation="sigmoid"),
Dense(15, activation="sigmoid"),
Dense(1, activation="sigmoid"),"""

RELU_LAYERS = """\
Dense(25, activation="relu"),
Dense(15, activation="relu"),
Dense(1, activation="sigmoid"),"""

LOOP = """\
for j in range(units):
    w = W[:, j]
    z = np.dot(w, a_in) + b[j]
    a_out[j] = g(z)"""

LOOP_WITHOUT_BIAS = """\
for j in range(units):
    a_out[j] = g(np.dot(W[:, j], a_in))"""

LOOP_WITH_A_TYPO = """\
for j in range(units)
    a_out[j] = g(np.dot(W[:, j], a_in) + b[j])"""

ENDLESS_LOOP = """\
for j in range(units):
    z, i = b[j], 0
    while i < len(a_in):
        z += a_in[i] * W[i, j]
    a_out[j] = g(z)"""

ONE_PRODUCT = """\
a_out = g(a_in @ W + b)"""

ONE_BY_ONE = """\
for unit, (column, bias) in enumerate(zip(W.T, b)):
    total = float(bias)
    for value, weight in zip(a_in, column):
        total += value * weight
    a_out[unit] = g(total)"""

MATRIX_PRODUCT = """\
Z = np.matmul(A_in, W) + b
A_out = g(Z)"""

EINSTEIN_SUM = """\
pre_activation = np.einsum("mn,nj->mj", A_in, W) + b
A_out = g(pre_activation)"""

SINGLE_PRECISION = """\
inputs, weights = A_in.astype("float32"), W.astype("float32")
A_out = g(inputs.dot(weights) + np.asarray(b, dtype="float32"))"""

BIAS_AFTERWARDS = """\
A_out = g(A_in @ W) + b"""

MY_DENSE_ELSEWHERE = f"""\
# my second attempt, this one works
def my_dense(a_in, W, b, g):
    units = W.shape[1]
    a_out = np.zeros(units)
{textwrap.indent(LOOP, "    ")}
    return a_out"""

RIGHT = {"model": SIGMOID_LAYERS, "my_dense": LOOP, "my_dense_v": MATRIX_PRODUCT}


@dataclass(frozen=True)
class Student:
    """One of the made class.

    Attributes:
        name: the student's folder; made up.
        about: what is handed in, a few words.
        answers: exercise -> the lines between its markers; what is not named stays as released.
        finish: what happens to the filled notebook before it arrives, as JSON data to the bytes of a file.
    """

    name: str
    about: str
    answers: Mapping[str, str]
    finish: Callable[[Content], bytes]

    def hand_in(self, release: bytes) -> bytes:
        """Return the file that this student hands in, made from the released notebook."""
        content = json.loads(release)
        for exercise, lines in self.answers.items():
            _fill(content, exercise, lines)
        return self.finish(content)


def _as_saved(content: Content) -> bytes:
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _as_colab_saves(content: Content) -> bytes:
    """Colab keeps none of nbgrader's metadata, and gives cells ids of its own."""
    for number, cell in enumerate(content["cells"]):
        cell["id"] = f"cOlAb{number:04d}"
        cell["metadata"] = {"id": cell["id"], "colab": {"base_uri": "https://localhost:8080/"}}
    content["metadata"] = {
        "colab": {"provenance": []},
        "kernelspec": {"display_name": "Python 3", "name": "python3"},
    }
    return _as_saved(content)


def _with_answer_at_the_end(content: Content) -> bytes:
    new: Content = {"cell_type": "code", "execution_count": None, "id": "second-attempt", "metadata": {}}
    content["cells"].append(new | {"outputs": [], "source": MY_DENSE_ELSEWHERE})
    return _as_saved(content)


def _as_pdf(content: Content) -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"


def _fill(content: Content, exercise: str, lines: str) -> None:
    """Write lines between the markers of an exercise's cell, in the place of the stub."""
    cell = next(
        cell for cell in content["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == exercise
    )
    source = "".join(cell["source"]).split("\n")
    (region,) = find_regions("\n".join(source))
    marker = source[region.start - 1]
    margin = marker[: len(marker) - len(marker.lstrip())]
    answer = textwrap.indent(lines, margin).split("\n")
    cell["source"] = "\n".join([*source[: region.start], *answer, *source[region.end - 1 :]])


STUDENTS = (
    Student("amara-okafor", "all right, with a loop", RIGHT, _as_saved),
    Student(
        "bjorn-lindqvist",
        "all right, with matrix products and einsum",
        RIGHT | {"my_dense": ONE_PRODUCT, "my_dense_v": EINSTEIN_SUM},
        _as_saved,
    ),
    Student(
        "chen-mei",
        "all right, with other names and in single precision",
        RIGHT | {"my_dense": ONE_BY_ONE, "my_dense_v": SINGLE_PRECISION},
        _as_saved,
    ),
    Student("diego-santos", "a loop that never ends", RIGHT | {"my_dense": ENDLESS_LOOP}, _as_saved),
    Student(
        "elif-yildiz",
        "an answer in another cell",
        {name: lines for name, lines in RIGHT.items() if name != "my_dense"},
        _with_answer_at_the_end,
    ),
    Student("farid-haddad", "a syntax error", RIGHT | {"my_dense": LOOP_WITH_A_TYPO}, _as_saved),
    Student(
        "grace-mwangi",
        "two known wrong ideas",
        RIGHT | {"model": RELU_LAYERS, "my_dense": LOOP_WITHOUT_BIAS},
        _as_saved,
    ),
    Student("hana-kim", "all right, saved by Colab", RIGHT, _as_colab_saves),
    Student("ivan-petrov", "as released", {}, _as_saved),
    Student("jonas-weber", "one exercise done", {"model": SIGMOID_LAYERS}, _as_saved),
    Student("leila-nair", "a PDF by mistake", {}, _as_pdf),
    Student("marco-rossi", "a known wrong idea", RIGHT | {"my_dense_v": BIAS_AFTERWARDS}, _as_saved),
)
