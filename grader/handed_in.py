"""Who handed in what: the submissions of a lab in nbgrader's folders."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from .course import CourseError

LONGEST_NAME = 250
"""Bytes of a student's folder: the result's file is named after it, and file systems take 255."""

_NOTEBOOK = re.compile(r"[^.].*\.ipynb(\.json|\.txt)?", re.IGNORECASE | re.DOTALL)
"""Names of notebooks, also as browsers save them; those with a dot in front are made by systems."""

_NO_MARKUP = str.maketrans({"<": "\u2039", ">": "\u203a", '"': "\u201d"})


@dataclass(frozen=True)
class HandedIn:
    """One student's submission of one lab.

    Attributes:
        student_id: the name of the student's folder.
        lab: the lab's name.
        path: the notebook; it may be missing, or something else.
        note: what was noticed while it was looked for, a sentence; None if nothing.
    """

    student_id: str
    lab: str
    path: Path
    note: str | None = None


def known_as(student_id: str) -> str:
    """Return what the gradebook and formgrader call a student.

    That is the name of the student's folder; but it is valid text, which a folder's name need not be, and
    has other signs for < > ", for formgrader puts it into its pages as it is, and a browser would obey it.
    """
    return student_id.translate(_NO_MARKUP).encode("utf-8", "backslashreplace").decode("utf-8")


def find_submissions(submitted: Path, lab: str) -> list[HandedIn]:
    """Return the submissions of a lab, `<student>/<lab>/<lab>.ipynb`, sorted by student.

    A notebook of another name counts if it is the only one in its folder.  A folder without any is a
    submission, too, and so is one that cannot be read, or a notebook beside it: each is graded as a file that
    is not there, with a sentence.

    Args:
        submitted: the folder of all submissions.
        lab: the lab's name.

    Raises:
        CourseError: a student's folder has a name after which no result can be named.
    """
    if not submitted.is_dir():
        return []
    found = (_of_student(student, lab) for student in sorted(submitted.iterdir()))
    return [handed_in for handed_in in found if handed_in is not None]


def _of_student(student: Path, lab: str) -> HandedIn | None:
    folder = student / lab
    wanted = folder / f"{lab}.ipynb"
    try:
        if folder.is_dir():
            if len(os.fsencode(student.name)) > LONGEST_NAME:
                raise CourseError(
                    f"The folder of a student has too long a name ({student.name[:20]}...): "
                    f"shorten it to {LONGEST_NAME} bytes, for the result is named after it."
                )
            return _in_folder(folder, lab)
        if folder.is_file() or (student / wanted.name).is_file():
            note = f"The notebook does not lie in the folder {lab} of the student: move it there."
            return HandedIn(student.name, lab, wanted, note)
    except OSError as error:
        note = f"The folder cannot be read ({error.strerror or error}): check its permissions."
        return HandedIn(student.name, lab, wanted, note)
    return None


def _in_folder(folder: Path, lab: str) -> HandedIn:
    student = folder.parent.name
    wanted = folder / f"{lab}.ipynb"
    if wanted.exists() or wanted.is_symlink():
        return HandedIn(student, lab, wanted)
    others = sorted(path for path in folder.iterdir() if _NOTEBOOK.fullmatch(path.name) and path.is_file())
    if len(others) == 1:
        return HandedIn(
            student, lab, others[0], f"The notebook is called {others[0].name}, not {wanted.name}."
        )
    return HandedIn(student, lab, wanted, _why_none(others, wanted))


def _why_none(others: list[Path], wanted: Path) -> str:
    if not others:
        return f"There is no notebook in the folder: ask for {wanted.name}."
    names = ", ".join(path.name for path in others[:3]) + (", ..." if len(others) > 3 else "")
    return f"There are several notebooks ({names}) and none is called {wanted.name}: keep one."
