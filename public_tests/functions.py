"""Functions that a test hands to an answer, such as the activation `g` of a layer.

They are data: a sandbox is sent the coefficients and builds the same function there, so that `g` gives a
student's code the same types in the grader as in the notebook, for numbers, arrays and tensors alike.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Polynomial:
    """The function g(z) = c0 + c1 z + c2 z² + ..., applied to a number or to each entry of an array.

    `str` gives its formula; `coefficients` are the numbers c0, c1, c2, ...
    """

    variable = "z"

    def __init__(self, *coefficients: float) -> None:
        self.coefficients = coefficients

    def __call__(self, z: Any) -> Any:
        """Return g(z), of the kind and shape of z."""
        terms = [_times(c, _power(z, k)) for k, c in enumerate(self.coefficients) if c and k]
        total = terms[0] if terms else 0 * z
        for term in terms[1:]:
            total = total + term
        return total + self.coefficients[0] if self.coefficients[0] else total

    def __str__(self) -> str:
        return self.formula("z")

    def formula(self, variable: str) -> str:
        """Return the formula with another letter for its variable."""
        terms = [_term(c, variable, k) for k, c in enumerate(self.coefficients) if c]
        return " + ".join(terms) or "0"


class Total:
    """The function f(theta) = outer(s), where s is the sum of inner over all entries of theta: one number.

    `str` gives its formula; with an outer function that is no straight line, every entry counts in every
    derivative.
    """

    variable = "theta"

    def __init__(self, inner: Polynomial, outer: Polynomial | None = None) -> None:
        self.inner = inner
        self.outer = identity if outer is None else outer

    def __call__(self, theta: Any) -> Any:
        """Return f(theta) as a number, whatever the shape of theta."""
        return self.outer(np.sum(self.inner(np.asarray(theta))))

    def __str__(self) -> str:
        total = f"the sum of {self.inner} over all entries z"
        if self.outer.coefficients == identity.coefficients:
            return total
        return f"{self.outer.formula('s')}, where s is {total}"


Function = Polynomial | Total
"""What a test may hand to an answer as a function."""

identity = Polynomial(0, 1)
triple = Polynomial(0, 3)
square = Polynomial(0, 0, 1)
cube = Polynomial(0, 0, 0, 1)


def _power(z: Any, exponent: int) -> Any:
    return z if exponent == 1 else z**exponent


def _times(coefficient: float, z: Any) -> Any:
    return z if coefficient == 1 else coefficient * z


def _term(coefficient: float, variable: str, exponent: int) -> str:
    if exponent == 0:
        return f"{coefficient:g}"
    factor = "" if coefficient == 1 else f"{coefficient:g} "
    return f"{factor}{variable}{'' if exponent == 1 else str(exponent).translate(_SUPERSCRIPTS)}"
