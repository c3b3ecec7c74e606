"""Read a notebook that somebody handed in, however the file came about, and grade it."""

from __future__ import annotations

from pathlib import Path

from .grading import Grader
from .result import Grade

MAX_NOTEBOOK_BYTES = 50_000_000


def grade_file(
    worker: Grader, path: Path, lab_name: str | None, student_id: str | None = None, notebook: str = ""
) -> Grade:
    """Grade one file; one that cannot be read is `ungradable`, with the reason.

    Args:
        worker: which grades.
        path: the file.
        lab_name: the lab; None to recognise it.
        student_id: who handed it in, for the result.
        notebook: the file's name for the result; the path when empty.
    """
    named = (notebook or str(path), lab_name, student_id)
    try:
        if not path.is_file() and path.exists():  # a pipe would be waited for, a device never ends
            what = (
                "This is a folder; name the notebooks in it" if path.is_dir() else "This is no ordinary file"
            )
            return worker.ungradable(f"{what}, files that end in .ipynb.", *named)
        with path.open("rb") as file:
            data = file.read(MAX_NOTEBOOK_BYTES + 1)
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror or error}); check the path and its permissions."
        return worker.ungradable(reason, *named)
    if len(data) > MAX_NOTEBOOK_BYTES:
        limit = MAX_NOTEBOOK_BYTES // 1_000_000
        reason = f"The file is larger than {limit} MB; clear its outputs and save it again."
        return worker.ungradable(reason, *named)
    return worker.grade(data, *named)
