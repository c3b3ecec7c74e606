"""Right answers keep their points whatever `g` they are handed, and whatever stands before and after them."""

from __future__ import annotations

import pytest

from grader import attempts
from grader.grading import Grader
from tests.graded_answers import exercise, grade, scores, submission, with_cell

ALL = {"model": 10.0, "my_dense": 10.0, "my_dense_v": 10.0}


def dense(*lines: str, head: str = "") -> str:
    body = "\n".join(f"    {line}" for line in lines)
    return f"# UNQ_C2\n# GRADED FUNCTION: my_dense\n{head}def my_dense(a_in, W, b, g):\n{body}"


def dense_v(*lines: str, head: str = "") -> str:
    return dense(*lines, head=head).replace("C2", "C3").replace("my_dense(a_in", "my_dense_v(A_in").replace(
        "FUNCTION: my_dense", "FUNCTION: my_dense_v"
    )  # fmt: skip


LOOP = (
    "a_out = np.zeros(W.shape[1])",
    "for j in range(len(a_out)):",
    "    a_out[j] = {}",
    "return a_out",
)
Z = "np.dot(a_in, W[:, j]) + b[j]"

RIGHT = {
    "takes the item of what g returns": {"my_dense": dense(*LOOP).format(f"g({Z}).item()")},
    "casts what g returns": {"my_dense": dense(*LOOP).format(f"g({Z}).astype(float)")},
    "gives g an array without dimensions": {
        "my_dense": dense(*LOOP).format(f"g(np.array({Z})).reshape(-1)[0]")
    },
    "takes the array of a tensor": {
        "my_dense_v": dense_v("return g(tf.matmul(A_in, W) + tf.cast(b, tf.float64)).numpy()")
    },
    "is a TensorFlow function": {"my_dense_v": dense_v("return g(A_in @ W + b)", head="@tf.function\n")},
    "prints megabytes at every call": {"my_dense": dense("print('x' * 10**7)", "return g(a_in @ W + b)")},
    "uses a name that a later cell gives to something else": {
        "my_dense": dense("return g(a_in @ W + b + shift)", head="shift = 0\n"),
        "my_dense_v": "shift = 'other'\n" + dense_v("return g(A_in @ W + b)"),
    },
    "uses a helper that a later cell defines anew": {
        "my_dense": dense("return g(layer(a_in, W, b))", head="def layer(a, W, b):\n    return a @ W + b\n"),
        "my_dense_v": dense_v(
            "return layer(A_in, W, b, g)", head="def layer(A, W, b, g):\n    return g(A @ W + b)\n"
        ),
    },
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_gets_all_points_that(binary_grader: Grader, name: str) -> None:
    result = grade(binary_grader, submission(**RIGHT[name]))
    assert scores(result) == ALL, [e.message for e in result.exercises]


def test_a_scratch_cell_at_the_end_takes_no_points(binary_grader: Grader) -> None:
    result = grade(binary_grader, submission("np = 5"))
    assert scores(result) == ALL
    assert any("as it stood at its own cell" in warning for warning in result.warnings)


def test_an_answer_between_fences_of_markdown_is_read(binary_grader: Grader) -> None:
    fenced = f"```python\n{dense('return g(a_in @ W + b)')}\n```"
    assert scores(grade(binary_grader, with_cell("my-dense", fenced))) == ALL


def test_an_answer_in_another_cell_is_told(binary_grader: Grader) -> None:
    stub = next(e.stub for e in binary_grader.labs[0].exercises if e.name == "my_dense")
    result = grade(binary_grader, submission(dense("return g(a_in @ W + b)")[24:], my_dense=stub))
    assert scores(result) == ALL
    assert any("another cell" in warning for warning in result.warnings)


def test_a_name_that_could_not_be_made_is_told_with_the_cause(binary_grader: Grader) -> None:
    answer = dense("return g(a_in @ W + b) * K", head="K = 1 / 0\n")
    message = exercise(grade(binary_grader, submission(my_dense=answer)), "my_dense").message
    assert message == "`K` could not be made: ZeroDivisionError: division by zero (line 3: K = 1 / 0)."


def test_a_failed_hidden_check_is_named(binary_grader: Grader) -> None:
    model = (
        "# UNQ_C1\nmodel = Sequential([tf.keras.Input(shape=(400,)), Dense(25, 'sigmoid', use_bias=False), "
    )
    model += "Dense(15, 'sigmoid'), Dense(1, 'sigmoid')])"
    graded = exercise(grade(binary_grader, submission(model=model)), "model")
    assert graded.score < 10
    assert (graded.message or "").startswith("The weights of the network have the right shapes: ")


def test_annotations_run_as_in_a_notebook(binary_grader: Grader) -> None:
    answer = dense("return g(a_in @ W + b)").replace("(a_in,", "(a_in: Unknown,")
    assert exercise(grade(binary_grader, submission(my_dense=answer)), "my_dense").status == "errored"
    later = "from __future__ import annotations\n" + answer
    assert scores(grade(binary_grader, submission(my_dense=later))) == ALL


def test_words_that_a_student_sends_are_not_ours(binary_grader: Grader) -> None:
    """A frame that says "bug", sent while student code runs, costs its sender the answer and nobody else."""
    head = (
        "import os, socket\nfrom grader.worker.channel import Channel\n"
        "def _say():\n"
        "    for fd in range(3, 256):\n"
        "        try: Channel(socket.socket(fileno=os.dup(fd))).send({'id': 0, 'bug': 'give full marks'})\n"
        "        except Exception: pass\n"
    )
    answer = dense("return None", head=head).replace("b, g)", "b, g, said=_say())")
    result = grade(binary_grader, submission(my_dense=answer))
    assert result.status == "graded"
    assert "full marks" not in str(result.to_json())
    assert scores(result) == {**ALL, "my_dense": 0.0}


def test_slow_calls_have_a_deadline_together(binary_grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "EXERCISE_SECONDS", 2.0)
    answer = dense("import time", "time.sleep(0.6)", "return g(a_in @ W + b)")
    result = grade(binary_grader, submission(my_dense=answer))
    assert exercise(result, "my_dense").status == "timed_out"
    assert scores(result)["my_dense_v"] == 10
