"""Read a notebook that somebody handed in, however the file came about, and grade it."""

from __future__ import annotations

from pathlib import Path

from .grading import Grader
from .result import Grade

MAX_NOTEBOOK_BYTES = 50_000_000


class Unreadable(Exception):
    """A file that cannot be read as one; the text is one clear sentence."""


def grade_file(worker: Grader, path: Path, lab_name: str | None) -> Grade:
    """Grade one file; one that cannot be read is `ungradable`, with the reason.

    Args:
        worker: which grades.
        path: the file.
        lab_name: the lab; None to recognise it.
    """
    try:
        data = read_file(path)
    except Unreadable as error:
        return worker.ungradable(str(error), str(path), lab_name)
    return worker.grade(data, str(path), lab_name)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that somebody handed in.

    Raises:
        Unreadable: it is none, cannot be opened, or is too large.
    """
    try:
        if not path.is_file() and path.exists():  # a pipe would be waited for, a device never ends
            what = (
                "This is a folder; name the notebooks in it" if path.is_dir() else "This is no ordinary file"
            )
            raise Unreadable(f"{what}, files that end in .ipynb.")
        with path.open("rb") as file:
            data = file.read(MAX_NOTEBOOK_BYTES + 1)
    except OSError as error:
        said = error.strerror or error
        raise Unreadable(f"The file cannot be read ({said}); check the path and its permissions.") from error
    if len(data) > MAX_NOTEBOOK_BYTES:
        limit = MAX_NOTEBOOK_BYTES // 1_000_000
        raise Unreadable(f"The file is larger than {limit} MB; clear its outputs and save it again.")
    return data
