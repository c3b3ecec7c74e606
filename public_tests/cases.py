"""Call an answer on fixed arguments, and say in every message how it was called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike

from .calls import Returned
from .expect import expect_array, show_array
from .functions import Polynomial, Total
from .targets import AnswerError, Target

Arguments = Mapping[str, Any]
"""Name of each argument -> its value: an array, a number, a function of `functions`, or `Shown`."""


@dataclass(frozen=True)
class Shown:
    """An argument that a message names by the code that makes it, which a student can run.

    Attributes:
        code: such as `debug_inputs(3, 5)`.
        make: makes the argument anew.
    """

    code: str
    make: Callable[[], Any]


def values_of(arguments: Arguments) -> tuple[Any, ...]:
    """Return the arguments themselves, in order."""
    return tuple(each.make() if isinstance(each, Shown) else each for each in arguments.values())


def call_case(target: Target, arguments: Arguments, seed: int | None = None) -> Returned:
    """Call the target; if it raises, the error says on which arguments."""
    try:
        return target.call(*values_of(arguments), seed=seed)
    except AnswerError as error:
        error.call = call_text(target, arguments, seed)
        raise


def expect_case(
    target: Target, arguments: Arguments, expected: ArrayLike, may_add_axes: bool = False
) -> None:
    """Call the target and demand the values `expected`; see `expect.expect_array`."""
    value = call_case(target, arguments).value
    expect_array(value, expected, call_text(target, arguments), may_add_axes)


def call_text(target: Target, arguments: Arguments, seed: int | None = None) -> str:
    """Say how the target is called: "`f(x, g)` with `x = [1, 2]`, `g(z) = 3 z`"."""
    given = ", ".join(_argument_text(name, value) for name, value in arguments.items())
    seeded = "" if seed is None else f", after `np.random.seed({seed})`"
    return f"`{target.name}({', '.join(arguments)})` with {given}{seeded}"


def _argument_text(name: str, value: Any) -> str:
    if isinstance(value, Polynomial | Total):
        return f"`{name}({value.variable}) = {value}`"
    return f"`{name} = {value.code if isinstance(value, Shown) else show_array(value)}`"
