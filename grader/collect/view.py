"""What a terminal shows at the end of an import: who, what, and what was noticed."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from public_tests.describe import clean_text

from .place import Outcome
from .submissions import ImportReport

_LOOKS: dict[Outcome, tuple[str, str]] = {
    "new": ("new", "green"),
    "replaced": ("replaced", "green"),
    "unchanged": ("there already", "dim"),
    "older": ("older, kept aside", "yellow"),
    "no notebook": ("no notebook", "red"),
}


def show_import(console: Console, report: ImportReport) -> None:
    """Print a row for each student of whom something is to be said, then how many there are in all.

    A student is in the table whose submission is there and was not as one would expect it; plain ones are
    counted.
    """
    for source, lms in report.sources:
        came = "flat, named after students" if lms == "flat" else f"from {lms.capitalize()}"
        console.print(Text(f"{clean_text(source, 100)}: {came}"), soft_wrap=True)
    told = [row for row in report.students if row.notices or row.outcome in ("older", "no notebook")]
    if told:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        table.add_column("student", overflow="fold")
        table.add_column("submission", no_wrap=True)
        table.add_column("what was noticed", overflow="fold", ratio=1)
        for row in told:
            words, colour = _LOOKS[row.outcome]
            name = f" ({row.name})" if row.name and row.name != row.student_id else ""
            who = Text(clean_text(f"{row.student_id}{name}", 80))
            noticed = "\n".join(clean_text(notice) for notice in row.notices)
            table.add_row(who, Text(words, style=colour), Text(noticed))
        console.print()
        console.print(table)
    if report.problems:
        console.print()
        console.print(Text(f"What could not be brought in ({len(report.problems)})", style="bold"))
        for name, sentence in report.problems:
            line = Text.assemble((f"{clean_text(name, 200)}: ", "bold"), clean_text(sentence))
            console.print(Padding(line, (0, 0, 0, 2)))
    counts = Counter(row.outcome for row in report.students)
    said = [f"{counts[outcome]} {words}" for outcome, (words, _) in _LOOKS.items() if counts[outcome]]
    console.print()
    console.print(
        f"{len(report.students)} students: {', '.join(said)}." if said else "No submission was found."
    )
