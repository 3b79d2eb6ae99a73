"""The Whoosh engine: BM25F over a disposable index, the only module that imports Whoosh.

The index lives in a folder named by the data's digest and this schema's version, and is never
written while it is read (Whoosh's own locks do not cover several processes). Text from families
never reaches Whoosh's query parser, whose wildcards can cost seconds: only our own stems do, one
posting list at a time. BM25F is a sum over words, so what one word adds is kept and summed.
"""

import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from pathlib import Path

from app.search.engine import (
    BOOSTS,
    MOST_SCORED,
    Document,
    choose_telling,
    index_terms,
    keep_index,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, index, scoring
    from whoosh.analysis import Token, Tokenizer

SCHEMA_VERSION = 1
WORDS_KEPT = 2_000
"""Words whose scores are kept; families' words repeat."""


class _OurWords(Tokenizer):  # type: ignore[misc]
    """Splits text for Whoosh exactly as a family's words are split, so that both meet."""

    def __call__(self, value: str, positions: bool = False, **_: object) -> Iterable[Token]:
        token = Token(positions, chars=False)
        for position, word in enumerate(index_terms(value)):
            token.text, token.boost, token.stopped = word, 1.0, False
            if positions:
                token.pos = position
            yield token


class WhooshEngine:
    """Answers from one finished index folder."""

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder), readonly=True).searcher(
            weighting=scoring.BM25F()
        )
        stored = self._searcher.reader().all_stored_fields()
        self._ids = tuple(str(each["id"]) for each in stored)
        self._score_word = lru_cache(maxsize=WORDS_KEPT)(self._weigh_word)
        self._frequency = lru_cache(maxsize=WORDS_KEPT * len(BOOSTS))(self._searcher.doc_frequency)

    def score(self, words: tuple[str, ...]) -> Mapping[str, float]:
        """Return a BM25F score for each listing that holds any of the words,
        at most MOST_SCORED of them, by the MOST_TERMS rarest words.
        """
        scores: dict[int, float] = {}
        for stem in choose_telling(words, len(self._ids), self._frequency):
            for number, score in self._score_word(stem):
                scores[number] = scores.get(number, 0.0) + score
        best: Iterable[tuple[int, float]] = scores.items()
        if len(scores) > MOST_SCORED:
            best = nlargest(MOST_SCORED, best, key=lambda item: (item[1], -item[0]))
        return {self._ids[number]: score for number, score in best}

    def _weigh_word(self, stem: str) -> tuple[tuple[int, float], ...]:
        """Return what one stem adds to each listing, by its number in the index."""
        sums: dict[int, float] = {}
        for field, boost in BOOSTS.items():
            if not self._frequency(field, stem):
                continue
            postings = self._searcher.postings(field, stem)
            while postings.is_active():
                number = postings.id()
                sums[number] = sums.get(number, 0.0) + boost * postings.score()
                postings.next()
        return tuple(sums.items())


class WhooshEngines:
    """Makes engines under one folder, reusing an index that the same data made before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, documents: Iterable[Document], digest: str) -> WhooshEngine:
        """Open the index named by the digest, building it first when it is not there."""
        home = self._folder / f"whoosh-{SCHEMA_VERSION}-{digest}"
        keep_index(home, _is_whole, lambda folder: _write(documents, folder))
        return WhooshEngine(home)


def _is_whole(home: Path) -> bool:
    return bool(index.exists_in(str(home)))


def _write(documents: Iterable[Document], folder: Path) -> None:
    text = {name: fields.TEXT(analyzer=_OurWords(), phrase=False) for name in BOOSTS}
    schema = fields.Schema(id=fields.ID(stored=True), **text)
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    try:
        for document in documents:
            writer.add_document(
                id=document.id,
                name=document.name,
                provider=document.provider,
                summary=document.summary,
                topics=document.topics,
                words=document.words,
            )
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
