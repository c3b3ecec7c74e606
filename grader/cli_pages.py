"""The commands that write pages for people: feedback for students, a report for instructors."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from .cli_start import course_option, load_labs
from .course import find_course
from .feedback import write_feedback
from .report import write_report
from .store import ResultStore
from .terminal import waiting
from .whole import why_unwritten

NO_RESULTS = "There are no results yet: run grader autograde first."

submitted_option = click.option(
    "--submitted",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the submissions, <student>/<lab>/<lab>.ipynb (default: submitted/).",
)


@click.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@submitted_option
@course_option
def feedback(lab_names: tuple[str, ...], submitted: Path | None, course_dir: Path | None) -> None:
    """Write a page for each student.

    From the results of `grader autograde`, into feedback/<student>/<lab>/<lab>.html.  A page that is up to
    date is left as it is.  Exit code 1 if there are no results.
    """
    course = find_course(course_dir)
    store = ResultStore(course.results_dir)
    talk = Console(stderr=True)
    total = 0
    for lab in load_labs(course, lab_names):
        pages = write_feedback(course, lab, submitted or course.submitted_dir)
        count = len(store.students(lab.name))
        shown = track(
            pages, lab.name, count, console=talk, transient=True, disable=not (count and talk.is_terminal)
        )
        try:
            is_new = [page.is_new for page in shown]
        except OSError as error:
            raise click.ClickException(why_unwritten(error)) from error
        if is_new:
            written = f"{sum(is_new)} {'page' if sum(is_new) == 1 else 'pages'} written"
            click.echo(f"{lab.name}: {written}, {is_new.count(False)} up to date.")
        total += len(is_new)
    if not total:
        raise click.ClickException(NO_RESULTS)
    click.echo(f"The pages are in {course.feedback_dir}: <student>/<lab>/<lab>.html.", err=True)


@click.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@submitted_option
@course_option
def report(lab_names: tuple[str, ...], submitted: Path | None, course_dir: Path | None) -> None:
    """Write pages about the class: one for each lab, one for the course.

    Scores, exercises, misconceptions, what needs a person, timing, and submissions that are alike.  From the
    results of `grader autograde`, into report/<lab>.html and report/index.html.  Exit code 1 if there are no
    results.
    """
    course = find_course(course_dir)
    named = [lab.name for lab in load_labs(course, lab_names)]
    labs = load_labs(course)
    try:
        with waiting("Reading the submissions and comparing them"):
            paths = list(write_report(course, labs, submitted or course.submitted_dir, named))
    except OSError as error:
        raise click.ClickException(why_unwritten(error)) from error
    if not paths:
        raise click.ClickException(NO_RESULTS)
    for path in paths:
        click.echo(path)
