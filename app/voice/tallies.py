"""How searches end, counted in memory and written in batches: no search waits for the database.

A batch has a name, written in the same transaction as its counts. When the database fails just as
it commits, nobody knows whether it did; the name tells at the next try. A process that is killed
loses what it counted since its last batch, a minute's worth, and never more.

Of words that matched nothing, only a keyed digest and a number of days are kept until the fifth
day: a word that one family typed once can be read by nobody.
"""

import hashlib
import hmac
import re
import secrets
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, update
from sqlmodel import Session, col

from app.store import Database
from app.voice.answers import LONGEST_SLUG
from app.voice.records import FEWEST, Ending
from app.voice.statements import insert_into
from app.voice.tables import LONGEST_WORD, Batch, Tally, Unheard

MOST_COUNTS = 5_000
"""Kinds of counts told apart in memory; further ones are counted under no need and no area."""
MOST_HEARD = 500
"""Different words remembered between two batches."""
MOST_OF_A_SEARCH = 5
_SLUG = re.compile(rf"[a-z0-9_-]{{1,{LONGEST_SLUG}}}")
_Kind = tuple[date, str, str, str]


@dataclass
class _Gathered:
    """What was counted and heard since the last batch, under the name of the next."""

    name: str = field(default_factory=lambda: secrets.token_hex(16))
    counts: Counter[_Kind] = field(default_factory=Counter)
    words: set[tuple[date, str]] = field(default_factory=set)


class Tallies:
    """Counts of one process. Threads may share it; it never grows without end."""

    def __init__(self, database: Database, secret: Iterable[str] = ()) -> None:
        """Take the database to write to, and the site's secrets, newest first.

        With none, one is made: words then start again at their first day after a restart.
        """
        self._database = database
        self._key = (next(iter(secret), None) or secrets.token_hex(32)).encode()
        self._gathering = threading.Lock()
        self._writing = threading.Lock()
        self._fresh = _Gathered()
        self._unwritten: _Gathered | None = None

    def note(self, need: str, area: str, outcome: Ending, day: date) -> None:
        """Count one search for a need; `area` is "" where it is not known, or outside."""
        kind = (day, _name(need), _name(area), outcome)
        with self._gathering:
            counts = self._fresh.counts
            known = kind in counts or len(counts) < MOST_COUNTS
            counts[kind if known else (day, "", "", outcome)] += 1

    def hear(self, words: Iterable[str], day: date) -> None:
        """Take up to five words of one search that matched nothing; plain single words alone."""
        plain = dict.fromkeys(filter(None, map(_plain_word, words)))
        with self._gathering:
            for word in list(plain)[:MOST_OF_A_SEARCH]:
                if len(self._fresh.words) < MOST_HEARD:
                    self._fresh.words.add((day, word))

    def write(self) -> None:
        """Write what was counted. Raises StoreDown; what failed is written next time, once."""
        with self._writing:
            self._write_one()
            if self._take_fresh():
                self._write_one()

    def _take_fresh(self) -> bool:
        with self._gathering:
            if not self._fresh.counts and not self._fresh.words:
                return False
            self._unwritten, self._fresh = self._fresh, _Gathered()
        return True

    def _write_one(self) -> None:
        """Write the batch that waits, if one does. In a fixed order, so that no two block."""
        batch = self._unwritten
        if batch is None:
            return
        with self._database.session() as session:
            if self._is_first(batch, session):
                self._add_counts(batch, session)
                for day, word in sorted(batch.words, key=lambda heard: self._digest(heard[1])):
                    self._add_word(word, day, session)
        self._unwritten = None

    def _is_first(self, batch: _Gathered, session: Session) -> bool:
        """Return whether a batch is not written yet, and say that it is now."""
        days = [day for day, *_ in (*batch.counts, *batch.words)]
        named = insert_into(self._database, Batch).values(name=batch.name, day=max(days))
        fresh = named.on_conflict_do_nothing().returning(col(Batch.name))
        return session.execute(fresh).first() is not None

    def _add_counts(self, batch: _Gathered, session: Session) -> None:
        names = ("day", "need", "area", "outcome")
        rows = [
            {**dict(zip(names, kind, strict=True)), "times": times}
            for kind, times in sorted(batch.counts.items())
        ]
        fresh = insert_into(self._database, Tally)
        added = {"times": col(Tally.times) + fresh.excluded.times}
        if rows:
            session.execute(fresh.on_conflict_do_update(index_elements=names, set_=added), rows)

    def _add_word(self, word: str, day: date, session: Session) -> None:
        """Count a word's day once, and keep the word itself from its fifth day on."""
        digest = self._digest(word)
        fresh = insert_into(self._database, Unheard)
        fresh = fresh.values(digest=digest, days=1, last=day, word="")
        is_new_day = col(Unheard.last) < day
        again = fresh.on_conflict_do_update(
            index_elements=["digest"],
            set_={
                "days": col(Unheard.days) + case((is_new_day, 1), else_=0),
                "last": case((is_new_day, day), else_=col(Unheard.last)),
            },
        ).returning(col(Unheard.days))
        if session.execute(again).scalar_one() >= FEWEST:
            kept = update(Unheard).where(col(Unheard.digest) == digest, col(Unheard.word) == "")
            session.execute(kept.values(word=word))

    def _digest(self, word: str) -> str:
        told = f"word that found nothing: {word}".encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()


def _name(slug: str) -> str:
    return slug if _SLUG.fullmatch(slug) else ""


def _plain_word(word: str) -> str:
    """Return a word in one spelling, or "" where it is none: with digits, signs, or too long."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    letters = all(unicodedata.category(c)[0] in "LM" for c in plain)
    return plain if letters and 2 <= len(plain) <= LONGEST_WORD else ""
