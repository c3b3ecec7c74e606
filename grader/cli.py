"""The command line: parse, call, print, exit code.

Results go to stdout, talk to stderr.  Exit 0: the tool did its work, whatever the score; 1: problems found in
labs or input; 2: wrong usage.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click
from rich.console import Console

from .course import Course, CourseError, find_course
from .grading import Grader
from .lab import Lab, LabError, load_lab
from .result import Grade
from .run import SandboxError
from .sandbox import Sandbox
from .terminal import show_grade, waiting, watching

MAX_NOTEBOOK_BYTES = 50_000_000

course_option = click.option(
    "--course", "course_dir", type=click.Path(path_type=Path), help="Course folder (default: found upwards)."
)
seed_option = click.option(
    "--seed", type=click.IntRange(0), help="Seed of the hidden checks (default: fresh)."
)
unsandboxed_option = click.option(
    "--allow-unsandboxed", is_flag=True, help="Go on where this machine cannot isolate student code."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="digit-labs", prog_name="grader")
def grader() -> None:
    """Release, grade and check the digit labs."""


@grader.command()
@click.argument("notebooks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lab", "lab_name", help="The lab (default: recognised from each notebook).")
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
    """Grade notebooks directly."""
    labs = load_labs(find_course(course_dir), [lab_name] if lab_name else [])
    with ExitStack() as stack:
        worker = stack.enter_context(start_grader(labs, seed, allow_unsandboxed, full))
        grades = []
        for path in notebooks:
            grades.append(grade_file(worker, path, lab_name))
            if not as_json:
                show_grade(Console(), grades[-1])
    if as_json:
        print(json.dumps([grade.to_json() for grade in grades], indent=2, ensure_ascii=False))
    sys.exit(int(any(grade.status == "ungradable" for grade in grades)))


@grader.command()
@click.argument("notebook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lab", "lab_name", help="The lab (default: recognised from the notebook).")
@course_option
def check(notebook: Path, lab_name: str | None, course_dir: Path | None) -> None:
    """Look at your own notebook: the public checks only."""
    labs = load_labs(find_course(course_dir), [lab_name] if lab_name else [])
    with start_grader(labs, seed=0, allow_unsandboxed=True, with_hidden=False) as worker:
        result = grade_file(worker, notebook, lab_name)
    show_grade(Console(), result, in_full=True)
    sys.exit(int(result.status == "ungradable"))


@grader.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@click.option("--to", type=click.Path(path_type=Path), help="Folder for the releases (default: release/).")
@course_option
def release(lab_names: tuple[str, ...], to: Path | None, course_dir: Path | None) -> None:
    """Build the student versions of labs, and a zip of each."""
    from .proof import verify_release  # the worker is needed here alone
    from .release import release_lab  # nbgrader takes seconds to import

    course = find_course(course_dir)
    labs = load_labs(course, lab_names)
    with Sandbox() as sandbox:
        for lab in labs:
            with waiting(f"Releasing {lab.name}: converting, bundling, proving that it runs and scores 0"):
                made = release_lab(course, lab.name, to, verify=verify_release(lab, sandbox))
            for warning in made.warnings:
                click.echo(warning, err=True)
            click.echo(f"{made.notebook_path}\n{made.zip_path}")


@grader.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), help="Write a JUnit report too.")
@course_option
@seed_option
@unsandboxed_option
def validate(
    lab_names: tuple[str, ...],
    junit: Path | None,
    course_dir: Path | None,
    seed: int | None,
    allow_unsandboxed: bool,
) -> None:
    """Prove that labs, their tests and their releases are right.

    Each claim is looked at by running it: the source runs and earns full marks, known wrong answers and small
    changes of the solution lose points, the release scores 0, and so on.  Exit code 1 if one does not hold.
    """
    from .validate import validate_lab
    from .validate_report import show_outcomes, write_junit

    course = find_course(course_dir)
    labs = load_labs(course, lab_names)
    outcomes = {}
    with start_grader(labs, seed, allow_unsandboxed) as worker:
        means = worker.means
        for lab in labs:
            with watching(f"{lab.name}:") as say:
                outcomes[lab.name] = validate_lab(course, lab, means.sandbox, means.seed, on_start=say)
            show_outcomes(Console(), lab.name, outcomes[lab.name])
    if junit is not None:
        try:
            write_junit(junit, outcomes)
        except OSError as error:
            raise click.ClickException(f"{junit} cannot be written ({error.strerror or error}).") from error
    sys.exit(int(any(o.finding.problems for found in outcomes.values() for o in found)))


@grader.command()
@click.option("--to", type=click.Path(path_type=Path), help="Folder for the demo (default: demo/).")
@course_option
@seed_option
@unsandboxed_option
def demo(to: Path | None, course_dir: Path | None, seed: int | None, allow_unsandboxed: bool) -> None:
    """Tell the whole story on a made class.

    A lab is released, twelve made students hand it in, each in another way, and all are graded.  It happens
    in a folder of its own; the course and its gradebook stay as they are.
    """
    from .demo import prepare_demo, run_demo

    folder = prepare_demo(find_course(course_dir), to)
    with start_grader(load_labs(folder), seed, allow_unsandboxed) as worker:
        run_demo(folder, worker, Console(highlight=False))


@grader.group()
def data() -> None:
    """Digits for the labs."""


@data.command()
@click.option("--from", "source", help="A folder, or the address of one (default: public mirrors).")
def fetch(source: str | None) -> None:
    """Fetch MNIST into the user's cache and verify it."""
    from autils.fetch import FetchError, fetch_mnist

    try:
        click.echo(f"MNIST is in {fetch_mnist(source)}")
    except FetchError as error:
        raise click.ClickException(str(error)) from error


def load_labs(course: Course, names: Sequence[str] = ()) -> list[Lab]:
    """Read the labs of a course, or those named."""
    found = [load_lab(course.source(name)) for name in names or course.lab_names()]
    if not found:
        raise CourseError(f"{course.labs_dir} holds no labs: name the course folder with --course DIR.")
    return found


def start_grader(
    labs: Sequence[Lab],
    seed: int | None,
    allow_unsandboxed: bool,
    full: bool = False,
    with_hidden: bool = True,
) -> Grader:
    """Start a warm worker, and say what it is and how it is isolated.

    Raises:
        SandboxError: the worker does not start, or nothing isolates student code and that was not allowed.
    """
    sandbox = Sandbox()
    with waiting("Starting the worker (TensorFlow is imported once)"):
        sandbox.start()
    if sandbox.tier == "none" and not allow_unsandboxed:
        sandbox.close()
        raise SandboxError(
            "this machine cannot isolate student code: use Linux (a virtual machine or a container will do), "
            "or say --allow-unsandboxed to go on without protection."
        )
    chosen = secrets.randbelow(2**31) if seed is None else seed
    click.echo(
        f"Worker ready in {sandbox.start_seconds:.1f} s; isolation: {sandbox.tier}; seed {chosen}.", err=True
    )
    return Grader(labs, chosen, sandbox, "full" if full else "sliced", with_hidden)


def grade_file(worker: Grader, path: Path, lab_name: str | None) -> Grade:
    """Grade one file; one that cannot be read is `ungradable`, with the reason."""
    try:
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            limit = MAX_NOTEBOOK_BYTES // 1_000_000
            reason = f"The file is larger than {limit} MB; clear its outputs and save it again."
            return worker.ungradable(reason, str(path), lab_name)
        return worker.grade(path.read_bytes(), str(path), lab_name)
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror or error}); check the path and its permissions."
        return worker.ungradable(reason, str(path), lab_name)


def main() -> None:
    """Run the command line; an expected problem ends it with one sentence and exit code 1."""
    try:
        grader(prog_name="grader")
    except (CourseError, LabError, SandboxError) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
