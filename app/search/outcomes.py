"""How a search can end: each way is named, and none of them is a dead end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.content.areas import Area
from app.content.dangers import Danger
from app.content.models import Group, Location, Service
from app.places import Ambiguous, Elsewhere, NotAPlace, Place, UnknownPostcode
from app.search.filters import Count

Openness = Literal["open", "closed", "unknown"]
PlaceMiss = NotAPlace | UnknownPostcode | Elsewhere | Ambiguous


@dataclass(frozen=True, slots=True)
class Request:
    """What a family asked: words, a place, or topics they pressed. Any part may be empty.

    `chosen` are keys of filter options. `off` are parts of what we understood that the family
    took away: "place", or "need:<slug>". `counted` asks for counts beside every option.
    """

    words: str = ""
    near: str = ""
    needs: tuple[str, ...] = ()
    area: str = ""
    limit: int = 20
    chosen: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The filters chosen, the counts of all, and whether they left nothing and were let go."""

    chosen: tuple[str, ...] = ()
    counts: Mapping[str, Count] = field(default_factory=dict)
    let_go: bool = False


@dataclass(frozen=True, slots=True)
class NeedMatch:
    """A need heard in the words, and how surely (0 to 1)."""

    slug: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Understood:
    """What we took the family to mean; `named` are listings asked for by name.

    `area_slugs` are the areas' own, for asking often. `mended` are the words as we put their
    spelling right, only where nothing was heard in them as typed.
    """

    words: tuple[str, ...]
    needs: tuple[NeedMatch, ...]
    place: Place | None
    areas: tuple[Area, ...]
    danger: Danger | None
    named: frozenset[str] = frozenset()
    groups: frozenset[Group] = frozenset()
    area_slugs: frozenset[str] = frozenset()
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One listing found; `explain` says what made it rank where it does, strongest first.

    `is_stale` says that its last check does not hold any more.
    """

    service: Service
    score: float
    distance_km: float | None
    location: Location | None
    openness: Openness
    opening: str
    is_stale: bool
    explain: Callable[[], Iterable[str]] = field(compare=False, repr=False)

    @property
    def why(self) -> tuple[str, ...]:
        """Return the reasons in plain words, which pages do not show and so do not wait for."""
        return tuple(self.explain())


@dataclass(frozen=True, slots=True)
class Found:
    """Listings that fit, best first; `total` counts those beyond the limit too.

    Where few fit, `also` holds people who help with anything.
    """

    understood: Understood
    hits: tuple[Hit, ...]
    total: int
    also: tuple[Hit, ...] = ()
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class CrisisFirst:
    """The words or the need tell of danger: who to phone now comes first, then other help.

    Where the place could not be told, `miss` says why.
    """

    understood: Understood
    danger: Danger
    lines: tuple[Hit, ...]
    hits: tuple[Hit, ...]
    total: int
    choices: Choices = field(default_factory=Choices)
    miss: PlaceMiss | None = None


@dataclass(frozen=True, slots=True)
class UnclearPlace:
    """The place could not be told: what to try, and the help that does not depend on it."""

    understood: Understood
    miss: PlaceMiss
    hits: tuple[Hit, ...]
    total: int
    also: tuple[Hit, ...] = ()
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class OutsideArea:
    """A real place that no local directory here covers; help by phone and online still does."""

    understood: Understood
    place: Place
    hits: tuple[Hit, ...]
    total: int
    also: tuple[Hit, ...] = ()
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class NothingExact:
    """No listing holds what was asked: the nearest people who can still help."""

    understood: Understood
    hits: tuple[Hit, ...]
    total: int
    choices: Choices = field(default_factory=Choices)


Outcome = Found | CrisisFirst | UnclearPlace | OutsideArea | NothingExact
