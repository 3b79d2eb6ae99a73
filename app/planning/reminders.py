"""What to check next: every listing by when its check is due, families' doubts first. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from app.content.freshness import Due, Policy, add_months, due
from app.content.models import Service

Term = Literal["told", "overdue", "this month", "next month", "never", "later"]
TERMS: tuple[Term, ...] = get_args(Term)
"""In the order in which to check; what is "later" can wait."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One listing to check, and when.

    `doubted` is the last day families said that its number is wrong, if nobody checked it since.
    """

    service: Service
    due: Due
    term: Term
    doubted: date | None = None


def remind(
    services: Iterable[Service], today: date, policy: Policy, doubted: Mapping[str, date]
) -> tuple[Reminder, ...]:
    """Return every listing in the order in which to check them.

    `doubted` are ids of listings, with the day of the newest report that puts each in doubt.
    """
    found = (_remind(service, today, policy, doubted.get(service.id)) for service in services)
    return tuple(sorted(found, key=_urgency))


def count_terms(reminders: Iterable[Reminder]) -> Mapping[Term, int]:
    """Return how many there are of each term; 0 for the rest."""
    return Counter(reminder.term for reminder in reminders)


def _remind(service: Service, today: date, policy: Policy, told: date | None) -> Reminder:
    stands, checked = due(service, today, policy), service.checked
    if told is not None and (checked is None or checked.on < told):
        return Reminder(service, stands, "told", told)
    return Reminder(service, stands, _judge(stands.next, today))


def _judge(following: date | None, today: date) -> Term:
    if following is None:
        return "never"
    if following < today:
        return "overdue"
    first = today.replace(day=1)
    if following < add_months(first, 1):
        return "this month"
    return "next month" if following < add_months(first, 2) else "later"


def _urgency(reminder: Reminder) -> tuple[int, bool, date, bool, int, str]:
    """Return what sorts reminders: lines for danger first where families told us of several.

    What was never checked goes by that too, then by how soon it would be due again.
    """
    service, is_told = reminder.service, reminder.term == "told"
    return (
        TERMS.index(reminder.term),
        is_told and not service.crisis,
        date.max if is_told or reminder.due.next is None else reminder.due.next,
        not service.crisis,
        reminder.due.rule.months,
        service.name,
    )
