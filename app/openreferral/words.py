"""The words of a listing as a search over it compares them: whole, in one case, without accents.

Simpler than a family's search, and on purpose: another program must be able to say beforehand
what it will find.
"""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"))
_WORD = re.compile(r"[^\W_]+")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in its order: "Café, Mum’s" is "cafe" and "mums"."""
    return tuple(_WORD.findall(_fold(text)))


def _fold(text: str) -> str:
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return plain.lower()
    letters = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
