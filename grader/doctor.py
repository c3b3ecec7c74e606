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
from .doctor_machine import Finding, Level, examine_kernel, examine_machine, examine_packages
from .lab import LabError, load_lab
from .run import Program, SandboxError
from .sandbox import Sandbox

TIERS: dict[str, tuple[Level, str, str]] = {
    "full": (
        "ok",
        "Namespaces: student code sees no files but the lab's, no network, and no other process.",
        "",
    ),
    "landlock": (
        "ok",
        "Landlock and seccomp: student code reads and writes its own folder alone, and has no network.",
        "",
    ),
    "process": (
        "weak",
        "Each submission runs in a process and a folder of its own, with a deadline and limits on memory and "
        "file sizes; it gains no rights and is ended with all that it started. Scores are made outside. But "
        "student code can read what your account can read, write where your account can write, and use the "
        "network: the stronger means of the kernel, named below, are not used by this version yet.",
        "Grade strangers' code under an account, or in a container, that holds nothing secret and has no "
        "network.",
    ),
    "none": (
        "stop",
        "Nothing isolates student code here.",
        "Use Linux (a virtual machine or a container will do), or say --allow-unsandboxed.",
    ),
}
_SIGNS = {"ok": ("✓", "green"), "note": ("·", "dim"), "weak": ("!", "yellow"), "stop": ("✗", "red")}


def examine(course: Course) -> list[Finding]:
    """Look at everything that grading needs; starts a worker and runs one line in it."""
    return [
        *_examine_worker(),
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


def _examine_worker() -> list[Finding]:
    try:
        with Sandbox() as sandbox:
            with sandbox.spawn() as run:
                bound = run.execute(Program(("answer = 42",), (), ("answer",)), 20.0)["bound"]
            if not bound["answer"]:
                raise SandboxError("the worker ran a line and kept nothing of it")
            tensorflow = sandbox.versions["tensorflow"]
            started = f"Starts in {sandbox.start_seconds:.1f} s, with TensorFlow {tensorflow}."
            level, says, cure = TIERS[sandbox.tier]
            return [
                Finding("worker", "ok", started),
                Finding(f"isolation: {sandbox.tier}", level, says, cure),
            ]
    except SandboxError as error:
        cure = "Repair the installation (see the packages below), then run grader doctor again."
        return [Finding("worker", "stop", f"Student code cannot be run: {error}.", cure)]


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
