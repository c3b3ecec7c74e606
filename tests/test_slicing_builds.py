"""Statements that build an answer are run in whatever form they come, not taken for ones that only show."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from IPython.core.inputtransformer2 import TransformerManager
from worker_runs import running, value

from grader.lab import load_lab
from grader.sandbox import Sandbox
from grader.slicing import Selection, select
from grader.statements import defined_functions, future_flags, parse_cell

TRANSFORM = TransformerManager().transform_cell
LABS = Path(__file__).parents[1] / "labs"


def chosen(cells: list[str], targets: str = "m", mode: Any = "sliced") -> Selection:
    own = defined_functions(cells)
    statements = [s for i, cell in enumerate(cells) for s in parse_cell(i, cell, TRANSFORM, own)]
    return select(statements, targets.split(), mode)


# After `m = [0]`, each row makes it [0, 25, 15, 1].
BUILDS = {
    "a list made for its effect": ["[m.append(u) for u in (25, 15, 1)]"],
    "a tuple of calls": ["m.append(25), m.append(15), m.append(1)"],
    "a call under a condition": ["m.extend((25, 15))", "m.append(1) if True else None"],
    "a call behind `and`": ["m.extend((25, 15))", "m and m.append(1)"],
    "a call that is printed": ["m.extend((25, 15))", "print(m.append(1))"],
    "a call in a text that is printed": ["m.extend((25, 15))", "print(f'{m.append(1)} added')"],
    "a call whose value is kept": ["m.extend((25, 15))", "x = print(m.append(1))"],
    "a bound method": ["add = m.append", "add(25)", "add(15)", "add(1)"],
    "a bound method, one of two": ["add, n = m.append, 3", "add(25); add(15); add(1)"],
    "a bound method in a loop that prints": ["add = m.append", "for u in (25, 15, 1):\n    print(add(u))"],
    "a bound method with the name of a plot": ["plot_it = m.append", "plot_it(25); plot_it(15); plot_it(1)"],
    "a bound method in a function": [
        "add = m.append",
        "def build():\n    add(25)\n    add(15)\n    add(1)",
        "build()",
    ],
    "a bound method that is handed on": ["add = m.append", "list(map(add, (25, 15, 1)))"],
    "a function without a name": ["list(map(lambda u: m.append(u), (25, 15, 1)))"],
    "one that hands the answer on": [
        "def grow(x, u):\n    x.append(u)",
        "list(map(lambda u: grow(m, u), (25, 15, 1)))",
    ],
    "a function named like one that shows": [
        "def show_build(x):\n    x.extend((25, 15, 1))",
        "show_build(m)",
    ],
    "one named like a method that reads": ["def summary(x):\n    x.extend((25, 15, 1))", "summary(m)"],
    "one without `def`": ["show_build = lambda x: x.extend((25, 15, 1))", "show_build(m)"],
    "a global changed under such a name": [
        "def plot_and_add(u):\n    m.append(u)",
        "plot_and_add(25)",
        "plot_and_add(15)\nplot_and_add(1)",
    ],
    "such a call in a loop that prints": [
        "def plot_and_add(u):\n    m.append(u)",
        "for u in (25, 15, 1):\n    print(u)\n    plot_and_add(u)",
    ],
    "a function that hands the answer on": [
        "def add(x):\n    x.extend((25, 15, 1))",
        "def build():\n    add(m)",
        "build()",
    ],
    "a function that gives the answer": ["def get():\n    return m", "get().extend((25, 15, 1))"],
    "another name in a function": ["def build():\n    x = m\n    x.extend((25, 15, 1))", "build()"],
    "a class whose making adds": [
        "class Builder:\n    def __init__(self):\n        m.extend((25, 15, 1))",
        "Builder()",
    ],
    "the object's first name": ["n = [0]\nm = n", "n.extend((25, 15, 1))"],
    "a name of its part": ["m = [[0], 0]\n[part, _] = m", "part.append(1)\nm[:] = [0, 25, 15, *part[1:]]"],
    "a loop over what holds it": ["for x in [m]:\n    print(x)\n    x.extend((25, 15, 1))"],
    "a decorator": ["def now(f):\n    return f()", "@now\ndef build():\n    m.extend((25, 15, 1))"],
}


@pytest.mark.parametrize("name", BUILDS)
def test_a_list_that_is_built_after_it_was_made_is_complete(warm_sandbox: Sandbox, name: str) -> None:
    """At the latest in the full run, and no run is made that the one before did not ask for."""
    cells = ["m = [0]", *BUILDS[name]]
    for mode in ("sliced", "wider", "full"):
        with running(warm_sandbox, *cells, targets="m", mode=mode) as (run, report):
            assert not report["errors"]
            built = value(run, "m")
        if not report["left_out"]:
            break
    assert built == [0, 25, 15, 1]


FOLLOWED = [name for name in BUILDS if name.startswith(("a call", "a list", "a tuple"))]


@pytest.mark.parametrize(
    "name", [*FOLLOWED, "a function without a name", "a global changed under such a name"]
)
def test_what_is_built_in_plain_sight_needs_no_second_run(name: str) -> None:
    selection = chosen(["m = [0]", *BUILDS[name]])
    assert not selection.left_out
    assert not selection.omitted


# Forms of what only shows, reads or trains: they add nothing to a slice and ask for no second run.
SHOWS = [
    "print(len(m), m[0])",
    "[print(x) for x in m]",
    "print(m), plot_digit_grid(m)",
    "m.summary() if True else None",
    "plt.plot(m.predict(X))",
    "h = m.fit(X, y, callbacks=[EarlyStopping('loss')])",
    "m.compile(loss=Crossentropy(from_logits=True), optimizer=Adam(0.001))",
    "print(m.predict(np.array([[1, 2]])))",
    "[a, b] = m.layers\nW, c = a.get_weights()",
    "for layer in m.layers:\n    print(layer.name, layer.count_params())",
    "names = [layer.name for layer in m.layers]\nprint(names)",
    "def show_all(x):\n    print(x)",
    "fit = m.fit\nfit(X, y)",
]


@pytest.mark.parametrize("cell", SHOWS)
def test_what_only_shows_reads_or_trains_stays_out_of_the_slice(cell: str) -> None:
    selection = chosen(["import numpy as np\nimport matplotlib.pyplot as plt", "m = make()", cell])
    assert [ast.unparse(s.node) for s in selection.statements] == ["m = make()"]
    assert not selection.left_out


def test_a_wider_run_does_not_train() -> None:
    cells = ["m = make()", SHOWS[5], SHOWS[6], "m.fit(X, y)", "print(m.predict(X))", "[print(x) for x in m]"]
    assert [ast.unparse(s.node) for s in chosen(cells, mode="wider").statements] == ["m = make()"]


@pytest.mark.parametrize("lab_name", ["binary_digits", "multiclass_digits"])
@pytest.mark.parametrize("is_solved", [True, False])
def test_no_given_cell_of_a_lab_asks_for_a_second_run(lab_name: str, is_solved: bool) -> None:
    lab = load_lab(LABS / lab_name / f"{lab_name}.ipynb")
    stubs = {} if is_solved else {exercise.name: exercise.stub for exercise in lab.exercises}
    cells = [
        stubs.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), "".join(cell["source"]))
        for cell in json.loads((LABS / lab_name / f"{lab_name}.ipynb").read_bytes())["cells"]
        if cell["cell_type"] == "code"
    ]
    names = [exercise.name for exercise in lab.exercises]
    for targets in [*names, " ".join(names)]:
        selection = chosen(cells, targets)
        assert not selection.left_out
        assert len(selection.statements) < 10


def test_functions_are_found_in_texts_that_are_no_python_yet() -> None:
    texts = [
        "def f(x:\n  async def g():",
        "class A:\n    def show(self): ...",
        "h = lambda x: x",
        "f(key=lambda: 1)",
    ]
    assert defined_functions([*texts, "# def no", "x = 'def no(): ...'"]) == {"f", "g", "A", "show", "h"}


def test_future_imports_give_the_flags_that_the_rest_is_compiled_with() -> None:
    """With postponed annotations an unknown name in one is no error."""
    cells = ["from __future__ import annotations, division", "x: unknown = 1", "from .__future__ import no"]
    statements = [s for i, cell in enumerate(cells) for s in parse_cell(i, cell, TRANSFORM)]
    assert future_flags(statements[1:]) == 0
    module = ast.Module([statements[1].node], type_ignores=[])
    exec(compile(module, "cell", "exec", future_flags(statements), dont_inherit=True), {})
    with pytest.raises(NameError, match="unknown"):
        exec(compile(module, "cell", "exec", 0, dont_inherit=True), {})
