"""Whatever stands in the cells, the slicer takes it apart and chooses, or says that it is no Python."""

from __future__ import annotations

import contextlib
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

from grader.later import last_say
from grader.slicing import select
from grader.statements import Statement, defined_functions, future_flags, parse_cell
from tests.python_texts import NAMES, any_cell, cell

SHORT = settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))
LONG = settings(SHORT, max_examples=3_000)
NO_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What whoever prepares a run is ready for; see `worker.child.prepare`."""

targets = st.lists(st.sampled_from([*NAMES, "absent"]), max_size=3)


def transform(source: str) -> str:
    text: str = TransformerManager().transform_cell(source)
    return text


def statements_of(cells: list[str]) -> list[Statement]:
    """Read cells as a run does: what is no Python is passed over."""
    own = defined_functions(cells)
    found: list[Statement] = []
    for number, source in enumerate(cells):
        with contextlib.suppress(*NO_PYTHON), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in texts, for whoever wrote them
            found += parse_cell(number, source, transform, own)
    return found


def expect_chosen(cells: list[str], wanted: list[str]) -> None:
    statements = statements_of(cells)
    future_flags(statements)
    sizes = []
    for mode in ("sliced", "wider", "full"):
        chosen = select(statements, wanted, mode, known_modules=["np"], held=["b"])
        assert set(chosen.statements).isdisjoint(chosen.omitted)
        assert len(chosen.statements) + len(chosen.omitted) == len(statements)
        assert [s.cell for s in chosen.statements] == sorted(s.cell for s in chosen.statements)
        assert -1 <= last_say(chosen, wanted, ["np"], ["b"]) < max(1, len(cells))
        chosen.may_explain(NameError("no", name="a"))
        sizes.append(len(chosen.statements))
    assert sizes == sorted(sizes)
    assert sizes[-1] == len(statements)


@SHORT
@given(st.lists(cell, max_size=4), targets)
def test_any_statements_are_chosen_from(cells: list[str], wanted: list[str]) -> None:
    expect_chosen(cells, wanted)


@SHORT
@given(st.lists(any_cell, max_size=4), targets)
def test_any_cells_are_chosen_from(cells: list[str], wanted: list[str]) -> None:
    expect_chosen(cells, wanted)


@pytest.mark.slow
@LONG
@given(st.lists(any_cell, max_size=6), targets)
def test_three_thousand_notebooks_are_chosen_from(cells: list[str], wanted: list[str]) -> None:
    expect_chosen(cells, wanted)
