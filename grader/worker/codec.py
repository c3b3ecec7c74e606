"""Plain data as bytes: a JSON header and the raw numbers of the arrays, without pickle in either direction.

A frame is a fixed prefix (magic, header length, body length), the header, and the body.  The header is the
value itself as JSON; what JSON has no word for is an object of exactly one key:

    {"t": [...]}             a tuple
    {"d": [[key, value]]}    a dictionary
    {"f": "nan"}             nan, inf or -inf
    {"a": ["<f8", [2, 3]]}   an array; its numbers stand in the body, arrays in order
    {"T": ["<f4", [2]]}      a tensor, likewise
    {"o": "DataFrame"}       something that is not plain data
    {"g": 0}                 a function of the grader's, to be called back by number

Whatever arrives may have been written by a student: the decoder accepts exactly this and nothing else.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from public_tests.describe import Opaque, Plain, Tensor

MAGIC = b"DLf1"
PREFIX = struct.Struct(">4sIQ")
MAX_HEADER = 4_000_000
MAX_BODY = 64_000_000
MAX_DEPTH = 32
MAX_DIMENSIONS = 8
MAX_INTEGER = 2**63
DTYPES = frozenset(
    np.dtype(name).str for name in ("bool", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")
)
KEY_TYPES = frozenset({str, int, float, bool, tuple, type(None), Opaque})


class CodecError(ValueError):
    """Bytes that are no frame, or a value that no frame can hold; the text says which."""


@dataclass(frozen=True)
class FunctionId:
    """A function of the grader's, known to the child by its number."""

    number: int


def encode(value: Plain) -> bytes:
    """Return the frame of a value; raise `CodecError` if it is not plain data or too large."""
    body: list[bytes] = []
    header = json.dumps(_pack(value, body, 0), allow_nan=False, separators=(",", ":")).encode()
    length = sum(map(len, body))
    if len(header) > MAX_HEADER or length > MAX_BODY:
        raise CodecError(f"the value takes {len(header) + length:,} bytes; at most {MAX_BODY:,} can be sent")
    return b"".join([PREFIX.pack(MAGIC, len(header), length), header, *body])


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
        reader = _Body(body)
        value = _unpack(tree, reader, 0)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise CodecError(f"the frame's header is not understood: {error}") from error
    if reader.position != len(body):
        raise CodecError("the frame holds more bytes than its arrays")
    return value


def _pack(value: Plain, body: list[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise CodecError(f"the value is nested deeper than {MAX_DEPTH}")
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
        return {"a": _pack_array(value, body)}
    if kind is Tensor:
        return {"T": _pack_array(value.array, body)}
    if kind is Opaque:
        return {"o": value.type_name}
    if kind is FunctionId:
        return {"g": value.number}
    raise CodecError(f"a value of type {kind.__name__} is not plain data")


def _pack_array(array: np.ndarray[Any, Any], body: list[bytes]) -> list[Any]:
    if array.ndim > MAX_DIMENSIONS:
        raise CodecError(f"an array has more than {MAX_DIMENSIONS} dimensions")
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    if little.dtype.str not in DTYPES:
        little = little.astype("<f8")  # long doubles: no machine-independent form
    if sum(map(len, body)) + little.nbytes > MAX_BODY:
        raise CodecError(f"the arrays take more than {MAX_BODY:,} bytes")
    body.append(little.tobytes())
    return [little.dtype.str, list(array.shape)]


class _Body:
    """The frame's raw numbers, read front to back."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def array(self, description: Any) -> np.ndarray[Any, Any]:
        dtype, shape = description
        if type(dtype) is not str or dtype not in DTYPES:
            raise CodecError("an array of a type that is not sent")
        if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise CodecError("an array without a proper shape")
        if any(type(n) is not int or not 0 <= n <= MAX_BODY for n in shape):
            raise CodecError("an array with an impossible size")
        start, count = self.position, math.prod(shape)
        self.position += count * np.dtype(dtype).itemsize
        if self.position > len(self.data):
            raise CodecError("an array longer than the frame")
        array = np.frombuffer(self.data, dtype, count, start).reshape(shape).copy()
        if dtype == "|b1":
            array = array.view("u1").astype(bool)  # a byte of 2 is no truth value
        return array


def _unpack(tree: Any, body: _Body, depth: int) -> Plain:
    if depth > MAX_DEPTH:
        raise CodecError(f"the value is nested deeper than {MAX_DEPTH}")
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


def _unpack_dict(pairs: Any, body: _Body, depth: int) -> Plain:
    result = {}
    for pair in pairs:
        if type(pair) is not list:
            raise CodecError("a dictionary that is no list of pairs")
        key, value = pair
        name = _unpack(key, body, depth + 1)
        if type(name) not in KEY_TYPES:
            raise CodecError("a dictionary with a key that is no plain scalar")
        result[name] = _unpack(value, body, depth + 1)
    return result


def _unpack_tuple(items: Any, body: _Body, depth: int) -> Plain:
    if type(items) is not list:
        raise CodecError("a tuple that is no list of items")
    return tuple(_unpack(item, body, depth + 1) for item in items)


def _unpack_float(name: Any, body: _Body, depth: int) -> Plain:
    if name not in ("nan", "inf", "-inf"):
        raise CodecError("a float of no known name")
    return float(name)


def _unpack_opaque(name: Any, body: _Body, depth: int) -> Plain:
    if type(name) is not str:
        raise CodecError("a type name that is no text")
    return Opaque(name[:200])


def _unpack_function(number: Any, body: _Body, depth: int) -> Plain:
    if type(number) is not int:
        raise CodecError("a function without a number")
    return FunctionId(number)


_TAGS: dict[str, Callable[[Any, _Body, int], Plain]] = {
    "t": _unpack_tuple,
    "d": _unpack_dict,
    "f": _unpack_float,
    "a": lambda content, body, depth: body.array(content),
    "T": lambda content, body, depth: Tensor(body.array(content)),
    "o": _unpack_opaque,
    "g": _unpack_function,
}


def _refuse_constant(name: str) -> None:
    raise CodecError(f"the bare word {name}")
