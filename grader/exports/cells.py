"""Values as cells of a table that a spreadsheet will open: harmless texts, plain numbers."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_STARTS_A_FORMULA = "=+-@\t\r\n"


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    A text that begins with = + - @, a tab or a line end gets an apostrophe before it; white space, full-width
    forms and apostrophes of its own before that do not help it.  Whoever reads the file with a program finds
    the apostrophe there, and `as_it_was` takes it off.  Numbers stay as they are.
    """
    return f"'{text}" if _may_be_formula(text) else text


def as_it_was(cell: str) -> str:
    """Return the text that `harmless` made a cell of."""
    return cell[1:] if cell.startswith("'") and _may_be_formula(cell[1:]) else cell


def _may_be_formula(text: str) -> bool:
    if _NUMBER.fullmatch(text):
        return False
    first = unicodedata.normalize("NFKC", text.lstrip(" '\u00a0\ufeff")[:1])
    return bool(first) and first in _STARTS_A_FORMULA


def number_text(value: float, mark: str = ".") -> str:
    """Return a number with two decimals at most, and none that say nothing.

    Args:
        value: the number.
        mark: of the decimals, "." or ",".
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(".", mark)


def read_number(text: str) -> float | None:
    """Return the number in a cell, with a point or a comma; None if the cell holds something else."""
    stripped = text.strip()
    return float(stripped.replace(",", ".")) if _NUMBER.fullmatch(stripped) else None


def decimal_mark(texts: list[str]) -> str:
    """Return the mark that the numbers among these cells have: a comma if one has it, else a point."""
    return "," if any(re.fullmatch(r"[-+]?\d+,\d+", text.strip()) for text in texts) else "."
