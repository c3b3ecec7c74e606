"""Frames: plain data arrives as it was sent, and bytes that are no frame give CodecError and nothing else."""

from __future__ import annotations

import ast
import json
import math
import struct
from pathlib import Path
from typing import Any

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.worker import codec
from grader.worker.codec import CodecError, decode, decode_prefix, encode
from public_tests.describe import Opaque, Tensor

ARRAY_TYPES = [np.dtype(name) for name in sorted(codec.DTYPES)]
arrays = hnp.arrays(
    dtype=st.sampled_from(ARRAY_TYPES), shape=hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(1 - codec.MAX_INTEGER, codec.MAX_INTEGER - 1),
    st.floats(),
    st.text(),
)
keys = st.one_of(scalars, st.tuples(scalars, scalars))
marked = st.one_of(arrays.map(Tensor), st.text(max_size=50).map(Opaque), arrays)
plain_data = st.recursive(
    st.one_of(scalars, marked),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(keys, inner, max_size=4),
    ),
    max_leaves=12,
)


def read(frame: bytes) -> Any:
    """Decode a whole frame, as a channel does."""
    size = codec.PREFIX.size
    header, body = decode_prefix(frame[:size])
    return decode(frame[size : size + header], frame[size + header : size + header + body])


def same(a: Any, b: Any) -> bool:
    """Compare exactly: types, shapes, bits of the numbers, nan equal to nan."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, Tensor):
        return same(a.array, b.array)
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b) or (math.isnan(a) and math.isnan(b))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a.items()), list(b.items()))
    return bool(a == b)


@given(plain_data)
def test_plain_data_comes_back_as_it_was_sent(value: Any) -> None:
    assert same(read(encode(value)), value)


@pytest.mark.parametrize(
    "value",
    [
        np.zeros((2, 0, 2)),
        np.array(True),
        np.array([[True, False]]),
        np.array(3.5, dtype="f4"),
        (1, [2, (3,)]),
        {"a": {(1, 2): None}},
        -0.0,
        "\ud800 lone surrogate",
    ],
    ids=repr,
)
def test_the_awkward_values_come_back(value: Any) -> None:
    assert same(read(encode(value)), value)


def test_a_big_endian_or_sliced_array_arrives_little_and_contiguous() -> None:
    value = np.arange(12, dtype=">f8").reshape(3, 4)[::2, ::-1]
    assert same(read(encode(value)), np.ascontiguousarray(value, dtype="<f8"))


def test_long_doubles_travel_as_doubles() -> None:
    assert same(read(encode(np.array([1.5], dtype=np.longdouble))), np.array([1.5]))


def test_an_arriving_array_is_ours_to_change() -> None:
    array = read(encode(np.zeros(3)))
    array[0] = 1
    assert array.flags.owndata


class _Sneaky(int):
    pass


@pytest.mark.parametrize(
    "value",
    [object(), _Sneaky(1), {1, 2}, b"bytes", 1j, np.float64(1), [object()], {_Sneaky(1): 0}, {b"k": 0}],
    ids=repr,
)
def test_what_is_not_plain_data_is_not_sent(value: Any) -> None:
    with pytest.raises(CodecError):
        encode(value)


def test_a_very_large_integer_is_named_not_sent() -> None:
    assert read(encode(2**63)) == Opaque("a very large integer")


def test_limits_hold_when_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    nested: Any = 0
    for _ in range(codec.MAX_DEPTH + 2):
        nested = [nested]
    with pytest.raises(CodecError, match="nested deeper"):
        encode(nested)
    with pytest.raises(CodecError, match="dimensions"):
        encode(np.zeros((1,) * (codec.MAX_DIMENSIONS + 1)))
    monkeypatch.setattr(codec, "MAX_BODY", 1000)
    with pytest.raises(CodecError, match="more than 1,000 bytes"):
        encode([np.zeros(100), np.zeros(100)])
    monkeypatch.setattr(codec, "MAX_HEADER", 1000)
    with pytest.raises(CodecError, match=r"takes 1,003 bytes besides its arrays; at most 1,000 can be sent"):
        encode(["x" * 999])


@pytest.mark.parametrize(
    "value", [[1, 2, 3, 4], {"a": [1], "b": 2}, [np.zeros(1000)] * 4, ((), (), (), [])], ids=repr
)
def test_a_value_of_too_many_parts_is_refused_in_both_directions(
    value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = encode(value)
    parts = 6 if isinstance(value, dict) else 5
    monkeypatch.setattr(codec, "MAX_PARTS", parts)
    assert same(read(encode(value)), value)
    monkeypatch.setattr(codec, "MAX_PARTS", parts - 1)
    with pytest.raises(CodecError, match=f"more than {parts - 1} parts"):
        encode(value)
    with pytest.raises(CodecError, match=f"more than {parts - 1} parts"):
        read(frame)


def _calls(monkeypatch: pytest.MonkeyPatch, name: str, known: Any) -> list[int]:
    """Count the calls of a function by the codec, a built-in one too; the count is the list's one entry."""
    count = [0]

    def counted(*arguments: Any) -> Any:
        count[0] += 1
        return known(*arguments)

    monkeypatch.setattr(codec, name, counted, raising=False)
    return count


@pytest.mark.parametrize("part", [0, [], np.zeros(1)], ids=repr)
def test_too_many_parts_cost_no_more_than_the_most_that_are_allowed(
    part: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = encode([part] * 20_000)
    monkeypatch.setattr(codec, "MAX_PARTS", 100)
    packed = _calls(monkeypatch, "_pack", codec._pack)
    unpacked = _calls(monkeypatch, "_unpack", codec._unpack)
    with pytest.raises(CodecError):
        encode([part] * 20_000)
    with pytest.raises(CodecError):
        read(frame)
    assert (packed[0], unpacked[0]) == (101, 101)


def test_a_further_array_costs_the_same_however_many_went_before(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = _calls(monkeypatch, "len", len)
    encode([np.zeros(1)] * 2000)
    assert lengths[0] < 10 * 2000


def test_keys_chosen_to_share_one_hash_are_refused() -> None:
    """Of -1 and -2 Python makes one hash, so tuples of them all share theirs."""
    keys = [tuple(-1 - (n >> bit & 1) for bit in range(10)) for n in range(codec.MAX_ALIKE + 1)]
    assert len(set(map(hash, keys))) == 1
    assert read(encode(dict.fromkeys(keys[:-1], 0))) == dict.fromkeys(keys[:-1], 0)
    with pytest.raises(CodecError, match="of one hash"):
        read(encode(dict.fromkeys(keys, 0)))


@pytest.mark.parametrize(
    "prefix",
    [
        struct.pack(">4sIQ", b"DLf0", 2, 0),
        struct.pack(">4sIQ", codec.MAGIC, codec.MAX_HEADER + 1, 0),
        struct.pack(">4sIQ", codec.MAGIC, 2, codec.MAX_BODY + 1),
        struct.pack(">4sIQ", codec.MAGIC, 2, 2**63),
    ],
)
def test_a_prefix_beyond_the_limits_is_refused_before_anything_is_read(prefix: bytes) -> None:
    with pytest.raises(CodecError):
        decode_prefix(prefix)


BAD_HEADERS: dict[str, tuple[str, bytes]] = {
    "not JSON": ("{", b""),
    "not text": ("\udcff", b""),
    "bare NaN": ("NaN", b""),
    "bare Infinity": ("[Infinity]", b""),
    "float beyond range": ("1e999", b""),
    "integer beyond range": (str(2**63), b""),
    "integer of many digits": ("9" * 5000, b""),
    "nested beyond the stack": ("[" * 100_000 + "]" * 100_000, b""),
    "nested beyond the limit": ("[" * 40 + "]" * 40, b""),
    "empty object": ("{}", b""),
    "two keys": ('{"t": [], "d": []}', b""),
    "unknown kind": ('{"__class__": "os"}', b""),
    "tuple of no list": ('{"t": "ab"}', b""),
    "dictionary of texts": ('{"d": ["ab"]}', b""),
    "dictionary of triples": ('{"d": [[1, 2, 3]]}', b""),
    "dictionary of a number": ('{"d": 5}', b""),
    "key that is a list": ('{"d": [[[1], 2]]}', b""),
    "key that holds a list": ('{"d": [[{"t": [[1]]}, 2]]}', b""),
    "key that is an array": ('{"d": [[{"a": ["|u1", [1]]}, 2]]}', b"\0"),
    "key that holds an array": ('{"d": [[{"t": [{"a": ["|u1", [1]]}]}, 2]]}', b"\0"),
    "float of unknown name": ('{"f": "1.5"}', b""),
    "float that is a list": ('{"f": []}', b""),
    "type name that is none": ('{"o": 1}', b""),
    "function without number": ('{"g": true}', b""),
    "array of nothing": ('{"a": null}', b""),
    "array of objects": ('{"a": ["|O", [1]]}', b"\0" * 8),
    "array of texts": ('{"a": ["<U1", [1]]}', b"\0" * 4),
    "array of records": ('{"a": [[["x", "<f8"]], [1]]}', b"\0" * 8),
    "array of dates": ('{"a": ["<M8[s]", [1]]}', b"\0" * 8),
    "negative size": ('{"a": ["|u1", [-1]]}', b""),
    "size that is a bool": ('{"a": ["|u1", [true]]}', b"\0"),
    "size that is a float": ('{"a": ["|u1", [1.0]]}', b"\0"),
    "shape that is a text": ('{"a": ["|u1", "11"]}', b"\0"),
    "shape that overflows": (
        '{"a": ["|u1", [64000000, 64000000, 64000000, 64000000]]}',
        b"\0",
    ),
    "empty shape that overflows": (
        '{"a": ["|u1", [0, 64000000, 64000000, 64000000, 64000000]]}',
        b"",
    ),
    "too many dimensions": ('{"a": ["|u1", [1,1,1,1,1,1,1,1,1]]}', b"\0"),
    "array longer than the body": ('{"a": ["<f8", [2]]}', b"\0" * 15),
    "body longer than the arrays": ('{"a": ["<f8", [1]]}', b"\0" * 9),
    "body without an array": ("1", b"\0"),
}


@pytest.mark.parametrize("name", BAD_HEADERS)
def test_a_malformed_frame_is_refused(name: str) -> None:
    header, body = BAD_HEADERS[name]
    with pytest.raises(CodecError):
        decode(header.encode(errors="surrogateescape"), body)


def test_a_truth_value_is_never_anything_but_true_or_false() -> None:
    """Bytes other than 0 and 1 in an array of bool would be neither."""
    value = decode(b'{"a": ["|b1", [3]]}', bytes([0, 1, 2]))
    assert value.tobytes() == bytes([0, 1, 1])


def _decodes_or_refuses(header: bytes, body: bytes) -> None:
    try:
        value = decode(header, body)
    except CodecError:
        return
    assert same(read(encode(value)), value), "what is accepted is plain data, so it can be sent back"


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_random_bytes_are_refused_and_nothing_else(header: bytes, body: bytes) -> None:
    _decodes_or_refuses(header, body)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from([*"tdfaTog", "x"]), inner, max_size=2),
        st.tuples(st.sampled_from(["<f8", "|b1", "|u1", "|O"]), st.lists(st.integers(-1, 3), max_size=3)).map(
            lambda pair: {"a": list(pair)}
        ),
    ),
    max_leaves=12,
)


@given(json_values, st.binary(max_size=80))
def test_any_json_is_a_frame_or_refused(value: Any, body: bytes) -> None:
    _decodes_or_refuses(json.dumps(value).encode(), body)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(plain_data, st.data())
def test_a_mutated_frame_is_a_frame_or_refused(value: Any, data: st.DataObject) -> None:
    frame = bytearray(encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        header, body = decode_prefix(bytes(frame[: codec.PREFIX.size]))
    except CodecError:
        return
    rest = bytes(frame[codec.PREFIX.size :])
    _decodes_or_refuses(rest[:header], rest[header : header + body])


def test_the_codec_knows_no_pickle() -> None:
    """Nothing that crosses the border can be turned into behaviour: no import of a serialiser but json."""
    tree = ast.parse(Path(codec.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported == {
        "__future__",
        "collections",
        "json",
        "math",
        "numpy",
        "public_tests",
        "struct",
        "typing",
    }
    assert "np.load" not in Path(codec.__file__).read_text(encoding="utf-8")
