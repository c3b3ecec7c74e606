"""A lab's notebook taken apart for tests: cells, headings, and what the text says that a cell prints."""

from __future__ import annotations

import re

from nbformat import NotebookNode

LABELS = {"embedded": "With the embedded digits:", "mnist": "With MNIST:"}
_PROMISE = re.compile(r"^([^\n]*)\n\n```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)  # label, text
NUMBER = re.compile(r"-?\d+\.\d+")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{13,}(?![\de])")


def by_id(lab: NotebookNode, cell_id: str) -> NotebookNode:
    (cell,) = [cell for cell in lab.cells if cell.id == cell_id]
    return cell


def code_cells(lab: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lab.cells if cell.cell_type == "code"]


def markdown_cells(lab: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lab.cells if cell.cell_type == "markdown"]


def headings(lab: NotebookNode) -> list[str]:
    """Every heading below the title, in order."""
    texts = [
        re.sub(r"^```.*?^```", "", cell.source, flags=re.MULTILINE | re.DOTALL)
        for cell in markdown_cells(lab)
    ]
    return re.findall(r"^#{2,4} (.+)$", "\n".join(texts), flags=re.MULTILINE)


def anchor(heading: str) -> str:
    """How JupyterLab and nbconvert name the place of a heading."""
    return heading.replace(" ", "-")


def slug(name: str) -> str:
    return name.replace("_", "-")


def expected_outputs(lab: NotebookNode, data_set: str) -> dict[str, tuple[str, bool]]:
    """By id of the cell that prints: the text promised for this data set, and whether it says "about"."""
    promises = {}
    for cell in lab.cells:
        if not cell.id.startswith("expected-"):
            continue
        blocks = dict(_PROMISE.findall(cell.source))
        assert len(blocks) == cell.source.count("```text"), cell.id
        (text,) = blocks.values() if len(blocks) == 1 else [blocks[LABELS[data_set]]]
        promises[cell.id.removeprefix("expected-")] = (text, "(about" in cell.source)
    return promises


def printed_by(lab: NotebookNode, cell_id: str) -> str:
    return "".join(
        output.text if output.output_type == "stream" else output.get("data", {}).get("text/plain", "")
        for output in by_id(lab, cell_id).outputs
    )


def alt_texts(cell: NotebookNode) -> list[str]:
    """The alternative text of each picture that a cell has shown; a picture without any fails."""
    pages = [output.data.get("text/html", "") for output in cell.outputs if "data" in output]
    images = re.findall(r"<img\b[^>]*>", "".join(pages))
    words = [re.search(r'\balt="([^"]*)"', image) for image in images]
    assert all(words), f"{cell.id} shows a picture without alternative text"
    return [match[1] for match in words if match]


def plain(text: str) -> str:
    """Text without colours, table lines, sizes in bytes, thousands separators and spacing.

    A number with more than twelve decimals is rounded to twelve: the last ones differ between machines.
    """
    text = re.sub(r"\x1b\[[\d;]*m", "", text)
    text = re.sub(r"\([\d.]+ [KM]?B\)|[\u2500-\u257f]|(?<=\d),(?=\d{3})", "", text)
    text = _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.12f}", text)
    return " ".join(text.split())


def numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]
