"""Where the loaders look for digits, in which order, and how they refuse what is no such set."""

import io
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from autils import data, sources
from autils.data import data_credit, data_set_name, idx_folder, load_data, load_mnist
from autils.idx import IdxError, write_idx
from autils.mnist import MNIST_FILES, read_verified
from autils.sources import DigitsNotFoundError, find_digit_set

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(data, "cache_dir", lambda: tmp_path / "cache")
    monkeypatch.setattr(data, "_announced", set())


def test_without_a_setting_the_embedded_digits_are_in_use() -> None:
    assert find_digit_set() == ("embedded", ROOT / "data")
    assert data_set_name() == "the embedded UCI digits"
    assert "Alpaydin" in data_credit()
    assert "CC BY 4.0" in data_credit()
    assert "\n" not in data_credit()


def test_the_folders_are_searched_in_the_promised_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "autils"
    monkeypatch.setattr(sources, "__file__", str(package / "sources.py"))
    with pytest.raises(DigitsNotFoundError, match=r"python -m autils\.data fetch"):
        find_digit_set()
    for folder, kind in [
        (package, "embedded"),
        (tmp_path / "data", "embedded"),
        (tmp_path / "data", "mnist"),
    ]:
        _pretend(folder, kind)
        assert find_digit_set() == (kind, folder)
    _pretend(tmp_path / "cache" / "mnist", "mnist")
    assert find_digit_set() == ("mnist", tmp_path / "cache" / "mnist")
    _pretend(tmp_path / "named", "embedded")
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path / "named"))
    assert find_digit_set() == ("embedded", tmp_path / "named")


def test_an_unfinished_cache_is_passed_over(tmp_path: Path) -> None:
    _pretend(tmp_path / "cache" / "mnist", "mnist")
    (tmp_path / "cache" / "mnist" / "t10k-labels-idx1-ubyte.gz").unlink()
    assert find_digit_set().kind == "embedded"


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITS_DATA_DIR", "")
    assert find_digit_set().kind == "embedded"


def test_a_named_folder_without_digits_is_refused_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "named"
    monkeypatch.setenv("DIGITS_DATA_DIR", str(folder))
    with pytest.raises(DigitsNotFoundError, match="named, which is not a folder: name a folder with MNIST"):
        load_data()
    folder.mkdir()
    with pytest.raises(DigitsNotFoundError, match=r"which holds neither MNIST nor digits\.npz"):
        load_mnist()
    _pretend(folder, "mnist")
    (folder / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DigitsNotFoundError, match="which lacks t10k-labels-idx1-ubyte: "):
        idx_folder()


def _npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


SOUND = (ROOT / "data" / "digits.npz").read_bytes()
DAMAGED = {
    "empty": b"",
    "the end of an archive": b"PK\x05\x06",
    "an archive of nothing": b"PK\x05\x06" + b"\x00" * 18,
    "no archive": b"no archive",
    "a single array": _npy(np.zeros(3)),
    "cut short": SOUND[:1000],
    "damaged inside": SOUND[:500] + b"\x00" * 500 + SOUND[1000:],
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_archive_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    (tmp_path / "digits.npz").write_bytes(content)
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path))
    with pytest.raises(ValueError, match=r"digits\.npz is damaged or not the embedded digits"):
        load_data()


def test_an_archive_of_pickles_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with np.load(ROOT / "data" / "digits.npz") as arrays:
        labels = arrays["labels_20"]
    np.savez(tmp_path / "digits.npz", images_20=np.array([{}], dtype=object), labels_20=labels)
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path))
    with pytest.raises(ValueError, match="damaged or not the embedded digits"):
        load_data()


def test_files_of_something_else_under_mnists_names_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other sets of pictures come under the same file names; they must not be credited as MNIST."""
    shutil.copytree(idx_folder(), tmp_path / "others")
    monkeypatch.setenv("DIGITS_DATA_DIR", str(tmp_path / "others"))
    with pytest.raises(IdxError, match=r"train-images-idx3-ubyte.gz is a sound IDX file, but not MNIST's"):
        load_mnist()
    write_idx(tmp_path / "others" / "t10k-labels-idx1-ubyte.gz", np.zeros(20_000, dtype=np.uint8))
    with pytest.raises(IdxError, match="is longer than 10008 bytes unpacked"):
        read_verified(tmp_path / "others" / "t10k-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte")


def _pretend(folder: Path, kind: str) -> None:
    """Make files of the right names; finding a set does not open them."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "embedded":
        with zipfile.ZipFile(folder / "digits.npz", "w"):
            pass
    else:
        for name in MNIST_FILES:
            (folder / f"{name}.gz").touch()
