"""Gradients by small steps, and how far a network's own gradients are from them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autils.networks import Parameters, pack_parameters, unpack_parameters

Vector = NDArray[np.float64]


def numerical_gradient(f: Callable[[Vector], Any], theta: ArrayLike, epsilon: float = 1e-5) -> Vector:
    """Return the gradient of a function by central differences: one entry up and down at a time.

    Args:
        f: takes an array like ``theta``, which may be changed, and returns one number.
        theta: where the gradient is wanted, any shape.
        epsilon: size of a step.

    Returns:
        float64, shaped like ``theta``, which stays as it was.

    Raises:
        ValueError: a step is not above 0, or ``f`` returned anything but one finite number.
    """
    if not epsilon > 0:
        raise ValueError(f"The step epsilon must be above 0; got {epsilon}.")
    point = np.array(theta, dtype=float)
    gradient = np.zeros_like(point)
    for place in np.ndindex(point.shape):
        values = []
        for step in (epsilon, -epsilon):
            moved = point.copy()
            moved[place] += step
            values.append(_one_number(f(moved), _name(f, "f")))
        gradient[place] = (values[0] - values[1]) / (2 * epsilon)
    return gradient


def check_gradients(
    parameters: Mapping[str, ArrayLike],
    X: ArrayLike,
    Y: ArrayLike,
    activations: Sequence[str],
    model_forward: Callable[..., Any],
    model_backward: Callable[..., Any],
    cost: Callable[..., Any],
    epsilon: float = 1e-5,
) -> Vector:
    """Compare the gradients of a network of any depth with gradients by small steps, layer by layer.

    The relative difference of two gradients a and b is |a - b| / (|a| + |b|), with Euclidean norms over the
    weights and biases of a layer; it is 0 if both are 0. Every number in ``parameters`` costs two forward
    passes, so that this is for small networks. No argument is changed; what a function raises goes through.

    Args:
        parameters: W1, b1, ..., WL, bL; weights of shape (n_l, n_{l-1}), biases of shape (n_l, 1).
        X: inputs, shape (n_0, m), one example per column.
        Y: targets, shape (n_L, m).
        activations: L names.
        model_forward: called with ``X, parameters, activations``; returns the output and the caches.
        model_backward: called with the output, ``Y`` and the caches; returns a dictionary that holds dW1,
            db1, ..., dWL, dbL.
        cost: called with the output and ``Y``; returns one number.
        epsilon: size of a step.

    Returns:
        The relative difference of each layer, the first layer first, shape (L,).

    Raises:
        ValueError: the parameters are not those of L layers, or one of the functions returned something else.
    """
    layers = len(activations)
    keys = [f"{letter}{layer}" for layer in range(1, layers + 1) for letter in "Wb"]
    if not keys or set(parameters) != set(keys):
        raise ValueError(
            f"{layers} activations need the parameters W1, b1 to W{layers}, b{layers}; got "
            f"{', '.join(parameters) or 'none'}."
        )
    start = {key: np.array(parameters[key], dtype=float) for key in keys}

    def forward(theta: Vector) -> tuple[Any, Any]:
        returned = model_forward(np.array(X), unpack_parameters(theta, start), list(activations))
        if not isinstance(returned, (tuple, list)) or len(returned) != 2 or returned[0] is None:
            sentence = f"{_name(model_forward, 'model_forward')} returned {_said(returned)}"
            raise ValueError(f"{sentence}; it should return the output and the caches.")
        return returned[0], returned[1]

    def cost_at(theta: Vector) -> float:
        return _one_number(cost(forward(theta)[0], np.array(Y)), _name(cost, "cost"))

    theta = pack_parameters(start, keys)
    output, caches = forward(theta)
    own = _checked(
        model_backward(output, np.array(Y), caches), start, _name(model_backward, "model_backward")
    )
    numerical = unpack_parameters(numerical_gradient(cost_at, theta, epsilon), start)
    return np.array(
        [
            _difference(*(pack_parameters(part, keys[k : k + 2]) for part in (own, numerical)))
            for k in range(0, len(keys), 2)
        ]
    )


def _checked(returned: Any, start: Parameters, name: str) -> Parameters:
    """Return a student's gradients under the names of their parameters, or say what is wrong with them."""
    if not isinstance(returned, Mapping):
        raise ValueError(f"{name} returned {_said(returned)}; it should return a dictionary of gradients.")
    gradients: Parameters = {}
    for key, parameter in start.items():
        wanted = f"d{key} should be an array of shape {parameter.shape}, as {key} is"
        if f"d{key}" not in returned:
            raise ValueError(f"{name} returned no d{key}; {wanted}.")
        try:
            gradient = np.asarray(returned[f"d{key}"], dtype=float)
        except (TypeError, ValueError):
            gradient = np.array(np.nan)
        if gradient.shape != parameter.shape:
            raise ValueError(f"{name} returned {_said(returned[f'd{key}'])} as d{key}; {wanted}.")
        if not np.isfinite(gradient).all():
            raise ValueError(
                f"{name} returned nan or infinity in d{key}; every entry should be a finite number."
            )
        gradients[key] = gradient
    return gradients


def _difference(one: Vector, other: Vector) -> float:
    """Return |one - other| / (|one| + |other|), which is between 0 and 1; 0 if both are 0."""
    size = np.linalg.norm(one) + np.linalg.norm(other)
    return float(np.linalg.norm(one - other) / size) if size else 0.0


def _one_number(value: Any, name: str) -> float:
    try:
        number = np.array(np.nan) if value is None else np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        number = np.array(np.nan)
    if number.size != 1 or not np.isfinite(number).all():
        raise ValueError(f"{name} returned {_said(value)}; it should return one finite number.")
    return float(number.item())


def _said(value: Any) -> str:
    """Say what came back: None, a number, an array by its shape, anything else by its type."""
    if value is None or isinstance(value, (bool, int, float)):
        return str(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return f"an array of shape {value.shape}" if value.shape else str(value)
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    return f"a {type(value).__name__}"


def _name(function: Any, otherwise: str) -> str:
    """Return the name of a function; a lambda, which has none, is called by the other one."""
    name = str(getattr(function, "__name__", ""))
    return name if name.isidentifier() else otherwise
