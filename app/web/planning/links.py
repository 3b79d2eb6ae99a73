"""Show what asking every link showed, by what it needs: mending, another look, or nothing yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.content.models import Service
from app.language import gettext as _
from app.language import mark, ngettext, write_clock, write_date, write_number
from app.planning.link_results import LinkBook, LinkResult
from app.planning.links import (
    ANSWERED,
    NOT_ASKED,
    Mention,
    list_doubtful_numbers,
    list_links,
)
from app.web.addresses import guide_path, service_path
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.planning.link_views import LinkCard, LinkGroup, LinksPage
from app.web.planning.link_words import say_days, say_doubt, say_found
from app.web.planning.saving import may_edit
from app.web.planning.voicing import areas_inside
from app.web.presenters import read_out
from app.web.views import Link

LINKS = "/planning/links"
MOST_SHOWN = 100
"""Of each kind; an area shows the rest."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Links that need the same look."""

    key: str
    title: str
    note: str
    holds: Callable[[LinkResult], bool]


KINDS = (
    _Kind(
        "dead",
        mark("Dead links"),
        mark("They failed on two different days. Find the new address, or take them out."),
        lambda result: result.is_dead,
    ),
    _Kind(
        "moved",
        mark("Moved for good"),
        mark("They still work. Write the new address before they stop."),
        lambda result: result.found.verdict == "moved",
    ),
    _Kind(
        "failed",
        mark("Failed on one day"),
        mark("Servers have bad days. Nothing to do yet."),
        lambda result: result.has_failed and not result.is_dead,
    ),
    _Kind(
        "not-asked",
        mark("Could not be asked"),
        mark("Families may see them well. Open each once to be sure."),
        lambda result: result.found.verdict in NOT_ASKED and not result.has_failed,
    ),
)


def show_links(desk: Desk, area: str) -> LinksPage:
    """Return the page for one area with those inside it, or for all ("")."""
    directory = desk.visit.directory
    path = desk.visit.site.link_book
    book = LinkBook.read(path) if path else LinkBook()
    shown = _choose_listings(desk, area)
    links = {
        url: kept
        for url, mentions in list_links(directory.catalogue).items()
        if (kept := tuple(m for m in mentions if _is_shown(m, shown, area)))
    }
    groups = [_show_kind(kind, links, book.results, desk) for kind in KINDS]
    groups.insert(2, _show_numbers(shown.values(), desk))
    answered = sum(book.results[u].found.verdict in ANSWERED for u in links if u in book.results)
    return LinksPage(
        title=_("Links and numbers"),
        asked=_say_asked(book),
        how=_("Whoever runs this site asks them all with: reachin check --links"),
        areas=offer_areas(desk, area),
        counted=_count(len(links), answered),
        groups=tuple(group for group in groups if group.cards),
    )


def link_edit(service: Service, desk: Desk) -> Link:
    """Return where a listing is changed, by who may; its page for families for everybody else."""
    if may_edit(desk, service.areas):
        return Link(service.name, f"/planning/listings/{service.id}/edit")
    return Link(service.name, service_path(service, desk.visit.directory.catalogue))


def _choose_listings(desk: Desk, area: str) -> dict[str, Service]:
    inside = areas_inside(desk, area) if area else frozenset()
    live = desk.visit.directory.catalogue.live
    return {s.id: s for s in live if not area or not inside.isdisjoint(s.areas)}


def _is_shown(mention: Mention, shown: Mapping[str, Service], area: str) -> bool:
    return not area if mention.is_guide else mention.slug in shown


def _show_kind(
    kind: _Kind,
    links: Mapping[str, tuple[Mention, ...]],
    results: Mapping[str, LinkResult],
    desk: Desk,
) -> LinkGroup:
    chosen = [url for url in links if url in results and kind.holds(results[url])]
    cards = tuple(_show_link(u, results[u], links[u], desk) for u in chosen[:MOST_SHOWN])
    return _group(kind.key, _(kind.title), _(kind.note), cards, len(chosen))


def _show_link(url: str, result: LinkResult, mentions: Iterable[Mention], desk: Desk) -> LinkCard:
    moved = result.found.moved_to
    return LinkCard(
        text=read_out(url),
        href=url,
        told=say_found(url, result.found),
        moved=Link(read_out(moved), moved) if moved else None,
        days=say_days(result),
        asked=_("Asked on {day}.").format(day=write_date(result.asked.date())),
        where=tuple(_link_mentions(mentions, desk)),
    )


def _show_numbers(services: Iterable[Service], desk: Desk) -> LinkGroup:
    by_id = {service.id: service for service in services}
    found = tuple(list_doubtful_numbers(by_id.values()))
    cards = tuple(
        LinkCard(
            each.number, "", say_doubt(each), None, "", "", (link_edit(by_id[each.listing], desk),)
        )
        for each in found[:MOST_SHOWN]
    )
    note = _("They are held against Ofcom’s numbering plan. Nobody was phoned.")
    return _group("numbers", _("Numbers to look at"), note, cards, len(found))


def _group(key: str, title: str, note: str, cards: tuple[LinkCard, ...], found: int) -> LinkGroup:
    return LinkGroup(key, title, write_number(found), note, cards, _say_more(found))


def _link_mentions(mentions: Iterable[Mention], desk: Desk) -> Iterator[Link]:
    catalogue = desk.visit.directory.catalogue
    for mention in mentions:
        if mention.is_guide:
            guide = catalogue.guides[mention.slug]
            yield Link(guide.title, guide_path(guide))
        else:
            yield link_edit(catalogue.by_id[mention.slug], desk)


def offer_areas(desk: Desk, chosen: str) -> tuple[Option, ...]:
    """Return every area to choose from, and all of them first."""
    areas = desk.visit.directory.catalogue.areas.values()
    every = Option("", _("All areas"), not chosen)
    return (every, *(Option(a.slug, a.name, a.slug == chosen) for a in areas))


def _say_asked(book: LinkBook) -> str:
    if book.started is None:
        return _("The links were never asked yet.")
    if book.finished is None:
        words = _("The links are being asked since {moment}, or that was stopped.")
        return words.format(moment=_say_moment(book.started))
    return _("The links were last asked on {moment}.").format(moment=_say_moment(book.finished))


def _say_moment(at: datetime) -> str:
    return _("{day}, {time}").format(
        day=write_date(at.date()), time=write_clock(at.hour, at.minute)
    )


def _count(links: int, answered: int) -> str:
    words = ngettext("{number} link", "{number} links", links).format(number=write_number(links))
    return _("{links}: {answered} answered.").format(links=words, answered=write_number(answered))


def _say_more(found: int) -> str:
    if found <= MOST_SHOWN:
        return ""
    return _("{number} more: choose an area.").format(number=write_number(found - MOST_SHOWN))
