"""What may be asked of a list, as one immutable value, and which entries it keeps.

Every part that is set must hold (HSDS: query parameters are cumulative). What nobody told us is no
match: a listing without ages is not "for a child of 4", one without times is not "open on Monday".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.openreferral.shelves import Facts, Members, Shelf, Subject, numbers_of
from app.places import Point, distance_km

TOP = "top"
_AGED, _TIMED, _PLACED = "aged", "timed", "placed"

Test = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Near:
    """Within some metres of a point."""

    point: Point
    metres: float


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; None and empty ask for nothing.

    `words` must all be there; None is no search, and () is one for nothing at all. `days` are
    weekdays (0 is Monday), `start` and `end` minutes of the day: something must be open then on one
    of the days. Ages are those of the people who would come. `areas` are those that serve a
    postcode: any of them will do.
    """

    words: tuple[str, ...] | None = None
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    parent_id: str | None = None
    top_only: bool = False
    modified_after: datetime | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    days: frozenset[int] = frozenset()
    start: int | None = None
    end: int | None = None
    areas: frozenset[str] | None = None
    near: Near | None = None

    @property
    def is_timed(self) -> bool:
        """Return whether it asks when something is open."""
        return bool(self.days) or self.start is not None or self.end is not None


def find_numbers(shelf: Shelf[Subject], query: Query) -> Sequence[int]:
    """Return the numbers of the entries that a query keeps, in the shelf's order."""
    kept = _keep_marked(shelf, query)
    numbers = range(len(shelf.ids)) if kept == shelf.all else numbers_of(kept)
    tests = tuple(_list_tests(query))
    if not tests:
        return numbers
    return [n for n in numbers if all(test(shelf.facts[n]) for test in tests)]


def _keep_marked(shelf: Shelf[Subject], query: Query) -> Members:
    kept = shelf.all
    for mark in _list_marks(query):
        kept &= shelf.marked.get(mark, 0)
    return kept if query.areas is None else kept & _serving(shelf, query.areas)


def mark_facts(facts: Facts) -> Iterator[str]:
    """Yield the marks of an entry of which something is known, so that others need no look."""
    yield from [_AGED] if facts.ages.known else []
    yield from [_TIMED] if facts.openings else []
    yield from [_PLACED] if facts.points else []


def mark_word(word: str) -> str:
    """Return the mark of an entry whose text has a word."""
    return f"word {word}"


def mark_term(identity: str) -> str:
    """Return the mark of an entry that has a term."""
    return f"term {identity}"


def mark_taxonomy(identity: str) -> str:
    """Return the mark of an entry that has a term of a taxonomy, or is one."""
    return f"taxonomy {identity}"


def mark_organization(identity: str) -> str:
    """Return the mark of an entry that an organisation runs."""
    return f"organization {identity}"


def mark_parent(identity: str) -> str:
    """Return the mark of a term below another."""
    return f"parent {identity}"


def mark_area(slug: str) -> str:
    """Return the mark of an entry that serves an area."""
    return f"area {slug}"


def _list_marks(query: Query) -> Iterator[str]:
    yield from _list_asked(query)
    if query.minimum_age is not None or query.maximum_age is not None:
        yield _AGED
    if query.is_timed:
        yield _TIMED
    if query.near is not None:
        yield _PLACED


def _list_asked(query: Query) -> Iterator[str]:
    if query.words is not None:
        yield from map(mark_word, query.words or ("",))
    if query.taxonomy_term_id:
        yield mark_term(query.taxonomy_term_id)
    if query.taxonomy_id:
        yield mark_taxonomy(query.taxonomy_id)
    if query.organization_id:
        yield mark_organization(query.organization_id)
    if query.parent_id:
        yield mark_parent(query.parent_id)
    if query.top_only:
        yield TOP


def _serving(shelf: Shelf[Subject], areas: frozenset[str]) -> Members:
    found = 0
    for slug in areas:
        found |= shelf.marked.get(mark_area(slug), 0)
    return found


def _list_tests(query: Query) -> Iterator[Test]:
    if query.modified_after is not None:
        yield _was_modified_after(query.modified_after)
    if query.minimum_age is not None or query.maximum_age is not None:
        yield _admits(query.minimum_age, query.maximum_age)
    if query.is_timed:
        yield _is_open(query)
    if query.near is not None:
        yield _is_near(query.near)


def _was_modified_after(moment: datetime) -> Test:
    """Keep what was modified on or after a moment, as the standard words it."""
    return lambda facts: facts.modified is not None and facts.modified >= moment


def _admits(youngest: int | None, oldest: int | None) -> Test:
    """Keep what takes people of some age from `youngest` to `oldest`, both included."""
    low, high = youngest or 0, oldest

    def admits(facts: Facts) -> bool:
        ages = facts.ages
        is_old_enough = high is None or (ages.youngest or 0) <= high
        return ages.known and is_old_enough and (ages.oldest is None or ages.oldest >= low)

    return admits


def _is_open(query: Query) -> Test:
    start = query.start if query.start is not None else 0
    end = query.end if query.end is not None else 24 * 60

    def is_open(facts: Facts) -> bool:
        return any(
            (not query.days or day in query.days) and opens < end and closes > start
            for day, opens, closes in facts.openings
        )

    return is_open


def _is_near(near: Near) -> Test:
    kilometres = near.metres / 1000
    return lambda facts: any(distance_km(p, near.point) <= kilometres for p in facts.points)
