"""Say in plain words why a listing stands where it does."""

from collections.abc import Iterator

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.search.outcomes import Openness, Understood

_KM_PER_MILE = 1.609344


def give_reasons(
    service: Service,
    understood: Understood,
    catalogue: Catalogue,
    distance_km: float | None,
    serves: str,
    openness: Openness,
) -> Iterator[str]:
    """Yield each reason, strongest first; there is always at least one."""
    heard = [match.slug for match in understood.needs if match.slug in service.needs]
    if heard:
        title = catalogue.needs[heard[0]].title
        yield title if title.startswith("Help ") else f"Help with {lower_first(title)}"
    if service.id in understood.named:
        yield "You asked for them by name"
    if distance_km is not None:
        yield say_distance(distance_km)
    yield _say_serves(service, understood, catalogue, serves)
    if openness == "open":
        yield "Open now"
    if service.reach_in.how == "just turn up":
        yield "You can just turn up"
    elif service.reach_in.how == "get in touch":
        yield "You can get in touch yourself"
    if service.cost == "free":
        yield "Free"


def say_distance(km: float) -> str:
    """Return a straight-line distance as people say it: our points are only about right."""
    miles = km / _KM_PER_MILE
    if miles < 0.4:
        return "Very near"
    if miles < 0.75:
        return "About half a mile away"
    rounded = round(miles)
    return f"About {rounded} mile{'' if rounded == 1 else 's'} away"


def say_area(area: Area) -> str:
    """Return an area's name as it stands inside a sentence."""
    return lower_first(area.name) if area.name.startswith("All ") else area.name


def _say_serves(service: Service, understood: Understood, catalogue: Catalogue, serves: str) -> str:
    areas = [catalogue.areas[slug] for slug in service.areas]
    if serves == "another_area":
        return f"For families in {say_area(areas[0])}: ask if you can come"
    mine = [area for area in areas if area.slug in understood.area_slugs] or areas
    if serves == "all_of_scotland":
        return "For all of Scotland"
    return f"For families in {say_area(mine[0])}"


def lower_first(text: str) -> str:
    """Return a title as it stands inside a sentence; a first word in capitals stays."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]
