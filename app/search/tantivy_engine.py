"""The tantivy engine, for directories of a whole country: the only module that imports tantivy.

It holds the same terms and scores by the same BM25F as the Whoosh engine, so listings stand in
the same order. Terms come in already split and stemmed, set apart by spaces, and only ever meet
as exact terms: tantivy's query parser is never called.
"""

import json
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import tantivy

from app.search.engine import (
    BOOSTS,
    MOST_SCORED,
    Document,
    choose_telling,
    index_terms,
    keep_index,
)

SCHEMA_VERSION = 1
_HEAP_BYTES = 256_000_000
_IDS = "ids.json"
_NUMBER = "number"
_QUERIES_KEPT = 10_000


class TantivyEngine:
    """Answers from one finished index folder."""

    def __init__(self, folder: Path) -> None:
        self._searcher = tantivy.Index.open(str(folder)).searcher()
        self._ids: list[str] = json.loads((folder / _IDS).read_text(encoding="utf-8"))
        self._schema = _schema()
        self._frequency = lru_cache(maxsize=_QUERIES_KEPT)(self._searcher.doc_freq)

    def score(self, words: tuple[str, ...]) -> Mapping[str, float]:
        """Return a BM25F score for each listing that holds any of the words,
        at most MOST_SCORED of them, by the MOST_TERMS rarest words.
        """
        terms = choose_telling(words, len(self._ids), self._frequency)
        asked = [
            (tantivy.Occur.Should, self._ask(part, term, boost))
            for term in terms
            for part, boost in BOOSTS.items()
            if self._frequency(part, term)
        ]
        if not asked:
            return {}
        query = tantivy.Query.boolean_query(asked)
        hits = self._searcher.search(query, limit=MOST_SCORED, count=False).hits
        numbers = self._searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        return {
            self._ids[int(number or 0)]: score
            for (score, _), number in zip(hits, numbers, strict=True)
        }

    def _ask(self, part: str, term: str, boost: float) -> tantivy.Query:
        """Return a query for one term, weighed for its rarity as Whoosh weighs it."""
        listings, holding = len(self._ids), self._frequency(part, term)
        theirs = math.log(1 + (listings - holding + 0.5) / (holding + 0.5))
        ours = math.log(listings / (holding + 1)) + 1
        query = tantivy.Query.term_query(self._schema, part, term, "freq")
        return tantivy.Query.boost_query(query, boost * ours / theirs)


class TantivyEngines:
    """Makes engines under one folder, reusing an index that the same data made before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, documents: Iterable[Document], digest: str) -> TantivyEngine:
        """Open the index named by the digest, building it first when it is not there."""
        home = self._folder / f"tantivy-{SCHEMA_VERSION}-{digest}"
        keep_index(home, _is_whole, lambda folder: _write(documents, folder))
        return TantivyEngine(home)


def _is_whole(home: Path) -> bool:
    return (home / _IDS).is_file()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_NUMBER, fast=True)
    for part in BOOSTS:
        builder.add_text_field(part, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


@lru_cache(maxsize=4096)
def _join_terms(text: str) -> str:
    """Return the terms of a text as one; kept, because listings share long parts."""
    return " ".join(index_terms(text))


def _write(documents: Iterable[Document], folder: Path) -> None:
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
    ids: list[str] = []
    for number, document in enumerate(documents):
        made = tantivy.Document()
        made.add_unsigned(_NUMBER, number)
        for part in BOOSTS:
            made.add_text(part, _join_terms(getattr(document, part)))
        writer.add_document(made)
        ids.append(document.id)
    writer.commit()
    writer.wait_merging_threads()
    (folder / _IDS).write_text(json.dumps(ids), encoding="utf-8")
