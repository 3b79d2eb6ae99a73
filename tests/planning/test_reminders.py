"""What to check next comes in the order in which a planner should phone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.freshness import YEARLY
from app.planning.reminders import TERMS, Term, count_terms, remind
from tests.planning.coverage.conftest import listing

TODAY = date(2026, 11, 25)


def checked(on: str, following: str | None = None) -> dict[str, object]:
    return {"on": on, "how": "phone", "by": "planner", "next": following}


@pytest.mark.parametrize(
    ("on", "following", "term"),
    [
        ("2024-11-25", None, "overdue"),
        ("2026-11-01", "2026-11-24", "overdue"),
        ("2026-11-01", "2026-11-25", "this month"),
        ("2026-11-01", "2026-11-30", "this month"),
        ("2026-11-01", "2026-12-01", "next month"),
        ("2026-11-01", "2026-12-31", "next month"),
        ("2026-11-01", "2027-01-01", "later"),
        ("2026-11-25", None, "later"),
        ("2026-11-26", None, "never"),
        (None, None, "never"),
    ],
)
def test_each_listing_has_its_term(on: str | None, following: str | None, term: Term) -> None:
    service = listing("one", "glasgow", checked=checked(on, following) if on else None)
    (reminder,) = remind([service], TODAY, YEARLY, {})
    assert reminder.term == term
    assert count_terms([reminder]) == {term: 1}


@pytest.mark.parametrize(
    ("on", "told", "term"),
    [
        (None, "2026-11-24", "told"),
        ("2026-11-23", "2026-11-24", "told"),
        ("2026-11-24", "2026-11-24", "later"),
        ("2026-11-25", "2026-11-24", "later"),
        ("2024-01-01", "2026-11-24", "told"),
    ],
)
def test_what_families_told_comes_first_until_it_is_checked(
    on: str | None, told: str, term: Term
) -> None:
    service = listing("one", "glasgow", checked=checked(on) if on else None)
    (reminder,) = remind([service], TODAY, YEARLY, {"one": date.fromisoformat(told)})
    assert reminder.term == term
    assert reminder.doubted == (date.fromisoformat(told) if term == "told" else None)


def test_the_longest_wait_comes_first_and_lines_for_danger_before_other_doubts() -> None:
    services = [
        listing("never", "glasgow"),
        listing("soon", "glasgow", checked=checked("2026-11-01", "2026-12-24")),
        listing("late", "glasgow", checked=checked("2026-01-01", "2026-11-01")),
        listing("later-still", "glasgow", checked=checked("2026-01-01", "2026-05-01")),
        listing("doubted", "glasgow"),
        listing("line", "glasgow", crisis="yes"),
        listing("ages", "glasgow", checked=checked("2026-01-01", "2029-05-01")),
    ]
    doubted = dict.fromkeys(("doubted", "line"), date(2026, 11, 24))
    found = remind(services, TODAY, YEARLY, doubted)
    order = ["line", "doubted", "later-still", "late", "soon", "never", "ages"]
    assert [reminder.service.id for reminder in found] == order


def test_of_what_was_never_checked_lines_for_danger_come_first() -> None:
    services = [listing("aa", "glasgow"), listing("zz", "glasgow", crisis="yes")]
    found = remind(services, TODAY, YEARLY, {})
    assert [reminder.service.id for reminder in found] == ["zz", "aa"]


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(made=st.lists(st.tuples(DAYS | st.none(), DAYS | st.none(), DAYS | st.none()), max_size=9))
def test_every_listing_is_there_once_in_the_order_of_terms(
    made: list[tuple[date | None, date | None, date | None]],
) -> None:
    services = []
    for number, (on, following, _) in enumerate(made):
        given_next = following.isoformat() if on and following and following > on else None
        check = checked(on.isoformat(), given_next) if on else None
        services.append(listing(f"n{number}", "glasgow", checked=check))
    doubted = {f"n{number}": told for number, (*_, told) in enumerate(made) if told}
    found = remind(services, TODAY, YEARLY, doubted)
    assert sorted(r.service.id for r in found) == sorted(s.id for s in services)
    places = [TERMS.index(reminder.term) for reminder in found]
    assert places == sorted(places)
    assert sum(count_terms(found).values()) == len(services)
    overdue = [r.due.next for r in found if r.term == "overdue" and r.due.next]
    assert overdue == sorted(overdue)
