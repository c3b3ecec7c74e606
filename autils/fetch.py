"""Fetch MNIST into the user's cache; nothing gets there before its checksum is right."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from autils.idx import GZIP_START, IdxError, write_idx
from autils.mnist import MNIST_FILES, MNIST_MIRRORS, file_in, read_verified
from autils.sources import cache_dir

TIMEOUT_SECONDS = 30
_WEB = ("http://", "https://")


class FetchError(RuntimeError):
    """MNIST could not be had; the message says from where, why, and what to do."""


def fetch_mnist(
    source: str | Path | None = None,
    cache: str | Path | None = None,
    say: Callable[[str], object] = lambda line: None,
) -> Path:
    """Put MNIST's four files, verified, into the cache, where the loaders find them.

    Files that are there and right are kept. Each other file is taken from the first place that has it right.

    Args:
        source: a folder (gzip or plain files) or the address of one on the web; None for the public mirrors.
        cache: the cache folder; None for this user's.
        say: is given one line of progress at a time.

    Returns:
        The folder that holds the four gzip files.

    Raises:
        FetchError: if a file could not be had from any place. What the cache held stays as it was.
    """
    places: list[str | Path] = [*MNIST_MIRRORS] if source is None else [source]
    folder = (Path(cache) if cache is not None else cache_dir()) / "mnist"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The scratch folder lies in the cache so that a finished file moves into place in one step.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as scratch:
            for name in MNIST_FILES:
                target = folder / f"{name}.gz"
                if _is_right(target, name):
                    say(f"{target.name}: already there")
                else:
                    _first_right(name, places, Path(scratch), say).replace(target)
    except OSError as error:
        raise FetchError(f"MNIST cannot be stored in {folder}: {error.strerror or error}.") from error
    return folder


def _is_right(path: Path, name: str) -> bool:
    try:
        read_verified(path, name)
    except (FileNotFoundError, IdxError):
        return False
    return True


def _first_right(name: str, places: list[str | Path], scratch: Path, say: Callable[[str], object]) -> Path:
    """Get one file from the first place that has it right, and move that place to the front."""
    reasons = []
    for place in places:
        say(f"{name}.gz: from {place}")
        try:
            path = _get(name, place, scratch)
        except _Unusable as reason:
            say(f"{name}.gz: {reason}")
            reasons.append(str(reason))
        else:
            places.sort(key=lambda other: other != place)
            return path
    is_far = any(str(place).startswith(_WEB) for place in places)
    cure = "Try again later, or copy" if is_far else "Copy"
    raise FetchError(
        f"MNIST's {name} could not be had: {'; '.join(reasons)}. {cure} MNIST's four files "
        "into a folder and name that folder as the source (--from)."
    )


class _Unusable(Exception):
    """Why a place could not give a file."""


def _get(name: str, place: str | Path, scratch: Path) -> Path:
    """Bring one verified gzip file into the scratch folder."""
    if str(place).startswith(_WEB):
        return _download(name, str(place), scratch)
    if "://" in str(place):
        raise _Unusable(f"{place} is no address that starts with http:// or https://")
    folder = Path(place).expanduser()
    path = file_in(folder, name)
    if path is None:
        fault = f"holds neither {name}.gz nor {name}" if folder.is_dir() else "is not a folder"
        raise _Unusable(f"{folder} {fault}")
    return _verified_gzip(path, name, scratch)


def _download(name: str, address: str, scratch: Path) -> Path:
    import pooch  # here: the loaders need neither of the two
    import requests

    pooch.get_logger().setLevel(logging.WARNING)  # it would ask the reader to note a checksum
    url = f"{address.rstrip('/')}/{name}.gz"
    try:
        path = pooch.retrieve(
            url,
            # Our checksums are of the unpacked bytes, because the gzip bytes differ from mirror to mirror:
            # pooch, which would check the packed ones, is told nothing, and the check comes below.
            known_hash=None,
            fname=f"{name}.download",
            path=scratch,
            downloader=pooch.HTTPDownloader(timeout=TIMEOUT_SECONDS),
        )
    except requests.HTTPError as error:
        raise _Unusable(f"{url} was refused: {str(error).partition(' for url')[0]}") from error
    except requests.Timeout as error:
        raise _Unusable(f"{address} did not answer within {TIMEOUT_SECONDS} seconds") from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise _Unusable(f"{url} broke off before the end") from error
    except requests.ConnectionError as error:
        raise _Unusable(f"{address} cannot be reached") from error
    except (requests.RequestException, ValueError) as error:
        raise _Unusable(f"{address} is no usable address") from error
    try:
        return _verified_gzip(Path(path), name, scratch, url)
    finally:
        Path(path).unlink(missing_ok=True)


def _verified_gzip(path: Path, name: str, scratch: Path, origin: str = "") -> Path:
    """Write a verified copy of a file as gzip; `origin` stands for its path in messages."""
    try:
        array = read_verified(path, name)
    except IdxError as error:
        raise _Unusable(str(error).replace(str(path), origin or str(path)).rstrip(".")) from error
    except OSError as error:
        raise _Unusable(f"{path} cannot be read: {error.strerror}") from error
    copy = scratch / f"{name}.gz"
    with path.open("rb") as file:
        packed = file.read(len(GZIP_START)) == GZIP_START
    if packed:
        shutil.copyfile(path, copy)
    else:
        write_idx(copy, array)
    return copy
