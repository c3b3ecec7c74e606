"""Cells are put in order, the lab is recognised, and what cannot be graded is refused with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.notebook import read_notebook
from grader.submission import Submission, Ungradable, read_submission
from tests.foreign import FORMS, released_notebook, small_lab, solved_notebook
from tests.foreign.base import ANSWERS, STUBS, as_bytes, cell_of, code, place_of
from tests.foreign.multiclass import LAB as OTHER_LAB

SMALL = small_lab()
LABS = (OTHER_LAB, SMALL)
EXERCISES = {"model", "my_dense", "my_dense_v"}


def read(content: dict, **options: str) -> Submission:
    return read_submission(as_bytes(content), LABS, **options)


def test_the_untouched_release_is_known_as_such() -> None:
    """White space and trailing blanks do not make an answer; one character does."""
    content = released_notebook()
    assert read(content).untouched == EXERCISES
    cell = cell_of(content, "my-dense")
    cell["source"] = cell["source"].replace("\n", "  \n") + "\n\n\n"
    assert read(content).untouched == EXERCISES
    cell["source"] += "1"
    assert read(content).untouched == EXERCISES - {"my_dense"}


def test_a_merged_cell_of_two_stubs_is_untouched() -> None:
    content = released_notebook()
    content["cells"].pop(place_of(content, "my-dense-v"))
    cell_of(content, "my-dense")["source"] += "\n" + STUBS["my_dense_v"]
    submission = read(content)
    assert submission.untouched == EXERCISES
    assert submission.found["my_dense"] == submission.found["my_dense_v"]


@pytest.mark.parametrize("is_emptied", [True, False])
def test_a_cell_that_was_deleted_or_emptied_is_missing_and_said(is_emptied: bool) -> None:
    content = solved_notebook()
    cell = cell_of(content, "my-dense")
    cell["source"] = " \n"
    if not is_emptied:
        content["cells"].remove(cell)
    submission = read(content)
    assert "my_dense" not in submission.found
    assert "There is no cell with code for `my_dense`." in submission.warnings


def test_a_stub_copy_below_the_answer_does_not_replace_it() -> None:
    submission = read_submission(FORMS["copied_stub_left_behind"](), LABS)
    assert sum("def my_dense(" in cell.source for cell in submission.cells) == 1


def test_two_answered_copies_both_run_and_the_last_counts() -> None:
    submission = read_submission(FORMS["copied_cell"](), LABS)
    copies = [place for place, cell in enumerate(submission.cells) if cell.exercise == "my_dense"]
    assert len(copies) == 2
    assert submission.found["my_dense"] == copies[-1]


def test_joined_parts_make_the_whole_answer() -> None:
    for form in ("split_in_a_function", "split_in_a_function_without_metadata"):
        submission = read_submission(FORMS[form](), LABS)
        assert submission.cells[submission.found["my_dense"]].source == ANSWERS["my_dense"]


def test_an_indented_cell_behind_a_whole_answer_is_not_joined() -> None:
    content = solved_notebook()
    content["cells"].insert(place_of(content, "model") + 1, code("    print(model)", "stray"))
    submission = read(content)
    assert submission.cells[submission.found["model"]].source == ANSWERS["model"]


def test_moved_given_cells_return_to_their_place() -> None:
    """Cells that the lab knows are sorted; a cell of the student's own stays behind its predecessor."""
    content = solved_notebook()
    content["cells"].insert(place_of(content, "look") + 1, code("mine = 1", "own"))
    content["cells"].append(content["cells"].pop(place_of(content, "setup")))
    content["cells"].insert(1, content["cells"].pop(place_of(content, "my-dense-v")))
    submission = read(content)
    expected = [cell.source for cell in SMALL.cells if not cell.is_graded]
    expected.insert(3, "mine = 1")
    assert [cell.source for cell in submission.cells] == expected
    assert any("another order" in warning for warning in submission.warnings)


def test_a_given_cell_that_binds_an_exercise_is_no_answer() -> None:
    """The stub of a lab whose given code rebuilds a model of that name stays, and stays untouched."""
    content = released_notebook()
    content["cells"].insert(1, code("model = Sequential()", "given-model"))
    notebook, _ = read_notebook(as_bytes(content))
    lab = replace(SMALL, cells=tuple(cell for cell in notebook.cells if cell.kind == "code"))
    submission = read_submission(as_bytes(content), (lab,))
    assert submission.untouched == EXERCISES


@given(st.permutations(range(len(solved_notebook()["cells"]))))
def test_any_order_of_known_cells_returns_to_that_of_the_lab(order: list[int]) -> None:
    content = solved_notebook()
    content["cells"] = [content["cells"][place] for place in order]
    expected = [cell.source for cell in SMALL.cells if not cell.is_graded]
    assert [cell.source for cell in read(content).cells] == expected


_LINES = st.sampled_from(
    [
        *("# UNQ_C1", "# UNQ_C2", "# UNQ_C99", "# GRADED FUNCTION: my_dense", "# GRADED CELL:"),
        *("model = 1", "def my_dense(a):", "    y", "\tx", ")", ""),
        *("### START CODE HERE ###", "### END CODE HERE ###", "test_c1(model)", "%%time"),
    ]
)
_CELLS = st.builds(
    lambda kind, lines, grade_id, is_graded: {
        **code("\n".join(lines), nbgrader={"grade_id": grade_id, "grade": is_graded, "solution": True}),
        "cell_type": kind,
    },
    st.sampled_from(["code", "markdown", "raw"]),
    st.lists(_LINES, max_size=6),
    st.sampled_from(["model", "my_dense", "test_my_dense", "else", None]),
    st.booleans(),
)


@given(st.lists(_CELLS, max_size=12))
def test_whatever_stands_in_the_cells_is_read_and_accounted_for(cells: list[dict]) -> None:
    """No notebook breaks the reader: found cells exist, no text is invented, untouched means marked."""
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    submission = read(content, lab_name="binary_digits")
    everything = "\n".join(cell["source"] for cell in cells).expandtabs(4)
    for name, place in submission.found.items():
        assert submission.cells[place].exercise is not None
        assert name in EXERCISES
    assert submission.untouched <= submission.found.keys()
    for cell in submission.cells:
        assert cell.source.strip()
        assert all(line.expandtabs(4) in everything for line in cell.source.split("\n"))


def test_indices_are_places_in_the_notebook_as_handed_in() -> None:
    content = solved_notebook()
    for cell in read(content).cells:
        assert content["cells"][cell.index]["source"] == cell.source


def test_a_function_named_by_the_marker_beats_the_number() -> None:
    """Another lab's numbers do not mislead: UNQ_C2 is a model there and a function here."""
    foreign = "# UNQ_C2\n# GRADED CELL: Sequential model\nmodel = 1"
    cells = [code(foreign), code("# UNQ_C1\n# GRADED FUNCTION: my_softmax\ndef my_softmax(z):\n    return z")]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    assert read(content).lab.name == "multiclass_digits"
    as_binary = read(content, lab_name="binary_digits")
    assert as_binary.found == {"model": 0}
    assert any("looks like the lab multiclass_digits" in warning for warning in as_binary.warnings)


def test_a_bare_number_finds_the_exercise_and_a_foreign_label_does_not() -> None:
    content = solved_notebook()
    for cell in content["cells"]:
        cell["metadata"] = {}
        cell["id"] += "-x"
    cell_of(content, "my-dense-x")["source"] = "# UNQ_C2\nanswer = 3"
    assert "my_dense" in read(content).found
    cell_of(content, "my-dense-x")["source"] = "# UNQ_C2\n# GRADED FUNCTION: other\nanswer = 3"
    assert "my_dense" not in read(content).found
    cell_of(content, "my-dense-x")["source"] = "# UNQ_C2\n# GRADED FUNCTION: dense layer\nmy_dense = len"
    assert "my_dense" in read(content).found


def test_an_edited_test_cell_is_never_run() -> None:
    """Even one that rebinds an answer, since another cell holds it."""
    content = solved_notebook()
    cell_of(content, "test-my-dense")["source"] = "my_dense = cheat\ndef test_c2(target):\n    pass"
    assert all("cheat" not in cell.source for cell in read(content).cells)


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "not JSON"),
        (b"{}", "no notebook"),
        (b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "--lab"),
        (
            as_bytes({"cells": [code("model = 3")], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}),
            "--lab",
        ),
    ],
)
def test_what_cannot_be_graded_is_refused_in_one_sentence(data: bytes, seen: str) -> None:
    with pytest.raises(Ungradable, match=seen) as caught:
        read_submission(data, LABS)
    assert caught.value.reason.endswith(".")
    assert "\n" not in caught.value.reason


def test_two_labs_that_fit_equally_well_are_named() -> None:
    twin = replace(SMALL, name="twin_digits")
    content = solved_notebook()
    del content["metadata"]["digit_labs"]
    with pytest.raises(Ungradable, match="binary_digits and twin_digits equally well"):
        read_submission(as_bytes(content), (SMALL, twin))
    assert read_submission(as_bytes(content), (SMALL, twin), lab_name="twin_digits").lab is twin


def test_a_lab_that_does_not_exist_is_a_usage_error() -> None:
    with pytest.raises(ValueError, match=r"no lab 'tenary'.*multiclass_digits and binary_digits"):
        read(solved_notebook(), lab_name="tenary")


def test_an_empty_notebook_of_a_named_lab_is_all_missing() -> None:
    data = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    submission = read_submission(data, LABS, lab_name="binary_digits")
    assert submission.cells == ()
    assert submission.found == {}
    assert sum("There is no cell with code for" in warning for warning in submission.warnings) == 3
