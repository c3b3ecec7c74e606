"""Which digits are in use, and where they lie."""

import os
from pathlib import Path
from typing import Literal, NamedTuple

from autils import mnist

FOLDER_VARIABLE = "DIGITS_DATA_DIR"
EMBEDDED_FILE = "digits.npz"
EMBEDDED_CREDIT = (
    "Optical Recognition of Handwritten Digits by E. Alpaydin and C. Kaynak, UCI Machine Learning Repository "
    "(doi.org/10.24432/C50P49), CC BY 4.0; enlarged from 8x8 pixels, some of them turned and moved a little."
)


class DigitsNotFoundError(FileNotFoundError):
    """The digits are not where they were said to be; the message is what to do about it."""


class DigitSet(NamedTuple):
    """A set of digits on this machine."""

    kind: Literal["mnist", "embedded"]
    folder: Path

    @property
    def name(self) -> str:
        """What to call the set in a sentence."""
        return "MNIST" if self.kind == "mnist" else "the embedded UCI digits"

    @property
    def credit(self) -> str:
        """Who made the set, and its licence."""
        return mnist.CREDIT if self.kind == "mnist" else EMBEDDED_CREDIT


def find_digit_set() -> DigitSet:
    """Find the digits to use: the first folder that holds MNIST's four files or `digits.npz`.

    The folders are, in order: the one that the environment variable DIGITS_DATA_DIR names, the user's cache,
    `data/` beside the `autils` folder, and `autils` itself. In one folder MNIST goes before `digits.npz`.

    Raises:
        DigitsNotFoundError: if DIGITS_DATA_DIR names a folder without digits, or if no folder has any.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return _digit_set_named(Path(named).expanduser())
    package = Path(__file__).resolve().parent
    for folder in (cache_dir() / "mnist", package.parent / "data", package):
        found = _digit_set_in(folder)
        if found:
            return found
    raise DigitsNotFoundError(
        f"No digits were found: copy the lab's data folder, which holds {EMBEDDED_FILE}, beside the autils "
        "folder, or fetch MNIST with `python -m autils.data fetch`."
    )


def cache_dir() -> Path:
    """Return this user's cache folder for digits; it need not exist."""
    import pooch  # here, because it is slow to load and DIGITS_DATA_DIR does without it

    return Path(pooch.os_cache("digit-labs"))


def _digit_set_in(folder: Path) -> DigitSet | None:
    if not mnist.missing_files(folder):
        return DigitSet("mnist", folder)
    return DigitSet("embedded", folder) if (folder / EMBEDDED_FILE).is_file() else None


def _digit_set_named(folder: Path) -> DigitSet:
    """Take the digits that the user named, or say what is wrong: falling back silently would hide it."""
    found = _digit_set_in(folder)
    if found:
        return found
    missing = mnist.missing_files(folder)
    if not folder.is_dir():
        fault = "which is not a folder"
    elif len(missing) == len(mnist.MNIST_FILES):
        fault = f"which holds neither MNIST nor {EMBEDDED_FILE}"
    else:
        fault = f"which lacks {' and '.join(missing)}"
    raise DigitsNotFoundError(
        f"{FOLDER_VARIABLE} names {folder}, {fault}: name a folder with MNIST's four IDX files (gzip or "
        "plain), or unset it."
    )
