"""Before points are lost a wider run, then a full run, is tried; and only where that may help."""

from __future__ import annotations

from typing import Any

import pytest
from graded_answers import SLOW_CELLS, exercise, grade, scores, stable_json, submission

from grader.grading import Grader
from grader.sandbox import Sandbox
from public_tests.calls import Returned
from public_tests.targets import Target
from tests.foreign.base import LAB, MODEL, MY_DENSE, MY_DENSE_V

ALL = {"model": 10.0, "my_dense": 10.0, "my_dense_v": 10.0}
_SECOND = 'Dense(15, activation="sigmoid"),\n        Dense(1, activation="sigmoid"),\n        '
HALF_MODEL = MODEL.replace(_SECOND, "")
assert HALF_MODEL.count("Dense(") == 1
EMPTY_MODEL = "model = Sequential([tf.keras.Input(shape=(400,))])"
_ADD = 'add(Dense(u, "sigmoid"))'
FINISH = (
    'def finish(m):\n    m.add(Dense(15, activation="sigmoid"))\n    m.add(Dense(1, activation="sigmoid"))\n'
)
RIGHT_V = "lambda A_in, W, b, g: g(A_in @ W + b)"

_UNSEEN = f'globals()["helper"] = {RIGHT_V}'
_USES_UNSEEN = "def my_dense_v(A_in, W, b, g):\n    return helper(A_in, W, b, g)"
_WRITES = "with open('scale.txt', 'w') as file:\n    print(1, file=file)"
_READS = MY_DENSE_V.replace("Z = np", "Z = float(open('scale.txt').read()) * np")

RESCUED = {
    "a change through an argument": ("model", f"{HALF_MODEL}\n{FINISH}\nfinish(model)", "wider"),
    "such a change in a loop that prints": (
        "model",
        f"{HALF_MODEL}\n{FINISH}\nfor i in range(1):\n    print(i)\n    finish(model)",
        "full",
    ),
    "a name bound by exec": ("my_dense_v", f'exec("my_dense_v = {RIGHT_V}")', "wider"),
    "a name bound through globals": ("my_dense_v", f'globals()["my_dense_v"] = {RIGHT_V}', "wider"),
    "a helper bound unseen": ("my_dense_v", f"{_UNSEEN}\n{_USES_UNSEEN}", "wider"),
    "a bound method": (
        "model",
        f"{EMPTY_MODEL}\nadd = model.add\nfor u in (25, 15, 1):\n    {_ADD}",
        "wider",
    ),
    "a function named like one that shows": (
        "model",
        f"{HALF_MODEL}\n{FINISH.replace('finish', 'show_build')}\nshow_build(model)",
        "wider",
    ),
    "a file that a printing cell writes": ("my_dense_v", f"{_WRITES}\n{_READS}", "full"),
}


@pytest.mark.parametrize("name", RESCUED)
def test_an_answer_that_needs_more_of_the_notebook_gets_its_points(binary_grader: Grader, name: str) -> None:
    exercise_name, answer, mode = RESCUED[name]
    result = grade(binary_grader, submission(delete=SLOW_CELLS, **{exercise_name: answer}))
    assert scores(result) == ALL
    assert all(e.message is None for e in result.exercises)
    assert result.extra_data["run"] == mode


# What a slice follows by itself needs no second run.
_INDENTED = "".join(f"    {line}\n" for line in MODEL.splitlines())
_FINISH_GLOBAL = FINISH.replace("(m)", "()").replace("m.add", "model.add")
FOLLOWED = {
    "methods": f'{HALF_MODEL}\nmodel.add(Dense(15, "sigmoid"))\nmodel.add(Dense(1, "sigmoid"))',
    "a loop": f"{HALF_MODEL}\nfor n in (15, 1):\n    k = n\n    model.add(Dense(n, 'sigmoid'))",
    "a function that changes a global": f"{HALF_MODEL}\n{_FINISH_GLOBAL}finish()",
    "a list made for its effect": f"{EMPTY_MODEL}\n[model.{_ADD} for u in (25, 15, 1)]",
    "a list of layers made so": (
        "layers = []\n[layers.append(Dense(u, 'sigmoid')) for u in (25, 15, 1)]\n"
        "model = Sequential([tf.keras.Input(shape=(400,))] + layers)"
    ),
    "a condition in one line": f"{HALF_MODEL}\nu = 15\nmodel.{_ADD} if True else None\nu = 1\nmodel.{_ADD}",
    "a call that is printed": f"{HALF_MODEL}\nu = 15\nprint(model.{_ADD})\nu = 1\nprint(model.{_ADD})",
    "a function named like one that plots": (
        f"{EMPTY_MODEL}\ndef plot_and_add(u):\n    model.{_ADD}\n"
        "plot_and_add(25)\nplot_and_add(15)\nplot_and_add(1)"
    ),
    "a model made by a function": f"def make():\n{_INDENTED}    return model\nmodel = make()",
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_changes_that_can_be_read_are_part_of_the_slice(binary_grader: Grader, name: str) -> None:
    result = grade(binary_grader, submission(model=FOLLOWED[name]))
    assert scores(result) == ALL
    assert result.extra_data["run"] == "sliced"


HOPELESS = {
    "a wrong value": {"my_dense_v": MY_DENSE_V.replace("+ b", "- b")},
    "a wrong network": {"model": HALF_MODEL},
    "a slip of the pen": {"my_dense_v": MY_DENSE_V.replace("matmul(A_in", "matmul(A_inn")},
    "a name that nothing binds": {"model": MODEL.replace("Dense(15", "Dence(15")},
    "a wrong attribute": {"my_dense": MY_DENSE.replace("np.dot", "np.dott")},
    "a wrong key": {"my_dense": MY_DENSE.replace("a_out[j] =", "a_out[{}['j']] =")},
    "no text of Python": {"my_dense": MY_DENSE.replace("):", ")")},
}


@pytest.mark.parametrize("name", HOPELESS)
def test_no_wider_run_is_made_where_it_cannot_help(binary_grader: Grader, name: str) -> None:
    result = grade(binary_grader, submission(**HOPELESS[name]))
    assert result.score < 30
    assert result.extra_data["run"] == "sliced"


def test_of_two_runs_the_better_one_counts(binary_grader: Grader) -> None:
    """A wider run that spoils an answer which is right in part takes nothing from it."""
    spoil = "def spoil(c):\n    c['wrong'] = True\nspoil(state)"
    forgets_bias = MY_DENSE.replace(" + b[j]", "")
    spoiled = "state = {}\n" + forgets_bias.replace(
        "np.dot(w, a_in)", "np.dot(w, a_in) * ('wrong' not in state)"
    )
    alone = exercise(grade(binary_grader, submission(my_dense=forgets_bias)), "my_dense")
    result = grade(binary_grader, submission(spoil, my_dense=spoiled))
    assert result.extra_data["run"] == "wider"
    assert exercise(result, "my_dense") == alone
    assert alone.misconception == "forgets_bias"


def test_a_grader_that_starts_in_full_runs_everything(warm_sandbox: Sandbox) -> None:
    grader = Grader([LAB], 1, warm_sandbox, start_mode="full")
    try:
        result = grade(grader, submission())
    finally:
        grader.close()
    assert scores(result) == ALL
    assert result.extra_data["run"] == "full"


# The same seed gives the same bytes.

MIXED = submission(
    my_dense=MY_DENSE.replace("np.zeros(units)", "np.zeros(units, dtype=object)").replace(
        "a_out[j] = g(z)", "a_out[j] = object()"
    ),
    my_dense_v="# UNQ_C3\ndef my_dense_v(A_in, W, b, g):\n"
    "    raise ValueError(my_dense_v, {'b', 'a', 'c'}, __import__('os').getcwd())",
)


def test_the_same_seed_gives_the_same_bytes_in_another_worker(binary_grader: Grader) -> None:
    first = stable_json(grade(binary_grader, MIXED))
    with Sandbox() as sandbox, Grader([LAB], binary_grader.means.seed, sandbox) as other:
        second = [stable_json(grade(other, data)) for data in (submission(), MIXED)]
    assert second[1] == first
    assert second[0] == stable_json(grade(binary_grader, submission()))


def test_messages_name_no_address_and_no_folder(binary_grader: Grader) -> None:
    message = exercise(grade(binary_grader, MIXED), "my_dense_v").message or ""
    assert "<function my_dense_v at 0x...>" in message
    assert "/tmp" not in message
    assert "'home'" in message, "the last part of a path stays"


def test_another_seed_draws_other_inputs_for_hidden_checks(
    warm_sandbox: Sandbox, binary_grader: Grader
) -> None:
    """Right for the inputs of one seed only: an answer that depends on the sizes drawn."""
    drawn: list[set[tuple[int, ...]]] = []
    for seed in (1, 2):
        grader = Grader([LAB], seed, warm_sandbox)
        try:
            _, checks = grader.means.tests(LAB, "my_dense_v")
            target = _Recorder("my_dense_v")
            for check in checks:
                if check.hidden:
                    check.function(target)
        finally:
            grader.close()
        drawn.append(target.shapes)
    assert drawn[0] != drawn[1]


class _Recorder(Target):
    """Answers rightly and notes the shapes that it was asked about."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.shapes: set[tuple[int, ...]] = set()

    def ask(self, operation: str, arguments: tuple[Any, ...], seed: int | None) -> Returned:
        A, W, b, g = arguments
        self.shapes.add((*A.shape, *W.shape))
        return Returned(g(A @ W + b))
