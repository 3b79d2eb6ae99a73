"""Turn what search and content say into what pages show."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import quote

from app.content.catalogue import Catalogue
from app.content.dangers import Danger
from app.content.models import Contact, Location, Service
from app.content.needs import Need
from app.search.directory import Directory
from app.search.find import GENERAL_DANGER, crisis_lines
from app.search.outcomes import Hit, Openness, Understood
from app.search.ranking import judge_opening
from app.search.reasons import say_area, say_distance
from app.web.views import (
    Card,
    ContactLine,
    CrisisCard,
    Link,
    ListingPage,
    LocationLines,
    Opening,
    Tile,
)
from app.web.wording import (
    REACH_IN,
    say_checked,
    say_cost,
    say_languages,
    say_welcomes,
    say_where,
)

NOBODY_SAID = Understood((), (), None, (), None)


def show_card(hit: Hit, catalogue: Catalogue) -> Card:
    """Return one result."""
    service = hit.service
    return Card(
        id=service.id,
        name=service.name,
        href=f"/services/{service.id}",
        provider=service.provider if service.provider != service.name else "",
        summary=service.summary,
        reach_in=REACH_IN[service.reach_in.how],
        cost=say_cost(service),
        where=_say_whereabouts(hit, catalogue),
        opening=_show_opening(service, hit.openness, hit.opening),
        contact=show_contact(service.contacts[0]) if service.contacts else None,
        why=hit.why,
    )


def show_cards(hits: Iterable[Hit], catalogue: Catalogue) -> tuple[Card, ...]:
    """Return every result in order."""
    return tuple(show_card(hit, catalogue) for hit in hits)


def show_crisis(danger: Danger, lines: Iterable[Hit], catalogue: Catalogue) -> CrisisCard:
    """Return the card for one danger with the lines to phone."""
    return CrisisCard(danger.title, danger.call_999_if, danger.then, show_cards(lines, catalogue))


def show_general_crisis(directory: Directory, now: datetime) -> CrisisCard:
    """Return the card for whoever may need it, when nothing was said."""
    danger = directory.catalogue.dangers[GENERAL_DANGER]
    lines = crisis_lines(danger, NOBODY_SAID, directory, now)
    return show_crisis(danger, lines, directory.catalogue)


def show_tiles(needs: Iterable[Need]) -> tuple[Tile, ...]:
    """Return topics to press."""
    return tuple(Tile(need.short_title, f"/topics/{need.page}", need.picture) for need in needs)


def show_contact(contact: Contact) -> ContactLine:
    """Return one way to get in touch, as words and a link that does it."""
    number = quote(contact.value.replace(" ", ""), safe="+")
    label, text, href = {
        "phone": ("Call", contact.value, f"tel:{number}"),
        "text": ("Text", contact.value, f"sms:{number}"),
        "email": ("Email them", "", f"mailto:{quote(contact.value, safe='@.+-_')}"),
        "website": ("Go to their website", "", contact.value),
        "chat": ("Open their web chat", "", contact.value),
    }[contact.way]
    leaves = contact.way in ("website", "chat")
    return ContactLine(
        label=label,
        text=text,
        href=href,
        address="" if text else _read_out(contact.value),
        urgent=contact.way in ("phone", "text"),
        leaves=leaves,
        note=contact.note or "",
        times="; ".join(contact.hours.describe()) if contact.hours.known else "",
        name=contact.name or "",
    )


def _read_out(address: str) -> str:
    """Return an email or web address as people say it."""
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.rstrip("/")


def show_listing(service: Service, directory: Directory, now: datetime) -> ListingPage:
    """Return a listing's own page."""
    catalogue = directory.catalogue
    openness, opening = judge_opening(service, now)
    needs = [catalogue.needs[slug] for slug in service.needs]
    return ListingPage(
        title=service.name,
        name=service.name,
        provider=service.provider if service.provider != service.name else "",
        summary=service.summary,
        reach_in=REACH_IN[service.reach_in.how],
        reach_in_next=service.reach_in.next or "",
        bring=service.reach_in.bring or "",
        wait=service.reach_in.wait or "",
        cost=say_cost(service),
        opening=_show_opening(service, openness, opening),
        times=service.hours.describe(now.date()) if service.hours.known else (),
        times_note=service.hours_note or "",
        contacts=tuple(show_contact(contact) for contact in service.contacts),
        locations=tuple(_show_location(p) for p in service.places if not p.hidden),
        serves=_say_areas(service, catalogue),
        who_for=service.who_for or "",
        ages=service.ages.describe(),
        welcomes=say_welcomes(service),
        languages=say_languages(service),
        access_note=service.access_note or "",
        checked=say_checked(service, now.date()),
        is_checked=service.checked is not None,
        topics=tuple(Link(need.title, f"/topics/{need.page}") for need in needs),
        sources_dated=service.sources_dated or "",
    )


def _show_opening(service: Service, openness: Openness, words: str) -> Opening:
    """Return the opening words, which say "call first" only where there is a number to call."""
    ways = {contact.way for contact in service.contacts}
    if "phone" not in ways:
        instead = ": look on their website" if "website" in ways else ""
        words = words.replace(": call first", instead)
    return Opening(openness, words)


def _say_whereabouts(hit: Hit, catalogue: Catalogue) -> str:
    service = hit.service
    shown = [location for location in service.places if not location.hidden]
    parts = [say_distance(hit.distance_km)] if hit.distance_km is not None else []
    if shown:
        place = hit.location or shown[0]
        parts.append(place.neighbourhood or place.name or place.address or place.postcode or "")
    elif {"phone", "online"} & set(service.ways):
        parts.append(_say_ways(service.ways))
    if not shown:
        parts.append(_say_areas(service, catalogue))
    return ", ".join(part for part in parts if part)


def _say_ways(ways: Sequence[str]) -> str:
    words = [word for word in ("phone", "online") if word in ways]
    return {"phone": "By phone", "online": "Online"}.get("".join(words), "By phone or online")


def _say_areas(service: Service, catalogue: Catalogue) -> str:
    areas = [catalogue.areas[slug] for slug in service.areas]
    widest = [area for area in areas if not area.local]
    names = [say_area(area) for area in widest or areas]
    words = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    return f"for {words}"


def _show_location(location: Location) -> LocationLines:
    return LocationLines(
        lines=say_where(location),
        directions=_directions(location),
        times=location.hours.describe() if location.hours.known else (),
        access=location.access,
    )


def _directions(location: Location) -> str:
    """Return a link that maps open by themselves; it goes nowhere until a family presses it."""
    if not (location.postcode or location.address):
        return ""
    address = ", ".join(say_where(location))
    return f"https://www.openstreetmap.org/search?query={quote(address)}"
