"""Reads what people type for a postcode, or part of one, without needing any data of its own.

Shapes follow Royal Mail's Programmers' Guide: an outward code of one or two letters, a digit and
an optional letter or digit; an inward code of a digit and two letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OUTWARD = re.compile(r"[A-Z]{1,2}(?:[0-9]{1,2}|[0-9][A-Z])\Z")
INWARD = re.compile(r"[0-9][A-Z]{2}\Z")
PART = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?(?:[0-9][A-Z]?)?\Z")
CHATTER_WORDS = "MY THE OUR POST POSTCODE POSTCODES POSTAL ZIP CODE IS ITS IT HERE"
CHATTER = frozenset(CHATTER_WORDS.split())
TO_DIGITS = str.maketrans("OIL", "011")
TO_LETTERS = str.maketrans("01", "OI")
LONGEST = 7
LONGEST_TEXT = 60

Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Typed:
    """A postcode as typed, tidied: `unit` is the last three characters, `digit` their first."""

    outcode: str
    digit: str = ""
    unit: str = ""

    @property
    def postcode(self) -> str | None:
        """The whole postcode, such as 'G51 2QP', if it was given whole."""
        return f"{self.outcode} {self.unit}" if self.unit else None

    @property
    def sector(self) -> str | None:
        """The sector, such as 'G51 2', if at least that much was given."""
        return f"{self.outcode} {self.digit}" if self.digit else None

    @property
    def label(self) -> str:
        return self.postcode or self.sector or self.outcode


def read_postcode(text: str, knows: Knows) -> Typed | None:
    """Return the postcode in a text that holds nothing else, or None if it has not that shape.

    `knows` says whether an outward code exists; it decides between readings of the same
    letters (G512 is G51 2, not a district) and whether O was typed for 0, or I or l for 1.
    """
    tokens = _tokens(text)
    compact = "".join(tokens)
    if not 2 <= len(compact) <= LONGEST or not any(c.isdigit() for c in compact):
        return None
    return _whole(compact, knows) or _by_spaces(tokens, knows) or _part(compact, knows)


def _tokens(text: str) -> list[str]:
    if len(text) > LONGEST_TEXT:
        return []
    plain = unicodedata.normalize("NFKC", text).upper().replace("'", "").replace("’", "")
    if any(c.isalnum() and not c.isascii() for c in plain):
        return []
    return [t for t in re.findall(r"[A-Z0-9]+", plain) if t not in CHATTER]


def _readings(out: str) -> Iterator[str]:
    """Yield an outward code as typed, then with digits and letters put right."""
    yield out
    for letters in (2, 1):
        yield out[:letters].translate(TO_LETTERS) + out[letters:].translate(TO_DIGITS)


def _outward(out: str, knows: Knows) -> str | None:
    """Return the first reading that exists, else the first that has the shape."""
    shaped = [reading for reading in _readings(out) if OUTWARD.match(reading)]
    return next(filter(knows, shaped), shaped[0] if shaped else None)


def _whole(compact: str, knows: Knows) -> Typed | None:
    unit = compact[-3].translate(TO_DIGITS) + compact[-2:] if len(compact) >= 5 else ""
    if not INWARD.match(unit):
        return None
    outcode = _outward(compact[:-3], knows)
    return Typed(outcode, unit[0], unit) if outcode else None


def _by_spaces(tokens: list[str], knows: Knows) -> Typed | None:
    """Read 'G1 2' and 'G1 2Q' as a sector, because the space says so ('G12' is a district)."""
    if len(tokens) < 2 or not re.match(r"[0-9OIL][A-Z]?\Z", tokens[-1]):
        return None
    return _sector("".join(tokens[:-1]), tokens[-1][0], knows)


def _sector(out: str, digit: str, knows: Knows) -> Typed | None:
    outcode, digit = _outward(out, knows), digit.translate(TO_DIGITS)
    if outcode and knows(outcode) and digit.isdigit():
        return Typed(outcode, digit)
    return None


def _part(compact: str, knows: Knows) -> Typed | None:
    outcode = _outward(compact, knows)
    if outcode and knows(outcode):
        return Typed(outcode)
    for end in (-1, -2):
        if len(compact) + end >= 2 and (found := _sector(compact[:end], compact[end], knows)):
            return found
    if outcode or PART.match(compact):
        return Typed(outcode or compact)
    return None
