"""A source notebook defines a lab, or its author is told what to mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mini_course import (
    DOUBLE,
    LAB,
    TEST_DOUBLE,
    code,
    locked_test,
    make_course,
    mini_cells,
    notebook_bytes,
    solution,
)

from grader.lab import LabError, load_lab

Cells = list[dict[str, Any]]


def lab_path(folder: Path, cells: Cells | None = None) -> Path:
    return make_course(folder, cells) / "labs" / LAB / f"{LAB}.ipynb"


def test_a_lab_is_what_its_notebook_says(tmp_path: Path) -> None:
    lab = load_lab(lab_path(tmp_path))
    assert (lab.name, lab.title, lab.version) == ("mini", "A mini lab", "1.0")
    assert lab.default_digits == (0, 1)
    assert lab.max_score == 20.0
    assert [exercise.name for exercise in lab.exercises] == ["double", "weekdays"]
    assert [cell.id for cell in lab.cells] == [
        "imports",
        "double",
        "quick-check",
        "test-double",
        "weekdays",
        "test-weekdays",
    ]
    assert lab.given == ("%matplotlib inline\nimport math", "print(math.pi, double([0.5]))")


def test_an_exercise_has_its_solution_its_stub_and_its_mark(tmp_path: Path) -> None:
    exercise = load_lab(lab_path(tmp_path)).exercises[0]
    assert (exercise.grade_id, exercise.points, exercise.marker) == ("test_double", 10.0, "UNQ_C1")
    assert exercise.source == DOUBLE
    assert "result = None" in exercise.stub


def changed(index: int, **changes: Any) -> Callable[[], Cells]:
    """The mini cells with nbgrader metadata of one cell changed."""

    def build() -> Cells:
        cells = mini_cells()
        cells[index]["metadata"]["nbgrader"].update(changes)
        return cells

    return build


def without(index: int) -> Callable[[], Cells]:
    return lambda: [cell for number, cell in enumerate(mini_cells()) if number != index]


def with_source(index: int, source: str) -> Callable[[], Cells]:
    def build() -> Cells:
        cells = mini_cells()
        cells[index]["source"] = source
        return cells

    return build


MISTAKES: dict[str, tuple[Callable[[], Cells], str]] = {
    "no exercise": (lambda: [code("a", "x = 1")], "Lab mini: it has no exercise"),
    "no test cell": (without(4), r"cell double \(# UNQ_C1\): no test cell follows: add one .* test_double"),
    "a test cell without a solution": (
        without(2),
        r"cell test_double \(.*\): the test cell follows no solution",
    ),
    "a test cell of another name": (changed(4, grade_id="test_doubles"), "its grade_id must be test_double"),
    "a test cell without points": (changed(4, points=0), "worth nothing"),
    "a test cell that is open": (changed(4, locked=False), "must be locked"),
    "a name that is no Python name": (changed(2, grade_id="my-double"), "a grade_id that is a Python name"),
    "a solution that is a test, too": (changed(2, grade=True, points=1), "only a code cell of its own"),
    "no mark": (with_source(2, DOUBLE.replace("# UNQ_C1\n", "")), "its first line must be a mark"),
    "no second line": (
        with_source(2, DOUBLE.replace("# GRADED FUNCTION: double\n", "")),
        "its second line must be",
    ),
    "one mark twice": (with_source(5, DOUBLE), "UNQ_C1 stands for more than one exercise"),
    "a region that never ends": (
        with_source(2, DOUBLE.replace("    ### END CODE HERE ###\n", "")),
        r"cell double \(# UNQ_C1\): Line 6: the region that starts here never ends",
    ),
    "a solution without a region": (
        with_source(2, "# UNQ_C1\n# GRADED FUNCTION: f\nf = 1"),
        "solution cell has no region",
    ),
    "a region in a cell that is no solution": (
        with_source(3, "### START CODE HERE ###\nx = 1\n### END CODE HERE ###"),
        r"cell quick-check \(### START CODE HERE ###\): it has a region marker but is no solution cell",
    ),
    "a name twice": (
        lambda: [
            *mini_cells(),
            solution("double", DOUBLE.replace("UNQ_C1", "UNQ_C3")) | {"id": "again"},
            locked_test("double", TEST_DOUBLE, points=10) | {"id": "test-again"},
        ],
        "double stands for more than one exercise",
    ),
}


@pytest.mark.parametrize(("cells", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_an_author_is_told_lab_cell_and_cure(
    tmp_path: Path, cells: Callable[[], Cells], sentence: str
) -> None:
    with pytest.raises(LabError, match=sentence) as caught:
        load_lab(lab_path(tmp_path, cells()))
    assert str(caught.value).startswith("Lab mini")


METADATA = {
    "none": (None, r'does not name the lab: add "digit_labs"'),
    "no version": ({"lab": "mini"}, "does not name the lab"),
    "another lab's": ({"lab": "maxi", "version": "1.0"}, "calls it 'maxi'"),
    "digits that are none": (
        {"lab": "mini", "version": "1.0", "default_digits": [1, 12]},
        r"is \[1, 12\]: give",
    ),
}


@pytest.mark.parametrize(("ours", "sentence"), METADATA.values(), ids=METADATA)
def test_the_notebook_must_name_its_lab(tmp_path: Path, ours: Any, sentence: str) -> None:
    path = lab_path(tmp_path)
    notebook = json.loads(path.read_text())
    notebook["metadata"]["digit_labs"] = ours
    path.write_text(json.dumps(notebook))
    with pytest.raises(LabError, match=sentence):
        load_lab(path)


def test_all_ten_digits_are_the_default(tmp_path: Path) -> None:
    path = lab_path(tmp_path)
    path.write_bytes(notebook_bytes(mini_cells()).replace(b"[\n    0,\n    1\n   ]", b"null"))
    assert load_lab(path).default_digits is None


def test_prose_may_speak_of_markers(tmp_path: Path) -> None:
    cells = with_source(7, "Write between `### START CODE HERE ###` and `### END CODE HERE ###`.")()
    assert load_lab(lab_path(tmp_path, cells)).max_score == 20.0


def test_a_source_that_cannot_be_read_is_the_authors_business(tmp_path: Path) -> None:
    path = lab_path(tmp_path)
    path.write_text("no notebook")
    with pytest.raises(LabError, match=r"Lab mini: the source .* cannot be read: The file is not JSON"):
        load_lab(path)
