"""Run every lab's notebook from top to bottom, with each data set that is here, and print how long it takes.

`python -m benchmarks.labs [LAB...] [--repeat N]` prints the median of whole runs, the start of the kernel
included, and the cells that take longest.  MNIST is run where `DIGITS_DATA_DIR` holds it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from rich.console import Console
from rich.table import Table

from benchmarks.grading import WIDTH
from benchmarks.notebooks import ROOT
from grader.course import Course
from tests.lab_running import run_notebook

SLOWEST = 4


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labs", metavar="LAB", nargs="*", help="labs to run; all if none are named")
    parser.add_argument("--repeat", type=int, default=3, help="runs; the median is over these")
    options = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, width=WIDTH)
    folders = {"embedded": ROOT / "data"}
    if mnist := os.environ.get("DIGITS_DATA_DIR"):
        folders["MNIST"] = Path(mnist).resolve()
    table = Table(title="One whole notebook, seconds", title_justify="left")
    for column in ("lab", "digits", "median", "of", "slowest cells"):
        table.add_column(column, justify="right" if column in ("median", "of") else "left")
    course = Course(ROOT)
    for lab in options.labs or course.lab_names():
        for name, digits in folders.items():
            runs = [timed_run(course.source(lab), digits) for _ in range(options.repeat)]
            median = statistics.median(seconds for seconds, _ in runs)
            cells = runs[-1][1].most_common(SLOWEST)
            slowest = ", ".join(f"{cell} {seconds:.1f}" for cell, seconds in cells)
            table.add_row(lab, name, f"{median:.1f}", str(len(runs)), slowest)
            console.print(f"{lab}, {name}: {median:.1f} s")
    console.print(table)


def timed_run(source: Path, digits: Path) -> tuple[float, Counter[str]]:
    """Run a notebook; return the seconds of the whole run, and of each cell by its id."""
    began = time.perf_counter()
    ran = run_notebook(nbformat.read(source, as_version=4), digits)
    seconds = time.perf_counter() - began
    return seconds, Counter({cell.id: cell_seconds(cell) for cell in ran.cells if cell.cell_type == "code"})


def cell_seconds(cell: NotebookNode) -> float:
    """Return the time between a cell's start and its reply, as Jupyter noted them."""
    noted = cell.metadata.execution
    ended, started = noted["shell.execute_reply"], noted["iopub.execute_input"]
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(started)).total_seconds()


if __name__ == "__main__":
    main()
