"""What a student receives for a solution cell."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from grader.stubs import StubError, has_region, region_lines, stub_source


def cell(text: str) -> str:
    return dedent(text).strip("\n")


CASES = {
    "a name that later code returns becomes None": (
        """
        def f(A_in, W, b, g):
            ### START CODE HERE ### (about 2 lines)
            Z = A_in @ W + b
            A_out = g(Z)
            ### END CODE HERE ###
            return A_out
        """,
        """
        def f(A_in, W, b, g):
            ### START CODE HERE ### (about 2 lines)
            A_out = None
            ### END CODE HERE ###
            return A_out
        """,
    ),
    "a region that only fills what was given becomes dots": (
        """
        def f(a_in, W, b, g):
            a_out = zeros(W.shape[1])
            ### START CODE HERE ###
            for j in range(W.shape[1]):
                z = a_in @ W[:, j] + b[j]
                a_out[j] = g(z)
            ### END CODE HERE ###
            return a_out
        """,
        """
        def f(a_in, W, b, g):
            a_out = zeros(W.shape[1])
            ### START CODE HERE ###
            ...
            ### END CODE HERE ###
            return a_out
        """,
    ),
    "inside brackets nothing is left": (
        """
        model = Sequential(
            [
                Input(shape=(400,)),
                ### START CODE HERE ###
                Dense(25, activation="sigmoid"),
                Dense(1, activation="sigmoid"),
                ### END CODE HERE ### one entry per layer
            ],
            name="m",
        )
        """,
        """
        model = Sequential(
            [
                Input(shape=(400,)),
                ### START CODE HERE ###
                ### END CODE HERE ### one entry per layer
            ],
            name="m",
        )
        """,
    ),
    "each of several regions gets its own stub, at its own indent": (
        """
        ### START CODE HERE ###
        rate, epochs = 0.1, 3
        ### END CODE HERE ###
        for epoch in range(epochs):
            if epoch:
                ### START CODE HERE ###
                cost = rate * epoch
                ### END CODE HERE ###
                print(cost)
        """,
        """
        ### START CODE HERE ###
        rate = None
        epochs = None
        ### END CODE HERE ###
        for epoch in range(epochs):
            if epoch:
                ### START CODE HERE ###
                cost = None
                ### END CODE HERE ###
                print(cost)
        """,
    ),
    "the code sets the indent, wherever the markers stand": (
        """
        def f(x):
        ### START CODE HERE ###
            y = x + 1
                ### END CODE HERE ###
            return y
        """,
        """
        def f(x):
        ### START CODE HERE ###
            y = None
                ### END CODE HERE ###
            return y
        """,
    ),
    "a name that only a nested scope knows is another name": (
        """
        def f(values):
            ### START CODE HERE ###
            t = [v for v in values]
            total = sum(t)
            ### END CODE HERE ###
            rest = [t for t in values]
            plus = lambda t: t + 1
            def v(t):
                return t
            return total, rest, plus, v
        """,
        """
        def f(values):
            ### START CODE HERE ###
            total = None
            ### END CODE HERE ###
            rest = [t for t in values]
            plus = lambda t: t + 1
            def v(t):
                return t
            return total, rest, plus, v
        """,
    ),
    "a name that a nested function or an f-string reads is the same name": (
        """
        def f(x):
            ### START CODE HERE ###
            scale = 2 * x
            shift = 3
            label = "line"
            ### END CODE HERE ###
            def inner(z, by=shift):
                return scale * z
            return inner, f"{label}"
        """,
        """
        def f(x):
            ### START CODE HERE ###
            scale = None
            shift = None
            label = None
            ### END CODE HERE ###
            def inner(z, by=shift):
                return scale * z
            return inner, f"{label}"
        """,
    ),
    "imports, loops, with, except, walrus, functions and += count as binding and reading": (
        """
        ### START CODE HERE ###
        import numpy as np
        for row in rows:
            pass
        with open(path) as file:
            if (first := row) is None:
                total = 0
        def helper():
            hidden = 1
        ### END CODE HERE ###
        total += np.size(row) + file.tell() + first + helper() + hidden
        """,
        """
        ### START CODE HERE ###
        np = None
        row = None
        file = None
        first = None
        total = None
        helper = None
        ### END CODE HERE ###
        total += np.size(row) + file.tell() + first + helper() + hidden
        """,
    ),
    "a global of a function is read by the code of the cell": (
        """
        def set_up():
            global seed
            ### START CODE HERE ###
            seed = 3
            ### END CODE HERE ###
        set_up()
        print(seed)
        """,
        """
        def set_up():
            global seed
            ### START CODE HERE ###
            seed = None
            ### END CODE HERE ###
        set_up()
        print(seed)
        """,
    ),
    "a name that only code before the region reads is not told": (
        """
        def f(x):
            y = x
            print(y)
            ### START CODE HERE ###
            y = x + 1
            return y
            ### END CODE HERE ###
        """,
        """
        def f(x):
            y = x
            print(y)
            ### START CODE HERE ###
            ...
            ### END CODE HERE ###
        """,
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_each_form_of_region_has_its_stub(source: str, expected: str) -> None:
    assert stub_source(cell(source)) == cell(expected)


MISTAKES = {
    "no region": ("x = 1", "has no region"),
    "an end without a start": ("x = 1\n### END CODE HERE ###", "Line 2: a region ends that never started"),
    "a start without an end": (
        "### START CODE HERE ###\nx = 1",
        "Line 1: the region that starts here never ends",
    ),
    "a nested start": (
        "### START CODE HERE ###\nx = 1\n### START CODE HERE ###\n### END CODE HERE ###",
        "Line 3: a region starts inside the region of line 1",
    ),
    "a misspelt marker": ("## START CODE HERE\nx = 1\n### END CODE HERE ###", "Line 1: .* is no marker"),
    "a marker beside code": (
        "### START CODE HERE ###\nx = 1 ### END CODE HERE ###",
        "Line 2: .* is no marker: write .* on a line of its own",
    ),
    "both markers on one line": (
        "### START CODE HERE ### ### END CODE HERE ###\nx = 1",
        "Line 1: .* is no marker",
    ),
    "a marker in a string": (
        's = """\n### START CODE HERE ###\n"""\nx = 1\n### END CODE HERE ###',
        "Line 2: .* is no marker",
    ),
    "an empty region": ("### START CODE HERE ###\n# think\n\n### END CODE HERE ###", "holds no solution"),
    "a bracket opened halfway": (
        "### START CODE HERE ###\nx = [\n    1,\n### END CODE HERE ###\n]",
        "Lines 1 to 4: the region opens or closes a bracket halfway",
    ),
    "a source that does not compile": ("### START CODE HERE ###\nx = = 1\n### END CODE HERE ###", "line 2"),
    "a stub that does not compile": (
        "x = (\n    1 +\n    ### START CODE HERE ###\n    2\n    ### END CODE HERE ###\n)",
        "Without the solution the cell does not compile",
    ),
}


@pytest.mark.parametrize(("source", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_an_author_mistake_is_named(source: str, sentence: str) -> None:
    with pytest.raises(StubError, match=sentence):
        stub_source(source)


def test_a_cell_that_speaks_of_a_marker_is_noticed_even_if_it_is_misspelt() -> None:
    assert has_region("# START CODE HERE")
    assert not has_region("x = 1  # start here")


def test_region_lines_are_what_stands_between_the_markers() -> None:
    source = "a = 1\n### START CODE HERE ###\nb = 2\n\nc = 3\n### END CODE HERE ###\nd = 4"
    assert region_lines(source) == ["b = 2", "", "c = 3"]


def test_a_stub_with_none_runs_where_later_code_only_passes_names_on() -> None:
    source = cell(CASES["a name that later code returns becomes None"][0])
    scope: dict[str, object] = {}
    exec(compile(ast.parse(stub_source(source)), "stub", "exec"), scope)
    assert scope["f"](1, 2, 3, None) is None  # type: ignore[operator]
