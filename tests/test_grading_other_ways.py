"""An answer is also judged at its own cell, and with right answers of the exercises that it uses."""

from __future__ import annotations

import pytest
from graded_answers import exercise, grade, scores, submission

from grader.grading import Grader
from tests.foreign.base import LAB, MODEL, MY_DENSE

ALL = {"model": 10.0, "my_dense": 10.0, "my_dense_v": 10.0}
STUBS = {answer.name: answer.stub for answer in LAB.exercises}
LAYERS = 'Dense(25, activation="sigmoid"), Dense(15, activation="sigmoid"), Dense(1, activation="sigmoid")'
NO_BIAS = MY_DENSE.replace("+ b[j]", "")
assert NO_BIAS != MY_DENSE
BY_ROWS = """\
# UNQ_C3
# GRADED FUNCTION: my_dense_v
def my_dense_v(A_in, W, b, g):
    ### START CODE HERE ###
    A_out = np.array([my_dense(a, W, np.ravel(b), g) for a in A_in])
    ### END CODE HERE ###
    return A_out
"""

LATER_CELLS = {
    "a network for an experiment": ("model", "model = Sequential([Dense(3)])"),
    "networks in a loop": ("model", "for units in (2, 3):\n    model = Sequential([Dense(units)])"),
    "a layer taken away": ("model", "model.pop()"),
    "another version of a function": ("my_dense", "def my_dense(a_in, W, b, g):\n    return np.zeros(3)"),
}


@pytest.mark.parametrize("name", LATER_CELLS)
def test_what_a_later_cell_makes_of_an_answer_costs_nothing(binary_grader: Grader, name: str) -> None:
    exercise_name, cell = LATER_CELLS[name]
    result = grade(binary_grader, submission(cell))
    assert scores(result) == ALL
    assert [text for text in result.warnings if f"`{exercise_name}` was judged as it stood" in text]


def test_a_right_answer_in_a_later_cell_counts_where_the_marked_one_is_wrong(binary_grader: Grader) -> None:
    result = grade(binary_grader, submission(MY_DENSE.split("\n", 2)[2], my_dense=NO_BIAS))
    assert scores(result) == ALL
    assert not [text for text in result.warnings if "as it stood" in text]


@pytest.mark.parametrize(
    "cell",
    [
        "\n".join(f"model.add({layer}))" for layer in LAYERS[:-1].split("), ")),
        f"for layer in ({LAYERS}):\n    model.add(layer)",
    ],
    ids=["one by one", "in a loop"],
)
def test_layers_added_to_the_empty_model_in_another_cell_are_an_answer(
    binary_grader: Grader, cell: str
) -> None:
    result = grade(binary_grader, submission(cell, model=STUBS["model"]))
    assert scores(result) == ALL
    assert "`model` was found in another cell than the one marked for it." in result.warnings


def test_the_empty_model_alone_is_not_attempted(binary_grader: Grader) -> None:
    result = grade(binary_grader, submission("model.summary()", model=STUBS["model"]))
    assert exercise(result, "model").status == "not_attempted"


def test_a_name_that_is_given_what_fit_returns_is_no_model(binary_grader: Grader) -> None:
    fit = "model.compile(loss='binary_crossentropy')\nmodel = model.fit(X[:9], y[:9], verbose=0)"
    found = exercise(grade(binary_grader, submission(model=f"{MODEL}\n{fit}")), "model")
    assert found.score == 0
    assert found.message == "`model` is a value of type History; expected a Keras model."


@pytest.mark.parametrize(
    ("earlier", "score"),
    [(NO_BIAS, 5.0), (STUBS["my_dense"], 0.0), ("# UNQ_C2\ndef my_dense(a_in W):\n    return 3", 0.0)],
    ids=["wrong", "untouched", "no Python"],
)
def test_a_wrong_exercise_does_not_cost_the_points_of_one_that_uses_it(
    binary_grader: Grader, earlier: str, score: float
) -> None:
    result = grade(binary_grader, submission(my_dense=earlier, my_dense_v=BY_ROWS))
    assert scores(result) == ALL | {"my_dense": score}
    assert "`my_dense_v` was judged with a right `my_dense`, which it uses." in result.warnings


def test_a_right_earlier_answer_does_not_mend_a_wrong_later_one(binary_grader: Grader) -> None:
    wrong = BY_ROWS.replace("np.ravel(b)", "0 * np.ravel(b)")
    result = grade(binary_grader, submission(my_dense=NO_BIAS, my_dense_v=wrong))
    assert exercise(result, "my_dense_v").misconception == "forgets_bias_v"
    assert not [text for text in result.warnings if "with a right" in text]


def test_an_answer_that_does_not_mention_another_is_not_judged_with_it(binary_grader: Grader) -> None:
    wrong = "def my_dense_v(A_in, W, b, g):\n    return A_in"
    result = grade(binary_grader, submission(my_dense=NO_BIAS, my_dense_v=wrong))
    assert exercise(result, "my_dense_v").score < 10
    assert not [text for text in result.warnings if "with a right" in text]
