"""Texts of an answer that people will see, in a terminal, on a page or in a spreadsheet."""

from __future__ import annotations

from tests.attacks.attack import EVERY, Attack

# A screen cleared, a title set, a line turned round, an end of text, half a character, markup, and much more.
_TEXT = (
    r'"\x1b[2J\x1b[31m\x1b]0;title\x07\r\n\x00\x08\u202ereversed\u2066\u200b\x9b31m\ud800"'
    r' "<script>alert(1)</script>`${x}`{{ 7 * 7 }} =cmd()" + "long" * 100_000'
)

_SAYS = {
    "as an error": "    raise ValueError(TEXT)",
    "as the name of an error": "    raise type('E' + TEXT.replace('\\0', ''), (Exception,), {})(TEXT)",
    "as an error whose text is an error": """
    class Shy(Exception):
        def __str__(self): raise Shy()
        __repr__ = __str__
    raise Shy(TEXT)
""",
    "as its result": "    return TEXT",
    "as the type of its result": "    return type('T' + TEXT.replace('\\0', ''), (), {})()",
    "as a key of its result": "    return {TEXT: TEXT, 'x': [TEXT] * 50}",
    "as print and warnings": """
    import warnings
    warnings.warn(TEXT)
    print(TEXT)
    print(TEXT, file=sys.stderr)
    return None
""",
    "as the cause of an error": """
    try:
        raise KeyError(TEXT)
    except KeyError as error:
        raise LookupError(TEXT) from error
""",
    "as a group of errors": "    raise ExceptionGroup(TEXT, [ValueError(TEXT)] * 3)",
}

_CELLS = {
    "in an error of its cell": f"my_dense = (lambda text: 1 / 0)({_TEXT!r})\n",
    "in a module that is not there": f"__import__({_TEXT})\nmy_dense = __import__({_TEXT})\n",
    "in a cell that is no Python": "def my_dense(a_in, W, b, g):\n    return \u202e\x1b[31m ) <script>\n",
    "in the name of its function": """
def my_dense(a_in, W, b, g):
    1 / 0
my_dense.__name__ = my_dense.__qualname__ = "\\x1b[2J" * 1000
my_dense.__doc__ = "\\x1b[2J"
""",
    "in the text of its cell": f"def my_dense(a_in, W, b, g):\n    return W.missing  # {_TEXT}\n",
}

ATTACKS = [
    *(
        Attack(
            f"speaks {name}",
            "hostile messages",
            f"TEXT = {_TEXT}\n\n\ndef my_dense(a_in, W, b, g):\n{code}\n",
            0.0,
            tiers=EVERY,
        )
        for name, code in _SAYS.items()
    ),
    *(Attack(f"speaks {name}", "hostile messages", code, 0.0, tiers=EVERY) for name, code in _CELLS.items()),
]
