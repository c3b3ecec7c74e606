"""A model of the student's own class, layers made in `__init__`, is as right as one of layers in a row."""

from __future__ import annotations

from typing import Any

import pytest
from binary_answers import BY_NAME, load_keras, run_all
from graded_answers import exercise, grade, submission

from grader.grading import Grader

OWN_CLASS = """\
# UNQ_C1
# GRADED CELL: Sequential model
class Network(tf.keras.Model):
    def __init__(self):
        super().__init__()
        ### START CODE HERE ###
        self.first = Dense(25, activation="sigmoid")
        self.second = Dense(15, activation="sigmoid")
        self.third = Dense(1, activation="sigmoid")
        ### END CODE HERE ###

    def call(self, x):
        return self.third(self.second(self.first(x)))

model = Network()"""


def test_it_gets_all_points_from_the_grader(binary_grader: Grader) -> None:
    graded = exercise(grade(binary_grader, submission(model=OWN_CLASS)), "model")
    assert (graded.status, graded.score, graded.message) == ("passed", 10.0, None)


def _own_model(width: int | None = None) -> Any:
    """Make the model as a notebook does; with a width, use it for one example so wide."""
    load_keras()
    import tensorflow as tf

    names: dict[str, Any] = {"tf": tf, "Dense": tf.keras.layers.Dense}
    exec(OWN_CLASS, names)
    if width:
        names["model"](tf.zeros((1, width)))
    return names["model"]


@pytest.mark.parametrize("width", [None, 400])
def test_it_passes_every_check_in_a_notebook_used_before_or_not(width: int | None) -> None:
    report = run_all(BY_NAME["model"], _own_model(width))
    assert [result for result in report.results if result.status != "passed"] == []


def test_it_is_told_when_it_takes_another_input() -> None:
    messages = [result.message for result in run_all(BY_NAME["model"], _own_model(300)).results]
    assert "`model` takes 300 numbers per example; expected 400." in messages
