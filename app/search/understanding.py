"""From what was typed to what was meant: the place, the needs, the danger, the words left."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.areas import Area, areas_around, areas_at
from app.content.catalogue import Catalogue
from app.content.dangers import Danger
from app.content.phrases import CRISIS
from app.places import Ambiguous, Elsewhere, NotAPlace, Place, Spotted, UnknownPostcode
from app.search.directory import Directory
from app.search.groups import hear_groups
from app.search.outcomes import NeedMatch, PlaceMiss, Request, Understood
from app.search.words import split_words

PLACE_OFF = "place"
GENERAL_DANGER = "emergency"
FIRST_CARD_AT = 0.35
"""How surely a need must be heard for a card of its own to come first.

Of 951 judged phrases none that means something else reaches 0.33.
"""


def need_off(slug: str) -> str:
    """Return how a request says that a need we heard was not meant."""
    return f"need:{slug}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and why the place was not, where it was not."""

    understood: Understood
    miss: PlaceMiss | None


def understand(request: Request, directory: Directory) -> Reading:
    """Read a request. The place box wins over a place among the words."""
    spotted = None
    if not request.near.strip():
        spotted = directory.gazetteer.spot(request.words, prefer=directory.councils)
    place, miss = _find_place(request, spotted, directory)
    whole = split_words(request.words)
    words = whole if spotted is None else split_words(spotted.words)
    heard, danger = directory.lexicon.hear(words)
    mended: tuple[str, ...] = ()
    if words and not heard and danger is None:
        mended = directory.lexicon.mend(words)
        heard, danger = directory.lexicon.hear(mended)
    heard = tuple(match for match in heard if need_off(match.slug) not in request.off)
    needs = _chosen_then_heard(request, heard, directory)
    areas = _areas(request, miss or place, directory)
    understood = Understood(
        words=words,
        needs=needs,
        place=place,
        areas=areas,
        danger=directory.catalogue.dangers.get(danger or ""),
        named=_find_named(whole, words, directory),
        groups=hear_groups(words, [match.slug for match in needs]),
        mended=mended if heard else (),
        area_slugs=frozenset(area.slug for area in areas),
    )
    return Reading(understood, miss)


def _find_named(
    whole: tuple[str, ...], words: tuple[str, ...], directory: Directory
) -> frozenset[str]:
    """Return listings asked for by name; a place may be part of the name ("Govan Law Centre")."""
    is_longer = len(whole) > 1 and whole != words
    named = directory.names.find(whole) if is_longer else frozenset()
    return named or directory.names.find(words)


def _find_place(
    request: Request, spotted: Spotted | None, directory: Directory
) -> tuple[Place | None, PlaceMiss | None]:
    if PLACE_OFF in request.off:
        return None, None
    found: Place | PlaceMiss | None = spotted.place if spotted is not None else None
    if request.near.strip():
        found = directory.gazetteer.find(request.near, prefer=directory.councils)
    if isinstance(found, NotAPlace | UnknownPostcode | Elsewhere | Ambiguous):
        return None, found
    return found, None


def _chosen_then_heard(
    request: Request, heard: tuple[NeedMatch, ...], directory: Directory
) -> tuple[NeedMatch, ...]:
    known = directory.catalogue.needs
    chosen = [s for s in request.needs if s in known and need_off(s) not in request.off]
    pressed = tuple(NeedMatch(slug, 1.0) for slug in dict.fromkeys(chosen))
    return (*pressed, *(match for match in heard if match.slug not in chosen))


def _areas(
    request: Request, found: Place | PlaceMiss | None, directory: Directory
) -> tuple[Area, ...]:
    """Return the areas that serve the family: its place's, or the one asked for and its kin.

    Asking for a whole country asks for what is there for all of it, not for every local group.
    """
    areas = directory.catalogue.areas
    if isinstance(found, Place):
        return areas_at(found, areas.values())
    if isinstance(found, Elsewhere):
        return tuple(area for area in areas.values() if not area.local)
    around = areas_around(request.area, areas)
    local = (area for area in areas.values() if around and around[0].local)
    inside = (area for area in local if request.area in _slugs_around(area, areas))
    return tuple(dict.fromkeys([*inside, *around]))


def _slugs_around(area: Area, areas: Mapping[str, Area]) -> frozenset[str]:
    return frozenset(each.slug for each in areas_around(area.slug, areas))


def find_danger(understood: Understood, catalogue: Catalogue) -> Danger | None:
    """Return the danger whose card comes first: the one heard, or "help right now" pressed.

    Some needs start with a card whether danger was heard or not: who is hurt at home often says
    no more than what the other person does.
    """
    if understood.danger is not None:
        return understood.danger
    if understood.needs and understood.needs[0] == NeedMatch(CRISIS, 1.0):
        return catalogue.dangers[GENERAL_DANGER]
    sure = {match.slug for match in understood.needs if match.confidence >= FIRST_CARD_AT}
    always = (each for each in catalogue.dangers.values() if not sure.isdisjoint(each.first_for))
    return next(always, None)
