"""Gradescope: a results.json for each student, as its autograder would have written it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.gradescope.projection import gradescope_result
from grader.store import ResultStore, json_bytes
from grader.whole import write_whole

from . import ExportError

RESULT_NAME = "results.json"


def choose_folder(to: Path | None, default: Path) -> Path:
    """Return the folder to write in: the one that was named, else the default if it is empty or missing.

    Raises:
        ExportError: there is something in the default, or the named one is a file.
    """
    if to is None and default.exists() and (not default.is_dir() or any(default.iterdir())):
        raise ExportError(
            f"{default} is there already: say --to {default} to write into it, or name another."
        )
    if to is not None and to.exists() and not to.is_dir():
        raise ExportError(f"{to} is a file, and a folder is needed: name another with --to.")
    return to or default


def write_results(store: ResultStore, lab: str, folder: Path) -> Iterator[Path]:
    """Write `<folder>/<lab>/<student>/results.json` for each result of a lab; yield their paths.

    Raises:
        OSError: one cannot be written; those before it are.
    """
    for student in store.students(lab):
        result = store.read(lab, student)
        if result is None:
            continue
        path = folder / lab / student / RESULT_NAME
        write_whole(path, json_bytes(gradescope_result(result)))
        yield path
