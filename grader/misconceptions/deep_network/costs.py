"""Wrong answers to the functions of `costs` of deep_network; the right ones stand in `costs_variants`."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

_SIGN = "The logarithm of a number below 1 is negative: what makes a cost of it?"
_NUMBER = "With `axis`, `np.sum` leaves a number for each row or for each column."
_AVERAGE = "The cost is an average over the examples. How many are there?"


@misconception("costs", targets=("cross_entropy_cost",), hint=_SIGN)
def softmax_cost_lacks_sign(AL: Any, Y: Any) -> Any:
    """The cross-entropy has the wrong sign."""
    AL = np.clip(AL, 1e-12, 1)
    return np.sum(Y * np.log(AL)) / Y.shape[1]


@misconception("costs", targets=("cross_entropy_cost",), hint=_AVERAGE)
def softmax_cost_is_mean_of_entries(AL: Any, Y: Any) -> Any:
    """The mean over all entries is taken, which divides by the number of classes as well."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.mean(Y * np.log(AL))


@misconception("costs", targets=("cross_entropy_cost",), hint=_AVERAGE)
def softmax_cost_divides_by_classes(AL: Any, Y: Any) -> Any:
    """The sum is divided by the number of classes instead of the number of examples."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y * np.log(AL)) / Y.shape[0]


@misconception("costs", targets=("cross_entropy_cost",), hint=_AVERAGE)
def softmax_cost_is_sum(AL: Any, Y: Any) -> Any:
    """The sum over the examples is not divided by their number."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y * np.log(AL))


@misconception("costs", targets=("cross_entropy_cost",), hint=_NUMBER)
def softmax_cost_per_example(AL: Any, Y: Any) -> Any:
    """A number for each example is returned instead of one for all."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y * np.log(AL), axis=0) / Y.shape[1]


@misconception("costs", targets=("cross_entropy_cost",), hint=_NUMBER)
def softmax_cost_per_class(AL: Any, Y: Any) -> Any:
    """A number for each class is returned instead of one for all."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y * np.log(AL), axis=1) / Y.shape[1]


@misconception(
    "costs",
    targets=("cross_entropy_cost",),
    hint="Each entry of Y meets the entry of AL at the same place, and no other.",
)
def softmax_cost_of_all_pairs_of_classes(AL: Any, Y: Any) -> Any:
    """The logarithms of all classes count, not only that of the true class, as after a matrix product."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(np.dot(Y, np.log(AL).T)) / Y.shape[1]


@misconception(
    "costs",
    targets=("cross_entropy_cost",),
    hint="An example has a label and probabilities of its own. Which product keeps them together?",
)
def softmax_cost_of_all_pairs_of_examples(AL: Any, Y: Any) -> Any:
    """A matrix product pairs the label of every example with the probabilities of all others."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y.T @ np.log(AL)) / Y.shape[1]


@misconception("costs", targets=("cross_entropy_cost",), hint="Which of the two holds probabilities?")
def softmax_cost_of_logarithm_of_labels(AL: Any, Y: Any) -> Any:
    """The logarithm of the labels is taken instead of that of the probabilities."""
    AL, Y = np.clip(AL, 1e-12, 1), np.clip(Y, 1e-12, 1)
    return -np.sum(AL * np.log(Y)) / Y.shape[1]


@misconception("costs", targets=("cross_entropy_cost",), hint="Which entry of a column of Y is 1?")
def softmax_cost_of_wrong_classes(AL: Any, Y: Any) -> Any:
    """The wrong classes count instead of the true one."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum((1 - Y) * np.log(AL)) / Y.shape[1]


@misconception(
    "costs",
    targets=("cross_entropy_cost",),
    hint="The term with 1 - Y belongs to the other of the two costs.",
)
def softmax_cost_by_binary_formula(AL: Any, Y: Any) -> Any:
    """The other classes count as well, as in the cost of sigmoid outputs."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]


@misconception("costs", targets=("cross_entropy_cost",), hint="`np.log` is the logarithm that is meant.")
def softmax_cost_to_base_two(AL: Any, Y: Any) -> Any:
    """The logarithm to base 2 is taken instead of the natural one."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y * np.log2(AL)) / Y.shape[1]


@misconception(
    "costs", targets=("cross_entropy_cost",), hint="The squared loss was that of the previous lab."
)
def softmax_cost_is_squared_loss(AL: Any, Y: Any) -> Any:
    """The squares of the differences are averaged instead of logarithms."""
    return np.sum((AL - Y) ** 2) / (2 * Y.shape[1])


@misconception(
    "costs", targets=("cross_entropy_cost",), hint="Zeros are taken care of already, above the region."
)
def softmax_cost_adds_small_number(AL: Any, Y: Any) -> Any:
    """A small number is added before the logarithm, which changes the cost of very small probabilities."""
    AL = np.clip(AL, 1e-12, 1)
    return -np.sum(Y * np.log(AL + 1e-8)) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_SIGN)
def sigmoid_cost_lacks_sign(AL: Any, Y: Any) -> Any:
    """The binary cross-entropy has the wrong sign."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint="What does an example with Y = 0 add?")
def sigmoid_cost_forgets_noes(AL: Any, Y: Any) -> Any:
    """Only the yeses count, as in the cost of a softmax output."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL)) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_AVERAGE)
def sigmoid_cost_is_mean_of_entries(AL: Any, Y: Any) -> Any:
    """The mean over all entries is taken, which divides by the number of classes as well."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_AVERAGE)
def sigmoid_cost_is_sum(AL: Any, Y: Any) -> Any:
    """The sum over the examples is not divided by their number."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_AVERAGE)
def sigmoid_cost_divides_by_classes(AL: Any, Y: Any) -> Any:
    """The sum is divided by the number of classes instead of the number of examples."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[0]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_NUMBER)
def sigmoid_cost_per_class(AL: Any, Y: Any) -> Any:
    """A column with a number for each class is returned instead of one number for all."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=1, keepdims=True) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_NUMBER)
def sigmoid_cost_is_vector_of_classes(AL: Any, Y: Any) -> Any:
    """A vector with a number for each class is returned instead of one number for all."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=1) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint="Which line adds the terms up?")
def sigmoid_cost_adds_nothing_up(AL: Any, Y: Any) -> Any:
    """The terms of classes and examples are not added up: a number for each entry is returned."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_NUMBER)
def sigmoid_cost_is_loss_per_example(AL: Any, Y: Any) -> Any:
    """The losses of the examples are returned, not their average."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=0)


@misconception("costs", targets=("binary_cross_entropy_cost",), hint=_NUMBER)
def sigmoid_cost_per_example(AL: Any, Y: Any) -> Any:
    """A number for each example is returned instead of one for all."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=0) / Y.shape[1]


@misconception(
    "costs",
    targets=("binary_cross_entropy_cost",),
    hint="Which logarithm of the two belongs to Y, and which to 1 - Y?",
)
def sigmoid_cost_swaps_logarithms(AL: Any, Y: Any) -> Any:
    """The two logarithms are swapped."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum((1 - Y) * np.log(AL) + Y * np.log(1 - AL)) / Y.shape[1]


@misconception(
    "costs", targets=("binary_cross_entropy_cost",), hint="The probability of a no is 1 minus that of a yes."
)
def sigmoid_cost_takes_one_minus_logarithm(AL: Any, Y: Any) -> Any:
    """1 minus the logarithm is taken instead of the logarithm of 1 minus the probability."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) + (1 - Y) * (1 - np.log(AL))) / Y.shape[1]


@misconception("costs", targets=("binary_cross_entropy_cost",), hint="Do both terms make the cost larger?")
def sigmoid_cost_subtracts_second_term(AL: Any, Y: Any) -> Any:
    """The second term is subtracted from the first instead of added to it."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL) - (1 - Y) * np.log(1 - AL)) / Y.shape[1]


@misconception(
    "costs",
    targets=("binary_cross_entropy_cost",),
    hint="How far does the minus in front reach? And the division?",
)
def sigmoid_cost_lacks_brackets(AL: Any, Y: Any) -> Any:
    """The minus reaches only the first sum, and the division only the second."""
    AL = np.clip(AL, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(AL)) + np.sum((1 - Y) * np.log(1 - AL)) / Y.shape[1]
