"""Every form in which notebooks come back: its answers are found, and what was repaired is said."""

from __future__ import annotations

import re

import pytest

from grader.submission import read_submission
from tests.foreign import FORMS
from tests.foreign.base import ANSWERS, LAB
from tests.foreign.multiclass import LAB as OTHER_LAB

REAL_LABS = (OTHER_LAB, LAB)
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
    "answers_above": "`my_dense`; it was found by its name",
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
    "whole_lab_imports_deleted": None,
    "whole_lab_imports_moved_to_the_end": "another order",
    "format_3": "format 3",
    "byte_order_mark": "byte order mark",
    "crlf_in_file": None,
    "utf_16": "UTF-16",
    "original_style": "no grading metadata",
}
ANSWER_ELSEWHERE = {
    "answers_elsewhere": EXERCISES,
    "answers_above": EXERCISES,
    "answer_in_test_cell": {"my_dense"},
    "markers_and_metadata_deleted": EXERCISES,
}
LINE = {"model": "Dense(25,", "my_dense": "W[:, j]", "my_dense_v": "np.matmul(A_in, W) + b"}


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
