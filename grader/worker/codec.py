"""Plain data as bytes: a JSON header and the raw numbers of the arrays, without pickle in either direction.

A frame is a fixed prefix (magic, header length, body length), the header, and the body.  The header is the
value itself as JSON; what JSON has no word for is an object of exactly one key:

    {"t": [...]}             a tuple
    {"d": [[key, value]]}    a dictionary
    {"f": "nan"}             nan, inf or -inf
    {"a": ["<f8", [2, 3]]}   an array; its numbers stand in the body, arrays in order
    {"T": ["<f4", [2]]}      a tensor, likewise
    {"o": "DataFrame"}       something that is not plain data
    {"p": [0, 2.5, 0, 1]}    a polynomial, by its coefficients: a function that a test hands to an answer
    {"s": [[0, 1], [0, 0, 1]]}  a function of a sum, by the coefficients of its two polynomials

Whatever arrives may have been written by a student: the decoder accepts exactly this and nothing else.
"""

from __future__ import annotations

import json
import math
import struct
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from public_tests.describe import Opaque, Plain, Tensor
from public_tests.functions import Polynomial, Total

MAGIC = b"DLf1"
PREFIX = struct.Struct(">4sIQ")
MAX_HEADER = 4_000_000
MAX_BODY = 64_000_000
MAX_DEPTH = 32
MAX_PARTS = 100_000
"""Values of one frame: each number, text, array, list and so on, those inside others counted too."""

MAX_ALIKE = 100
"""Keys of one hash in a dictionary: tuples can be chosen so, and each costs a look at all before it."""

MAX_DIMENSIONS = 8
MAX_COEFFICIENTS = 16
MAX_INTEGER = 2**63
_NAMES = ("bool", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")
DTYPES = {np.dtype(name).str: np.dtype(name) for name in _NAMES}
KEY_TYPES = frozenset({str, int, float, bool, tuple, type(None), Opaque})


class CodecError(ValueError):
    """Bytes that are no frame, or a value that no frame can hold; the text says which."""


def encode(value: Plain) -> bytes:
    """Return the frame of a value; raise `CodecError` if it is not plain data or too large."""
    writer = _Writer()
    header = json.dumps(_pack(value, writer, 0), allow_nan=False, separators=(",", ":")).encode()
    if len(header) > MAX_HEADER:
        raise CodecError(
            f"the value takes {len(header):,} bytes besides its arrays; at most {MAX_HEADER:,} can be sent"
        )
    return b"".join([PREFIX.pack(MAGIC, len(header), writer.position), header, *writer.arrays])


def decode_prefix(prefix: bytes) -> tuple[int, int]:
    """Return the lengths of header and body that a frame's prefix announces, within the limits."""
    magic, header, body = PREFIX.unpack(prefix)
    if magic != MAGIC or header > MAX_HEADER or body > MAX_BODY:
        raise CodecError("the bytes are no frame")
    return header, body


def decode(header: bytes, body: bytes) -> Plain:
    """Return the value of a frame; raise `CodecError` at anything that `encode` would not have written."""
    try:
        tree = json.loads(header, parse_constant=_refuse_constant)
        reader = _Reader(body)
        value = _unpack(tree, reader, 0)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise CodecError(f"the frame's header is not understood: {error}") from error
    if reader.position != len(body):
        raise CodecError("the frame holds more bytes than its arrays")
    return value


class _Body:
    """The raw numbers of a frame's arrays, front to back, and how much of the frame was seen so far."""

    def __init__(self) -> None:
        self.position = 0
        self.parts = 0

    def enter(self, depth: int) -> None:
        """Count one more part of the value; refuse one too many, or one too deep."""
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise CodecError(
                f"the value has more than {MAX_PARTS:,} parts, which is the most that can be sent; "
                "an array counts as one part"
            )
        if depth > MAX_DEPTH:
            raise CodecError(f"the value is nested deeper than {MAX_DEPTH}")


class _Writer(_Body):
    """The raw numbers on their way into a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.arrays: list[bytes] = []

    def array(self, array: np.ndarray[Any, Any]) -> list[Any]:
        """Add an array and return its description for the header."""
        if array.ndim > MAX_DIMENSIONS:
            raise CodecError(f"an array has more than {MAX_DIMENSIONS} dimensions")
        # Long doubles have no machine-independent form.
        dtype = array.dtype.newbyteorder("<").str
        little = array.astype(DTYPES.get(dtype, "<f8"), copy=False)
        self.position += little.nbytes
        if self.position > MAX_BODY:
            raise CodecError(
                f"the arrays take more than {MAX_BODY:,} bytes, which is the most that can be sent"
            )
        self.arrays.append(little.tobytes())
        return [little.dtype.str, list(array.shape)]


class _Reader(_Body):
    """The raw numbers of a frame that arrived."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data

    def array(self, description: Any) -> np.ndarray[Any, Any]:
        dtype, shape = description
        if type(dtype) is not str or dtype not in DTYPES:
            raise CodecError("an array of a type that is not sent")
        if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise CodecError("an array without a proper shape")
        if any(type(n) is not int or not 0 <= n <= MAX_BODY for n in shape):
            raise CodecError("an array with an impossible size")
        start, count = self.position, math.prod(shape)
        self.position += count * DTYPES[dtype].itemsize
        if self.position > len(self.data):
            raise CodecError("an array longer than the frame")
        array = np.frombuffer(self.data, DTYPES[dtype], count, start).reshape(shape).copy()
        if dtype == "|b1":
            array = array.view("u1").astype(bool)  # a byte of 2 is no truth value
        return array


def _pack(value: Plain, body: _Writer, depth: int) -> Any:
    body.enter(depth)
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return value if abs(value) < MAX_INTEGER else {"o": "a very large integer"}
    if kind is float:
        return value if math.isfinite(value) else {"f": repr(value)}
    if kind is list:
        return [_pack(item, body, depth + 1) for item in value]
    if kind is tuple:
        return {"t": [_pack(item, body, depth + 1) for item in value]}
    if kind is dict:
        if any(type(key) not in KEY_TYPES for key in value):
            raise CodecError("a dictionary has a key that is no plain scalar")
        return {"d": [[_pack(k, body, depth + 1), _pack(v, body, depth + 1)] for k, v in value.items()]}
    if kind is np.ndarray:
        return {"a": body.array(value)}
    if kind is Tensor:
        return {"T": body.array(value.array)}
    if kind is Opaque:
        return {"o": value.type_name}
    if kind is Polynomial:
        return {"p": list(value.coefficients)}
    if kind is Total:
        return {"s": [list(value.inner.coefficients), list(value.outer.coefficients)]}
    raise CodecError(f"a value of type {kind.__name__} is not plain data")


def _unpack(tree: Any, body: _Reader, depth: int) -> Plain:
    body.enter(depth)
    if isinstance(tree, int) and not isinstance(tree, bool) and abs(tree) >= MAX_INTEGER:
        raise CodecError("an integer that is too large")
    if isinstance(tree, float) and not math.isfinite(tree):
        raise CodecError("a float that is too large")
    if tree is None or isinstance(tree, bool | int | float | str):
        return tree
    if isinstance(tree, list):
        return [_unpack(item, body, depth + 1) for item in tree]
    if len(tree) != 1:
        raise CodecError("an object that has not exactly one key")
    [(tag, content)] = tree.items()
    unpack = _TAGS.get(tag)
    if unpack is None:
        raise CodecError("an object of an unknown kind")
    return unpack(content, body, depth)


def _unpack_dict(pairs: Any, body: _Reader, depth: int) -> Plain:
    result = {}
    alike: Counter[int] = Counter()
    for pair in pairs:
        if type(pair) is not list:
            raise CodecError("a dictionary that is no list of pairs")
        key, value = pair
        name = _unpack(key, body, depth + 1)
        if type(name) not in KEY_TYPES:
            raise CodecError("a dictionary with a key that is no plain scalar")
        alike[hash(name)] += 1
        if alike[hash(name)] > MAX_ALIKE:
            raise CodecError(f"a dictionary with more than {MAX_ALIKE} keys of one hash")
        result[name] = _unpack(value, body, depth + 1)
    return result


def _unpack_tuple(items: Any, body: _Reader, depth: int) -> Plain:
    if type(items) is not list:
        raise CodecError("a tuple that is no list of items")
    return tuple(_unpack(item, body, depth + 1) for item in items)


def _unpack_float(name: Any, body: _Reader, depth: int) -> Plain:
    if name not in ("nan", "inf", "-inf"):
        raise CodecError("a float of no known name")
    return float(name)


def _unpack_opaque(name: Any, body: _Reader, depth: int) -> Plain:
    if type(name) is not str:
        raise CodecError("a type name that is no text")
    return Opaque(name[:200])


def _unpack_total(polynomials: Any, body: _Reader, depth: int) -> Plain:
    if type(polynomials) is not list or len(polynomials) != 2:
        raise CodecError("a function of a sum that is not made of two polynomials")
    inner, outer = (_unpack_polynomial(part, body, depth) for part in polynomials)
    return Total(inner, outer)


def _unpack_polynomial(coefficients: Any, body: _Reader, depth: int) -> Polynomial:
    if type(coefficients) is not list or not 0 < len(coefficients) <= MAX_COEFFICIENTS:
        raise CodecError("a polynomial without a proper list of coefficients")
    if any(type(c) not in (int, float) or not abs(c) < MAX_INTEGER for c in coefficients):
        raise CodecError("a polynomial whose coefficients are no moderate numbers")
    return Polynomial(*coefficients)


_TAGS: dict[str, Callable[[Any, _Reader, int], Plain]] = {
    "t": _unpack_tuple,
    "d": _unpack_dict,
    "f": _unpack_float,
    "a": lambda content, body, depth: body.array(content),
    "T": lambda content, body, depth: Tensor(body.array(content)),
    "o": _unpack_opaque,
    "p": _unpack_polynomial,
    "s": _unpack_total,
}


def _refuse_constant(name: str) -> None:
    raise CodecError(f"the bare word {name}")
