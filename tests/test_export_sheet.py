"""Tables that others made: every byte stays but those of the cells that are written."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.cells import as_it_was, decimal_mark, harmless, number_text, read_number
from grader.exports.sheet import Sheet, SheetError

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)

HARD = st.sampled_from(["Müller, Jürgen", 'a "b" c', "a;b\tc", "line\r\nend", "李雷", "", "=1+1", '"', "'"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], str, str, bool]:
    """Draw rows of equal length, a separator, a line end and a way of quoting."""
    width = draw(st.integers(2, 5))
    hard = st.sampled_from(
        ["Müller, Jürgen", 'a "b" c', "a;b\tc", "line\r\nend", "李雷", "", "=1+1", '"', "'"]
    )
    rows = draw(st.lists(st.lists(TEXTS | hard, min_size=width, max_size=width), min_size=1, max_size=5))
    header = [f"h{number}" for number in range(width)]
    separator, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return [header, *rows], separator, end, draw(st.booleans())


def quoted(cell: str, separator: str, always: bool) -> str:
    needs = always or set(cell) & {separator, '"', "\r", "\n"}
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def as_text(rows: list[list[str]], separator: str, end: str, quote_all: bool) -> str:
    return "".join(separator.join(quoted(cell, separator, quote_all) for cell in row) + end for row in rows)


def values(sheet: Sheet, width: int) -> list[list[str]]:
    return [[sheet.value(row, column) for column in range(width)] for row in range(len(sheet))]


@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_read_is_written_byte_for_byte(
    table: tuple[list[list[str]], str, str, bool], encoding: str
) -> None:
    data = as_text(*table).encode(encoding)
    sheet = Sheet(data)
    assert sheet.to_bytes() == data
    assert sheet.separator == table[1]
    assert values(sheet, len(table[0][0])) == table[0]


@given(st.text(alphabet='ab,;"\r\n\t ', max_size=40))
def test_any_text_is_kept_and_read_as_python_reads_it(text: str) -> None:
    data = f"x,y\n{text}".encode()
    sheet = Sheet(data)
    assert sheet.to_bytes() == data
    if sheet.separator == ",":
        read = [row or [""] for row in csv.reader(io.StringIO(data.decode(), newline=""))]
        ours = [[sheet.value(row, column) for column in range(len(cells))] for row, cells in enumerate(read)]
        assert (len(sheet), ours) == (len(read), read)


@given(tables(), TEXTS | HARD, st.data())
def test_one_cell_is_written_and_all_others_keep_their_bytes(
    table: tuple[list[list[str]], str, str, bool], value: str, data: st.DataObject
) -> None:
    rows, separator, end, quote_all = table
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    sheet = Sheet(as_text(*table).encode())
    sheet.write(row, column, value)
    raw = [[quoted(cell, separator, quote_all) for cell in cells] for cells in rows]
    raw[row][column] = quoted(value, separator, always=raw[row][column].startswith('"'))
    assert sheet.to_bytes().decode() == "".join(separator.join(cells) + end for cells in raw)
    rows[row][column] = value
    assert values(Sheet(sheet.to_bytes()), len(rows[0])) == rows


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("h,i\nMüller,1\n".encode("cp1252"), "Müller"),
        (codecs.BOM_UTF8 + "h;i\n李;1\n".encode(), "李"),
        (b"h,i\n\x81\x8d,1\n", "\x81\x8d"),
    ],
)
def test_encodings_are_kept(data: bytes, text: str) -> None:
    sheet = Sheet(data)
    assert sheet.value(1, 0) == text
    sheet.write(1, 1, "20")
    assert sheet.to_bytes() == data.replace(b"1\n", b"20\n")


def test_a_row_that_is_too_short_is_made_long_enough() -> None:
    sheet = Sheet(b"a,b,c\n1\n")
    assert sheet.value(1, 2) == ""
    sheet.write(1, 2, "x")
    assert sheet.to_bytes() == b"a,b,c\n1,,x\n"


def test_a_quoted_cell_stays_quoted_and_a_plain_one_plain() -> None:
    sheet = Sheet(b'a,b\n"1",2\n')
    sheet.write(1, 0, "20")
    sheet.write(1, 1, "30")
    assert sheet.to_bytes() == b'a,b\n"20",30\n'
    sheet.write(1, 1, "30,5")
    assert sheet.to_bytes() == b'a,b\n"20","30,5"\n'


@pytest.mark.parametrize("data", [b"", b"one column\n1\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"a"])
def test_what_is_no_table_is_told(data: bytes) -> None:
    with pytest.raises(SheetError):
        Sheet(data)


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3+cmd",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\uff1d1+1",
        "\uff20x",
        "'=1",
        "\ufeff=1",
        "-",
    ],
)
def test_formulas_are_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-3.5", "-3", "+4", "-3,5", "", "Ana", "O'Neil", "'s-Gravenhage", "李", "a=b", "s-1", "10"]
)
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert harmless(text) == text


@given(TEXTS | st.text(alphabet="=+-@'\t\r\n 1a\uff1d", max_size=6))
def test_harmless_texts_are_harmless_and_can_be_taken_back(text: str) -> None:
    cell = harmless(text)
    assert as_it_was(cell) == text
    if read_number(cell) is None:
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("value", "mark", "text"),
    [
        (20.0, ".", "20"),
        (0.0, ".", "0"),
        (17.5, ",", "17,5"),
        (1 / 3, ".", "0.33"),
        (-0.001, ".", "0"),
        (-2.5, ".", "-2.5"),
        (100.0, ".", "100"),
    ],
)
def test_numbers_are_short(value: float, mark: str, text: str) -> None:
    assert number_text(value, mark) == text


def test_numbers_are_read_with_both_marks() -> None:
    assert [read_number(text) for text in ("30", " 30.00 ", "30,50", "(read only)", "", "1.000,5")] == [
        30.0,
        30.0,
        30.5,
        None,
        None,
        None,
    ]
    assert decimal_mark(["", "100,00", "-"]) == ","
    assert decimal_mark(["", "100.00", "a,b"]) == "."
