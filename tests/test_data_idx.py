"""IDX files are read strictly: what is not whole and right is refused by one sentence that names the file."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from autils.idx import IdxError, read_idx, write_idx

ARRAY = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
PLAIN = struct.pack(">HBB3I", 0, 8, 3, 2, 3, 4) + bytes(range(24))

BAD_FILES = {
    "empty": (b"", "no IDX file"),
    "another magic number": (b"\x89PNG" + PLAIN[4:], "starts with 89 50 4e 47"),
    "another type of number": (b"\x00\x00\x0d\x03" + PLAIN[4:], "no IDX file of unsigned bytes"),
    "no dimensions": (b"\x00\x00\x08\x00" + PLAIN[4:], "no IDX file of unsigned bytes"),
    "half a header": (PLAIN[:10], "header should have 16 bytes, the file has 10"),
    "a value missing": (PLAIN[:-1], "is cut short: its header promises 2 x 3 x 4 = 24 values, 23 follow"),
    "a value too many": (
        PLAIN + b"\x00",
        "is too long: its header promises 2 x 3 x 4 = 24 values, 25 follow",
    ),
    "a header that lies": (PLAIN[:4] + b"\xff" * 12 + PLAIN[16:], "is cut short"),
    "gzip cut short": (gzip.compress(PLAIN)[:-12], "is cut short"),
    "gzip damaged": (gzip.compress(PLAIN)[:12] + b"\xff\xff\xff" + gzip.compress(PLAIN)[15:], "is damaged"),
    "gzip of a wrong checksum": (gzip.compress(PLAIN)[:-8] + b"\x00" * 8, "is damaged"),
    "gzip of something else": (gzip.compress(b"hello, hello"), "no IDX file"),
}


@pytest.mark.parametrize("content", [PLAIN, gzip.compress(PLAIN)], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", ["digits", "digits.gz"])
def test_gzip_and_plain_are_told_by_content_not_by_name(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    array = read_idx(path)
    assert array.dtype == np.uint8
    np.testing.assert_array_equal(array, ARRAY)


@pytest.mark.parametrize(("content", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_by_a_sentence_that_names_it(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "digits-idx"
    path.write_bytes(content)
    with pytest.raises(IdxError) as caught:
        read_idx(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message
    assert message.endswith(".")


def test_an_absent_file_is_said_to_be_absent(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_idx(tmp_path / "nothing")


@pytest.mark.parametrize("shape", [(5,), (1, 1), (3, 2, 2), (2, 1, 2, 3), (0, 4)])
def test_what_is_written_is_read_back(tmp_path: Path, shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    write_idx(tmp_path / "a.gz", array)
    np.testing.assert_array_equal(read_idx(tmp_path / "a.gz"), array)


def test_an_array_in_another_memory_order_is_written_by_its_indices(tmp_path: Path) -> None:
    write_idx(tmp_path / "a.gz", np.asfortranarray(ARRAY))
    np.testing.assert_array_equal(read_idx(tmp_path / "a.gz"), ARRAY)


def test_the_same_array_gives_the_same_bytes(tmp_path: Path) -> None:
    write_idx(tmp_path / "a.gz", ARRAY)
    write_idx(tmp_path / "b.gz", ARRAY)
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_the_array_may_be_changed(tmp_path: Path) -> None:
    write_idx(tmp_path / "a.gz", ARRAY)
    array = read_idx(tmp_path / "a.gz")
    array[0, 0, 0] = 7
    assert array[0, 0, 0] == 7
