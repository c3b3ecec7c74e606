"""Commands that exchange files with learning management systems: import and export."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from public_tests.describe import clean_text

from .cli_start import course_option, load_labs
from .course import find_course
from .terminal import waiting


@click.command(name="import")
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--lab", "lab_name", metavar="LAB", required=True, help="The lab that they are submissions of.")
@click.option(
    "--from",
    "lms",
    type=click.Choice(["moodle", "canvas", "flat"]),
    help="Where the sources come from (default: recognised from the names in them).",
)
@click.option(
    "--to",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the submissions (default: submitted/).",
)
@course_option
def import_(
    sources: tuple[Path, ...], lab_name: str, lms: str | None, to: Path | None, course_dir: Path | None
) -> None:
    """Bring submissions in.

    A SOURCE is a zip of all submissions as Moodle or Canvas makes it, or a folder, a zip or files that are
    named after the students.  They go to submitted/<student>/<lab>/<lab>.ipynb; of several notebooks of a
    student the latest counts, and the others are kept in the folder aside/ beside it.  Exit code 1 if
    something could not be brought in.
    """
    from .collect.submissions import import_submissions
    from .collect.view import show_import
    from .gradebook_sync import read_config  # nbgrader takes seconds to import

    course = find_course(course_dir)
    load_labs(course, [lab_name])
    target = (to or course.submitted_dir).resolve()
    if own := [source for source in sources if source.resolve() in (target, *target.parents)]:
        raise click.UsageError(
            f"{own[0]} holds the folder of the submissions, {target}: name another source."
        )
    try:
        with waiting(f"Bringing in submissions of {lab_name}"):
            report = import_submissions(
                sources,
                lab_name,
                load_labs(course),
                target,
                lms,  # type: ignore[arg-type]  # click allows no other
                read_config(course),
            )
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or error}.") from error
    show_import(Console(highlight=False), report)
    is_short = any(row.outcome == "no notebook" for row in report.students)
    sys.exit(int(bool(report.problems) or is_short or not report.students))


@click.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "canvas", "moodle", "gradescope"]),
    required=True,
    help="What reads it.",
)
@click.option(
    "--into",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The gradebook (Canvas) or grading worksheet (Moodle) that you downloaded.",
)
@click.option(
    "--to",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The file to write, or the folder (default: a new one in the course folder).",
)
@click.option(
    "--column",
    "columns",
    metavar="NAME=HEADER",
    multiple=True,
    help="Which column is meant, of a lab (Canvas), of the grade, identifier, email ... (Moodle).",
)
@course_option
def export(
    lab_names: tuple[str, ...],
    form: str,
    into: Path | None,
    to: Path | None,
    columns: tuple[str, ...],
    course_dir: Path | None,
) -> None:
    """Write scores for other systems.

    csv is nbgrader's table; canvas and moodle fill in a file that you downloaded there and leave all else in
    it as it is; gradescope writes a results.json for each student.  Scores are the gradebook's, so that
    manual scores, extra credit and late penalties count; Gradescope's are the grader's own.  A file that is
    there is replaced only if --to names it.  Exit code 1 if a score found no place.
    """
    if (into is not None) != (form in ("canvas", "moodle")):
        needs = "needs the file that you downloaded: --into FILE" if into is None else "takes no --into"
        raise click.UsageError(f"--format {form} {needs}.")
    if columns and into is None:
        raise click.UsageError(f"--format {form} takes no --column.")
    if wrong := [column for column in columns if not column.partition("=")[2]]:
        raise click.UsageError(f"--column {wrong[0]}: say NAME=HEADER.")
    course = find_course(course_dir)
    labs = load_labs(course, lab_names)
    from .exports import ExportError
    from .exports.jobs import export_merged, export_results, export_table  # nbgrader takes seconds to import

    try:
        if form == "gradescope":
            exported = export_results(course, [lab.name for lab in labs], to)
        elif into is None:
            exported = export_table(course, lab_names, to)
        else:
            chosen = dict(column.split("=", 1) for column in columns)
            exported = export_merged(course, load_labs(course), lab_names, form, into, to, chosen)
    except ExportError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or error}.") from error
    for notice in exported.notices:
        click.echo(clean_text(notice, 2000), err=True)
    click.echo(f"{exported.summary} written.", err=True)
    click.echo(exported.path)
    sys.exit(int(not exported.is_complete))
