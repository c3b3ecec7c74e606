"""Commands about the tool and its labs themselves: validate, doctor, demo."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from .cli_start import course_option, load_labs, seed_option, start_grader, unsandboxed_option
from .course import find_course
from .terminal import waiting, watching


@click.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@click.option(
    "--junit",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a JUnit report too.",
)
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


@click.command()
@click.option(
    "--to", metavar="DIR", type=click.Path(path_type=Path), help="Folder for the demo (default: demo/)."
)
@course_option
@seed_option
@unsandboxed_option
def demo(to: Path | None, course_dir: Path | None, seed: int | None, allow_unsandboxed: bool) -> None:
    """Tell the whole story on a made class.

    The labs are released, a made class hands them in, in many ways, and all of it is graded.  It happens
    in a folder of its own; the course and its gradebook stay as they are.
    """
    from .demo import prepare_demo, run_demo

    folder = prepare_demo(find_course(course_dir), to)
    with start_grader(load_labs(folder), seed, allow_unsandboxed) as worker:
        run_demo(folder, worker, Console(highlight=False))


@click.command()
@course_option
def doctor(course_dir: Path | None) -> None:
    """Tell what this machine offers, and what to do.

    Looks at isolation, the kernel, packages, digits and the course.  Exit code 1 only if something here stops
    grading.
    """
    from .doctor import can_grade, examine, show_findings

    with waiting("Looking, and starting a worker to try it"):
        findings = examine(find_course(course_dir))
    show_findings(Console(highlight=False), findings)
    sys.exit(int(not can_grade(findings)))
