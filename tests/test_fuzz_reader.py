"""Whatever bytes come, they are read or refused in one sentence, and no other exception comes of them."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.notebook import UnreadableNotebook, read_notebook, write_notebook
from grader.submission import Submission, Ungradable, read_submission
from tests.damage.case import assert_plain
from tests.foreign.base import LAB, as_bytes, solved_notebook
from tests.test_notebook_properties import JSON

RIGHT = solved_notebook()
RIGHT_BYTES = as_bytes(RIGHT)
EXERCISES = {exercise.name for exercise in LAB.exercises}
SHORT = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=list(HealthCheck))
LONG = settings(SHORT, max_examples=3_000)

Path = tuple[str | int, ...]


def paths_in(data: Any, path: Path = ()) -> list[Path]:
    """List the places of all values in JSON data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(inner for key, value in entries for inner in paths_in(value, (*path, key)))]


def put(data: Any, path: Path, value: Any) -> Any:
    """Return the data with another value in one place, as long as the place is still there."""
    if not path:
        return value
    whole = deepcopy(data)
    inside = whole
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return whole


PATHS = paths_in(RIGHT)
STRANGE = JSON | st.sampled_from(
    [None, [], {}, "", "code", 4, -1, 1e308, True, [[]], {"nbgrader": {}}, "\ud800"]
)


@st.composite
def damaged_trees(draw: st.DrawFn) -> bytes:
    """A right notebook in which up to three values are others."""
    content: Any = RIGHT
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PATHS if content is RIGHT else paths_in(content)))
        content = put(content, path, draw(STRANGE))
    return json.dumps(content).encode()


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """The bytes of a right notebook: cut, doubled, swapped, overwritten or written in another way."""
    data = bytearray(RIGHT_BYTES)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 200)))
        piece = bytes(data[start:end])
        data[start:end] = draw(st.sampled_from([b"", piece * 2, piece[::-1]]) | st.binary(max_size=12))
    written = draw(st.sampled_from(["as it is", "utf-16", "utf-32-be", "cp1252"]))
    if written != "as it is":
        return bytes(data).decode(errors="replace").encode(written, errors="replace")
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


def refusal_of(data: bytes) -> str | None:
    """Return why a file cannot be read; None if it can."""
    try:
        read_notebook(data)
    except UnreadableNotebook as error:
        return str(error)
    return None


def expect_read_or_refused(data: bytes) -> None:
    refusal = refusal_of(data)
    if refusal is not None:
        assert_plain(refusal)
        with pytest.raises(Ungradable) as refused:
            read_submission(data, [LAB], LAB.name)
        assert refused.value.reason == refusal
        return
    notebook, warnings = read_notebook(data)
    again, more = read_notebook(write_notebook(notebook))
    assert more == []
    if b"\\ud" not in data:  # half of a surrogate pair cannot be saved as it is
        assert again.cells == notebook.cells
    submission = read_submission(data, [LAB], LAB.name)
    for sentence in [*warnings, *submission.warnings]:
        assert_plain(sentence)
    expect_in_order(submission, len(notebook.cells))


def expect_in_order(submission: Submission, count: int) -> None:
    assert submission.found.keys() <= EXERCISES
    assert submission.untouched <= submission.found.keys()
    assert all(cell.source.strip() and -1 <= cell.index < count for cell in submission.cells)
    assert all(0 <= place < len(submission.cells) for place in submission.found.values())


@SHORT
@given(damaged_trees())
def test_any_value_in_place_of_a_notebooks_own_is_borne(data: bytes) -> None:
    expect_read_or_refused(data)


@SHORT
@given(damaged_bytes())
def test_any_damage_to_the_bytes_of_a_notebook_is_borne(data: bytes) -> None:
    expect_read_or_refused(data)


@SHORT
@given(damaged_trees())
def test_a_lab_is_recognised_or_the_refusal_is_plain(data: bytes) -> None:
    try:
        assert read_submission(data, [LAB]).lab is LAB
    except Ungradable as error:
        assert_plain(error.reason)


@pytest.mark.slow
@LONG
@given(damaged_trees() | damaged_bytes() | st.binary(max_size=300))
def test_three_thousand_damages_are_borne(data: bytes) -> None:
    expect_read_or_refused(data)
