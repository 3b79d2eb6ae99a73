"""The port every text engine stands behind, so that one can be changed for another.

An engine is given whole documents once and answers with scores for our own tokens. It never
sees a query language: words typed by a family are only ever looked up as they are. What every
engine must do alike stands here too: how text becomes terms, which words of a query tell listings
apart, how much each part counts, and how an index folder is built without half of one being seen.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Protocol

from app.search.words import split_words, stem_words

MOST_TERMS = 10
"""Words of a query an engine looks up; the rarest are the ones that tell listings apart."""

MOST_SCORED = 200
"""Documents an engine scores: those below add next to nothing to a listing's place."""

BOOSTS = {"name": 4.0, "provider": 1.5, "summary": 2.0, "topics": 2.0, "words": 0.5}
"""How much a word counts in each part of a document."""

COMMON_SHARE = 6
FEWEST_COMMON = 30
"""A word in more than a sixth of the listings, and in more than 30, tells none of them apart."""

INDEXES_KEPT = 3
"""Old indexes stay a while: another process may still read the one before."""

_OWN_TEXT = ("name", "provider", "summary")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one listing, by how much each part says about it."""

    id: str
    name: str
    provider: str
    summary: str
    topics: str
    words: str


class Engine(Protocol):
    """Scores documents against words."""

    def score(self, words: tuple[str, ...]) -> Mapping[str, float]:
        """Return a positive score for each document id that holds any of the words."""
        ...


class MakeEngine(Protocol):
    """Builds an engine over documents, or opens one built before for the same digest."""

    def __call__(self, documents: Iterable[Document], digest: str) -> Engine: ...


@lru_cache(maxsize=4096)
def index_terms(text: str) -> tuple[str, ...]:
    """Return the terms of a part of a document, split as a family's words are, line by line.

    Kept, because listings about the same needs share long parts.
    """
    return tuple(chain.from_iterable(stem_words(split_words(line)) for line in text.split("\n")))


def choose_telling(
    words: tuple[str, ...], listings: int, frequency: Callable[[str, str], int]
) -> list[str]:
    """Return the stems that tell listings apart: rarest first, none that many listings hold.

    `frequency` counts the listings whose part holds a stem. Topics and families' words do not
    make a stem common: every money listing holds "debt" there.
    """
    most = max(FEWEST_COMMON, listings // COMMON_SHARE)
    counts: dict[str, int] = {}
    for stem in dict.fromkeys(stem_words(words)):
        count = max(frequency(part, stem) for part in _OWN_TEXT)
        if count <= most and (count or any(frequency(part, stem) for part in BOOSTS)):
            counts[stem] = count
    return sorted(counts, key=counts.__getitem__)[:MOST_TERMS]


def keep_index(home: Path, is_whole: Callable[[Path], bool], write: Callable[[Path], None]) -> None:
    """Make sure that a finished index stands in `home`, writing one only when none does.

    It is written aside and renamed into place, so nobody ever sees half of one. Homes are named
    "<kind>-<version>-<digest>", and old ones of the same kind are forgotten.
    """
    if is_whole(home):
        return
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="building-", dir=home.parent))
    try:
        write(aside)
        aside.rename(home)
    except OSError:
        # Another process may have built the same index first; then theirs is as good.
        if not is_whole(home):
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _forget_old(home)


def _forget_old(home: Path) -> None:
    kind = home.name.partition("-")[0]
    homes = sorted(home.parent.glob(f"{kind}-*"), key=lambda each: each.stat().st_mtime)
    for each in homes[:-INDEXES_KEPT]:
        shutil.rmtree(each, ignore_errors=True)
