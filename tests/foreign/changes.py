"""What happens to a notebook on its way: each change is made in place, in the notebook as JSON data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from tests.foreign.base import (
    MY_DENSE,
    STUBS,
    Content,
    cell_of,
    code,
    place_of,
)

Change = Callable[[Content], None]

_WRONG_DENSE = "def my_dense(a_in, W, b, g):\n    return np.zeros(W.shape[1])"
_SPLIT_AT = "    ### END CODE HERE ###\n    return a_out"


def nothing(content: Content) -> None:
    """Leave the release as it is, answers filled in."""


def slug(name: str) -> str:
    """Return the id of an exercise's solution cell."""
    return name.replace("_", "-")


def edit(cell_id: str, rewrite: Callable[[str], str]) -> Change:
    def change(content: Content) -> None:
        cell = cell_of(content, cell_id)
        cell["source"] = rewrite(cell["source"])

    return change


def ahead(cell_id: str, lines: str) -> Change:
    return edit(cell_id, lambda source: f"{lines}\n{source}")


def behind(cell_id: str, lines: str) -> Change:
    return edit(cell_id, lambda source: f"{source}\n{lines}")


def new_cell(after: str, source: str, **metadata: Any) -> Change:
    def change(content: Content) -> None:
        content["cells"].insert(place_of(content, after) + 1, code(source, "added", **metadata))

    return change


def together(*changes: Change) -> Change:
    def change(content: Content) -> None:
        for one in changes:
            one(content)

    return change


def strip_metadata(content: Content) -> None:
    for number, cell in enumerate(content["cells"]):
        cell["metadata"] = {}
        cell["id"] = f"c{number}"
    content["metadata"] = {}


def strip_markers(content: Content) -> None:
    for cell in content["cells"]:
        cell["source"] = "\n".join(
            line for line in cell["source"].split("\n") if not line.lstrip().startswith("#")
        )


def older(minor: int) -> Change:
    def change(content: Content) -> None:
        for cell in content["cells"]:
            del cell["id"]
        content["nbformat_minor"] = minor

    return change


def crlf_in_cells(content: Content) -> None:
    for cell in content["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")


def copy_below(name: str, source: str) -> Change:
    def change(content: Content) -> None:
        place = place_of(content, name)
        copied = deepcopy(content["cells"][place])
        content["cells"].insert(place + 1, copied | {"id": f"{name}-copied", "source": source})

    return change


def paste_twice(content: Content) -> None:
    content["cells"] += [cell | {"id": cell["id"] + "-2"} for cell in deepcopy(content["cells"])]


def split(keep_metadata: bool, lower: str = _SPLIT_AT) -> Change:
    def change(content: Content) -> None:
        place = place_of(content, "my-dense")
        cell = content["cells"][place]
        metadata = deepcopy(cell["metadata"]) if keep_metadata else {}
        cell["source"] = cell["source"].removesuffix(lower).rstrip("\n")
        content["cells"].insert(place + 1, code(lower, "lower-part", **metadata))

    return change


def merge(content: Content) -> None:
    lower = content["cells"].pop(place_of(content, "my-dense-v"))
    content["cells"].pop(place_of(content, "test-my-dense"))
    cell_of(content, "my-dense")["source"] += "\n\n" + lower["source"]


def retype(cell_id: str, kind: str) -> Change:
    def change(content: Content) -> None:
        cell = cell_of(content, cell_id)
        cell["cell_type"] = kind
        del cell["outputs"], cell["execution_count"]

    return change


def move(cell_id: str | None, place: int) -> Change:
    def change(content: Content) -> None:
        content["cells"].insert(place, content["cells"].pop(place_of(content, cell_id)))

    return change


def delete(*cell_ids: str | None) -> Change:
    def change(content: Content) -> None:
        content["cells"] = [cell for cell in content["cells"] if cell["id"] not in cell_ids]

    return change


def nbgrader(cell_id: str, **values: Any) -> Change:
    def change(content: Content) -> None:
        cell_of(content, cell_id)["metadata"]["nbgrader"].update(values)

    return change


def renamed_grade_ids(*names: str) -> Change:
    return together(*(nbgrader(slug(name), grade_id=f"cell-{name}-copy1") for name in names))


def colab(content: Content) -> None:
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


def vscode(content: Content) -> None:
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


def kernel(name: str, language: str) -> Change:
    def change(content: Content) -> None:
        content["metadata"]["kernelspec"] = {"name": name, "display_name": name, "language": language}
        content["metadata"]["language_info"] = {"name": language}

    return change


def answers_elsewhere(answers: Mapping[str, str], stubs: Mapping[str, str], is_above: bool = False) -> Change:
    """Write the answers into new cells beside the untouched ones, below them or above."""

    def change(content: Content) -> None:
        for name, answer in answers.items():
            body = "\n".join(line for line in answer.split("\n") if not line.startswith("#"))
            cell_of(content, slug(name))["source"] = stubs[name]
            place = place_of(content, slug(name)) + (not is_above)
            content["cells"].insert(place, code(body, f"own-{slug(name)}"))

    return change


def answer_in_test_cell(content: Content) -> None:
    cell_of(content, "my-dense")["source"] = STUBS["my_dense"]
    ahead("test-my-dense", MY_DENSE.split("\n", 2)[2])(content)


def with_outputs(content: Content) -> None:
    for count, cell in enumerate(content["cells"]):
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["1\n" * 500]}]
            cell["execution_count"] = count


def several_definitions(content: Content) -> None:
    ahead("my-dense", _WRONG_DENSE)(content)
    content["cells"].insert(place_of(content, "my-dense"), code(_WRONG_DENSE, "first-try"))


def in_format_3(content: Content) -> Content:
    """Return the notebook as version 3 of the format had it."""
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
    return {"metadata": {"name": "lab"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": worksheets}
