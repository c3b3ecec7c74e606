"""MNIST: where it can be had, how to tell that it is MNIST, and its 20x20 cut.

This table is the only place that lists addresses and checksums.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from autils.idx import IdxError, parse_idx, read_unpacked

CREDIT = "MNIST handwritten digits by Y. LeCun, C. Cortes and C. J. C. Burges, CC BY-SA 3.0."


class MnistFile(NamedTuple):
    """What an unpacked file must be."""

    size: int  # bytes
    sha256: str  # of the unpacked bytes: gzip files of the same content differ from mirror to mirror


MNIST_FILES = {
    "train-images-idx3-ubyte": MnistFile(
        47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    ),
    "train-labels-idx1-ubyte": MnistFile(
        60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
    ),
    "t10k-images-idx3-ubyte": MnistFile(
        7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
    ),
    "t10k-labels-idx1-ubyte": MnistFile(
        10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    ),
}

# Each holds the four files under the names above with `.gz` behind them.
MNIST_MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist",
    "https://ossci-datasets.s3.amazonaws.com/mnist",
    "https://raw.githubusercontent.com/fgnt/mnist/master",
)


def file_in(folder: Path, name: str) -> Path | None:
    """Return the file of MNIST called `name` in a folder, gzip preferred to plain, or None."""
    candidates = (folder / f"{name}.gz", folder / name)
    return next((path for path in candidates if path.is_file()), None)


def missing_files(folder: Path) -> list[str]:
    """Return the names of MNIST's files that a folder lacks both as gzip and plain."""
    return [name for name in MNIST_FILES if file_in(folder, name) is None]


def read_verified(path: Path, name: str) -> NDArray[np.uint8]:
    """Read a file and make sure that it is MNIST's file called `name`.

    Returns:
        Images (m, 28, 28) or labels (m,), uint8.

    Raises:
        IdxError: if it is no sound IDX file, or one of something else.
        FileNotFoundError: if there is no such file.
    """
    expected = MNIST_FILES[name]
    data = read_unpacked(path, limit=expected.size + 1)  # a bad download must not fill the memory
    if len(data) > expected.size:
        raise IdxError(f"{path} is not MNIST's {name}: it is longer than {expected.size} bytes unpacked.")
    array = parse_idx(data, path)
    if hashlib.sha256(data).hexdigest() != expected.sha256:
        raise IdxError(f"{path} is a sound IDX file, but not MNIST's {name}: its checksum differs.")
    return array


def cut_to_20(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut the bounding box of the ink out of each picture and centre it on 20 by 20 pixels.

    Args:
        images: uint8, shape (m, rows, columns). Ink is every value above 0.

    Returns:
        uint8, shape (m, 20, 20). An odd free row goes below and an odd free column to the right; ink that is
        wider or higher than 20 loses its rim.
    """
    side = 20
    rows = _first_source_index(np.asarray(images.any(axis=2)), side)[:, None] + np.arange(side)
    columns = _first_source_index(np.asarray(images.any(axis=1)), side)[:, None] + np.arange(side)
    padded = np.pad(images, ((0, 0), (side, side), (side, side)))
    picture = np.arange(len(images))[:, None, None]
    cut: NDArray[np.uint8] = padded[picture, rows[:, :, None] + side, columns[:, None, :] + side]
    return cut


def _first_source_index(has_ink: NDArray[np.bool_], side: int) -> NDArray[np.int64]:
    """For each row of flags, find where a window of `side` starts that has the True ones in its middle."""
    first = has_ink.argmax(axis=1)
    last = has_ink.shape[1] - 1 - has_ink[:, ::-1].argmax(axis=1)
    free = side - (last - first + 1)
    return np.asarray(first - free // 2, dtype=np.int64)
