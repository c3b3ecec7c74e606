"""The source notebook of the first lab, as a file: its form, its exercises, its outline, its links."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

NOTEBOOK = Path(__file__).resolve().parent.parent / "labs" / "binary_digits" / "binary_digits.ipynb"

EXERCISES = {"model": "test_c1(model)", "my_dense": "test_c2(my_dense)", "my_dense_v": "test_c3(my_dense_v)"}
FIRST_LINES = {
    "model": ["# UNQ_C1", "# GRADED CELL: Sequential model"],
    "my_dense": ["# UNQ_C2", "# GRADED FUNCTION: my_dense"],
    "my_dense_v": ["# UNQ_C3", "# GRADED FUNCTION: my_dense_v"],
}
OUTLINE = [
    "How this lab works",
    "1 - Packages",
    "2 - Neural Networks",
    "2.1 Problem statement",
    "2.2 Dataset",
    "2.2.1 View the variables",
    "2.2.2 Check the shapes",
    "2.2.3 Visualise the data",
    "2.3 Model representation",
    "2.4 TensorFlow model",
    "Exercise 1",
    "2.5 NumPy model (forward propagation)",
    "Exercise 2",
    "2.6 Vectorised NumPy model",
    "Exercise 3",
    "2.7 Congratulations",
    "2.8 NumPy broadcasting tutorial (optional)",
    "3 - Going further (optional)",
    "3.1 Moving the threshold",
    "3.2 Counting the errors",
    "3.3 Digits that the network has not seen",
    "3.4 Weights as images",
    "3.5 The least certain digit",
    "3.6 Questions to think about",
]
SITES = {"numpy.org", "matplotlib.org", "www.tensorflow.org"}

# What the mathematics fixes, whatever the digits: the lab must promise exactly this.
FIXED = {
    "expected-print-shapes": ["shape of X: (1000, 400)", "shape of y: (1000, 1)"],
    "expected-model-summary": ["(None, 25)", "10,025", "390", "16", "10,431", "Non-trainable params: 0"],
    "expected-parameters-by-hand": ["10025", "390", "16"],
    "expected-start-weights": ["(400, 25)", "(25,)", "(25, 15)", "(15,)", "(15, 1)", "(1,)"],
    "expected-try-my-dense": ["[0.54735762 0.57932425 0.61063923]"],
    "expected-one-example-vectorised": ["(1, 25)"],
    "expected-try-my-dense-v": [
        "[[0.54735762 0.57932425 0.61063923]\n [0.57199613 0.61301418 0.65248946]\n"
        " [0.5962827  0.64565631 0.6921095 ]\n [0.62010643 0.67699586 0.72908792]]"
    ],
    "expected-predict-all-vectorised": ["(1000, 1)"],
    "expected-column-plus-row": ["[[2 3 4]\n [3 4 5]\n [4 5 6]\n [5 6 7]]"],
}


@pytest.fixture(scope="module")
def lab() -> NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def test_the_file_is_in_canonical_form_and_holds_no_output(lab: NotebookNode) -> None:
    nbformat.validate(lab)
    assert NOTEBOOK.read_text(encoding="utf-8") == nbformat.writes(lab) + "\n"
    for cell in code_cells(lab):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_the_metadata_name_the_lab_and_nothing_else(lab: NotebookNode) -> None:
    assert (lab.nbformat, lab.nbformat_minor) == (4, 5)
    assert lab.metadata == {
        "digit_labs": {"lab": "binary_digits", "version": "1.0", "default_digits": [0, 1]},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_every_cell_has_a_speaking_id_of_its_own(lab: NotebookNode) -> None:
    ids = [cell.id for cell in lab.cells]
    assert len(set(ids)) == len(ids)
    for each in ids:
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", each), each
        assert len(each) <= 64
        assert not re.fullmatch(r"[0-9a-f]{8}", each), f"{each} looks drawn at random"


def test_each_exercise_is_a_solution_cell_and_a_locked_test_cell_of_10_points(lab: NotebookNode) -> None:
    marked = [cell for cell in lab.cells if "nbgrader" in cell.metadata]
    assert len(marked) == 2 * len(EXERCISES)
    pairs = zip(marked[::2], marked[1::2], strict=True)
    for (name, call), (solution, test) in zip(EXERCISES.items(), pairs, strict=True):
        common = {"schema_version": 3, "task": False}
        assert solution.metadata.nbgrader == common | {
            "grade": False,
            "solution": True,
            "locked": False,
            "grade_id": name,
        }
        assert test.metadata.nbgrader == common | {
            "grade": True,
            "solution": False,
            "locked": True,
            "grade_id": f"test_{name}",
            "points": 10,
        }
        assert (solution.id, test.id) == (slug(name), "test-" + slug(name))
        assert test.source == call
        assert solution.source.splitlines()[:2] == FIRST_LINES[name]
        assert solution.source.count("### START CODE HERE ###") == 1
        assert solution.source.count("### END CODE HERE ###") == 1


def test_three_hints_stand_between_each_exercise_and_its_test(lab: NotebookNode) -> None:
    ids = [cell.id for cell in lab.cells]
    for name in EXERCISES:
        between = lab.cells[ids.index(slug(name)) + 1 : ids.index("test-" + slug(name))]
        hints = re.findall(r"<summary><b>Hint (\d)</b>", "\n".join(cell.source for cell in between))
        assert hints == ["1", "2", "3"]


def test_no_given_cell_holds_a_line_of_a_solution(lab: NotebookNode) -> None:
    solutions = [cell for cell in code_cells(lab) if cell.id in map(slug, EXERCISES)]
    given = "\n".join(cell.source for cell in lab.cells if cell not in solutions)
    for cell in solutions:
        region = cell.source.split("### START CODE HERE ###")[1].split("### END CODE HERE ###")[0]
        lines = [line.strip() for line in region.splitlines()[1:] if line.strip()]
        assert lines
        telling = [line for line in lines if not line.startswith(("for j in range", "A_out = g"))]
        assert [line for line in telling if line in given] == []


def test_the_outline_lists_every_section_in_order_and_its_links_resolve(lab: NotebookNode) -> None:
    headings = [
        text
        for cell in markdown_cells(lab)
        for text in re.findall(r"^#{2,4} (.+)$", without_code(cell.source), flags=re.MULTILINE)
    ]
    assert headings == ["Outline", *OUTLINE]
    links = re.findall(r"^ *- \[(.+?)\]\(#(\S+)\)$", by_id(lab, "outline").source, flags=re.MULTILINE)
    assert links == [(text, anchor(text)) for text in OUTLINE]
    for cell in markdown_cells(lab):
        for target in re.findall(r"\]\(#(\S+?\)?)\)", cell.source):
            assert target in map(anchor, OUTLINE), f"{cell.id} links to #{target}"


def test_links_lead_only_to_known_sites_over_https(lab: NotebookNode) -> None:
    text = "\n".join(cell.source for cell in lab.cells)
    addresses = re.findall(r"\b\w+://[^\s)\"'>]+", text)
    assert addresses
    assert {address.split("/")[0] for address in addresses} == {"https:"}
    assert {address.split("/")[2] for address in addresses} == SITES


def test_markdown_shows_no_picture_that_lacks_alternative_text(lab: NotebookNode) -> None:
    for cell in markdown_cells(lab):
        assert not re.search(r"!\[\s*\]\(", cell.source), cell.id
        for image in re.findall(r"<img\b[^>]*>", cell.source):
            assert re.search(r'\balt="[^"]+"', image), cell.id


def test_fold_outs_are_closed_and_their_content_is_read_as_markdown(lab: NotebookNode) -> None:
    for cell in markdown_cells(lab):
        lines = cell.source.splitlines()
        assert lines.count("<details>") == lines.count("</details>") == cell.source.count("<details"), cell.id
        for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
            if line.startswith("<summary>"):
                assert (above, below) == ("<details>", ""), cell.id
            if line == "</details>":
                assert above == "", cell.id


@pytest.mark.parametrize("cell_id", FIXED)
def test_the_text_promises_the_values_that_mathematics_fixes(lab: NotebookNode, cell_id: str) -> None:
    for value in FIXED[cell_id]:
        assert value in by_id(lab, cell_id).source


def test_the_code_imports_by_name_silences_no_warning_and_predicts_in_batches(lab: NotebookNode) -> None:
    code = "\n".join(cell.source for cell in code_cells(lab))
    for slip in ("import *", "import warnings", "filterwarnings", "as_list(", "model.input.", ".numpy()"):
        assert slip not in code
    assert code.count(".predict(") == 3  # two single digits, and all digits at once
    grids = re.findall(r"plot_digit_grid\(.*", code)
    assert len(grids) == 4
    assert all("seed=" in grid for grid in grids), "a grid whose choice differs from run to run"


def by_id(lab: NotebookNode, cell_id: str) -> NotebookNode:
    (cell,) = [cell for cell in lab.cells if cell.id == cell_id]
    return cell


def code_cells(lab: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lab.cells if cell.cell_type == "code"]


def markdown_cells(lab: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lab.cells if cell.cell_type == "markdown"]


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchor(heading: str) -> str:
    """How JupyterLab and nbconvert name the place of a heading."""
    return heading.replace(" ", "-")


def slug(name: str) -> str:
    return name.replace("_", "-")
