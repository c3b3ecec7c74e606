"""Read a notebook that somebody handed in, however the file came about, and grade it."""

from __future__ import annotations

import os
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


def read_file(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a file that somebody handed in.

    Args:
        path: the file.
        within: a folder out of which a link must not lead, be it to the work of others or to the solution;
            None where whoever names the file may read what they like.

    Raises:
        Unreadable: it is none, cannot be opened, leads out, or is too large.
    """
    try:
        if within is not None and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
            raise Unreadable(
                "The notebook is a link that leads out of the student's folder: ask for the file itself."
            )
        if path.is_dir() and within is not None:
            raise Unreadable("Where the notebook should lie is a folder: ask the student for the file.")
        if path.is_dir():
            raise Unreadable("This is a folder; name the notebooks in it, files that end in .ipynb.")
        if not path.is_file() and path.exists():  # a pipe would be waited for, a device never ends
            raise Unreadable("This is no ordinary file: a notebook is one whose name ends in .ipynb.")
        with path.open("rb") as file:
            data = file.read(MAX_NOTEBOOK_BYTES + 1)
    except OSError as error:
        said = error.strerror or error
        raise Unreadable(f"The file cannot be read ({said}); check the path and its permissions.") from error
    if len(data) > MAX_NOTEBOOK_BYTES:
        limit = MAX_NOTEBOOK_BYTES // 1_000_000
        raise Unreadable(f"The file is larger than {limit} MB; clear its outputs and save it again.")
    return data
