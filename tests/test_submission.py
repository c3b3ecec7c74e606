"""Answers are found in whatever came back, what was repaired is said, and what cannot be read is refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from grader.submission import Submission, Ungradable, read_submission
from tests.foreign import FORMS, original_style_notebook, released_notebook, small_lab, solved_notebook
from tests.foreign.base import ANSWERS, LAB, STUBS, as_bytes, cell_of, code, other_lab, place_of

REAL_LABS = (other_lab(), LAB)
SMALL = small_lab()
LABS = (other_lab(), SMALL)
EXERCISES = {"model", "my_dense", "my_dense_v"}

# form -> what a warning must say, None for a form in which there is nothing to say
SAID: dict[str, str | None] = {
    "as_released": None,
    "metadata_stripped": "no grading metadata",
    "colab_export": "no grading metadata",
    "vscode_export": None,
    "format_4_0": "format 4.0",
    "format_4_4": "format 4.4",
    "crlf_in_cells": "line feed",
    "tabs_and_blanks": "mixed tabs and blanks",
    "tabs_only": None,
    "kernel_of_another_language": "language R;",
    "kernel_unknown": "'conda-env-deep-py'",
    "outputs_kept": None,
    "markers_deleted": None,
    "markers_and_metadata_deleted": "`my_dense`; it was found by its name",
    "copied_cell": "2 cells for `my_dense`",
    "copied_stub_left_behind": "2 cells for `my_dense`",
    "pasted_twice": "2 cells for `my_dense_v`",
    "split_in_a_function": "`my_dense` was split in two",
    "split_in_a_function_without_metadata": "`my_dense` was split in two",
    "split_between_statements": "2 cells for `my_dense`",
    "merged_cells": "`my_dense` and `my_dense_v` were merged",
    "answer_became_text": "`my_dense` was a markdown cell",
    "answer_became_raw": "`my_dense_v` was a raw cell",
    "reordered_answers": "another order",
    "renamed_cells": "'cell-my_dense-copy1'",
    "test_cells_deleted": "test cell of `model` was deleted",
    "test_cells_edited": "test cell of `my_dense` was edited",
    "points_edited": "points of `model` were changed to 1000",
    "schema_version_1": None,
    "empty_cells_added": None,
    "answers_elsewhere": None,
    "answer_in_test_cell": "`my_dense` stands in a test cell",
    "several_definitions": None,
    "helper_in_answer_cell": None,
    "imports_in_answer_cell": None,
    "tests_in_answer_cell": None,
    "prints_in_answer_cell": None,
    "fit_in_answer_cell": None,
    "time_magic": None,
    "pip_install": None,
    "matplotlib_widget": None,
    "input_call": None,
    "missing_module": None,
    "missing_module_ahead_of_imports": None,
    "missing_style_file": None,
    "star_imports": None,
    "bare_load_data": None,
    "syntax_error_elsewhere": None,
    "error_elsewhere": None,
    "endless_loop_elsewhere": None,
    "warning_in_answer_cell": None,
    "authoring_tags": None,
    "ungraded_function_line": "no grading metadata",
    "notes_between": None,
    "whole_lab": None,
    "whole_lab_imports_deleted": "A given cell was missing",
    "whole_lab_imports_moved_to_the_end": "another order",
    "format_3": "format 3",
    "byte_order_mark": "byte order mark",
    "crlf_in_file": None,
    "utf_16": "UTF-16",
    "original_style": "no grading metadata",
}
ANSWER_ELSEWHERE = {
    "answers_elsewhere": EXERCISES,
    "answer_in_test_cell": {"my_dense"},
    "markers_and_metadata_deleted": EXERCISES,
}
LINE = {"model": "Dense(25,", "my_dense": "W[:, j]", "my_dense_v": "np.matmul(A_in, W) + b"}


def read(content: dict, **options: str) -> Submission:
    return read_submission(as_bytes(content), LABS, **options)


def test_every_form_is_in_the_table() -> None:
    assert SAID.keys() == FORMS.keys()


@pytest.mark.parametrize("form", FORMS)
def test_the_answers_of_every_form_are_found(form: str) -> None:
    """The lab is recognised, each answer's cell is found and holds the answer, in the lab's order."""
    submission = read_submission(FORMS[form](), REAL_LABS)
    elsewhere = ANSWER_ELSEWHERE.get(form, set())
    assert submission.lab is LAB
    for name in EXERCISES - elsewhere:
        cell = submission.cells[submission.found[name]]
        assert LINE[name] in cell.source
        assert name not in submission.untouched
        if form != "merged_cells":
            assert cell.exercise == name
    for name in elsewhere:
        assert any(LINE[name] in cell.source for cell in submission.cells)
        assert name in submission.untouched or name not in submission.found
    places = [submission.found[name] for name in ANSWERS if name in submission.found]
    assert places == sorted(places)


@pytest.mark.parametrize("form", FORMS)
def test_a_repair_is_said_in_one_sentence_and_nothing_else_is(form: str) -> None:
    warnings = read_submission(FORMS[form](), REAL_LABS).warnings
    said = SAID[form]
    assert all(warning[0].isupper() and warning.endswith(".") and "\n" not in warning for warning in warnings)
    assert len(set(warnings)) == len(warnings)
    if said is None:
        assert warnings == ()
    else:
        assert any(said in warning for warning in warnings), warnings


@pytest.mark.parametrize("form", FORMS)
def test_no_test_cell_of_the_student_is_kept(form: str) -> None:
    """A call of a test stays only where the student wrote it into a cell that does other things."""
    for cell in read_submission(FORMS[form](), REAL_LABS).cells:
        if re.search(r"^test_\w+\(", cell.source, re.MULTILINE):
            assert form in {"tests_in_answer_cell", "answer_in_test_cell"}


@pytest.mark.parametrize("form", FORMS)
def test_a_lab_that_is_named_needs_no_recognition(form: str) -> None:
    alone = read_submission(FORMS[form](), REAL_LABS, lab_name="binary_digits")
    assert alone == read_submission(FORMS[form](), REAL_LABS)


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


def test_a_cell_that_was_deleted_is_missing_and_said() -> None:
    content = solved_notebook()
    content["cells"].pop(place_of(content, "my-dense"))
    submission = read(content)
    assert "my_dense" not in submission.found
    assert "There is no cell for `my_dense`." in submission.warnings


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
        submission = read_submission(FORMS[form](), REAL_LABS)
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


def test_deleted_given_cells_are_put_back_ahead_of_what_the_student_added() -> None:
    content = solved_notebook()
    place = place_of(content, "load")
    content["cells"][place] = code("X, y = load_data((0, 1))", "own")
    submission = read(content)
    sources = [cell.source for cell in submission.cells]
    assert sources.index(SMALL.cells[1].source) == sources.index("X, y = load_data((0, 1))") - 1
    assert [cell.index for cell in submission.cells if cell.source == SMALL.cells[1].source] == [-1]
    assert "A given cell was missing and put back from the lab." in submission.warnings


def test_a_given_cell_that_lives_on_in_another_is_not_put_back() -> None:
    content = solved_notebook()
    load = content["cells"].pop(place_of(content, "load"))
    cell_of(content, "setup")["source"] += "\n" + load["source"]
    assert read(content).warnings == ()


def test_a_notebook_without_our_ids_gets_no_cells_of_ours() -> None:
    """An original notebook has its own given cells; none of ours are mixed in."""
    submission = read_submission(original_style_notebook(), LABS)
    assert all(cell.index >= 0 for cell in submission.cells)


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
    assert sum("There is no cell for" in warning for warning in submission.warnings) == 3
