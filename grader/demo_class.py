"""A student of the demo's made class: how a submission comes about from the released notebook.

Each makes it from the release, so that the files are what real students send: the release with some lines
filled in, and whatever has happened to it on the way.  Who hands in what stands in `demo_binary`,
`demo_multiclass` and so on.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .stubs import find_regions

Content = dict[str, Any]


def as_saved(content: Content) -> bytes:
    """The notebook as it is."""
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def as_colab_saves(content: Content) -> bytes:
    """Colab keeps none of nbgrader's metadata, and gives cells ids of its own."""
    for number, cell in enumerate(content["cells"]):
        cell["id"] = f"cOlAb{number:04d}"
        cell["metadata"] = {"id": cell["id"], "colab": {"base_uri": "https://localhost:8080/"}}
    content["metadata"] = {
        "colab": {"provenance": []},
        "kernelspec": {"display_name": "Python 3", "name": "python3"},
    }
    return as_saved(content)


def as_pdf(content: Content) -> bytes:
    """A file that is no notebook at all."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"


def with_cell_at_the_end(content: Content, source: str) -> bytes:
    """The notebook with one more cell of code."""
    new: Content = {"cell_type": "code", "execution_count": None, "id": "second-attempt", "metadata": {}}
    content["cells"].append(new | {"outputs": [], "source": source})
    return as_saved(content)


def with_lines_below(content: Content, exercise: str, lines: str) -> bytes:
    """The notebook with more lines at the end of an exercise's cell, outside the markers."""
    cell = _find(content, exercise)
    cell["source"] = "".join(cell["source"]).rstrip() + "\n\n" + lines
    return as_saved(content)


@dataclass(frozen=True)
class Student:
    """One of the made class, and what is handed in for one lab.

    Attributes:
        name: the student's folder; made up.
        about: what is handed in, a few words.
        answers: exercise -> the lines between its markers, one text for each pair of markers; what is not
            named stays as released.
        finish: what happens to the filled notebook before it arrives, as JSON data to the bytes of a file.
    """

    name: str
    about: str
    answers: Mapping[str, str | tuple[str, ...]]
    finish: Callable[[Content], bytes] = as_saved

    def hand_in(self, release: bytes) -> bytes:
        """Return the file that this student hands in, made from the released notebook."""
        content = json.loads(release)
        for exercise, lines in self.answers.items():
            _fill(content, exercise, (lines,) if isinstance(lines, str) else lines)
        return self.finish(content)


def _fill(content: Content, exercise: str, answers: tuple[str, ...]) -> None:
    """Write lines between the markers of an exercise's cell, in the place of its stubs."""
    cell = _find(content, exercise)
    lines = "".join(cell["source"]).split("\n")
    regions = find_regions("\n".join(lines))
    for region, answer in reversed(list(zip(regions, answers, strict=True))):
        marker = lines[region.start - 1]
        margin = marker[: len(marker) - len(marker.lstrip())]
        lines[region.start : region.end - 1] = textwrap.indent(answer, margin).split("\n")
    cell["source"] = "\n".join(lines)


def _find(content: Content, exercise: str) -> Content:
    """The cell that holds an exercise's answer."""
    return next(
        cell for cell in content["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == exercise
    )
