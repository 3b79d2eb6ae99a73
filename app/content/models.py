"""What the directory says: a service, its contacts, locations and checks, exactly as published.

Field names are the YAML keys planners write; classes carry the Open Referral (HSDS) names.
Every value is immutable, and "not known" is a value of its own, never a guess.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from app.content.ages import Ages
from app.content.fields import (
    NO_HOURS,
    AgesField,
    AreaSlug,
    EmailText,
    Entry,
    HoursField,
    Line,
    NeedSlug,
    PhoneText,
    PostcodeText,
    Slug,
    Text,
    WebAddress,
    as_list,
)
from app.content.hours import Schedule

Group = Literal[
    "carers",
    "children",
    "dads",
    "families with a person in prison",
    "foster and adoptive families",
    "grandparents",
    "kinship carers",
    "LGBT+ people",
    "mums",
    "pregnant women",
    "refugees and people seeking asylum",
    "single parents",
    "students",
    "women only",
    "young carers",
    "young parents",
    "young people",
]
Way = Literal["phone", "online", "drop in", "in person", "home visit", "group"]
Kind = Literal[
    "one to one",
    "group",
    "advice",
    "activities",
    "listening",
    "information",
    "practical help",
    "food or goods",
    "money",
    "counselling",
    "learning",
    "a place to stay",
]
Level = Literal["universal", "community", "targeted"]
Cost = Literal["free", "low cost", "some free, some paid", "paid", "not known"]
ReachInWay = Literal["just turn up", "get in touch", "book", "someone asks for you", "not known"]
AccessFeature = Literal[
    "step-free",
    "accessible toilet",
    "changing place toilet",
    "lift",
    "hearing loop",
    "BSL",
    "quiet space",
    "easy read",
    "accessible parking",
    "pram friendly",
]
CheckMethod = Literal["phone", "email", "visit", "web page"]
ContactWay = Literal["phone", "text", "email", "website", "chat"]

_CONTACT_WAYS: tuple[ContactWay, ...] = ("phone", "text", "email", "website", "chat")


class Contact(Entry):
    """One way to get in touch: exactly one of phone, text, email, website or chat."""

    phone: PhoneText | None = Field(None, description="A phone number, spaced as people read it.")
    text: PhoneText | None = Field(None, description="A number families can send a text to.")
    email: EmailText | None = Field(None, description="An email address for families.")
    website: WebAddress | None = Field(None, description="A web address, starting with https://")
    chat: WebAddress | None = Field(None, description="A web address that opens a web chat.")
    name: Text | None = Field(None, description='What it is for, such as "Evening line".')
    hours: HoursField = Field(NO_HOURS, description="When it is answered, if not as the service.")
    note: Text | None = Field(None, description="A short plain note for families.")

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        given = [way for way in _CONTACT_WAYS if getattr(self, way) is not None]
        if not given:
            raise ValueError(f"is no way to get in touch → add one of: {', '.join(_CONTACT_WAYS)}")
        if len(given) > 1:
            raise ValueError(
                f"{' and '.join(given)} are in one contact → start each with a dash of its own"
            )
        return self

    @cached_property
    def way(self) -> ContactWay:
        """Return which of the five ways this is."""
        return next(way for way in _CONTACT_WAYS if getattr(self, way) is not None)

    @property
    def is_number(self) -> bool:
        """Return whether a phone gets in touch with one press: to call, or to send a text."""
        return self.way in ("phone", "text")

    @property
    def value(self) -> str:
        """Return the number or address itself."""
        return str(getattr(self, self.way))


class Location(Entry):
    """Where a service is: a postcode, an address, or only a neighbourhood."""

    name: Text | None = Field(None, description="The building, such as Pearce Institute.")
    address: Text | None = Field(None, description="Street and number, without the postcode.")
    postcode: PostcodeText | None = Field(None, description="The full postcode, if known.")
    neighbourhood: Text | None = Field(None, description="The part of town, such as Govan.")
    hours: HoursField = Field(NO_HOURS, description="Times here, if not the service's own.")
    access: Annotated[tuple[AccessFeature, ...], BeforeValidator(as_list)] = Field(
        (), description="What helps people get in here. Leave out what is not known."
    )
    hidden: bool = Field(False, description="yes: families never see where this is (a refuge).")

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if not (self.postcode or self.address or self.neighbourhood):
            raise ValueError("says nothing about where it is → add a postcode or a neighbourhood")
        return self


class ReachIn(Entry):
    """How a family gets this help, and what happens when they do."""

    how: ReachInWay = Field("not known", description="Can a family come by itself?")
    next: Text | None = Field(None, description="What happens next, in one or two sentences.")
    bring: Text | None = Field(None, description="What to bring, if anything.")
    wait: Text | None = Field(None, description="Any wait, such as: about 6 weeks.")


class Languages(Entry):
    """What can be spoken there."""

    spoken: Annotated[tuple[Text, ...], BeforeValidator(as_list)] = Field(
        (), description="Languages spoken besides English, such as Polish."
    )
    interpreter: Literal["yes", "no", "not known"] = Field(
        "not known", description="Can they get an interpreter?"
    )
    note: Text | None = Field(None, description="A short plain note for families.")


class Checked(Entry):
    """A planner's own check with the provider: never a date somebody made up."""

    on: date = Field(description="The day it was checked: 2026-11-30.")
    how: CheckMethod = Field(description="phone, email, visit or web page.")
    by: Text = Field(description="The role of who checked, never a name.")
    next: date | None = Field(None, description="The day to check again.")

    @model_validator(mode="after")
    def _comes_in_order(self) -> Self:
        if self.next is not None and self.next <= self.on:
            raise ValueError("the next check is not after this one → give a later date")
        return self


class Imported(Entry):
    """Which feed a listing was taken from, so that it is found again there."""

    feed: Slug = Field(description="The name the feed has here, as in data/imports.")
    id: Text = Field(description="The listing's own id in that feed.", max_length=200)
    licence: Text | None = Field(None, description="The licence the feed's data is under.")
    on: date = Field(description="The day it was last taken from the feed.")


class Service(Entry):
    """One listing: something that helps families, as a planner wrote it."""

    id: Slug = Field(description="A short name in the address. Never change it once published.")
    name: Line = Field(description="What the help is called.", max_length=120)
    provider: Line = Field(description="Who runs it.", max_length=160)
    summary: Line = Field(description="What it does, in plain kind words.", max_length=400)
    needs: Annotated[tuple[NeedSlug, ...], BeforeValidator(as_list)] = Field(
        description="Topics from needs.yaml, the main one first.", min_length=1
    )
    areas: Annotated[tuple[AreaSlug, ...], BeforeValidator(as_list)] = Field(
        description="Areas served, from areas.yaml.", min_length=1
    )
    level: Level | None = Field(
        None, description="universal: anyone; community: local; targeted: for some needs."
    )
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(as_list)] = Field(
        (), description="What kind of help it is."
    )
    ways: Annotated[tuple[Way, ...], BeforeValidator(as_list)] = Field(
        (), description="How families get it."
    )
    who_for: Text | None = Field(None, description="Who it is for, in plain words.", max_length=300)
    welcomes: Annotated[tuple[Group, ...], BeforeValidator(as_list)] = Field(
        (), description="Groups it is made for."
    )
    ages: AgesField = Field(Ages(), description="0-5, 16+, under 12, any age or not known.")
    cost: Cost = Field("not known", description="What a family pays.")
    cost_note: Text | None = Field(None, description="The price in plain words.", max_length=200)
    reach_in: ReachIn = Field(ReachIn(), description="How a family gets this help.")
    contacts: tuple[Contact, ...] = Field((), description="Ways to get in touch, best first.")
    places: tuple[Location, ...] = Field((), description="Where it happens, if it has a place.")
    hours: HoursField = Field(NO_HOURS, description="Opening times: Mon-Thu 9:00-16:30.")
    hours_note: Text | None = Field(
        None, description="What families should know about the times.", max_length=300
    )
    languages: Languages = Field(Languages(), description="What can be spoken there.")
    access_note: Text | None = Field(None, description="Access in plain words.", max_length=300)
    crisis: bool = Field(False, description="yes: helps in immediate danger.")
    status: Literal["live", "paused", "archived"] = Field(
        "live", description="paused and archived listings are kept but not shown."
    )
    checked: Checked | None = Field(None, description="not yet, or on, how, by and next.")
    edited: date = Field(description="The day this listing was last changed.")
    sources: Annotated[tuple[Text, ...], BeforeValidator(as_list)] = Field(
        (), description="Where the facts came from."
    )
    sources_dated: Text | None = Field(None, description="How old those pages were.")
    basis: Literal["source", "general knowledge", "provider"] = Field(
        "provider", description="What the facts rest on."
    )
    imported: Imported | None = Field(None, description="Where reachin import took it from.")
    planners_note: Text | None = Field(None, description="Only planners see this.")

    @property
    def all_hours(self) -> Schedule:
        """Return when the service can be reached: its own times, else its first contact's."""
        if self.hours.known:
            return self.hours
        return next((c.hours for c in self.contacts if c.hours.known), self.hours)
