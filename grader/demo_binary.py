"""What the demo's class hands in for binary_digits: twelve students, all of the class."""

from __future__ import annotations

import textwrap
from functools import partial

from .demo_class import Student, as_colab_saves, as_pdf, with_cell_at_the_end

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

STUDENTS = (
    Student("amara-okafor", "all right, with a loop", RIGHT),
    Student(
        "bjorn-lindqvist",
        "all right, product and einsum",
        RIGHT | {"my_dense": ONE_PRODUCT, "my_dense_v": EINSTEIN_SUM},
    ),
    Student(
        "chen-mei",
        "all right, in single precision",
        RIGHT | {"my_dense": ONE_BY_ONE, "my_dense_v": SINGLE_PRECISION},
    ),
    Student("diego-santos", "a loop that never ends", RIGHT | {"my_dense": ENDLESS_LOOP}),
    Student(
        "elif-yildiz",
        "an answer in another cell",
        {name: lines for name, lines in RIGHT.items() if name != "my_dense"},
        partial(with_cell_at_the_end, source=MY_DENSE_ELSEWHERE),
    ),
    Student("farid-haddad", "a syntax error", RIGHT | {"my_dense": LOOP_WITH_A_TYPO}),
    Student(
        "grace-mwangi",
        "two known wrong ideas",
        RIGHT | {"model": RELU_LAYERS, "my_dense": LOOP_WITHOUT_BIAS},
    ),
    Student("hana-kim", "all right, saved by Colab", RIGHT, as_colab_saves),
    Student("ivan-petrov", "as released", {}),
    Student("jonas-weber", "one exercise done", {"model": SIGMOID_LAYERS}),
    Student("leila-nair", "a PDF by mistake", {}, as_pdf),
    Student("marco-rossi", "a known wrong idea", RIGHT | {"my_dense_v": BIAS_AFTERWARDS}),
)
