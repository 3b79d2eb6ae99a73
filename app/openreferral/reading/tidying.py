"""Making any JSON safe to read: keys spelt one way, text without stray characters, no bottomless
nesting. After this nothing in a feed can be too deep, too long or too odd for the rest.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Record = dict[str, Json]

DEEPEST = 16
LONGEST_TEXT = 20_000
MOST_ITEMS = 400
LARGEST_NUMBER = 10**15

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_A_KEY = re.compile(r"[^a-z0-9]+")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LINE_BREAKS = frozenset("\n\t\u2028\u2029")
_EMPTY: tuple[Json, ...] = (None, "", [], {})
_SPELLINGS = (("organisation", "organization"), ("programme", "program"))


def tidy(value: object, depth: int = 0) -> Json:
    """Return a copy of any JSON in which every key is snake_case and every text is clean.

    What is nested deeper than `DEEPEST`, and numbers nobody counts with, become None.
    """
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if math.isfinite(value) and abs(value) < LARGEST_NUMBER else None
    if depth < DEEPEST and isinstance(value, Mapping):
        return _tidy_keys(value, depth + 1)
    if depth < DEEPEST and isinstance(value, Sequence):
        return [tidy(item, depth + 1) for item in value[:MOST_ITEMS]]
    return None


def tidy_record(value: object) -> Record | None:
    """Return a tidy copy of one object, or None where there is no object."""
    copy = tidy(value) if isinstance(value, Mapping) else None
    return copy if isinstance(copy, dict) else None


def tidy_text(text: str) -> str:
    """Return text without control and unseen characters, with line ends as they are everywhere."""
    kept = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return unicodedata.normalize("NFC", "".join(filter(_may_stay, kept))).strip()


def fold_key(key: str) -> str:
    """Return a key in snake_case and one spelling: "serviceAtLocations", "organisation"."""
    folded = _NOT_A_KEY.sub("_", _CAMEL.sub("_", key[:80]).lower()).strip("_")
    for british, standard in _SPELLINGS:
        folded = folded.replace(british, standard)
    return folded


def _may_stay(letter: str) -> bool:
    if letter in _UNSEEN:
        return False
    return letter in _LINE_BREAKS or unicodedata.category(letter) not in ("Cc", "Cs", "Cn")


def _tidy_keys(mapping: Mapping[object, object], depth: int) -> Record:
    record: Record = {}
    for key, value in list(mapping.items())[:MOST_ITEMS]:
        folded = fold_key(str(key))
        tidied = tidy(value, depth)
        if record.get(folded) in _EMPTY or (key == folded and tidied not in _EMPTY):
            record[folded] = tidied
    return record
