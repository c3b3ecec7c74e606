"""Digits for the labs: MNIST where it is, the embedded UCI digits otherwise.

`python -m autils.data fetch` puts MNIST into the user's cache.
"""

import argparse
import functools
import hashlib
import os
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autils.fetch import FetchError, fetch_mnist
from autils.idx import IdxError, write_idx
from autils.mnist import MNIST_FILES, cut_to_20, file_in, read_verified
from autils.sources import EMBEDDED_FILE, FOLDER_VARIABLE, DigitSet, cache_dir, find_digit_set

PER_DIGIT = 500

default_digits: tuple[int, ...] | None = None
"""The digits that `load_data()` gives when it is told none; None for all ten. A lab's grader sets it."""

_announced: set[str] = set()


def load_data(digits: int | Iterable[int] | None = None) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Load 20x20 pictures of digits, 500 of each digit, sorted by digit.

    Args:
        digits: the digits wanted, such as (0, 1); None for `default_digits`, which is all ten unless changed.

    Returns:
        X: float64, shape (m, 400): one picture per row, 0 is paper and 1 is ink. A row holds its picture
            column by column, so `X[i].reshape(20, 20).T` stands upright.
        y: int64, shape (m, 1): the digit on each picture.

    Raises:
        ValueError: if `digits` names none, or anything but whole numbers from 0 to 9.
        DigitsNotFoundError: if DIGITS_DATA_DIR names a folder without digits.
        IdxError: if a file of MNIST is damaged.
    """
    wanted = _digits_wanted(default_digits if digits is None else digits)
    images, labels = _pictures_20(_announce(find_digit_set()))
    chosen = np.isin(labels, wanted)
    columns_first = images[chosen].transpose(0, 2, 1)
    X = columns_first.reshape(len(columns_first), -1) / 255.0
    return X, labels[chosen].astype(np.int64).reshape(-1, 1)


def load_mnist() -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    """Load 28x28 pictures of all ten digits, in a training and a test part.

    Returns:
        X_train, y_train, X_test, y_test: pictures, uint8, shape (m, 28, 28), 0 is paper and 255 is ink; and
        their digits, int64, shape (m,). MNIST has 60000 and 10000 of them, the embedded set 5000 and 1000.

    Raises:
        DigitsNotFoundError: if DIGITS_DATA_DIR names a folder without digits.
        IdxError: if a file of MNIST is damaged.
    """
    X_train, y_train, X_test, y_test = _arrays_28(_announce(find_digit_set()))
    return X_train, y_train.astype(np.int64), X_test, y_test.astype(np.int64)


def idx_folder() -> Path:
    """Return a folder that holds the 28x28 digits in use as four gzip IDX files under MNIST's names.

    Where the digits lie in another form, such files are first written into the user's cache.

    Raises:
        DigitsNotFoundError: if DIGITS_DATA_DIR names a folder without digits.
        IdxError: if a file of MNIST is damaged.
    """
    digit_set = _announce(find_digit_set())
    folder = digit_set.folder
    if digit_set.kind == "mnist" and _is_complete(folder):
        return folder
    folder = cache_dir() / f"idx-{_content_key(digit_set)}"
    if not _is_complete(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".write-") as scratch:
            for name, array in zip(MNIST_FILES, _arrays_28(digit_set), strict=True):
                finished = Path(scratch, f"{name}.gz")
                write_idx(finished, array)
                finished.replace(folder / finished.name)
    return folder


def data_set_name() -> str:
    """Return what to call the digits in use: "MNIST" or "the embedded UCI digits"."""
    return find_digit_set().name


def data_credit() -> str:
    """Return one line that credits the makers of the digits in use and names the licence."""
    return find_digit_set().credit


def stratified_split(
    X: ArrayLike, y: ArrayLike, test_fraction: float = 0.2, seed: int = 0
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Split examples into a training and a test part that hold the same share of every class.

    Args:
        X: examples along the first axis, shape (m, ...).
        y: their classes, shape (m,) or (m, 1).
        test_fraction: the share of each class that goes to the test part, between 0 and 1; at least one
            example of each class goes to either part.
        seed: which examples go where, and in what order; the same seed gives the same split.

    Returns:
        X_train, X_test, y_train, y_test: copies, in random order.

    Raises:
        ValueError: if X and y do not fit, a class has a single example, or the fraction is not in (0, 1).
    """
    X, y = np.asarray(X), np.asarray(y)
    if y.ndim == 0 or X.ndim == 0 or not len(X) == len(y) == y.size > 0:
        raise ValueError(f"One class per example is needed: X has shape {X.shape} and y has shape {y.shape}.")
    if not 0 < test_fraction < 1:
        raise ValueError(f"test_fraction is a share between 0 and 1, such as 0.2; it was {test_fraction}.")
    random = np.random.default_rng(seed)
    train, test = [], []
    classes = y.reshape(-1)
    for label in np.unique(classes):
        rows = random.permutation(np.flatnonzero(classes == label))
        if len(rows) < 2:
            raise ValueError(f"Class {label} has a single example, which cannot be in both parts.")
        count = min(max(round(test_fraction * len(rows)), 1), len(rows) - 1)
        test.append(rows[:count])
        train.append(rows[count:])
    train_rows = random.permutation(np.concatenate(train))
    test_rows = random.permutation(np.concatenate(test))
    return X[train_rows], X[test_rows], y[train_rows], y[test_rows]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `python -m autils.data`; return the exit code: 0 done, 1 not to be had (2, wrong usage, exits)."""
    parser = argparse.ArgumentParser(prog="python -m autils.data", description="Digits for the labs.")
    commands = parser.add_subparsers(dest="command", required=True)
    fetch = commands.add_parser("fetch", help="put MNIST, about 11 MB, into your cache, checksums verified")
    fetch.add_argument(
        "--from", dest="source", metavar="DIR|URL", help="a folder or web address to take it from"
    )
    options = parser.parse_args(arguments)
    try:
        folder = fetch_mnist(options.source, say=lambda line: print(line, file=sys.stderr))
    except FetchError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"MNIST is in {folder}.")
    if os.environ.get(FOLDER_VARIABLE):
        print(f"{FOLDER_VARIABLE} is set and goes first; unset it to use the files in the cache.")
    return 0


def _digits_wanted(digits: int | Iterable[int] | None) -> list[int]:
    if digits is None:
        return list(range(10))
    wanted = list(digits) if isinstance(digits, Iterable) else [digits]
    if not wanted or any(digit not in range(10) for digit in wanted):
        raise ValueError(f"load_data takes digits from 0 to 9, such as (0, 1); it was given {digits!r}.")
    return [int(digit) for digit in wanted]


def _announce(digit_set: DigitSet) -> DigitSet:
    """Say once which digits are in use and how to get the others."""
    if digit_set.kind not in _announced:
        _announced.add(digit_set.kind)
        if digit_set.kind == "mnist":
            other = f"For the embedded UCI digits, set {FOLDER_VARIABLE} to the folder of {EMBEDDED_FILE}."
        elif os.environ.get(FOLDER_VARIABLE):
            other = f"For MNIST, set {FOLDER_VARIABLE} to a folder with its four IDX files."
        else:
            other = "For MNIST, run `python -m autils.data fetch`."
        print(f"The digits are {digit_set.name}. {other}")
    return digit_set


@functools.lru_cache(maxsize=2)
def _pictures_20(digit_set: DigitSet) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Read or cut the 20x20 pictures, (5000, 20, 20), and their labels, (5000,); callers leave them as is."""
    if digit_set.kind == "embedded":
        images, labels = _embedded(digit_set.folder, "images_20", "labels_20")
    else:
        all_images, all_labels = (_mnist(digit_set.folder, name) for name in list(MNIST_FILES)[:2])
        first = np.concatenate([np.flatnonzero(all_labels == digit)[:PER_DIGIT] for digit in range(10)])
        images, labels = cut_to_20(all_images[first]), all_labels[first]
    return images, labels


def _arrays_28(digit_set: DigitSet) -> list[NDArray[np.uint8]]:
    """Read training images and labels, then test images and labels: the order of MNIST_FILES."""
    if digit_set.kind == "mnist":
        return [_mnist(digit_set.folder, name) for name in MNIST_FILES]
    names = ("train_images_28", "train_labels_28", "test_images_28", "test_labels_28")
    return _embedded(digit_set.folder, *names)


def _mnist(folder: Path, name: str) -> NDArray[np.uint8]:
    path = file_in(folder, name) or folder / name
    try:
        return read_verified(path, name)
    except IdxError as error:
        cure = "Fetch MNIST anew with `python -m autils.data fetch`, or name a folder with sound files."
        raise IdxError(f"{error} {cure}") from error


def _embedded(folder: Path, *names: str) -> list[NDArray[np.uint8]]:
    path = folder / EMBEDDED_FILE
    try:
        with path.open("rb") as file:
            arrays = np.load(file, allow_pickle=False)
            return [arrays[name] for name in names]
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError) as error:
        raise ValueError(
            f"{path} is damaged or not the embedded digits: copy it anew from the lab."
        ) from error


def _is_complete(folder: Path) -> bool:
    return all((folder / f"{name}.gz").is_file() for name in MNIST_FILES)


def _content_key(digit_set: DigitSet) -> str:
    """Name a set by its content, so that files made from it never go stale."""
    if digit_set.kind == "mnist":
        return "mnist"  # one content, verified on reading
    return hashlib.sha256((digit_set.folder / EMBEDDED_FILE).read_bytes()).hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())
