"""Say in plain words why a listing stands where it does."""

from collections.abc import Iterator

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.language import gettext as _
from app.language import ngettext, write_number
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
        is_whole = title.startswith("Help ")
        yield title if is_whole else _("Help with {need}").format(need=lower_first(title))
    if service.id in understood.named:
        yield _("You asked for them by name")
    if distance_km is not None:
        yield say_distance(distance_km)
    yield _say_serves(service, understood, catalogue, serves)
    if openness == "open":
        yield _("Open now")
    if service.reach_in.how == "just turn up":
        yield _("You can just turn up")
    elif service.reach_in.how == "get in touch":
        yield _("You can get in touch yourself")
    if service.cost == "free":
        yield _("Free")


def say_distance(km: float) -> str:
    """Return a straight-line distance as people say it: our points are only about right."""
    miles = km / _KM_PER_MILE
    if miles < 0.4:
        return _("Very near")
    if miles < 0.75:
        return _("About half a mile away")
    rounded = round(miles)
    words = ngettext("About {number} mile away", "About {number} miles away", rounded)
    return words.format(number=write_number(rounded))


def say_area(area: Area) -> str:
    """Return an area's name as it stands inside a sentence."""
    return lower_first(area.name) if area.name.startswith("All ") else area.name


def _say_serves(service: Service, understood: Understood, catalogue: Catalogue, serves: str) -> str:
    areas = [catalogue.areas[slug] for slug in service.areas]
    if serves == "another_area":
        theirs = say_area(areas[0])
        return _("For families in {area}: ask if you can come").format(area=theirs)
    mine = [area for area in areas if area.slug in understood.area_slugs] or areas
    if serves == "all_of_scotland":
        return _("For all of Scotland")
    return _("For families in {area}").format(area=say_area(mine[0]))


def lower_first(text: str) -> str:
    """Return a title as it stands inside a sentence; a first word in capitals stays."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]
