"""Plain text out of what feeds send as descriptions: HTML, Markdown, lists, lines."""

import html
import re
from itertools import pairwise

from app.content.wording import sentences

_TAGS = (
    "a|abbr|address|article|aside|b|big|blockquote|br|center|cite|code|col|colgroup|dd|del|div|dl"
    "|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe"
    "|img|input|ins|label|li|link|main|mark|meta|nav|noscript|object|ol|o:p|p|pre|q|s|section|small"
    "|source|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|video"
    "|body|button|svg|path|style|script|template|textarea|option|select"
)
_UNREAD = re.compile(
    r"<(script|style|iframe|svg|template|noscript|head)\b[^<>]*>.*?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?-->|<!doctype[^>]*>|<!\[CDATA\[|\]\]>", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub"
    r"|sup|tt|u|o:p)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|/[^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((?:https?://|mailto:|tel:|/)[^()\s]{0,500}\)")
_STRONG = re.compile(r"\*\*([^*\n]{1,500})\*\*|__([^_\n]{1,500})__")
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦●‣–]\s+|#{1,6}\s+|\d{1,2}[.)]\s+(?=[A-Z]))")
_ENDED = (".", "!", "?", ":", ";", ",", "…")
_WRAPPED = 60
_ROUNDS = 3
"""HTML is often escaped once or twice on its way into JSON."""


def plain_text(text: str) -> str:
    """Return a text as one line of plain words: no tags, no entities, lines ended as sentences."""
    return join_lines(plain_lines(text))


def plain_name(text: str) -> str:
    """Return a name as plain words; a line's end in it is only a space."""
    return " ".join(plain_lines(text))


def plain_lines(text: str) -> tuple[str, ...]:
    """Return a text's lines as plain words, without those that say nothing."""
    stripped = _strip_markup(text)
    lines = (" ".join(_BULLET.sub("", line).split()) for line in stripped.splitlines())
    return tuple(line for line in lines if any(letter.isalnum() for letter in line))


def join_lines(lines: tuple[str, ...]) -> str:
    """Return lines as one text; each but the last is ended as a sentence.

    A long line that goes on in lower case was only wrapped.
    """
    text = ""
    for line, following in pairwise([*lines, ""]):
        is_wrapped = len(line) >= _WRAPPED and following[:1].islower()
        is_ended = not following or is_wrapped or line.rstrip("\"'”’)").endswith(_ENDED)
        text += f"{line} " if is_ended else f"{line}. "
    return text.strip()


def cut_text(text: str, most: int) -> tuple[str, str]:
    """Return a text of at most `most` letters, and the rest: cut after a sentence, else a word."""
    if len(text) <= most:
        return text, ""
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    if kept:
        return kept, text[_end_of(kept, text) :].strip()
    head = text[: most - 1]
    start = head.rsplit(" ", 1)[0].rstrip(" ,;:-") or head
    return f"{start}…", text[len(start) :].strip()


def _end_of(kept: str, text: str) -> int:
    """Return where in a text its first sentences end, however they are spaced there."""
    letters, end = len("".join(kept.split())), 0
    while letters and end < len(text):
        letters -= not text[end].isspace()
        end += 1
    return end


def _strip_markup(text: str) -> str:
    for _ in range(_ROUNDS):
        before = text
        text = _COMMENT.sub(" ", _UNREAD.sub("\n", text) if "</" in text else text)
        text = _BLOCK.sub("\n", _INLINE.sub("", text))
        text = html.unescape(text) if _ENTITY.search(text) else text
        if text == before:
            break
    text = _BLOCK.sub("\n", _INLINE.sub("", text)).replace("\u00a0", " ")
    text = "".join(c for c in text if (c.isprintable() or c.isspace()) and c != "\ufffd")
    return _STRONG.sub(r"\1\2", _LINK.sub(r"\1", text))
