"""The last cell that has a say in an answer, and cells that are read once for all submissions."""

from __future__ import annotations

import pytest

from grader.later import last_say
from grader.slicing import select
from grader.statements import Reader, defined_functions

ANSWER = "def f(x):\n    return np.exp(x) + offset"
LATER = {
    "nothing": ([], 1),
    "another answer": (["def g(x):\n    return f(x)"], 1),
    "a call": (["y = f(1)", "print(f(2))"], 1),
    "a seed": (["np.random.seed(3)", "np.random.seed(4)"], 1),
    "the import once more": (["import numpy as np\ny = np.zeros(3)"], 1),
    "another module of that name": (["import autograd as np"], 2),
    "the answer again": (["def f(x):\n    return 0"], 2),
    "a name that it uses": (["g = 1", "offset = 3"], 3),
    "a function of the library": (["np.exp = abs"], 2),
    "the answer's own attribute": (["f.__defaults__ = (1,)"], 2),
    "anything at all": (["g = 1", "exec('f = 3')"], 3),
    "a star import": (["from somewhere import *"], 2),
}


@pytest.mark.parametrize("name", LATER)
def test_last_cell_with_a_say(name: str) -> None:
    later, expected = LATER[name]
    reader = Reader(str)
    cells = ["import numpy as np\noffset = 1", ANSWER, *later]
    statements = [s for i, cell in enumerate(cells) for s in reader.read(i, cell, defined_functions(cells))]
    chosen = select(statements, ["f", "g", "y"], "full")
    assert last_say(chosen, ["f"], (), ()) == expected


def test_what_nothing_decides_has_no_last_cell() -> None:
    assert last_say(select(Reader(str).read(3, "g = 1"), ["f", "g"]), ["f"], (), ()) == -1


def test_known_cells_are_read_as_if_new() -> None:
    cells = ["def helper(x):\n    x.append(1)", "helper(values)\nprint(values)", "%not python"]
    reader = Reader(_no_notation)
    reader.learn(cells)
    own = defined_functions(cells)
    for known, new in zip(reader.read(5, cells[1], own), Reader(str).read(5, cells[1], own), strict=True):
        assert (known.cell, known.names, known.is_idle) == (5, new.names, new.is_idle)
    assert reader.read(1, cells[0], own)[0].node is reader.read(2, cells[0], own)[0].node


def test_a_function_of_ones_own_makes_a_known_cell_another() -> None:
    reader = Reader(str)
    reader.learn(["show(values)"])
    assert reader.read(0, "show(values)")[0].is_idle
    assert not reader.read(0, "show(values)", frozenset({"show"}))[0].is_idle


def _no_notation(source: str) -> str:
    return source
