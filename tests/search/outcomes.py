"""Ways of asking, shared by the tests of a search."""

from datetime import datetime
from typing import TypeVar

from app.clock import LONDON
from app.search.directory import Directory
from app.search.find import find
from app.search.outcomes import Hit, Outcome, Request

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
"""A Wednesday morning in term time, when most offices are open."""

OutcomeType = TypeVar("OutcomeType", bound=Outcome)


class Held:
    """Holds a directory for property tests, which print what they were given when they fail."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory


def ask(directory: Directory, words: str = "", near: str = "", **more: object) -> Outcome:
    """Return how a search ends at the moment of these tests."""
    return find(Request(words=words, near=near, **more), directory, NOW)  # type: ignore[arg-type]


def expect(kind: type[OutcomeType], outcome: Outcome) -> OutcomeType:
    """Return the outcome, which must be of this kind."""
    assert isinstance(outcome, kind), type(outcome).__name__
    return outcome


def ids(hits: tuple[Hit, ...]) -> list[str]:
    """Return the ids of hits, in their order."""
    return [hit.service.id for hit in hits]
