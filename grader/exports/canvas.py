"""Canvas: scores go into the gradebook that an instructor downloaded, to be uploaded again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.lab import Lab

from . import ExportError
from .cells import decimal_mark, read_number
from .matching import Rows
from .merge import Column, Merged, chosen_header, fill, headers, keys_of, read_records
from .scores import Score
from .sheet import Sheet

ID_COLUMNS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")

NOT_TO_BE_GRADED = frozenset({"EX", "N/A"})
"""What Canvas writes for a student who is excused, or to whom the assignment is not given."""

_NUMBER_OF_ASSIGNMENT = re.compile(r"\s*\(\d+\)\s*$")


def fill_canvas(
    sheet: Sheet,
    labs: Sequence[Lab],
    scores: Sequence[Score],
    submitted: Path,
    columns: Mapping[str, str],
) -> Merged:
    """Write the scores of labs into a Canvas gradebook.

    Args:
        sheet: the gradebook; cells of it are changed.
        labs: whose scores.
        scores: of these labs.
        submitted: the folder of submissions, for what imports have noted.
        columns: lab -> header, where it was said.

    Raises:
        ExportError: the file is no Canvas gradebook, or a lab has no column in it.
    """
    known = [header.strip() for header in sheet.headers]
    places = {name: known.index(name) for name in ID_COLUMNS if name in known}
    named = [known.index(name) for name in ("Student", "LastName", "FirstName") if name in known]
    if "ID" not in places or not named:
        raise ExportError(
            "The file is no gradebook of Canvas: it needs the columns Student and ID, and has "
            f"{headers(sheet)}. Take the file that Grades, Export gives."
        )
    if unknown := sorted(set(columns) - {lab.name for lab in labs}):
        raise ExportError(f"--column {unknown[0]}=...: name one of the labs that are exported.")
    people = [row for row in range(1, len(sheet)) if sheet.value(row, places["ID"]).strip()]
    totals = [row for row in range(1, len(sheet)) if _is_total(sheet.value(row, named[0]))]
    seen = {name: [sheet.value(row, place) for row in people] for name, place in places.items()}
    full = [" ".join(sheet.value(row, place) for place in named) for row in people]
    merged = Merged()
    for lab in labs:
        index = _column_of(sheet, lab, columns.get(lab.name))
        worth = [sheet.value(row, index) for row in totals]
        column = Column(
            index=index,
            rows=people,
            maximum=read_number(worth[0]) if worth else None,
            mark=decimal_mark([*worth, *sheet.column(index)]),
            kept=NOT_TO_BE_GRADED,
        )
        own = [score for score in scores if score.lab == lab.name]
        records = read_records(submitted, lab.name, own)
        keys = [keys_of(s, records.get(s.person.student_id), "canvas", "ID") for s in own if s.is_submitted]
        fill(sheet, column, own, Rows(seen, full), keys, merged)
    return merged


def _is_total(text: str) -> bool:
    return text.strip() == "Points Possible"


def _column_of(sheet: Sheet, lab: Lab, header: str | None) -> int:
    """Return the column of a lab: the one that was said, else the one with its name or title."""
    if header is not None:
        return chosen_header(sheet, header, f"{lab.name}=...")
    titles = [_squeezed(_NUMBER_OF_ASSIGNMENT.sub("", text)) for text in sheet.headers]
    wanted = {_squeezed(lab.name), _squeezed(lab.title)}
    exact = [index for index, title in enumerate(titles) if title in wanted]
    within = [index for index, title in enumerate(titles) if any(name in title for name in wanted)]
    for found in (exact, within):
        if len(found) == 1:
            return found[0]
    count = "several columns that fit" if exact or within else "no column for"
    raise ExportError(
        f"The file has {count} {lab.name} (“{lab.title}”): say which with "
        f"--column '{lab.name}=HEADER', or name the labs to export. Its columns are {headers(sheet)}."
    )


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
