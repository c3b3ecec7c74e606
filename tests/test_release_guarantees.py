"""What a release promises about its notebook is checked before a student sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mini_course import DOUBLE, LAB, WEEKDAYS, code, mini_cells, notebook_bytes, text

from grader.guarantees import check_files, check_release, secret_lines
from grader.lab import LabError, lab_of
from grader.notebook import read_notebook

Cells = list[dict[str, Any]]


def stubbed(cells: Cells) -> Cells:
    """The cells as a release has them."""
    lab = lab_of(read_notebook(notebook_bytes(cells))[0], LAB)
    stubs = {exercise.name: exercise.stub for exercise in lab.exercises}
    return [{**cell, "source": stubs.get(cell["id"], cell["source"])} for cell in cells]


def check(source_cells: Cells, released_cells: Cells) -> None:
    source, _ = read_notebook(notebook_bytes(source_cells))
    released, _ = read_notebook(notebook_bytes(released_cells))
    check_release(lab_of(source, LAB), source, released)


def check_with(*extra: dict[str, Any]) -> None:
    """Check a release whose source has more cells at its end."""
    cells = [*mini_cells(), *extra]
    check(cells, stubbed(cells))


ANSWER = "result = [2 * value for value in values]"

GIVEN_AWAY = {
    "in code": code("late", f"values = [1]\n{ANSWER}"),
    "in code, written otherwise": code("late", "if True:\n    result=[2*value for value  in values]  # so"),
    "in a comment of its own": code("late", f"# {ANSWER}"),
    "in a sentence": text("late", f"Write `{ANSWER}` here."),
    "in a code block outside a hint": text("late", f"<details>x</details>\n```\n{ANSWER}\n```"),
    "in metadata": text("late", "x") | {"metadata": {"author": {"notes": [f"a\n{ANSWER}"]}}},
}


@pytest.mark.parametrize("cell", GIVEN_AWAY.values(), ids=GIVEN_AWAY)
def test_a_line_of_a_solution_is_found_wherever_it_stands(cell: dict[str, Any]) -> None:
    with pytest.raises(
        LabError, match=r"Lab mini, cell late \(.*\): it gives away a line of double's solution"
    ):
        check_with(cell)


HARMLESS = {
    "a hint that folds out": text("late", f"<details><summary>The code</summary>\n\n{DOUBLE}\n</details>"),
    "a line with the same words but another value": code(
        "late", "values = [1]\nresult = [3 * value for value in values]"
    ),
    "a cell that uses what the student wrote": code("late", "print(double(weekdays))"),
    "magics and shell commands": code("late", "%timeit 1\n!ls\nx = !ls\n?print"),
    "await at top level": code("late", "import asyncio\nawait asyncio.sleep(0)"),
}


@pytest.mark.parametrize("cell", HARMLESS.values(), ids=HARMLESS)
def test_what_gives_nothing_away_may_stand(cell: dict[str, Any]) -> None:
    check_with(cell)


def test_short_lines_and_heads_of_blocks_are_no_secrets() -> None:
    answer = "    for value in values:\n        total = 0\n        result.append(2 * value)"
    cells = mini_cells()
    cells[2]["source"] = DOUBLE.replace(f"    {ANSWER}", answer)
    lab = lab_of(read_notebook(notebook_bytes(cells))[0], LAB)
    assert secret_lines(lab)["double"] == {"result.append(2*value)"}


def test_each_entry_of_a_list_is_a_secret() -> None:
    lab = lab_of(read_notebook(notebook_bytes(mini_cells()))[0], LAB)
    assert secret_lines(lab)["weekdays"] == {'"TuesdayandWednesday"', '"ThursdayandFriday"'}


def test_a_given_cell_must_compile() -> None:
    with pytest.raises(LabError, match=r"cell late \(x = = 1\): it does not compile in the release: line 1"):
        check_with(code("late", "x = = 1"))


def test_a_region_that_was_not_cleared_is_found() -> None:
    released = stubbed(mini_cells())
    released[5]["source"] = WEEKDAYS
    with pytest.raises(LabError, match=r"cell weekdays \(.*\): the conversion changed more than its regions"):
        check(mini_cells(), released)


def test_outputs_are_found() -> None:
    released = stubbed(mini_cells())
    released[3]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    with pytest.raises(LabError, match=r"cell quick-check \(.*\): it has outputs"):
        check(mini_cells(), released)


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5, 6], [1, 0, 2, 3, 4, 5, 6, 7]], ids=["lost", "moved"])
def test_a_cell_that_is_lost_or_moved_is_found(order: list[int]) -> None:
    released = stubbed(mini_cells())
    with pytest.raises(LabError, match="the conversion lost, moved or renamed cells"):
        check(mini_cells(), [released[index] for index in order])


def test_a_header_may_stand_before_the_lab() -> None:
    check(mini_cells(), [text("header", "# The course"), *stubbed(mini_cells())])


def test_a_test_must_not_read_a_name_that_the_release_leaves_without_a_value() -> None:
    cells = mini_cells()
    cells[5]["source"] = "\n".join(
        [
            *WEEKDAYS.split("\n")[:2],
            "### START CODE HERE ###",
            'weekdays = ["Monday", "and so on"]',
            "### END CODE HERE ###",
        ]
    )
    with pytest.raises(
        LabError, match="cell weekdays: its test reads weekdays, which has no value in the release"
    ):
        check(cells, stubbed(cells))
    cells[5]["source"] = cells[5]["source"].replace("### START", "weekdays = None\n### START")
    check(cells, stubbed(cells))


@pytest.mark.parametrize("name", ["notes.txt", "images/old.py"])
def test_a_file_beside_the_notebook_is_searched_for_answers(tmp_path: Path, name: str) -> None:
    lab = lab_of(read_notebook(notebook_bytes(mini_cells()))[0], LAB)
    (tmp_path / f"{LAB}.ipynb").write_text(ANSWER)
    (tmp_path / "picture.png").write_bytes(bytes(range(256)))
    check_files(lab, tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(f"so: {ANSWER}")
    with pytest.raises(LabError, match=rf"the file {name} gives away a line of double's solution"):
        check_files(lab, tmp_path)
