"""A file of a hundred megabytes is refused in a sentence, and never held as a whole."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from grader.files import MAX_NOTEBOOK_BYTES, grade_file
from grader.grading import Grader
from tests.damage.case import assert_plain
from tests.foreign.base import Content, as_bytes, cell_of, solved_notebook

PIECE = 1_000_000
MARK = "here stands the output"


@pytest.fixture
def loud(tmp_path: Path) -> Path:
    """A right notebook in which one cell printed a hundred megabytes."""
    content: Content = solved_notebook()
    cell_of(content, "fit")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": MARK}]
    head, _, tail = as_bytes(content).partition(MARK.encode())
    path = tmp_path / "loud.ipynb"
    with path.open("wb") as file:
        file.write(head)
        for _ in range(100):
            file.write(b"x" * PIECE)
        file.write(tail)
    return path


def test_an_output_of_a_hundred_megabytes_is_refused_and_not_held(binary_grader: Grader, loud: Path) -> None:
    tracemalloc.start()
    try:
        result = grade_file(binary_grader, loud, "binary_digits")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (result.status, result.score, result.max_score) == ("ungradable", 0.0, 30.0)
    assert result.reason == "The file is larger than 50 MB; clear its outputs and save it again."
    assert_plain(result.reason)
    assert peak < MAX_NOTEBOOK_BYTES * 1.2
    assert len(json.dumps(result.to_json())) < 10_000


def test_a_file_of_no_end_is_read_to_the_limit(binary_grader: Grader, tmp_path: Path) -> None:
    path = tmp_path / "sparse.ipynb"
    with path.open("wb") as file:
        file.truncate(10**12)
    assert "larger than 50 MB" in (grade_file(binary_grader, path, "binary_digits").reason or "")
