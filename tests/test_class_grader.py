"""What a grading process and a worker of a cluster have in common: tasks in, results and notebooks out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.class_grader import ClassGrader, read_task
from grader.class_view import needs_attention
from grader.store import brief

LAB = "binary_digits"
SPOILER = """import sys
for name in ("dot", "matmul"):
    setattr(sys.modules["numpy"], name, sys.modules["numpy"].add)"""
"""No answer needs such a cell, so a sliced run leaves it out; in a run of every cell it spoils them."""


@pytest.fixture(scope="module")
def source(repository: Path) -> bytes:
    return (repository / "labs" / LAB / f"{LAB}.ipynb").read_bytes()


@pytest.fixture(scope="module")
def grader(source: bytes) -> Iterator[ClassGrader]:
    with ClassGrader({LAB: source}, seed=3, mode="sliced", allow_unsandboxed=False) as found:
        yield found


def task(**changes: object) -> dict[str, Any]:
    given = {"number": 0, "lab": LAB, "student": "ann", "path": "", "notebook": "n", "note": None}
    return given | {"autograded": None, "audit": False} | changes


def test_a_note_is_a_warning_and_the_notebook_is_made_where_it_is_wanted(
    grader: ClassGrader, source: bytes
) -> None:
    result, notebook = grader.grade(task(note="It came late."), source)
    assert (result["score"], result["student_id"], notebook) == (30.0, "ann", None)
    assert result["warnings"][0] == "It came late."
    assert "audit" not in result["extra_data"]
    result, notebook = grader.grade(task(autograded="somewhere"), source)
    assert notebook is not None
    assert len(json.loads(notebook)["cells"]) > 50


def test_what_cannot_be_read_is_told_and_has_no_notebook(grader: ClassGrader, tmp_path: Path) -> None:
    found, data = read_task(task(path=str(tmp_path / "missing.ipynb"), autograded="somewhere"))
    assert data is None
    result, notebook = grader.grade(found, data)
    assert (result["status"], result["reason"], notebook) == ("ungradable", found["note"], None)
    assert result["reason"]
    _, data = read_task(task(path=str(Path(__file__))))
    assert data == Path(__file__).read_bytes()


def test_an_audit_finds_what_a_sliced_run_leaves_out(grader: ClassGrader, source: bytes) -> None:
    content = json.loads(source)
    place = next(n for n, cell in enumerate(content["cells"]) if cell.get("id") == "my-dense")
    spoiler = {"cell_type": "code", "execution_count": None, "id": "spoiler", "metadata": {}, "outputs": []}
    content["cells"].insert(place, spoiler | {"source": SPOILER})
    spoiled = json.dumps(content).encode()
    result, _ = grader.grade(task(audit=True), spoiled)
    assert result["score"] == 30.0
    assert result["extra_data"]["audit"] == {"my_dense": 0.0, "my_dense_v": 0.0}
    said = "when every cell is run, other scores: my_dense 0, my_dense_v 0"
    assert needs_attention(result) == needs_attention(brief(result)) == said

    result, _ = grader.grade(task(audit=True), source)
    assert (result["score"], result["extra_data"]["audit"]) == (30.0, {})
    assert needs_attention(result) is None
