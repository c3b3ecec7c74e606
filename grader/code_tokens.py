"""Cut Python text into tokens without parsing it, to colour it and to compare it.

One expression does it, in a time that grows with the length of the text whatever the text is: no part of it
ever goes back.  (Pygments needs 16 seconds for 20,000 characters that are chosen badly.)  Text that is no
Python at all comes out as tokens, too.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass

KEYWORDS = frozenset(keyword.kwlist)
BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_")) - KEYWORDS

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n]*+ )
    | (?P<string> (?:[rRbBuUfF]{1,2}+(?=["']))?+
        (?: \"\"\" (?: [^"\\] | \\(?s:.) | "(?!"") )*+ (?:\"\"\"|\\?\Z)
          | ''' (?: [^'\\] | \\(?s:.) | '(?!'') )*+ (?:'''|\\?\Z)
          | " (?: [^"\\\n] | \\(?s:.) )*+ "?+
          | ' (?: [^'\\\n] | \\(?s:.) )*+ '?+ ) )
    | (?P<number> 0[xXbBoO][0-9a-fA-F_]++
        | (?: \d[\d_]*+ (?:\.[\d_]*+)?+ | \.\d[\d_]*+ ) (?:[eE][+-]?\d[\d_]*+)?+ [jJ]?+ )
    | (?P<name> [^\W\d]\w*+ )
    | (?P<operator> \*\*=?+ | //=?+ | >>=?+ | <<=?+ | -> | [-+*/%@&|^<>=!:]= | \S )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text that is no white space.

    Attributes:
        kind: "comment", "string", "number", "name" or "operator".
        text: the piece.
        start: where it begins in the text, in characters.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of a text, or of a part of it."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield Token(match.lastgroup or "", match[0], match.start())
