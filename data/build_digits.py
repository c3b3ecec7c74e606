"""Build `data/digits.npz`, the embedded digits, from the UCI digits that scikit-learn carries.

Run `python data/build_digits.py` to write the file anew, or name another path for it. The same versions of
SciPy and zlib give the same file, byte for byte; the decoded arrays are pinned in `data/README.md`.
"""

import hashlib
import io
import sys
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import affine_transform
from sklearn.datasets import load_digits

SEED = 20
TARGET = Path(__file__).with_name("digits.npz")
ORIGINAL_SIDE = 8
LARGEST_INK = 16  # the originals count inked points in 4x4 blocks
PER_DIGIT_20 = PER_DIGIT_TRAIN_28 = 500
PER_DIGIT_TEST_28 = 100
TEST_SHARE = 0.2  # of the originals of each digit
GREY_STEP = 15  # 18 grey levels: the originals have 17; finer greys look the same and double the file
# Nearly equal floats must round alike everywhere: grey values that stand exactly between two levels are many.
TIE = 1e-6


def main() -> None:
    """Write the file and print the lines that the data card lists."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    arrays = build()
    write_npz(target, arrays)
    for name, array in arrays.items():
        print(f"{name} {array.shape} {checksum(array)}")


def build() -> dict[str, NDArray[np.uint8]]:
    """Make the six arrays of the embedded set.

    Returns:
        uint8 arrays by name: `images_20` (5000, 20, 20) and `labels_20` (5000,), 500 per digit, sorted by
        digit, the originals first; `train_images_28` (5000, 28, 28), `train_labels_28` (5000,),
        `test_images_28` (1000, 28, 28), `test_labels_28` (1000,), shuffled, with no original in both parts.
    """
    originals, labels = load_digits(return_X_y=True)
    originals = originals.reshape(-1, ORIGINAL_SIDE, ORIGINAL_SIDE) / LARGEST_INK
    by_digit = [originals[labels == digit] for digit in range(10)]
    # The last originals make the test part: people wrote them one after the other, so it holds other hands.
    cuts = [round((1 - TEST_SHARE) * len(images)) for images in by_digit]
    train = [images[:cut] for images, cut in zip(by_digit, cuts, strict=True)]
    test = [images[cut:] for images, cut in zip(by_digit, cuts, strict=True)]

    random = np.random.default_rng(SEED)
    images_20, labels_20 = _enlarge(by_digit, PER_DIGIT_20, 20, random)
    train_28 = _shuffle(*_enlarge(train, PER_DIGIT_TRAIN_28, 28, random), random)
    test_28 = _shuffle(*_enlarge(test, PER_DIGIT_TEST_28, 28, random), random)
    return {
        "images_20": images_20,
        "labels_20": labels_20,
        "train_images_28": train_28[0],
        "train_labels_28": train_28[1],
        "test_images_28": test_28[0],
        "test_labels_28": test_28[1],
    }


def write_npz(path: Path, arrays: dict[str, NDArray[np.uint8]]) -> None:
    """Write arrays as a compressed npz file without clock or platform in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # the platform's own number would stand here otherwise
            member.external_attr = 0o644 << 16
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(member, buffer.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)


def checksum(array: NDArray[np.uint8]) -> str:
    """Return the SHA-256 of an array's bytes in C order, as the data card lists it."""
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def _enlarge(
    by_digit: list[NDArray[np.float64]], per_digit: int, side: int, random: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Draw `per_digit` pictures of each digit: the originals in order, then variations of them in order."""
    images = []
    for originals in by_digit:
        for i in range(per_digit):
            variation = np.eye(2) if i < len(originals) else _small_linear_map(random)
            shift = np.zeros(2) if i < len(originals) else random.uniform(-0.35, 0.35, size=2)
            images.append(_draw(originals[i % len(originals)], side, variation, shift))
    return np.stack(images), np.repeat(np.arange(10, dtype=np.uint8), per_digit)


def _small_linear_map(random: np.random.Generator) -> NDArray[np.float64]:
    """Draw a map of the plane near the identity: up to 9 degrees of turn, some slant, size 93 to 110 %."""
    turn = np.deg2rad(random.uniform(-9, 9))
    slant = random.uniform(-0.12, 0.12)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    # The map leads from the new picture back to the original, so factors above 1 make the digit smaller.
    sizes = np.diag(random.uniform(0.91, 1.08, size=2))
    return rotation @ np.array([[1.0, 0.0], [slant, 1.0]]) @ sizes


def _draw(
    original: NDArray[np.float64], side: int, variation: NDArray[np.float64], shift: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """Draw one original at a new size with cubic splines, sharpen its contrast, and round to grey values.

    Pixels are taken as small squares on black paper (`scipy.ndimage.zoom` with `grid_mode=True`), so strokes
    that touch the rim of the original end round. `shift` is in pixels of the original.
    """
    scale = variation * (ORIGINAL_SIDE / side)
    centre = (ORIGINAL_SIDE - 1) / 2 + shift
    offset = centre - scale @ np.full(2, (side - 1) / 2)
    grey = affine_transform(original, scale, offset, output_shape=(side, side), order=3, mode="grid-constant")
    sharp = np.clip((grey - 0.25) * 1.6, 0.0, 1.0)
    return (GREY_STEP * np.floor(sharp * (255 / GREY_STEP) + 0.5 + TIE)).astype(np.uint8)


def _shuffle(
    images: NDArray[np.uint8], labels: NDArray[np.uint8], random: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    order = random.permutation(len(labels))
    return images[order], labels[order]


if __name__ == "__main__":
    main()
