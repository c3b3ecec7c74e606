"""What holds for every notebook, however odd."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.notebook import UnreadableNotebook, read_notebook, write_notebook


def to_json(data: Any) -> bytes:
    return json.dumps(data).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["tags", "name", "nbgrader", "jupyter", "execution", "collapsed", "scrolled", "format", "own"]
OUTPUT_KEYS = ["name", "text", "data", "metadata", "execution_count", "ename", "evalue", "traceback"]
ODD_CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
        "source": st.text(max_size=8) | JSON,
        "id": st.text(max_size=5) | JSON,
        "metadata": st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3) | JSON,
        "outputs": st.lists(
            st.fixed_dictionaries(
                {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"])},
                optional=dict.fromkeys(OUTPUT_KEYS, JSON),
            )
            | JSON,
            max_size=2,
        ),
        "execution_count": JSON,
        "attachments": JSON,
    },
)
ODD_NOTEBOOK = st.fixed_dictionaries(
    {"cells": st.lists(ODD_CELL | JSON, max_size=3)},
    optional={
        "metadata": st.dictionaries(
            st.sampled_from(["kernelspec", "language_info", "orig_nbformat", "title", "authors"]),
            JSON,
            max_size=3,
        )
        | JSON,
        "nbformat": st.just(4) | JSON,
        "nbformat_minor": st.just(5) | JSON,
    },
)


@settings(deadline=None, max_examples=200)
@given(ODD_NOTEBOOK)
def test_whatever_stands_in_a_notebook_it_is_read_and_can_be_saved(notebook: dict[str, Any]) -> None:
    read, warnings = read_notebook(to_json(notebook))
    saved = write_notebook(read)
    again, new_warnings = read_notebook(saved)
    assert new_warnings == []
    assert again.cells == read.cells
    assert len({cell.id for cell in read.cells}) == len(read.cells)
    assert all(sentence.endswith(".") for sentence in warnings)


@settings(deadline=None)
@given(st.binary(max_size=40) | JSON.map(to_json))
def test_bytes_are_read_or_refused_never_anything_else(data: bytes) -> None:
    with contextlib.suppress(UnreadableNotebook):
        read_notebook(data)
