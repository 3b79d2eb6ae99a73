"""The Whoosh engine: BM25F over a disposable index, the only module that imports Whoosh.

The index lives in a folder named by the data's digest and this schema's version. It is built
aside and renamed into place, and never written while it is read (Whoosh's own locks do not cover
several processes). Text from families never reaches Whoosh's query parser, whose wildcards can
cost seconds: only `Term` objects of our own words do.
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.search.engine import MOST_SCORED, MOST_TERMS, Document
from app.search.words import split_words, stem_words

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, index, query, scoring
    from whoosh.analysis import Token, Tokenizer

SCHEMA_VERSION = 1
COMMON_SHARE = 6
FEWEST_COMMON = 30
"""A word in more than a sixth of the listings, and in more than 30, tells none of them apart."""
INDEXES_KEPT = 3
"""Old indexes stay a while: another process may still read the one before."""
_BOOSTS = {"name": 4.0, "provider": 1.5, "summary": 2.0, "topics": 2.0, "words": 0.5}
_OWN_TEXT = ("name", "provider", "summary")


class _OurWords(Tokenizer):  # type: ignore[misc]
    """Splits text for Whoosh exactly as a family's words are split, so that both meet."""

    def __call__(self, value: str, positions: bool = False, **_: object) -> Iterable[Token]:
        token = Token(positions, chars=False)
        for position, word in enumerate(_terms(value)):
            token.text, token.boost, token.stopped = word, 1.0, False
            if positions:
                token.pos = position
            yield token


def _terms(text: str) -> tuple[str, ...]:
    parts = text.split("\n")
    return tuple(term for part in parts for term in stem_words(split_words(part)))


class WhooshEngine:
    """Answers from one finished index folder."""

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder), readonly=True).searcher(
            weighting=scoring.BM25F()
        )

    def score(self, words: tuple[str, ...]) -> Mapping[str, float]:
        """Return a BM25F score for each listing that holds any of the words,
        at most MOST_SCORED of them, by the MOST_TERMS rarest words.
        """
        terms = self._telling(dict.fromkeys(stem_words(words)))
        if not terms:
            return {}
        asked = query.Or(
            [query.Term(field, term, boost) for term in terms for field, boost in _BOOSTS.items()]
        )
        found = self._searcher.search(asked, limit=MOST_SCORED)
        return {hit["id"]: hit.score for hit in found}

    def _has(self, stem: str) -> bool:
        return any(self._searcher.doc_frequency(field, stem) for field in _BOOSTS)

    def _telling(self, stems: Iterable[str]) -> list[str]:
        """Return the stems that tell listings apart: rarest first, none that many listings hold.

        Topics and families' words do not count: every money listing holds "debt" there.
        """
        searcher = self._searcher
        most = max(FEWEST_COMMON, searcher.doc_count() // COMMON_SHARE)
        counts = {stem: max(searcher.doc_frequency(f, stem) for f in _OWN_TEXT) for stem in stems}
        telling = [stem for stem, count in counts.items() if count <= most and self._has(stem)]
        return sorted(telling, key=counts.__getitem__)[:MOST_TERMS]


class WhooshEngines:
    """Makes engines under one folder, reusing an index that the same data made before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, documents: Iterable[Document], digest: str) -> WhooshEngine:
        """Open the index named by the digest, building it first when it is not there."""
        home = self._folder / f"whoosh-{SCHEMA_VERSION}-{digest}"
        if not index.exists_in(str(home)):
            self._build(documents, home)
        return WhooshEngine(home)

    def _build(self, documents: Iterable[Document], home: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix="building-", dir=self._folder))
        try:
            _write(documents, aside)
            aside.rename(home)
        except OSError:
            # Another process may have built the same index first; then theirs is as good.
            if not index.exists_in(str(home)):
                raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        self._forget_old()

    def _forget_old(self) -> None:
        homes = sorted(self._folder.glob("whoosh-*"), key=lambda home: home.stat().st_mtime)
        for home in homes[:-INDEXES_KEPT]:
            shutil.rmtree(home, ignore_errors=True)


def _write(documents: Iterable[Document], folder: Path) -> None:
    text = {name: fields.TEXT(analyzer=_OurWords(), phrase=False) for name in _BOOSTS}
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
