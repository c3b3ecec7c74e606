"""Which folder is a student's, where the names of a source leave that open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .handed import HandedFile
from .names import Lms
from .record import read_record


def by_student(
    files: Sequence[HandedFile], lms: Lms, lab: str, target: Path
) -> tuple[dict[str, list[HandedFile]], dict[str, str]]:
    """Sort files by student.

    In Moodle, two participants may have one name, and their numbers are others in each assignment: then the
    number goes into the folder's name, unless an earlier import of the lab says whose the folder is.

    Args:
        files: of one source.
        lms: where it comes from.
        lab: the lab's name.
        target: the folder of all submissions.

    Returns:
        The files of each student, sorted by name; and student -> a sentence where something was noticed.
    """
    numbers: dict[str, set[str | None]] = {}
    for file in files:
        numbers.setdefault(file.sender.student_id, set()).add(file.sender.number)
    students: dict[str, list[HandedFile]] = {}
    notices: dict[str, str] = {}
    for file in files:
        student = file.sender.student_id
        if lms == "moodle" and file.sender.number is not None:
            student, is_shared = _of_participant(student, file.sender.number, numbers, target, lab)
            if is_shared:
                notices[student] = "Others have the same name; Moodle's number tells them apart."
        students.setdefault(student, []).append(file)
        if lms == "moodle" and file.sender.name != file.sender.student_id:
            notices.setdefault(student, "The name was changed a little, so that a folder can have it.")
    notices |= _said_of_case(students, target)
    return dict(sorted(students.items())), notices


def _of_participant(
    name: str, number: str, numbers: Mapping[str, set[str | None]], target: Path, lab: str
) -> tuple[str, bool]:
    """Return a participant's folder, and whether the name is shared."""
    with_number = f"{name}_{number}"
    known = read_record(target / name / lab)
    if known is not None and known.number == number:
        return name, False
    is_taken = known is not None and known.number is not None and known.lms == "moodle"
    if is_taken or len(numbers[name]) > 1 or (target / with_number / lab).is_dir():
        return with_number, True
    return name, False


def _said_of_case(students: Mapping[str, object], target: Path) -> dict[str, str]:
    """Notice students whose names differ in nothing but capital letters."""
    there = [path.name for path in target.iterdir() if path.is_dir()]
    spelt: dict[str, set[str]] = {}
    for name in (*there, *students):
        spelt.setdefault(name.casefold(), set()).add(name)
    return {
        name: f"There is also “{other}”: is that the same student?"
        for name in students
        for other in sorted(spelt[name.casefold()] - {name})
    }
