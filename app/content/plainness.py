"""Whether what families read is plain and kind: how hard each text is, and what to mend in it.

Names are left out of it, since a thing is called what it is called. A term, a long sentence or a
hard page that must stay is data: `wording-allowed.csv` says where it stands, and why.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from app.content.catalogue import Catalogue
from app.content.checks import family_texts
from app.content.models import Service
from app.content.pieces import join_pieces, pieces_of
from app.content.wording import (
    HARDEST_GRADE,
    MOST_WORDS_IN_A_SENTENCE,
    WordingGuide,
    count_words,
    reading_grade,
    sentences,
)

HARDEST_PAGE = 5.0
"""The highest grade of what we write ourselves; a listing's is `HARDEST_GRADE`."""
FEWEST_TO_GRADE = 12
"""A text of fewer words says nothing about how hard it is."""
ALLOWED = "wording-allowed.csv"
ANYWHERE = "*"
_COLUMNS = ("term", "where", "reason")
_GRADE = re.compile(r"grade (\d+(?:\.\d+)?)")
_SHORTEST_NAME = 3
_TITLE_AND_MAIN = re.compile(r"<(?:title|main)\b.*?</(?:title|main)>", re.DOTALL)
HARDEST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that families read, in pieces, and where it stands."""

    where: str
    pieces: tuple[str, ...]
    hardest: float = HARDEST_PAGE

    @property
    def text(self) -> str:
        """Return the pieces as sentences."""
        return join_pieces(self.pieces)

    @property
    def grade(self) -> float:
        """Return how hard it is to read, as a school grade."""
        return reading_grade(self.text)

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand although the rules say otherwise: terms, texts and grades, by where."""

    terms: frozenset[tuple[str, str]] = frozenset()
    grades: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def read(cls, path: Path) -> "Allowed":
        """Read the list; where there is none, nothing is allowed."""
        if not path.is_file():
            return cls()
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [
                [(row[name] or "").strip() for name in _COLUMNS] for row in csv.DictReader(lines)
            ]
        told = [(term, where) for term, where, reason in rows if term and reason]
        grades = {where: float(m[1]) for term, where in told if (m := _GRADE.fullmatch(term))}
        return cls(frozenset((term.lower(), where) for term, where in told), grades)

    def has(self, term: str, where: str) -> bool:
        """Return whether a term, or a whole sentence, may stand there."""
        return bool({(term.lower(), where), (term.lower(), ANYWHERE)} & self.terms)


def judge(reading: Reading, guide: WordingGuide, allowed: Allowed) -> Iterator[str]:
    """Yield what is to be mended in a text, as one line each."""
    hardest = allowed.grades.get(reading.where, reading.hardest)
    if reading.words >= FEWEST_TO_GRADE and reading.grade > hardest:
        yield f"grade {reading.grade:.1f} → make it {hardest:.0f} or less"
    for piece in dict.fromkeys(reading.pieces):
        for sentence in sentences(piece):
            if allowed.has(sentence, reading.where):
                continue
            if (words := count_words(sentence)) > MOST_WORDS_IN_A_SENTENCE:
                most = MOST_WORDS_IN_A_SENTENCE
                yield f'{words} words in "{sentence}" → make it {most} or fewer'
            for wording in guide.find(sentence):
                if not allowed.has(wording.term, reading.where):
                    yield f'"{wording.term}" in "{sentence}" → {wording.better}'


def read_listings(catalogue: Catalogue) -> Iterator[Reading]:
    """Yield the words of each live listing, all that families read of it in one text."""
    for service in catalogue.live:
        texts = tuple(text for _, text in family_texts(service))
        yield Reading(service.id, texts, HARDEST_GRADE)


def read_topics(catalogue: Catalogue) -> Iterator[Reading]:
    """Yield the words of topics, danger cards and areas: each kind is one text."""
    needs, dangers = catalogue.needs.values(), catalogue.dangers.values()
    titles = (text for need in needs for text in (need.title, need.short_title, need.sentence))
    yield Reading("data/needs.yaml", tuple(titles))
    cards = (text for card in dangers for text in (card.title, *card.call_999_if, card.then))
    yield Reading("data/dangers.yaml", tuple(cards))


def read_page(where: str, html: str, names: Iterable[str]) -> Reading:
    """Return the words of a page that are the site's own; names in it count as "it"."""
    return _leave_names_out(where, "".join(_TITLE_AND_MAIN.findall(html)), names)


def read_frame(html: str, names: Iterable[str]) -> Reading:
    """Return the words that stand around every page."""
    return _leave_names_out("around every page", _TITLE_AND_MAIN.sub("", html), names)


def read_site(catalogue: Catalogue, pages: Iterable[tuple[str, str]]) -> Iterator[Reading]:
    """Yield the words of each page, given as address and HTML, and once those around them."""
    names = names_in(catalogue)
    for number, (where, html) in enumerate(pages):
        if number == 0:
            yield read_frame(html, names)
        yield read_page(where, html, names)


def summarise(kind: str, readings: Iterable[Reading]) -> str:
    """Return how hard some texts are, as one line: how many, the mean, and the hardest."""
    graded = sorted((r for r in readings if r.words >= FEWEST_TO_GRADE), key=lambda r: -r.grade)
    mean = sum(r.grade for r in graded) / max(1, len(graded))
    hardest = ", ".join(f"{r.where} {r.grade:.1f}" for r in graded[:HARDEST_SHOWN])
    return f"{len(graded)} {kind}: mean reading grade {mean:.1f}. Hardest: {hardest or 'none'}."


def _leave_names_out(where: str, html: str, names: Iterable[str]) -> Reading:
    text = "\n".join(pieces_of(html))
    for name in names:
        if name in text:
            text = text.replace(name, "it")
    pieces = (piece for piece in text.split("\n") if piece.strip(" .") != "it")
    return Reading(where, tuple(pieces))


def names_in(catalogue: Catalogue) -> tuple[str, ...]:
    """Return what listings call things and say of themselves, the longest first."""
    found = {" ".join(text.split()) for each in catalogue.services for text in _own_words(each)}
    found |= {area.name for area in catalogue.areas.values()}
    return tuple(sorted((n for n in found if len(n) >= _SHORTEST_NAME), key=len, reverse=True))


def _own_words(service: Service) -> Iterator[str]:
    yield from (service.name, service.provider)
    for _, text in family_texts(service):
        yield text
        yield text[:1].upper() + text[1:]
    for contact in service.contacts:
        yield from filter(None, (contact.name, contact.value))
    for place in service.places:
        yield from filter(None, (place.name, place.address, place.neighbourhood))
