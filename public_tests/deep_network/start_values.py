"""Exercise 5 of deep_network: the start values of a network of any depth.

What is right about the numbers (shapes, biases, spread) is judged whatever generator they come from; that
they are the very numbers of the given generator, in the given order, is judged last.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from ..calls import Returned
from ..cases import Arguments, call_text, values_of
from ..checks import Exercise
from ..expect import Array, CheckFailed, expect_function, expect_unchanged, same_values, show_array
from ..known_mistakes import KnownMistakes
from ..structures import expect_entries, expect_entry_shapes, expect_entry_values
from ..targets import AnswerError, Target
from .known import KNOWN, LAB
from .layers import sizes, text
from .parts import expect_numbers

_NETWORKS = ([4, 3, 2], [5, 2], [2, 6, 3, 4, 7, 3])
_FACTORS = {"he": 2.0, "xavier": 1.0}  # the weights of a layer have the variance factor / n_prev
_LARGE = (5, 400, 3, 2)
_TOLERANCE = 0.2  # of the spread: six times the chance error of the smallest array that is judged

_HE = KNOWN.case("initialize_parameters/he", layer_units=sizes(4, 3, 2))
_XAVIER = KNOWN.case("initialize_parameters/xavier", layer_units=sizes(2, 5, 3), method=text("xavier"))
_SMALL = KNOWN.case("initialize_parameters/small", layer_units=sizes(4, 3, 2), method=text("small"))

test_initialize_parameters = Exercise(
    "initialize_parameters",
    "Exercise 5: start values",
    misconceptions=KnownMistakes(LAB, "initialize_parameters"),
)


@test_initialize_parameters.check(
    hint='The cell should hold `def initialize_parameters(layer_units, method="he", seed=3):`.'
)
def is_function(initialize_parameters: Target) -> None:
    """`initialize_parameters` is a function."""
    expect_function(initialize_parameters)


@test_initialize_parameters.check(
    needs=["is_function"], hint="`random` is the generator: which of its functions draws normal numbers?"
)
def weights_differ(initialize_parameters: Target) -> None:
    """It returns a dictionary with weights that are drawn: they differ from one another."""
    arguments = _arguments(4, 3, 2)
    call = call_text(initialize_parameters, arguments)
    entries = expect_entries(_call(initialize_parameters, arguments).value, ["W1"], call)
    weights = expect_numbers(entries["W1"], f"{call}: `W1`")
    if np.unique(weights).size < weights.size or weights.size < 2:
        raise CheckFailed(
            f"{call}: `W1` is {show_array(weights)}; expected numbers that differ.",
            yours=show_array(weights),
            expected="numbers that differ",
            lead=f"{call}: `W1` is",
        )


@test_initialize_parameters.check(
    needs=["weights_differ"], hint="The loop runs once for each layer, the last one too, and binds W and b."
)
def all_layers(initialize_parameters: Target) -> None:
    """It returns W and b of every layer, for one, two and five layers."""
    for units in _NETWORKS:
        arguments = _arguments(*units)
        keys = [f"{letter}{layer}" for layer in range(1, len(units)) for letter in "Wb"]
        value = _call(initialize_parameters, arguments).value
        expect_entries(value, keys, call_text(initialize_parameters, arguments))


@test_initialize_parameters.check(
    points=1,
    needs=["all_layers"],
    hint="A row of W holds the weights of one unit: one for each unit of the layer before.",
)
def weight_shapes(initialize_parameters: Target) -> None:
    """Every W has one row for each unit and one column for each unit of the layer before."""
    for units in _NETWORKS:
        arguments = _arguments(*units)
        shapes = {f"W{layer}": (n, n_prev) for layer, (n_prev, n) in enumerate(pairwise(units), start=1)}
        entries = _call(initialize_parameters, arguments).value
        expect_entry_shapes(entries, shapes, call_text(initialize_parameters, arguments))


@test_initialize_parameters.check(
    points=1,
    needs=["all_layers"],
    hint="b is a column with one entry for each unit; only one method draws it.",
)
def biases(initialize_parameters: Target) -> None:
    """With "he" and "xavier" every b is a column of zeros."""
    for method in _FACTORS:
        arguments = _arguments(4, 3, 2, method=method)
        zeros = {"b1": np.zeros((3, 1)), "b2": np.zeros((2, 1))}
        entries = _call(initialize_parameters, arguments).value
        expect_entry_values(entries, zeros, call_text(initialize_parameters, arguments))


@test_initialize_parameters.check(
    points=1,
    needs=["weights_differ"],
    hint="`random.randn` draws numbers with a standard deviation of 1. What does a factor make of that?",
)
def spread(initialize_parameters: Target) -> None:
    """With "he" and "xavier" the standard deviation of the weights fits the size of the layer before."""
    for method, factor in _FACTORS.items():
        wanted = {f"W{layer}": np.sqrt(factor / _LARGE[layer - 1]) for layer in (1, 2)}
        _expect_spread(initialize_parameters, _arguments(*_LARGE, method=method), wanted)


@test_initialize_parameters.check(
    points=1,
    needs=["weights_differ"],
    hint="This method draws the biases too. With which standard deviation?",
)
def spread_of_small(initialize_parameters: Target) -> None:
    """With "small" weights and biases are drawn with a standard deviation of 0.01."""
    arguments = _arguments(*_LARGE, method="small")
    shapes = {"b1": (_LARGE[1], 1), "b2": (_LARGE[2], 1)}
    returned = _expect_spread(initialize_parameters, arguments, dict.fromkeys(("W1", "b1", "W2"), 0.01))
    expect_entry_shapes(returned.value, shapes, call_text(initialize_parameters, arguments))


@test_initialize_parameters.check(
    points=1.5,
    needs=["weights_differ"],
    hint="`random` is made from `seed` once, before the loop: does it draw all numbers?",
)
def own_generator(initialize_parameters: Target) -> None:
    """The seed alone decides the numbers, and NumPy's global random state is left alone."""
    first, other = (_arguments(3, 3, 3, 2, seed=seed) for seed in (7, 8))
    call = call_text(initialize_parameters, first)
    returned, again, another = (_call(initialize_parameters, each) for each in (first, first, other))
    if returned.drew:
        raise CheckFailed(
            f"{call} moved NumPy's global random state; expected that state to stay as it was.",
            yours="moved on",
            expected="as it was",
            lead=f"{call} left NumPy's global random state",
        )
    expect_unchanged(returned, list(first), call)
    W1, W2 = (expect_entries(returned.value, ["W1", "W2"], call)[key] for key in ("W1", "W2"))
    if same_values(W1, W2):
        raise CheckFailed(f"{call} returned a `W2` with the numbers of `W1`; expected new numbers.")
    if not same_values(returned.value, again.value):
        raise CheckFailed(f"{call}, called again, returned other numbers; expected the same.")
    if same_values(returned.value, another.value):
        raise CheckFailed(f"{call} returned the numbers of `seed = 8`; expected others.")


@test_initialize_parameters.check(
    points=1,
    needs=["weight_shapes"],
    hint="Does `random` draw all numbers of W, layer after layer, and nothing else in between?",
)
def numbers(initialize_parameters: Target) -> None:
    """With "he" and "xavier" the weights are the very numbers that the given generator draws."""
    for case in (_HE, _XAVIER):
        entries = _call(initialize_parameters, case.arguments).value
        expect_entry_values(entries, case.expected(), case.text(initialize_parameters))


@test_initialize_parameters.check(
    points=0.5, needs=["weight_shapes"], hint="In which order are W1, b1, W2 and b2 drawn?"
)
def order_of_draws(initialize_parameters: Target) -> None:
    """With "small" the numbers are drawn in the order W1, b1, W2, b2."""
    entries = _call(initialize_parameters, _SMALL.arguments).value
    expect_entry_values(entries, _SMALL.expected(), _SMALL.text(initialize_parameters))


def _arguments(*units: int, method: str = "he", seed: int = 3) -> Arguments:
    return {"layer_units": sizes(*units), "method": text(method), "seed": seed}


def _call(initialize_parameters: Target, arguments: Arguments) -> Returned:
    """Call the answer; NumPy's global random state is the same each time, so that mistakes repeat."""
    try:
        return initialize_parameters.call(*values_of(arguments), seed=1)
    except AnswerError as error:
        error.call = call_text(initialize_parameters, arguments)
        raise


def _expect_spread(
    initialize_parameters: Target, arguments: Arguments, wanted: Mapping[str, float]
) -> Returned:
    """Demand a mean of about 0 and these standard deviations of the entries of the result."""
    returned = _call(initialize_parameters, arguments)
    call = call_text(initialize_parameters, arguments)
    entries = expect_entries(returned.value, wanted, call)
    arrays = {key: expect_numbers(entries[key], f"{call}: `{key}`") for key in wanted}
    summary = {key: _mean_and_deviation(array) for key, array in arrays.items()}
    initialize_parameters.observed[-1] = summary  # thousands of numbers in few: a mistake is known by these
    for key, (mean, deviation) in summary.items():
        _expect_about(mean, 0, wanted[key], f"{call}: the mean of `{key}`")
        _expect_about(deviation, wanted[key], wanted[key], f"{call}: the standard deviation of `{key}`")
    return returned


def _mean_and_deviation(array: Array) -> list[float]:
    """Return both, or nan where there is no number at all or an infinite one."""
    if not array.size or not np.all(np.isfinite(array)):
        return [np.nan, np.nan]
    with np.errstate(over="ignore", invalid="ignore"):
        return [float(np.mean(array)), float(np.std(array))]


def _expect_about(found: float, wanted: float, scale: float, what: str) -> None:
    """Demand a number that is as near to the wanted one as chance lets it be."""
    if not abs(found - wanted) <= _TOLERANCE * scale:
        raise CheckFailed(
            f"{what} is {found:.3g}; expected about {wanted:.3g}.",
            yours=f"{found:.3g}",
            expected=f"about {wanted:.3g}",
            lead=f"{what} is",
        )
