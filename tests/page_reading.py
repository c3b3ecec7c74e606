"""Read a page of ours as a browser would, and say what in it is more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

TAGS = re.compile(
    r"html|head|meta|title|style|body|main|header|h[123]|p|nav|ul|li|a|strong|span|div|table|thead|tbody"
    r"|tr|th|td|article|details|summary|pre|code|mark|svg|rect|line|text"
)
ATTRIBUTES = re.compile(
    r"lang|charset|http-equiv|content|name|class|id|href|open|viewbox|preserveaspectratio|role|aria-label"
    r"|aria-hidden|width|height|[xy][12]?|text-anchor"
)
VOID = {"meta"}
BLOCKS = {"h1", "h2", "h3", "p", "li", "td", "th", "div", "pre", "summary"}


@dataclass
class Element:
    """One element: its tag, its attributes, and the text in it, that of elements inside included."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    path: tuple[str, ...] = ()

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class PageText:
    """What was read of a page."""

    elements: list[Element] = field(default_factory=list)
    declarations: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of a tag; `class_` asks for one class."""
        wanted = attributes.pop("class_", None)
        return [
            e
            for e in self.elements
            if e.tag == tag
            and (wanted is None or wanted in e.classes)
            and all(e.attributes.get(key) == value for key, value in attributes.items())
        ]

    @property
    def text(self) -> str:
        """All text of the body, white space made small."""
        return " ".join(self.all("body")[0].text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        path = tuple(element.tag for element in self.open)
        element = Element(tag, {name: value or "" for name, value in attrs}, path=path)
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()
        if tag in BLOCKS:
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        tags = [element.tag for element in self.open]
        start = tags.index("svg") if "svg" in tags else 0  # what a chart says is no text of the page
        for element in self.open[start:]:
            element.text += data

    def handle_decl(self, decl: str) -> None:
        self.page.declarations.append(decl)

    def handle_comment(self, data: str) -> None:
        self.page.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.page.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.page.other.append(data)


def read_page(data: bytes) -> PageText:
    """Read a page; one whose elements are not closed in order fails."""
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    assert not reader.open, [element.tag for element in reader.open]
    return reader.page


def expect_harmless(data: bytes) -> PageText:
    """Demand that a page holds nothing but our own kinds of elements, links within reach, and its policy."""
    page = read_page(data)
    assert page.declarations == ["doctype html"]
    assert page.other == []
    assert [element.tag for element in page.elements if not TAGS.fullmatch(element.tag)] == []
    names = {name for element in page.elements for name in element.attributes}
    assert [name for name in names if not ATTRIBUTES.fullmatch(name)] == []
    for link in (element.attributes["href"] for element in page.all("a")):
        assert re.match(r"#|\.\./feedback/|[\w.-]+\.html$", link), link
    (style,) = page.all("style")
    checksum = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy_of(page) == (
        f"default-src 'none'; style-src 'sha256-{checksum}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|expression|https?:", style.text)
    return page


def policy_of(page: PageText) -> str:
    """Return the page's policy; nothing that could load stands before it."""
    head = [e for e in page.elements if e.path == ("html", "head")]
    assert [e.tag for e in head[:2]] == ["meta", "meta"]
    assert head[1].attributes["http-equiv"] == "Content-Security-Policy"
    return head[1].attributes["content"]


def rows(page: PageText, heading: str) -> list[str]:
    """Return the rows of the tables whose first heading is this one."""
    found, inside = [], False
    for element in page.elements:
        if element.tag == "thead":
            inside = element.text.split("\n")[0] == heading
        elif element.tag == "tr" and inside and "tbody" in element.path:
            found.append(" ".join(element.text.split()))
    return found
