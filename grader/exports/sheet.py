"""A table that somebody downloaded, of which single cells are changed and all other bytes stay.

Encoding, byte order mark, separator, line ends, quotes and every untouched cell are written as they were
read.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WITHOUT_MARK = ("utf-8", "cp1252", "latin-1")
_SEPARATORS = (",", ";", "\t")


class SheetError(ValueError):
    """A file that is no table; the text is one clear sentence."""


@dataclass
class _Row:
    """The cells of a row as they stand in the file, and what ends it."""

    cells: list[str]
    end: str


class Sheet:
    """A table of cells; the first row holds the headers."""

    def __init__(self, data: bytes) -> None:
        """Read the bytes of a file with comma, semicolon or tab between its cells.

        Raises:
            SheetError: it is empty, or holds one column only.
        """
        self._mark, self._encoding, text = _decoded(data)
        parsed = {separator: _rows(text, separator) for separator in _SEPARATORS}
        self.separator = max(_SEPARATORS, key=lambda s: len(parsed[s][0].cells) if parsed[s] else 0)
        self._rows = parsed[self.separator]
        if not self._rows or len(self._rows[0].cells) < 2:
            raise SheetError("it is no table: its first row has less than two cells")

    @property
    def headers(self) -> list[str]:
        """The values of the first row."""
        return [_value(cell) for cell in self._rows[0].cells]

    def __len__(self) -> int:
        """Number of rows, that of the headers included."""
        return len(self._rows)

    def value(self, row: int, column: int) -> str:
        """Return what stands in a cell; nothing stands in one that its row is too short for."""
        cells = self._rows[row].cells
        return _value(cells[column]) if column < len(cells) else ""

    def column(self, column: int) -> list[str]:
        """Return the values of a column, without its header."""
        return [self.value(row, column) for row in range(1, len(self))]

    def write(self, row: int, column: int, value: str) -> None:
        """Change what stands in a cell; one that was quoted stays quoted."""
        cells = self._rows[row].cells
        cells += [""] * (column + 1 - len(cells))
        needs_quotes = any(mark in value for mark in (self.separator, '"', "\r", "\n"))
        if needs_quotes or cells[column].startswith('"'):
            cells[column] = '"' + value.replace('"', '""') + '"'
        else:
            cells[column] = value

    def to_bytes(self) -> bytes:
        """Return the file."""
        text = "".join(self.separator.join(row.cells) + row.end for row in self._rows)
        return self._mark + text.encode(self._encoding)


def _decoded(data: bytes) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding and the text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return mark, encoding, data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise SheetError(f"it begins as {encoding} and goes on as something else") from error
    for encoding in _WITHOUT_MARK:
        try:
            return b"", encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads any bytes")


def _rows(text: str, separator: str) -> list[_Row]:
    """Split a text into rows of raw cells; joined again, they are the text."""
    s = re.escape(separator)
    cell = re.compile(rf'("[^"]*(?:""[^"]*)*(?:"|\Z)[^{s}\r\n]*|[^{s}\r\n]*)({s}|\r\n|\r|\n|\Z)')
    rows: list[_Row] = []
    cells: list[str] = []
    place = 0
    while place < len(text) or cells:
        match = cell.match(text, place)
        assert match is not None  # both parts may be empty, so it always matches
        cells.append(match[1])
        place = match.end()
        if match[2] != separator:
            rows.append(_Row(cells, match[2]))
            cells = []
    return rows


def _value(raw: str) -> str:
    if not raw.startswith('"'):
        return raw
    match = re.match(r'"((?:[^"]|"")*)"?', raw)
    assert match is not None  # it begins with a quote
    return match[1].replace('""', '"') + raw[match.end() :]
