"""nbgrader's table of scores, with quotes where they are needed and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from grader.whole import write_whole

from .cells import harmless
from .scores import Score, read_scores

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


class CsvExport(ExportPlugin):  # type: ignore[misc]  # nbgrader has no types
    """What nbgrader's CsvExportPlugin does; `nbgrader export --exporter=grader.exports.table.CsvExport`."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to `to`, or to grades.csv in the current folder."""
        labs = list(self.assignment) or [assignment.name for assignment in gradebook.assignments]
        scores = read_scores(gradebook, labs)
        chosen = {str(student) for student in self.student}
        kept = [score for score in scores if not chosen or score.person.student_id in chosen]
        write_whole(Path(self.to or "grades.csv"), table(kept))


def table(scores: Iterable[Score]) -> bytes:
    """Return the table as the bytes of a file: the names of the columns, then a row for each score.

    UTF-8, and as RFC 4180 has it: line ends of two characters, so that a name with one of them is quoted.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(score) for score in scores)
    return text.getvalue().encode(errors="backslashreplace")


def _row(score: Score) -> list[str]:
    person = score.person
    values: list[object] = [
        score.lab,
        score.due,
        score.handed_in,
        person.student_id,
        person.last_name,
        person.first_name,
        person.email,
        score.points,
        score.penalty,
        score.score,
        score.max_score,
    ]
    return [harmless("" if value is None else str(value)) for value in values]
