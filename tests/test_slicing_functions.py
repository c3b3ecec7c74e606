"""Functions that are handed about: a call cannot change them, so leaving it out costs no wider run."""

from __future__ import annotations

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from grader.slicing import select
from grader.statements import parse_cell

DEFINED = "def f(x):\n    return x"

LEFT_OUT = {
    "handed to another function": ((DEFINED, "check(f, 3)"), False),
    "called in a loop": ((DEFINED, "for x in (1, 2):\n    y = f(x)\n    plot(y)"), False),
    "defined twice": ((DEFINED, DEFINED, "check(f)"), False),
    "under another name": ((DEFINED, "g = f", "f = g", "check(f)"), False),
    "a lambda": (("f = lambda x: x", "check(f)"), False),
    "two at once": ((DEFINED, "f, h = f, lambda x: 2 * x", "check(f)"), False),
    "an attribute that is set in a loop": ((DEFINED, "for x in (1, 2):\n    f.calls = x"), False),
    "an object that can be called": (("f = Model()", "train(f)"), True),
    "a function that becomes an object": ((DEFINED, "f = Model(f)", "train(f)"), True),
    "what a decorator makes": (("@Model\ndef f(x):\n    return x", "train(f)"), True),
    "a function of an object that is changed": (
        ("m = Model()", "def f(x):\n    return m(x)", "train(m)"),
        True,
    ),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_only_what_can_be_changed_may_have_been_changed(name: str) -> None:
    cells, expected = LEFT_OUT[name]
    transform = TransformerManager().transform_cell
    statements = [statement for i, cell in enumerate(cells) for statement in parse_cell(i, cell, transform)]
    assert select(statements, ["f"]).left_out is expected
