"""A submission in the manner of the first labs: absent helper modules, star imports, markers only."""

from __future__ import annotations

from tests.foreign.base import as_bytes, code

_IMPORTS = """\
import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense
from tensorflow.keras.activations import linear, relu, sigmoid
%matplotlib widget
import matplotlib.pyplot as plt
plt.style.use('./deeplearning.mplstyle')

import logging
logging.getLogger("tensorflow").setLevel(logging.ERROR)
tf.autograph.set_verbosity(0)

from public_tests import *

from autils import *
from lab_utils_softmax import plt_softmax
np.set_printoptions(precision=2)"""

_SOFTMAX = '''\
# UNQ_C1
# GRADED CELL: my_softmax

def my_softmax(z):
    """ Softmax converts a vector of values to a probability distribution.
    Args:
      z (ndarray (N,))  : input data, N features
    Returns:
      a (ndarray (N,))  : softmax of z
    """
    ### START CODE HERE ###
    N = len(z)
    a = np.zeros(N)
    total = 0
    for k in range(N):
        total += np.exp(z[k])
    for j in range(N):
        a[j] = np.exp(z[j]) / total
    ### END CODE HERE ###
    return a'''

_MODEL = """\
# UNQ_C2
# GRADED CELL: Sequential model
tf.random.set_seed(1234)  # for consistent results
model = Sequential(
    [
        ### START CODE HERE ###
        tf.keras.Input(shape=(400,)),
        Dense(25, activation='relu', name="L1"),
        Dense(15, activation='relu', name="L2"),
        Dense(10, activation='linear', name="L3"),
        ### END CODE HERE ###
    ], name="my_model"
)
model.compile(
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)"""

_GRID = """\
import warnings
warnings.simplefilter(action='ignore', category=FutureWarning)

m, n = X.shape
fig, axes = plt.subplots(8, 8, figsize=(5, 5))
fig.tight_layout(pad=0.13, rect=[0, 0.03, 1, 0.91])
widgvis(fig)
for i, ax in enumerate(axes.flat):
    pick = np.random.randint(m)
    ax.imshow(X[pick].reshape((20, 20)).T, cmap='gray')
    {predict}
    ax.set_title({title}, fontsize=10)
    ax.set_axis_off()
    fig.suptitle({heading}, fontsize=14)
plt.show()"""

_SOURCES = (
    _IMPORTS,
    "plt_act_trio()",
    _SOFTMAX,
    "z = np.array([1., 2., 3., 4.])\na = my_softmax(z)\natf = tf.nn.softmax(z)\n"
    "print(f'my_softmax(z):         {a}')\nprint(f'tensorflow softmax(z): {atf}')",
    "# BEGIN UNIT TEST\ntest_my_softmax(my_softmax)\n# END UNIT TEST",
    "plt.close('all')\nplt_softmax(my_softmax)",
    "# load dataset\nX, y = load_data()",
    "print('The first element of X is: ', X[0])",
    "print('The first element of y is: ', y[0, 0])\nprint('The last element of y is: ', y[-1, 0])",
    "print('The shape of X is: ' + str(X.shape))\nprint('The shape of y is: ' + str(y.shape))",
    _GRID.format(predict="", title="y[pick, 0]", heading="'Label, image'"),
    _MODEL,
    "model.summary()",
    "# BEGIN UNIT TEST\ntest_model(model, 10, 400)\n# END UNIT TEST",
    "[layer1, layer2, layer3] = model.layers",
    "W1, b1 = layer1.get_weights()\nW2, b2 = layer2.get_weights()\nW3, b3 = layer3.get_weights()\n"
    "print(W1.shape, b1.shape, W2.shape, b2.shape, W3.shape, b3.shape)",
    "model.compile(\n    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),\n"
    "    optimizer=tf.keras.optimizers.Adam(learning_rate=0.001),\n)\n\n"
    "history = model.fit(\n    X, y,\n    epochs=40\n)",
    "plot_loss_tf(history)",
    "image_of_two = X[1015]\ndisplay_digit(image_of_two)\n\n"
    "prediction = model.predict(image_of_two.reshape(1, 400))  # prediction\n"
    "print(f' predicting a Two: \\n{prediction}')\n"
    "print(f' Largest Prediction index: {np.argmax(prediction)}')",
    "prediction_p = tf.nn.softmax(prediction)\nprint(f'Probabilities: \\n{prediction_p}')\n"
    "print(f'Total of predictions: {np.sum(prediction_p):0.3f}')",
    "yhat = np.argmax(prediction_p)\nprint(f'np.argmax(prediction_p): {yhat}')",
    _GRID.format(
        predict="prediction = model.predict(X[pick].reshape(1, 400))\n"
        "    prediction_p = tf.nn.softmax(prediction)\n    yhat = np.argmax(prediction_p)",
        title="f'{y[pick, 0]},{yhat}'",
        heading="'Label, yhat'",
    ),
    "print(f'{display_errors(model, X, y)} errors out of {len(X)} images')",
)


def original_style_notebook() -> bytes:
    """Make the whole notebook, both answers right: format 4.4, no ids, no grading metadata."""
    return as_bytes(
        {
            "cells": [code(source) for source in _SOURCES],
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python", "version": "3.7.6"},
            },
            "nbformat": 4,
            "nbformat_minor": 4,
        }
    )
