"""Functions that a test hands to an answer: what they compute and say, and their way into a sandbox."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.worker.codec import PREFIX, CodecError, decode, encode
from public_tests.functions import Polynomial, Total, cube, identity, square, triple


def through_the_codec(function: Any) -> Any:
    data = encode(function)
    _, header, _ = PREFIX.unpack(data[: PREFIX.size])
    return decode(data[PREFIX.size : PREFIX.size + header], data[PREFIX.size + header :])


def refused(header: bytes) -> str:
    with pytest.raises(CodecError) as caught:
        decode(header, b"")
    return str(caught.value)


@pytest.mark.parametrize("theta", [np.array([1.0, 2, -1]), [[1, 2], [-1, 0]], (1, 2, -1.0)])
def test_a_total_is_one_number_for_any_shape(theta: Any) -> None:
    total = Total(cube)(theta)
    assert np.ndim(total) == 0
    assert total == 8


def test_the_outer_function_is_applied_to_the_sum() -> None:
    assert Total(square, Polynomial(1, 0, 2))([1, 2]) == 1 + 2 * 5**2
    assert Total(square)([1, 2]) == Total(square, identity)([1, 2]) == 5


def test_a_total_says_its_formula() -> None:
    assert str(Total(cube)) == "the sum of z³ over all entries z"
    assert str(Total(triple, square)) == "s², where s is the sum of 3 z over all entries z"


@pytest.mark.parametrize("function", [Total(cube), Total(Polynomial(0.5, -2), Polynomial(0, 1, 0, 2))])
def test_a_total_computes_the_same_in_a_sandbox(function: Total) -> None:
    arrived = through_the_codec(function)
    theta = np.array([[0.25, -3.0], [2.0, 1.5]])
    assert type(arrived) is Total
    assert arrived(theta) == function(theta)
    assert str(arrived) == str(function)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b'{"s": [[0, 1]]}', "not made of two polynomials"),
        (b'{"s": [[0, 1], [1], [1]]}', "not made of two polynomials"),
        (b'{"s": {"p": [1]}}', "not made of two polynomials"),
        (b'{"s": [[0, 1], []]}', "without a proper list of coefficients"),
        (b'{"s": [[0, 1], "12"]}', "without a proper list of coefficients"),
        (b'{"s": [[0, true], [1]]}', "no moderate numbers"),
        (b'{"s": [[1e300], [1]]}', "no moderate numbers"),
        (b'{"s": [' + b"[" + b"0," * 16 + b"1], [1]]}", "without a proper list of coefficients"),
    ],
)
def test_what_is_no_total_is_refused(header: bytes, said: str) -> None:
    assert said in refused(header)


def test_a_subclass_does_not_travel() -> None:
    class Other(Total):
        """A function that a sandbox does not know."""

    with pytest.raises(CodecError, match="Other is not plain data"):
        encode(Other(cube))
