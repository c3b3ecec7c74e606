"""Exercise 1 of two_layer_mlp: the sizes of the network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..checks import Exercise
from ..expect import CheckFailed, expect_function, expect_shape, show_array
from ..known_mistakes import KnownMistakes
from ..known_results import Case
from ..networks import inputs, labels
from ..structures import expect_parts
from ..targets import Target
from .known import KNOWN, LAB

_SIZES = ("n_x", "n_h", "n_y")

_TWO_ROWS = KNOWN.case(
    "neural_network_structure/two outputs",
    X=inputs(3, 5),
    Y=np.array([[0.0, 1.0, 0.0, 1.0, 1.0], [1.0, 0.0, 1.0, 0.0, 0.0]]),
    n_h=4,
)
_ONE_ROW = KNOWN.case("neural_network_structure/one output", X=inputs(2, 4), Y=labels(0, 1, 1, 0), n_h=10)
_DEFAULT = KNOWN.case("neural_network_structure/default", X=inputs(2, 3), Y=labels(0, 1, 1))
_ONE_EXAMPLE = KNOWN.case(
    "neural_network_structure/one example", X=inputs(6, 1), Y=np.array([[0.0], [0.0], [1.0]]), n_h=2
)

test_neural_network_structure = Exercise(
    "neural_network_structure",
    "Exercise 1: the sizes of the network",
    misconceptions=KnownMistakes(LAB, "neural_network_structure"),
)


@test_neural_network_structure.check(
    hint="The cell should hold `def neural_network_structure(X, Y, n_h=5):` and have been run."
)
def is_function(neural_network_structure: Target) -> None:
    """`neural_network_structure` is a function."""
    expect_function(neural_network_structure)


@test_neural_network_structure.check(
    needs=["is_function"], hint="The last line returns three whole numbers: `return n_x, n_h, n_y`."
)
def three_sizes(neural_network_structure: Target) -> None:
    """It returns three whole numbers."""
    _sizes_of(neural_network_structure, _TWO_ROWS)


@test_neural_network_structure.check(
    points=2,
    needs=["three_sizes"],
    hint="An example is a column, so the rows of `Y` are the outputs of one example.",
)
def outputs(neural_network_structure: Target) -> None:
    """The number of outputs is among them."""
    _expect_among(neural_network_structure, "n_y", _TWO_ROWS, _ONE_ROW)


@test_neural_network_structure.check(
    points=1, needs=["outputs"], hint="An example is a column: the rows of `X` are its inputs."
)
def inputs_of_network(neural_network_structure: Target) -> None:
    """The number of inputs is among them."""
    _expect_among(neural_network_structure, "n_x", _TWO_ROWS, _ONE_ROW)


@test_neural_network_structure.check(
    points=1, needs=["outputs"], hint="`n_h` is an argument: it comes back as it was given."
)
def hidden_units(neural_network_structure: Target) -> None:
    """The number of hidden units is among them, as it was given."""
    _expect_among(neural_network_structure, "n_h", _TWO_ROWS, _ONE_ROW)


@test_neural_network_structure.check(
    points=1, needs=["outputs"], hint="The head of the function gives `n_h` a value for calls without it."
)
def default_of_hidden_units(neural_network_structure: Target) -> None:
    """Called without n_h it takes 5 hidden units."""
    _expect_among(neural_network_structure, "n_h", _DEFAULT)


@test_neural_network_structure.check(
    points=1,
    needs=["outputs", "inputs_of_network", "hidden_units"],
    hint="From the input to the output: `n_x`, then `n_h`, then `n_y`.",
)
def order(neural_network_structure: Target) -> None:
    """The three sizes stand in the order n_x, n_h, n_y."""
    for case in (_TWO_ROWS, _ONE_ROW):
        _expect_sizes(neural_network_structure, case)


@test_neural_network_structure.check(
    points=1, needs=["order"], hint="How many columns there are is no size of the network."
)
def one_example(neural_network_structure: Target) -> None:
    """A single example is enough."""
    _expect_sizes(neural_network_structure, _ONE_EXAMPLE)


def _expect_among(neural_network_structure: Target, name: str, *cases: Case) -> None:
    """Demand one of the three sizes, wherever it stands: in each case all numbers are different."""
    for case in cases:
        found, wanted = _sizes_of(neural_network_structure, case), case.expected()[_SIZES.index(name)]
        if wanted not in found:
            lead = f"{case.text(neural_network_structure)} returned"
            yours, expected = _listed(found), f"{name} = {wanted:g} among them"
            raise CheckFailed(
                f"{lead} {yours}; expected {expected}.", yours=yours, expected=expected, lead=lead
            )


def _expect_sizes(neural_network_structure: Target, case: Case) -> None:
    found, wanted = _sizes_of(neural_network_structure, case), case.expected()
    if found != list(wanted):
        lead = f"{case.text(neural_network_structure)} returned"
        yours, expected = _listed(found), f"n_x, n_h, n_y = {_listed(wanted)}"
        raise CheckFailed(f"{lead} {yours}; expected {expected}.", yours=yours, expected=expected, lead=lead)


def _sizes_of(neural_network_structure: Target, case: Case) -> list[float]:
    """Return the three sizes that a call gives, each of them one whole number."""
    call = case.text(neural_network_structure)
    parts = expect_parts(case.call(neural_network_structure).value, _SIZES, call)
    found = []
    for name, part in zip(_SIZES, parts, strict=True):
        size = expect_shape(part, (), f"{call}: `{name}`", verb="is")
        if not float(size).is_integer():
            raise CheckFailed(f"{call}: `{name}` is {show_array(size)}; expected a whole number.")
        found.append(float(size))
    return found


def _listed(sizes: Sequence[float]) -> str:
    return ", ".join(f"{size:g}" for size in sizes)
