"""Damage to the labs with many exercises: every answer of the source is found again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest

from grader.grading import Grader
from grader.lab import load_lab
from grader.sandbox import Sandbox
from tests.damage.case import assert_plain, sentences_of
from tests.foreign.base import Content, as_bytes, code
from tests.foreign.changes import Change, strip_markers, strip_metadata, together
from tests.lab_running import source_path

LABS = ("two_layer_mlp", "deep_network")
_END = "    ### END CODE HERE"


def _is_solution(cell: Content) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _is_test(cell: Content) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def _upside_down(content: Content) -> None:
    content["cells"].reverse()


def _shuffled(content: Content) -> None:
    random.Random(4).shuffle(content["cells"])


def _merged(content: Content) -> None:
    """All code but the tests in one cell."""
    sources = [c["source"] for c in content["cells"] if c["cell_type"] == "code" and not _is_test(c)]
    content["cells"] = [code("\n\n".join(sources))]


def _split(content: Content) -> None:
    """Each answer in two cells, cut before its last mark."""
    cells = []
    for cell in content["cells"]:
        cells.append(cell)
        if _is_solution(cell) and _END in cell["source"]:
            upper, mark, lower = cell["source"].partition(_END)
            cells.append(deepcopy(cell) | {"source": mark + lower, "id": f"{cell['id']}-lower"})
            cell["source"] = upper.rstrip("\n")
    content["cells"] = cells


def _without_tests(content: Content) -> None:
    content["cells"] = [cell for cell in content["cells"] if not _is_test(cell)]


def _as_text(content: Content) -> None:
    for cell in filter(_is_solution, content["cells"]):
        cell["cell_type"] = "markdown"


def _with_a_giant(content: Content) -> None:
    content["cells"].insert(0, code("x = '" + "a" * 5_000_000 + "'"))


CHANGES: dict[str, tuple[Change, str]] = {
    "upside down": (_upside_down, "another order"),
    "shuffled, without metadata": (together(strip_metadata, _shuffled), "another order"),
    "names alone": (together(strip_metadata, strip_markers), "found by its name"),
    "merged into one": (_merged, "more were merged into one"),
    "each answer split": (_split, "was split in two"),
    "no tests": (_without_tests, "was deleted"),
    "answers that became text": (_as_text, "was a markdown cell"),
    "a giant cell": (_with_a_giant, "Cell 1 was left out"),
}
Grading = tuple[Grader, Callable[[], Content]]


@pytest.fixture(scope="module", params=LABS)
def grading(request: pytest.FixtureRequest, warm_sandbox: Sandbox) -> Iterator[Grading]:
    """A grader of one lab, and its source, fresh each time."""
    path = source_path(request.param)
    source: Content = json.loads(path.read_bytes())
    for cell in source["cells"]:
        cell["source"] = "".join(cell["source"])
    grader = Grader([load_lab(path)], seed=2026, sandbox=warm_sandbox)
    yield grader, lambda: deepcopy(source)
    grader.close()


@pytest.mark.parametrize("name", CHANGES)
def test_every_answer_of_a_long_lab_is_found_again(grading: Grading, name: str) -> None:
    grader, fresh = grading
    change, said = CHANGES[name]
    content = fresh()
    change(content)
    result = grader.grade(as_bytes(content), "work.ipynb")
    assert (result.status, result.score) == ("graded", result.max_score), sentences_of(result)
    assert any(said in sentence for sentence in sentences_of(result))
    for sentence in sentences_of(result):
        assert_plain(sentence)
