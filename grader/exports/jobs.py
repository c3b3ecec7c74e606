"""One export from beginning to end: scores, a place for the file, what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from grader.course import Course
from grader.lab import Lab
from grader.store import ResultStore
from grader.whole import write_whole

from . import ExportError
from .canvas import fill_canvas
from .files import choose_path
from .merge import list_of
from .moodle import fill_moodle
from .results import choose_folder, write_results
from .scores import open_gradebook, read_scores
from .sheet import Sheet, SheetError
from .table import table


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        path: the file or the folder.
        summary: what is in it, a few words.
        notices: what was noticed, a sentence each.
        is_complete: False if a score found no place or is not final.
    """

    path: Path
    summary: str
    notices: tuple[str, ...] = ()
    is_complete: bool = True


def export_table(course: Course, labs: Sequence[str], to: Path | None) -> Exported:
    """Write nbgrader's table of scores.

    Args:
        course: the course.
        labs: names; all that somebody handed in if there are none.
        to: where to; a new grades.csv in the course folder when None.

    Raises:
        ExportError: it cannot be made; the text says why.
        OSError: the file cannot be written.
    """
    path = choose_path(to, course.root / "grades.csv")
    with open_gradebook(course.gradebook_path) as gradebook:
        scores = read_scores(gradebook, _names(gradebook, labs))
    waiting = [f"{score.person.student_id} ({score.lab})" for score in scores if score.waits]
    notices = []
    if waiting:
        notices.append(f"Not final, for an exercise waits for a score: {list_of(waiting)}.")
    write_whole(path, table(scores))
    return Exported(path, f"{len(scores)} rows", tuple(notices), not waiting)


def export_merged(
    course: Course,
    labs: Sequence[Lab],
    named: Sequence[str],
    form: str,
    into: Path,
    to: Path | None,
    columns: Mapping[str, str],
) -> Exported:
    """Fill in a file that was downloaded from Canvas or Moodle.

    Args:
        course: the course.
        labs: of the course.
        named: which of them to export; all that somebody handed in if there are none.
        form: "canvas" or "moodle".
        into: the file; it stays as it is unless `to` names it.
        to: where to; a new file in the course folder when None.
        columns: which columns are meant, see `fill_canvas` and `fill_moodle`.

    Raises:
        ExportError: it cannot be made; the text says why.
        OSError: a file cannot be read or written.
    """
    try:
        sheet = Sheet(into.read_bytes())
    except SheetError as error:
        raise ExportError(f"{into} cannot be filled in: {error}.") from error
    with open_gradebook(course.gradebook_path) as gradebook:
        own = {lab.name: lab for lab in labs}
        names = [name for name in _names(gradebook, named) if name in own]
        if form == "moodle" and len(names) != 1:
            raise ExportError(f"A worksheet of Moodle is of one lab: name one of {', '.join(names)}.")
        scores = read_scores(gradebook, names)
    new = f"grades_moodle_{names[0]}.csv" if form == "moodle" else "grades_canvas.csv"
    path = choose_path(to, course.root / new)
    if form == "moodle":
        merged = fill_moodle(sheet, scores, course.submitted_dir, columns)
    else:
        merged = fill_canvas(sheet, [own[name] for name in names], scores, course.submitted_dir, columns)
    write_whole(path, sheet.to_bytes())
    return Exported(path, f"{merged.filled} scores", tuple(merged.notices), merged.is_complete)


def export_results(course: Course, labs: Sequence[str], to: Path | None) -> Exported:
    """Write a results.json for each student and lab.

    Args:
        course: the course.
        labs: names.
        to: the folder; gradescope/ in the course folder when None, if nothing is there.

    Raises:
        ExportError: it cannot be made; the text says why.
        OSError: a file cannot be written.
    """
    store = ResultStore(course.results_dir)
    if not any(store.students(lab) for lab in labs):
        raise ExportError(f"There are no results in {course.results_dir}: run grader autograde first.")
    folder = choose_folder(to, course.root / "gradescope")
    count = sum(1 for lab in labs for _ in write_results(store, lab, folder))
    return Exported(folder, f"{count} results")


def _names(gradebook: Gradebook, labs: Sequence[str]) -> list[str]:
    """Return the labs to export: those that were named, or all that somebody handed in."""
    known = [assignment.name for assignment in gradebook.assignments if assignment.submissions]
    if missing := [lab for lab in labs if lab not in known]:
        raise ExportError(f"The gradebook has no scores of {', '.join(missing)}: run grader autograde first.")
    if not known:
        raise ExportError("The gradebook has no scores: run grader autograde first.")
    return list(labs) or known
