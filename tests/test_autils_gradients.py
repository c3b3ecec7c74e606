"""The check of gradients finds wrong ones at any depth, and says in one sentence what is missing."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autils import check_gradients, debug_inputs, debug_parameters, one_hot

NETWORKS = [
    ([3, 4, 2], ["tanh", "softmax"]),
    ([3, 4, 4, 2], ["relu", "tanh", "softmax"]),
    ([3, 5, 4, 4, 2], ["relu", "tanh", "sigmoid", "softmax"]),
    ([3, 6, 5, 4, 4, 2], ["tanh", "relu", "relu", "sigmoid", "softmax"]),
    ([3, 2], ["softmax"]),
]
BINARY = ([3, 4, 4, 2], ["tanh", "tanh", "sigmoid"])
SIZES, ACTIVATIONS = NETWORKS[1]


def logistic(Z: Any) -> Any:
    return 1 / (1 + np.exp(-Z))


def shares(Z: Any) -> Any:
    return np.exp(Z) / np.exp(Z).sum(axis=0)


APPLIED: dict[str, Callable[[Any], Any]] = {
    "relu": lambda Z: np.maximum(Z, 0),
    "tanh": np.tanh,
    "sigmoid": logistic,
    "softmax": shares,
}
SLOPES: dict[str, Callable[[Any], Any]] = {
    "relu": lambda Z: Z > 0,
    "tanh": lambda Z: 1 - np.tanh(Z) ** 2,
    "sigmoid": lambda Z: logistic(Z) * (1 - logistic(Z)),
}


def forward(X: Any, parameters: Any, activations: Sequence[str]) -> tuple[Any, list[Any]]:
    A, caches = X, []
    for layer, activation in enumerate(activations, start=1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ A + b
        caches.append((A, W, Z, activation))
        A = APPLIED[activation](Z)
    return A, caches


def backward(AL: Any, Y: Any, caches: list[Any]) -> dict[str, Any]:
    grads, dZ, m = {}, AL - Y, Y.shape[1]
    for layer in range(len(caches), 0, -1):
        A_before, W, _, _ = caches[layer - 1]
        grads |= {f"dW{layer}": dZ @ A_before.T / m, f"db{layer}": dZ.sum(axis=1, keepdims=True) / m}
        if layer > 1:
            _, _, Z, activation = caches[layer - 2]
            dZ = (W.T @ dZ) * SLOPES[activation](Z)
    return grads


def cross_entropy(AL: Any, Y: Any) -> float:
    return float(-np.sum(Y * np.log(AL)) / Y.shape[1])


def binary_cross_entropy(AL: Any, Y: Any) -> float:
    return float(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1])


def check(sizes: list[int] = SIZES, activations: Sequence[str] = ACTIVATIONS, **functions: Any) -> Any:
    """Check the gradients of a fixed small network; functions that are given take the place of right ones."""
    called = {"model_forward": forward, "model_backward": backward, "cost": cross_entropy} | functions
    Y = one_hot([0, 1, 0, 1, 0], 2)
    return check_gradients(debug_parameters(sizes), debug_inputs(3, 5), Y, activations, **called)


@pytest.mark.parametrize(("sizes", "activations"), NETWORKS)
def test_right_gradients_of_any_depth_differ_by_next_to_nothing(
    sizes: list[int], activations: list[str]
) -> None:
    differences = check(sizes, activations)
    assert differences.shape == (len(activations),)
    assert np.all(differences < 1e-8)


def test_sigmoid_outputs_with_the_binary_cost_are_checked_too() -> None:
    assert np.all(check(*BINARY, cost=binary_cross_entropy) < 1e-8)
    assert np.all(check(*BINARY, cost=cross_entropy) > 1e-3)


def test_a_wrong_layer_is_the_one_that_differs() -> None:
    def wrong(AL: Any, Y: Any, caches: Any) -> Any:
        grads = backward(AL, Y, caches)
        return grads | {"db2": 2 * grads["db2"]}

    differences = check(model_backward=wrong)
    assert differences[1] > 1e-3
    assert max(differences[0], differences[2]) < 1e-8


def test_the_difference_is_relative_and_of_euclidean_length() -> None:
    """Gradients that are k times too large differ by (k - 1) / (k + 1) in every layer."""

    def threefold(AL: Any, Y: Any, caches: Any) -> Any:
        return {name: 3 * value for name, value in backward(AL, Y, caches).items()}

    def opposite(AL: Any, Y: Any, caches: Any) -> Any:
        return {name: -value for name, value in backward(AL, Y, caches).items()}

    np.testing.assert_allclose(check(model_backward=threefold), [0.5] * 3)
    np.testing.assert_allclose(check(model_backward=opposite), [1] * 3)


def test_two_gradients_of_zero_do_not_differ() -> None:
    def zero(AL: Any, Y: Any, caches: Any) -> Any:
        return {name: 0 * value for name, value in backward(AL, Y, caches).items()}

    assert check(model_backward=zero, cost=lambda AL, Y: 1.0).tolist() == [0, 0, 0]


def test_nothing_that_is_passed_in_is_changed_whatever_the_functions_do() -> None:
    def spoiled_forward(X: Any, parameters: Any, activations: Any) -> Any:
        result = forward(X.copy(), {name: array.copy() for name, array in parameters.items()}, [*activations])
        X[:] = 0
        parameters.pop("b1")[:] = 0
        activations.clear()
        return result

    def spoiled_backward(AL: Any, Y: Any, caches: Any) -> Any:
        grads = backward(AL, Y.copy(), caches)
        Y[:] = 0
        return grads

    parameters, X, Y = debug_parameters(SIZES), debug_inputs(3, 5), one_hot([0, 1, 0, 1, 0], 2)
    activations = list(ACTIVATIONS)
    differences = check_gradients(
        parameters, X, Y, activations, spoiled_forward, spoiled_backward, cross_entropy
    )
    assert np.all(differences < 1e-8)
    assert activations == ACTIVATIONS
    np.testing.assert_array_equal(X, debug_inputs(3, 5))
    np.testing.assert_array_equal(Y, one_hot([0, 1, 0, 1, 0], 2))
    for name, array in debug_parameters(SIZES).items():
        np.testing.assert_array_equal(parameters[name], array)


def but(**changes: Any) -> Callable[..., Any]:
    """Return a backward pass that is right but for these gradients; one that is ... is left out."""

    def model_backward(AL: Any, Y: Any, caches: Any) -> Any:
        grads = backward(AL, Y, caches) | changes
        return {name: value for name, value in grads.items() if value is not ...}

    return model_backward


@pytest.mark.parametrize(
    ("functions", "says"),
    [
        ({"model_forward": lambda *_: None}, "model_forward returned None; it should return the output and"),
        (
            {"model_forward": lambda *_: (None, [])},
            "model_forward returned a tuple of 2; it should return the",
        ),
        (
            {"model_forward": lambda *_: np.ones((2, 5))},
            "model_forward returned an array of shape (2, 5); it",
        ),
        (
            {"model_backward": lambda *_: None},
            "model_backward returned None; it should return a dictionary of",
        ),
        (
            {"model_backward": but(dW2=...)},
            "model_backward returned no dW2; dW2 should be an array of shape (4, 4), as W2 is.",
        ),
        (
            {"model_backward": but(db1=None)},
            "model_backward returned None as db1; db1 should be an array of shape (4, 1), as b1 is.",
        ),
        (
            {"model_backward": but(dW1=np.zeros((3, 4)))},
            "model_backward returned an array of shape (3, 4) as dW1; dW1 should be an array of shape (4, 3)",
        ),
        ({"model_backward": but(db1=np.zeros(4))}, "returned an array of shape (4,) as db1"),
        ({"model_backward": but(db1="zero")}, "returned a str as db1"),
        (
            {"model_backward": but(dW3=np.full((2, 4), np.inf))},
            "model_backward returned nan or infinity in dW3; every entry should be a finite number.",
        ),
        ({"cost": lambda AL, Y: None}, "cost returned None; it should return one finite number."),
        (
            {"cost": lambda AL, Y: AL.sum(axis=1)},
            "cost returned an array of shape (2,); it should return one",
        ),
    ],
)
def test_what_a_function_should_have_returned_is_said_in_one_sentence(
    functions: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is looked at below
        check(**functions)
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_function_is_called_by_its_own_name() -> None:
    def half_done_cost(AL: Any, Y: Any) -> None:
        """A region that is still empty."""

    with pytest.raises(ValueError, match=r"^half_done_cost returned None"):
        check(cost=half_done_cost)


def test_what_a_function_raises_goes_through() -> None:
    def broken(AL: Any, Y: Any, caches: Any) -> Any:
        return {"dW1": undefined}  # noqa: F821

    with pytest.raises(NameError, match="undefined"):
        check(model_backward=broken)


def test_parameters_must_be_those_of_the_layers() -> None:
    with pytest.raises(
        ValueError, match="2 activations need the parameters W1, b1 to W2, b2; got W1, b1, W2"
    ):
        check(activations=["tanh", "softmax"])
    with pytest.raises(ValueError, match="0 activations need"):
        check_gradients({}, [[1]], [[1]], [], forward, backward, cross_entropy)
