"""From a solution cell to what a student receives: the regions between the markers become stubs.

Text and syntax tree only; nothing is run.
"""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass

from grader.scopes import names_read_later

START = "### START CODE HERE ###"
END = "### END CODE HERE ###"
_PHRASES = ("START CODE HERE", "END CODE HERE")


class StubError(ValueError):
    """A solution cell that cannot become a stub; the message names the line and the cure."""


@dataclass(frozen=True)
class Region:
    """Where a student writes.

    Args:
        start: the line of the start marker, counted from 1.
        end: the line of the end marker.
        in_brackets: the region stands inside an open bracket, so that it holds no statements.
    """

    start: int
    end: int
    in_brackets: bool


def has_region(source: str) -> bool:
    """Return whether a cell's text speaks of a region marker, well written or not."""
    return any(phrase in source for phrase in _PHRASES)


def stub_source(source: str) -> str:
    """Return a solution cell's text with every region replaced by a stub.

    A region becomes `name = None` for each name that it binds and that later code of the cell reads;
    else `...`; inside brackets nothing.  The markers, their notes and all other lines stay as they are.

    Args:
        source: the text of one solution cell, plain Python.

    Raises:
        StubError: the cell does not compile, has no region, has an empty or misplaced one, or its stub
            does not compile.
    """
    tree = _parse(source, "The cell does not compile")
    lines = source.split("\n")
    stubbed: list[str] = []
    done = 0
    for region in find_regions(source):
        stubbed += [*lines[done : region.start], *_stub(tree, region, lines)]
        done = region.end - 1
    stub = "\n".join([*stubbed, *lines[done:]])
    _parse(stub, "Without the solution the cell does not compile")
    return stub


def find_regions(source: str) -> list[Region]:
    """Return the regions of a cell's text in order.

    Raises:
        StubError: a marker is misspelt, shares its line with code, lies in a string, has no partner, or is
            nested; a region is empty or opens a bracket that it does not close; there is no region at all.
    """
    depths = _depths_of_comments(source)
    regions: list[Region] = []
    start: int | None = None
    for number, line in enumerate(source.split("\n"), start=1):
        marker = _marker(line, number, number in depths)
        if marker == START:
            if start is not None:
                raise StubError(
                    f"Line {number}: a region starts inside the region of line {start}: "
                    f"close that one with {END} first."
                )
            start = number
        elif marker == END:
            if start is None:
                raise StubError(f"Line {number}: a region ends that never started: add {START} before it.")
            if depths[start] != depths[number]:
                raise StubError(
                    f"Lines {start} to {number}: the region opens or closes a bracket halfway: "
                    "put both markers at the same depth."
                )
            regions.append(Region(start, number, depths[start] > 0))
            start = None
    if start is not None:
        raise StubError(f"Line {start}: the region that starts here never ends: add {END}.")
    if not regions:
        raise StubError(f"The solution cell has no region: put {START} and {END} around the answer.")
    return regions


def region_lines(source: str) -> list[str]:
    """Return the lines inside the regions of a cell's text, without the markers.

    Raises:
        StubError: as `find_regions`.
    """
    lines = source.split("\n")
    return [line for region in find_regions(source) for line in lines[region.start : region.end - 1]]


def _marker(line: str, number: int, is_comment: bool) -> str | None:
    if not has_region(line):
        return None
    text = line.strip()
    for marker in (START, END):
        note = text.removeprefix(marker)
        if text.startswith(marker) and is_comment and not has_region(note):
            return marker
    raise StubError(f"Line {number}: {text!r} is no marker: write {START} or {END} on a line of its own.")


def _depths_of_comments(source: str) -> dict[int, int]:
    """For each line that holds nothing but a comment, by its number: how many brackets are open there."""
    depths: dict[int, int] = {}
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.OP:
                depth += (token.string in "([{") - (token.string in ")]}")
            elif token.type == tokenize.COMMENT and token.line[: token.start[1]].strip() == "":
                depths[token.start[0]] = depth
    except (tokenize.TokenError, SyntaxError):
        raise StubError("The cell does not compile: close its brackets and strings.") from None
    return depths


def _stub(tree: ast.Module, region: Region, lines: list[str]) -> list[str]:
    """Return the lines that stand for a region."""
    content = [
        (number, line)
        for number, line in enumerate(lines[region.start : region.end - 1], start=region.start + 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not content:
        raise StubError(f"Lines {region.start} to {region.end}: the region holds no solution: write one.")
    if region.in_brackets:
        return []
    first_line = content[0][1]
    indent = first_line[: len(first_line) - len(first_line.lstrip())]
    names = names_read_later(tree, region.start, region.end)
    return [f"{indent}{name} = None" for name in names] or [f"{indent}..."]


def _parse(source: str, complaint: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, SyntaxError) and error.lineno else ""
        raise StubError(f"{complaint}{line}: {getattr(error, 'msg', error)}.") from None
