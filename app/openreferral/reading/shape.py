"""One shape for every dialect: what a feed says of a service, gathered but not yet judged.

Texts are as the feed has them but for stray characters; nothing is dropped or guessed here.
"""

from dataclasses import dataclass
from datetime import date

from app.openreferral.reading.moments import day_of
from app.places import Point


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it was written, with what stands around it. `own` is False on an organisation."""

    number: str
    kind: str | None = None
    extension: str | None = None
    note: str | None = None
    label: str | None = None
    own: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """An email or web address as it was written. `own` is False on an organisation."""

    address: str
    label: str | None = None
    own: bool = True


@dataclass(frozen=True, slots=True)
class Timing:
    """One entry of a schedule, as texts: a rule of weeks or months, or (`holiday`) some dates."""

    days: tuple[str, ...] = ()
    freq: str | None = None
    interval: str | None = None
    month_days: str | None = None
    position: str | None = None
    opens: str | None = None
    closes: str | None = None
    start: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    until: str | None = None
    count: str | None = None
    description: str | None = None
    notes: str | None = None
    attending: str | None = None
    closed: bool = False
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """One place, real or not, where a service happens."""

    name: str | None
    kind: str | None
    street: tuple[str, ...]
    city: str | None
    region: str | None
    postcode: str | None
    point: Point | None
    hidden: bool
    postal: bool
    details: str | None
    access: tuple[str, ...]
    timings: tuple[Timing, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of some list: every code or address it goes by, its name, and the list's name."""

    codes: tuple[str, ...]
    name: str | None
    scheme: str | None
    source: str = "attributes"


@dataclass(frozen=True, slots=True)
class Cost:
    """One price."""

    option: str | None
    amount: float | None
    description: str | None
    currency: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Ageing:
    """One span of ages, as numbers the feed gives; -1 and impossible ones are still in it."""

    youngest: float | None
    oldest: float | None


@dataclass(frozen=True, slots=True)
class Area:
    """One area served: every text that may name it, and codes or addresses for it."""

    texts: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a feed says of one service."""

    source_id: str
    name: str | None
    other_name: str | None
    description: str | None
    provider: str | None
    provider_description: str | None
    status: str | None
    visible_to: str | None
    modified: str | None
    assured: str | None
    alert: str | None
    phones: tuple[Phone, ...]
    emails: tuple[Link, ...]
    sites_on_web: tuple[Link, ...]
    people: tuple[str, ...]
    places: tuple[Site, ...]
    timings: tuple[Timing, ...]
    areas: tuple[Area, ...]
    terms: tuple[Term, ...]
    suits: tuple[str, ...]
    ages: tuple[Ageing, ...]
    eligibility: tuple[str, ...]
    costs: tuple[Cost, ...]
    fees: tuple[str, ...]
    free: bool | None
    applying: str | None
    attending: tuple[str, ...]
    needs_referral: bool | None
    wait: str | None
    bring: tuple[str, ...]
    languages: tuple[str, ...]
    interpreting: str | None
    extras: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]

    @property
    def changed(self) -> date | None:
        """Return the day the record was last changed, or assured, if it says so."""
        return day_of(self.modified) or day_of(self.assured)
