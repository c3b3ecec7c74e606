"""Slices: what the targets need is run, what only trains, prints or draws is not."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from grader.slicing import RunMode, Selection, select
from grader.statements import Statement, parse_cell


def parse(cells: Sequence[str]) -> list[Statement]:
    transform = TransformerManager().transform_cell
    return [statement for i, cell in enumerate(cells) for statement in parse_cell(i, cell, transform)]


def chosen(cells: Sequence[str], targets: str, mode: RunMode = "sliced") -> Selection:
    return select(parse(cells), targets.split(), mode)


def lines(selection: Selection) -> list[str]:
    """The first line of each statement that is to be run."""
    return [ast.unparse(statement.node).splitlines()[0] for statement in selection.statements]


@dataclass(frozen=True)
class Case:
    """Cells, the targets, and the first lines of the statements that are to be run."""

    cells: tuple[str, ...]
    targets: str
    expected: list[str]


CASES = {
    "helpers and constants": Case(
        ("import math\nk = 2\nunused = 3", "def h(x):\n    return k * x", "def f(x):\n    return h(x)"),
        "f",
        ["k = 2", "def h(x):", "def f(x):"],
    ),
    "a helper below its user": Case(
        ("def f(x):\n    return h(x)", "say = 1", "def h(x):\n    return x"), "f", ["def f(x):", "def h(x):"]
    ),
    "a constant that is bound again later": Case(
        ("k = 1", "def f():\n    return k", "k = 2"), "f", ["k = 1", "def f():", "k = 2"]
    ),
    "mutations": Case(
        ("m = Model()", "m.add(1)", "other.add(2)", "m.layers[0].name = 'a'", "m.units += 1"),
        "m",
        ["m = Model()", "m.add(1)", "m.layers[0].name = 'a'", "m.units += 1"],
    ),
    "what a mutation needs": Case(
        ("k = 3\nm = []\nsay = 1\nm.append(k)",), "m", ["k = 3", "m = []", "m.append(k)"]
    ),
    "a loop that changes and prints": Case(
        ("m = []\nfor i in range(3):\n    print(i)\n    m.append(i)",), "m", ["m = []", "for i in range(3):"]
    ),
    "a function that changes through a global": Case(
        (
            "W = None\ndef init():\n    global W\n    W = 1",
            "init()",
            "def setup():\n    init()",
            "setup()",
            "def f():\n    return W",
        ),
        "f",
        ["W = None", "def init():", "init()", "def setup():", "setup()", "def f():"],
    ),
    "decorators and defaults": Case(
        ("def deco(g):\n    return g\nk = 1\nz = 2", "@deco\ndef f(x=k):\n    return x"),
        "f",
        ["def deco(g):", "k = 1", "@deco"],
    ),
    "closures": Case(
        ("def make(k):\n    def f(x):\n        return x + k + c\n    return f\nc = 1\nd = 2", "f = make(1)"),
        "f",
        ["def make(k):", "c = 1", "f = make(1)"],
    ),
    "a comprehension's own variable": Case(
        ("i = 99\ns = [1, 2]", "x = [i for i in s]"), "x", ["s = [1, 2]", "x = [i for i in s]"]
    ),
    "classes": Case(
        ("class A:\n    pass\nlimit = 5\nclass B(A):\n    k = limit", "class C:\n    pass", "b = B()"),
        "b",
        ["class A:", "limit = 5", "class B(A):", "b = B()"],
    ),
    "star imports where a name is unknown": Case(
        ("from autils import *\nimport os", "def f(x):\n    return sigmoid(x)"),
        "f",
        ["from autils import *", "def f(x):"],
    ),
    "no star import where all is known": Case(
        ("from autils import *", "def f(x):\n    return len(x)"), "f", ["def f(x):"]
    ),
    "seeds and settings of needed libraries": Case(
        (
            "import numpy as np\nimport tensorflow as tf\nimport random",
            "np.random.seed(1)\ntf.random.set_seed(2)\nrandom.seed(3)\nnp.set_printoptions(precision=2)",
            "x = np.ones(3)",
        ),
        "x",
        ["import numpy as np", "np.random.seed(1)", "np.set_printoptions(precision=2)", "x = np.ones(3)"],
    ),
    "a seed of a library that is imported inside a statement": Case(
        (
            "with quiet():\n    import tensorflow as tf",
            "tf.random.set_seed(1)",
            "tf.io.write(1)",
            "x = tf.ones(3)",
        ),
        "x",
        ["with quiet():", "tf.random.set_seed(1)", "x = tf.ones(3)"],
    ),
    "an attribute put into a needed module": Case(
        ("import numpy as np\nnp.float = float", "x = np.float(3)"),
        "x",
        ["import numpy as np", "np.float = float", "x = np.float(3)"],
    ),
    "fit, predict, plots and prints": Case(
        (
            "import matplotlib.pyplot as plt",
            "m = Model()\nm.compile('sgd')\nm.fit(X, y)\nh = m.fit(X, y)\nm.summary()",
            "p = m.predict(X)\nprint(p)\nplt.plot(p)\nplot_digit_grid(X, y)\nm\ntest_c1(m)",
            "for i in range(3):\n    m.fit(X, y)",
            "with quiet():\n    print(m)",
        ),
        "m",
        ["m = Model()"],
    ),
    "a prediction that a target is made of, and the training before it": Case(
        ("m = Model()\nm.fit(X)\nprint(X)\np = m.predict(X)",),
        "p",
        ["m = Model()", "m.fit(X)", "p = m.predict(X)"],
    ),
    "a target that is what fit returns": Case(
        ("m = Model()\nm.compile('adam')\nm = m.fit(X)\nm.evaluate(X)",),
        "m",
        ["m = Model()", "m.compile('adam')", "m = m.fit(X)"],
    ),
    "an effect on a built-in pulls nobody in": Case(
        ("def f():\n    open('x', 'w').write('y')", "for _ in range(1000):\n    f()"), "f", ["def f():"]
    ),
    "several bindings: all are run, the last counts": Case(
        ("f = 1", "def f():\n    return 2", "say = f()"), "f", ["f = 1", "def f():"]
    ),
    "conditional bindings": Case(
        ("fast = True\nslow = 1", "if fast:\n    def f():\n        return 1\nelse:\n    f = None"),
        "f",
        ["fast = True", "if fast:"],
    ),
    "try and except imports": Case(
        ("try:\n    import cupy as np\nexcept ImportError:\n    import numpy as np", "x = np.ones(3)"),
        "x",
        ["try:", "x = np.ones(3)"],
    ),
    "magics and shell escapes": Case(
        (
            "!pip install numpy\n%matplotlib inline\nk = 1",
            "%time k += 1\n%timeit -n 3 -r 2 k += 1\nfiles = !ls",
            "def f():\n    return k",
        ),
        "f",
        ["k = 1", "k += 1", "k += 1", "def f():"],
    ),
    "cell magics around code": Case(
        ("%%time\nk = 1", "%%timeit -n 2\nj = 1", "%%capture out\ni = 1", "x = i + j + k"),
        "x",
        ["k = 1", "j = 1", "i = 1", "x = i + j + k"],
    ),
    "cell magics around something else": Case(("%%bash\nk = 1", "%%html\n<b>", "k = 2"), "k", ["k = 2"]),
    "two targets": Case(("a = 1\nb = 2\nc = 3",), "a c", ["a = 1", "c = 3"]),
    "swapped and unpacked": Case(
        ("a, b = 1, 2\n[c, *d] = 3, 4\na, b = b, a",), "a", ["a, b = (1, 2)", "a, b = (b, a)"]
    ),
    "a lambda": Case(("k = 1\nj = 2", "f = lambda x: x + k"), "f", ["k = 1", "f = lambda x: x + k"]),
    "a walrus": Case(("if (k := 3) > 2:\n    pass", "x = k"), "x", ["if (k := 3) > 2:", "x = k"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_slice_is_what_the_targets_need(name: str) -> None:
    case = CASES[name]
    assert lines(chosen(case.cells, case.targets)) == case.expected


def test_calls_of_a_module_whose_import_was_deleted_belong_to_no_slice_if_the_lab_imports_it() -> None:
    """Without the import, `np` looks like an object that each call may change."""
    statements = parse(["def f(z):\n    return np.exp(z)", "np.add.at(counts, pairs, 1)", "a = np.ones(3)"])
    assert lines(select(statements, ["f"], known_modules=["np"])) == ["def f(z):"]
    own = parse(["np = Recorder()", "np.record(1)", "def f():\n    return np"])
    assert len(select(own, ["f"], known_modules=["np"]).statements) == 3


def test_every_statement_knows_its_cell() -> None:
    assert [s.cell for s in chosen(["k = 1", "", "x = k"], "x").statements] == [0, 2]


LAB = (
    "import numpy as np\nfrom lab_utils import *",
    "m = []\nn = 1",
    "finish(m)",
    "n += 1",
    "for i in range(3):\n    print(i)\n    finish(m)",
    "m.fit(1)\nplot_it(m)",
)


def test_the_wider_run_leaves_out_what_only_prints_plots_predicts_or_fits() -> None:
    assert lines(chosen(LAB, "m")) == ["m = []"]
    assert lines(chosen(LAB, "m", "wider")) == [
        "import numpy as np",
        "from lab_utils import *",
        "m = []",
        "n = 1",
        "finish(m)",
        "n += 1",
    ]
    assert len(chosen(LAB, "m", "full").statements) == len(parse(LAB))


# What was left out and might matter: the reason to run a submission again.
LEFT_OUT = {
    "a call with the target as argument": (["m = []", "finish(m)"], True),
    "such a call in a loop that prints": (["m = []", "for i in r:\n    print(i)\n    finish(m)"], True),
    "a change of another name for it": (["m = []", "n = m", "n.append(1)"], True),
    "a change of a part of it": (["m = []", "n = m.layers[0]", "n.units = 1"], True),
    "a method of a part of it": (["m = []", "n = m.layers[0]", "n.build(3)"], True),
    "exec, where the target is bound nowhere": (["exec('m = 1')"], True),
    "globals, where the target is bound nowhere": (["globals()['m'] = 1"], True),
    "a function that binds it, handed to others": (["def g():\n    global m\n    m = 1", "run(g)"], False),
    "exec, where the target is bound": (["exec('n = 1')", "m = 1"], False),
    "nothing": (["m = []"], False),
    "other names": (["m = []", "n = [1]", "n.append(2)", "finish(n)"], False),
    "reading calls": (
        ["m = []", "assert len(m) == 3", "W = m.layers[0].get_weights()", "n = clone_model(m)"],
        False,
    ),
    "training": (["m = []", "m.fit(X)", "p = m.predict(X)", "print(m)", "plot_it(m)"], False),
    "a missing target": (["n = 1", "finish(n)"], False),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_slice_says_whether_something_was_left_out_that_may_matter(name: str) -> None:
    cells, expected = LEFT_OUT[name]
    assert chosen(cells, "m").left_out is expected


@pytest.mark.parametrize("name", LEFT_OUT)
def test_nothing_is_left_out_of_a_full_run(name: str) -> None:
    assert not chosen(LEFT_OUT[name][0], "m", "full").left_out


def _error(kind: str, name: str = "") -> BaseException:
    return (
        NameError("x", name=name)
        if kind == "NameError"
        else {"File": FileNotFoundError, "Key": KeyError}[kind]("x")
    )


@pytest.mark.parametrize(
    ("cells", "error", "expected"),
    [
        (["def f():\n    return k", "print(1)"], _error("NameError", "k"), False),
        (["def f():\n    return g()()", "i = 1"], _error("NameError", "i"), True),
        (["def f():\n    return 1", "exec('k = 1')"], _error("NameError", "k"), True),
        (["def f():\n    return 1", "from lab import *"], _error("NameError", "k"), True),
        (["def f():\n    return open(p)", "save('a.txt')"], _error("File"), True),
        (["def f():\n    return open(p)"], _error("File"), False),
        (["def f():\n    return d['x']", "say = 1"], _error("Key"), False),
    ],
)
def test_an_error_is_laid_to_what_was_left_out_only_where_that_may_be(
    cells: list[str], error: BaseException, expected: bool
) -> None:
    assert chosen(cells, "f").may_explain(error) is expected


def test_names_that_nothing_binds_are_unresolved() -> None:
    assert chosen(["def f(x):\n    return len(x) + g(X_train)"], "f h").unresolved == {"g", "X_train", "h"}


@pytest.mark.parametrize(
    "source", ["for i in range(3)\n    print(i)", "def f(:", "x = 'a", "    x = 1\ny = 2"]
)
def test_a_cell_that_is_no_python_says_so(source: str) -> None:
    with pytest.raises(SyntaxError):
        parse([source])
