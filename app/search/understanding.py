"""From what was typed to what was meant: the place, the needs, the danger, the words left."""

from dataclasses import dataclass

from app.content.areas import Area, areas_at
from app.content.phrases import CRISIS
from app.places import Ambiguous, Elsewhere, NotAPlace, Place, Spotted, UnknownPostcode
from app.search.directory import Directory
from app.search.groups import hear_groups
from app.search.outcomes import NeedMatch, PlaceMiss, Request, Understood
from app.search.words import split_words


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and why the place was not, where it was not."""

    understood: Understood
    miss: PlaceMiss | None


def understand(request: Request, directory: Directory) -> Reading:
    """Read a request. The place box wins over a place among the words."""
    spotted = directory.gazetteer.spot(request.words, prefer=directory.councils)
    place, miss = _find_place(request, spotted, directory)
    text = spotted.words if spotted is not None and not request.near.strip() else request.words
    words = split_words(text)
    heard, danger = directory.lexicon.hear(words) if words else ((), None)
    needs = _chosen_then_heard(request, heard, directory)
    areas = _areas(request, place, directory)
    understood = Understood(
        words=words,
        needs=needs,
        place=place,
        areas=areas,
        danger=directory.catalogue.dangers.get(danger or ""),
        named=directory.names.find(words),
        groups=hear_groups(words, [match.slug for match in needs]),
        area_slugs=frozenset(area.slug for area in areas),
    )
    return Reading(understood, miss)


def _find_place(
    request: Request, spotted: Spotted | None, directory: Directory
) -> tuple[Place | None, PlaceMiss | None]:
    found: Place | PlaceMiss | None = spotted.place if spotted is not None else None
    if request.near.strip():
        found = directory.gazetteer.find(request.near, prefer=directory.councils)
    if isinstance(found, NotAPlace | UnknownPostcode | Elsewhere | Ambiguous):
        return None, found
    return found, None


def _chosen_then_heard(
    request: Request, heard: tuple[NeedMatch, ...], directory: Directory
) -> tuple[NeedMatch, ...]:
    chosen = [slug for slug in request.needs if slug in directory.catalogue.needs]
    pressed = tuple(NeedMatch(slug, 1.0) for slug in dict.fromkeys(chosen))
    return (*pressed, *(match for match in heard if match.slug not in chosen))


def _areas(request: Request, place: Place | None, directory: Directory) -> tuple[Area, ...]:
    areas = directory.catalogue.areas
    if place is not None:
        return areas_at(place, areas.values())
    chain: list[Area] = []
    slug: str | None = request.area
    while slug is not None and slug in areas and areas[slug] not in chain:
        chain.append(areas[slug])
        slug = areas[slug].within
    return tuple(chain)


def is_crisis(understood: Understood) -> bool:
    """Return whether the crisis card comes first: danger heard, or "help right now" pressed."""
    chosen = bool(understood.needs) and understood.needs[0] == NeedMatch(CRISIS, 1.0)
    return understood.danger is not None or chosen
