"""The command line: parse, call, print, exit code.

Results go to stdout, talk to stderr.  Exit 0: the tool did its work, whatever the score; 1: problems found in
labs or input; 2: wrong usage.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
from rich.console import Console

from public_tests.describe import clean_text

from . import __version__
from .cli_class import autograde
from .cli_exchange import export, import_
from .cli_pages import feedback, report
from .cli_start import course_option, load_labs, seed_option, start_grader, unsandboxed_option
from .cli_tools import demo, doctor, validate
from .course import CourseError, find_course
from .files import grade_file
from .lab import LabError
from .result import Grade
from .run import SandboxError
from .sandbox import Sandbox
from .store import json_bytes
from .terminal import clean_log, counting, show_grade, waiting

MOST_CHARACTERS = 2000
"""Characters of an error message that are shown."""


class InOrder(click.Group):
    """A group whose help lists the commands as they are defined, and whose errors can quote anything."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in their order."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a problem becomes one sentence, cleaned: the name of a file may be a student's."""
        try:
            return super().invoke(ctx)
        except click.UsageError:  # its own text, which shows what was typed as `repr` does
            raise
        except click.ClickException as error:
            raise click.ClickException(clean_text(error.message, MOST_CHARACTERS)) from error
        except OSError as error:
            said = f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
            raise click.ClickException(clean_text(said, MOST_CHARACTERS)) from error


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def grader() -> None:
    """Release, grade and check the digit labs.

    Results go to standard output, talk to standard error.  Exit code 0: the work was done, whatever the
    score; 1: problems found in labs or input; 2: wrong usage.
    """


@grader.command()
@click.argument("notebooks", metavar="NOTEBOOK...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lab", "lab_name", metavar="LAB", help="The lab (default: recognised from each notebook).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array with one result per file.")
@click.option("--full", is_flag=True, help="Run every cell instead of what the answers need.")
@course_option
@seed_option
@unsandboxed_option
def grade(
    notebooks: tuple[Path, ...],
    lab_name: str | None,
    as_json: bool,
    full: bool,
    course_dir: Path | None,
    seed: int | None,
    allow_unsandboxed: bool,
) -> None:
    """Grade notebooks directly.

    Prints the score of each exercise, and why points are missing.  Exit code 1 if a file could not be read
    as a notebook of a lab.
    """
    labs = load_labs(find_course(course_dir), [lab_name] if lab_name else [])
    grades: list[Grade] = []
    was_stopped = False
    with start_grader(labs, seed, allow_unsandboxed, full) as worker:
        try:
            for path in notebooks:
                with counting(len(grades), len(notebooks), str(path)):
                    grades.append(grade_file(worker, path, lab_name))
                if not as_json:
                    show_grade(Console(), grades[-1])
        except KeyboardInterrupt:
            was_stopped = True
            click.echo(f"Stopped: {len(grades)} of {len(notebooks)} files were graded.", err=True)
    if as_json:
        click.echo(json_bytes([grade.to_json() for grade in grades]), nl=False)
    sys.exit(int(was_stopped or any(grade.status == "ungradable" for grade in grades)))


@grader.command()
@click.argument("notebook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lab", "lab_name", metavar="LAB", help="The lab (default: recognised from the notebook).")
@course_option
def check(notebook: Path, lab_name: str | None, course_dir: Path | None) -> None:
    """Look at your own notebook: the public checks only.

    Shows every check with its message and hint.  The points of hidden checks are not counted.
    """
    labs = load_labs(find_course(course_dir), [lab_name] if lab_name else [])
    with start_grader(labs, seed=0, allow_unsandboxed=True, with_hidden=False) as worker:
        result = grade_file(worker, notebook, lab_name)
    show_grade(Console(), result, in_full=True)
    sys.exit(int(result.status == "ungradable"))


@grader.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@click.option(
    "--to",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder for the releases (default: release/).",
)
@click.option("--gradescope", is_flag=True, help="Build the zip of Gradescope's autograder, too.")
@course_option
def release(lab_names: tuple[str, ...], to: Path | None, gradescope: bool, course_dir: Path | None) -> None:
    """Build the student versions of labs, and a zip of each.

    Every lab of the course, if none is named.  A release is put in place only when it runs, gives no solution
    away and scores 0; the graded cells are written to the course's gradebook.
    """
    from .gradescope.bundle import write_autograder
    from .proof import verify_release  # the worker is needed here alone
    from .release import release_lab  # nbgrader takes seconds to import

    course = find_course(course_dir)
    labs = load_labs(course, lab_names)
    with Sandbox() as sandbox:
        for lab in labs:
            try:
                with waiting(
                    f"Releasing {lab.name}: converting, bundling, proving that it runs and scores 0"
                ):
                    made = release_lab(course, lab.name, to, verify=verify_release(lab, sandbox))
                    folder = made.zip_path.parent
                    autograder = write_autograder(course, lab, folder) if gradescope else None
            except OSError as error:
                problem = f"{lab.name} was not released: {error.filename}: {error.strerror or error}."
                raise click.ClickException(problem) from error
            for warning in made.warnings:
                click.echo(warning, err=True)
            click.echo(f"{made.notebook_path}\n{made.zip_path}")
            if autograder:
                click.echo(autograder)


for command in (import_, autograde, feedback, report, export, validate, doctor, demo):
    grader.add_command(command)


@grader.group()
def data() -> None:
    """Get digits for the labs."""


@data.command()
@click.option(
    "--from", "source", metavar="DIR|URL", help="A folder, or the address of one (default: public mirrors)."
)
@course_option
def fetch(source: str | None, course_dir: Path | None) -> None:
    """Fetch MNIST into the user's cache and verify it.

    The labs use it from then on; without it they use the digits that they carry.  The cache is the user's,
    the same for all courses: --course makes no difference here.
    """
    from autils.fetch import FetchError, fetch_mnist

    try:
        folder = fetch_mnist(source, say=lambda line: click.echo(line, err=True))
    except FetchError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"MNIST is in {folder}")
    if other := os.environ.get("DIGITS_DATA_DIR"):
        click.echo(f"DIGITS_DATA_DIR is set and goes first: the labs read {other}.", err=True)


def main() -> None:
    """Run the command line; an expected problem ends it with one sentence and exit code 1.

    A signal that asks to stop ends it like `exit`, so that workers and their folders go too.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    clean_log()
    try:
        grader(prog_name="grader")
    except (CourseError, LabError, SandboxError) as error:
        click.echo(f"Error: {clean_text(str(error), MOST_CHARACTERS)}", err=True)
        sys.exit(1)
