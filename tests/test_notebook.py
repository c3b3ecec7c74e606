"""Notebooks are read whatever tool wrote them, and what is written is valid."""

from __future__ import annotations

import copy
import json
from typing import Any

import nbformat
import pytest
from mini_course import code, mini_cells, notebook_bytes, text

from grader.notebook import MAX_BYTES, MAX_CELLS, UnreadableNotebook, read_notebook, write_notebook

MINI = json.loads(notebook_bytes(mini_cells()))


def as_bytes(notebook: Any) -> bytes:
    return json.dumps(notebook).encode()


def mini(**changes: Any) -> dict[str, Any]:
    """The mini lab with some top-level keys changed; None takes a key away."""
    notebook = copy.deepcopy(MINI) | changes
    return {key: value for key, value in notebook.items() if value is not None}


def one_cell(**changes: Any) -> bytes:
    return as_bytes(mini(cells=[code("only", "x = 1") | changes]))


def test_a_clean_notebook_is_read_without_a_word_and_written_byte_for_byte() -> None:
    data = notebook_bytes(mini_cells())
    notebook, warnings = read_notebook(data)
    assert warnings == []
    assert write_notebook(notebook) == data


def test_a_cell_carries_what_nbgrader_says_of_it() -> None:
    notebook, _ = read_notebook(notebook_bytes(mini_cells()))
    solution = notebook.cells[2]
    test = notebook.cells[4]
    assert (solution.kind, solution.id, solution.grade_id) == ("code", "double", "double")
    assert (solution.is_solution, solution.is_graded, solution.points) == (True, False, None)
    assert (test.is_solution, test.is_graded, test.points) == (False, True, 10.0)
    assert notebook.cells[0].kind == "markdown"
    assert notebook.metadata["digit_labs"]["lab"] == "mini"


UNREADABLE = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t", "empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "not JSON|empty"),
    "text": (b"hello", "not JSON"),
    "half a notebook": (notebook_bytes(mini_cells())[:200], r"breaks off \(line \d+, column \d+\)"),
    "a zip": (b"PK\x03\x04\x00\x00", "is a zip archive, not a notebook"),
    "a web page": (b"\n<!DOCTYPE html><title>Sign in</title>", "is a web page, not a notebook"),
    "an unfinished merge": (
        notebook_bytes(mini_cells()).replace(b'\n "metadata"', b'\n<<<<<<< HEAD\n "metadata"', 1),
        "unfinished git merge",
    ),
    "a list": (b"[1, 2]", "no notebook"),
    "an object": (b'{"a": 1}', "no notebook"),
    "cells that are no list": (b'{"cells": {}}', "not a list"),
    "worksheets without cells": (b'{"worksheets": [3]}', "no cells"),
    "deep nesting": (b'{"cells": ' + b"[" * 500 + b"]" * 500 + b"}", "nested too deeply"),
    "nesting past the parser's depth": (b"[" * 100_000, "nested too deeply"),
    "a number without end": (b'{"cells": [' + b"9" * 10_000 + b"]}", "number that is too long"),
    "too many cells": (b'{"cells": [' + b"{}," * MAX_CELLS + b"{}]}", "at most 10000"),
    "too many values": (b'{"cells": [' + b"[]," * 1_600_000 + b"[]]}", "over 3 million values"),
    "too large": (b" " * (MAX_BYTES + 1), "50 MB"),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_notebook_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableNotebook, match=reason) as caught:
        read_notebook(data)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


REPAIRED = {
    "a byte order mark": (b"\xef\xbb\xbf" + notebook_bytes(mini_cells()), "byte order mark"),
    "UTF-16": (notebook_bytes(mini_cells()).decode().encode("utf-16"), "UTF-16"),
    "a byte that is no UTF-8": (notebook_bytes(mini_cells()).replace(b"That", b"Th\xe4t"), "not clean UTF-8"),
    "UTF-16 without a mark": (notebook_bytes(mini_cells()).decode().encode("utf-16-le"), "UTF-16"),
    "UTF-32": (notebook_bytes(mini_cells()).decode().encode("utf-32"), "UTF-32"),
    "a tail": (notebook_bytes(mini_cells()) + b'ook"\n}', "behind the end of the notebook"),
    "format 4.2": (as_bytes(mini(nbformat_minor=2)), "in format 4.2"),
    "no format": (as_bytes(mini(nbformat=None)), "did not say its format"),
    "no metadata": (as_bytes(mini(metadata=None)), "had no metadata"),
    "a kernelspec of a wrong form": (as_bytes(mini(metadata={"kernelspec": 3})), "kernelspec; dropped"),
    "CR LF": (one_cell(source="x = 1\r\ny = 2\r"), "plain line feed: 1"),
    "an unknown cell type": (one_cell(cell_type="sql"), "known cell type: 1"),
    "a cell type that is a list": (one_cell(cell_type=["code"]), "known cell type: 1"),
    "no source": (one_cell(source=None), "missing or no text: 1"),
    "a source with a number in it": (one_cell(source=["x = 1", 5]), "missing or no text: 1"),
    "cell metadata that is no object": (one_cell(metadata="none"), "metadata of a wrong form: 1"),
    "nbgrader metadata that is no object": (
        one_cell(metadata={"nbgrader": []}),
        "metadata of a wrong form: 1",
    ),
    "tags that are no list": (one_cell(metadata={"tags": "a"}), "metadata of a wrong form: 1"),
    "outputs that are no list": (one_cell(outputs=None), "outputs of a wrong form: 1"),
    "an output without a type": (one_cell(outputs=[{"text": "a"}]), "outputs of a wrong form: 1"),
    "an output of another form": (
        one_cell(outputs=[{"output_type": "stream"}]),
        "outputs of a wrong form: 1",
    ),
    "an id that is a number": (one_cell(id=7), "without a usable id: 1"),
    "an id with a space": (one_cell(id="a b"), "without a usable id: 1"),
    "an entry that is no cell": (as_bytes(mini(cells=[*MINI["cells"], "x"])), "were no cells: 1"),
    "an id twice": (
        as_bytes(mini(cells=[text("a", "x"), text("a", "y")])),
        "repeated the id of an earlier cell: 1",
    ),
}


@pytest.mark.parametrize(("data", "warning"), REPAIRED.values(), ids=REPAIRED)
def test_each_repair_is_said_once_and_the_result_is_valid(data: bytes, warning: str) -> None:
    notebook, warnings = read_notebook(data)
    assert [warning in sentence for sentence in warnings].count(True) == 1
    nbformat.reads(write_notebook(notebook).decode(), as_version=4)
    assert read_notebook(write_notebook(notebook))[1] == []


def test_lines_end_in_a_line_feed_after_repair() -> None:
    notebook, _ = read_notebook(one_cell(source=["x = 1\r\n", "y = 2\r", "z = 3"]))
    assert notebook.cells[0].source == "x = 1\ny = 2\nz = 3"


def test_bytes_that_are_no_utf8_are_read_as_windows_writes_them_and_the_others_stay() -> None:
    data = one_cell(source="gr\u00f6\u00dfe = '\u2014'").decode("unicode_escape").encode("cp1252")
    mixed = data.replace(b"only", "只".encode())
    for written in (data, mixed):
        assert read_notebook(written)[0].cells[0].source == "gr\u00f6\u00dfe = '\u2014'"


def test_a_number_beyond_all_floats_and_zeros_behind_the_end_do_no_harm() -> None:
    data = one_cell(metadata={"far": 0}).replace(b'"far": 0', b'"far": 1e999') + b"\0" * 9
    notebook, warnings = read_notebook(data)
    assert warnings == []
    assert notebook.cells[0].metadata["far"] is None
    assert b"Infinity" not in write_notebook(notebook)


def test_half_a_surrogate_pair_does_not_keep_a_notebook_from_being_saved() -> None:
    notebook, _ = read_notebook(one_cell(source='x = "\ud800"', metadata={"note": "\udfff"}))
    assert b'x = \\"?\\"' in write_notebook(notebook)


def test_ids_that_are_made_up_are_the_same_each_time_and_clash_with_none() -> None:
    data = as_bytes(mini(cells=[text("cell-2", "a"), {"cell_type": "raw", "source": "b", "metadata": {}}]))
    ids = [[cell.id for cell in read_notebook(data)[0].cells] for _ in range(2)]
    assert ids == [["cell-2", "cell-2-x"]] * 2


def test_a_notebook_before_4_5_is_not_blamed_for_having_no_ids() -> None:
    cells = [{key: value for key, value in cell.items() if key != "id"} for cell in mini_cells()]
    _, warnings = read_notebook(as_bytes(mini(cells=cells, nbformat_minor=4)))
    assert warnings == ["The notebook was in format 4.4; it was read as 4.5."]


def test_format_3_keeps_code_text_and_headings() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Numbers"], "metadata": {}},
        {
            "cell_type": "code",
            "input": ["x = 1\n", "y = 2"],
            "prompt_number": 1,
            "outputs": [{}],
            "metadata": {},
        },
        {"cell_type": "html", "source": "<b>x</b>", "metadata": {}},
    ]
    data = as_bytes({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})
    notebook, warnings = read_notebook(data)
    assert [(cell.kind, cell.source) for cell in notebook.cells] == [
        ("markdown", "## Numbers"),
        ("code", "x = 1\ny = 2"),
        ("markdown", "<b>x</b>"),
    ]
    assert len(warnings) == 1
    assert "in format 3" in warnings[0]
    write_notebook(notebook)


@pytest.mark.parametrize("points", ["ten", None, True, -1, [10], 1e400])
def test_points_that_are_no_points_are_none(points: Any) -> None:
    cell = code("t", "pass", grade=True, points=points)
    assert read_notebook(as_bytes(mini(cells=[cell])))[0].cells[0].points is None


def test_student_metadata_cannot_pass_for_a_flag() -> None:
    cell = code("t", "pass", grade="yes", solution=1, grade_id=["a"])
    read = read_notebook(as_bytes(mini(cells=[cell])))[0].cells[0]
    assert (read.is_graded, read.is_solution, read.grade_id) == (False, False, None)


def test_good_outputs_are_kept() -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
        {
            "output_type": "display_data",
            "data": {"text/plain": "x", "application/json": {"a": 1}},
            "metadata": {},
        },
        {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": 2},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []},
    ]
    notebook, warnings = read_notebook(one_cell(outputs=outputs, execution_count=2))
    assert warnings == []
    assert notebook.raw["cells"][0]["outputs"] == outputs
