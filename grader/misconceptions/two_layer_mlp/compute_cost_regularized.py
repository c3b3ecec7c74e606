"""Wrong answers to `compute_cost_regularized` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

NAME = "compute_cost_regularized"


@misconception(NAME, hint="A logarithm of a number below 1 is negative, and a cost is not.")
def forgets_sign(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The cross-entropy lacks its minus sign."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="An output that says “yes” where the target is 0 costs something as well.")
def forgets_target_0(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """Only the outputs whose target is 1 are counted."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="Two classes, two terms: what does the logarithm of the second one hold?")
def same_logarithm_twice(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """Both terms hold the logarithm of the output, so that the target no longer matters."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="The two terms are added; the minus sign stands in front of both.")
def subtracts_second_term(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The term of the targets 0 is subtracted from the other one."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) - (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="A mean over all entries divides by the number of classes too.")
def mean_over_classes(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The cross-entropy is a mean over the classes as well as over the examples."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="With more examples the cost should not grow: it is a mean over them.")
def forgets_mean(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The cross-entropy is added up over the examples and not divided by their number."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="The factor 1/2 belongs to squares, and the cross-entropy has none.")
def halves_cross_entropy(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The cross-entropy is divided by 2 m instead of m."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / (2 * m)
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="`np.log` is the natural logarithm, the inverse of `np.exp`.")
def other_logarithm(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The logarithm to the base 10 is used instead of the natural one."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="This exercise replaces the squared loss of Part A: what by?")
def squared_loss(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The squared loss of Part A stands in the place of the cross-entropy."""
    m = Y.shape[1]
    data_cost = np.sum((A2 - Y) ** 2) / (2 * m)
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="Biases shift an activation and make no boundary steep: they are left in peace.")
def penalises_biases(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The biases are penalised like the weights."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = sum(np.sum(value**2) for value in parameters.values())
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="The network has another layer with weights.")
def penalises_layer_1_only(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty counts the weights of layer 1 alone."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return data_cost + lambda_ / (2 * m) * np.sum(parameters["W1"] ** 2)


@misconception(NAME, hint="The network has an earlier layer with weights.")
def penalises_layer_2_only(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty counts the weights of layer 2 alone."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return data_cost + lambda_ / (2 * m) * np.sum(parameters["W2"] ** 2)


@misconception(NAME, hint="The factor of the penalty has a 2 below its line.")
def forgets_half_of_penalty(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is divided by m instead of 2 m."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / m * squares


@misconception(NAME, hint="Mind the brackets: what stands behind `/ 2 *` is above the line.")
def divides_by_2_times_m_without_brackets(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is divided by 2 and multiplied by m, for want of brackets."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / 2 * m * squares


@misconception(NAME, hint="The penalty is divided by the number of examples as well.")
def forgets_m_in_penalty(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is divided by 2 alone, whatever the number of examples is."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / 2 * squares


@misconception(NAME, hint="Where does `lambda_` come in?")
def forgets_penalty(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The cross-entropy is returned without any penalty."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m


@misconception(NAME, hint="`lambda_` says how strong the penalty is, and 0 switches it off.")
def forgets_lambda(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is added in the same strength whatever `lambda_` is."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + 1 / (2 * m) * squares


@misconception(NAME, hint="The cost has two parts, and this is the second alone.")
def penalty_only(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is returned without the cross-entropy."""
    m = Y.shape[1]
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return lambda_ / (2 * m) * squares


@misconception(NAME, hint="Large weights are to make the cost larger.")
def subtracts_penalty(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is subtracted, so that large weights are rewarded."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost - lambda_ / (2 * m) * squares


@misconception(NAME, hint="The penalty asks how large each weight is by its square.")
def absolute_weights(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty adds up the sizes of the weights instead of their squares."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    sizes = np.sum(np.abs(parameters["W1"])) + np.sum(np.abs(parameters["W2"]))
    return data_cost + lambda_ / (2 * m) * sizes


@misconception(NAME, hint="Which comes first, the square or the sum? Weights of both signs may not cancel.")
def square_of_sum(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The weights of a layer are added first and squared afterwards."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"]) ** 2 + np.sum(parameters["W2"]) ** 2
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="The penalty has 1/m already: where does the bracket of the mean end?")
def divides_penalty_by_m_twice(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The penalty is divided by m once more, together with the cross-entropy."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return (data_cost + lambda_ / (2 * m) * squares) / m


@misconception(NAME, hint="The first axis of Y counts classes, and the second examples.")
def counts_classes(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The number of classes is used in the place of the number of examples."""
    m = Y.shape[0]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(NAME, hint="One cost for the whole batch: along which axes is everything added up?")
def cost_per_example(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """A cost for each example is returned instead of one number."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=0)
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return data_cost + lambda_ / (2 * m) * squares


@misconception(
    NAME, hint="A short form of squaring in place changes the network; which form makes a new array?"
)
def squares_in_place(A2: Any, Y: Any, parameters: Any, lambda_: Any) -> Any:
    """The weights of the network are squared in place."""
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    data_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    W1, W2 = parameters["W1"], parameters["W2"]
    W1 *= W1
    W2 *= W2
    return data_cost + lambda_ / (2 * m) * (np.sum(W1) + np.sum(W2))
