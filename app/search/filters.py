"""Narrow a list by what matters to a family. Unknown stays in, and is said: it may be right.

Each option answers yes, no or not known for a listing. Choosing one leaves out only the noes, so
that nobody is hidden for what we were not told, and puts the yeses first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from app.content.hours import NotKnown, Open
from app.content.models import AccessFeature, Group, Service, Way

MOST_COUNTED = 500
"""With more listings than this, options go without counts rather than make a family wait."""
KM_PER_MILE = 1.609344

Answer = bool | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A listing as this family sees it at this moment."""

    service: Service
    distance_km: float | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a family can choose. The key is "group:value"; `maybe` words the not-knowns."""

    key: str
    label: str
    maybe: str
    ask: Callable[[Seen], Answer]


@dataclass(frozen=True, slots=True)
class Count:
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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_AGES = {"0-2": (0, 2), "3-4": (3, 4), "5-11": (5, 11), "12-17": (12, 17), "18-25": (18, 25)}
_WAYS: dict[Way, str] = {
    "phone": "By phone",
    "online": "Online",
    "drop in": "Just turn up",
    "home visit": "They come to you",
    "group": "In a group",
}
_WHO: dict[Group, str] = {
    "dads": "Dads",
    "young parents": "Young parents",
    "single parents": "Single parents",
    "kinship carers": "Families bringing up a relative’s child",
}

GROUPS: tuple[OptionGroup, ...] = (
    OptionGroup(
        "when",
        "When?",
        (
            Option("when:now", "Open now", "may be open", _ask_open),
            Option("when:evenings", "Evenings", "may open then", _ask_evenings),
            Option("when:weekends", "Weekends", "may open then", _ask_weekends),
        ),
    ),
    OptionGroup(
        "how",
        "How?",
        (
            Option("how:self", "I can go by myself", "may let you", _ask_reach_in),
            Option("how:free", "Free", "may be free", _ask_free),
            *(Option(f"way:{w}", label, "may do this", _ask_way(w)) for w, label in _WAYS.items()),
        ),
    ),
    OptionGroup(
        "near",
        "How far?",
        tuple(
            Option(
                f"near:{miles}",
                f"Within {miles} mile{'' if miles == 1 else 's'}",
                "may reach you",
                _ask_within(miles),
            )
            for miles in (1, 3, 5, 10)
        ),
    ),
    OptionGroup(
        "age",
        "How old is your child?",
        tuple(
            Option(f"age:{band}", band.replace("-", " to "), "may be right", _ask_age(*ends))
            for band, ends in _AGES.items()
        ),
    ),
    OptionGroup(
        "who",
        "Made for",
        tuple(
            Option(f"who:{group}", label, "may be", _ask_group(group))
            for group, label in _WHO.items()
        ),
    ),
    OptionGroup(
        "needs",
        "What do you need there?",
        (
            Option("lang:any", "Another language", "may have this", _ask_language),
            *(
                Option(
                    f"access:{each}",
                    _capital(each),
                    "may have this",
                    _ask_access(each),
                )
                for each in get_args(AccessFeature)
            ),
        ),
    ),
)
OPTIONS: Mapping[str, Option] = {o.key: o for group in GROUPS for o in group.options}
ANY_OF = ("near", "age", "who", "way")
"""Of these, choosing two means either; of all others, both."""


def keep_chosen(seen: Iterable[Seen], chosen: Sequence[str]) -> tuple[tuple[Seen, bool], ...]:
    """Return what the chosen options leave, each with whether all of them are a sure yes."""
    if not chosen:
        return tuple((each, True) for each in seen)
    kept = ((each, _judge(each, chosen)) for each in seen)
    return tuple((each, answer is True) for each, answer in kept if answer is not False)


def count_options(seen: Sequence[Seen], chosen: Sequence[str]) -> dict[str, Count]:
    """Count what each option would leave beside those chosen; {} when there is too much to.

    Options of an any-of kind are counted as if no other of that kind were chosen.
    """
    if len(seen) > MOST_COUNTED:
        return {}
    pools = {kind: _leave(seen, [c for c in chosen if _kind(c) != kind]) for kind in ANY_OF}
    kept = _leave(seen, chosen)
    counts: dict[str, Count] = {}
    for option in OPTIONS.values():
        answers = [option.ask(each) for each in pools.get(_kind(option.key), kept)]
        counts[option.key] = Count(option, answers.count(True), answers.count(None))
    return counts


def read_chosen(keys: Iterable[str], *, placed: bool = True) -> tuple[str, ...]:
    """Return the keys that are options of ours, each once, in our order.

    A distance means nothing for a family that is not `placed`.
    """
    asked = frozenset(keys)
    known = (key for key in OPTIONS if key in asked)
    return tuple(key for key in known if placed or _kind(key) != "near")


def _leave(seen: Sequence[Seen], chosen: Sequence[str]) -> list[Seen]:
    return [each for each, _ in keep_chosen(seen, chosen)]


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _judge(seen: Seen, chosen: Sequence[str]) -> Answer:
    """Return no if any group of choices says no, yes if all say yes, else not known."""
    answers: list[Answer] = []
    for kind in dict.fromkeys(map(_kind, chosen)):
        asked = [OPTIONS[key].ask(seen) for key in chosen if _kind(key) == kind]
        answers.append(_either(asked) if kind in ANY_OF else _both(asked))
    return _both(answers)


def _either(answers: Sequence[Answer]) -> Answer:
    if True in answers:
        return True
    return None if None in answers else False


def _both(answers: Sequence[Answer]) -> Answer:
    if False in answers:
        return False
    return None if None in answers else True
