"""A soak: many submissions of a class with hostile ones among them, graded with two jobs.

`python -m benchmarks.soak [--count N]` tells whether every honest submission got exactly the score that it
gets alone, what the hostile ones got, and whether memory and processes stay flat.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.classes import QUARTERS, finished, memory_by_role
from benchmarks.grading import WIDTH
from benchmarks.made_class import make_class
from benchmarks.notebooks import ROOT
from grader.course import Course
from grader.grading import Grader
from grader.lab import load_lab
from grader.sandbox import Sandbox
from grader.store import ResultStore
from tests.attacks.arena import Arena
from tests.attacks.attack import Attack, cell_of
from tests.attacks.families import ATTACKS
from tests.graded_answers import SLOW_CELLS, submission

LAB = "binary_digits"
HOSTILE_SHARE = 0.2
HONEST_KINDS = 40
"""Different honest submissions, handed in by many students each."""
SEED = 1
SAMPLE_SECONDS = 0.5


def main() -> None:
    """Make a class, grade it, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, width=WIDTH)
    arena = Arena()
    try:
        with tempfile.TemporaryDirectory() as folder:
            course = make_class(Path(folder, "course"), HONEST_KINDS)
            expected, attacks = mix(course, options.count, arena)
            console.print(f"{len(expected)} honest submissions, {len(attacks)} hostile ones; 2 jobs.")
            watch(console, course, options.count)
            report(console, course, expected, attacks)
            harm = arena.harm()
            console.print(f"Outside: {'; '.join(harm) or 'as it was'}.")
    finally:
        arena.close()


def mix(course: Course, count: int, arena: Arena) -> tuple[dict[tuple[str, str], float], dict[str, Attack]]:
    """Let many students hand in what is there already or an attack; return the scores that they should get.

    Returns:
        (lab, student) -> score of each honest submission when it is graded alone, and student -> attack.
    """
    models = sorted(course.submitted_dir.glob("*/*/*.ipynb"))
    with Sandbox() as sandbox:
        labs = [load_lab(course.source(name)) for name in course.lab_names()]
        with Grader(labs, SEED, sandbox) as grader:
            alone = {path: grader.grade(path.read_bytes(), path.name, path.parent.name) for path in models}
    contents = {path: path.read_bytes() for path in models}
    subprocess.run(["rm", "-r", course.submitted_dir], check=True)
    draw = random.Random(SEED)
    expected: dict[tuple[str, str], float] = {}
    attacks: dict[str, Attack] = {}
    for number in range(count):
        student = f"s{number:06d}"
        if draw.random() < HOSTILE_SHARE:
            attacks[student] = ATTACKS[len(attacks) % len(ATTACKS)]
            cell = cell_of(attacks[student].code, arena.places)
            lab, data = LAB, submission(delete=SLOW_CELLS, my_dense=cell)
        else:
            model = draw.choice(models)
            lab, data = model.parent.name, contents[model]
            expected[lab, student] = alone[model].score
        path = course.submitted_dir / student / lab / f"{lab}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    return expected, attacks


def watch(console: Console, course: Course, count: int) -> None:
    """Grade the class; print time, and memory and processes by quarter."""
    command = [sys.executable, "-m", "grader", "autograde", "--course", str(course.root), "--jobs", "2"]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "--seed", str(SEED)], cwd=ROOT, stdout=subprocess.DEVNULL)
    memory: dict[str, dict[float, float]] = {}
    processes: dict[float, int] = {}
    while process.poll() is None and (done := finished(course)) < count:
        quarter = next(quarter for quarter in QUARTERS if done <= quarter * count)
        for role, megabytes in memory_by_role().items():
            by_quarter = memory.setdefault(role, {})
            by_quarter[quarter] = max(by_quarter.get(quarter, 0.0), megabytes)
        there = len(psutil.Process().children(recursive=True))
        processes[quarter] = max(processes.get(quarter, 0), there)
        time.sleep(SAMPLE_SECONDS)
    seconds = time.perf_counter() - began
    if process.wait():
        raise SystemExit("grader autograde failed")
    console.print(f"Graded in {seconds:.0f} s, {count / seconds:.2f} per second.")
    table = Table(title="Largest process of each kind, MB, in each quarter", title_justify="left")
    for column in ("", *(f"to {quarter:.0%}" for quarter in QUARTERS)):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for role, by_quarter in sorted(memory.items()):
        table.add_row(role, *(f"{by_quarter.get(quarter, 0):.0f}" for quarter in QUARTERS))
    table.add_row("processes at once", *(str(processes.get(quarter, 0)) for quarter in QUARTERS))
    console.print(table)


def report(
    console: Console, course: Course, expected: dict[tuple[str, str], float], attacks: dict[str, Attack]
) -> None:
    """Compare each score with what it should be."""
    store = ResultStore(course.results_dir)
    wrong = []
    for (lab, student), score in expected.items():
        result = store.read(lab, student)
        if result is None or (result["score"], result["status"]) != (score, "graded"):
            wrong.append(f"{student} {lab}: {json.dumps(result and result['score'])} and not {score}")
    console.print(f"Honest: {len(expected) - len(wrong)} of {len(expected)} got exactly their score.")
    for line in wrong:
        console.print(f"  {line}")
    kinds: Counter[str] = Counter()
    for student, attack in attacks.items():
        result = store.read(LAB, student)
        assert result is not None
        earned = next(e["score"] for e in result["exercises"] if e["name"] == "my_dense")
        too_much = attack.earns is not None and earned > attack.earns
        kinds["earned more than its answer" if too_much else "earned what its answer earns or less"] += 1
        kinds[f"was {result['status']}"] += 1
    console.print(f"Hostile: {', '.join(f'{number} {kind}' for kind, number in kinds.items())}.")


if __name__ == "__main__":
    main()
