"""Text for vCards and calendars: escaped and folded, as both standards ask (RFC 2426, RFC 5545)."""

import re

LONGEST_LINE = 75
"""Bytes on a line (RFC 2426, 2.6; RFC 5545, 3.1); the rest goes on after a line end and a space."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def without_controls(text: str) -> str:
    """Return a text without what no line may hold; line ends stay."""
    return _CONTROL.sub("", text)


def escape(text: str) -> str:
    """Return a text as it stands in a value, on one line."""
    marked = re.sub(r"([\\,;])", r"\\\1", without_controls(text))
    return marked.replace("\n", "\\n")


def fold(line: str) -> str:
    """Return a line split so that no part is too long, and no letter is split."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            parts, size = [*parts, ""], 1
        parts[-1] += letter
        size += width
    return "\r\n ".join(parts)
