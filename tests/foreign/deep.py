"""A short notebook of the lab deep_network: its answers, and the given functions and imports that they need.

It is cut out of the source.  The lab's own cells train networks, some for seconds; no answer needs them.
"""

from __future__ import annotations

import ast
import json

from tests.deep_functions import LAB, without_magics
from tests.foreign.base import Content, cell_of
from tests.lab_running import source_path

IMPORTS = "import-packages"


def solved_notebook(**answers: str) -> Content:
    """Make the short notebook as JSON data, ready to be changed.

    Args:
        answers: exercise -> text of its solution cell; those of the others are the source's.
    """
    content = source_notebook()
    content["cells"] = [cell for cell in content["cells"] if _is_kept(cell)]
    for name, answer in answers.items():
        cell_of(content, slug(name))["source"] = answer
    return content


def source_notebook() -> Content:
    """Read the lab's source, a right submission with every given cell of the lab."""
    content: Content = json.loads(source_path(LAB).read_bytes())
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])  # the lines of a cell may stand in a list
    return content


def slug(name: str) -> str:
    """Return the id of an exercise's solution cell."""
    return name.replace("_", "-")


def _is_kept(cell: Content) -> bool:
    """True for the title, imports, solutions and tests, and for cells that only define functions."""
    if cell["cell_type"] != "code":
        return bool(cell["source"].startswith("# "))
    if "nbgrader" in cell["metadata"] or cell["id"] == IMPORTS:
        return True
    return all(isinstance(node, ast.FunctionDef) for node in ast.parse(without_magics(cell["source"])).body)
