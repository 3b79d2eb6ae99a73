"""Narrow a list by what matters to a family. Unknown stays in, and is said: it may be right.

Each option answers yes, no or not known for a listing. Choosing one leaves out only the noes, so
that nobody is hidden for what we were not told, and puts the yeses first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.content.hours import NotKnown, Open
from app.content.models import AccessFeature, Group, Service, Way
from app.language import mark

KM_PER_MILE = 1.609344

Answer = bool | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A listing as this family sees it at this moment."""

    service: Service
    distance_km: float | None
    now: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One thing a family can choose. The key is "group:value"; `maybe` words the not-knowns."""

    key: str
    label: str
    maybe: str
    ask: Callable[[Seen], Answer]


class Count(NamedTuple):
    """How many listings an option would surely keep, and how many it might."""

    option: Option
    sure: int
    maybe: int


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options that belong together on the page, under one title."""

    slug: str
    title: str
    options: tuple[Option, ...]


def _ask_reach_in(seen: Seen) -> Answer:
    how = seen.service.reach_in.how
    return None if how == "not known" else how != "someone asks for you"


def _ask_free(seen: Seen) -> Answer:
    cost = seen.service.cost
    return None if cost == "not known" else cost in ("free", "some free, some paid")


def _ask_open(seen: Seen) -> Answer:
    state = seen.service.all_hours.state_at(seen.now)
    return None if isinstance(state, NotKnown) else isinstance(state, Open)


def _ask_evenings(seen: Seen) -> Answer:
    hours = seen.service.all_hours
    return hours.opens_in_evening if hours.known else None


def _ask_weekends(seen: Seen) -> Answer:
    hours = seen.service.all_hours
    return hours.opens_at_weekend if hours.known else None


def _ask_language(seen: Seen) -> Answer:
    told = seen.service.languages
    if told.spoken or told.interpreter == "yes" or told.note:
        return True
    return False if told.interpreter == "no" else None


def _ask_age(youngest: int, oldest: int) -> Callable[[Seen], Answer]:
    def ask(seen: Seen) -> Answer:
        answers = [seen.service.ages.admits(age) for age in range(youngest, oldest + 1)]
        return None if None in answers else any(answers)

    return ask


def _ask_way(way: Way) -> Callable[[Seen], Answer]:
    def ask(seen: Seen) -> Answer:
        ways = seen.service.ways
        return way in ways if ways else None

    return ask


def _ask_group(group: Group) -> Callable[[Seen], Answer]:
    return lambda seen: group in seen.service.welcomes


def _ask_access(feature: AccessFeature) -> Callable[[Seen], Answer]:
    def ask(seen: Seen) -> Answer:
        return True if any(feature in p.access for p in seen.service.places) else None

    return ask


def _ask_within(miles: float) -> Callable[[Seen], Answer]:
    def ask(seen: Seen) -> Answer:
        km = seen.distance_km
        return None if km is None else km <= miles * KM_PER_MILE

    return ask


_AGES = {
    "0-2": (mark("0 to 2"), 0, 2),
    "3-4": (mark("3 to 4"), 3, 4),
    "5-11": (mark("5 to 11"), 5, 11),
    "12-17": (mark("12 to 17"), 12, 17),
    "18-25": (mark("18 to 25"), 18, 25),
}
_WAYS: dict[Way, str] = {
    "phone": mark("By phone"),
    "online": mark("Online"),
    "drop in": mark("Just turn up"),
    "home visit": mark("They come to you"),
    "group": mark("In a group"),
}
_WHO: dict[Group, str] = {
    "dads": mark("Dads"),
    "young parents": mark("Young parents"),
    "single parents": mark("Single parents"),
    "kinship carers": mark("Families bringing up a relative’s child"),
}
_ACCESS: dict[AccessFeature, str] = {
    "step-free": mark("Step-free"),
    "accessible toilet": mark("Accessible toilet"),
    "changing place toilet": mark("Changing place toilet"),
    "lift": mark("Lift"),
    "hearing loop": mark("Hearing loop"),
    "BSL": mark("BSL"),
    "quiet space": mark("Quiet space"),
    "easy read": mark("Easy read"),
    "accessible parking": mark("Accessible parking"),
    "pram friendly": mark("Pram friendly"),
}
_MILES = {
    1: mark("Within 1 mile"),
    3: mark("Within 3 miles"),
    5: mark("Within 5 miles"),
    10: mark("Within 10 miles"),
}

GROUPS: tuple[OptionGroup, ...] = (
    OptionGroup(
        "when",
        mark("When?"),
        (
            Option("when:now", mark("Open now"), mark("may be open"), _ask_open),
            Option("when:evenings", mark("Evenings"), mark("may open then"), _ask_evenings),
            Option("when:weekends", mark("Weekends"), mark("may open then"), _ask_weekends),
        ),
    ),
    OptionGroup(
        "how",
        mark("How?"),
        (
            Option("how:self", mark("I can go by myself"), mark("may let you"), _ask_reach_in),
            Option("how:free", mark("Free"), mark("may be free"), _ask_free),
            *(
                Option(f"way:{w}", label, mark("may do this"), _ask_way(w))
                for w, label in _WAYS.items()
            ),
        ),
    ),
    OptionGroup(
        "near",
        mark("How far?"),
        tuple(
            Option(f"near:{miles}", label, mark("may reach you"), _ask_within(miles))
            for miles, label in _MILES.items()
        ),
    ),
    OptionGroup(
        "age",
        mark("How old is your child?"),
        tuple(
            Option(f"age:{band}", label, mark("may be right"), _ask_age(youngest, oldest))
            for band, (label, youngest, oldest) in _AGES.items()
        ),
    ),
    OptionGroup(
        "who",
        mark("Made for"),
        tuple(
            Option(f"who:{group}", label, mark("may be"), _ask_group(group))
            for group, label in _WHO.items()
        ),
    ),
    OptionGroup(
        "needs",
        mark("What do you need there?"),
        (
            Option("lang:any", mark("Another language"), mark("may have this"), _ask_language),
            *(
                Option(f"access:{each}", label, mark("may have this"), _ask_access(each))
                for each, label in _ACCESS.items()
            ),
        ),
    ),
)
OPTIONS: Mapping[str, Option] = {o.key: o for group in GROUPS for o in group.options}
ANY_OF = ("near", "age", "who", "way")
"""Of these, choosing two means either; of all others, both."""


def read_chosen(keys: Iterable[str], *, placed: bool = True) -> tuple[str, ...]:
    """Return the keys that are options of ours, each once, in our order.

    A distance means nothing for a family that is not `placed`.
    """
    asked = frozenset(keys)
    known = (key for key in OPTIONS if key in asked)
    return tuple(key for key in known if placed or kind_of(key) != "near")


def kind_of(key: str) -> str:
    """Return the part of an option's key that it shares with others like it."""
    return key.partition(":")[0]
