"""Turn what search and content say into what pages show."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from urllib.parse import quote

from app.content.catalogue import Catalogue
from app.content.dangers import Danger
from app.content.models import Contact, Service
from app.content.needs import Need
from app.language import current
from app.language import gettext as _
from app.search.directory import Directory
from app.search.find import crisis_lines
from app.search.outcomes import Hit, Understood
from app.search.reasons import say_distance
from app.search.understanding import GENERAL_DANGER
from app.web.addresses import service_path, topic_path
from app.web.remembering import Store
from app.web.views import (
    Card,
    ContactLine,
    CrisisCard,
    Link,
    Opening,
    Tile,
)
from app.web.whereabouts import name_place, say_whereabouts
from app.web.wording import (
    say_cost,
    say_reach_in,
    say_stale,
)

NOBODY_SAID = Understood((), (), None, (), None)
_cards: Store[Card] = Store(4096)
"""They say how far and until when, but nothing that anyone typed."""
_general: Store[CrisisCard] = Store(64)
"""Who to phone when nothing was said, for the newest data, minute and languages."""


def show_card(hit: Hit, catalogue: Catalogue) -> Card:
    """Return one result."""
    distance, place = _say_distance(hit), hit.location and name_place(hit.location)
    said = (distance, place, hit.openness, hit.opening, hit.is_stale)
    key = (catalogue.digest, hit.service.id, said, current())
    return _cards.recall(key, partial(draw_card, hit, catalogue))


def draw_card(hit: Hit, catalogue: Catalogue) -> Card:
    """Return one result, drawn anew: for a listing that is not in the catalogue, or not so."""
    service, distance = hit.service, _say_distance(hit)
    return Card(
        id=service.id,
        name=service.name,
        href=service_path(service, catalogue),
        provider=service.provider if not service.name.startswith(service.provider) else "",
        summary=service.summary,
        reach_in=say_reach_in(service),
        cost=say_cost(service),
        where=say_whereabouts(service, catalogue, hit.location, distance),
        opening=Opening(hit.openness, hit.opening),
        contact=show_contact(service.contacts[0]) if service.contacts else None,
        is_free=service.cost == "free" and not service.cost_note,
        stale=say_stale(service) if hit.is_stale else "",
    )


def show_cards(hits: Iterable[Hit], catalogue: Catalogue) -> tuple[Card, ...]:
    """Return every result in order."""
    return tuple([show_card(hit, catalogue) for hit in hits])


def show_crisis(danger: Danger, lines: Iterable[Hit], catalogue: Catalogue) -> CrisisCard:
    """Return the card for one danger with the lines to phone."""
    cards = show_cards(lines, catalogue)
    watched = catalogue.guides.get(danger.when_watched or "")
    guide = Link(watched.title, f"/{watched.slug}") if watched is not None else None
    return CrisisCard(danger.title, danger.call_999_if, danger.then, cards, guide)


def show_general_crisis(directory: Directory, now: datetime) -> CrisisCard:
    """Return the card for whoever may need it, when nothing was said."""
    minute = now.replace(second=0, microsecond=0)
    key = directory.digest, minute, current()
    return _general.recall(key, lambda: _make_general_crisis(directory, now))


def _make_general_crisis(directory: Directory, now: datetime) -> CrisisCard:
    danger = directory.catalogue.dangers[GENERAL_DANGER]
    lines = crisis_lines(danger, NOBODY_SAID, directory, now)
    return show_crisis(danger, lines, directory.catalogue)


def show_tiles(needs: Iterable[Need]) -> tuple[Tile, ...]:
    """Return topics to press."""
    return tuple(Tile(need.short_title, topic_path(need), need.picture) for need in needs)


def show_contact(contact: Contact, today: date | None = None) -> ContactLine:
    """Return one way to get in touch, as words and a link that does it.

    With `today`, its times are told without what is over.
    """
    number = quote(contact.value.replace(" ", ""), safe="+")
    label, text, href = {
        "phone": (_("Call"), contact.value, f"tel:{number}"),
        "text": (_("Text"), contact.value, f"sms:{number}"),
        "email": (_("Email them"), "", f"mailto:{quote(contact.value, safe='@.+-_')}"),
        "website": (_("Go to their website"), "", contact.value),
        "chat": (_("Open their web chat"), "", contact.value),
    }[contact.way]
    leaves = contact.way in ("website", "chat")
    return ContactLine(
        label=label,
        text=text,
        href=href,
        address="" if text else read_out(contact.value),
        urgent=contact.is_number,
        leaves=leaves,
        note=contact.note or "",
        times="; ".join(contact.hours.describe(today)) if contact.hours.known else "",
        name=contact.name or "",
    )


def show_number(service: Service) -> ContactLine | None:
    """Return the first number to call or to send a text to."""
    found = (contact for contact in service.contacts if contact.is_number)
    first = next(found, None)
    return show_contact(first) if first is not None else None


def read_out(address: str) -> str:
    """Return an email or web address as people say it."""
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.rstrip("/")


def _say_distance(hit: Hit) -> str:
    return "" if hit.distance_km is None else say_distance(hit.distance_km)
