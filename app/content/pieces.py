"""The words of a page as a reader meets them: one piece for each heading, paragraph, item, button.

A piece ends as a sentence does, so that text made of pieces can be measured like any other.
"""

from collections.abc import Iterable
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

_UNREAD = frozenset({"script", "style", "svg", "pre", "textarea"})
_INLINE = frozenset({
    "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup",
    "time", "wbr",
})  # fmt: skip
_SPOKEN = ("aria-label", "alt", "placeholder", "title")
_ENDINGS = (".", "!", "?", ":", ";", ",", "…")
_QUOTES = "\"'’”)"


def pieces_of(html: str) -> tuple[str, ...]:
    """Return the words of a page or a part of one, in the order they stand."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_piece()
    return tuple(reader.pieces)


def join_pieces(pieces: Iterable[str]) -> str:
    """Return pieces as one text, each ended as a sentence."""
    return " ".join(_end(piece) for piece in pieces)


def _end(piece: str) -> str:
    bare = piece.rstrip(_QUOTES)
    if bare.endswith((".", "!", "?")):
        return piece
    return bare.rstrip("".join(_ENDINGS)) + "."


class _Reader(HTMLParser):
    """Gathers words; inline code counts as one, since nobody reads it aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._words: list[str] = []
        self._unread = 0
        self._code = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _UNREAD:
            self._unread += 1
        if tag == "code":
            self._code += 1
            self._words.append("it")
        held = dict(attrs)
        if tag not in _INLINE or (tag == "a" and "class" in held):
            self.end_piece()
        if not self._unread:
            self.pieces += [" ".join(text.split()) for name in _SPOKEN if (text := held.get(name))]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._code -= tag == "code"
        if tag not in _INLINE:
            self.end_piece()

    def handle_data(self, data: str) -> None:
        if not (self._unread or self._code):
            self._words.append(data)

    def end_piece(self) -> None:
        """Keep what was read since the last piece as one of its own."""
        if words := "".join(self._words).split():
            self.pieces.append(" ".join(words))
        self._words = []
