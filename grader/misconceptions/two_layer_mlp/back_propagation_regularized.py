"""Wrong answers to `back_propagation_regularized` of two_layer_mlp."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import misconception

NAME = "back_propagation_regularized"


@misconception(NAME, hint="With cross-entropy, one factor of the squared loss is gone from dZ2: which?")
def keeps_slope_at_output(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The slope of the sigmoid is left in the errors of the outputs, as for the squared loss."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m * A2 * (1 - A2)
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Between W2 and the sums of layer 1 stands the sigmoid: what is its slope?")
def forgets_slope_of_hidden_layer(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The slope of the sigmoid is missing in the errors of the hidden units."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="The slope is a (1 - a) with the activation a, not with the sum z.")
def slope_from_sums(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The slope of the sigmoid is computed with Z1 in the place of A1."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    Z1 = cache["Z1"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * Z1 * (1 - Z1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Which way does a cost fall: is an output too large when it is above its target?")
def wrong_sign(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The outputs are subtracted from the targets instead of the other way round."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (Y - A2) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="The cost is a mean over the examples, and so is its slope.")
def forgets_mean(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients are added up over the examples and not divided by their number."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="dZ2 holds the 1/m already, and passes it on to all that is made of it.")
def divides_by_m_twice(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients are divided by m once more, although dZ2 was divided already."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T / m + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T / m + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) / m for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="The 1/m is in dZ2: are the biases' gradients sums or means then?")
def means_for_biases(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients of the biases are means over the examples, although dZ2 was divided by m already."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.mean(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Does the cost hold a square of a bias?")
def penalises_biases(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients of the biases have a penalty too."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    db2 = dZ2.sum(axis=1, keepdims=True) + lambda_ / m * parameters["b2"]
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1 = dZ1.sum(axis=1, keepdims=True) + lambda_ / m * parameters["b1"]
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    NAME, hint="The penalty of the cost holds the weights of layer 1 too: what is its slope there?"
)
def forgets_penalty_of_layer_1(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradient of W1 has no penalty."""
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(
    NAME, hint="The penalty of the cost holds the weights of layer 2 too: what is its slope there?"
)
def forgets_penalty_of_layer_2(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradient of W2 has no penalty."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Where does `lambda_` come in?")
def forgets_penalty(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """No gradient has a penalty."""
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dZ1 @ X.T, "db1": db1, "dW2": dZ2 @ A1.T, "db2": db2}


@misconception(NAME, hint="The slope of a square has a factor 2: what becomes of the 2 below the line?")
def keeps_half_in_penalty(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The factor of the penalty is the one of the cost, lambda / (2 m), in the gradients too."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / (2 * m) * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / (2 * m) * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="In the cost the penalty is divided by the number of examples; is it here?")
def forgets_m_in_penalty(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The penalty of the gradients is not divided by m."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Who goes down the slope of the penalty should come to smaller weights.")
def subtracts_penalty(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The penalty is subtracted from the gradients."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T - lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T - lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="The slope of a square is not a square: what is the derivative of w²?")
def squares_in_gradient(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The penalty of the gradients holds the squares of the weights instead of the weights."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2**2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1**2
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Errors travel back through the weights themselves, not through their gradient.")
def goes_back_through_gradient(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The errors go back to the hidden units through dW2 instead of W2."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = dW2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="A bias's gradient is a column like the bias: which argument keeps the axis?")
def drops_axis_of_biases(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients of the biases are vectors with one axis instead of columns."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    return {"dW1": dW1, "db1": dZ1.sum(axis=1), "dW2": dW2, "db2": dZ2.sum(axis=1)}


@misconception(NAME, hint="Each unit has a bias of its own: which axis counts the examples?")
def adds_over_units(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients of the biases are added up over the units instead of the examples."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=0, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="Each unit has a bias of its own, and a sum without an axis knows no units.")
def adds_up_everything(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients of the biases are single numbers, sums over units and examples."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    return {"dW1": dW1, "db1": np.sum(dZ1), "dW2": dW2, "db2": np.sum(dZ2)}


@misconception(NAME, hint="A gradient has the shape of what it is the gradient of.")
def gradients_transposed(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The gradients of the weights have their axes exchanged."""
    m = X.shape[1]
    W1, W2, A1, A2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = A1 @ dZ2.T + lambda_ / m * W2.T
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = X @ dZ1.T + lambda_ / m * W1.T
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@misconception(NAME, hint="`-=` on an array of the cache changes what the caller holds.")
def writes_into_cache(X: Any, Y: Any, parameters: Any, cache: Any, lambda_: Any) -> Any:
    """The targets are subtracted from the A2 of the cache in place."""
    m = X.shape[1]
    W1, W2, A1, dZ2 = parameters["W1"], parameters["W2"], cache["A1"], cache["A2"]
    dZ2 -= Y
    dZ2 /= m
    dW2 = dZ2 @ A1.T + lambda_ / m * W2
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X.T + lambda_ / m * W1
    db1, db2 = (d.sum(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
