"""Answers as planners read them: grouped by listing, newest first."""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from sqlalchemy import true
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from app.voice.answers import Question
from app.voice.records import Heard, Thread
from app.voice.tables import Answer

Areas = frozenset[str] | None
"""The areas a planner may see; None: all, and what is about no area."""


def within(areas: Areas) -> ColumnElement[bool]:
    """Return the condition that an answer is about one of these areas."""
    return true() if areas is None else col(Answer.area).in_(sorted(areas))


def read_answer(row: Answer) -> Heard:
    """Return a row as planners are shown it."""
    return Heard(
        row.id or 0,
        row.day,
        cast("Question", row.question),
        row.choice,
        row.listing,
        row.area,
        row.need,
        row.words,
        row.times,
        row.done_by,
    )


def group(answers: Iterable[Heard]) -> tuple[Thread, ...]:
    """Return answers (newest first) by listing: the listing last spoken of first."""
    groups: dict[str, list[Heard]] = {}
    for answer in answers:
        groups.setdefault(answer.listing, []).append(answer)
    return tuple(_make_thread(listing, told) for listing, told in groups.items())


def _make_thread(listing: str, told: list[Heard]) -> Thread:
    counts: Counter[tuple[Question, str]] = Counter()
    for answer in told:
        counts[answer.question, answer.choice] += answer.times
    return Thread(listing or None, told[0].day, counts, tuple(told))
