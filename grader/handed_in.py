"""Who handed in what: the submissions of a lab in nbgrader's folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
    submission, too: it is graded as a file that is not there.

    Args:
        submitted: the folder of all submissions.
        lab: the lab's name.
    """
    if not submitted.is_dir():
        return []
    folders = sorted(student / lab for student in submitted.iterdir() if (student / lab).is_dir())
    return [_in_folder(folder, lab) for folder in folders]


def _in_folder(folder: Path, lab: str) -> HandedIn:
    student = folder.parent.name
    wanted = folder / f"{lab}.ipynb"
    if wanted.exists() or wanted.is_symlink():
        return HandedIn(student, lab, wanted)
    others = sorted(path for path in folder.glob("*.ipynb") if path.is_file())
    if len(others) == 1:
        return HandedIn(
            student, lab, others[0], f"The notebook is called {others[0].name}, not {wanted.name}."
        )
    return HandedIn(student, lab, wanted, _why_none(others, wanted))


def _why_none(others: list[Path], wanted: Path) -> str:
    if not others:
        return f"There is no notebook in the folder: ask for {wanted.name}."
    names = ", ".join(path.name for path in others)
    return f"There are several notebooks ({names}) and none is called {wanted.name}: keep one."
