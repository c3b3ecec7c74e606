"""Exercise 13 of two_layer_mlp: the gradients of the regularised cost.

With one example, db2 is dZ2, and every later step can be judged by the answer's own numbers.  That case has
lambda 0; what the penalty adds, and what many examples add, is judged after it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..checks import Exercise
from ..describe import Plain
from ..expect import (
    Array,
    CheckFailed,
    as_array,
    expect_array,
    expect_function,
    expect_shape,
    expect_unchanged,
)
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..structures import expect_entries, expect_entry_values
from ..targets import Target
from .debug_net import FIVE, ONE, TARGETS_OF_FIVE, TARGETS_OF_ONE, forward
from .known import KNOWN, LAB

_KEYS = ("dW1", "db1", "dW2", "db2")


def _case(name: str, start: Case, targets: Array, lambda_: float) -> Case:
    return KNOWN.case(
        f"back_propagation_regularized/{name}",
        X=start.arguments["X"],
        Y=targets,
        parameters=start.arguments["parameters"],
        cache=forward(start, 1),
        lambda_=lambda_,
    )


_SINGLE = _case("one example", ONE, TARGETS_OF_ONE, 0.0)
_PLAIN = _case("lambda 0", FIVE, TARGETS_OF_FIVE, 0.0)
_PENALISED = _case("lambda 1", FIVE, TARGETS_OF_FIVE, 1.0)

test_back_propagation_regularized = Exercise(
    "back_propagation_regularized",
    "Exercise 13: gradients of the regularised cost",
    misconceptions=KnownMistakes(LAB, "back_propagation_regularized"),
)


@test_back_propagation_regularized.check(
    hint="The cell should hold `def back_propagation_regularized(X, Y, parameters, cache, lambda_):`."
)
def is_function(back_propagation_regularized: Target) -> None:
    """`back_propagation_regularized` is a function."""
    expect_function(back_propagation_regularized)


@test_back_propagation_regularized.check(
    needs=["is_function"], hint="Each of the six blank lines gives a name a value; four of them are returned."
)
def has_gradients(back_propagation_regularized: Target) -> None:
    """It returns dW1, db1, dW2 and db2, and none of them is all zeros."""
    grads = _gradients(back_propagation_regularized, _SINGLE)
    for key in _KEYS:
        array = as_array(grads[key])
        if array is not None and not np.any(array):
            raise CheckFailed(
                f"{_SINGLE.text(back_propagation_regularized)}: `{key}` holds nothing but zeros; "
                "expected slopes of the cost."
            )


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="For cross-entropy, what is left of the derivative of the sigmoid at the output?",
)
def output_errors(back_propagation_regularized: Target) -> None:
    """With one example, db2 is dZ2, the error of the outputs: what came out less what should have."""
    grads = _gradients(back_propagation_regularized, _SINGLE)
    call = f"{_SINGLE.text(back_propagation_regularized)}: `db2`"
    expect_array(grads["db2"], _SINGLE.expected("db2"), call, verb="is")


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="A weight joins an entry of A1 to an output: its slope is the one times the error of the other.",
)
def weights_of_layer_2(back_propagation_regularized: Target) -> None:
    """With one example, dW2 is dZ2 times A1, for the dZ2 of the same call."""
    grads, dZ2, _ = _steps(back_propagation_regularized)
    wanted = np.outer(dZ2, ONE.expected(1, "A1"))
    call = f"{_SINGLE.text(back_propagation_regularized)}, with its `db2`: `dW2`"
    expect_array(grads["dW2"], wanted, call, verb="is")


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="Errors go back through the weights of layer 2, then through the slope of the sigmoid there.",
)
def errors_of_hidden_layer(back_propagation_regularized: Target) -> None:
    """With one example, db1 is dZ1, the errors that go back to the hidden units."""
    grads, dZ2, _ = _steps(back_propagation_regularized)
    A1 = ONE.expected(1, "A1")
    W2 = ONE.arguments["parameters"].make()["W2"]
    back = np.array([[w @ dZ2] for w in W2.T])
    call = f"{_SINGLE.text(back_propagation_regularized)}, with its `db2`: `db1`"
    expect_array(grads["db1"], back * (A1 - A1**2), call, verb="is")


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="Layer 1 is fed with X: what stands in the place of A1?",
)
def weights_of_layer_1(back_propagation_regularized: Target) -> None:
    """With one example, dW1 is dZ1 times X, for the dZ1 of the same call."""
    grads, _, dZ1 = _steps(back_propagation_regularized)
    wanted = np.outer(dZ1, _SINGLE.arguments["X"].make())
    call = f"{_SINGLE.text(back_propagation_regularized)}, with its `db1`: `dW1`"
    expect_array(grads["dW1"], wanted, call, verb="is")


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="The penalty is a sum of squares of weights: what is its slope for a weight, and for a bias?",
)
def penalty(back_propagation_regularized: Target) -> None:
    """Lambda 1 adds W1 / m to dW1 and W2 / m to dW2, and nothing to db1 and db2."""
    plain, penalised = (_gradients(back_propagation_regularized, case) for case in (_PLAIN, _PENALISED))
    call = _PENALISED.text(back_propagation_regularized)
    m = TARGETS_OF_FIVE.shape[1]
    for key, weights in _PENALISED.arguments["parameters"].make().items():
        shape = weights.shape
        parts = [
            expect_shape(g[f"d{key}"], shape, f"{call}: `d{key}`", verb="is") for g in (plain, penalised)
        ]
        wanted = weights / m if key.startswith("W") else np.zeros(shape)
        said = f"{call}: `d{key}` less the `d{key}` for `lambda_ = 0`"
        expect_array(parts[1] - parts[0], wanted, said, verb="is")


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="The mean over the examples: in which line does 1/m stand, and in how many?",
)
def all_gradients(back_propagation_regularized: Target) -> None:
    """With five examples, all gradients have the right values."""
    for case in (_PLAIN, _PENALISED):
        grads = _gradients(back_propagation_regularized, case)
        expect_entry_values(grads, case.expected(), case.text(back_propagation_regularized))


@test_back_propagation_regularized.check(
    points=1,
    needs=["has_gradients"],
    hint="`A2 -= Y` writes into the cache, `A2 - Y` makes a new array.",
)
def arguments_unchanged(back_propagation_regularized: Target) -> None:
    """It leaves its arguments as they were."""
    returned = _PENALISED.call(back_propagation_regularized)
    expect_unchanged(returned, list(_PENALISED.arguments), _PENALISED.text(back_propagation_regularized))


def _gradients(target: Target, case: Case) -> Mapping[str, Plain]:
    return expect_entries(case.call(target).value, _KEYS, case.text(target))


def _steps(target: Target) -> tuple[Mapping[str, Plain], Array, Array]:
    """Return the gradients for one example, and its dZ2 and dZ1 as vectors: there they are db2 and db1."""
    grads = _gradients(target, _SINGLE)
    dZ2, dZ1 = (_vector(grads, key, f"{_SINGLE.text(target)}: `{key}`") for key in ("db2", "db1"))
    return grads, dZ2, dZ1


def _vector(grads: Mapping[str, Plain], key: str, call: str) -> Array:
    """Return a bias's gradient as a vector, whether or not it came as a column, which is judged elsewhere."""
    wanted = _SINGLE.expected(key)
    array = as_array(grads[key])
    if array is None or array.size != wanted.size:
        array = expect_shape(grads[key], wanted.shape, call, verb="is")
    return array.ravel()
