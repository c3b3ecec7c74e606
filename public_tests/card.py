"""The card: what a student sees after a test.

A `Card` shows one report, as HTML in a notebook and as text in a terminal.  The HTML uses inline styles only,
inherits the page's text colour and marks every state by a sign as well as a colour, so that it reads the same
on light and dark pages and where a notebook is not trusted.  All text is escaped, whoever wrote it.
"""

from __future__ import annotations

import html
import re
import sys
import textwrap
from collections.abc import Iterator

from .checks import CheckResult, ExerciseReport

_GREEN, _RED, _AMBER = "#1a7f37", "#d1242f", "#9a6700"
_LINE, _TRACK, _TINT = "rgba(128,128,128,.3)", "rgba(128,128,128,.2)", "rgba(128,128,128,.12)"
_FAINT = "opacity:.75"
_MONO = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em"
_SIGNS = {"passed": ("✓", _GREEN), "failed": ("✗", _RED), "skipped": ("○", "inherit")}
_BAR_WIDTH = 28
_MAX_FAILURES = 3
"""Failed checks that the text form shows in full; of further ones, the title alone."""


def show_card(report: ExerciseReport) -> None:
    """Show the card of a report: displayed in a notebook, printed elsewhere."""
    card = Card(report)
    ipython = sys.modules.get("IPython")  # if nobody has loaded IPython, this is no notebook
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(card)
    else:
        print(card)


class ChecksFailed(AssertionError):
    """Some checks failed; the text names the first of them and says what came back."""

    def __init__(self, report: ExerciseReport) -> None:
        first = report.first_failure
        said = f"{first.check.title}: {first.message}" if first else "see the card"
        super().__init__(f"`{report.exercise.name}` has {_points_text(report)}. {said}")
        self.report = report

    def _render_traceback_(self) -> list[str]:
        """Return what Jupyter and IPython show in place of a traceback: one line."""
        name = self.report.exercise.name
        return [f"{type(self).__name__}: `{name}` has {_points_text(self.report)}; the card above says why."]


class Card:
    """The view of one report."""

    def __init__(self, report: ExerciseReport) -> None:
        self.report = report

    def __repr__(self) -> str:
        """Return the card as text."""
        return "\n".join(_text_lines(self.report))

    def _repr_html_(self) -> str:
        """Return the card as HTML."""
        report = self.report
        rows = "".join(_row(result, result is report.first_failure) for result in report.results)
        accent = _accent(report)
        return (
            f'<div style="max-width:46em;margin:.5em 0;padding:.8em 1.1em;border:1px solid {_LINE};'
            f'border-left:4px solid {accent};border-radius:6px;line-height:1.5;text-align:left">'
            f"{_head(report, accent)}{rows}{_idea_box(report)}{_footer(report)}</div>"
        )


def _head(report: ExerciseReport, accent: str) -> str:
    share = 100 * report.score / report.max_score if report.max_score else 0
    return (
        '<div style="display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5em">'
        f'<span style="font-weight:600;font-size:1.05em">{_rich(report.exercise.title)}</span>'
        f'<span style="font-weight:600">{_points_text(report)}</span></div>'
        f'<div style="height:5px;margin:.45em 0 .3em;border-radius:3px;background:{_TRACK};overflow:hidden">'
        f'<div style="height:5px;width:{share:.4g}%;border-radius:3px;background:{accent}"></div></div>'
        f'<div style="margin-bottom:.6em;font-size:.9em;{_FAINT}">{_hidden_text(report)}</div>'
    )


def _row(result: CheckResult, is_first_failure: bool) -> str:
    sign, colour = _SIGNS[result.status]
    # Faded once, the whole row or its points: faded twice, the points can hardly be read.
    is_skipped = result.status == "skipped"
    row_look, points_look = (f";{_FAINT}", "") if is_skipped else ("", f";{_FAINT}")
    title = _rich(result.check.title)
    if result.status == "skipped":
        title += f'<span style="font-size:.9em"> · {_rich(result.message or "not run")}</span>'
    points = _row_points(result)
    row = (
        f'<div style="display:flex;gap:.6em;padding:.12em 0{row_look}">'
        f'<span style="flex:none;width:1.1em;text-align:center;font-weight:700;color:{colour}">{sign}</span>'
        f'<span style="flex:auto">{title}</span>'
        f'<span style="flex:none;white-space:nowrap;font-size:.9em{points_look}">{points}</span></div>'
    )
    return row + (_detail(result, is_first_failure) if result.status == "failed" else "")


def _detail(result: CheckResult, is_open: bool) -> str:
    """Return what stands below a failed check: how it was called, both results, and the hint; or folded."""
    parts = []
    if result.lead and result.yours is not None and result.expected is not None:
        parts.append(f"<div>{_rich(result.lead)}</div>")
        boxes = _value_box("yours", result.yours, _RED) + _value_box("expected", result.expected, _GREEN)
        parts.append(f'<div style="display:flex;flex-wrap:wrap;gap:.6em;margin:.4em 0">{boxes}</div>')
    else:
        parts.append(f"<div>{_rich(result.message or '')}</div>")
    if result.hint:
        parts.append(_fold("Hint", f'<div style="padding:.15em 0 0 1.1em">{_rich(result.hint)}</div>'))
    body = "".join(parts)
    if not is_open:
        body = _fold("What came back", f'<div style="padding:.2em 0 0 1.1em">{body}</div>')
    return f'<div style="margin:.1em 0 .5em 1.7em;font-size:.95em">{body}</div>'


def _fold(summary: str, body: str) -> str:
    return (
        f'<details style="margin:.2em 0"><summary style="cursor:pointer;{_FAINT}">{summary}</summary>'
        f"{body}</details>"
    )


def _value_box(label: str, text: str, colour: str) -> str:
    return (
        f'<div style="flex:1 1 12em;border:1px solid {_LINE};border-top:3px solid {colour};border-radius:4px;'
        f'padding:.25em .7em .35em;overflow-x:auto"><div style="font-size:.85em;{_FAINT}">{label}</div>'
        f'<div style="{_MONO};white-space:pre-wrap">{html.escape(text)}</div></div>'
    )


def _idea_box(report: ExerciseReport) -> str:
    idea = report.misconception
    if idea is None:
        return ""
    return (
        f'<div style="margin:.7em 0 0;padding:.4em .8em;border-left:3px solid {_AMBER};background:{_TINT};'
        'border-radius:0 4px 4px 0">'
        f'<span style="font-weight:600">Your results fit this:</span> {_rich(idea.says)}'
        f'<div style="{_FAINT}">{_rich(idea.hint)}</div></div>'
    )


def _footer(report: ExerciseReport) -> str:
    return (
        f'<div style="margin-top:.7em;padding-top:.5em;border-top:1px solid {_LINE}">'
        f'<span style="font-weight:600">Next:</span> {_rich(_next_step(report))}</div>'
    )


def _text_lines(report: ExerciseReport) -> Iterator[str]:
    title, points = report.exercise.title, _points_text(report)
    filled = round(_BAR_WIDTH * report.score / report.max_score) if report.max_score else 0
    yield f"{title} — {points}"
    yield f"{'█' * filled}{'░' * (_BAR_WIDTH - filled)}  {_hidden_text(report)}"
    shown = [r for r in report.results if r.status == "failed"][:_MAX_FAILURES]
    for result in report.results:
        tail = f"  · {result.message}" if result.status == "skipped" else ""
        points = _row_points(result)
        yield f"  {_SIGNS[result.status][0]} {result.check.title}{f'  ({points})' if points else ''}{tail}"
        if result in shown:
            yield _wrapped(result.message or "")
            if result.hint:
                yield _wrapped(f"Hint: {result.hint}")
    if report.misconception is not None:
        yield f"Your results fit this: {report.misconception.says} {report.misconception.hint}"
    yield f"Next: {_next_step(report)}"


def _wrapped(text: str) -> str:
    indent = " " * 6
    return textwrap.fill(
        text,
        100,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _next_step(report: ExerciseReport) -> str:
    first = report.first_failure
    if first is None:
        return "go on with the notebook."
    return f"mend “{first.check.title}”, run the cell of `{report.exercise.name}` again, then this test."


def _points_text(report: ExerciseReport) -> str:
    return f"{report.score:g} of {report.max_score:g} points"


def _hidden_text(report: ExerciseReport) -> str:
    more = report.exercise.points - report.max_score
    if more <= 0:
        return "All points are shown here."
    return f"{more:g} more {'is' if more == 1 else 'are'} checked after submission."


def _row_points(result: CheckResult) -> str:
    return f"{result.points:g} / {result.check.points:g}" if result.check.points else ""


def _accent(report: ExerciseReport) -> str:
    if report.status == "passed":
        return _GREEN
    return _AMBER if report.score else _RED


def _rich(text: str) -> str:
    """Return text as HTML: escaped first, then `code` set in a fixed-width face."""
    return re.sub(r"`([^`]+)`", rf'<span style="{_MONO}">\1</span>', html.escape(text))
