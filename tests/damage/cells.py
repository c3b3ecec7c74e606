"""Damage to the cells of a notebook: split, merged, copied, moved, retyped, emptied, of no form."""

from __future__ import annotations

import random
from copy import deepcopy

from tests.damage.case import Damage, changed
from tests.foreign.base import MY_DENSE, STUBS, Content, as_bytes, cell_of, code, place_of, source_notebook
from tests.foreign.changes import Change, edit, move, nbgrader, new_cell, split, strip_metadata, together

_LINES = MY_DENSE.split("\n")
_SOLUTIONS = ("model", "my-dense", "my-dense-v")
_WRONG = "def my_dense(a_in, W, b, g):\n    return None"


def _split_before(line: int, keep_metadata: bool) -> Damage:
    lower = "\n".join(_LINES[line:])
    return changed(split(keep_metadata, lower), "`my_dense` was split in two")


def _copied(*sources: str) -> Change:
    """Put copies with these texts in place of the answer's cell, ids and all."""

    def change(content: Content) -> None:
        place = place_of(content, "my-dense")
        cell = content["cells"][place]
        content["cells"][place : place + 1] = [deepcopy(cell) | {"source": source} for source in sources]

    return change


def _whole_lab(change: Change, said: str) -> Damage:
    """Change the lab's own source, every cell of which the grader knows."""

    def make() -> bytes:
        content = source_notebook()
        change(content)
        return as_bytes(content)

    return Damage(make, said)


def _shuffled(content: Content) -> None:
    random.Random(4).shuffle(content["cells"])


def _one_cell(content: Content) -> None:
    """All code in a single cell, as a script that was pasted."""
    sources = [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code"]
    content["cells"] = [code("\n\n".join(sources))]


def _entries(*entries: object) -> Change:
    return lambda content: content["cells"].extend(entries)


def _of_type(kind: object, *cell_ids: str) -> Change:
    def change(content: Content) -> None:
        for cell_id in cell_ids:
            cell_of(content, cell_id)["cell_type"] = kind

    return change


def _fenced(content: Content) -> None:
    """The answers are text, their code between fences, as a chat gives it."""
    for cell_id in _SOLUTIONS:
        cell = cell_of(content, cell_id)
        cell.update(cell_type="markdown", source=f"```python\n{cell['source']}\n```")


CELLS: dict[str, Damage] = {
    **{f"split before line {n + 1}, ids kept": _split_before(n, True) for n in range(4, len(_LINES))},
    **{f"split before line {n}, ids lost": _split_before(n - 1, False) for n in (8, 10, 11)},
    "all in one cell": changed(_one_cell, "were merged into one"),
    "all in one cell without ids": changed(together(strip_metadata, _one_cell), "were merged into one"),
    "upside down": _whole_lab(lambda content: content["cells"].reverse(), "another order"),
    "shuffled": _whole_lab(_shuffled, "another order"),
    "set-up of one's own at the end": changed(
        move("setup", 1000), "NameError: name 'Sequential' is not defined", model="errored"
    ),
    "all of it three times": changed(
        lambda content: content.update(cells=deepcopy(content["cells"]) * 3), "There are 3 cells for `model`"
    ),
    "a wrong copy above": changed(_copied(_WRONG, MY_DENSE), "the last one that defines it counts"),
    "a wrong copy below": changed(
        _copied(MY_DENSE, _WRONG), "the last one that defines it counts", my_dense="failed"
    ),
    "untouched copies on both sides": changed(
        _copied(STUBS["my_dense"], MY_DENSE, STUBS["my_dense"]), "There are 3 cells for `my_dense`"
    ),
    "a broken copy above": changed(_copied(MY_DENSE[:200], MY_DENSE), "2 cells for `my_dense`"),
    "one id for all answers": changed(
        together(*(nbgrader(cell_id, grade_id="my_dense") for cell_id in _SOLUTIONS)),
        "3 cells for `my_dense`",
    ),
    "types in capitals": changed(_of_type("Code", *_SOLUTIONS, "setup"), "without a known cell type: 4"),
    "types that are lists": changed(_of_type(["code"], *_SOLUTIONS), "without a known cell type: 3"),
    "types of the future": changed(_of_type("sql", *_SOLUTIONS), "without a known cell type: 3"),
    "answers that became text": changed(_of_type("markdown", *_SOLUTIONS), "was a markdown cell"),
    "answers between fences": changed(_fenced, "was a markdown cell"),
    "entries that are no cells": changed(_entries(None, [], "x", 3, {}), "that were no cells: 4"),
    "an emptied answer": changed(
        edit("my-dense", lambda _: ""), "There is no cell with code for `my_dense`", my_dense="missing"
    ),
    "an answer of remarks alone": changed(
        edit("my-dense", lambda _: "# UNQ_C2\n# GRADED FUNCTION: my_dense\n# later"),
        "does not define `my_dense`",
        my_dense="missing",
    ),
    "a renamed function": changed(
        edit("my-dense", lambda source: source.replace("my_dense(", "my_dense2(")),
        "does not define `my_dense`",
        my_dense="missing",
    ),
    "an answer that is deleted at the end": changed(new_cell("predict-all", "del my_dense")),
    "nine thousand cells more": changed(_entries(*[code("pass")] * 9000)),
    "a thousand copies": changed(_entries(*[code(MY_DENSE)] * 1000), "1001 cells for `my_dense`"),
}
