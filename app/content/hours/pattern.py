"""A loose shape for a line of opening times, as a hint in planners' editors."""

from app.content.hours.lexer import DAY_NAMES, ORDINAL_NAMES, WORDS

_STARTS = (
    *(name[:3].lower() for name in DAY_NAMES),
    *(word for words in WORDS.values() for word in words),
    *ORDINAL_NAMES,
    *("all day", "at", "bank", "but", "by", "daily", "each", "every", "hours", "in", "on"),
    *("only", "other", "public", "round", "seven", "the", "times", "week"),
)


def schedule_pattern() -> str:
    """Return a regular expression that every readable line matches.

    It uses only what Python and JSON Schema (ECMA 262) share, and is generous: it looks at
    the first word alone, so a matching line may still be refused by parse_hours.
    """
    starts = "|".join(_ignore_case(word) for word in sorted(set(_STARTS)))
    return rf"^[\s():.,&]*(?:{starts}|[0-9]).*$"


def _ignore_case(word: str) -> str:
    return "".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word)
