"""The source notebook of the first lab, run from top to bottom: what its cells print and show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

NOTEBOOK = Path("labs") / "binary_digits" / "binary_digits.ipynb"
LABELS = {"embedded": "With the embedded digits:", "mnist": "With MNIST:"}
PROMISE = re.compile(r"^([^\n]*)\n\n```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)  # label, text
NUMBER = re.compile(r"-?\d+\.\d+")
ABOUT = 0.02  # how far trained numbers may move between machines, where the text says "about"
FIGURE_CELLS = re.compile(r"^\s*show_figure\(", re.MULTILINE)


@pytest.fixture(
    scope="module", params=["embedded", pytest.param("mnist", marks=[pytest.mark.mnist, pytest.mark.slow])]
)
def data_set(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ran(
    data_set: str, repository: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> NotebookNode:
    """The notebook after a run in a fresh kernel, whose working folder is not the repository."""
    digits = request.getfixturevalue("mnist_folder") if data_set == "mnist" else repository / "data"
    return run_notebook(
        repository / NOTEBOOK, repository, Path(digits).resolve(), tmp_path_factory.mktemp(data_set)
    )


def test_no_cell_writes_to_stderr_or_raises(ran: NotebookNode) -> None:
    for cell in code_cells(ran):
        assert cell.execution_count is not None, cell.id
        for output in cell.outputs:
            assert output.output_type != "error", (cell.id, output.get("evalue"))
            assert output.get("name") != "stderr", (cell.id, output.text)


def test_the_text_promises_what_the_cells_print(ran: NotebookNode, data_set: str) -> None:
    promises = expected_outputs(ran, data_set)
    assert len(promises) == 20
    for cell_id, (text, is_about) in promises.items():
        printed = printed_by(ran, cell_id)
        if is_about:
            assert NUMBER.sub("#", plain(printed)) == NUMBER.sub("#", plain(text)), cell_id
            assert numbers(printed) == pytest.approx(numbers(text), abs=ABOUT), cell_id
        else:
            assert plain(printed) == plain(text), cell_id


def test_every_figure_is_shown_once_and_has_alternative_text(ran: NotebookNode) -> None:
    shown = 0
    for cell in code_cells(ran):
        calls = FIGURE_CELLS.findall(cell.source) if "interact" not in cell.source else []
        pages = [output.data.get("text/html", "") for output in cell.outputs if "data" in output]
        images = re.findall(r"<img\b[^>]*>", "".join(pages))
        assert len(images) == len(calls), cell.id
        for image in images:
            words = re.search(r'\balt="([^"]*)"', image)
            assert words, cell.id
            assert len(words[1].split()) >= 5, cell.id
        shown += len(images)
        assert not [output for output in cell.outputs if "image/png" in output.get("data", {})], cell.id
    assert shown == 19


def test_the_cell_that_loads_names_the_digits_in_use(ran: NotebookNode, data_set: str) -> None:
    name = {"embedded": "the embedded UCI digits", "mnist": "MNIST"}[data_set]
    assert f"Data set: {name}\n" in printed_by(ran, "load-data")


def test_the_network_learns_and_its_start_weights_know_nothing(ran: NotebookNode) -> None:
    losses = numbers(printed_by(ran, "fit-the-model"))
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.05
    zero_before, zero_after, one_before, one_after = numbers(printed_by(ran, "predict-with-numpy"))
    assert abs(zero_before - one_before) < 0.05
    assert zero_after < 0.1
    assert one_after > 0.9


def test_keras_the_loop_and_the_matrix_product_agree(ran: NotebookNode) -> None:
    loop_and_keras = re.search(r"over 1000 images: (\S+)", printed_by(ran, "largest-difference"))
    loop_and_matrix = re.search(r"two versions: (\S+)", printed_by(ran, "time-both-versions"))
    assert loop_and_keras
    assert loop_and_matrix
    assert float(loop_and_keras[1]) < 1e-6
    assert float(loop_and_matrix[1]) < 1e-12


def test_few_digits_are_misread_and_the_counts_of_errors_agree(ran: NotebookNode) -> None:
    total = re.match(r"(\d+) errors in 1000 images", printed_by(ran, "count-the-errors"))
    assert total
    assert int(total[1]) <= 10
    rows = [line.split() for line in printed_by(ran, "count-by-threshold").splitlines()[1:]]
    assert [row[0] for row in rows] == ["0.1", "0.3", "0.5", "0.7", "0.9"]
    assert int(rows[2][1]) + int(rows[2][2]) == int(total[1])
    accuracies = numbers(printed_by(ran, "fit-with-held-out-digits"))
    assert min(accuracies) > 0.95


@pytest.mark.slow
def test_the_untouched_student_version_stops_only_with_sentences_that_help(
    repository: Path, tmp_path: Path
) -> None:
    """Given cells name the exercise that they need, or lack a name that such a cell would have made."""
    from grader.stubs import stub_source

    lab = nbformat.read(repository / NOTEBOOK, as_version=4)
    for cell in code_cells(lab):
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = stub_source(cell.source)
    student = tmp_path / "student.ipynb"
    nbformat.write(lab, student)
    ran = run_notebook(student, repository, repository / "data", tmp_path, "--allow-errors")
    errors = {
        cell.id: (output.ename, output.evalue)
        for cell in code_cells(ran)
        for output in cell.outputs
        if output.output_type == "error"
    }
    tests = {"test-model", "test-my-dense", "test-my-dense-v"}
    assert tests <= set(errors)
    for cell_id in set(errors) - tests:
        kind, words = errors[cell_id]
        assert kind == "NameError" or (kind == "AssertionError" and "Exercise" in words), (
            cell_id,
            kind,
            words,
        )


def run_notebook(notebook: Path, repository: Path, digits: Path, folder: Path, *options: str) -> NotebookNode:
    paths = [os.environ.get("PYTHONPATH", ""), str(repository)]
    environment = os.environ | {
        "DIGITS_DATA_DIR": str(digits),
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment.pop("MPLBACKEND", None)  # as for a student: the kernel chooses the inline backend
    copy = folder / "source.ipynb"
    copy.write_bytes(notebook.read_bytes())
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", *options]
    limits = ["--ExecutePreprocessor.timeout=300", "--output", "ran.ipynb"]
    done = subprocess.run(
        [*command, *limits, str(copy)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return nbformat.read(folder / "ran.ipynb", as_version=4)


def expected_outputs(lab: NotebookNode, data_set: str) -> dict[str, tuple[str, bool]]:
    """By id of the cell that prints: the text promised for this data set, and whether it says "about"."""
    promises = {}
    for cell in lab.cells:
        if not cell.id.startswith("expected-"):
            continue
        blocks = dict(PROMISE.findall(cell.source))
        assert len(blocks) == cell.source.count("```text"), cell.id
        (text,) = blocks.values() if len(blocks) == 1 else [blocks[LABELS[data_set]]]
        promises[cell.id.removeprefix("expected-")] = (text, "(about" in cell.source)
    return promises


def printed_by(lab: NotebookNode, cell_id: str) -> str:
    (cell,) = [cell for cell in lab.cells if cell.id == cell_id]
    return "".join(
        output.text if output.output_type == "stream" else output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


def plain(text: str) -> str:
    """Text without colours, table lines, sizes in bytes, thousands separators and spacing."""
    text = re.sub(r"\x1b\[[\d;]*m", "", text)
    text = re.sub(r"\([\d.]+ [KM]?B\)|[\u2500-\u257f]|(?<=\d),(?=\d{3})", "", text)
    return " ".join(text.split())


def numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def code_cells(lab: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lab.cells if cell.cell_type == "code"]
