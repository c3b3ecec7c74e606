"""What isolation costs: right submissions graded in every tier that this machine offers, in turns.

`python -m benchmarks.isolation [--repeat N]` prints the median per submission of each lab in each tier, and
what a tier adds to "process", in which a run has nothing but a process, a folder and limits of its own.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from contextlib import ExitStack

from rich.console import Console
from rich.table import Table

from benchmarks.grading import WIDTH
from benchmarks.notebooks import ROOT
from grader.course import Course
from grader.grading import Grader
from grader.lab import Lab, load_lab
from grader.run import SandboxError
from grader.sandbox import Sandbox
from grader.worker.isolation import TIERS, Tier


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=30, help="turns; medians are over these")
    options, _ = parser.parse_known_args()
    console = Console(soft_wrap=True, highlight=False, width=WIDTH)
    course = Course(ROOT)
    labs = [load_lab(course.source(name)) for name in course.lab_names()]
    with ExitStack() as stack:
        graders: dict[Tier, Grader] = {}
        for tier in TIERS:
            sandbox = Sandbox(tier)
            try:
                stack.enter_context(sandbox)
            except SandboxError as error:
                console.print(f"{tier}: {error}")
                continue
            graders[tier] = stack.enter_context(Grader(labs, 1, sandbox))
        print_costs(console, labs, measure(course, labs, graders, options.repeat))


def measure(
    course: Course, labs: list[Lab], graders: dict[Tier, Grader], turns: int
) -> dict[tuple[str, Tier], list[float]]:
    """Grade each lab's source in each tier in turn; return the seconds of each."""
    seconds: dict[tuple[str, Tier], list[float]] = defaultdict(list)
    for turn in range(turns + 1):
        for lab in labs:
            data = course.source(lab.name).read_bytes()
            for tier, grader in graders.items():
                began = time.perf_counter()
                grade = grader.grade(data, f"{lab.name}.ipynb", lab.name)
                if grade.score != grade.max_score:
                    raise SystemExit(f"{lab.name} in {tier}: {grade.score:g} of {grade.max_score:g} points")
                if turn:  # the first one asks the reference solutions
                    seconds[lab.name, tier].append(time.perf_counter() - began)
    return seconds


def print_costs(console: Console, labs: list[Lab], seconds: dict[tuple[str, Tier], list[float]]) -> None:
    """Print medians in milliseconds, and what each tier adds."""
    table = Table(title="Median per right submission, warm", title_justify="left")
    tiers = list(dict.fromkeys(tier for _, tier in seconds))
    for column in ("lab", *tiers):
        table.add_column(column, justify="left" if column == "lab" else "right", no_wrap=True)
    for lab in labs:
        base = statistics.median(seconds[lab.name, "process"])
        cells = []
        for tier in tiers:
            median = statistics.median(seconds[lab.name, tier])
            added = "" if tier == "process" else f" ({median / base - 1:+.0%})"
            cells.append(f"{1000 * median:.0f} ms{added}")
        table.add_row(lab.name, *cells)
    console.print(table)


if __name__ == "__main__":
    main()
