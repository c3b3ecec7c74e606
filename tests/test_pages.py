"""What every page is made of: text that stays text, code in colour, and charts."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from grader.charts import histogram, share_bar, stacked_bar
from grader.pages import MAX_LINE, MAX_LINES, TEMPLATES, code_lines, number, rich, visible
from tests.page_reading import read_page

TAG = re.compile(r"<[^>]*>")


def plain(lines: list[Markup]) -> str:
    """Return what a browser shows of some lines."""
    return html.unescape("\n".join(TAG.sub("", str(line)) for line in lines))


@given(st.text())
def test_visible_text_has_nothing_that_is_hidden_or_turns_round(text: str) -> None:
    shown = visible(text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]", shown)
    assert [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"] == []
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("\udcff", "\\udcff"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("Zoë, 梅, 👩‍🔬", "Zoë, 梅, 👩‍🔬"),
    ],
)
def test_what_is_hidden_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`f` is <b>", "<code>f</code> is &lt;b&gt;"),
        ("`<script>`", "<code>&lt;script&gt;</code>"),
        ("a ` alone", "a ` alone"),
        ("\"quoted\" & 'so'", "&#34;quoted&#34; &amp; &#39;so&#39;"),
    ],
)
def test_rich_text_sets_code_and_escapes_all(text: str, shown: str) -> None:
    assert rich(text) == shown


@given(st.text(alphabet=st.sampled_from(list("ab1 \n\"'#<>&`=()")), max_size=300))
def test_code_is_shown_as_it_is(code: str) -> None:
    assert plain(code_lines(code)) == code


@given(st.text(alphabet=st.sampled_from(list("ab \n<&")), min_size=1, max_size=60), st.data())
def test_marked_code_is_shown_as_it_is(code: str, data: st.DataObject) -> None:
    places = data.draw(st.tuples(st.integers(0, len(code)), st.integers(0, len(code))))
    start, end = sorted(places)
    lines = code_lines(code, ((start, end),))
    assert plain(lines) == code
    marked = "\n".join(re.sub(r".*?(?:<mark>(.*?)</mark>|$)", r"\1", str(line)) for line in lines)
    assert html.unescape(marked).replace("\n", "") == code[start:end].replace("\n", "")


def test_every_line_closes_what_it_opens() -> None:
    lines = code_lines('x = """one\ntwo <b>\n"""  # end')
    assert lines[0] == 'x = <span class="s">&#34;&#34;&#34;one</span>'
    assert lines[1] == '<span class="s">two &lt;b&gt;</span>'
    assert lines[2].endswith('<span class="c"># end</span>')


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("def f", '<span class="k">def</span> <span class="f">f</span>'),
        ("x.sum", "x.sum"),
        ("sum", '<span class="b">sum</span>'),
        ("1", '<span class="m">1</span>'),
    ],
)
def test_code_is_coloured(code: str, shown: str) -> None:
    assert code_lines(code) == [shown]


def test_of_very_much_code_the_beginning_is_shown() -> None:
    lines = code_lines("x\n" * 5_000)
    assert len(lines) == MAX_LINES + 1
    assert lines[-1] == "…"
    (wide,) = code_lines("'" + "y" * 5_000 + "'")
    assert plain([wide]) == "'" + "y" * (MAX_LINE - 1) + "…"
    (wide,) = code_lines("z " * 5_000)
    assert len(plain([wide])) == MAX_LINE + 1


@pytest.mark.parametrize(
    ("value", "shown"), [(7.0, "7"), (7.5, "7.5"), (0.0, "0"), (22.333333, "22.33"), (1600.0, "1600")]
)
def test_points_as_people_write_them(value: float, shown: str) -> None:
    assert number(value) == shown


def test_templates_print_nothing_unescaped_but_the_style() -> None:
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|javascript:|<script|style=|\son\w+=", text), path.name


def chart(markup: Markup) -> Any:
    return read_page(b"<!doctype html><html><body>" + markup.encode() + b"</body></html>")


def test_a_histogram_draws_a_column_for_each_class_and_tells_its_count() -> None:
    page = chart(histogram([3, 0, 6], ["0", "1", "2", "3"], "points <of> all", 'a "chart"', ("all", 2)))
    columns = page.all("rect")
    heights = [float(c.attributes["height"]) for c in columns]
    assert heights[2] == 2 * heights[0] > heights[1] == 0
    assert [c.text for c in columns] == ["0 to 1: 3", "1 to 2: 0", "2 to 3: 6", "all: 2"]
    assert [t.text for t in page.all("text", class_="count")] == ["3", "6", "2"]
    assert [t.text for t in page.all("text", class_="tick")] == ["0", "1", "2", "3", "all"]
    (svg,) = page.all("svg")
    assert (svg.attributes["role"], svg.attributes["aria-label"]) == ("img", 'a "chart"')


def test_a_histogram_of_nothing_can_be_drawn() -> None:
    page = chart(histogram([0, 0], ["0", "1", "2"], "points", "nothing"))
    assert [c.attributes["height"] for c in page.all("rect")] == ["0", "0"]


@pytest.mark.parametrize(("share", "width"), [(0, "0"), (0.25, "25"), (1, "100"), (1.5, "100"), (-1, "0")])
def test_a_share_is_a_bar(share: float, width: str) -> None:
    track, fill = chart(share_bar(share)).all("rect")
    assert (track.attributes["width"], fill.attributes["width"]) == ("100", width)


def test_counts_side_by_side_fill_a_bar() -> None:
    page = chart(stacked_bar([("a", "all", 3), ("b", "none", 0), ("c", "some", 1)]))
    places = [(r.attributes["x"], r.attributes["width"]) for r in page.all("rect")]
    assert places == [("0", "75"), ("75", "25")]
    assert page.all("svg")[0].attributes["aria-label"] == "all: 3, none: 0, some: 1"
    assert chart(stacked_bar([("a", "all", 0)])).all("rect") == []
