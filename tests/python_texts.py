"""Python by chance: statements, nearly all valid; cells as notebooks have them; texts that are neither."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ("a", "b", "f", "model", "np", "x_1", "größe")

name = st.sampled_from(NAMES)
constant = st.sampled_from(["0", "1.5", "2j", "'t'", "b'y'", "None", "True", "...", "r'\\d'", "'''\n'''"])
operator = st.sampled_from(["+", "-", "@", "**", "//", "<", "is not", "not in", "and", "or", ":="])
DOTTED = ("np.random.seed", "model.fit", "plt.plot", "os.path", "f.g.h", "tf.keras.Sequential")


def _expressions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    each = st.sampled_from(["{0} in {1}", "{0} in {1} if {2}", "a, *b in {1}", "{0}[0] in {1}"])
    loop = st.builds(lambda form, *parts: form.format(*parts), each, name, inner, inner)
    return st.one_of(
        st.builds("({} {} {})".format, name, operator, inner),
        st.builds("({} + {})".format, inner, inner),
        st.builds("not {}".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("{}({}, *{}, k={}, **{})".format, name, inner, inner, inner, inner),
        st.builds("{}({})".format, st.sampled_from(DOTTED), inner),
        st.builds("{}.{}".format, inner, name),
        st.builds("{}[{}:{}, ...]".format, inner, inner, inner),
        st.builds("[{}, *{}]".format, inner, inner),
        st.builds("{{{}: {}, **{}}}".format, inner, inner, inner),
        st.builds("[{} for {}]".format, inner, loop),
        st.builds("{{{}: {} for {} for {}}}".format, inner, inner, loop, loop),
        st.builds("(({} := {}) for {})".format, name, inner, loop),
        st.builds("(lambda {}, /, b=1, *a, k={}, **f: {})".format, st.just("x_1"), inner, inner),
        st.builds("(await {})".format, inner),
        st.builds("(yield {})".format, inner),
        st.builds("f'{{{}!r:>{{{}}}}}'".format, name, name),
    )


expression = st.recursive(name | constant, _expressions, max_leaves=6)
target = st.sampled_from(
    ["a", "a.b", "a[0]", "a, b", "[a, *b]", "(a, (b, f))", "f(x_1).y", "a[b:f]", "model.layers[0].name"]
)
simple = st.one_of(
    expression,
    st.builds("{} = {}".format, target, expression),
    st.builds("{} = {} = {}".format, target, target, expression),
    st.builds("{} {}= {}".format, st.sampled_from(["a", "a.b", "a[0]"]), st.sampled_from("+-*@"), expression),
    st.builds("{}: {} = {}".format, st.sampled_from(["a", "a.b", "(a)"]), expression, expression),
    st.builds("a: {}".format, expression),
    st.builds("del {}".format, st.sampled_from(["a", "a.b", "a[0]", "(a, b)"])),
    st.builds("assert {}, {}".format, expression, expression),
    st.builds("raise {} from {}".format, name, name),
    st.builds("return {}".format, expression),
    st.builds("global {}".format, name),
    st.builds("nonlocal {}".format, name),
    st.sampled_from(
        ["pass", "break", "continue", "raise", "return", "import a.b, f as np", "from . import a"]
    ),
    st.sampled_from(["from a.b import *", "from f import a as b, x_1", "from __future__ import annotations"]),
    st.sampled_from(["exec('a = 1')", "globals()['a'] = 1", "vars(a).update(b=1)", "setattr(a, 'b', f)"]),
)


def _indented(statements: list[str]) -> str:
    return "\n".join(f"    {line}" for statement in statements for line in statement.split("\n"))


def _compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, min_size=1, max_size=2).map(_indented)
    heads = st.sampled_from(
        ["@{0}\ndef f(a, b={1}) -> {0}:", "async def f(*a):", "class a({0}, metaclass={1}):"]
    )
    head = st.builds(lambda form, *parts: form.format(*parts), heads, name, expression)
    return st.one_of(
        st.builds("{}\n{}".format, head, body),
        st.builds("if {}:\n{}\nelif {}:\n{}\nelse:\n{}".format, expression, body, name, body, body),
        st.builds("for {} in {}:\n{}\nelse:\n{}".format, target, expression, body, body),
        st.builds("async for {} in {}:\n{}".format, target, expression, body),
        st.builds("while {}:\n{}".format, expression, body),
        st.builds("with {} as {}, b:\n{}".format, expression, target, body),
        st.builds("try:\n{}\nexcept {} as a:\n{}\nfinally:\n{}".format, body, name, body, body),
        st.builds("try:\n{}\nexcept* {}:\n{}".format, body, name, body),
        st.builds("match {}:\n    case [a, *b] | {{'k': f, **x_1}} if a:\n        pass\n    case np.y(k=_):\n"
                  "        {}".format, expression, expression),
    )  # fmt: skip


statement = st.recursive(simple, _compounds, max_leaves=5)
cell = st.lists(statement, max_size=4).map("\n".join)
MAGICS = (
    "%matplotlib inline",
    "%%time",
    "%%bash",
    "!ls {a}",
    "a = !ls",
    "?f",
    "f??",
    "%time a = 1",
    "%%x y",
    "/f 1",
)
notebook_cell = st.builds(
    lambda magic, text, is_above: "\n".join([magic, text] if is_above else [text, magic]),
    st.sampled_from(MAGICS),
    cell,
    st.booleans(),
)
scraps = st.lists(
    st.sampled_from(
        [*"()[]{}:=,.;\\#'\"%!?@\n\t\f\0\r", "\n    ", "def ", "lambda", "'''", "f'{", "a", "1", "\u2028"]
    ),
    max_size=12,
).map("".join)


@st.composite
def broken_cells(draw: st.DrawFn) -> str:
    """A cell with a piece of it replaced by a scrap."""
    text = draw(cell | notebook_cell)
    start = draw(st.integers(0, len(text)))
    return text[:start] + draw(scraps) + text[start + draw(st.integers(0, 5)) :]


any_cell = cell | notebook_cell | broken_cells() | scraps | st.text(max_size=30)
