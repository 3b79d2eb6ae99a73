"""What planners and pages are shown of what families told us. No record holds a time of day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.voice.answers import Question

Ending = Literal["found", "nothing exact", "crisis"]
"""How a search ended, as it is counted."""

FEWEST = 5
"""Smaller numbers are never shown: one search of one family could be told from them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer as it was kept; `times` families said the same on one day.

    `done_by` is the role of who marked it done, "" while it is new. Listing, area and need are ""
    where the answer is about none.
    """

    number: int
    day: date
    question: Question
    choice: str
    listing: str
    area: str
    need: str
    words: str
    times: int
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """All that was said about one listing (None: about no listing), newest first.

    `counts` has how often each (question, choice) was said.
    """

    listing: str | None
    newest: date
    counts: Mapping[tuple[Question, str], int]
    answers: tuple[Heard, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the number of each answer, to mark all of them done."""
        return tuple(answer.number for answer in self.answers)

    @property
    def with_words(self) -> tuple[Heard, ...]:
        """Return the answers that say something in words."""
        return tuple(answer for answer in self.answers if answer.words)


@dataclass(frozen=True, slots=True)
class Unmet:
    """How many searches for a need in an area ended in one way; `times` is None for 1 to 4.

    `area` is "" where it was not known, or outside every area.
    """

    need: str
    area: str
    outcome: Ending
    times: int | None


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that found nothing on at least FEWEST different days, and the last of them."""

    word: str
    days: int
    last: date


@dataclass(frozen=True, slots=True)
class Reply:
    """What planners answer in public: "You said, we did". `day` is None for a draft.

    `area` is "" for every area.
    """

    number: int
    said: str
    did: str
    area: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows a tidying deleted."""

    answers: int = 0
    counts: int = 0
    words: int = 0
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What families' pages show, held in memory so that no page waits for the database.

    `doubted`: id of a listing -> the day of the newest of at least 3 "wrong number" said within 7
    days and since the listing was last checked. `replies` are published, newest first.
    """

    doubted: Mapping[str, date] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()

    def doubts(self, listing: str, checked: date | None) -> bool:
        """Return whether a listing is in doubt; a check on the same day or later ends that."""
        told = self.doubted.get(listing)
        return told is not None and (checked is None or checked < told)
