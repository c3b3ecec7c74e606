"""What the loaders give, where they look, and what they say."""

import gzip
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from autils import data, sources
from autils.data import data_credit, data_set_name, idx_folder, load_data, load_mnist
from autils.idx import read_idx
from autils.mnist import MNIST_FILES, read_verified

ROOT = Path(__file__).resolve().parent.parent
MNIST_20_SHA256 = "6f595290862580b83420c97fcf5e5690f5d8ff02d7aa2d4945ca7cbfdf64de89"


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(data, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(data, "_announced", set())


# What they give


def test_load_data_gives_rows_of_400_sorted_by_digit() -> None:
    X, y = load_data()
    assert X.shape == (5000, 400)
    assert X.dtype == np.float64
    assert (X.min(), X.max()) == (0.0, 1.0)
    assert y.shape == (5000, 1)
    assert y.dtype == np.int64
    assert y.ravel().tolist() == sorted(list(range(10)) * 500)
    assert (y[0, 0], y[500, 0], y[1015, 0], y[-1, 0]) == (0, 1, 2, 9)


def test_a_row_holds_its_picture_column_by_column() -> None:
    X, _ = load_data()
    with np.load(ROOT / "data" / "digits.npz") as arrays:
        np.testing.assert_array_equal(X[1015].reshape(20, 20).T * 255, arrays["images_20"][1015])


def test_zeros_have_a_hole_and_ones_do_not() -> None:
    """The first picture of a digit shows it: a zero is dark in its middle, a one is bright there."""
    X, _ = load_data((0, 1))
    middle = X.reshape(-1, 20, 20)[:, 8:12, 8:12].mean(axis=(1, 2))
    assert middle[0] < 0.2 < 0.8 < middle[500]
    assert np.mean(middle[:500] < middle[500:]) > 0.95


@pytest.mark.parametrize("wanted", [(0, 1), [1, 0], {0, 1}, np.array([1, 0, 1]), range(2)])
def test_some_digits_come_sorted_whatever_the_order_asked(wanted: object) -> None:
    X, y = load_data(wanted)  # type: ignore[arg-type]
    assert X.shape == (1000, 400)
    assert y.ravel().tolist() == [0] * 500 + [1] * 500


def test_one_digit_may_be_named_by_itself() -> None:
    assert set(load_data(7)[1].ravel()) == {7}


@pytest.mark.parametrize("wrong", [(), (0, 10), -1, "01", (0.5,), (None,)])
def test_what_is_no_digit_is_refused_with_a_sentence(wrong: object) -> None:
    with pytest.raises(ValueError, match="load_data takes digits from 0 to 9"):
        load_data(wrong)  # type: ignore[arg-type]


def test_a_bare_call_follows_the_default_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "default_digits", (0, 1))
    assert load_data()[0].shape == (1000, 400)
    assert load_data(range(10))[0].shape == (5000, 400)


def test_changing_what_was_loaded_changes_no_later_call() -> None:
    X, y = load_data()
    X[:], y[:] = -1, -1
    X, y = load_data()
    assert X.min() == 0.0
    assert y.min() == 0


def test_load_mnist_gives_the_28_pixel_digits_in_two_parts() -> None:
    X_train, y_train, X_test, y_test = load_mnist()
    assert X_train.shape == (5000, 28, 28)
    assert X_test.shape == (1000, 28, 28)
    assert X_train.dtype == X_test.dtype == np.uint8
    assert y_train.shape == (5000,)
    assert y_test.shape == (1000,)
    assert y_train.dtype == y_test.dtype == np.int64


def test_idx_folder_holds_the_digits_of_load_mnist() -> None:
    folder = idx_folder()
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.gz" for name in MNIST_FILES)
    for name, array in zip(MNIST_FILES, load_mnist(), strict=True):
        np.testing.assert_array_equal(read_idx(folder / f"{name}.gz"), array)


def test_idx_folder_writes_once_and_mends_what_is_missing() -> None:
    folder = idx_folder()
    kept, removed = (folder / f"{name}.gz" for name in list(MNIST_FILES)[2:])
    removed.unlink()
    before = kept.read_bytes()
    assert idx_folder() == folder
    assert removed.is_file()
    assert kept.read_bytes() == before


def test_idx_folder_changes_with_the_embedded_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = idx_folder()
    with np.load(ROOT / "data" / "digits.npz") as arrays:
        np.savez(tmp_path / "digits.npz", **{name: arrays[name] for name in arrays.files})
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path))
    assert idx_folder() != first


# What they say


def test_the_set_in_use_is_said_once_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    load_data()
    load_mnist()
    load_data((0, 1))
    said = capsys.readouterr()
    assert (
        said.out == "The digits are the embedded UCI digits. For MNIST, run `python -m autils.data fetch`.\n"
    )
    assert said.err == ""


def test_the_way_to_mnist_is_one_that_works_under_a_setting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fetching into the cache would change nothing while DIGITS_DATA_DIR goes first."""
    monkeypatch.setenv("DIGITS_DATA_DIR", str(ROOT / "data"))
    load_data()
    assert "set DIGITS_DATA_DIR to a folder with its four IDX files" in capsys.readouterr().out


def test_the_loaders_work_from_any_folder_and_do_not_load_tensorflow(tmp_path: Path) -> None:
    script = "import sys; from autils.data import load_data; load_data(); print('tensorflow' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False"
    assert done.stderr == ""


# MNIST itself


@pytest.mark.mnist
def test_mnist_is_found_verified_and_cut() -> None:
    X, y = load_data()
    assert data_set_name() == "MNIST"
    assert "LeCun" in data_credit()
    assert y.ravel().tolist() == sorted(list(range(10)) * 500)
    pixels = np.rint(X * 255).astype(np.uint8)
    assert hashlib.sha256(pixels.tobytes()).hexdigest() == MNIST_20_SHA256


@pytest.mark.mnist
def test_mnist_has_its_well_known_shapes_and_first_digits(mnist_folder: Path) -> None:
    X_train, y_train, X_test, y_test = load_mnist()
    assert (X_train.shape, X_test.shape) == ((60000, 28, 28), (10000, 28, 28))
    assert y_train[:5].tolist() == [5, 0, 4, 1, 9]
    assert y_test[:5].tolist() == [7, 2, 1, 0, 4]
    assert idx_folder().resolve() == mnist_folder


@pytest.mark.mnist
def test_plain_files_of_mnist_are_served_as_gzip(
    tmp_path: Path, mnist_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in MNIST_FILES:
        (tmp_path / name).write_bytes(gzip.decompress((mnist_folder / f"{name}.gz").read_bytes()))
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path))
    folder = idx_folder()
    assert folder == tmp_path / "cache" / "idx-mnist"
    for name in MNIST_FILES:
        read_verified(folder / f"{name}.gz", name)
