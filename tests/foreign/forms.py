"""The forms: name -> a function that makes the bytes of a fully right submission in that form.

Each form changes one thing in the short notebook, so that a failure names its cause.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.foreign.base import (
    ANSWERS,
    LAB,
    MY_DENSE,
    SETUP,
    STUBS,
    Content,
    as_bytes,
    solved_notebook,
    source_notebook,
    text,
)
from tests.foreign.changes import (
    Change,
    ahead,
    answer_in_test_cell,
    answers_elsewhere,
    behind,
    colab,
    copy_below,
    crlf_in_cells,
    delete,
    edit,
    in_format_3,
    kernel,
    merge,
    move,
    nbgrader,
    new_cell,
    nothing,
    older,
    paste_twice,
    renamed_grade_ids,
    retype,
    several_definitions,
    split,
    strip_markers,
    strip_metadata,
    together,
    vscode,
    with_outputs,
)
from tests.foreign.original import original_style_notebook


def changed(change: Change, start: Callable[[], Content] = solved_notebook) -> Callable[[], bytes]:
    def make() -> bytes:
        content = start()
        change(content)
        return as_bytes(content)

    return make


def _tabs_mixed(source: str) -> str:
    return source.replace("    for", "\tfor").replace("        ", "\t\t")


_STAR_SETUP = SETUP.replace(
    "from autils import load_data, plot_digit_grid, quiet_native_stderr, sigmoid", "from autils import *"
).replace("import test_c1, test_c2, test_c3", "import *")
_OLD_DATA = edit("load", lambda source: source.replace("digits=(0, 1)", ""))
_CHATTER = "print('here', my_dense)\nmy_dense(np.ones(2), np.ones((2, 3)), np.ones(3), sigmoid)"
_FIT = "model.compile(loss='binary_crossentropy', optimizer='adam')\nmodel.fit(X, y, epochs=1, verbose=0)"
_HELPER = "def one_unit(a, w, b, g):\n    return g(np.dot(a, w) + b)\n"
_TAGS = "# @REPLACE for j in range(None):\n    # @KEEP\n    for j in range(units):  # @OMIT"

_CHANGES: dict[str, Change] = {
    "as_released": nothing,
    # What editors, learning platforms and file systems do
    "metadata_stripped": strip_metadata,
    "colab_export": colab,
    "vscode_export": vscode,
    "format_4_0": older(0),
    "format_4_4": older(4),
    "crlf_in_cells": crlf_in_cells,
    "tabs_and_blanks": edit("my-dense", _tabs_mixed),
    "tabs_only": edit("my-dense-v", lambda source: source.replace("    ", "\t")),
    "kernel_of_another_language": kernel("ir", "R"),
    "kernel_unknown": kernel("conda-env-deep-py", "python"),
    "outputs_kept": with_outputs,
    # What happens to cells
    "markers_deleted": strip_markers,
    "markers_and_metadata_deleted": together(strip_metadata, strip_markers),
    "copied_cell": copy_below("my-dense", MY_DENSE),
    "copied_stub_left_behind": copy_below("my-dense", STUBS["my_dense"]),
    "pasted_twice": paste_twice,
    "split_in_a_function": split(keep_metadata=True),
    "split_in_a_function_without_metadata": split(keep_metadata=False),
    "split_between_statements": together(
        behind("my-dense", "print(my_dense)"), split(keep_metadata=True, lower="print(my_dense)")
    ),
    "merged_cells": merge,
    "answer_became_text": retype("my-dense", "markdown"),
    "answer_became_raw": together(retype("model", "raw"), retype("my-dense-v", "raw")),
    "reordered_answers": together(move("my-dense-v", 4), move("model", 12)),
    "renamed_cells": renamed_grade_ids(*ANSWERS),
    "test_cells_deleted": delete("test-model", "test-my-dense", "test-my-dense-v"),
    "test_cells_edited": edit(
        "test-my-dense", lambda _: "def test_c2(target):\n    print('passed')\ntest_c2(1)"
    ),
    "points_edited": nbgrader("test-model", points=1000),
    "schema_version_1": nbgrader("model", schema_version=1),
    "empty_cells_added": new_cell("model", "  \n"),
    # What students write
    "answers_elsewhere": answers_elsewhere(ANSWERS, STUBS),
    "answers_above": answers_elsewhere(ANSWERS, STUBS, is_above=True),
    "answer_in_test_cell": answer_in_test_cell,
    "several_definitions": several_definitions,
    "helper_in_answer_cell": edit(
        "my-dense",
        lambda source: (
            _HELPER
            + source.replace(
                "        z = np.dot(w, a_in) + b[j]\n        a_out[j] = g(z)",
                "        a_out[j] = one_unit(a_in, w, b[j], g)",
            )
        ),
    ),
    "imports_in_answer_cell": ahead("my-dense", "import numpy as np\nimport math"),
    "tests_in_answer_cell": behind("my-dense", "test_c2(my_dense)"),
    "prints_in_answer_cell": behind("my-dense", _CHATTER),
    "fit_in_answer_cell": behind("model", f"{_FIT}\nmodel.summary()"),
    "time_magic": ahead("my-dense", "%%time"),
    "pip_install": together(
        new_cell("title", "!pip install numpy"), ahead("my-dense", "!pip install -q scipy")
    ),
    "matplotlib_widget": ahead("setup", "%matplotlib widget"),
    "input_call": new_cell("setup", "name = input('Your name? ')"),
    "missing_module": new_cell("setup", "from lab_utils_common import dlc"),
    "missing_module_ahead_of_imports": ahead("setup", "from lab_utils_common import dlc"),
    "missing_style_file": behind("setup", "plt.style.use('./deeplearning.mplstyle')"),
    "star_imports": edit("setup", lambda _: _STAR_SETUP),
    "bare_load_data": together(edit("setup", lambda _: _STAR_SETUP), _OLD_DATA),
    "syntax_error_elsewhere": new_cell("look", "for i in range(3)\n    print(i"),
    "error_elsewhere": new_cell("look", "1 / 0"),
    "endless_loop_elsewhere": new_cell("summary", "while True:\n    pass"),
    "warning_in_answer_cell": ahead("my-dense-v", "import warnings\nwarnings.warn('careful')"),
    "authoring_tags": edit("my-dense", lambda source: source.replace("for j in range(units):", _TAGS)),
    "ungraded_function_line": together(
        strip_metadata,
        *(
            lambda content, n=n: content["cells"][n].update(
                source=content["cells"][n]["source"].replace("# GRADED FUNCTION", "# UNGRADED FUNCTION")
            )
            for n in range(len(solved_notebook()["cells"]))
        ),
    ),
    "notes_between": lambda content: content["cells"].insert(
        5, text("# UNQ_C2\nI found this one hard.", "note")
    ),
}


FORMS: dict[str, Callable[[], bytes]] = {
    **{name: changed(change) for name, change in _CHANGES.items()},
    "whole_lab": changed(nothing, source_notebook),
    "whole_lab_imports_deleted": changed(delete(LAB.cells[0].id), source_notebook),
    "whole_lab_imports_moved_to_the_end": changed(move(LAB.cells[0].id, 1000), source_notebook),
    "format_3": lambda: as_bytes(in_format_3(solved_notebook())),
    "byte_order_mark": lambda: b"\xef\xbb\xbf" + as_bytes(solved_notebook()),
    "crlf_in_file": lambda: as_bytes(solved_notebook()).replace(b"\n", b"\r\n"),
    "utf_16": lambda: json.dumps(solved_notebook()).encode("utf-16"),
    "original_style": original_style_notebook,
}
