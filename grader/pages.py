"""Pages for people: one file each, without scripts; they fetch nothing, and no student's text comes alive.

Every value that a template prints is escaped, and characters that could hide or turn round text are shown as
escapes.  The policy of a page allows its own style sheet, known by its checksum, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .code_tokens import BUILTINS, KEYWORDS, Token, tokens_of

TEMPLATES = Path(__file__).with_name("templates")

MAX_LINES = 300
MAX_LINE = 400
"""Lines of code that a page shows, and characters of each."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
"""Control characters but tab and line feed, characters without a width, and those that turn the direction."""

_CODE = re.compile(r"`([^`]+)`")
_CLASSES = {"comment": "c", "string": "s", "number": "m"}


def render(template: str, **values: object) -> bytes:
    """Return a page.

    Args:
        template: a file of `templates/`.
        values: what it needs.
    """
    style = _style()
    page = _environment().get_template(template)
    return page.render(style=Markup(style), policy=_policy(style), **values).encode("utf-8")


def visible(text: str) -> str:
    """Return a text with what cannot be seen, or moves what can, written as an escape such as \\u202e."""
    return _HIDDEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def rich(text: str) -> Markup:
    """Return a sentence as HTML: escaped first, then `code` set in a fixed-width face."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(visible(text)))))


def code_lines(code: str, marks: tuple[tuple[int, int], ...] = ()) -> list[Markup]:
    """Return lines of Python as HTML, coloured by classes; of very much, the beginning.

    Args:
        code: the text.
        marks: (start, end) of stretches to be marked, in characters; the code is not coloured then.
    """
    pieces = _marked(code, marks) if marks else _coloured(code)
    lines = [""]
    width = 0
    for text, kind in pieces:
        for number, part in enumerate(text.split("\n")):
            if number:
                if len(lines) == MAX_LINES:
                    return [*map(Markup, lines), Markup("…")]
                lines.append("")
                width = 0
            shown = part[: max(0, MAX_LINE - width)] + ("…" if width <= MAX_LINE < width + len(part) else "")
            width += len(part)
            if shown:
                said = str(escape(visible(shown)))
                lines[-1] += said if kind is None else f"<{kind[0]}>{said}</{kind[1]}>"
    return [Markup(line) for line in lines]


def _coloured(code: str) -> Any:
    """Yield pieces of code, each with the tags for it, or None."""
    place = 0
    before = ""
    for token in tokens_of(code):
        yield code[place : token.start], None
        kind = _class_of(token, before)
        yield token.text, (f'span class="{kind}"', "span") if kind else None
        place, before = token.end, token.text
    yield code[place:], None


def _class_of(token: Token, before: str) -> str | None:
    if token.kind != "name":
        return _CLASSES.get(token.kind)
    if token.text in KEYWORDS:
        return "k"
    if before in ("def", "class"):
        return "f"
    return "b" if token.text in BUILTINS and before != "." else None


def _marked(code: str, marks: tuple[tuple[int, int], ...]) -> Any:
    place = 0
    for start, end in sorted(marks):
        yield code[place : max(place, start)], None
        yield code[max(place, start) : end], ("mark", "mark")
        place = max(place, end)
    yield code[place:], None


def _finalize(value: object) -> object:
    """Prepare what a template prints: before a text is escaped, what is hidden in it becomes visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"rich": rich, "code_lines": code_lines, "number": number}
    return environment


def number(value: float) -> str:
    """Return points as people write them: 7, or 7.5."""
    return f"{value:.4g}" if value < 1000 else f"{value:.0f}"


@cache
def _style() -> str:
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    checksum = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{checksum}'; base-uri 'none'; form-action 'none'"
