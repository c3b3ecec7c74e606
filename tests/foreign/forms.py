"""The forms: name -> a function that makes the bytes of a fully right submission in that form.

Each function changes one thing in the short notebook, so that a failure names its cause.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.foreign.base import (
    ANSWERS,
    LAB,
    MY_DENSE,
    SETUP,
    STUBS,
    Content,
    as_bytes,
    cell_of,
    code,
    place_of,
    solved_notebook,
    source_notebook,
    text,
)
from tests.foreign.original import original_style_notebook

Change = Callable[[Content], None]

_WRONG_DENSE = "def my_dense(a_in, W, b, g):\n    return np.zeros(W.shape[1])"
_SPLIT_AT = "    ### END CODE HERE ###\n    return a_out"


def _form(change: Change, start: Callable[[], Content] = solved_notebook) -> Callable[[], bytes]:
    def make() -> bytes:
        content = start()
        change(content)
        return as_bytes(content)

    return make


def _nothing(content: Content) -> None:
    """Leave the release as it is, answers filled in."""


def _edit(cell_id: str, edit: Callable[[str], str]) -> Change:
    def change(content: Content) -> None:
        cell = cell_of(content, cell_id)
        cell["source"] = edit(cell["source"])

    return change


def _ahead(cell_id: str, lines: str) -> Change:
    return _edit(cell_id, lambda source: f"{lines}\n{source}")


def _behind(cell_id: str, lines: str) -> Change:
    return _edit(cell_id, lambda source: f"{source}\n{lines}")


def _new_cell(behind: str, source: str, **metadata: Any) -> Change:
    def change(content: Content) -> None:
        content["cells"].insert(place_of(content, behind) + 1, code(source, "added", **metadata))

    return change


def _all(*changes: Change) -> Change:
    def change(content: Content) -> None:
        for one in changes:
            one(content)

    return change


def _strip_metadata(content: Content) -> None:
    for number, cell in enumerate(content["cells"]):
        cell["metadata"] = {}
        cell["id"] = f"c{number}"
    content["metadata"] = {}


def _strip_markers(content: Content) -> None:
    for cell in content["cells"]:
        cell["source"] = "\n".join(
            line for line in cell["source"].split("\n") if not line.lstrip().startswith("#")
        )


def _older(minor: int) -> Change:
    def change(content: Content) -> None:
        for cell in content["cells"]:
            del cell["id"]
        content["nbformat_minor"] = minor

    return change


def _format_3() -> bytes:
    content = solved_notebook()
    cells = []
    for cell in content["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        lines = cell["source"].splitlines(keepends=True)
        if cell["cell_type"] == "code":
            old |= {
                "input": lines,
                "language": "python",
                "outputs": [],
                "prompt_number": 1,
                "collapsed": False,
            }
        else:
            old |= {"source": lines}
        cells.append(old)
    worksheets = [{"cells": cells, "metadata": {}}]
    return as_bytes(
        {"metadata": {"name": "lab"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": worksheets}
    )


def _crlf_in_cells(content: Content) -> None:
    for cell in content["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")


def _copy_below(name: str, source: str) -> Change:
    def change(content: Content) -> None:
        place = place_of(content, name)
        copied = deepcopy(content["cells"][place])
        content["cells"].insert(place + 1, copied | {"id": f"{name}-copied", "source": source})

    return change


def _paste_twice(content: Content) -> None:
    content["cells"] += [cell | {"id": cell["id"] + "-2"} for cell in deepcopy(content["cells"])]


def _split(keep_metadata: bool, lower: str = _SPLIT_AT) -> Change:
    def change(content: Content) -> None:
        place = place_of(content, "my-dense")
        cell = content["cells"][place]
        metadata = deepcopy(cell["metadata"]) if keep_metadata else {}
        cell["source"] = cell["source"].removesuffix(lower).rstrip("\n")
        content["cells"].insert(place + 1, code(lower, "lower-part", **metadata))

    return change


def _merge(content: Content) -> None:
    lower = content["cells"].pop(place_of(content, "my-dense-v"))
    content["cells"].pop(place_of(content, "test-my-dense"))
    cell_of(content, "my-dense")["source"] += "\n\n" + lower["source"]


def _retype(cell_id: str, kind: str) -> Change:
    def change(content: Content) -> None:
        cell = cell_of(content, cell_id)
        cell["cell_type"] = kind
        del cell["outputs"], cell["execution_count"]

    return change


def _move(cell_id: str | None, place: int) -> Change:
    def change(content: Content) -> None:
        content["cells"].insert(place, content["cells"].pop(place_of(content, cell_id)))

    return change


def _delete(*cell_ids: str | None) -> Change:
    def change(content: Content) -> None:
        content["cells"] = [cell for cell in content["cells"] if cell["id"] not in cell_ids]

    return change


def _nbgrader(cell_id: str, **values: Any) -> Change:
    def change(content: Content) -> None:
        cell_of(content, cell_id)["metadata"]["nbgrader"].update(values)

    return change


def _rename_grade_ids(content: Content) -> None:
    for name in ANSWERS:
        _nbgrader(name.replace("_", "-"), grade_id=f"cell-{name}-copy1")(content)


def _colab(content: Content) -> None:
    """Change what Colab changes: format 4.0, its own ids, no nbgrader metadata, its own metadata."""
    for number, cell in enumerate(content["cells"]):
        del cell["id"]
        cell["metadata"] = {"id": f"kX9{number:04d}Zq", "colab": {"base_uri": "x"}}
        cell["source"] = cell["source"].splitlines(keepends=True)
    content["metadata"] = {
        "colab": {"provenance": [], "name": "lab.ipynb"},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    content["nbformat_minor"] = 0


def _vscode(content: Content) -> None:
    for cell in content["cells"]:
        cell["metadata"] = {**cell["metadata"], "vscode": {"languageId": "python"}}
        cell["source"] = cell["source"].splitlines(keepends=True)
    content["metadata"] = {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "name": "python",
            "version": "3.11.9",
        },
    }


def _kernel(name: str, language: str) -> Change:
    def change(content: Content) -> None:
        content["metadata"]["kernelspec"] = {"name": name, "display_name": name, "language": language}
        content["metadata"]["language_info"] = {"name": language}

    return change


def _answers_elsewhere(content: Content) -> None:
    for name, answer in ANSWERS.items():
        cell_id = name.replace("_", "-")
        body = "\n".join(line for line in answer.split("\n") if not line.startswith("#"))
        cell_of(content, cell_id)["source"] = STUBS[name]
        content["cells"].insert(place_of(content, cell_id) + 1, code(body, f"own-{cell_id}"))


def _answer_in_test_cell(content: Content) -> None:
    cell_of(content, "my-dense")["source"] = STUBS["my_dense"]
    _ahead("test-my-dense", MY_DENSE.split("\n", 2)[2])(content)


def _with_outputs(content: Content) -> None:
    for count, cell in enumerate(content["cells"]):
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["1\n" * 500]}]
            cell["execution_count"] = count


def _several_definitions(content: Content) -> None:
    _ahead("my-dense", _WRONG_DENSE)(content)
    content["cells"].insert(place_of(content, "my-dense"), code(_WRONG_DENSE, "first-try"))


def _tabs_mixed(source: str) -> str:
    return source.replace("    for", "\tfor").replace("        ", "\t\t")


_STAR_SETUP = SETUP.replace(
    "from autils import load_data, plot_digit_grid, quiet_native_stderr, sigmoid", "from autils import *"
).replace("import test_c1, test_c2, test_c3", "import *")
_OLD_DATA = _edit("load", lambda source: source.replace("digits=(0, 1)", ""))
_CHATTER = "print('here', my_dense)\nmy_dense(np.ones(2), np.ones((2, 3)), np.ones(3), sigmoid)"
_FIT = "model.compile(loss='binary_crossentropy', optimizer='adam')\nmodel.fit(X, y, epochs=1, verbose=0)"
_HELPER = "def one_unit(a, w, b, g):\n    return g(np.dot(a, w) + b)\n"
_TAGS = "# @REPLACE for j in range(None):\n    # @KEEP\n    for j in range(units):  # @OMIT"

_CHANGES: dict[str, Change] = {
    "as_released": _nothing,
    # What editors, learning platforms and file systems do
    "metadata_stripped": _strip_metadata,
    "colab_export": _colab,
    "vscode_export": _vscode,
    "format_4_0": _older(0),
    "format_4_4": _older(4),
    "crlf_in_cells": _crlf_in_cells,
    "tabs_and_blanks": _edit("my-dense", _tabs_mixed),
    "tabs_only": _edit("my-dense-v", lambda source: source.replace("    ", "\t")),
    "kernel_of_another_language": _kernel("ir", "R"),
    "kernel_unknown": _kernel("conda-env-deep-py", "python"),
    "outputs_kept": _with_outputs,
    # What happens to cells
    "markers_deleted": _strip_markers,
    "markers_and_metadata_deleted": _all(_strip_metadata, _strip_markers),
    "copied_cell": _copy_below("my-dense", MY_DENSE),
    "copied_stub_left_behind": _copy_below("my-dense", STUBS["my_dense"]),
    "pasted_twice": _paste_twice,
    "split_in_a_function": _split(keep_metadata=True),
    "split_in_a_function_without_metadata": _split(keep_metadata=False),
    "split_between_statements": _all(
        _behind("my-dense", "print(my_dense)"), _split(keep_metadata=True, lower="print(my_dense)")
    ),
    "merged_cells": _merge,
    "answer_became_text": _retype("my-dense", "markdown"),
    "answer_became_raw": _all(_retype("model", "raw"), _retype("my-dense-v", "raw")),
    "reordered_answers": _all(_move("my-dense-v", 4), _move("model", 12)),
    "renamed_cells": _rename_grade_ids,
    "test_cells_deleted": _delete("test-model", "test-my-dense", "test-my-dense-v"),
    "test_cells_edited": _edit(
        "test-my-dense", lambda _: "def test_c2(target):\n    print('passed')\ntest_c2(1)"
    ),
    "points_edited": _nbgrader("test-model", points=1000),
    "schema_version_1": _nbgrader("model", schema_version=1),
    "empty_cells_added": _new_cell("model", "  \n"),
    # What students write
    "answers_elsewhere": _answers_elsewhere,
    "answer_in_test_cell": _answer_in_test_cell,
    "several_definitions": _several_definitions,
    "helper_in_answer_cell": _edit(
        "my-dense",
        lambda source: (
            _HELPER
            + source.replace(
                "        z = np.dot(w, a_in) + b[j]\n        a_out[j] = g(z)",
                "        a_out[j] = one_unit(a_in, w, b[j], g)",
            )
        ),
    ),
    "imports_in_answer_cell": _ahead("my-dense", "import numpy as np\nimport math"),
    "tests_in_answer_cell": _behind("my-dense", "test_c2(my_dense)"),
    "prints_in_answer_cell": _behind("my-dense", _CHATTER),
    "fit_in_answer_cell": _behind("model", f"{_FIT}\nmodel.summary()"),
    "time_magic": _ahead("my-dense", "%%time"),
    "pip_install": _all(
        _new_cell("title", "!pip install numpy"), _ahead("my-dense", "!pip install -q scipy")
    ),
    "matplotlib_widget": _ahead("setup", "%matplotlib widget"),
    "input_call": _new_cell("setup", "name = input('Your name? ')"),
    "missing_module": _new_cell("setup", "from lab_utils_common import dlc"),
    "missing_module_ahead_of_imports": _ahead("setup", "from lab_utils_common import dlc"),
    "missing_style_file": _behind("setup", "plt.style.use('./deeplearning.mplstyle')"),
    "star_imports": _edit("setup", lambda _: _STAR_SETUP),
    "bare_load_data": _all(_edit("setup", lambda _: _STAR_SETUP), _OLD_DATA),
    "syntax_error_elsewhere": _new_cell("look", "for i in range(3)\n    print(i"),
    "error_elsewhere": _new_cell("look", "1 / 0"),
    "endless_loop_elsewhere": _new_cell("summary", "while True:\n    pass"),
    "warning_in_answer_cell": _ahead("my-dense-v", "import warnings\nwarnings.warn('careful')"),
    "authoring_tags": _edit("my-dense", lambda source: source.replace("for j in range(units):", _TAGS)),
    "ungraded_function_line": _all(
        _strip_metadata,
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
    **{name: _form(change) for name, change in _CHANGES.items()},
    "whole_lab": _form(_nothing, source_notebook),
    "whole_lab_imports_deleted": _form(_delete(LAB.cells[0].id), source_notebook),
    "whole_lab_imports_moved_to_the_end": _form(_move(LAB.cells[0].id, 1000), source_notebook),
    "format_3": _format_3,
    "byte_order_mark": lambda: b"\xef\xbb\xbf" + as_bytes(solved_notebook()),
    "crlf_in_file": lambda: as_bytes(solved_notebook()).replace(b"\n", b"\r\n"),
    "utf_16": lambda: json.dumps(solved_notebook()).encode("utf-16"),
    "original_style": original_style_notebook,
}
