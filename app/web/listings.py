"""One listing's own page: what a family reads before it phones, most useful things first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from app.content.catalogue import Catalogue
from app.content.codes import code_of
from app.content.models import Service
from app.language import gettext as _
from app.search.directory import Directory
from app.search.find import find, find_anyone
from app.search.outcomes import Hit, Request
from app.search.ranking import judge_opening
from app.web.addresses import service_path, topic_path
from app.web.contact_cards import ContactLink, show_contact_link
from app.web.doubts import say_doubt
from app.web.heads import head_listing
from app.web.presenters import show_card, show_contact, show_number
from app.web.sharing import Sharing, shared_path, show_sharing
from app.web.site import Visit
from app.web.tell_views import WrongForm
from app.web.telling import ask_wrong
from app.web.unknowns import Fallbacks, say_fallbacks, say_unknowns
from app.web.views import Card, ContactLine, Head, Link, Opening
from app.web.whereabouts import (
    LocationLines,
    lead_there,
    say_serves,
    say_times,
    say_whole_whereabouts,
    show_locations,
)
from app.web.wording import (
    end_sentence,
    say_checked,
    say_cost,
    say_languages,
    say_reach_in,
    say_sources,
    say_welcomes,
)

MOST_ALIKE = 3
MOST_FINDERS = 2
MOST_OF_PROVIDER = 8
_LOOKED_AT = 12
"""Results of a search that are looked through for help like this."""


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One listing, most useful things first."""

    template: ClassVar[str] = "listing.html"
    title: str
    name: str
    provider: str
    summary: str
    reach_in: str
    reach_in_next: str
    bring: str
    wait: str
    cost: str
    where: str
    opening: Opening
    times: tuple[str, ...]
    times_note: str
    contacts: tuple[ContactLine, ...]
    finders: tuple[Card, ...]
    locations: tuple[LocationLines, ...]
    for_whom: str
    languages: str
    access_note: str
    unknowns: str
    unasked: Fallbacks
    checked: str
    is_checked: bool
    sources: str
    alike: tuple[Link, ...]
    topics: tuple[Link, ...]
    of_provider: tuple[Link, ...]
    code: str
    sharing: Sharing
    contact_card: ContactLink | None
    wrong: WrongForm
    doubt: str
    head: Head

    @property
    def way_there(self) -> Link | None:
        """Return the link to a map for the top of the page, or to the places below."""
        return lead_there(self.locations)


def show_listing(service: Service, visit: Visit) -> ListingPage:
    """Return a listing's own page."""
    directory, now, base = visit.directory, visit.now, visit.base
    catalogue = directory.catalogue
    bland = catalogue.may_give_away(service)
    return ListingPage(
        title=_("Help and support") if bland else service.name,
        name=service.name,
        provider=service.provider if service.provider != service.name else "",
        summary=service.summary,
        reach_in=say_reach_in(service),
        reach_in_next=service.reach_in.next or "",
        bring=service.reach_in.bring or "",
        wait=service.reach_in.wait or "",
        cost=say_cost(service),
        where=say_whole_whereabouts(service, catalogue),
        opening=Opening(*judge_opening(service, now)),
        times=say_times(service.hours, now.date()),
        times_note=service.hours_note or "",
        contacts=tuple(show_contact(contact, now.date()) for contact in service.contacts),
        finders=_find_finders(service, directory, now),
        locations=show_locations(service, directory, now.date()),
        for_whom=_say_for_whom(service, catalogue),
        languages=say_languages(service),
        access_note=service.access_note or "",
        unknowns=say_unknowns(service),
        unasked=say_fallbacks(service),
        checked=say_checked(service, now.date(), catalogue.checking),
        is_checked=service.checked is not None,
        sources="" if service.checked else say_sources(service),
        alike=tuple(_find_alike(service, directory, now)),
        topics=_link_topics(service, directory),
        of_provider=_show_others(service, directory),
        code=code_of(service.id),
        sharing=show_sharing(shared_path(service), base),
        contact_card=show_contact_link(service, catalogue),
        wrong=ask_wrong(service),
        doubt=say_doubt(service, visit),
        head=head_listing(service, catalogue, base),
    )


def _say_for_whom(service: Service, catalogue: Catalogue) -> str:
    """Return whom it is for: planners end what they write with a stop, or do not."""
    groups = say_welcomes(service)
    said = (
        service.who_for or say_fallbacks(service).for_whom,
        service.ages.describe(),
        _("Made for {groups}").format(groups=groups) if groups else "",
        _("It is {for_areas}").format(for_areas=say_serves(service, catalogue)),
    )
    return " ".join(end_sentence(words) for words in said if words)


def _find_finders(service: Service, directory: Directory, now: datetime) -> tuple[Card, ...]:
    """Return people to phone who can find a listing that we know no way to get in touch with."""
    if service.contacts:
        return ()
    hits = find_anyone(service.areas[0], directory, now, MOST_FINDERS)
    cards = ((hit.service, show_card(hit, directory.catalogue)) for hit in hits)
    return tuple(replace(card, contact=show_number(found)) for found, card in cards)


def _find_alike(service: Service, directory: Directory, now: datetime) -> Iterator[Link]:
    """Yield links to the best help with the same main need, for the same area, by others."""
    request = Request(needs=service.needs[:1], area=service.areas[0], limit=_LOOKED_AT)
    hits = find(request, directory, now).hits
    others = [hit for hit in hits if hit.service.provider != service.provider]
    yield from (_link(hit, directory) for hit in others[:MOST_ALIKE])


def _link(hit: Hit, directory: Directory) -> Link:
    return Link(hit.service.name, service_path(hit.service, directory.catalogue))


def _link_topics(service: Service, directory: Directory) -> tuple[Link, ...]:
    needs = (directory.catalogue.needs[slug] for slug in service.needs)
    return tuple(Link(need.title, topic_path(need)) for need in needs)


def _show_others(service: Service, directory: Directory) -> tuple[Link, ...]:
    catalogue = directory.catalogue
    # A planner may look at a listing of a provider that has none yet.
    listed = catalogue.by_provider.get(service.provider, ())
    others = [s for s in listed if s.id != service.id]
    return tuple(Link(s.name, service_path(s, catalogue)) for s in others[:MOST_OF_PROVIDER])
