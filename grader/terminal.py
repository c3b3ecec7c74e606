"""What a terminal shows: one grade, a class, and that something is being waited for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from public_tests.describe import clean_text

from .result import CheckGrade, ExerciseGrade, Grade

REMARK_LENGTH = 160
"""Characters that a sentence may take in the table of a class."""

WIDE_COLUMNS = 110
"""From this width on, remarks stand in the table; in a narrower terminal, below it."""

MOST_COLUMNS = 5
"""Exercises that get a column each; of a longer lab, one column shows all, a sign each."""

_LOOKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "errored": ("!", "red"),
    "timed_out": ("◷", "red"),
    "not_attempted": ("○", "yellow"),
    "missing": ("○", "yellow"),
    "skipped": ("-", "dim"),
    "graded": ("", "default"),
    "partly_graded": ("!", "yellow"),
    "ungradable": ("!", "red"),
}


class CleanLines(logging.Formatter):
    """Log lines for a terminal: what went wrong may quote a student."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record, each line of it cleaned; the indent of tracebacks stays."""
        lines = super().format(record).split("\n")
        indents = [len(line) - len(line.lstrip(" ")) for line in lines]
        return "\n".join(" " * n + clean_text(line) for n, line in zip(indents, lines, strict=True))


def clean_log() -> None:
    """Let warnings and errors that are logged go to stderr as clean lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(CleanLines())
    handler.setLevel(logging.WARNING)
    logging.getLogger("grader").addHandler(handler)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on stderr that something takes a while: a spinner on a terminal, else one line."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(Text(f"{what} ...")):
            yield
    else:
        console.print(Text(f"{what} ..."), soft_wrap=True)
        yield


@contextmanager
def watching(what: str) -> Iterator[Callable[[str], None]]:
    """Show on stderr what goes on: one line that changes on a terminal, else a line for each step."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(Text(f"{what} ...")) as status:
            yield lambda step: status.update(Text(f"{what} {clean_text(step)} ..."))
    else:
        yield lambda step: console.print(Text(f"{what} {clean_text(step)} ..."), soft_wrap=True)


@contextmanager
def counting(done: int, total: int, what: str) -> Iterator[None]:
    """Show how far a row of things has come, and which is at work: a bar on a terminal, else nothing."""
    columns = (
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(clean_text(what), total=total, completed=done)
        yield


def show_grade(console: Console, grade: Grade, in_full: bool = False) -> None:
    """Print one grade: a line per exercise, and below it what is wrong.

    Args:
        console: where to.
        grade: the result.
        in_full: show every check, not only those that failed.
    """
    console.print(_headline(grade))
    for exercise in grade.exercises:
        console.print(_exercise(exercise, in_full))
    for warning in grade.warnings:
        console.print(Padding(Text(f"note: {clean_text(warning)}", style="dim"), (0, 0, 0, 2)))
    console.print()


def show_class(console: Console, grades: Sequence[Grade], title: str) -> None:
    """Print a class at a glance: a row per submission, its exercises, and why points are missing."""
    exercises = list(dict.fromkeys(e.name for grade in grades for e in grade.exercises))
    is_long = len(exercises) > MOST_COLUMNS
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_footer=True,
    )
    table.add_column("student", footer=f"{len(grades)} submissions", no_wrap=True)
    table.add_column("score", footer=_mean_score(grades), justify="right", no_wrap=True)
    if is_long:
        table.add_column(f"exercises 1 to {len(exercises)}", no_wrap=True)
    for name in [] if is_long else exercises:
        table.add_column(name, footer=_count_right(grades, name), justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    has_room = console.width >= WIDE_COLUMNS
    if has_room:
        table.add_column("what stands out", overflow="fold", ratio=1)
    for grade in grades:
        scores = {exercise.name: _score_cell(exercise) for exercise in grade.exercises}
        columns = [_signs(grade)] if is_long else [scores.get(n, Text("-", style="dim")) for n in exercises]
        table.add_row(
            Text(clean_text(grade.student_id or grade.notebook, 40)),
            Text(f"{grade.score:g}/{grade.max_score:g}" if grade.max_score else "-"),
            *columns,
            Text(grade.status.replace("_", " "), style=_LOOKS[grade.status][1]),
            *([_remark(grade)] if has_room else []),
        )
    console.print(table)
    for grade in [] if has_room else grades:
        if remark := _remark(grade):
            who = clean_text(grade.student_id or grade.notebook, 40)
            console.print(Padding(Text.assemble((f"{who}: ", "bold"), remark), (0, 0, 0, 2)))


def _mean_score(grades: Sequence[Grade]) -> str:
    read = [grade.score for grade in grades if grade.status != "ungradable"]
    return f"mean {sum(read) / len(read):.1f}" if read else ""


def _count_right(grades: Sequence[Grade], name: str) -> str:
    return f"{sum(e.status == 'passed' for grade in grades for e in grade.exercises if e.name == name)} ✓"


def _headline(grade: Grade) -> Text:
    text = Text(clean_text(grade.notebook, 200), style="bold")
    if grade.status == "ungradable":
        return text.append(f"  ungradable: {clean_text(grade.reason or '')}", style="red")
    text.append(f"  {grade.lab}  {grade.score:g} of {grade.max_score:g} points", style="default")
    if grade.reason:
        text.append(f"  {clean_text(grade.reason)}", style="yellow")
    return text


def _exercise(exercise: ExerciseGrade, in_full: bool) -> Padding:
    glyph, colour = _LOOKS[exercise.status]
    line = Text(f"{glyph} ", style=colour)
    line.append(f"{exercise.name}  ", style="default")
    line.append(f"{exercise.score:g} of {exercise.max_score:g}", style="bold")
    if exercise.status not in ("passed", "failed"):
        line.append(f"  {exercise.status.replace('_', ' ')}", style=colour)
    parts: list[Text | Padding] = [line]
    if exercise.message:
        parts.append(Padding(Text(clean_text(exercise.message)), (0, 0, 0, 2)))
    shown = [
        c
        for c in exercise.checks
        if in_full
        or (c.status == "failed" and exercise.status != "errored" and c.message != exercise.message)
    ]
    parts += [Padding(_check(check), (0, 0, 0, 2)) for check in shown]
    return Padding(Group(*parts), (0, 0, 0, 2))


def _check(check: CheckGrade) -> Group:
    glyph, colour = _LOOKS[check.status]
    title = Text(f"{glyph} ", style=colour).append(clean_text(check.title), style="default")
    if check.max_points:
        title.append(f"  {check.points:g} of {check.max_points:g}", style="dim")
    below = []
    if check.message:
        below.append(Text(clean_text(check.message)))
    if check.hint:
        below.append(Text(f"Hint: {clean_text(check.hint)}", style="dim"))
    return Group(title, *[Padding(text, (0, 0, 0, 2)) for text in below])


def _score_cell(exercise: ExerciseGrade) -> Text:
    glyph, colour = _LOOKS[exercise.status]
    return Text(f"{exercise.score:g} {glyph}", style=colour)


def _signs(grade: Grade) -> Text:
    """Return the exercises of a submission as signs, in groups of five."""
    signs = Text()
    for place, exercise in enumerate(grade.exercises):
        glyph, colour = _LOOKS[exercise.status]
        signs.append(" " if place and place % 5 == 0 else "").append(glyph, style=colour)
    return signs or Text("-", style="dim")


def _remark(grade: Grade) -> Text:
    """What an instructor should know at a glance: the reason, what is wrong and where, else a repair."""
    if grade.reason:
        return Text(clean_text(grade.reason, REMARK_LENGTH), style=_LOOKS[grade.status][1])
    untouched = [e.name for e in grade.exercises if e.status == "not_attempted"]
    wrong = [e for e in grade.exercises if e.status not in ("passed", "not_attempted")]
    lines = [f"{e.name}: {clean_text(_what_is_wrong(e), REMARK_LENGTH)}" for e in wrong]
    if untouched:
        is_all = len(untouched) == len(grade.exercises)
        lines.append("nothing filled in" if is_all else f"{', '.join(untouched)}: not filled in")
    if lines:
        return Text("\n".join(lines))
    return Text(clean_text(" ".join(grade.warnings), REMARK_LENGTH), style="dim")


def _what_is_wrong(exercise: ExerciseGrade) -> str:
    """Say in one short sentence why points are missing; a call with its arguments is told elsewhere."""
    first = next((check for check in exercise.checks if check.status == "failed"), None)
    if exercise.misconception or first is None or exercise.message != first.message:
        return exercise.message or exercise.status.replace("_", " ")
    if exercise.status == "timed_out":
        return "a call does not come back"
    return f"fails “{first.title}”"
