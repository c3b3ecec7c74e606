"""Tokens: every character is accounted for, the kinds are right, and no text takes long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.code_tokens import tokens_of

PYTHON = st.text(alphabet=st.sampled_from(list("ab1 .\n\t\"'\\#(){}[]=+-%rfe²é_")), max_size=200)


@given(st.one_of(st.text(max_size=200), PYTHON))
def test_what_is_no_token_is_white_space(text: str) -> None:
    place = 0
    for token in tokens_of(text):
        assert text[place : token.start].strip() == ""
        assert text[token.start : token.end] == token.text != ""
        place = token.end
    assert text[place:].strip() == ""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "total += b[j]  # the bias",
            ["name", "operator", "name", "operator", "name", "operator", "comment"],
        ),
        ("rb'a\\'b' + f\"{x}\"", ["string", "operator", "string"]),
        ("'''one\n# no comment\n''' ''", ["string", "string"]),
        (
            "x = 1.5e-3j * .5 // 0x1F",
            ["name", "operator", "number", "operator", "number", "operator", "number"],
        ),
        ("'not closed\ny", ["string", "name"]),
        ('"""never closed # y', ["string"]),
        ("%matplotlib inline", ["operator", "name", "name"]),
        ("β != rb", ["name", "operator", "name"]),
        ("'ends in \\", ["string", "operator"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens_of(text)] == kinds


@pytest.mark.parametrize(
    "piece",
    ['"%0', "\t\n", "'''\\", "\\'''", "(", "\"\"\"'''", "1e+", 'f"{', "é", "rb", "0x", "1_", ".", '"' * 7],
)
def test_a_million_characters_that_are_chosen_badly_are_read(piece: str) -> None:
    """With an expression that goes back, each of these would take hours."""
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    assert sum(len(token.text) for token in tokens_of(text)) == len(text) - sum(map(text.count, " \t\n"))
