"""Fetching MNIST: only what is right gets into the cache, and a fault is one sentence.

A small set of files stands in for MNIST, so that these tests run everywhere.
"""

import gzip
import hashlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from local_mirror import LocalMirror

from autils import data, fetch
from autils.fetch import FetchError, fetch_mnist
from autils.idx import read_idx, write_idx
from autils.mnist import MNIST_FILES, MNIST_MIRRORS, MnistFile

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND, _, LAST = MNIST_FILES


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of four gzip files that the table of MNIST's files is made to describe."""
    folder = tmp_path / "good"
    folder.mkdir()
    random = np.random.default_rng(0)
    for name in MNIST_FILES:
        count = 40 if name.startswith("train") else 20
        shape = (count, 28, 28) if "images" in name else (count,)
        write_idx(folder / f"{name}.gz", random.integers(0, 10, shape, dtype=np.uint8))
        unpacked = gzip.decompress((folder / f"{name}.gz").read_bytes())
        described = MnistFile(len(unpacked), hashlib.sha256(unpacked).hexdigest())
        monkeypatch.setitem(MNIST_FILES, name, described)
    return folder


@pytest.fixture
def server(good: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalMirror]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with LocalMirror(good) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def nobody() -> str:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/mnist"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_good_server_fills_the_cache(server: LocalMirror, good: Path, cache: Path) -> None:
    folder = fetch_mnist(server.address + "/", cache)
    assert folder == cache / "mnist"
    assert _names(folder) == [f"{name}.gz" for name in sorted(MNIST_FILES)]
    for name in MNIST_FILES:
        np.testing.assert_array_equal(read_idx(folder / f"{name}.gz"), read_idx(good / f"{name}.gz"))


def test_what_is_there_and_right_is_not_fetched_again(server: LocalMirror, cache: Path) -> None:
    folder = fetch_mnist(server.address, cache)
    server.asked.clear()
    (folder / f"{SECOND}.gz").write_bytes(b"spoiled")
    fetch_mnist(server.address, cache)
    assert server.asked == [f"{SECOND}.gz"]


@pytest.mark.parametrize("form", ["gzip", "plain"])
def test_a_folder_is_as_good_as_a_server(good: Path, cache: Path, form: str) -> None:
    if form == "plain":
        for packed in list(good.iterdir()):
            packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
            packed.unlink()
    folder = fetch_mnist(good, cache)
    assert _names(folder) == [f"{name}.gz" for name in sorted(MNIST_FILES)]
    assert (folder / f"{FIRST}.gz").read_bytes()[:2] == b"\x1f\x8b"


def _cut_on_the_way(server: LocalMirror) -> None:
    server.cut_short.add(f"{LAST}.gz")


def _cut_on_disk(server: LocalMirror) -> None:
    path = server.folder / f"{LAST}.gz"
    path.write_bytes(path.read_bytes()[:-9])


def _other_digits(server: LocalMirror) -> None:
    write_idx(server.folder / f"{LAST}.gz", np.zeros(20, dtype=np.uint8))


def _endless(server: LocalMirror) -> None:
    (server.folder / f"{LAST}.gz").write_bytes(gzip.compress(bytes(10_000_000)))


def _a_page(server: LocalMirror) -> None:
    (server.folder / f"{LAST}.gz").write_text("<html>Log in</html>")


def _absent(server: LocalMirror) -> None:
    (server.folder / f"{LAST}.gz").unlink()


FAULTS = {
    "cut short on the way": (_cut_on_the_way, "broke off before the end"),
    "cut short on the disk": (_cut_on_disk, "is cut short"),
    "other digits": (_other_digits, "but not MNIST's"),
    "far too long": (_endless, "is longer than 28 bytes unpacked"),
    "a page in its place": (_a_page, "is no IDX file"),
    "absent": (_absent, "was refused: 404"),
}


@pytest.mark.parametrize(("spoil", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_one_sentence_and_leaves_nothing_bad_behind(
    server: LocalMirror, cache: Path, spoil: object, words: str
) -> None:
    spoil(server)  # type: ignore[operator]
    with pytest.raises(FetchError) as caught:
        fetch_mnist(server.address, cache)
    message = str(caught.value)
    assert message.startswith(f"MNIST's {LAST} could not be had: {server.address}/{LAST}.gz")
    assert words in message
    assert message.endswith("name that folder as the source (--from).")
    assert _names(cache / "mnist") == sorted(f"{name}.gz" for name in MNIST_FILES if name != LAST)


@pytest.mark.parametrize(("spoil", "words"), FAULTS.values(), ids=FAULTS)
def test_the_next_mirror_stands_in(
    server: LocalMirror,
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: object,
    words: str,
) -> None:
    sound = fetch_mnist(server.folder, tmp_path / "sound")
    spoil(server)  # type: ignore[operator]
    monkeypatch.setattr(fetch, "MNIST_MIRRORS", (server.address, str(sound)))
    said: list[str] = []
    folder = fetch_mnist(cache=cache, say=said.append)
    assert len(_names(folder)) == 4
    assert any(words in line for line in said)


def test_a_mirror_that_failed_is_asked_last_from_then_on(
    good: Path, cache: Path, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fetch, "MNIST_MIRRORS", (nobody, str(good)))
    said: list[str] = []
    fetch_mnist(cache=cache, say=said.append)
    assert sum(nobody in line and "cannot be reached" in line for line in said) == 1


def test_no_server_at_all_is_one_sentence(
    good: Path, cache: Path, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    fetch_mnist(good, cache)
    (cache / "mnist" / f"{FIRST}.gz").unlink()
    with pytest.raises(FetchError, match=f"{FIRST} could not be had: {nobody} cannot be reached. Try again"):
        fetch_mnist(nobody, cache)
    assert len(_names(cache / "mnist")) == 3


@pytest.mark.parametrize("source", ["http://", "http://[", "https://:99999/x"])
def test_an_impossible_address_is_one_sentence(good: Path, cache: Path, source: str) -> None:
    with pytest.raises(FetchError, match="is no usable address"):
        fetch_mnist(source, cache)


def test_a_folder_without_the_files_is_one_sentence(good: Path, cache: Path, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=f"cache holds neither {FIRST}.gz nor {FIRST}. Copy MNIST"):
        fetch_mnist(cache, cache)
    with pytest.raises(FetchError, match=r"nowhere is not a folder\. Copy MNIST"):
        fetch_mnist(tmp_path / "nowhere", cache)


def test_a_cache_that_cannot_be_written_is_one_sentence(good: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(FetchError, match=r"MNIST cannot be stored in .*cache.mnist: Not a directory\."):
        fetch_mnist(good, tmp_path / "cache")


def test_there_are_two_public_mirrors_or_more_on_different_hosts() -> None:
    hosts = {mirror.split("/")[2] for mirror in MNIST_MIRRORS}
    assert len(hosts) == len(MNIST_MIRRORS) >= 2
    assert all(mirror.startswith("https://") for mirror in MNIST_MIRRORS)


# The command


def test_the_command_says_where_mnist_is(
    good: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetch, "cache_dir", lambda: cache)
    assert data.main(["fetch", "--from", str(good)]) == 0
    said = capsys.readouterr()
    assert said.out == f"MNIST is in {cache / 'mnist'}.\n"
    assert len(said.err.splitlines()) == 4
    monkeypatch.setenv("DIGITS_DATA_DIR", "elsewhere")
    data.main(["fetch"])
    assert "DIGITS_DATA_DIR is set and goes first" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "code"), [(["fetch", "--from", "nowhere"], 1), ([], 2), (["fetsch"], 2)])
def test_the_command_ends_with_1_for_a_fault_and_2_for_wrong_usage(
    tmp_path: Path, words: list[str], code: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "autils.data", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "usage: python -m autils.data" in done.stderr or "nowhere is not a folder" in done.stderr


@pytest.mark.mnist
def test_mnist_itself_passes_and_is_then_found(
    cache: Path, mnist_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fetch_mnist(mnist_folder, cache)
    monkeypatch.delenv("DIGITS_DATA_DIR")
    monkeypatch.setattr("autils.sources.cache_dir", lambda: cache)
    assert data.find_digit_set() == ("mnist", folder)
    assert data.load_mnist()[0].shape == (60000, 28, 28)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_address_that_is_not_of_the_web_is_called_so(cache: Path) -> None:
    with pytest.raises(FetchError, match=r"ftp://127\.0\.0\.1/x is no address that starts with http"):
        fetch_mnist("ftp://127.0.0.1/x", cache)
