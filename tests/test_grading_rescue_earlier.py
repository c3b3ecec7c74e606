"""An answer that fails because of wrong earlier ones is judged once more with right ones in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from graded_answers import exercise, grade, scores

from grader.attempts import Attempts
from grader.grading import Grader
from grader.result import Grade
from grader.sandbox import Sandbox
from grader.submission import read_submission
from tests.foreign.base import as_bytes
from tests.foreign.two_layer import ANSWERS, LAB, solved_notebook

ALL = dict.fromkeys(ANSWERS, 10.0)
NO_SIGMOID = ANSWERS["sigmoid"].replace("s = 1 / (1 + np.exp(-x))", "s = x")
NO_FORWARD = ANSWERS["forward_propagation"].replace("Z2 = W2 @ A1 + b2", "Z2 = W2 @ A1")


@pytest.fixture(scope="module")
def grader(warm_sandbox: Sandbox) -> Iterator[Grader]:
    made = Grader([LAB], seed=2026, sandbox=warm_sandbox)
    yield made
    made.close()


def result_of(grader: Grader, **answers: str) -> Grade:
    return grade(grader, as_bytes(solved_notebook(ANSWERS | answers)))


def used_by(grader: Grader, name: str, **answers: str) -> set[str]:
    """Return the exercises that an answer seems to use."""
    data = as_bytes(solved_notebook(ANSWERS | answers))
    return Attempts(grader.means, read_submission(data, [LAB]))._seems_to_use(name)


def bare(source: str) -> str:
    """Return an answer without its docstring, which may name others."""
    return re.sub(r'    """.*?"""\n', "", source, count=1, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("sigmoid", set()),
        ("compute_cost", set()),
        ("forward_propagation", {"sigmoid"}),
        ("back_propagation", {"sigmoid"}),  # its cell defines the derivative too
        ("predict", {"forward_propagation", "sigmoid"}),
        (
            "train_loop",
            {
                "neural_network_structure",
                "initialize_parameters",
                "sigmoid",
                "forward_propagation",
                "compute_cost",
                "back_propagation",
                "update_parameters",
            },
        ),
    ],
)
def test_an_answer_uses_what_it_names_itself_or_through_others(
    grader: Grader, name: str, used: set[str]
) -> None:
    assert used_by(grader, name, **{each: bare(source) for each, source in ANSWERS.items()}) == used


def test_a_name_that_only_holds_another_is_not_taken_for_it(grader: Grader) -> None:
    cell = bare(ANSWERS["compute_cost"]).replace("m = Y", "my_sigmoid_of = m = Y")
    assert used_by(grader, "compute_cost", compute_cost=cell) == set()


def test_what_comes_later_is_never_used(grader: Grader) -> None:
    cell = f"{bare(ANSWERS['sigmoid'])}\n\nprint('train_loop', 'predict')"
    assert used_by(grader, "sigmoid", sigmoid=cell) == set()


def test_an_earlier_mistake_costs_nothing_through_any_number_of_others(grader: Grader) -> None:
    result = result_of(grader, sigmoid=NO_SIGMOID, back_propagation=bare(ANSWERS["back_propagation"]))
    assert scores(result) == ALL | {"sigmoid": exercise(result, "sigmoid").score}
    assert exercise(result, "sigmoid").score == 0
    assert "`back_propagation` was judged with a right `sigmoid`, which it uses." in result.warnings
    assert any(warning.startswith("`predict_digits` was judged with") for warning in result.warnings)


def test_a_mistake_of_its_own_is_found_with_right_answers_before_it(grader: Grader) -> None:
    """With the right sigmoid, forward propagation earns what it would earn beside right answers."""
    alone = exercise(result_of(grader, forward_propagation=NO_FORWARD), "forward_propagation")
    result = result_of(grader, sigmoid=NO_SIGMOID, forward_propagation=NO_FORWARD)
    both = exercise(result, "forward_propagation")
    assert 0 < alone.score < 10
    assert (both.score, both.misconception) == (alone.score, alone.misconception)
    assert both.misconception == "forgets_bias_of_layer_2"


def test_nothing_is_said_where_right_answers_do_not_help(grader: Grader) -> None:
    wrong = (
        ANSWERS["compute_cost"].replace("/ (2 * m)", "/ m").replace("    cost =", "    sigmoid\n    cost =")
    )
    result = result_of(grader, sigmoid=NO_SIGMOID, compute_cost=wrong)
    assert exercise(result, "compute_cost").score == 4
    assert not [warning for warning in result.warnings if warning.startswith("`compute_cost`")]
