"""Which of the files that a student handed in is the submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from grader.files import MAX_NOTEBOOK_BYTES
from grader.lab import Lab
from grader.notebook import UnreadableNotebook, read_notebook
from grader.recognise import ENOUGH, lab_scores

from .handed import HandedFile
from .labels import copy_number, is_named_after

MAY_HOLD_A_NOTEBOOK = (".json", ".txt")
"""Endings that browsers and systems give to notebooks."""

PACKED = (".rar", ".7z", ".gz", ".tar", ".tgz", ".xz", ".bz2")

# What may decide between notebooks, in this order, as it is said.
_REASONS = (
    "by its cells it is the lab's",
    "it was handed in last",
    "it was uploaded last",
    "it does not lie in a zip",
    "it was saved last",
    "it lies outermost",
    "it has the lab's name",
    "it is the last copy",
)


@dataclass(frozen=True)
class Choice:
    """What a student's submission is.

    Attributes:
        chosen: the notebook that counts; None if there is none.
        others: further notebooks, to be kept aside.
        notices: what was noticed, a sentence each.
    """

    chosen: HandedFile | None
    others: tuple[HandedFile, ...] = ()
    notices: tuple[str, ...] = ()


def choose(files: Sequence[HandedFile], lab: str, labs: Sequence[Lab]) -> Choice:
    """Choose the submission among the files of one student.

    Args:
        files: all that the student handed in.
        lab: the lab's name.
        labs: of the course, to recognise notebooks by their cells.
    """
    notebooks, notices = _notebooks(files)
    different = list({file.sha256: file for file in reversed(notebooks)}.values())
    notices += _said_of_others(files, notebooks)
    if not different:
        return Choice(None, (), ("There is no notebook.", *notices))
    ranks = {id(file): _rank(file, lab, labs, len(different) > 1) for file in different}
    best, *others = sorted(different, key=lambda file: (ranks[id(file)], file.found.name), reverse=True)
    if others:
        reason = _reason(ranks[id(best)], ranks[id(others[0])])
        count = f"Of {len(different)} notebooks, “{best.sender.file}” counts: {reason}."
        notices.insert(0, f"{count} The rest is kept aside.")
    elif not is_named_after(best.sender.file, lab) and best.sender.file != best.found.name:
        notices.append(f"The notebook was called “{best.sender.file}”.")
    return Choice(best, tuple(others), tuple(notices))


def _notebooks(files: Iterable[HandedFile]) -> tuple[list[HandedFile], list[str]]:
    """Return the notebooks among files; else what a notebook was saved as, or an automatic copy of one."""
    there = [file for file in files if file.found.path is not None]
    named = [file for file in there if file.found.name.lower().endswith(".ipynb")]
    if own := [file for file in named if ".ipynb_checkpoints/" not in file.found.name]:
        return own, []
    if named:
        return named, ["Only Jupyter's automatic copy of the notebook was handed in; it counts."]
    renamed = [file for file in there if file.found.name.lower().endswith(MAY_HOLD_A_NOTEBOOK)]
    held = [file for file in renamed if _fit(file.path, "", ()) is not None]
    return held, [f"“{held[0].sender.file}” holds a notebook; it counts."] if held else []


def _rank(file: HandedFile, lab: str, labs: Sequence[Lab], read: bool) -> tuple[Any, ...]:
    """Say how much speaks for a notebook: the entries go with `_REASONS`.

    A time counts for loose files and inside a student's zip; Moodle and Canvas give to all files of a zip the
    time at which they made it.
    """
    fit = _fit(file.path, lab, labs) if read else None
    is_own_time = file.sender.number is None or file.zips > 0
    return (
        -1 if fit is None else fit,
        file.sender.timestamp or "",
        file.sender.upload or 0,
        -file.zips,
        (file.found.time if is_own_time else None) or datetime.min,
        -file.found.name.count("/"),
        PurePosixPath(file.found.name).name == f"{lab}.ipynb",
        copy_number(file.sender.file),
    )


def _fit(path: Path, lab: str, labs: Sequence[Lab]) -> int | None:
    """Return 2 for a notebook of the lab, 1 of no known lab, 0 of another; None for no notebook."""
    if path.stat().st_size > MAX_NOTEBOOK_BYTES:
        return None
    try:
        notebook, _ = read_notebook(path.read_bytes())
    except UnreadableNotebook:
        return None
    scores = dict(zip((known.name for known in labs), lab_scores(notebook, labs), strict=True))
    best = max(scores.values(), default=0)
    if best < ENOUGH:
        return 1
    return 2 if scores.get(lab) == best else 0


def _reason(best: Sequence[Any], second: Sequence[Any]) -> str:
    pairs = zip(best, second, _REASONS, strict=True)
    return next((reason for mine, theirs, reason in pairs if mine != theirs), "nothing else decides")


def _said_of_others(files: Iterable[HandedFile], notebooks: Sequence[HandedFile]) -> list[str]:
    """Say what else a student handed in, as far as it does not lie in a zip."""
    names = [
        file.sender.file
        for file in files
        if file not in notebooks and not file.zips and not _is_expected(file)
    ]
    said = [
        f"“{n}” cannot be opened here: ask for the notebook." for n in names if n.lower().endswith(PACKED)
    ]
    plain = [name for name in names if not name.lower().endswith(PACKED)]
    if len(plain) == 1:
        said.append(f"“{plain[0]}” is no notebook and stays in the source.")
    elif plain:
        said.append(f"“{plain[0]}” and {len(plain) - 1} more are no notebooks and stay in the source.")
    return said


def _is_expected(file: HandedFile) -> bool:
    name = file.found.name.lower()
    is_opened_zip = name.endswith(".zip") and file.found.path is not None
    return is_opened_zip or name.endswith((".ipynb", "/timestamp.txt", "/import.json"))
