"""What the demo's class hands in for multiclass_digits: eight of the twelve students."""

from __future__ import annotations

from functools import partial

from .demo_class import Student, as_colab_saves, with_lines_below

SOFTMAX_BY_LOOPS = """\
total = 0.0
for value in z:
    total += np.exp(value)
a = np.zeros(len(z))
for j in range(len(z)):
    a[j] = np.exp(z[j]) / total"""

SOFTMAX_OF_DIFFERENCES = """\
powers = np.exp(z - np.max(z))
a = powers / powers.sum()"""

EXPONENTIALS_ONLY = """\
a = np.exp(z)"""

RELU_LAYERS = """\
tf.keras.Input(shape=(400,)),
Dense(25, activation="relu", name="L1"),
Dense(15, activation="relu", name="L2"),
Dense(10, activation="linear", name="L3"),"""

WITHOUT_NAMES_OR_INPUT = """\
Dense(25, relu),
Dense(15, relu),
Dense(10),"""

SOFTMAX_IN_LAST_LAYER = """\
tf.keras.Input(shape=(400,)),
Dense(25, activation="relu"),
Dense(15, activation="relu"),
Dense(10, activation="softmax"),"""

FIT = """\
model.compile(
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    optimizer=tf.keras.optimizers.Adam(learning_rate=0.001),
)
model.fit(X, y, epochs=100)"""

RIGHT = {"my_softmax": SOFTMAX_BY_LOOPS, "model": RELU_LAYERS}

STUDENTS = (
    Student("amara-okafor", "all right, with loops", RIGHT),
    Student(
        "bjorn-lindqvist",
        "all right, maximum subtracted",
        {"my_softmax": SOFTMAX_OF_DIFFERENCES, "model": WITHOUT_NAMES_OR_INPUT},
    ),
    Student(
        "elif-yildiz",
        "all right, fit in the same cell",
        RIGHT,
        partial(with_lines_below, exercise="model", lines=FIT),
    ),
    Student("farid-haddad", "no denominator", RIGHT | {"my_softmax": EXPONENTIALS_ONLY}),
    Student("hana-kim", "all right, saved by Colab", RIGHT, as_colab_saves),
    Student("ivan-petrov", "as released", {}),
    Student("jonas-weber", "one exercise done", {"my_softmax": SOFTMAX_OF_DIFFERENCES}),
    Student("marco-rossi", "softmax in the last layer", RIGHT | {"model": SOFTMAX_IN_LAST_LAYER}),
)
