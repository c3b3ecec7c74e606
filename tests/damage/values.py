"""Damage to the values of a notebook: formats, numbers that are none, metadata that is missing or made up."""

from __future__ import annotations

from collections.abc import Callable

from tests.damage.case import Damage, changed, every_cell, rewritten
from tests.foreign.base import Content, as_bytes, cell_of, code, solved_notebook
from tests.foreign.changes import Change, delete, in_format_3, nbgrader, together

_SOLUTIONS = ("model", "my-dense", "my-dense-v")
_TESTS = tuple(f"test-{name}" for name in _SOLUTIONS)


def _whole(**values: object) -> Change:
    return lambda content: content.update(values)


def _named(**values: object) -> Change:
    return lambda content: content["metadata"].update(values)


def _without(*keys: str) -> Change:
    def change(content: Content) -> None:
        for cell in content["cells"]:
            for key in keys:
                cell.pop(key, None)

    return change


def _points(text: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b'"points": 10', b'"points": ' + text)


def _format_3(minor: int, sheets: int) -> Callable[[], bytes]:
    """A notebook of format 3, its cells on so many worksheets."""

    def make() -> bytes:
        content = in_format_3(solved_notebook())
        cells = [cell for sheet in content["worksheets"] for cell in sheet["cells"]]
        size = -(-len(cells) // sheets)
        parts = [cells[start : start + size] for start in range(0, len(cells), size)]
        return as_bytes({**content, "nbformat_minor": minor, "worksheets": [{"cells": p} for p in parts]})

    return make


def _swapped(content: Content) -> None:
    """The two functions carry the ids of each other."""
    nbgrader("my-dense", grade_id="my_dense_v")(content)
    nbgrader("my-dense-v", grade_id="my_dense")(content)


def _twice(data: bytes) -> bytes:
    """Every cell says twice what its text is; the second counts, as JSON readers have it."""
    return data.replace(b'"source":', b'"source": "1 / 0", "source":')


def _loud(content: Content) -> None:
    cell_of(content, "fit")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 30_000_000}
    ]


def _cheating_tests(content: Content) -> None:
    for cell_id in _TESTS:
        cell_of(content, cell_id)["source"] = "my_dense = my_dense_v = model = None"


VALUES: dict[str, Damage] = {
    **{
        f"format 4.{minor}": changed(
            together(_whole(nbformat_minor=minor), _without("id")), f"in format 4.{minor}"
        )
        for minor in range(5)
    },
    "format 4.6": changed(_whole(nbformat_minor=6), "in format 4.6"),
    "format 5.0": changed(_whole(nbformat=5, nbformat_minor=0), "in format 5.0"),
    "format 3.0": Damage(_format_3(0, 1), "format 3"),
    "format 3.1 on three worksheets": Damage(_format_3(1, 3), "format 3"),
    "a format that is a text": changed(_whole(nbformat="4"), "did not say its format"),
    "cells and worksheets": changed(_whole(worksheets=[{"cells": [code("1 / 0")]}])),
    # Numbers that JSON does not have
    **{
        f"points of {text.decode()}": rewritten(_points(text))
        for text in (b"NaN", b"-Infinity", b"1e999", b"null", b'"many"', b"true", b"[10]", b"-10")
    },
    "points of 10^300": rewritten(_points(b"1e300"), "were changed to 1e+300"),
    "NaN in the lab's metadata": rewritten(lambda data: data.replace(b'"1.0"', b"NaN")),
    "counts of no number": changed(every_cell(execution_count=float("nan"))),
    # What is missing or of another type
    "no metadata of cells": changed(_without("metadata"), "no grading metadata"),
    "metadata that is a list": changed(every_cell(metadata=[1]), "metadata of a wrong form"),
    "nothing but types and texts": changed(
        _without("metadata", "id", "outputs", "execution_count"), "no grading metadata"
    ),
    "metadata of the notebook that is a text": changed(_whole(metadata="x"), "had no metadata"),
    "a lab's name that is a list": changed(_named(digit_labs={"lab": ["binary_digits"]})),
    "another lab's name": changed(_named(digit_labs={"lab": "deep_network"})),
    "a kernel that is a text": changed(_named(kernelspec="python3"), "kernelspec; dropped"),
    "a kernel without a name": changed(_named(kernelspec={"display_name": "x"}), "kernelspec; dropped"),
    "a kernel with a name of a page": changed(
        _named(kernelspec={"name": "k" * 9000, "display_name": "x"}), "asks for the kernel"
    ),
    "a language that rings a bell": changed(
        _named(kernelspec={"name": "ir", "display_name": "R", "language": "R\a\n\x1b[31m"}),
        "saved for the language R[31m;",
    ),
    "ids that are all one": changed(every_cell(id="same"), "repeated the id"),
    "ids that are numbers": changed(every_cell(id=1), "without a usable id"),
    "texts that are lists of characters": changed(
        lambda content: [cell.update(source=list(cell["source"])) for cell in content["cells"]]
    ),
    "texts that come twice": rewritten(_twice),
    "outputs of thirty megabytes": changed(_loud),
    "outputs of no form": changed(every_cell(outputs={"text": 1}), "outputs of a wrong form"),
    # What students change, by mistake or on purpose
    "a schema from the future": changed(together(*(nbgrader(i, schema_version=99) for i in _SOLUTIONS))),
    "flags the other way round": changed(
        together(
            *(nbgrader(i, solution=False) for i in _SOLUTIONS),
            *(nbgrader(i, grade=False, solution=True) for i in _TESTS),
        )
    ),
    "ids of each other": changed(_swapped),
    "a grade_id that is a list": changed(nbgrader("my-dense", grade_id=["my_dense"]), "found by its marker"),
    "a grade_id of a page": changed(nbgrader("my-dense", grade_id="x" * 9000), "found by its marker"),
    "all tests deleted": changed(delete(*_TESTS), "The test cell of `my_dense_v` was deleted"),
    "all tests edited": changed(_cheating_tests, "The test cell of `model` was edited"),
}
