"""The IDX file format of MNIST: unsigned bytes behind a header that states the shape."""

import gzip
import io
import math
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNSIGNED_BYTE = 0x08
GZIP_START = b"\x1f\x8b"


class IdxError(ValueError):
    """A file is not what its name promises; the message is one sentence that names the file."""


def read_idx(path: str | Path) -> NDArray[np.uint8]:
    """Read an IDX file of unsigned bytes, gzip or plain.

    The header is big-endian: two zero bytes, the type (8 for unsigned bytes), the number of dimensions, then
    one 32-bit size per dimension. The values follow, the last index running fastest.

    Args:
        path: the file. Whether it is gzip is told from its content, not from its name.

    Returns:
        uint8 array of the shape that the header states.

    Raises:
        IdxError: if the file is cut short, damaged, too long, or no IDX file of unsigned bytes.
        FileNotFoundError: if there is no such file.
    """
    return parse_idx(read_unpacked(path), path)


def read_unpacked(path: str | Path, limit: int = -1) -> bytes:
    """Return a file's bytes, decompressed if it is gzip; at most `limit` of them unless negative.

    Raises:
        IdxError: if the gzip data is cut short or damaged.
    """
    raw = Path(path).read_bytes()
    if not raw.startswith(GZIP_START):
        return raw if limit < 0 else raw[:limit]
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as unpacked:
            return unpacked.read(limit)
    except EOFError as error:
        raise IdxError(f"{path} is cut short: the gzip data ends too early.") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise IdxError(f"{path} is damaged: its gzip data cannot be unpacked.") from error


def parse_idx(data: bytes, path: str | Path) -> NDArray[np.uint8]:
    """Turn the bytes of an IDX file into an array; `path` is for the messages of `IdxError` only."""
    if len(data) < 4:
        raise IdxError(f"{path} is no IDX file: it holds {len(data)} bytes, fewer than the shortest header.")
    zeros, kind, dimensions = struct.unpack(">HBB", data[:4])
    if zeros != 0 or kind != UNSIGNED_BYTE or dimensions == 0:
        raise IdxError(
            f"{path} is no IDX file of unsigned bytes: it starts with {data[:4].hex(' ')}, "
            "expected 00 00 08 and the number of dimensions."
        )
    start = 4 + 4 * dimensions
    if len(data) < start:
        raise IdxError(
            f"{path} is cut short: its header should have {start} bytes, the file has {len(data)}."
        )
    shape = struct.unpack(f">{dimensions}I", data[4:start])
    promised, found = math.prod(shape), len(data) - start
    if found != promised:
        fault = "is cut short" if found < promised else "is too long"
        sizes = " x ".join(map(str, shape))
        raise IdxError(f"{path} {fault}: its header promises {sizes} = {promised} values, {found} follow.")
    return np.frombuffer(data, np.uint8, offset=start).reshape(shape).copy()


def write_idx(path: Path, array: NDArray[np.uint8]) -> None:
    """Write an array as a gzip IDX file; the same array gives the same bytes."""
    header = struct.pack(f">HBB{array.ndim}I", 0, UNSIGNED_BYTE, array.ndim, *array.shape)
    path.write_bytes(gzip.compress(header + array.tobytes(), compresslevel=6, mtime=0))
