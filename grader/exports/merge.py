"""Write scores into the column of a table that a learning management system made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.collect.record import Record, read_record

from . import ExportError
from .cells import number_text, read_number
from .matching import Keys, Rows, match_students
from .scores import Score
from .sheet import Sheet

TOLD = 20
"""Students who are named in one sentence; of more, how many there are."""


@dataclass
class Merged:
    """What was written.

    Attributes:
        filled: cells that hold a score now.
        notices: what was noticed, a sentence each.
        is_complete: False if a score found no place, or waits for a person.
    """

    filled: int = 0
    notices: list[str] = field(default_factory=list)
    is_complete: bool = True


@dataclass(frozen=True)
class Column:
    """Where scores go.

    Attributes:
        index: the column, from 0.
        rows: the rows of people, from 1; the others are not touched.
        maximum: what the most points are worth there; None if the table does not say.
        mark: of decimals, "." or ",".
        takes_more: True if more than the maximum may stand there.
        kept: cells with one of these texts stay as they are.
    """

    index: int
    rows: Sequence[int]
    maximum: float | None
    mark: str = "."
    takes_more: bool = True
    kept: frozenset[str] = frozenset()


def keys_of(score: Score, record: Record | None, lms: str, column: str) -> Keys:
    """Return what a student may be found by.

    Args:
        score: of the student.
        record: of the import of this submission; None if it was not imported.
        lms: the system that the table is from.
        column: the name of the column that holds the numbers which an import from there has seen.
    """
    person = score.person
    sure = {}
    if record is not None and record.lms == lms and record.number:
        sure[column] = record.number
    elif lms == "canvas" and person.lms_user_id:
        sure[column] = person.lms_user_id
    full = " ".join(filter(None, [person.first_name, person.last_name]))
    name = record.name if record is not None and record.lms == "moodle" else None
    return Keys(
        student_id=person.student_id,
        sure=sure,
        ids=frozenset(filter(None, [person.student_id, person.lms_user_id, person.email])),
        names=frozenset(filter(None, [full, name, person.student_id])),
    )


def fill(
    sheet: Sheet, column: Column, scores: Sequence[Score], rows: Rows, keys: Sequence[Keys], merged: Merged
) -> None:
    """Write the scores of one lab.

    A score is scaled to the table's maximum.  Who waits for a person is left out, and so is who handed in
    nothing.

    Args:
        sheet: to write into.
        column: where to.
        scores: of one lab.
        rows: what the rows of `column.rows` say of people.
        keys: of those who handed in something, see `keys_of`.
        merged: takes what is written and noticed.
    """
    lab = scores[0].lab
    by_student = {score.person.student_id: score for score in scores if score.is_submitted}
    found = match_students(keys, rows)
    for reason in sorted(set(found.missed.values())):
        named = [student for student, why in found.missed.items() if why == reason]
        merged.notices.append(f"{lab}: {list_of(named)}: {reason} in the file.")
    waiting = [student for student in found.rows if by_student[student].waits]
    if waiting:
        merged.notices.append(f"{lab}: {list_of(waiting)}: not written, for an exercise waits for a score.")
    merged.is_complete = merged.is_complete and not (found.missed or waiting)
    factor = _factor(lab, scores[0].max_score, column.maximum, merged)
    values = [sheet.value(row, column.index) for row in column.rows]
    counts = {"cut": 0, "kept": 0, "changed": 0}
    for student, place in found.rows.items():
        if by_student[student].waits:
            continue
        points = by_student[student].score * factor
        if column.maximum is not None and points > column.maximum and not column.takes_more:
            counts["cut"] += 1
            points = column.maximum
        text, before = number_text(points, column.mark), values[place]
        if before.strip() in column.kept:
            counts["kept"] += 1
            continue
        if read_number(before) != read_number(text):
            counts["changed"] += bool(before.strip(" -"))
            sheet.write(column.rows[place], column.index, text)
        merged.filled += 1
    _tell(lab, counts, merged)


def read_records(submitted: Path, lab: str, scores: Sequence[Score]) -> Mapping[str, Record]:
    """Return what imports have noted of the submissions of a lab: student -> record."""
    students = [score.person.student_id for score in scores if score.is_submitted]
    found = {student: read_record(submitted / student / lab) for student in students}
    return {student: record for student, record in found.items() if record is not None}


def chosen_header(sheet: Sheet, header: str, wanted: str) -> int:
    """Return the column of a header that was named with --column.

    Raises:
        ExportError: the table has no such header, or several.
    """
    places = [index for index, text in enumerate(sheet.headers) if text.strip() == header.strip()]
    if len(places) != 1:
        count = "no column" if not places else f"{len(places)} columns"
        raise ExportError(
            f"The file has {count} {header!r} (--column {wanted}): choose from {headers(sheet)}."
        )
    return places[0]


def headers(sheet: Sheet) -> str:
    """Return the headers of a table, for a message."""
    return ", ".join(repr(text.strip()) for text in sheet.headers if text.strip())


def _factor(lab: str, points: float, maximum: float | None, merged: Merged) -> float:
    if maximum is None or not points or maximum == points:
        return 1.0
    merged.notices.append(
        f"{lab}: the lab has {number_text(points)} points and the file a maximum of {number_text(maximum)}: "
        "scores are scaled to that."
    )
    return maximum / points


def _tell(lab: str, counts: Mapping[str, int], merged: Merged) -> None:
    sentences = {
        "cut": "above the maximum, and cut to it, for more is not taken.",
        "kept": "excused or not assigned in the file: left as they are.",
        "changed": "had another grade in the file, which is replaced.",
    }
    for key, sentence in sentences.items():
        if counts[key]:
            merged.notices.append(f"{lab}: {counts[key]} {sentence}")
    if counts["kept"]:
        merged.is_complete = False


def list_of(students: Sequence[str]) -> str:
    """Return students for a sentence; of many, the first and how many more."""
    named = ", ".join(sorted(students)[:TOLD])
    return named if len(students) <= TOLD else f"{named} and {len(students) - TOLD} more"
