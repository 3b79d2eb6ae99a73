"""Places families go to: an address that is good, a hidden one that gives nothing away, or none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.content.fields import read_postcode
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.access import hear_access
from app.openreferral.reading.hours_lines import read_hours
from app.openreferral.reading.markup import cut_text, plain_name, plain_text
from app.openreferral.reading.parts import Part, dropped, guessed, mapped, quote
from app.openreferral.reading.shape import Listing, Site
from app.openreferral.reading.vocabulary import Vocabulary

MOST_PLACES = 20
LONGEST_LINE, LONGEST_TOWN, LONGEST_ACCESS_NOTE = 200, 40, 300

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"\b(?:nation ?wide|national|online|on-line|virtual|zoom|remote|telephone|uk[- ]wide"
    r"|united kingdom|various|webinar|microsoft teams)\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"\b(?:online|on-line|virtual|zoom|webinar|microsoft teams)\b", re.IGNORECASE)
_LABELS_ONLY = 3
"""A text of so few words is a label, such as "Hearing loop", and needs no note beside it."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One place as YAML, and what to tell of it."""

    place: dict[str, Value] | None
    notes: tuple[Note, ...] = ()
    access: tuple[str, ...] = ()
    is_online: bool = False


def read_places(listing: Listing, vocabulary: Vocabulary) -> Part:
    """Return where a listing happens, how people get in, and whether it is online."""
    real = [site for site in listing.places if not is_virtual(site)]
    read = [_read_site(site, listing, vocabulary, len(real) == 1) for site in listing.places]
    notes = [note for each in read for note in each.notes]
    places = _distinct(each.place for each in read if each.place)
    if len(places) > MOST_PLACES:
        notes.append(dropped("places", f"Only {MOST_PLACES} of {len(places)} places are kept."))
    fields: dict[str, Value] = {}
    if places:
        fields["places"] = [dict(place) for place in places[:MOST_PLACES]]
        notes.append(mapped("places", f"Places from the feed: {len(places[:MOST_PLACES])}."))
    if any(each.is_online for each in read):
        fields["ways"] = ["online"]
    told = tuple(dict.fromkeys(text for each in read for text in each.access))
    if told:
        fields["access_note"], rest = cut_text(" ".join(told), LONGEST_ACCESS_NOTE)
        notes.append(mapped("access_note", "Access in the words of the feed."))
        if rest:
            return Part(fields, tuple(notes), (f"More about access: {rest}",))
    return Part(fields, tuple(notes))


def is_virtual(site: Site) -> bool:
    """Return whether a place is none: marked so, or "Nationwide" or "Online" without an address."""
    if (site.kind or "").lower() == "virtual":
        return True
    words = " ".join(filter(None, (site.city, site.name)))
    nowhere = site.point is None or (site.point.lat == 0 and site.point.lon == 0)
    has_address = bool(site.postcode or _street_of(site))
    return nowhere and not has_address and _ANYWHERE.search(words) is not None


def says_online(site: Site) -> bool:
    """Return whether a virtual place is online, and not only "Nationwide"."""
    if (site.kind or "").lower() == "virtual":
        return True
    return is_virtual(site) and _ONLINE.search(f"{site.city} {site.name}") is not None


def _read_site(site: Site, listing: Listing, vocabulary: Vocabulary, alone: bool) -> _Read:
    notes = list(_note_point(site))
    if is_virtual(site):
        told = quote(site.name or site.city or "virtual")
        notes.append(mapped("ways", f"{told} is no place to go to, so it is not in places."))
        return _Read(None, tuple(notes), is_online=says_online(site))
    if site.hidden:
        return _hide(site, notes)
    if site.postal and (site.kind or "").lower() == "postal":
        notes.append(dropped("places", "An address for letters only is not a place to go to."))
        return _Read(None, tuple(notes))
    place, access = _read_address(site, notes), _read_access(site, notes)
    placed = None if place else _place_by_words(site, vocabulary)
    if placed:
        place, site = placed, replace(site, details=None)
        notes.append(guessed("places", "It has no address: we took where it is from its words."))
    elif place is None:
        told = f" {quote(site.name)}" if site.name else ""
        notes.append(dropped("places", f"A place{told} without an address is left out."))
    if place is not None:
        if access:
            place["access"] = list(access)
        _add_hours(place, site, listing, alone, notes)
    return _Read(place, tuple(notes), tuple(_access_words(site)))


def _hide(site: Site, notes: list[Note]) -> _Read:
    """Keep only the town of a place whose address the feed asks to mask: nobody needs the rest."""
    notes.append(dropped("places", "The feed hides this address, so it is not kept."))
    town = plain_name(site.city or "")
    if not town:
        return _Read(None, tuple(notes))
    return _Read({"neighbourhood": cut_text(town, LONGEST_LINE)[0], "hidden": True}, tuple(notes))


def _read_address(site: Site, notes: list[Note]) -> dict[str, Value] | None:
    street, city = _street_of(site), plain_name(site.city or "")
    postcode = _read_postcode(site, notes)
    place: dict[str, Value] = {}
    name = plain_name(site.name or "")
    if name and name.casefold() not in (street.casefold(), city.casefold()):
        place["name"] = cut_text(name, LONGEST_LINE)[0]
    if street:
        whole = street if city.casefold() in street.casefold() else f"{street}, {city}"
        place["address"] = cut_text(whole, LONGEST_LINE)[0]
    if postcode:
        place["postcode"] = postcode
    if city and not street:
        place["neighbourhood"] = cut_text(city, LONGEST_LINE)[0]
    if not {"address", "postcode", "neighbourhood"} & set(place):
        return None
    if site.postal:
        notes.append(guessed("places", "This is the address for letters: check that people go."))
    return place


def _place_by_words(site: Site, vocabulary: Vocabulary) -> dict[str, Value] | None:
    """Return a place whose name, or the end of whose description, is a part of town we know."""
    name, details = plain_name(site.name or ""), plain_text(site.details or "").rstrip(".")
    if not details and _is_known(name, vocabulary):
        return {"neighbourhood": name}
    *street, town = (part.strip() for part in details.split(","))
    if len(details) > LONGEST_LINE or not _is_known(town, vocabulary):
        return None
    told = {"name": name, "address": ", ".join(street), "neighbourhood": town}
    return {key: text for key, text in told.items() if text}


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    return 0 < len(name) <= LONGEST_TOWN and vocabulary.gazetteer.names.find(name) is not None


def _street_of(site: Site) -> str:
    lines = [plain_text(_POSTCODE.sub("", line)) for line in site.street]
    return ", ".join(dict.fromkeys(line.strip(" ,") for line in lines if line.strip(" ,.")))


def _read_postcode(site: Site, notes: list[Note]) -> str | None:
    for text in (site.postcode, *site.street):
        found = _POSTCODE.search(text or "")
        if found:
            try:
                return read_postcode(f"{found[1]} {found[2]}")
            except ValueError:
                continue
    if site.postcode:
        notes.append(dropped("postal_code", f"{quote(site.postcode)} is not a full UK postcode."))
    return None


def _note_point(site: Site) -> Iterator[Note]:
    point = site.point
    if point is None:
        return
    if point.lat == 0 and point.lon == 0:
        yield dropped("latitude", "0, 0 is in the sea and says nothing.")
    elif not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
        yield dropped("latitude", f"{point.lat:g}, {point.lon:g} is nowhere on earth.")


def _read_access(site: Site, notes: list[Note]) -> tuple[str, ...]:
    found = hear_access(". ".join(plain_text(text) for text in site.access))
    if found:
        notes.append(guessed("places.access", f"We took the feed to say: {', '.join(found)}."))
    return found


def _access_words(site: Site) -> Iterator[str]:
    told = [plain_text(text) for text in site.access]
    long = [text for text in told if len(text.split()) > _LABELS_ONLY or not hear_access(text)]
    for text in dict.fromkeys([*long, plain_text(site.details or "")]):
        if text:
            yield text if text.endswith((".", "!", "?")) else f"{text}."


def _add_hours(
    place: dict[str, Value], site: Site, listing: Listing, alone: bool, notes: list[Note]
) -> None:
    """Give a place its own times, but where it is the only one: then they are the service's."""
    if not site.timings or site.timings == listing.timings or (alone and not listing.timings):
        return
    part = read_hours(site.timings, listing.changed)
    notes += (note for note in part.notes if note.field != "hours_note")
    if "hours" in part.fields:
        place["hours"] = part.fields["hours"]
    if "hours_note" in part.fields:
        told = quote(str(part.fields["hours_note"]), 200)
        notes.append(dropped("places.hours", f"Words about times here are left out: {told}"))


def _distinct(places: Iterable[dict[str, Value]]) -> list[dict[str, Value]]:
    kept: list[dict[str, Value]] = []
    for place in places:
        if place not in kept:
            kept.append(place)
    return kept
