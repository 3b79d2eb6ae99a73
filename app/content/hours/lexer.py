"""Splitting a planner's line into the words of the grammar, forgiving how they are typed."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum, auto

from app.content.hours.problems import SlipError


class Kind(StrEnum):
    """What a word is for."""

    ALWAYS = auto()
    AND = auto()
    APPOINTMENT = auto()
    BANK = auto()
    CLOSED = auto()
    DAY = auto()
    DAYS = auto()
    FROM = auto()
    HOLIDAYS = auto()
    INCLUDING = auto()
    MONTH = auto()
    MONTHLY = auto()
    NEXT_DAY = auto()
    NOT = auto()
    NUMBER = auto()
    ONWARDS = auto()
    OPEN = auto()
    ORDINAL = auto()
    OTHER = auto()
    TERM = auto()
    TIME = auto()
    TO = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the grammar: what it is, how it was typed, and its number if it has one.

    Numbers: days from 0 (Monday), months from 1, ordinals from 1 (-1 is last).
    """

    kind: Kind
    text: str
    number: int = 0


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ORDINAL_NAMES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
MORE_DAY_NAMES = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MORE_MONTH_NAMES = {"sept": 9}
WORDS = {
    Kind.CLOSED: ("closed", "shut"),
    Kind.FROM: ("from", "after"),
    Kind.INCLUDING: ("including", "incl", "inc"),
    Kind.NOT: ("not", "except", "excluding"),
    Kind.ONWARDS: ("onwards", "late"),
    Kind.OPEN: ("open",),
    Kind.TIME: ("noon", "midday", "midnight"),
    Kind.TO: ("to", "until", "till", "til"),
    Kind.UNKNOWN: ("unknown",),
}
FILLERS = frozenset({"at", "but", "each", "every", "in", "on", "only", "the"})
# "on", "in" and their like carry no meaning: what follows them always shows what is meant.

_APPOINTMENT = r"(?:by|on) appointments?(?: only)?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("always", r"24 ?/ ?7|(?:24[ -]?(?:hours?|hrs?)\b|all day\b|round the clock\b)(?: a day\b)?"),
    ("week", r"every ?day\b|each day\b|daily\b|(?:7|seven) days a week\b"),
    ("weekdays", r"(?:every )?weekdays?\b"),
    ("weekend", r"(?:every )?weekends?\b"),
    ("numeric_date", r"\d{4}-\d\d?-\d\d?|\d+/\d+(?:/\d+)?|\d+\.\d+\.\d+"),
    ("time", r"\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|noon|midday|midnight)\b|\d{1,2}[:.]\d\d(?!\d)"),
    ("bad_time", r"\d+[:.]\d+"),
    ("ordinal", r"\d{1,2}(?:st|nd|rd|th)\b"),
    ("number", r"\d+(?!\w)"),
    ("fortnight", r"every other\b|alternate\b|fortnightly\b|every (?:two|2) weeks\b"),
    ("unknown", r"(?:(?:times|hours) )?not known\b"),
    ("appointment", _APPOINTMENT + r"\b"),
    ("other", r"other times\b|otherwise\b"),
    ("bank", r"(?:bank|public) holidays?\b"),
    ("term", r"(?:during )?(?:school )?term(?:[ -]?times?)?\b"),
    ("holidays", r"(?:during )?(?:the )?school holidays?\b"),
    ("monthly", r"(?:of|in) (?:the|each|every) month\b|(?:every|each) month\b|monthly\b"),
    ("next_day", r"(?:the )?next (?:day|morning)\b"),
    ("filler", r"(?:every|each) year\b|[\s():.]+"),
    ("and", r"(?:,|&|\band\b)(?:\s*(?:,|&|and\b))*"),
    ("to", r"-"),
    ("word", r"\d*[^\W\d]+"),
    ("stray", r"."),
)
_LEXER = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS),
    re.IGNORECASE,
)
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})
EVERY_DAY, WEEKDAYS, WEEKEND = 0, 1, 2
_GROUPS = {"week": EVERY_DAY, "weekdays": WEEKDAYS, "weekend": WEEKEND}
_SLIPS = {
    "numeric_date": ("could be read in two ways", "write dates as 24 Dec 2026"),
    "bad_time": ("is not a time", "write times as 9:00, 16:30 or 4:30pm"),
    "fortnight": ("does not say which weeks", "write 1st and 3rd Tue, or Tue not known"),
    "stray": ("does not belong here", "use words, times, commas and dashes"),
}
_HINTS = {
    "christmas": "write 25 Dec",
    "easter": "write the dates, as in closed 3 Apr 2026 to 6 Apr 2026",
    "hogmanay": "write 31 Dec",
    "varies": "write not known",
    "vary": "write not known",
}


def _build_names() -> dict[str, Token]:
    names: dict[str, Token] = {}
    for number, name in enumerate(DAY_NAMES):
        for short in (name, name[:3]):
            names[short.lower()] = names[short.lower() + "s"] = Token(Kind.DAY, name, number)
    for number, name in enumerate(MONTH_NAMES, start=1):
        names[name.lower()] = names[name[:3].lower()] = Token(Kind.MONTH, name, number)
    names |= {word: Token(Kind.DAY, DAY_NAMES[n], n) for word, n in MORE_DAY_NAMES.items()}
    names |= {
        word: Token(Kind.MONTH, MONTH_NAMES[n - 1], n) for word, n in MORE_MONTH_NAMES.items()
    }
    names |= {word: Token(Kind.ORDINAL, word, n) for word, n in ORDINAL_NAMES.items()}
    names |= {word: Token(kind, word) for kind, words in WORDS.items() for word in words}
    return names


_NAMES = _build_names()


def split_words(clause: str) -> tuple[Token, ...]:
    """Return the words of a clause, in order. Raises SlipError at a word nobody knows."""
    plain = re.sub(r"(?i)(?<=[\d ])([ap])\.m\b\.?", r"\1m", clause.translate(_DASHES))
    plain = re.sub(r"\s+", " ", plain)
    found = (_read_word(match) for match in _LEXER.finditer(plain))
    return tuple(token for token in found if token is not None)


def _read_word(match: re.Match[str]) -> Token | None:
    name, text = match.lastgroup or "stray", match.group().strip()
    if name == "filler" or text.lower() in FILLERS:
        return None
    if name in _GROUPS:
        return Token(Kind.DAYS, text, _GROUPS[name])
    if name == "word":
        return _look_up(text)
    if name in _SLIPS:
        raise SlipError(f'"{text}" {_SLIPS[name][0]}', _SLIPS[name][1])
    digits = re.sub(r"\D", "", text)[:6] if name in ("ordinal", "number") else ""
    return Token(Kind(name), text, int(digits or 0))


def _look_up(text: str) -> Token:
    known = _NAMES.get(text.lower())
    if known is not None:
        return Token(known.kind, text, known.number)
    raise _explain(text)


def _explain(text: str) -> SlipError:
    if text.lower() in _HINTS:
        return SlipError(f'"{text}" is not a date', _HINTS[text.lower()])
    close = get_close_matches(text.lower(), _NAMES, n=1)
    if not close:
        return SlipError(
            f'"{text}" is not a word used in opening times',
            "write days and times only, as in Mon-Fri 9:00-17:00",
        )
    guess = _NAMES[close[0]]
    if guess.kind in (Kind.DAY, Kind.MONTH):
        return SlipError(f'"{text}" is not a {guess.kind}', f"write {guess.text[:3]}")
    return SlipError(f'"{text}" is not a word used in opening times', f"write {close[0]}")
