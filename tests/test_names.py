"""What a statement binds, uses, changes and hands on, read from its text."""

from __future__ import annotations

import ast

import pytest

from grader.names import Names, call_path, names_of


def read(source: str) -> Names:
    [statement] = ast.parse(source).body
    return names_of(statement)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@pytest.mark.parametrize(
    ("source", "binds", "uses"),
    [
        ("x = y + z", "x", "y z"),
        ("x += 1", "x", "x"),
        ("x: int = y", "x", "int y"),
        ("a, (b, *c) = d", "a b c", "d"),
        ("x = y = z", "x y", "z"),
        ("x[i] = y", "", "x i y"),
        ("x.a.b = y", "", "x y"),
        ("import a.b as c, d.e", "c d", ""),
        ("from m import a as b, c", "b c", ""),
        ("from m import *", "", ""),
        ("for i in r:\n    x = i", "i x", "r i"),
        ("with open(p) as f:\n    t = f.read()", "f t", "open p f"),
        ("try:\n    import a\nexcept E as e:\n    a = None", "a e", "E"),
        ("if (n := len(s)) > 3:\n    pass", "n", "len s"),
        ("x = [i for i in s if i > k]", "x", "s k"),
        ("x = {k: v for k, v in p.items()}", "x", "p"),
        ("x = [y := i for i in s]", "x y", "s"),
        ("x = f'{y!r:>{w}}'", "x", "y w"),
        ("x = (lambda a, b=c: a + b)(1)", "x", "c"),
        (
            "match v:\n    case {'a': a, **rest}:\n        x = a\n    case [b, *c]:\n        pass",
            "a rest x b c",
            "v a",
        ),
        ("class C(B, metaclass=M):\n    a = k\n    def f(self):\n        return a", "C", "B M k"),
        ("del x", "", "x"),
    ],
)
def test_names_bound_and_used_at_top_level(source: str, binds: str, uses: str) -> None:
    names = read(source)
    assert names.binds == words(binds)
    assert names.uses == words(uses)


@pytest.mark.parametrize(
    ("source", "uses", "deferred"),
    [
        ("def f(a, b=c):\n    return a + d", "c", "d"),
        ("@deco(k)\ndef f(a: T) -> R:\n    return g(a)", "deco k T R", "g"),
        ("def f():\n    x = 1\n    def g():\n        return x + y\n    return g", "", "y"),
        ("def f():\n    return [i * k for i in s]", "", "k s"),
        ("f = lambda a: a + b", "", "b"),
        ("class C:\n    def f(self):\n        return helper(self)", "", "helper"),
        ("async def f():\n    return await g()", "", "g"),
        ("def f(x):\n    x = x + y\n    return x", "", "y"),
    ],
)
def test_what_a_function_reads_is_needed_when_it_is_called(source: str, uses: str, deferred: str) -> None:
    names = read(source)
    assert names.uses == words(uses)
    assert names.deferred == words(deferred)


@pytest.mark.parametrize(
    ("source", "stores", "changes", "passed"),
    [
        ("x[0] = 1", "x", "", ""),
        ("x.a[0].b = 1", "x", "", ""),
        ("del x[0]", "x", "", ""),
        ("x += 1", "x", "", ""),
        ("x[0] += 1", "x", "", ""),
        ("model.add(layer)", "", "model", "layer"),
        ("model.layers[0].set_weights([W, b])", "", "model", ""),
        ("finish(model, *rest, name=n)", "", "", "model rest n"),
        ("y = f(x.T[0])", "", "", "x"),
        ("for layer in model.layers:\n    layer.trainable = False", "layer", "", ""),
        ("model.fit(X, y)", "", "", ""),
        ("print(len(model.layers))", "", "", ""),
        ("plot_digit_grid(X, y)", "", "", ""),
        ("W = layer.get_weights()[0]", "", "", ""),
        ("print(queue.pop())", "", "queue", ""),
        ("x[0] = model.predict(X)", "x", "", ""),
    ],
)
def test_what_may_be_changed_in_place(source: str, stores: str, changes: str, passed: str) -> None:
    names = read(source)
    assert (names.stores, names.changes, names.passed) == (words(stores), words(changes), words(passed))


@pytest.mark.parametrize(
    ("source", "effects"),
    [
        ("def f():\n    global W\n    W = 1", "W"),
        ("def f(x):\n    cache[x] = 1\n    seen.add(x)", "cache seen"),
        ("def f(x):\n    cache = {}\n    cache[x] = 1", ""),
        ("def f(x):\n    x.append(1)", ""),
        ("f = lambda x: seen.append(x)", "seen"),
    ],
)
def test_what_a_call_of_a_function_may_change(source: str, effects: str) -> None:
    assert read(source).effects == words(effects)


@pytest.mark.parametrize(
    ("source", "path"),
    [("np.random.seed", "np random seed"), ("f", "f"), ("a().b[0].c", "a b c"), ("'x'.join", "join")],
)
def test_the_dotted_path_of_a_call(source: str, path: str) -> None:
    assert call_path(ast.parse(source, mode="eval").body) == path.split()


@pytest.mark.parametrize(
    ("source", "aliases", "methods"),
    [
        ("add = model.add", "add<model", "add"),
        ("fit = model.fit", "fit<model", ""),
        ("a, b = m.x, n[0]", "a<m b<n", "a"),
        ("[a, *b] = m.layers", "a<m b<m", ""),
        ("a = b = {'k': (m, 1)}", "a<m b<m", ""),
        ("a = m if m else n", "a<m a<n", ""),
        ("for a in m.layers:\n    pass", "a<m", ""),
        ("f(a := m.add)", "a<m", "a"),
        ("a = m.copy()", "", ""),
        ("a = [x for x in m]", "", ""),
        ("def f():\n    a = m.add", "", ""),
    ],
)
def test_names_that_stand_for_the_objects_of_others(source: str, aliases: str, methods: str) -> None:
    names = read(source)
    assert {f"{new}<{old}" for new, old in names.aliases} == words(aliases)
    assert names.methods == words(methods)


@pytest.mark.parametrize(
    ("source", "reaches"),
    [
        ("def f():\n    finish(m)", "m"),
        ("def f():\n    return m", "m"),
        ("def f():\n    x = m\n    x.append(1)", "m"),
        ("def f():\n    x = m[0]\n    return np.dot(x, m)", ""),
        ("def f(m):\n    finish(m)", ""),
        ("finish(m)", ""),
    ],
)
def test_what_a_call_of_a_function_hands_on(source: str, reaches: str) -> None:
    assert read(source).reaches == words(reaches)


@pytest.mark.parametrize("source", ["summary(m)", "show_it(m)", "len(m)"])
def test_a_function_of_the_notebook_is_not_judged_by_its_name(source: str) -> None:
    [statement] = ast.parse(source).body
    assert names_of(statement).passed == frozenset()
    assert names_of(statement, words("summary show_it len")).passed == {"m"}
