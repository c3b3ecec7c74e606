"""Grade a class on this machine with one and two jobs, on a Dask cluster of this machine, and with nbgrader.

`python -m benchmarks.classes [--count N] [--sample N]` prints submissions per second, the memory of every
process while they work, and what `nbgrader autograde` takes for a sample of the same submissions.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.grading import WIDTH
from benchmarks.made_class import SHARES, make_class
from benchmarks.notebooks import ROOT, nbgrader_environment
from grader.course import Course
from grader.store import ResultStore
from tests.cluster_processes import cluster

QUARTERS = (0.25, 0.5, 0.75, 1.0)
SAMPLE_SECONDS = 0.25
ROLES = {
    "grader.grading_process": "grading process",
    "grader.worker.launch": "worker",
    "dask worker": "Dask worker",
    "dask scheduler": "Dask scheduler",
    "grader autograde": "grader autograde",
}


@dataclass
class Run:
    """What one run of the class took.

    Attributes:
        first: seconds until the first result, the start of the workers.
        seconds: until the last.
        memory: role -> resident MB of its largest process, by the quarter of the class that was done.
    """

    first: float = 0.0
    seconds: float = 0.0
    memory: dict[str, dict[float, float]] = field(default_factory=lambda: defaultdict(dict))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="submissions, of all labs in turns")
    parser.add_argument("--sample", type=int, default=4, help="submissions that nbgrader grades, too")
    options = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, width=WIDTH)
    with tempfile.TemporaryDirectory() as folder:
        course = make_class(Path(folder, "course"), options.count)
        kinds = ", ".join(f"{share:.0%} {kind}" for kind, share in SHARES.items())
        console.print(f"{options.count} submissions of {len(course.lab_names())} labs; answers: {kinds}.")
        runs = {f"jobs: {jobs}": measure(course, options.count, "--jobs", str(jobs)) for jobs in (1, 2)}
        with cluster(Path(folder), workers=2) as (address, _, _):
            runs["Dask, 2 workers"] = measure(course, options.count, "--scheduler", address)
        print_runs(console, runs, options.count)
        print_sample(console, course, options.sample)


def measure(course: Course, count: int, *options: str) -> Run:
    """Grade the whole class with `grader autograde`, and watch it."""
    for folder in (course.results_dir, course.autograded_dir):
        shutil.rmtree(folder, ignore_errors=True)
    run = Run()
    command = [sys.executable, "-m", "grader", "autograde", "--course", str(course.root), "--seed", "1"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and (done := finished(course)) < count:
        passed = time.perf_counter() - began
        if done and not run.first:
            run.first = passed
        quarter = next(quarter for quarter in QUARTERS if done <= quarter * count)
        for role, megabytes in memory_by_role().items():
            run.memory[role][quarter] = max(run.memory[role].get(quarter, 0.0), megabytes)
        time.sleep(SAMPLE_SECONDS)
    run.seconds = time.perf_counter() - began
    if process.wait():
        raise SystemExit(f"grader autograde {' '.join(options)} failed")
    return run


def print_runs(console: Console, runs: dict[str, Run], count: int) -> None:
    """Print throughput, and memory quarter by quarter."""
    table = Table(title="Throughput, start of the workers apart", title_justify="left")
    for column in ("", "seconds", "start", "per second", "of 1 job"):
        table.add_column(column, justify="left" if not column else "right", no_wrap=True)
    rates = {name: (count - 1) / (run.seconds - run.first) for name, run in runs.items()}
    for name, run in runs.items():
        times = (f"{run.seconds:.0f}", f"{run.first:.1f}", f"{rates[name]:.2f}")
        table.add_row(name, *times, f"{rates[name] / next(iter(rates.values())):.2f} x")
    console.print(table)
    table = Table(
        title="Largest process of each kind, MB, in each quarter of the class", title_justify="left"
    )
    for column in ("", "process", *(f"to {quarter:.0%}" for quarter in QUARTERS)):
        table.add_column(column, justify="right" if column.startswith("to") else "left", no_wrap=True)
    for name, run in runs.items():
        for role, by_quarter in sorted(run.memory.items()):
            table.add_row(name, role, *(f"{by_quarter.get(quarter, 0):.0f}" for quarter in QUARTERS))
    console.print(table)


def print_sample(console: Console, course: Course, count: int) -> None:
    """Let nbgrader grade the first submissions, one after the other, and print what it and we took."""
    shutil.rmtree(course.autograded_dir, ignore_errors=True)
    ours = theirs = 0.0
    for path in sorted(course.submitted_dir.glob("*/*/*.ipynb"))[:count]:
        student, lab = path.parents[1].name, path.parent.name
        result = ResultStore(course.results_dir).read(lab, student)
        assert result is not None
        ours += result["execution_time"]
        command = [sys.executable, "-m", "nbgrader", "autograde", lab, "--force", "--student", student]
        began = time.perf_counter()
        done = subprocess.run(
            command, cwd=course.root, env=nbgrader_environment(), capture_output=True, text=True, check=False
        )
        theirs += time.perf_counter() - began
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    console.print(
        f"The first {count} submissions: nbgrader autograde {theirs / count:.1f} s each, "
        f"grader {ours / count:.2f} s each, ratio {theirs / ours:.0f} x."
    )


def finished(course: Course) -> int:
    """Return how many results have been written."""
    return sum(1 for _ in course.results_dir.glob("*/*.json"))


def memory_by_role() -> dict[str, float]:
    """Resident MB of the largest process of each kind; runs of student code come and go within a second."""
    found: dict[str, float] = {}
    for process in psutil.Process().children(recursive=True):
        try:
            command, megabytes = " ".join(process.cmdline()), process.memory_info().rss / 2**20
        except psutil.Error:
            continue
        role = next((name for words, name in ROLES.items() if words in command), None)
        if role is not None:
            found[role] = max(found.get(role, 0.0), megabytes)
    return found


if __name__ == "__main__":
    main()
