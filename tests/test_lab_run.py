"""The source notebook of each lab, run from top to bottom: what its cells print and show."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbformat import NotebookNode

from tests.lab_facts import LABS, LabFacts
from tests.lab_reading import (
    NUMBER,
    alt_texts,
    code_cells,
    expected_outputs,
    numbers,
    plain,
    printed_by,
    slug,
)
from tests.lab_running import DATA_SETS, ROOT, run_notebook, run_of, source_path

ABOUT = 0.02  # how far trained numbers may move between machines, where the text says "about"
FIGURE_CALLS = re.compile(r"^\s*(?:show_figure|display_digit)\(|\bdisplay_errors\(", re.MULTILINE)
WITH_SLIDERS = ("show_with_slider(", "plt_softmax(")  # what such a cell shows is tested in a browser


@pytest.fixture(scope="module", params=LABS, ids=[facts.name for facts in LABS])
def facts(request: pytest.FixtureRequest) -> LabFacts:
    found: LabFacts = request.param
    return found


@pytest.fixture(scope="module", params=DATA_SETS)
def data_set(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ran(facts: LabFacts, data_set: str, request: pytest.FixtureRequest) -> NotebookNode:
    return run_of(facts.name, data_set, request)


def test_no_cell_writes_to_stderr_or_raises(ran: NotebookNode) -> None:
    for cell in code_cells(ran):
        assert cell.execution_count is not None, cell.id
        for output in cell.outputs:
            assert output.output_type != "error", (cell.id, output.get("evalue"))
            assert output.get("name") != "stderr", (cell.id, output.text)


def test_the_text_promises_what_the_cells_print(ran: NotebookNode, facts: LabFacts, data_set: str) -> None:
    promises = expected_outputs(ran, data_set)
    assert len(promises) == facts.promises
    for cell_id, (text, is_about) in promises.items():
        printed = printed_by(ran, cell_id)
        if is_about:
            assert NUMBER.sub("#", plain(printed)) == NUMBER.sub("#", plain(text)), cell_id
            assert numbers(printed) == pytest.approx(numbers(text), abs=ABOUT), cell_id
        else:
            assert plain(printed) == plain(text), cell_id


def test_every_figure_is_shown_once_and_has_alternative_text(ran: NotebookNode, facts: LabFacts) -> None:
    shown = 0
    for cell in code_cells(ran):
        if any(call in cell.source for call in WITH_SLIDERS):
            continue
        words = alt_texts(cell)
        assert len(words) == len(FIGURE_CALLS.findall(cell.source)), cell.id
        assert all(len(text.split()) >= 5 for text in words), cell.id
        shown += len(words)
        assert not [output for output in cell.outputs if "image/png" in output.get("data", {})], cell.id
    assert shown == facts.figures


def test_the_cell_that_loads_names_the_digits_in_use(ran: NotebookNode, data_set: str) -> None:
    name = {"embedded": "the embedded UCI digits", "mnist": "MNIST"}[data_set]
    assert f"Data set: {name}\n" in printed_by(ran, "load-data")


@pytest.mark.slow
def test_the_untouched_student_version_stops_only_with_sentences_that_help(facts: LabFacts) -> None:
    """Given cells name the exercise that they need, or lack a name that such a cell would have made."""
    from grader.stubs import stub_source

    lab = nbformat.read(source_path(facts.name), as_version=4)
    for cell in code_cells(lab):
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = stub_source(cell.source)
    ran = run_notebook(lab, ROOT / "data", "--allow-errors")
    errors = {
        cell.id: (output.ename, output.evalue)
        for cell in code_cells(ran)
        for output in cell.outputs
        if output.output_type == "error"
    }
    tests = {f"test-{slug(name)}" for name in facts.tests}
    assert tests <= set(errors)
    for cell_id in set(errors) - tests:
        kind, words = errors[cell_id]
        helps = kind == "NameError" or (kind == "AssertionError" and "Exercise" in words)
        assert helps, (cell_id, kind, words)
