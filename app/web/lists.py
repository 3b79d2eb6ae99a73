"""A list of listings, to print or send on: its address holds their codes and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.content.catalogue import Catalogue
from app.content.models import Service
from app.language import gettext as _
from app.language import ngettext, write_date
from app.search.directory import Directory
from app.search.outcomes import Hit
from app.search.ranking import rank
from app.web.addresses import list_path
from app.web.presenters import NOBODY_SAID, show_card, show_contact
from app.web.sharing import Sharing, shared_path, show_sharing
from app.web.squares import Square, draw_square
from app.web.views import UNLISTED, Card, ContactLine, Head
from app.web.wording import say_checked, say_where

MOST_ON_A_LIST = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """One listing on the list; on paper it says all that a link would have led to."""

    card: Card
    contacts: tuple[ContactLine, ...]
    addresses: tuple[str, ...]
    times: tuple[str, ...]
    checked: str
    square: Square


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list that a family, or whoever helps them, put together."""

    template: ClassVar[str] = "list.html"
    title: str
    lead: str
    notices: tuple[str, ...]
    items: tuple[Listed, ...]
    sharing: Sharing
    square: Square
    dated: str
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks for: listings in its order, how many are gone, how many too many."""

    services: tuple[Service, ...]
    gone: int
    over: int


def read_list(codes: str, catalogue: Catalogue) -> Chosen:
    """Return what the codes of an address stand for, each once; nothing in it is refused."""
    asked = tuple(dict.fromkeys(code for code in codes.lower().split(".") if code))
    kept = asked[:MOST_ON_A_LIST]
    found = (catalogue.by_code.get(code) for code in kept)
    services = tuple(service for service in found if service is not None)
    return Chosen(services, len(kept) - len(services), len(asked) - len(kept))


def show_list(chosen: Chosen, directory: Directory, now: datetime, base: str) -> ListPage:
    """Return the page of a list that has at least one listing."""
    number = len(chosen.services)
    sharing = show_sharing(list_path(chosen.services), base)
    lead = ngettext("{number} place to get help.", "{number} places to get help.", number)
    return ListPage(
        title=_("Your list of help"),
        lead=lead.format(number=number),
        notices=_say_missing(chosen),
        items=tuple(
            _show_listed(hit, directory, now, base) for hit in _see(chosen, directory, now)
        ),
        sharing=sharing,
        square=draw_square(sharing.address),
        dated=write_date(now.date()),
    )


def _see(chosen: Chosen, directory: Directory, now: datetime) -> Iterable[Hit]:
    services = chosen.services
    hits = rank(services, NOBODY_SAID, {}, directory, now, len(services))
    by_id = {hit.service.id: hit for hit in hits}
    return (by_id[service.id] for service in services)


def _say_missing(chosen: Chosen) -> tuple[str, ...]:
    gone = ngettext(
        "{number} of these has moved or closed.",
        "{number} of these have moved or closed.",
        chosen.gone,
    )
    over = ngettext(
        "A list holds {most}. We left out {number} more.",
        "A list holds {most}. We left out {number} more.",
        chosen.over,
    )
    said = ((chosen.gone, gone), (chosen.over, over))
    return tuple(words.format(number=n, most=MOST_ON_A_LIST) for n, words in said if n)


def _show_listed(hit: Hit, directory: Directory, now: datetime, base: str) -> Listed:
    service, hours = hit.service, hit.service.all_hours
    return Listed(
        card=show_card(hit, directory.catalogue),
        contacts=tuple(show_contact(contact) for contact in service.contacts),
        addresses=tuple(", ".join(say_where(p)) for p in service.places if not p.hidden),
        times=hours.describe(now.date()) if hours.known else (hit.opening,),
        checked=say_checked(service, now.date(), directory.catalogue.checking),
        square=draw_square(base + shared_path(service)),
    )
