"""The command that grades a class."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from .batch import Workers, grade_class
from .class_view import ClassProgress, show_moves, show_summary
from .cli_start import course_option, load_labs, seed_option, unsandboxed_option, warn_of_weak_isolation
from .course import Course, find_course
from .plan import Choice, make_plan
from .pool import Pool, PoolSettings
from .store import Result, ResultStore, brief
from .terminal import waiting
from .whole import why_unwritten

GOES_ON = "What was graded before is kept: the same command goes on from there."


@click.command()
@click.argument("lab_names", metavar="[LAB]...", nargs=-1)
@click.option(
    "--submitted",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the submissions, <student>/<lab>/<lab>.ipynb (default: submitted/).",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="Submissions graded side by side (default: one per processor).",
)
@click.option(
    "--scheduler", metavar="URL", help="Grade on the Dask cluster at this address, tcp:// or tls://."
)
@click.option("--resume", is_flag=True, help="Grade only what has no result yet.")
@click.option("--changed", is_flag=True, help="Grade again only what has an outdated result.")
@click.option("--dry-run", is_flag=True, help="Grade, show whose score moves, and write nothing.")
@click.option("--full", is_flag=True, help="Run every cell instead of what the answers need.")
@click.option(
    "--audit",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Share of the submissions, as 0.05, of which every cell is run as well, to compare.",
)
@course_option
@seed_option
@unsandboxed_option
def autograde(
    lab_names: tuple[str, ...],
    submitted: Path | None,
    jobs: int | None,
    scheduler: str | None,
    resume: bool,
    changed: bool,
    dry_run: bool,
    full: bool,
    audit: float,
    course_dir: Path | None,
    seed: int | None,
    allow_unsandboxed: bool,
) -> None:
    """Grade a class: every submission that has no valid result yet.

    Results are written to results/<lab>/<student>.json as they come, so a run can be stopped at any time and
    goes on where it was.  A submission, a test or a lab that has changed is graded again.
    """
    if resume and changed:
        raise click.UsageError("--resume grades what is missing, --changed what is outdated: choose one.")
    if jobs and scheduler:
        raise click.UsageError("--jobs is for this machine; on a cluster every thread of a worker grades.")
    course = find_course(course_dir)
    labs = {lab.name: lab for lab in load_labs(course, lab_names)}
    store = ResultStore(course.results_dir)
    choice: Choice = "missing" if resume else "changed" if changed else "needed"
    plan = make_plan(course, labs, submitted or course.submitted_dir, store, choice, seed)
    chosen = next(n for n in (seed, plan.seed, secrets.randbelow(2**31)) if n is not None)
    click.echo(f"{len(plan.tasks)} to grade, {len(plan.done)} done before; seed {chosen}.", err=True)
    results = [*plan.done]
    moves: list[tuple[Result, Result]] = []
    began = time.monotonic()
    settings = PoolSettings(course.root, tuple(labs), chosen, "full" if full else "sliced", allow_unsandboxed)
    written = None if dry_run else store
    autograded = None if dry_run else course.autograded_dir
    with _workers(settings, jobs, scheduler) as workers, ClassProgress(len(plan.tasks)) as progress:
        try:
            for done in grade_class(plan, workers, labs, chosen, written, autograded, audit):
                results.append(brief(done.result))
                progress.advance(done.result)
                if done.task.before is not None:
                    moves.append((done.task.before, results[-1]))
        except OSError as error:
            raise click.ClickException(f"{why_unwritten(error)} {GOES_ON}") from error
    seconds = time.monotonic() - began
    console = Console(highlight=False)
    if moves:
        show_moves(console, moves)
    show_summary(console, sorted(results, key=lambda r: (r["lab"], r["student_id"])))
    if plan.tasks:
        rate = len(plan.tasks) / seconds
        tiers = sorted({result["extra_data"]["isolation"] for result in results[len(plan.done) :]})
        said = f"{len(plan.tasks)} graded in {seconds:.0f} s, {rate:.1f} per second"
        click.echo(f"{said}; isolation: {', '.join(tiers)}.", err=True)
        warn_of_weak_isolation(tiers)
    if audited := [result for result in results if "audit" in result["extra_data"]]:
        differ = sum(bool(result["extra_data"]["audit"]) for result in audited)
        click.echo(f"{len(audited)} were also run in full: {differ or 'none'} with another score.", err=True)
    if dry_run:
        click.echo("Nothing was written.", err=True)
        return
    from .gradebook import GradebookError
    from .gradebook_sync import update_gradebook  # nbgrader takes seconds to import

    fresh = _read(store, [(task.handed_in.lab, task.handed_in.student_id) for task in plan.tasks])
    earlier = _read(store, [(result["lab"], result["student_id"]) for result in plan.done])
    try:
        with waiting("Writing the gradebook"):
            count = update_gradebook(course, labs, fresh, earlier, submitted or course.submitted_dir)
    except GradebookError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} submissions written to {course.gradebook_path.name}.", err=True)


@contextmanager
def _workers(settings: PoolSettings, jobs: int | None, scheduler: str | None) -> Iterator[Workers]:
    """Start the grading processes of this machine, or connect to those of a cluster."""
    if scheduler is None:
        with Pool(settings, jobs or os.cpu_count() or 1) as pool:
            yield pool
        return
    try:
        from .cluster import Cluster, ClusterError
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"Grading on a cluster needs Dask ({error}): pip install 'digit-labs[grader,dask]'."
        ) from error
    course = Course(settings.course)
    sources = {name: course.source(name).read_bytes() for name in settings.labs}
    try:
        with Cluster(scheduler, settings, sources) as cluster:
            yield cluster
    except ClusterError as error:
        raise click.ClickException(str(error)) from error


def _read(store: ResultStore, keys: Sequence[tuple[str, str]]) -> Iterator[Result]:
    """Read results when they are asked for: a whole class of them would take much memory."""
    return (result for key in keys if (result := store.read(*key)))
