"""What a directory calls things: its topics and areas, what other lists call them, and places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.content.areas import Area
from app.content.needs import Need
from app.openreferral.reading.terms import Terms, packaged_terms
from app.places import Gazetteer


class Content(Protocol):
    """The part of a catalogue that reading needs."""

    @property
    def needs(self) -> Mapping[str, Need]:
        """Return topics by slug."""

    @property
    def areas(self) -> Mapping[str, Area]:
        """Return areas by slug, smallest first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Topics and areas by slug in the order of their files, other lists' terms, and places."""

    needs: Mapping[str, Need] = field(repr=False)
    areas: Mapping[str, Area] = field(repr=False)
    gazetteer: Gazetteer = field(repr=False)
    terms: Terms = field(repr=False)

    @classmethod
    def of(cls, content: Content, gazetteer: Gazetteer) -> "Vocabulary":
        """Return the vocabulary of a catalogue, with the packaged terms of other lists."""
        return cls(content.needs, content.areas, gazetteer, packaged_terms())

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the slugs a listing may use, by kind, as models ask for them."""
        return {"needs": tuple(self.needs), "areas": tuple(self.areas)}
