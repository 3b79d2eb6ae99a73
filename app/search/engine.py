"""The port every text engine stands behind, so that one can be changed for another.

An engine is given whole documents once and answers with scores for our own tokens. It never
sees a query language: words typed by a family are only ever looked up as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

MOST_TERMS = 10
"""Words of a query an engine looks up; the rarest are the ones that tell listings apart."""

MOST_SCORED = 200
"""Documents an engine scores: those below add next to nothing to a listing's place."""


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
