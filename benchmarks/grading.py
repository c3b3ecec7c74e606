"""Grade the same right submissions with `grader` and with `nbgrader autograde`, in one run.

`python -m benchmarks.grading [LAB...] [--repeat N] [--flat N]` prints medians, ratios and peak memory.  The
two tools take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.memory import ChildMemory, children, resident_mb, zygote
from benchmarks.notebooks import ROOT, Case, nbgrader_environment, original_case, own_case
from grader.course import Course
from grader.grading import Grader
from grader.lab import load_lab
from grader.sandbox import Sandbox

WARM_PER_TURN = 5
WIDTH = 120  # characters of a table, also in a file


@dataclass
class Times:
    """Seconds of one case: one entry per grading."""

    warm: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    nbgrader: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "labs", metavar="LAB", nargs="*", help="labs to measure; all, and an old one, if none"
    )
    parser.add_argument("--repeat", type=int, default=5, help="turns; medians are over these")
    parser.add_argument("--flat", type=int, default=200, help="submissions of the memory test")
    options = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, width=WIDTH)
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        course = Course(ROOT)
        labs = [load_lab(course.source(name)) for name in options.labs or course.lab_names()]
        cases = [own_case(Path(folder), lab.name) for lab in labs]
        cases += [] if options.labs else [original_case(Path(folder))]
        console.print(f"Worker started in {sandbox.start_seconds:.1f} s; isolation: {sandbox.tier}.")
        with Grader(labs, 1, sandbox) as worker:
            with ChildMemory(zygote(sandbox)) as child_memory:
                times = {case.name: measure(case, worker, options.repeat, console) for case in cases}
            print_times(console, times)
            print_memory(console, sandbox, child_memory.peak)
    with Sandbox() as sandbox, Grader(labs, 1, sandbox) as worker:
        print_flatness(console, worker, sandbox, options.flat)


def measure(case: Case, worker: Grader, turns: int, console: Console) -> Times:
    """Take turns: some warm gradings, one cold command, one `nbgrader autograde`."""
    times = Times()
    data = case.notebook.read_bytes()
    worker.grade(data, case.name, case.lab)  # the reference solution is run once for a class, not once each
    for turn in range(turns):
        for _ in range(WARM_PER_TURN):
            began = time.perf_counter()
            grade = worker.grade(data, case.name, case.lab)
            times.warm.append(time.perf_counter() - began)
            if grade.score != grade.max_score:
                raise SystemExit(f"{case.name}: {grade.score:g} of {grade.max_score:g} points; expected all")
        command = [
            sys.executable,
            "-m",
            "grader",
            "grade",
            str(case.notebook),
            "--json",
            "--course",
            str(ROOT),
        ]
        times.cold.append(seconds_of(command, ROOT))
        times.nbgrader.append(seconds_of(case.nbgrader(), case.course))
        console.print(
            f"{case.name}, turn {turn + 1} of {turns}: warm {times.warm[-1]:.2f} s, "
            f"cold {times.cold[-1]:.1f} s, nbgrader {times.nbgrader[-1]:.1f} s"
        )
    return times


def seconds_of(command: list[str], folder: Path) -> float:
    """Return how long a command takes; it must succeed."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=nbgrader_environment(), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


def print_times(console: Console, times: dict[str, Times]) -> None:
    """Print the medians and what nbgrader takes in multiples of a warm grading."""
    table = Table(title="One right submission, median seconds", title_justify="left")
    for column in ("submission", "grader, warm", "of", "grader, cold", "nbgrader autograde", "of", "ratio"):
        table.add_column(column, justify="left" if column == "submission" else "right", no_wrap=True)
    for name, taken in times.items():
        warm, cold, nbgrader = map(statistics.median, (taken.warm, taken.cold, taken.nbgrader))
        numbers = (f"{warm:.3f}", len(taken.warm), f"{cold:.1f}", f"{nbgrader:.1f}", len(taken.nbgrader))
        table.add_row(name, *map(str, numbers), f"{nbgrader / warm:.0f} x")
    console.print(table)


def print_memory(console: Console, sandbox: Sandbox, child_peak: float) -> None:
    """Print the peak memory of every process that took part."""
    nbgrader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    console.print(
        f"Peak memory: grader {resident_mb(os.getpid(), 'VmHWM'):.0f} MB, "
        f"worker {resident_mb(zygote(sandbox), 'VmHWM'):.0f} MB, a run's own {child_peak:.0f} MB; "
        f"the largest process of the commands (nbgrader's kernel or our worker) {nbgrader:.0f} MB."
    )


def print_flatness(console: Console, worker: Grader, sandbox: Sandbox, count: int) -> None:
    """Grade many submissions with one worker and print how memory and processes develop."""
    sources = [Course(ROOT).source(lab.name).read_bytes() for lab in worker.labs]
    began = time.perf_counter()
    for i in range(1, count + 1):
        worker.grade(sources[i % len(sources)], "flat")
        if i == 1 or i % (max(count, 4) // 4) == 0:
            console.print(
                f"after {i:3d} submissions ({time.perf_counter() - began:.0f} s): "
                f"grader {resident_mb(os.getpid()):.0f} MB, worker {resident_mb(zygote(sandbox)):.0f} MB, "
                f"{len(children(zygote(sandbox)))} children (the reference solutions)"
            )


if __name__ == "__main__":
    main()
