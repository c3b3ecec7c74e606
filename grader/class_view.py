"""What a terminal shows while a class is graded, and at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from types import TracebackType

from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from public_tests.describe import clean_text

from .store import Result

MOST_ROWS = 20
"""Rows of the closing table; of more, how many there are."""


class ClassProgress:
    """A live line on stderr: how many are done, how fast, how long it takes, what needs attention."""

    def __init__(self, total: int) -> None:
        self._console = Console(stderr=True)
        self._attention = 0
        self._progress = Progress(
            TextColumn("Grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TaskProgressColumn(show_speed=True),
            TimeRemainingColumn(elapsed_when_finished=True),
            TextColumn("{task.description}"),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task: TaskID = self._progress.add_task("", total=total)

    def __enter__(self) -> ClassProgress:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self, result: Result) -> None:
        """Count one more result."""
        self._attention += needs_attention(result) is not None
        said = f"{self._attention} to look at" if self._attention else ""
        self._progress.update(self._task, advance=1, description=said)


def needs_attention(result: Result) -> str | None:
    """Say why an instructor should look at a result; None if there is no need."""
    if result["status"] != "graded":
        return clean_text(result["reason"] or result["status"])
    if audit := result["extra_data"].get("audit"):
        scores = ", ".join(f"{name} {score:g}" for name, score in audit.items())
        return f"when every cell is run, other scores: {scores}"
    timed_out = [e["name"] for e in result["exercises"] if e["status"] == "timed_out"]
    if timed_out:
        return f"{', '.join(timed_out)}: did not come to an end"
    untouched = {e["status"] for e in result["exercises"]} <= {"not_attempted", "missing"}
    if untouched:
        return "nothing filled in"
    return None


def show_summary(console: Console, results: Sequence[Result]) -> None:
    """Print what became of a class, lab by lab, and what needs attention and why."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column in ("lab", "graded", "in part", "ungradable", "mean", "of"):
        table.add_column(column, justify="left" if column == "lab" else "right")
    for lab in dict.fromkeys(result["lab"] for result in results):
        own = [result for result in results if result["lab"] == lab]
        counts = Counter(result["status"] for result in own)
        read = [result for result in own if result["status"] != "ungradable"]
        mean = f"{sum(r['score'] for r in read) / len(read):.1f}" if read else "-"
        most = f"{max(r['max_score'] for r in own):g}"
        numbers = (counts["graded"], counts["partly_graded"], counts["ungradable"])
        table.add_row(lab, *map(str, numbers), mean, most)
    console.print(table)
    console.print()
    noticed = [(result, said) for result in results if (said := needs_attention(result))]
    if not noticed:
        console.print("Nothing needs attention.")
        return
    console.print(Text(f"What needs attention ({len(noticed)})", style="bold"))
    for result, said in noticed[:MOST_ROWS]:
        who = f"{clean_text(result['student_id'], 40)}, {result['lab']}: "
        console.print(Padding(Text.assemble((who, "bold"), said), (0, 0, 0, 2)))
    if len(noticed) > MOST_ROWS:
        console.print(f"  and {len(noticed) - MOST_ROWS} more; see results/.")


def show_moves(console: Console, moves: Sequence[tuple[Result, Result]]) -> None:
    """Print whose score moves, and by how much: pairs of the earlier and the new result."""
    moved = [(old, new) for old, new in moves if old["score"] != new["score"]]
    console.print(Text(f"{len(moves)} graded again; the score of {len(moved)} moves", style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column in ("student", "lab", "before", "now", "change", "exercises"):
        table.add_column(column, justify="right" if column in ("before", "now", "change") else "left")
    for old, new in sorted(moved, key=lambda pair: (pair[0]["lab"], pair[0]["student_id"])):
        change = new["score"] - old["score"]
        table.add_row(
            Text(clean_text(new["student_id"], 40)),
            new["lab"],
            f"{old['score']:g}",
            f"{new['score']:g}",
            Text(f"{change:+g}", style="green" if change > 0 else "red"),
            ", ".join(_changed_exercises(old, new)),
        )
    if moved:
        console.print(table)
    console.print()


def _changed_exercises(old: Result, new: Result) -> Iterator[str]:
    before = {exercise["name"]: exercise["score"] for exercise in old["exercises"]}
    for exercise in new["exercises"]:
        if (score := before.get(exercise["name"], 0.0)) != exercise["score"]:
            yield f"{exercise['name']} {score:g} to {exercise['score']:g}"
