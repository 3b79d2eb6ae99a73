"""What a server's robots.txt asks of programs: RFC 9309, with the longest rule winning.

The standard library's reader takes the first rule that fits and knows no wildcards, so it would go
where servers ask us not to.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

MOST_BYTES = 512 * 1024
"""How much of the file counts; RFC 9309, section 2.5, asks for 500 KiB at least."""
LONGEST_PAUSE_S = 30.0
"""A longer Crawl-delay is taken as this: nobody waits a day for a page."""

_KEPT = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line: a path, where * is anything and $ is the end."""

    allows: bool
    path: str

    def fits(self, asked: str) -> bool:
        """Return whether the rule is about an address."""
        anchored = self.path.endswith("$")
        pieces = (self.path[:-1] if anchored else self.path).split("*")
        return _stand_in_turn(pieces, asked, anchored)


@dataclass(frozen=True, slots=True)
class Robots:
    """What one server asks of us. Without rules, everything is allowed."""

    rules: tuple[Rule, ...] = ()
    pause_s: float = 0.0

    def allows(self, url: str) -> bool:
        """Return whether we may ask for an address; of rules that fit, the longest counts."""
        asked = _path_of(url)
        if asked == "/robots.txt":
            return True
        fitting = [(len(rule.path), rule.allows) for rule in self.rules if rule.fits(asked)]
        return max(fitting)[1] if fitting else True


def read_robots(text: str, name: str) -> Robots:
    """Return what a robots.txt asks of the program called `name`; what cannot be read is nothing.

    The groups that name the program count together; only without any do those for `*`.
    """
    groups: list[tuple[set[str], list[tuple[str, str]]]] = []
    is_new = True
    for field, value in _lines(text):
        if field == "user-agent":
            if is_new:
                groups.append((set(), []))
            groups[-1][0].add(value.lower())
            is_new = False
        elif groups:
            groups[-1][1].append((field, value))
            is_new = is_new or field in ("allow", "disallow", "crawl-delay")
    ours = [lines for names, lines in groups if name.lower() in names]
    chosen = ours or [lines for names, lines in groups if "*" in names]
    return _gather(line for lines in chosen for line in lines)


def _gather(lines: Iterable[tuple[str, str]]) -> Robots:
    rules, pause = [], 0.0
    for field, value in lines:
        if field in ("allow", "disallow") and value:
            rules.append(Rule(field == "allow", quote(value, safe=_KEPT)))
        elif field == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value):
            pause = min(max(pause, float(value)), LONGEST_PAUSE_S)
    return Robots(tuple(rules), pause)


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(path, safe=_KEPT)


def _stand_in_turn(pieces: list[str], text: str, anchored: bool) -> bool:
    """Return whether the pieces stand in a text one after another, the first at its start.

    Each is looked for once, so a rule full of stars costs no more than a long one.
    """
    first, *others = pieces
    if not text.startswith(first):
        return False
    at = len(first)
    last = others.pop() if anchored and others else None
    for piece in others:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if last is not None:
        return len(text) - len(last) >= at and text.endswith(last)
    return not anchored or at == len(text)
