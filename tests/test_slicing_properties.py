"""A slice gives its targets the values that the whole program gives them, whatever the program."""

from __future__ import annotations

import ast
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.slicing import Selection, select
from grader.statements import parse_cell

NUMBERS = ("a", "b", "c")
LISTS = ("p", "q")
FUNCTIONS = ("f", "g", "h")
START = [
    *(f"{name} = {i}" for i, name in enumerate(NUMBERS)),
    *(f"{name} = [1]" for name in LISTS),
    *(f"def {name}(x): return x" for name in FUNCTIONS),
]

number = st.sampled_from(NUMBERS)
sequence = st.sampled_from(LISTS)
function = st.sampled_from(FUNCTIONS)
term = st.one_of(
    number,
    st.integers(0, 9).map(str),
    st.builds("{}[-1]".format, sequence),
    st.builds("len({})".format, sequence),
    st.builds("sum(i * {} for i in {})".format, number, sequence),
    st.builds("sorted([{0} + i for i in {1}])[0]".format, number, sequence),
)
value = st.one_of(term, st.builds("{} + {}".format, term, term), st.builds("{} - {}".format, term, term))
simple = st.one_of(
    st.builds("{} = {}".format, number, value),
    st.builds("{} += {}".format, number, value),
    st.builds("{}, {} = {}, {}".format, number, number, value, value),
    st.builds("{} = [i + {} for i in {}][:9]".format, sequence, value, sequence),
    st.builds("{}.append({})".format, sequence, value),
    st.builds("{}[0] = {}".format, sequence, value),
    st.builds("{} = {}({})".format, number, function, value),
    st.builds("print({})".format, value),
    st.builds("say = {}".format, value),
)
compound = st.one_of(
    st.builds("if {} > 2:\n    {}\nelse:\n    {}".format, value, simple, simple),
    st.builds("for i in range(2):\n    {}\n    {}".format, simple, simple),
    st.builds("try:\n    {}\n    1 / {}\nexcept ZeroDivisionError:\n    {}".format, simple, number, simple),
)
definition = st.one_of(
    st.builds("def {}(x):\n    return x + {}".format, function, value),
    st.builds("def {}(x, k={}):\n    return x + k".format, function, value),
    st.builds("def {}(x):\n    {}.append(x)\n    return {}".format, function, sequence, value),
    st.builds("def {0}(x):\n    global {1}\n    {1} = x\n    return {2}".format, function, number, value),
    st.builds("{} = lambda x: x + {}".format, function, value),
)
programs = st.lists(st.one_of(simple, simple, compound, definition), min_size=3, max_size=12)
targets = st.lists(st.sampled_from([*NUMBERS, *LISTS]), min_size=1, max_size=2, unique=True)


def run(selection: Selection) -> dict[str, Any]:
    """Run the chosen statements, each on its own: one that raises harms only what it binds."""
    namespace: dict[str, Any] = {"print": lambda *_: None}
    for statement in selection.statements:
        module = ast.Module([statement.node], type_ignores=[])
        try:
            exec(compile(module, "program", "exec"), namespace)
        except (TypeError, IndexError) as error:
            raise AssertionError(f"the program is not one of those meant: {error}") from error
    return namespace


@settings(max_examples=300, deadline=None)
@given(programs, targets)
def test_a_slice_gives_the_targets_the_values_of_the_full_run(program: list[str], wanted: list[str]) -> None:
    statements = [s for i, cell in enumerate([*START, *program]) for s in parse_cell(i, cell, str)]
    full = run(select(statements, wanted, "full"))
    for mode in ("sliced", "wider"):
        part = run(select(statements, wanted, mode))
        assert {name: part[name] for name in wanted} == {name: full[name] for name in wanted}


@settings(max_examples=100, deadline=None)
@given(programs, st.sampled_from(FUNCTIONS))
def test_a_sliced_function_computes_what_the_full_runs_function_does(program: list[str], name: str) -> None:
    statements = [s for i, cell in enumerate([*START, *program]) for s in parse_cell(i, cell, str)]
    full, sliced = (run(select(statements, [name], mode))[name] for mode in ("full", "sliced"))
    assert [sliced(x) for x in (1, 5)] == [full(x) for x in (1, 5)]


@settings(max_examples=100, deadline=None)
@given(programs, targets)
def test_wider_holds_the_slice_and_full_holds_all(program: list[str], wanted: list[str]) -> None:
    statements = [s for i, cell in enumerate([*START, *program]) for s in parse_cell(i, cell, str)]
    sliced, wider, full = (set(select(statements, wanted, m).statements) for m in ("sliced", "wider", "full"))
    assert sliced <= wider <= full == set(statements)
