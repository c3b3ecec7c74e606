"""Call an answer on fixed arguments, and say in every message how it was called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .describe import Returned
from .expect import expect_array, show_array
from .functions import Polynomial
from .targets import AnswerError, Target

Arguments = Mapping[str, Any]
"""Name of each argument -> an array, or a `Polynomial`."""


def call_case(target: Target, arguments: Arguments) -> Returned:
    """Call the target; if it raises, the error says on which arguments."""
    try:
        return target.call(*arguments.values())
    except AnswerError as error:
        error.call = call_text(target, arguments)
        raise


def expect_case(
    target: Target, arguments: Arguments, expected: ArrayLike, may_add_axes: bool = False
) -> None:
    """Call the target and demand the values `expected`; see `expect.expect_array`."""
    value = call_case(target, arguments).value
    expect_array(value, expected, call_text(target, arguments), may_add_axes)


def call_text(target: Target, arguments: Arguments) -> str:
    """Say how the target is called: "`f(x, g)` with `x = [1, 2]`, `g(z) = 3 z`"."""
    given = ", ".join(_argument_text(name, value) for name, value in arguments.items())
    return f"`{target.name}({', '.join(arguments)})` with {given}"


def _argument_text(name: str, value: np.ndarray[Any, Any] | Polynomial) -> str:
    return f"`{name}(z) = {value}`" if callable(value) else f"`{name} = {show_array(value)}`"
