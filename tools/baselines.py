"""Plainer ways of searching the same listings, to be measured beside ours."""

import sqlite3
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from app.content.models import Service
from app.search.directory import Directory
from app.search.words import split_words

Baseline = Callable[[str], Sequence[str]]
_FUZZY_FROM, _FUZZY_AT = 4, 80
"""ALISS lets words of four letters and more differ by an edit or two."""
_STOP = frozenset(split_words("a an and are at for i in is it my of on or the to was with"))


def make_baselines(directory: Directory) -> dict[str, Baseline]:
    """Return each baseline by name; all see the same text of the same listings."""
    live = directory.catalogue.live
    return {
        "Whoosh BM25F alone": _make_bm25(directory),
        "SQLite FTS5": _make_fts5(live, directory),
        "ALISS-like (all words, fuzzy)": _make_all_words(live, directory),
    }


def _text(service: Service, directory: Directory) -> str:
    topics = " ".join(directory.catalogue.needs[slug].title for slug in service.needs)
    return f"{service.name} {service.provider} {service.summary} {service.who_for or ''} {topics}"


def _make_bm25(directory: Directory) -> Baseline:
    def search(phrase: str) -> Sequence[str]:
        scores = directory.engine.score(split_words(phrase))
        return sorted(scores, key=lambda key: -scores[key])

    return search


def _make_fts5(services: Sequence[Service], directory: Directory) -> Baseline:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE listing USING fts5(id UNINDEXED, text, tokenize='porter')")
    rows = [(service.id, _text(service, directory)) for service in services]
    table.executemany("INSERT INTO listing VALUES (?, ?)", rows)

    def search(phrase: str) -> Sequence[str]:
        words = [f'"{word}"' for word in split_words(phrase) if word not in _STOP]
        if not words:
            return []
        query = "SELECT id FROM listing WHERE text MATCH ? ORDER BY rank LIMIT 10"
        return [row[0] for row in table.execute(query, (" OR ".join(words),))]

    return search


def _make_all_words(services: Sequence[Service], directory: Directory) -> Baseline:
    texts = {service.id: set(split_words_all(_text(service, directory))) for service in services}

    def search(phrase: str) -> Sequence[str]:
        words = [word for word in split_words(phrase) if word not in _STOP]
        return [key for key, text in texts.items() if words and all(_in(w, text) for w in words)]

    return search


def split_words_all(text: str) -> tuple[str, ...]:
    """Split a text of any length."""
    return tuple(word for part in text.split() for word in split_words(part))


def _in(word: str, text: set[str]) -> bool:
    if word in text or len(word) < _FUZZY_FROM:
        return word in text
    return any(len(w) >= _FUZZY_FROM and fuzz.ratio(word, w) >= _FUZZY_AT for w in text)
