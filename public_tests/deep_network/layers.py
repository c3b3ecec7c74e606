"""Layers and networks as arguments of the public cases, and activations computed in ways of their own."""

from __future__ import annotations

import json
from functools import cache

import numpy as np

from autils.gradients import numerical_gradient
from autils.networks import debug_parameters

from ..cases import Shown, values_of
from ..expect import Array
from ..known_results import Case
from ..networks import inputs, network


def layer(n_prev: int, n: int, m: int) -> dict[str, Shown]:
    """Return the arguments A_prev (n_prev, m), W (n, n_prev) and b (n, 1) of a layer."""
    made = network(n_prev, n)
    return {
        "A_prev": inputs(n_prev, m),
        "W": Shown(f'{made.code}["W1"]', lambda: made.make()["W1"]),
        "b": Shown(f'{made.code}["b1"]', lambda: made.make()["b1"]),
    }


def wide_network(*layer_sizes: int) -> Shown:
    """Return parameters as an argument that are three times as large as those of `networks.network`.

    Signals and gradients stay large enough to be compared through many layers.
    """
    return Shown(f"debug_parameters({list(layer_sizes)}, 1.5)", lambda: debug_parameters(layer_sizes, 1.5))


def sizes(*layer_sizes: int) -> Shown:
    """Return the sizes of a network as an argument: number of inputs, then of units per layer."""
    return Shown(str(list(layer_sizes)), lambda: list(layer_sizes))


def text(value: str) -> Shown:
    """Return a text as an argument."""
    return Shown(json.dumps(value), lambda: value)


def texts(*values: str) -> Shown:
    """Return a list of texts as an argument."""
    return Shown(json.dumps(values), lambda: list(values))


def columns(num_classes: int, *labels: int) -> Shown:
    """Return labels as an argument with one 1 per column, shape (num_classes, m)."""
    chosen = list(labels)
    return Shown(f"np.eye({num_classes})[:, {chosen}]", lambda: np.eye(num_classes)[:, chosen])


def code_of(case: Case) -> str:
    """Return a case as the code of a call; each of its arguments is one that is shown by code."""
    return f"{case.function}({', '.join(argument.code for argument in case.arguments.values())})"


def activated(name: str, Z: Array) -> Array:
    """Return what an activation makes of Z, shape (n, m), by formulas that are not those of the lab."""
    with np.errstate(over="ignore", invalid="ignore"):
        if name == "relu":
            return np.asarray((Z + np.abs(Z)) / 2)
        if name == "tanh":
            return np.asarray(1 - 2 / (np.exp(2 * Z) + 1))
        if name == "sigmoid":
            return np.asarray(np.tanh(Z / 2) / 2 + 0.5)
        # A class against all: its probability is 1 over the sum of the ratios of the others to it.
        return np.asarray(1 / np.sum(np.exp(Z[:, np.newaxis] - Z[np.newaxis]), axis=0))


@cache
def slope_of_sum(case: Case) -> Array:
    """Return the gradient with respect to Z of the sum of dA * g(Z), by small steps; shape (n, m).

    Args:
        case: of `activation_backward`, with the arguments dA and cache.
    """
    dA, layer_cache = values_of(case.arguments)
    name: str = layer_cache["activation"]
    return numerical_gradient(lambda Z: np.sum(dA * activated(name, Z)), layer_cache["Z"])
