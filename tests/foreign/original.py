"""A submission in the manner of the first labs: markers only, star imports, a predict call per picture."""

from __future__ import annotations

from tests.foreign.base import MODEL, MY_DENSE, MY_DENSE_V, Content, as_bytes, code

_IMPORTS = """\
import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense
import matplotlib.pyplot as plt
from autils import *
%matplotlib inline

import logging
logging.getLogger("tensorflow").setLevel(logging.ERROR)
tf.autograph.set_verbosity(0)"""

_GRID = """\
import warnings
warnings.simplefilter(action="ignore", category=FutureWarning)

m, n = X.shape
fig, axes = plt.subplots(8, 8, figsize=(8, 8))
fig.tight_layout(pad=0.1, rect=[0, 0.03, 1, 0.92])
{before}
for i, ax in enumerate(axes.flat):
    pick = np.random.randint(m)
    picture = X[pick].reshape((20, 20)).T
    ax.imshow(picture, cmap="gray")
    {predict}
    ax.set_title({title})
    ax.set_axis_off()
fig.suptitle({heading}, fontsize=16)
plt.show()"""

_SEQUENTIAL = """\
def my_sequential(x, W1, b1, W2, b2, W3, b3):
    a1 = my_dense(x,  W1, b1, sigmoid)
    a2 = my_dense(a1, W2, b2, sigmoid)
    a3 = my_dense(a2, W3, b3, sigmoid)
    return a3"""

_SEQUENTIAL_V = """\
def my_sequential_v(X, W1, b1, W2, b2, W3, b3):
    A1 = my_dense_v(X,  W1, b1, sigmoid)
    A2 = my_dense_v(A1, W2, b2, sigmoid)
    A3 = my_dense_v(A2, W3, b3, sigmoid)
    return A3"""

_ERRORS = """\
fig = plt.figure(figsize=(1, 1))
errors = np.where(y != Yhat)
random_index = errors[0][0]
plt.imshow(X[random_index].reshape((20, 20)).T, cmap="gray")
plt.title(f"{y[random_index, 0]}, {Yhat[random_index, 0]}")
plt.axis("off")
plt.show()"""

_SOURCES = (
    _IMPORTS,
    "# load dataset\nX, y = load_data()",
    "print('The first element of X is: ', X[0])",
    "print('The first element of y is: ', y[0, 0])\nprint('The last element of y is: ', y[-1, 0])",
    "print('The shape of X is: ' + str(X.shape))\nprint('The shape of y is: ' + str(y.shape))",
    _GRID.format(before="", predict="", title="y[pick, 0]", heading="'Label'"),
    MODEL,
    "model.summary()",
    "# UNIT TESTS\nfrom public_tests import * \n\ntest_c1(model)",
    "L1 = 400 * 25 + 25\nL2 = 25 * 15 + 15\nL3 = 15 * 1 + 1\nprint('parameters', L1, L2, L3)",
    "[layer1, layer2, layer3] = model.layers",
    "W1, b1 = layer1.get_weights()\nW2, b2 = layer2.get_weights()\nW3, b3 = layer3.get_weights()\n"
    "print(W1.shape, b1.shape, W2.shape, b2.shape, W3.shape, b3.shape)",
    "print(model.layers[2].weights)",
    "model.compile(\n    loss=tf.keras.losses.BinaryCrossentropy(),\n"
    "    optimizer=tf.keras.optimizers.Adam(0.001),\n)\n\nmodel.fit(\n    X, y,\n    epochs=20\n)",
    "prediction = model.predict(X[0].reshape(1, 400))  # a zero\nprint(f' predicting a zero: {prediction}')\n"
    "prediction = model.predict(X[500].reshape(1, 400))  # a one\nprint(f' predicting a one:  {prediction}')",
    "if prediction >= 0.5:\n    yhat = 1\nelse:\n    yhat = 0\nprint(f'prediction after threshold: {yhat}')",
    _GRID.format(
        before="",
        predict="yhat = int(model.predict(X[pick].reshape(1, 400)) >= 0.5)",
        title="f'{y[pick, 0]}, {yhat}'",
        heading="'Label, yhat'",
    ),
    MY_DENSE,
    "# Quick Check\nx_tst = 0.1*np.arange(1, 3, 1).reshape(2,)\nW_tst = 0.1*np.arange(1, 7).reshape(2, 3)\n"
    "b_tst = 0.1*np.arange(1, 4).reshape(3,)\nA_tst = my_dense(x_tst, W_tst, b_tst, sigmoid)\nprint(A_tst)",
    "# UNIT TESTS\n\ntest_c2(my_dense)",
    _SEQUENTIAL,
    "W1_tmp, b1_tmp = layer1.get_weights()\nW2_tmp, b2_tmp = layer2.get_weights()\n"
    "W3_tmp, b3_tmp = layer3.get_weights()",
    "# make predictions\nprediction = my_sequential(X[0], W1_tmp, b1_tmp, W2_tmp, b2_tmp, W3_tmp, b3_tmp)\n"
    "yhat = int(prediction >= 0.5)\nprint('yhat = ', yhat, ' label= ', y[0, 0])",
    _GRID.format(
        before="",
        predict=(
            "mine = my_sequential(X[pick], W1_tmp, b1_tmp, W2_tmp, b2_tmp, W3_tmp, b3_tmp)\n"
            "    theirs = model.predict(X[pick].reshape(1, 400))"
        ),
        title="f'{y[pick, 0]}, {int(theirs >= 0.5)}, {int(mine >= 0.5)}'",
        heading="'Label, yhat Tensorflow, yhat Numpy'",
    ),
    "x = X[0].reshape(-1, 1)\nz1 = np.matmul(x.T, W1) + b1\na1 = sigmoid(z1)\nprint(a1.shape)",
    MY_DENSE_V,
    "X_tst = 0.1*np.arange(1, 9, 1).reshape(4, 2)\nW_tst = 0.1*np.arange(1, 7, 1).reshape(2, 3)\n"
    "b_tst = 0.1*np.arange(1, 4, 1).reshape(1, 3)\n"
    "A_tst = my_dense_v(X_tst, W_tst, b_tst, sigmoid)\nprint(A_tst)",
    "# UNIT TESTS\n\ntest_c3(my_dense_v)",
    _SEQUENTIAL_V,
    "Prediction = my_sequential_v(X, W1_tmp, b1_tmp, W2_tmp, b2_tmp, W3_tmp, b3_tmp)\nPrediction.shape",
    "Yhat = (Prediction >= 0.5).numpy().astype(int)\n"
    "print('predict a zero: ', Yhat[0], 'predict a one: ', Yhat[500])",
    _GRID.format(before="", predict="", title="f'{y[pick, 0]}, {Yhat[pick, 0]}'", heading="'Label, Yhat'"),
    _ERRORS,
    "a = np.array([1, 2, 3]).reshape(-1, 1)\nb = 5\n"
    "print(f'(a + b).shape: {(a + b).shape}, \\na + b = \\n{a + b}')",
)


def original_content() -> Content:
    """Make the notebook as JSON data: format 4.4, no ids, no grading metadata."""
    return {
        "cells": [code(source) for source in _SOURCES],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python", "version": "3.7.6"},
        },
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def original_style_notebook() -> bytes:
    """Make the whole notebook, all three answers right; it is also what the benchmark grades."""
    return as_bytes(original_content())
