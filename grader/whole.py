"""Files that are there whole or not at all: nobody ever finds a part of one."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path of a draft; when the block ends well, the draft is on the disk and in the path's place.

    A crash of the machine after that loses nothing.  However the block ends, no draft is left.

    Raises:
        OSError: the file cannot be written; what was there before is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield draft
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException as error:  # Ctrl-C leaves no draft either
        with contextlib.suppress(OSError):
            draft.unlink()
        if isinstance(error, OSError) and error.filename in (None, str(draft), draft):
            error.filename = str(path)  # a full disk names no file
        raise


def why_unwritten(error: OSError) -> str:
    """Say in one sentence which file cannot be written, why, and what to do."""
    said = error.strerror or error
    return f"{error.filename} cannot be written ({said}): make room, or change its permissions."


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, and the folders above it; see `replacing`."""
    with replacing(path) as draft:
        draft.write_bytes(data)
