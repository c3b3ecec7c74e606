"""The sums of a dense layer, judged apart from what the layer does with them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from autils.activations import sigmoid

from .cases import Arguments, call_case, expect_case
from .expect import CheckFailed, as_array, close
from .targets import Target

_SMALLER = 8
"""Divides inputs and biases, so that the sigmoid of the sums is far from 0 and 1 and tells them apart."""


def expect_sums(target: Target, arguments: Arguments, sums: ArrayLike) -> None:
    """Demand that a layer whose `g` is the identity returns these sums of inputs times weights plus bias.

    Axes of length 1 may be too many: the shape has a check of its own.  So has `g`: an answer that applies
    the sigmoid to the right sums, whatever `g` is, passes here.

    Args:
        target: the answer.
        arguments: the inputs first, `W`, `b`, and the identity as `g`.
        sums: what is expected.
    """
    try:
        expect_case(target, arguments, sums, may_add_axes=True)
    except CheckFailed:
        inputs = next(iter(arguments))
        smaller = {**arguments, **{name: arguments[name] / _SMALLER for name in (inputs, "b")}}
        returned = as_array(call_case(target, smaller).value)
        wanted = sigmoid(np.asarray(sums) / _SMALLER)
        if returned is None or not close(returned, wanted):
            raise
