"""Exercise 10 of two_layer_mlp: the accuracies of networks with hidden layers of many sizes.

What is right depends on the digits and on the networks that were trained, so the checks compute it from
`models`.  On which digits the accuracies are measured is judged apart from what is measured.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..checks import Exercise
from ..describe import Plain
from ..error_hints import NOTHING_RETURNED
from ..expect import Array, CheckFailed, as_array, digits_that_differ, same_values, show_array, show_kind
from ..structures import expect_entry_shapes
from ..targets import Target
from .accuracies import RIGHT, TEST, TRAINING, Digits, Recognised, notebook_digits, recognise

SIZES = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
"""The sizes of the hidden layer, as the exercise gives them."""

_COLUMNS = {TRAINING: (1, "training"), TEST: (2, "test")}
"""Name of a set -> the place of its accuracy in a row, and its word."""

test_network_sizes = Exercise(
    "network_sizes", "Exercise 10: networks of many sizes", targets=("results", "models")
)


@test_network_sizes.check(
    hint="Run the cell from its first line on: `results` and `models` are filled by the loop."
)
def one_row_per_network(results: Target, models: Target, digits: Digits | None = None) -> None:
    """`results` holds three numbers for each network, and `models` the networks."""
    rows, networks = _rows(results), _networks(models)
    missing = [size for size, *_ in rows if size not in networks]
    if missing:
        raise CheckFailed(f"`models` has no network for n_h = {missing[0]:g}, which stands in `results`.")
    for size, *_ in rows:
        _expect_trained(int(size), networks[size])


@test_network_sizes.check(
    points=2,
    needs=["one_row_per_network"],
    hint="Which pictures are answered there, and with which labels? And does `predict` pass its own test?",
)
def all_training_digits(results: Target, models: Target, digits: Digits | None = None) -> None:
    """The training accuracy is measured on all training digits."""
    _expect_measured_on(TRAINING, results, models, digits)


@test_network_sizes.check(
    points=2,
    needs=["one_row_per_network"],
    hint="Which pictures are answered there, and with which labels? And does `predict` pass its own test?",
)
def all_test_digits(results: Target, models: Target, digits: Digits | None = None) -> None:
    """The test accuracy is measured on all test digits."""
    _expect_measured_on(TEST, results, models, digits)


@test_network_sizes.check(
    points=2,
    needs=["one_row_per_network"],
    hint="An answer is right if it equals its label; the mean of such a comparison is a share.",
)
def shares_of_right_answers(results: Target, models: Target, digits: Digits | None = None) -> None:
    """Both accuracies are shares of right answers."""
    for name in _COLUMNS:
        _expect_shares(name, results, models, digits)


@test_network_sizes.check(
    points=1,
    needs=["all_training_digits", "all_test_digits", "shares_of_right_answers"],
    hint="The loop runs over all of `network_sizes`, in this order, and adds one row each time.",
)
def all_sizes(results: Target, models: Target, digits: Digits | None = None) -> None:
    """There is a row for each of the eleven sizes, in order."""
    expect_all_sizes(results)


def expect_all_sizes(results: Target) -> None:
    """Demand a row for each of `SIZES`, in this order."""
    found = _rows(results)[:, 0]
    if list(found) != list(SIZES):
        yours, wanted = show_array(found), show_array(SIZES)
        lead = "`results` has rows for n_h ="
        raise CheckFailed(f"{lead} {yours}; expected {wanted}.", yours=yours, expected=wanted, lead=lead)


def expect_networks(models: Target, wanted: Mapping[int, Plain]) -> None:
    """Demand that `models` holds these networks, each for its size."""
    networks = _networks(models)
    for size, network in wanted.items():
        if size not in networks or not same_values(networks[size], network):
            raise CheckFailed(f"`models[{size}]` is not the network that `train_loop` returned.")


def expect_accuracies(name: str, results: Target, models: Target, digits: Digits | None) -> None:
    """Demand the shares that the networks in `models` get right of all digits of one set.

    Args:
        name: of the set, `TRAINING` or `TEST`.
        results: rows of n_h, training accuracy and test accuracy.
        models: n_h -> parameters.
        digits: what the exercise worked with; None for the notebook's.
    """
    _expect_measured_on(name, results, models, digits)
    _expect_shares(name, results, models, digits)


def _expect_measured_on(name: str, results: Target, models: Target, digits: Digits | None) -> None:
    found, known = _recognised(name, results, models, digits)
    if known.measured_on == name:
        return
    remark = ""
    if known.measured_on:
        remark = f"Yours are measured on `{known.measured_on}`."
    elif len(found) > 1 and np.ptp(found) == 0:
        remark = "Yours are the same for all networks."
    wanted = show_array(known.wanted, digits_that_differ(found, known.wanted))
    raise _differs(name, found, f"{wanted}, the {RIGHT} on `{name}`", remark)


def _expect_shares(name: str, results: Target, models: Target, digits: Digits | None) -> None:
    found, known = _recognised(name, results, models, digits)
    if known.measure != RIGHT:
        raise _differs(name, found, RIGHT, f"Yours are {known.measure}." if known.measure else "")


def _recognised(
    name: str, results: Target, models: Target, digits: Digits | None
) -> tuple[Array, Recognised]:
    """Return the accuracies of one column, and what they are."""
    n_x = len((digits or notebook_digits()).X_train)
    rows = _rows(results)
    found = rows[:, _COLUMNS[name][0]]
    by_size = _networks(models)
    networks = [_network(by_size, int(n_h), n_x) for n_h in rows[:, 0]]
    return found, recognise(found, name, networks, digits)


def _differs(name: str, found: Array, expected: str, remark: str) -> CheckFailed:
    lead, yours = f"`results` has the {_COLUMNS[name][1]} accuracies", show_array(found)
    return CheckFailed(
        f"{lead} {yours}; expected {expected}. {remark}".strip(),
        yours="\n".join(filter(None, (yours, remark.replace("`", "")))),
        expected=expected.replace("`", ""),
        lead=lead,
    )


def _rows(results: Target) -> Array:
    """Return the rows of `results` as an array of shape (count, 3)."""
    value = _value_of(results)
    rows = as_array(value)
    if rows is not None and rows.ndim == 2 and len(rows) and rows.shape[1] == 3:
        return rows.astype(float)
    is_empty = isinstance(value, list) and any(
        isinstance(row, list | tuple) and any(item is None for item in row) for row in value
    )
    found = "a list with rows in which a number is None" if is_empty else show_kind(value)
    wanted = "rows of three numbers: n_h, the training accuracy, the test accuracy"
    raise CheckFailed(
        f"`results` is {found}; expected {wanted}.",
        yours=found,
        expected=wanted,
        lead="`results` is",
        hint=NOTHING_RETURNED if is_empty else "",
    )


def _networks(models: Target) -> Mapping[int, Plain]:
    value = _value_of(models)
    if not isinstance(value, dict):
        wanted = "a dictionary with a network for each n_h"
        raise CheckFailed(f"`models` is {show_kind(value)}; expected {wanted}.")
    return value


def _network(networks: Mapping[int, Plain], n_h: int, n_x: int) -> Mapping[str, Array]:
    """Return the parameters of the network with so many hidden units."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    return expect_entry_shapes(networks[n_h], shapes, f"`models[{n_h}]`", verb="is")


def _expect_trained(n_h: int, network: Plain) -> None:
    """Refuse weights that no training leaves: those of layer 1 all equal, or those of layer 2 all zero.

    What is no network at all is left to the checks that need its numbers.
    """
    if not isinstance(network, Mapping):
        return
    W1, W2 = (as_array(network.get(key)) for key in ("W1", "W2"))
    for name, weights, is_blank in (
        ("W1", W1, W1 is not None and W1.size > 1 and np.ptp(W1) == 0),
        ("W2", W2, W2 is not None and W2.size > 0 and not np.any(W2)),
    ):
        if is_blank and weights is not None:
            wanted = "the network that `train_loop` returned"
            raise CheckFailed(
                f"`models[{n_h}]` was never trained: every number of {name} is {weights.flat[0]:g}; "
                f"expected {wanted}.",
                hint="Between the two lines `parameters` is only read: is something else written into it, or "
                "does `train_loop` still return its start?",
            )


def _value_of(target: Target) -> Plain:
    """Return the plain value that a name holds; None where it holds a function or a class."""
    return target.describe().get("value")
