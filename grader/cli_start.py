"""What several commands share: options, the labs of a course, and a warm grader."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from .course import Course, CourseError
from .grading import Grader
from .lab import Lab, load_lab
from .sandbox import Sandbox
from .slicing import RunMode
from .terminal import waiting

course_option = click.option(
    "--course",
    "course_dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Course folder (default: the nearest one upwards from here).",
)
seed_option = click.option(
    "--seed", metavar="N", type=click.IntRange(0), help="Seed of the hidden checks (default: a fresh one)."
)
unsandboxed_option = click.option(
    "--allow-unsandboxed", is_flag=True, help="Go on where this machine cannot isolate student code."
)


def load_labs(course: Course, names: Sequence[str] = ()) -> list[Lab]:
    """Read the labs of a course, or those named.

    Raises:
        click.UsageError: the course has no lab of a name that was given.
        CourseError: it has no labs at all.
    """
    unknown = sorted(set(names) - set(course.lab_names()))
    if unknown and course.lab_names():
        labs = ", ".join(course.lab_names())
        raise click.UsageError(f"There is no lab {unknown[0]!r} in {course.labs_dir}: choose from {labs}.")
    found = [load_lab(course.source(name)) for name in names or course.lab_names()]
    if not found:
        raise CourseError(
            f"{course.root} is no course folder, for it has no labs in {course.labs_dir.name}/: "
            "go to the course folder, or name it with --course DIR."
        )
    return found


def warn_of_weak_isolation(tiers: Collection[str]) -> None:
    """Say it loudly where student code was let loose on this account."""
    if "process" in tiers:
        text = (
            "WARNING: isolation: process. Student code could read and write what you can read and write; "
            "grader doctor says what would help."
        )
        click.secho(text, fg="red", bold=True, err=True)


@contextmanager
def start_grader(
    labs: Sequence[Lab],
    seed: int | None,
    allow_unsandboxed: bool,
    full: bool = False,
    with_hidden: bool = True,
) -> Iterator[Grader]:
    """Start a warm worker, and say what it is and how it is isolated.

    Raises:
        SandboxError: the worker does not start, or nothing isolates student code and that was not allowed.
    """
    chosen = secrets.randbelow(2**31) if seed is None else seed
    with ExitStack() as stack:
        with waiting("Starting the worker (TensorFlow is imported once)"):
            sandbox = stack.enter_context(Sandbox())
        if not allow_unsandboxed:
            sandbox.require_isolation()
        ready = f"Worker ready in {sandbox.start_seconds:.1f} s"
        click.echo(f"{ready}; isolation: {sandbox.tier}; seed {chosen}.", err=True)
        if with_hidden:  # else it is a student's own notebook, on their own machine
            warn_of_weak_isolation([sandbox.tier])
        mode: RunMode = "full" if full else "sliced"
        yield stack.enter_context(Grader(labs, chosen, sandbox, mode, with_hidden))
