"""The answers of a submission as pages show them: which cell, which lines, and why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.answers import (
    CHANGED,
    GONE,
    MAX_CHARACTERS,
    Answer,
    Work,
    notebook_path,
    own_stretches,
    read_work,
)
from tests.foreign.base import ANSWERS, LAB, MY_DENSE, STUBS, as_bytes, code, solved_notebook
from tests.made_class import NAMES, MadeClass, entry, notebook, result, ungradable


def read(made: MadeClass, student: str) -> Work:
    found = made.store.read(LAB.name, student)
    assert found is not None
    return read_work(made.course.submitted_dir, student, found, LAB)


def answer(text: str, name: str = "my_dense") -> Answer:
    return Answer(text, tuple(own_stretches(text, STUBS[name])))


@pytest.fixture
def made(tmp_path: Path) -> MadeClass:
    return MadeClass(tmp_path)


def test_every_answer_is_the_text_of_its_cell(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1))
    work = read(made, "ana")
    assert {name: found.text for name, found in work.answers.items()} == ANSWERS
    assert work.note is None


def test_an_answer_in_another_cell_is_found_by_its_name(made: MadeClass) -> None:
    content = solved_notebook(ANSWERS | {"my_dense": STUBS["my_dense"]})
    mine = "def my_dense(a_in, W, b, g):\n    return g(a_in @ W + b)"
    content["cells"].append(code(mine, "second-attempt"))
    made.add(result("ana"), as_bytes(content))
    assert read(made, "ana").answers["my_dense"].text == mine


@pytest.mark.parametrize("status", ["not_attempted", "missing"])
def test_what_was_not_filled_in_is_not_shown(made: MadeClass, status: str) -> None:
    entries = [entry(name, status, 0.0) if name == "model" else entry(name) for name in NAMES]
    made.add(result("ana", entries), notebook(1, model=STUBS["model"]))
    assert sorted(read(made, "ana").answers) == ["my_dense", "my_dense_v"]


def test_a_notebook_that_was_changed_after_grading_is_not_shown(made: MadeClass) -> None:
    path = made.add(result("ana"), notebook(1))
    path.write_bytes(notebook(2))
    assert read(made, "ana") == Work("ana", note=CHANGED)


def test_a_notebook_that_is_gone_is_not_shown(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1)).unlink()
    assert read(made, "ana") == Work("ana", note=GONE)


def test_a_file_that_has_become_no_notebook_is_not_shown(made: MadeClass) -> None:
    """Results of other commands do not say what they were made from."""
    made.add(result("ana"))
    path = notebook_path(made.course.submitted_dir, "ana", result("ana"))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7")
    assert read(made, "ana") == Work("ana", note=CHANGED)


def test_what_could_not_be_graded_has_no_answers_and_needs_no_note(made: MadeClass) -> None:
    made.add(ungradable("ana"), b"%PDF-1.7")
    assert read(made, "ana") == Work("ana")


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "/etc/passwd", "ana/../../x.ipynb", ""])
def test_a_result_cannot_lead_out_of_the_students_folder(made: MadeClass, name: str) -> None:
    path = notebook_path(made.course.submitted_dir, "ana", result("ana", notebook=name))
    assert path.parent == made.course.submitted_dir / "ana" / LAB.name
    assert path.name in ("passwd", "x.ipynb", f"{LAB.name}.ipynb")


def test_own_lines_are_those_that_the_release_does_not_hold() -> None:
    stub = STUBS["my_dense"]
    loop = "    for j in range(units):\n\n        a_out[j] = g(b[j])"
    text = stub.replace("    ...\n", f"{loop}\n") + "\nprint(1)"
    assert [text[start:end] for start, end in own_stretches(text, stub)] == [loop, "print(1)"]
    assert list(own_stretches(stub, stub)) == []
    assert list(own_stretches(stub.replace("    ", "\t"), stub)) == []


def test_a_line_of_the_release_is_taken_off_once() -> None:
    stub = STUBS["my_dense"]
    twice = stub.replace("    ...\n", "    units = W.shape[1]\n")
    assert [twice[start:end] for start, end in own_stretches(twice, stub)] == ["    units = W.shape[1]"]


def test_own_code_is_without_comments_and_stands_at_the_left() -> None:
    lines = '"""What\nit does."""\n    # by Ana\n    z = W.T @ a_in  # all units\n\n    s = "# no comment"'
    text = STUBS["my_dense"].replace("    ...\n", f"    {lines}\n")
    assert answer(text).own_code() == 'z = W.T @ a_in\ns = "# no comment"'
    assert answer(MY_DENSE).own_code().split("\n")[-4:] == [
        "for j in range(units):",
        "    w = W[:, j]",
        "    z = np.dot(w, a_in) + b[j]",
        "    a_out[j] = g(z)",
    ]


def test_own_comments_are_not_those_of_the_release() -> None:
    text = STUBS["my_dense"].replace("    ...\n", "    # by Ana, on Tuesday\n    x = 1 # ok\n")
    assert answer(text).own_comments() == {"byAna,onTuesday"}
    assert answer(STUBS["my_dense"].replace("(about 4 lines)", "")).own_comments() == set()


def test_of_a_cell_of_a_megabyte_the_beginning_is_taken(made: MadeClass) -> None:
    huge = MY_DENSE + '\ndata = "%' + "0" * 900_000 + '"'
    made.add(result("ana"), notebook(1, my_dense=huge))
    found = read(made, "ana").answers["my_dense"]
    assert found.is_cut
    assert len(found.text) == MAX_CHARACTERS


def test_equal_files_and_equal_cells_are_known_by_their_checksums(made: MadeClass) -> None:
    made.add(result("ana"), notebook(1))
    made.add(result("bo"), notebook(1))
    made.add(result("cy"), notebook(2))
    made.add(result("di"), notebook(2, my_dense=MY_DENSE.replace("z", "y")))
    ana, bo, cy, di = (read(made, student) for student in ("ana", "bo", "cy", "di"))
    assert (ana.file, ana.cells) == (bo.file, bo.cells)
    assert ana.file != cy.file
    assert ana.cells == cy.cells != di.cells
