"""What a planner looks at on the coverage pages, read from an address and written into one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from app.content.areas import Area
from app.planning.coverage.behind import Behind, Circle
from app.planning.coverage.circles import slugs_in
from app.planning.coverage.overview import Scope, Voices
from app.planning.coverage.provision import find_groups
from app.web.planning.door import Desk
from app.web.planning.voicing import SAID

COVERAGE = "/planning/coverage"
REPORT = "/planning/report"
MONTHS_HEARD = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address says, as it was typed."""

    area: str = ""
    need: str = ""
    listings: str = ""


def read_scope(asked: Asked, desk: Desk) -> Scope:
    """Return what to look at; what is none of ours is left out, and an area is always chosen."""
    catalogue = desk.visit.directory.catalogue
    area = catalogue.areas.get(asked.area) or _first_area(desk)
    circle: Circle = "all" if asked.listings == "all" else "own"
    return Scope(area, catalogue.needs.get(asked.need), circle)


def link_scope(scope: Scope, path: str = COVERAGE) -> str:
    """Return the address that looks at the same."""
    told = {"area": scope.area.slug}
    if scope.need is not None:
        told["need"] = scope.need.slug
    if scope.circle == "all":
        told["listings"] = "all"
    return f"{path}?{urlencode(told)}"


def link_behind(behind: Behind) -> str:
    """Return the address of the listings behind a number."""
    told = {
        "area": behind.area,
        "circle": behind.circle,
        "needs": ",".join(behind.needs),
        "question": behind.question,
        "said": behind.said if behind.question else "",
        "placed": behind.placed or "",
    }
    return f"{COVERAGE}/listings?{urlencode({k: v for k, v in told.items() if v})}"


def hear_voices(scope: Scope, desk: Desk) -> Voices | None:
    """Return what families told us, or None where this area's is not theirs to see.

    Raises StoreDown.
    """
    catalogue = desk.visit.directory.catalogue
    slugs: Iterable[str] = slugs_in(scope.area, catalogue)
    if not scope.area.local:
        slugs = (*catalogue.areas, "")
    if desk.reach is not None and not desk.reach.issuperset(slugs):
        return None
    since = _months_back(desk.visit.now.date(), MONTHS_HEARD)
    voice = desk.visit.site.voice.voice
    threads = (*voice.threads(areas=desk.reach), *voice.threads(done=True, areas=desk.reach))
    return Voices(since, voice.unmet(since, areas=desk.reach), threads, SAID)


def _first_area(desk: Desk) -> Area:
    """Return a planner's own first area, else the first with areas inside it, else the first."""
    areas = desk.visit.directory.catalogue.areas
    own = [area for area in areas.values() if area.slug in desk.planner.areas]
    whole = [whole for whole, _ in find_groups(desk.visit.directory.catalogue)]
    return next(iter((*own, *whole, *areas.values())))


def _months_back(day: date, months: int) -> date:
    """Return the first day of so many months, of which a day's own is the last."""
    number = day.year * 12 + day.month - months
    return date(number // 12, number % 12 + 1, 1)
