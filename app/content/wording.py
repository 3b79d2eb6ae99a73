"""Plain and kind words: find professional or hurtful terms and text that is hard to read.

The list of terms and kinder wordings is data (`wording.csv`). Reading difficulty is the
Flesch-Kincaid grade (Kincaid et al., 1975): US school grade, so UK reading age less five.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MOST_WORDS_IN_A_SENTENCE = 20
HARDEST_GRADE = 6.0

_COLUMNS = ("term", "better", "reason")
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A term families find cold or hurtful, with kinder words for it and the reason."""

    term: str
    better: str
    reason: str


class WordingGuide:
    """Every term to avoid, ready to be looked for in one pass over a text."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self._by_term = {wording.term.lower(): wording for wording in wordings}
        terms = sorted(self._by_term, key=len, reverse=True)
        alternatives = "|".join(re.escape(term) for term in terms) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")

    @classmethod
    def read(cls, path: Path) -> "WordingGuide":
        """Read a CSV of term, better, reason. A term in brackets needs a person to judge it.

        Raises OSError, UnicodeDecodeError or KeyError (a column is missing).
        """
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            if not set(_COLUMNS) <= set(table.fieldnames or ()):
                raise KeyError(*_COLUMNS)
            rows = [[row[name] or "" for name in _COLUMNS] for row in table]
        kept = (row for row in rows if row[0].strip() and "(" not in row[0])
        return cls(Wording(*(cell.strip() for cell in row)) for row in kept)

    def find(self, text: str) -> Iterator[Wording]:
        """Yield the wording for each term to avoid in the text, in the order they stand."""
        for match in self._pattern.finditer(text.lower()):
            yield self._by_term[match[0]]


def sentences(text: str) -> list[str]:
    """Split plain text into sentences."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; an empty one is 0."""
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    syllables = sum(_count_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=20_000)
def _count_syllables(word: str) -> int:
    if word[0].isdigit():
        return 1
    groups = len(_VOWELS.findall(word))
    silent_end = word.endswith(("e", "es", "ed")) and not word.endswith(("le", "ted", "ded"))
    return max(1, groups - (1 if silent_end and groups > 1 else 0))
