"""How a search can end: each way is named, and none of them is a dead end."""

from dataclasses import dataclass
from typing import Literal

from app.content.areas import Area
from app.content.dangers import Danger
from app.content.models import Group, Location, Service
from app.places import Ambiguous, Elsewhere, NotAPlace, Place, UnknownPostcode

Openness = Literal["open", "closed", "unknown"]
PlaceMiss = NotAPlace | UnknownPostcode | Elsewhere | Ambiguous


@dataclass(frozen=True, slots=True)
class Request:
    """What a family asked: words, a place, or topics they pressed. Any part may be empty."""

    words: str = ""
    near: str = ""
    needs: tuple[str, ...] = ()
    area: str = ""
    limit: int = 20


@dataclass(frozen=True, slots=True)
class NeedMatch:
    """A need heard in the words: how surely (0 to 1), and which words said so."""

    slug: str
    confidence: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What we took the family to mean; `named` are listings asked for by name.

    `area_slugs` are the areas' own, for asking often.
    """

    words: tuple[str, ...]
    needs: tuple[NeedMatch, ...]
    place: Place | None
    areas: tuple[Area, ...]
    danger: Danger | None
    named: frozenset[str] = frozenset()
    groups: frozenset[Group] = frozenset()
    area_slugs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """One listing found, with what made it rank where it does, in plain words."""

    service: Service
    score: float
    distance_km: float | None
    location: Location | None
    openness: Openness
    opening: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Listings that fit, best first; `total` counts those beyond the limit too.

    Where few fit, `also` holds people who help with anything.
    """

    understood: Understood
    hits: tuple[Hit, ...]
    total: int
    also: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class CrisisFirst:
    """The words tell of danger: who to phone now comes first, then other help."""

    understood: Understood
    danger: Danger
    lines: tuple[Hit, ...]
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class UnclearPlace:
    """The place could not be told: what to try, and the help that does not depend on it."""

    understood: Understood
    miss: PlaceMiss
    hits: tuple[Hit, ...]
    total: int
    also: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class OutsideArea:
    """A real place that no local directory here covers; help by phone and online still does."""

    understood: Understood
    place: Place
    hits: tuple[Hit, ...]
    total: int
    also: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingExact:
    """No listing holds what was asked: the nearest people who can still help."""

    understood: Understood
    hits: tuple[Hit, ...]
    total: int


Outcome = Found | CrisisFirst | UnclearPlace | OutsideArea | NothingExact
