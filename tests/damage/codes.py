"""Damage to the text of code cells: signs that are no code, code without end, code that is no Python."""

from __future__ import annotations

from tests.damage.case import Damage, changed
from tests.foreign.base import MY_DENSE, Content, code
from tests.foreign.changes import ahead, edit, new_cell

_BROKEN = "is not valid Python"


def _aside(source: str, said: str = _BROKEN) -> Damage:
    """A cell that no answer needs."""
    return changed(new_cell("title", source), said)


def _answer(source: str, said: str = _BROKEN, status: str = "errored") -> Damage:
    return changed(edit("my-dense", lambda _: source), said, my_dense=status)


def _many_broken(content: Content) -> None:
    content["cells"] += [code("\n" * number + "x = (") for number in range(300)]


_DEEP = {
    "signs": "x = " + "-" * 100_000 + "1",
    "sums": "x = " + "1 + " * 50_000 + "1",
    "powers": "x = " + "1 ** " * 50_000 + "1",
    "brackets": "x = " + "[" * 100_000,
    "attributes": "x = a" + ".b" * 50_000,
    "calls": "x = f" + "()" * 50_000,
    "functions": "x = " + "lambda: " * 50_000 + "1",
    "conditions": "x = " + "1 if 1 else " * 50_000 + "1",
    "branches": "if 0:\n    pass\n" + "elif 0:\n    pass\n" * 20_000,
    "indents": "\n".join(" " * depth + "if 1:" for depth in range(300)),
}

CODES: dict[str, Damage] = {
    **{f"{name} without end": _aside(source) for name, source in _DEEP.items()},
    "an answer with sums without end": _answer(
        MY_DENSE + "\n" + _DEEP["sums"], "nested too deeply to be read"
    ),
    "a comparison of thousands": _aside("x = " + "1 < " * 50_000 + "1", ""),
    "thousands of names in a row": _aside("a = " * 5000 + "1", ""),
    "three hundred broken cells": changed(_many_broken, _BROKEN),
    # Cells and answers of no measure
    "a cell of five million characters": _aside(f"x = '{'a' * 5_000_000}'", "Cell 2 was left out"),
    "a cell of a million signs of four bytes": _aside("# " + "\U0001f600" * 10**6, "Cell 2 was left out"),
    "four thousand long cells": changed(
        lambda content: content["cells"].extend([code("# " + "x" * 4000)] * 4000),
        "longest cells were left out",
    ),
    "a text cell with pictures of megabytes": changed(
        lambda content: content["cells"].append(
            code("![](data:" + "A" * 5_000_000) | {"cell_type": "markdown"}
        )
    ),
    "an answer of five million characters": _answer(
        MY_DENSE + "\n# " + "x" * 5_000_000, "5.0 MB of code are too much to be run", "missing"
    ),
    "a list of a hundred thousand": _aside(f"x = [{'1,' * 100_000}]", ""),
    # Signs that are no code
    "zeros in a cell": _aside("\0", "null bytes"),
    "zeros in an answer": _answer(MY_DENSE + "\n# \0", "null bytes"),
    "blanks that are none": _answer(MY_DENSE.replace("    units", "\u00a0   units"), "U+00A0"),
    "quotes of a word processor": _answer(MY_DENSE.replace('"""', "\u201d"), "invalid character"),
    "a sign of no width": _answer("\u200b" + MY_DENSE, "U+200B"),
    "a mark in front of the answer": changed(edit("my-dense", lambda source: "\ufeff" + source)),
    "pages between lines": changed(edit("my-dense", lambda source: source.replace("\n", "\n\f"))),
    # No Python, as notebooks have it
    "shell and magics in the answer's cell": changed(ahead("my-dense", "!ls\n%matplotlib inline\n?len")),
    "another language in a cell": _aside("%%javascript\nlet x = (", ""),
    "a shell cell": _aside("%%bash\nexit 1", ""),
    "a language that is not here": _aside("%%julia\nx = 1", ""),
    "waiting at top level": _aside("import asyncio\nawait asyncio.sleep(0)", ""),
    "a return at top level": _aside("return 3", ""),
    "leaving at top level": _aside("exit()\nquit()\nraise SystemExit", ""),
    "a prompt pasted": _aside(">>> x = 1\n... y = 2", ""),
    "a traceback pasted": _aside('Traceback (most recent call last):\n  File "x.py", line 1\nNameError: x'),
    "an answer with a traceback pasted": _answer(f"{MY_DENSE}\nTypeError: bad operand type(s) for +"),
    "an answer that is cut in the middle": _answer(MY_DENSE[: MY_DENSE.index("w, a_in)")]),
}
