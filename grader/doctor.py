"""What this machine and this course offer, what is weak, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from autils.sources import EMBEDDED_FILE, FOLDER_VARIABLE, DigitsNotFoundError, find_digit_set

from .course import Course
from .doctor_isolation import examine_worker
from .doctor_machine import Finding, Level, examine_kernel, examine_machine, examine_packages
from .lab import LabError, load_lab

_SIGNS = {"ok": ("✓", "green"), "note": ("·", "dim"), "weak": ("!", "yellow"), "stop": ("✗", "red")}


def examine(course: Course) -> list[Finding]:
    """Look at everything that grading needs; starts a worker and runs one line in it."""
    return [
        *examine_worker(),
        *examine_kernel(),
        *examine_machine(),
        *examine_packages(),
        *_examine_digits(),
        *_examine_course(course),
    ]


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print what was found: a line each, and below a weakness what to do."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for finding in findings:
        sign, colour = _SIGNS[finding.level]
        says = Text(finding.says, style="dim" if finding.level == "note" else "")
        cure = [Text(f"→ {finding.cure}", style="bold")] if finding.cure else []
        table.add_row(Text(sign, style=colour), Text(finding.topic), Group(says, *cure))
    console.print(table)
    console.print()
    console.print(_verdict(findings))


def can_grade(findings: Sequence[Finding]) -> bool:
    """Return False if something found here stops grading."""
    return all(finding.level != "stop" for finding in findings)


def _verdict(findings: Sequence[Finding]) -> Text:
    if not can_grade(findings):
        return Text("Grading does not work here yet: see the lines marked ✗.", style="bold red")
    weak = sum(finding.level == "weak" for finding in findings)
    more = f"; read {'what is' if weak == 1 else f'the {weak} lines that are'} marked !." if weak else "."
    return Text(f"Grading works here{more}", style="bold")


def _examine_digits() -> list[Finding]:
    embedded = Path(__file__).resolve().parent.parent
    places = [embedded / "data" / EMBEDDED_FILE, embedded / "autils" / EMBEDDED_FILE]
    found = []
    try:
        digits = find_digit_set()
        cure = "" if digits.kind == "mnist" else "For the real MNIST: grader data fetch"
        level: Level = "ok" if digits.kind == "mnist" else "note"
        found.append(Finding("digits", level, f"Notebooks use {digits.name}, in {digits.folder}.", cure))
    except DigitsNotFoundError as error:
        cure = f"See the environment variable {FOLDER_VARIABLE}."
        found.append(Finding("digits", "weak", str(error), cure))
    if any(place.is_file() for place in places):
        found.append(Finding("", "note", "Grading always uses the embedded digits: the same for everyone."))
    else:
        cure = "Reinstall digit-labs, or run data/build_digits.py in a checkout."
        found.append(Finding("", "weak", f"The embedded digits, {EMBEDDED_FILE}, are missing.", cure))
    return found


def _examine_course(course: Course) -> list[Finding]:
    found = []
    names = course.lab_names()
    if not names:
        cure = "Name the course folder with --course DIR."
        found.append(Finding("course", "stop", f"{course.labs_dir} holds no labs.", cure))
    else:
        found.append(Finding("course", "ok", f"{course.root}, with {', '.join(names)}."))
    for name in names:
        try:
            load_lab(course.source(name))
        except LabError as error:
            found.append(Finding("", "stop", str(error), "Mend the lab; grader validate finds out more."))
    book = course.gradebook_path
    if book.is_file():
        found.append(Finding("gradebook", "ok", f"{book}, {book.stat().st_size / 1e6:.1f} MB."))
    else:
        found.append(Finding("gradebook", "note", f"None yet; the first release makes {book}."))
    if not os.access(course.root, os.W_OK):
        cure = "Release with --to DIR, or copy the course to a folder of your own."
        found.append(Finding("", "weak", f"{course.root} cannot be written to.", cure))
    return found
