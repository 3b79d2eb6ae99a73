"""The one door to Markdown: a page's words as HTML, and the headings and links in them.

CommonMark without HTML of its own: what looks like a tag is shown as it was typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True})
_MARKDOWN.enable("smartquotes").disable("image")
_TAKEN = frozenset({"main"})
"""Ids that every page has already."""
_LINK_ALONE = ["link_open", "text", "link_close"]
"""A line of a list that is a link and nothing else is drawn large enough for a thumb."""
_BREAKS = ("softbreak", "hardbreak")
ELSEWHERE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, the id that links may lead to, and the line it stands on."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and the line it begins on."""

    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as a page shows it."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]


def read_markdown(text: str, first_line: int = 1) -> Prose:
    """Return a Markdown text as HTML. Headings get ids; other sites are not told who sent you."""
    tokens = _MARKDOWN.parse(text)
    headings = tuple(_name_headings(tokens, first_line))
    links = tuple(_read_links(tokens, first_line))
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Prose(html, headings, links)


def _name_headings(tokens: list[Token], first_line: int) -> Iterator[Heading]:
    taken = set(_TAKEN)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or ())
            name = _choose_id(words, taken)
            taken.add(name)
            opening.attrSet("id", name)
            yield Heading(int(opening.tag[1:]), name, words, _line_of(opening, first_line))


def _choose_id(words: str, taken: Iterable[str]) -> str:
    """Return a heading's words as an id that nothing else has."""
    plain = re.sub(r"['’]", "", words.lower())
    name = re.sub(r"\W+", "-", plain).strip("-") or "part"
    tries = (f"{name}-{number}" if number > 1 else name for number in count(1))
    return next(each for each in tries if each not in taken)


def _read_links(tokens: list[Token], first_line: int) -> Iterator[Link]:
    for token in tokens:
        line, children = _line_of(token, first_line), token.children or []
        if [child.type for child in children] == _LINK_ALONE:
            children[0].attrSet("class", "lone")
        for child in children:
            line += child.type in _BREAKS
            if child.type == "link_open":
                href = str(child.attrGet("href"))
                if href.startswith(ELSEWHERE):
                    child.attrSet("rel", "noreferrer noopener")
                yield Link(href, line)


def _line_of(token: Token, first_line: int) -> int:
    return first_line + (token.map[0] if token.map else 0)
