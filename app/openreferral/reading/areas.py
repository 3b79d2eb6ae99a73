"""Areas a listing serves: the feed's, by code or name; else where its places are, as a guess."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.content.areas import Area
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import plain_text
from app.openreferral.reading.parts import Part, dropped, guessed, mapped, quote
from app.openreferral.reading.places import is_virtual
from app.openreferral.reading.shape import Area as SaidArea
from app.openreferral.reading.shape import Listing, Site
from app.openreferral.reading.terms import fold_name
from app.openreferral.reading.vocabulary import Vocabulary
from app.places import Elsewhere, Place, Point, distance_km
from app.places.findings import Found
from app.places.packaged import council_names

_CODE = re.compile(r"\bS\d{8}\b")
_COUNTRY = "S"
_WIDE = re.compile(
    r"\b(?:nation ?wide|national|uk|u k|united kingdom|great britain|gb|uk wide|scotland wide"
    r"|scottish|whole of scotland|across scotland)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_NEAR_KM = 1.0
_LESS = re.compile(
    r"\b(?:all of|whole of|the|city of|city council|council|city|area|wide|region)\b"
)


def read_areas(listing: Listing, vocabulary: Vocabulary) -> Part:
    """Return `areas` in the order of the feed; none at all rather than a wrong one."""
    notes: list[Note] = []
    found = [area for said in _said_areas(listing) for area in _read_said(said, vocabulary, notes)]
    if not found and not (listing.areas and notes):
        notes.clear()
    if not found:
        found = _read_places(listing, vocabulary, notes)
    slugs = list(dict.fromkeys(area.slug for area in found))
    if not slugs:
        return Part({}, tuple(notes))
    return Part({"areas": list[Value](slugs)}, tuple(notes))


def _said_areas(listing: Listing) -> Iterator[SaidArea]:
    yield from listing.areas
    for term in listing.terms:
        if fold_name(term.scheme or "") in ("reach in areas", "reach in area"):
            yield SaidArea((term.name or "",), term.codes)


def _read_said(said: SaidArea, vocabulary: Vocabulary, notes: list[Note]) -> list[Area]:
    """Return the areas that one entry of a feed names."""
    texts = [text for text in map(plain_text, said.texts) if text]
    told = quote(next(iter(texts), "") or next(iter(said.codes), "An area"))
    codes = {code for text in (*said.codes, *texts) for code in _CODE.findall(text)}
    for area in vocabulary.areas.values():
        names = {fold_name(name) for name in _names_of(area)}
        if area.slug in said.codes or codes & set(area.councils) or names & _foldings(texts):
            notes.append(mapped("areas", f"{told} is {area.slug}."))
            return [area]
    if found := _by_place(texts, vocabulary) or _by_words(texts, vocabulary):
        named = ", ".join(area.slug for area in found)
        notes.append(guessed("areas", f"We took {told} to be {named}."))
        return found
    notes.append(dropped("service_areas", f"{told} is no area of ours."))
    return []


def _names_of(area: Area) -> Iterator[str]:
    yield from (area.name, area.slug)
    yield from (council_names()[code] for code in area.councils if code in council_names())
    if area.countries:
        yield "Scotland"


def _foldings(texts: Iterable[str]) -> set[str]:
    """Return texts folded, also without words such as "City of" and "Council"."""
    folded = [fold_name(text) for text in texts]
    bare = (" ".join(_LESS.sub(" ", text).split()) for text in folded)
    return {text for text in (*folded, *bare) if text}


def _by_place(texts: list[str], vocabulary: Vocabulary) -> list[Area]:
    """Return the smallest areas of the first text that is the name of a place or a postcode."""
    for text in texts:
        if len(text) <= _LONGEST_NAME and not _WIDE.search(text):
            named = vocabulary.gazetteer.names.find(text, _councils(vocabulary))
            if isinstance(named, Place) and (found := _smallest(named, vocabulary)):
                return found
    return []


def _by_words(texts: list[str], vocabulary: Vocabulary) -> list[Area]:
    """Return the areas whose names stand in a sentence; else the country where it says so."""
    words = f" {' '.join(fold_name(text) for text in texts)} "
    areas = vocabulary.areas.values()
    found = [a for a in areas if any(f" {fold_name(n)} " in words for n in _names_of(a))]
    inner = [area for area in found if not any(other.within == area.slug for other in found)]
    if inner:
        return inner
    return [area for area in areas if area.countries] if _WIDE.search(words) else []


def _read_places(listing: Listing, vocabulary: Vocabulary, notes: list[Note]) -> list[Area]:
    """Return the areas where a listing's places are, or the whole country for "Nationwide"."""
    found: dict[str, Area] = {}
    for site in listing.places:
        if is_virtual(site):
            here = _by_words([site.city or "", site.name or ""], vocabulary)
        else:
            here = _areas_of_site(site, vocabulary)
        if here:
            shown = None if site.hidden else site.postcode or site.name
            told = quote(shown or site.city or "its place")
            named = ", ".join(area.slug for area in here)
            notes.append(guessed("areas", f"No area served is known, but {told} is in {named}."))
        found |= {area.slug: area for area in here}
    return list(found.values())


def _areas_of_site(site: Site, vocabulary: Vocabulary) -> list[Area]:
    """Return the smallest areas a place is in; of a hidden one, only where its town is."""
    if site.hidden:
        site = replace(site, postcode=None, point=None)
    place = _find(site.postcode, vocabulary) if site.postcode else None
    if isinstance(place, Elsewhere):
        return []
    if not isinstance(place, Place):
        place = _nearest(site.point, vocabulary) if site.point else None
    if not isinstance(place, Place) and site.city:
        named = vocabulary.gazetteer.names.find(site.city, _councils(vocabulary))
        place = named if isinstance(named, Place) else None
    return _smallest(place, vocabulary) if isinstance(place, Place) else []


def _find(postcode: str, vocabulary: Vocabulary) -> Found | None:
    return vocabulary.gazetteer.find(postcode) if any(c.isdigit() for c in postcode) else None


def _nearest(point: Point, vocabulary: Vocabulary) -> Place | None:
    """Return the postcode sector a point most likely lies in, or None far from all of them."""
    if not (54 <= point.lat <= 61.5 and -9 <= point.lon <= 0):
        return None
    sectors = vocabulary.gazetteer.districts.by_sector.values()
    best = min(sectors, key=lambda place: distance_km(point, place.point), default=None)
    if best is None or best.country != _COUNTRY:
        return None
    reach = max(_NEAR_KM, best.radius_m / 1000)
    return best if distance_km(point, best.point) <= reach else None


def _smallest(place: Place, vocabulary: Vocabulary) -> list[Area]:
    """Return the areas that cover a place and hold no smaller one that does; never a country.

    One that a place covers all parts of stands for them.

    A place in a country whose councils we do not list is in no area of ours: a local service
    there is not national.
    """
    areas = vocabulary.areas.values()
    covering = [area for area in areas if not area.countries and area.covers(place)]
    smallest = [a for a in covering if not any(other.within == a.slug for other in covering)]
    for area in covering:
        parts = [other for other in areas if other.within == area.slug]
        if len(parts) > 1 and all(part in smallest for part in parts):
            return [area]
    return smallest


def _councils(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(code for area in vocabulary.areas.values() for code in area.councils)
