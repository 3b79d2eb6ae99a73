"""How long a planner's check holds, and when a listing is due another: by its age and its kind.

The rules are data (`data/checking.yaml`), so that planners can argue them. Pure: families' pages,
ranking, coverage and reminders all ask here, of today or of a day in the past.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cached_property
from typing import Annotated, Literal, NamedTuple, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from app.content.fields import AreaSlug, Entry, Line, NeedSlug, as_list
from app.content.models import CheckMethod, Kind, Service, Way

State = Literal["never", "in date", "due", "long overdue"]
STATES: tuple[State, ...] = get_args(State)
Basis = Literal["source", "general knowledge", "provider"]
Months = Annotated[int, Field(ge=1, le=36)]


class Traits(NamedTuple):
    """What the rules look at in a listing, of today or as a file once said it."""

    crisis: bool = False
    needs: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    basis: str = "provider"


@dataclass(frozen=True, slots=True)
class Due:
    """How a listing's check stands on a day. `next` is the day to check again; None: never was."""

    state: State
    rule: "Rule"
    next: date | None = None

    @property
    def is_stale(self) -> bool:
        """Return whether it was checked once, and that does not hold any more."""
        return self.state in ("due", "long overdue")


class Rule(Entry):
    """One kind of listing, how long its checks hold, and why."""

    name: Line = Field(description="What planners read: Food and goods.", max_length=60)
    crisis: bool = Field(False, description="yes: only lines that help in danger.")
    needs: Annotated[tuple[NeedSlug, ...], BeforeValidator(as_list)] = Field(
        (), description="Only listings with one of these topics."
    )
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(as_list)] = Field(
        (), description="Only listings of one of these kinds."
    )
    areas: Annotated[tuple[AreaSlug, ...], BeforeValidator(as_list)] = Field(
        (), description="Only listings for one of these areas."
    )
    only_by: Annotated[tuple[Way, ...], BeforeValidator(as_list)] = Field(
        (), description="Only listings all of whose ways are among these."
    )
    months: Months = Field(description="How many months a check holds.")
    why: Line = Field(description="Why so many, in a sentence or two.", max_length=300)

    @property
    def fits_all(self) -> bool:
        """Return whether it asks nothing."""
        return not (self.crisis or self.needs or self.kinds or self.areas or self.only_by)

    def fits(self, traits: Traits) -> bool:
        """Return whether a listing is of this kind."""
        return (
            (not self.crisis or traits.crisis)
            and _meet(self.needs, traits.needs)
            and _meet(self.kinds, traits.kinds)
            and _meet(self.areas, traits.areas)
            and (not self.only_by or (bool(traits.ways) and traits.ways <= set(self.only_by)))
        )


class HalfFor(Entry):
    """What a check rests on where it holds half as long."""

    basis: Annotated[tuple[Basis, ...], BeforeValidator(as_list)] = Field(
        (), description="What the listing's facts rest on."
    )
    how: Annotated[tuple[CheckMethod, ...], BeforeValidator(as_list)] = Field(
        (), description="How it was checked."
    )


class Policy(Entry):
    """Every rule, the first that fits first."""

    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    half_for: HalfFor = HalfFor()
    long_overdue_months: Months = 6

    @model_validator(mode="after")
    def _ends_with_the_rest(self) -> Self:
        *special, rest = self.rules
        if not rest.fits_all:
            raise ValueError("the last rule does not fit every listing → add one with name, months")
        if early := next((rule for rule in special if rule.fits_all), None):
            raise ValueError(f'"{early.name}" asks nothing, so no rule below counts → move it last')
        return self

    @cached_property
    def fingerprint(self) -> str:
        """Return a text that differs wherever checks would hold for another time."""
        return self.model_dump_json(exclude={"rules": {"__all__": {"name", "why"}}})

    def rule_for(self, traits: Traits) -> Rule:
        """Return the first rule that fits."""
        return next(rule for rule in self.rules if rule.fits(traits))

    def months_for(self, traits: Traits, how: str) -> int:
        """Return how long a check of such a listing holds, where no day is given for the next."""
        months = self.rule_for(traits).months
        is_half = traits.basis in self.half_for.basis or how in self.half_for.how
        return -(-months // 2) if is_half else months

    def next_check(self, traits: Traits, on: date, how: str, given: date | None) -> date:
        """Return the day to check again: the one that was given, else so many months later."""
        return given or add_months(on, self.months_for(traits, how))


YEARLY = Policy(
    rules=(Rule(name="All listings", months=12, why="Nothing else is set in checking.yaml."),)
)
"""What counts where a data folder has no rules of its own."""


def due(service: Service, today: date, policy: Policy) -> Due:
    """Return how a listing's check stands today; one that is dated later than today is none."""
    traits = traits_of(service)
    rule, checked = policy.rule_for(traits), service.checked
    if checked is None or checked.on > today:
        return Due("never", rule)
    following = policy.next_check(traits, checked.on, checked.how, checked.next)
    return Due(_judge(following, today, policy), rule, following)


def traits_of(service: Service) -> Traits:
    """Return what the rules look at in a listing."""
    return Traits(
        service.crisis,
        frozenset(service.needs),
        frozenset(service.kinds),
        frozenset(service.ways),
        frozenset(service.areas),
        service.basis,
    )


def holds_on(on: date | None, following: date | None, day: date) -> bool:
    """Return whether a check made on one day, to be made again on another, holds on a third."""
    return on is not None and following is not None and on <= day <= following


def is_in_date(service: Service, day: date, policy: Policy) -> bool:
    """Return whether a listing was checked, and is not due again yet."""
    return due(service, day, policy).state == "in date"


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short."""
    count = day.month - 1 + months
    year, month = min(day.year + count // 12, MAXYEAR), count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _judge(following: date, today: date, policy: Policy) -> State:
    if today <= following:
        return "in date"
    long_ago = add_months(following, policy.long_overdue_months)
    return "long overdue" if today > long_ago else "due"


def _meet(named: Iterable[str], found: frozenset[str]) -> bool:
    wanted = tuple(named)
    return not wanted or not found.isdisjoint(wanted)
