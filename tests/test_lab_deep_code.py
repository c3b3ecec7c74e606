"""The code of deep_network: given functions, solutions at their limits, and the code in its folded hints."""

from __future__ import annotations

import ast
import gzip
import re
import struct
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from autils import check_gradients, debug_inputs, debug_parameters
from grader.stubs import find_regions
from tests.deep_functions import LAB, deep_functions
from tests.deep_notebook import EXERCISES, functions_with
from tests.lab_reading import by_id, slug
from tests.lab_running import source_path

F = deep_functions()
NOTEBOOK = nbformat.read(source_path(LAB), as_version=4)
DEPTHS = [
    ([3, 2], ["softmax"]),
    ([3, 2], ["sigmoid"]),
    ([3, 4, 2], ["relu", "softmax"]),
    ([3, 4, 5, 2], ["softmax", "tanh", "sigmoid"]),
    ([3, 6, 5, 4, 4, 2], ["tanh", "relu", "relu", "sigmoid", "softmax"]),
    ([3, *[4] * 7, 2], [*["tanh"] * 7, "softmax"]),
]


def idx_bytes(array: np.ndarray[Any, Any]) -> bytes:
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


@pytest.mark.parametrize("shape", [(5,), (0,), (2, 3), (4, 3, 2), (2, 1, 3, 2)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_any_idx_file_of_bytes_is_read(
    shape: tuple[int, ...], pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    array = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape) + np.uint8(7)
    path = tmp_path / "digits"
    path.write_bytes(pack(idx_bytes(array)))
    found = F.load_idx(str(path))
    assert found.dtype == np.uint8
    np.testing.assert_array_equal(found, array, strict=True)
    found[...] = 0  # an array of one's own


SOUND = idx_bytes(np.arange(12, dtype=np.uint8).reshape(3, 4))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "with 0 bytes it has no magic number"),
        (b"\x00\x00\x08", "with 3 bytes it has no magic number"),
        (b"\x89PNG" + SOUND, "no IDX file of unsigned bytes: its magic number is 2303741511"),
        (struct.pack(">II", 0x00000D01, 1) + b"\x00" * 4, "its magic number is 3329"),
        (struct.pack(">I", 0x00000800) + b"\x01", "its magic number is 2048"),
        (SOUND[:9], "cut short: 9 bytes are fewer than its header has, 12"),
        (SOUND[:-1], "holds 11 values, but its header promises 12: (3, 4)"),
        (SOUND + b"\x00", "holds 13 values, but its header promises 12: (3, 4)"),
        (gzip.compress(SOUND)[:-9], "cannot be unpacked, it is cut short or damaged"),
        (gzip.compress(SOUND)[:12] + b"\xff" * 20, "cannot be unpacked, it is cut short or damaged"),
        (gzip.compress(SOUND[:-1]), "holds 11 values, but its header promises 12"),
    ],
)
def test_a_bad_file_is_described_in_one_sentence(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "t10k-labels-idx1-ubyte.gz"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=re.escape(words)) as caught:
        F.load_idx(path)
    sentence = str(caught.value)
    assert sentence.startswith(str(path))
    assert "\n" not in sentence
    assert len(sentence) < len(str(path)) + 120


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        F.load_idx(tmp_path / "train-images-idx3-ubyte.gz")


def test_flattened_pictures_are_columns_row_by_row_from_0_to_1() -> None:
    images = np.random.RandomState(0).randint(0, 256, (5, 3, 4)).astype(np.uint8)
    X = F.flatten_images(images)
    assert X.shape == (12, 5)
    assert X.dtype == np.float64
    np.testing.assert_array_equal(X[:, 2] * 255, images[2].ravel())


@given(some.integers(1, 30), some.integers(1, 40), some.integers(0, 1000))
def test_batches_hold_every_column_once(examples: int, batch_size: int, seed: int) -> None:
    X = np.arange(3 * examples).reshape(3, examples)
    parts = list(F.batches(X, 2 * X, X[0], batch_size, np.random.RandomState(seed)))
    assert {len(labels) for _, _, labels in parts[:-1]} <= {batch_size}
    assert sorted(np.concatenate([labels for _, _, labels in parts])) == list(range(examples))
    for X_part, Y_part, labels in parts:
        np.testing.assert_array_equal(X_part, X[:, labels])
        np.testing.assert_array_equal(Y_part, 2 * X_part)


@pytest.mark.parametrize(("sizes", "activations"), DEPTHS)
def test_gradients_are_right_at_any_depth(sizes: list[int], activations: list[str]) -> None:
    X, Y = debug_inputs(3, 5), F.one_hot(np.array([0, 1, 1, 0, 1]), 2)
    cost = F.cross_entropy_cost if activations[-1] == "softmax" else F.binary_cross_entropy_cost
    network = debug_parameters(sizes, scale=1.0)
    differences = check_gradients(network, X, Y, activations, F.model_forward, F.model_backward, cost)
    assert max(differences) < 1e-7


@pytest.mark.parametrize(("sizes", "activations"), DEPTHS)
def test_huge_inputs_raise_no_warning(sizes: list[int], activations: list[str]) -> None:
    X, labels = np.where(debug_inputs(3, 6) > 0, 1000.0, -1000.0), np.array([0, 1, 1, 0, 1, 0])
    with np.errstate(all="raise", under="ignore"):
        parameters, history = F.train(X, labels, sizes, activations, 0.01, num_iterations=3)
    assert all(np.isfinite(array).all() for array in parameters.values())
    assert np.isfinite(history["cost"]).all()


def test_training_leaves_its_arguments_and_the_global_random_state_alone() -> None:
    X, labels, sizes, activations = debug_inputs(3, 7), np.arange(7) % 2, [3, 4, 2], ["relu", "softmax"]
    for array in (X, labels):
        array.flags.writeable = False
    np.random.seed(5)
    wanted = np.random.RandomState(5).rand()
    F.train(X, labels, sizes, activations, num_iterations=2, batch_size=3, validation=(X, labels))
    assert np.random.rand() == wanted
    assert (sizes, activations) == ([3, 4, 2], ["relu", "softmax"])


def test_the_history_says_what_the_docstring_promises() -> None:
    X, labels = debug_inputs(3, 7), np.arange(7) % 2
    options: dict[str, Any] = {"num_iterations": 5, "log_every": 2, "validation": (X, labels)}
    parameters, history = F.train(X, labels, [3, 4, 2], ["tanh", "softmax"], **options)
    AL, _ = F.model_forward(X, parameters, ["tanh", "softmax"])
    assert history["iteration"] == [2, 4, 5]
    assert len(history["cost"]) == 5
    assert history["validation_accuracy"][-1] == F.accuracy(AL, labels)
    assert history["validation_cost"][-1] == F.cross_entropy_cost(AL, F.one_hot(labels, 2))
    before, _ = F.train(X, labels, [3, 4, 2], ["tanh", "softmax"], num_iterations=4)
    AL, _ = F.model_forward(X, before, ["tanh", "softmax"])
    assert history["train_accuracy"][-1] == pytest.approx(F.accuracy(AL, labels), rel=1e-12)
    assert history["cost"][-1] == pytest.approx(F.cross_entropy_cost(AL, F.one_hot(labels, 2)), rel=1e-12)


def test_weights_of_pixels_without_ink_stay_as_they_start() -> None:
    X = debug_inputs(6, 9)
    X[[1, 4]] = 0
    start = F.initialize_parameters([6, 5, 2], "small")["W1"]
    trained, _ = F.train(X, np.arange(9) % 2, [6, 5, 2], ["relu", "softmax"], method="small")
    moved = np.any(trained["W1"] != start, axis=0)
    assert moved.tolist() == [True, False, True, True, False, True]


def hint(name: str, number: int) -> str:
    """Return the code in a folded hint of an exercise."""
    text = by_id(NOTEBOOK, f"hints-{slug(name)}").source
    part = text.split(f"<summary><b>Hint {number}</b>")[1].split("</details>")[0]
    (code,) = re.findall(r"```python\n(.*?)\n```", part, flags=re.DOTALL)
    return str(code)


def with_answer_of_hint(name: str) -> str:
    """Return the solution cell with the code of the last hint in its regions, one after the other."""
    lines, regions = EXERCISES[name].source.split("\n"), find_regions(EXERCISES[name].source)
    parts = hint(name, 3).split("\n\n")
    assert len(parts) == len(regions)
    for region, part in reversed(list(zip(regions, parts, strict=True))):
        marker = lines[region.start - 1]
        indent = marker[: len(marker) - len(marker.lstrip())]
        lines[region.start : region.end - 1] = textwrap.indent(part, indent).split("\n")
    return "\n".join(lines)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_last_hint_of_each_exercise_is_right(name: str) -> None:
    found, wanted = functions_with(**{name: with_answer_of_hint(name)}), vars(F)
    X, labels = 3 * debug_inputs(3, 7), np.array([0, 1, 1, 0, 1, 2, 0], dtype=np.uint8)
    for activations in (["relu", "tanh", "softmax"], ["softmax", "sigmoid", "sigmoid"]):
        for method in ("small", "he"):
            options: dict[str, Any] = {"num_iterations": 4, "batch_size": 3, "method": method}
            (mine, my_history), (theirs, their_history) = (
                functions["train"](X, labels, [3, 4, 5, 3], activations, **options)
                for functions in (found, wanted)
            )
            assert my_history["cost"] == pytest.approx(their_history["cost"], rel=1e-12)
            for key, array in theirs.items():
                np.testing.assert_allclose(mine[key], array, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_lines_with_blanks_are_python_with_blanks(name: str) -> None:
    skeleton = hint(name, 2)
    ast.parse(skeleton)
    assert skeleton.count("____") >= 2
