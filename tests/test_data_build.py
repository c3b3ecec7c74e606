"""The embedded digits are what the data card says, and the script in `data/` makes them anew."""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
CARD_ROW = re.compile(r"^\| `(\w+)` \| \(([\d, ]+)\) \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)

Arrays = dict[str, NDArray[np.uint8]]


@pytest.fixture(scope="module")
def build_digits() -> ModuleType:
    """The script, which is no part of a package."""
    specification = importlib.util.spec_from_file_location("build_digits", DATA_DIR / "build_digits.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def arrays() -> Arrays:
    with np.load(DATA_DIR / "digits.npz", allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


@pytest.fixture(scope="module")
def rebuilt(build_digits: ModuleType) -> Arrays:
    built: Arrays = build_digits.build()
    return built


def test_the_data_card_lists_shape_and_checksum_of_every_array(
    arrays: Arrays, build_digits: ModuleType
) -> None:
    card = (DATA_DIR / "README.md").read_text(encoding="utf-8")
    listed = {
        name: (tuple(int(size) for size in shape.split(",") if size.strip()), digest)
        for name, shape, digest in CARD_ROW.findall(card)
    }
    checksum: Callable[[NDArray[np.uint8]], str] = build_digits.checksum
    assert listed == {name: (array.shape, checksum(array)) for name, array in arrays.items()}


def test_the_script_makes_the_same_arrays_anew(arrays: Arrays, rebuilt: Arrays) -> None:
    assert list(rebuilt) == list(arrays)
    for name, array in arrays.items():
        assert rebuilt[name].dtype == np.uint8
        np.testing.assert_array_equal(rebuilt[name], array, err_msg=name)


def test_writing_twice_gives_the_same_bytes(tmp_path: Path, arrays: Arrays, build_digits: ModuleType) -> None:
    """Compared with each other, not with the committed file: its packed bytes depend on the zlib in use."""
    for name in ("first.npz", "second.npz"):
        build_digits.write_npz(tmp_path / name, arrays)
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    with np.load(tmp_path / "first.npz") as archive:
        for name, array in arrays.items():
            np.testing.assert_array_equal(archive[name], array)


def test_every_part_has_its_share_of_every_digit(arrays: Arrays) -> None:
    assert arrays["labels_20"].tolist() == [digit for digit in range(10) for _ in range(500)]
    assert np.bincount(arrays["train_labels_28"]).tolist() == [500] * 10
    assert np.bincount(arrays["test_labels_28"]).tolist() == [100] * 10


def test_the_28_pixel_parts_are_shuffled(arrays: Arrays) -> None:
    for part in ("train", "test"):
        labels = arrays[f"{part}_labels_28"]
        assert np.mean(labels[1:] == labels[:-1]) < 0.2


def test_no_picture_is_empty_or_doubled(arrays: Arrays) -> None:
    for name in ("images_20", "train_images_28", "test_images_28"):
        pictures = arrays[name].reshape(len(arrays[name]), -1)
        assert pictures.max(axis=1).min() == 255
        assert len(np.unique(pictures, axis=0)) == len(pictures), name


def test_no_original_is_in_both_28_pixel_parts(
    build_digits: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts draw on originals that, joined, are the originals of the 20-pixel pictures, each once."""
    drawn_on: list[list[NDArray[np.float64]]] = []

    def record(by_digit: list[NDArray[np.float64]], *_: object) -> tuple[NDArray[np.uint8], ...]:
        drawn_on.append(by_digit)
        return np.zeros((1, 2, 2), np.uint8), np.zeros(1, np.uint8)

    monkeypatch.setattr(build_digits, "_enlarge", record)
    build_digits.build()
    everything, train, test = drawn_on
    assert sum(map(len, everything)) == 1797
    for digit in range(10):
        joined = np.concatenate([train[digit], test[digit]])
        np.testing.assert_array_equal(joined, everything[digit])
        assert len(np.unique(joined.reshape(len(joined), -1), axis=0)) == len(joined)
        assert min(len(train[digit]), len(test[digit])) > 30
