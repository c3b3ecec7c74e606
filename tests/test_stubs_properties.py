"""What holds for the stub of every solution cell, whatever its regions hold."""

from __future__ import annotations

import ast
import contextlib
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.stubs import END, START, region_lines, stub_source

NAMES = st.sampled_from(["a", "b", "c", "total"])
NUMBERS = st.integers(0, 9)


@st.composite
def statements(draw: st.DrawFn) -> list[str]:
    """Lines of one statement without indent, over a few names that are always bound before."""
    name, other = draw(NAMES), draw(NAMES)
    number = draw(NUMBERS)
    return draw(
        st.sampled_from(
            [
                [f"{name} = {other} + {number}"],
                [f"{name} += {number}"],
                [f"for {name} in range({number}):", f"    {other} = {name}"],
                [f"if {name} > {number}:", f"    {other} = {number}", "else:", "    pass"],
                [f"def helper({name}):", f"    return {name} + {number}"],
                [f"squares = [{name} * {name} for {name} in range({number})]"],
                [f"pair = ({name}, {other})"],
                ["", f"print({name})  # say so"],
            ]
        )
    )


@st.composite
def solution_cells(draw: st.DrawFn) -> str:
    """A solution cell whose first region binds `fresh`, which given code at the end reads."""
    in_function = draw(st.booleans())
    indent = "    " if in_function else ""
    lines = ["# UNQ_C1", *(["def answer():"] if in_function else [])]
    lines += [f"{indent}{name} = 1" for name in ("a", "b", "c", "total")]
    for number in range(draw(st.integers(1, 3))):
        marker_indent = draw(st.sampled_from(["", indent, "        "]))
        note = draw(st.sampled_from(["", " (about 2 lines)", " # yours"]))
        region = [indent + line for _ in range(draw(st.integers(1, 3))) for line in draw(statements())]
        given_lines = [indent + line for _ in range(draw(st.integers(0, 2))) for line in draw(statements())]
        fresh = [f"{indent}fresh = [1]"] if number == 0 else []
        lines += [marker_indent + START + note, *fresh, *region, marker_indent + END, *given_lines]
    return "\n".join([*lines, *([f"{indent}return fresh, a", "answer()"] if in_function else ["fresh, a"])])


def outside_regions(source: str) -> list[str]:
    """The lines of a cell without what stands between the markers."""
    kept, inside = [], False
    for line in source.split("\n"):
        if END in line:
            inside = False
        if not inside:
            kept.append(line)
        if START in line:
            inside = True
    return kept


@settings(deadline=None)
@given(solution_cells())
def test_everything_outside_the_regions_stays_and_the_stub_compiles(source: str) -> None:
    stub = stub_source(source)
    ast.parse(stub)
    assert outside_regions(stub) == outside_regions(source)


@settings(deadline=None)
@given(solution_cells())
def test_a_region_leaves_only_names_set_to_none_or_dots(source: str) -> None:
    for line in region_lines(stub_source(source)):
        left, equals, right = line.strip().partition(" = ")
        assert line.strip() == "..." or (left.isidentifier() and equals and right == "None")


@settings(deadline=None)
@given(solution_cells())
def test_names_come_once_and_only_if_the_region_binds_them(source: str) -> None:
    for before, after in zip(source.split(START)[1:], stub_source(source).split(START)[1:], strict=True):
        names = [line.split()[0] for line in after.split(END)[0].split("\n")[1:] if line.endswith("= None")]
        assert len(set(names)) == len(names)
        assert all(name in before.split(END)[0] for name in names)


@settings(deadline=None)
@given(solution_cells())
def test_a_stub_never_misses_a_name_when_it_runs(source: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(TypeError):  # None + 1 may happen
        exec(stub_source(source), {})
