"""Make what a family typed into comparable words, whatever the spelling, script or length."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

LONGEST_TEXT = 600
"""Letters of a text that are read; more adds time but no meaning."""
MOST_WORDS = 60

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"))
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ی", "ي": "ی", "ك": "ک", "ة": "ه"}
)
_ASCII = {
    **dict.fromkeys((*range(32), 127), " "),
    **{code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
    **{code: None for code in _APOSTROPHES if code < 128},
}
"""What `fold` does to plain letters, which most text is, in one step."""
_WORD = re.compile(r"\w+")
_REPEATS = re.compile(r"(\w)\1{2,}")
_KEPT = frozenset({"weaning"})
"""Words whose English stem is another word here: a wean is a child."""
_stemmer: Any = snowballstemmer.stemmer("english")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text: lower case, no accents or apostrophes, at most MOST_WORDS.

    A letter said more than twice is said twice: "soooo" and "soo" are one word.
    """
    plain = fold(text[:LONGEST_TEXT])
    return tuple(map(_squeeze, _WORD.findall(plain.replace("_", " "))[:MOST_WORDS]))


def fold(text: str) -> str:
    """Return the text in one case, without accents, apostrophes or characters nobody can see."""
    straight = text if text.isascii() else text.translate(_APOSTROPHES)
    if straight.isascii():
        return straight.translate(_ASCII)
    return "".join(map(_fold_character, straight))


@lru_cache(maxsize=10_000)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    kept = (" " if _is_control(c) else c for c in decomposed if not unicodedata.combining(c))
    return "".join(kept).replace("ł", "l").replace("đ", "d").translate(_ARABIC_FORMS)


def _is_control(character: str) -> bool:
    return unicodedata.category(character).startswith("C")


@lru_cache(maxsize=50_000)
def _squeeze(word: str) -> str:
    return _REPEATS.sub(r"\1\1", word)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one English word; words in other scripts come back as they are."""
    keep = not word.isascii() or word in _KEPT
    return word if keep else str(_stemmer.stemWord(word))


def stem_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stem of each word."""
    return tuple(map(stem, words))
