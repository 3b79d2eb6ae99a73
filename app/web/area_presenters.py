"""Turn what an area holds into its pages: what is near first, and never a wall of listings."""

from collections.abc import Iterable, Mapping

from app.content.areas import Area, areas_around
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.content.needs import Need
from app.language import gettext as _
from app.language import join_words, ngettext
from app.search.directory import Directory
from app.search.locality import Circle, Shelf, count_topics, fill_shelves, sort_hits
from app.search.outcomes import CrisisFirst, Hit, NothingExact, Outcome
from app.search.reasons import lower_first, say_area
from app.web.addresses import area_path, service_path
from app.web.area_views import (
    AreaLine,
    AreaPage,
    AreasPage,
    AreaTopicPage,
    CountedTile,
    Part,
    Row,
)
from app.web.heads import head_area, head_area_topic, head_areas
from app.web.presenters import show_cards, show_crisis, show_number
from app.web.views import CrisisCard, Link, SearchForm
from app.web.wording import say_cost, say_reach_in

MOST_FIRST = 5
"""Cards that stand open in a part of a page; the rest are rows behind a press."""
MOST_WIDER = 3
"""The same, of what is for a wider area."""
MOST_ROWS = 200


def show_areas(directory: Directory) -> AreasPage:
    """Return the page of all areas."""
    areas = directory.catalogue.areas.values()
    return AreasPage(
        title=_("Help in your area"),
        areas=tuple(
            AreaLine(area.name, area_path(area), _say_area_in_short(area, directory))
            for area in areas
        ),
        head=head_areas(areas),
    )


def show_area(area: Area, hits: Iterable[Hit], directory: Directory, base: str) -> AreaPage:
    """Return an area's own page; `hits` are its listings, best first."""
    catalogue = directory.catalogue
    title = say_title(area)
    shelves = fill_shelves(area, directory, MOST_ROWS)
    counted = say_shelves(shelves)
    crumbs = (Link(_("All areas"), "/areas"),)
    return AreaPage(
        title=title,
        sentence=area.sentence or "",
        counted=counted,
        area=area.slug,
        form=SearchForm(),
        crumbs=crumbs,
        parts_of_it=tuple(Link(a.name, area_path(a)) for a in _areas_inside(area, catalogue)),
        tiles=_show_tiles(catalogue.needs.values(), area, count_topics(area, directory)),
        first=_show_first(hits, area, catalogue),
        everyone=tuple(_show_shelf(shelf, area, catalogue) for shelf in shelves),
        head=head_area(area, title, counted, crumbs, base),
    )


def show_area_topic(
    area: Area,
    need: Need,
    outcome: Outcome,
    elsewhere: Mapping[str, int],
    directory: Directory,
    base: str,
) -> AreaTopicPage:
    """Return the page of one topic in one area; `elsewhere` counts the topic in each area."""
    catalogue = directory.catalogue
    fits = not isinstance(outcome, NothingExact)
    crumbs = (Link(_("All areas"), "/areas"), Link(area.name, area_path(area)))
    bland = _("Help and support in {area}").format(area=say_area(area))
    heading = say_topic_title(need, area)
    others = [each for each in catalogue.needs.values() if each.slug != need.slug]
    return AreaTopicPage(
        title=bland if need.safety else heading,
        heading=heading,
        sentence=need.sentence,
        notice=_say_miss(area, outcome),
        area=area.slug,
        form=SearchForm(need=need.slug if fits else ""),
        crumbs=crumbs,
        crisis=_show_crisis(outcome, catalogue),
        parts=_show_parts(area, outcome, catalogue),
        elsewhere_title=_("The same topic in other areas"),
        elsewhere=_link_areas(need, elsewhere, catalogue, but=area.slug),
        others_title=_("Other topics in {area}").format(area=say_area(area)),
        others=_show_tiles(others, area, count_topics(area, directory)),
        head=head_area_topic(area, need, outcome.total if fits else 0, crumbs, base),
    )


def link_areas(need: Need, counts: Mapping[str, int], catalogue: Catalogue) -> tuple[Link, ...]:
    """Return links to a topic in each area that has any of it."""
    return _link_areas(need, counts, catalogue, but="")


def say_title(area: Area) -> str:
    """Return what an area's page is called."""
    return _("Help for families in {area}").format(area=say_area(area))


def say_topic_title(need: Need, area: Area) -> str:
    """Return what the page of a topic in an area is called."""
    if need.title.startswith("Help "):
        return _("{topic} in {area}").format(topic=need.title, area=say_area(area))
    return _("{topic}: help in {area}").format(topic=need.title, area=say_area(area))


def say_shelves(shelves: Iterable[Shelf]) -> str:
    """Return how much help reaches an area, and from how near."""
    all_shelves = list(shelves)
    if not all_shelves:
        return ""
    first, *rest = all_shelves
    number = first.total
    said = ngettext(
        "We list {number} kind of help {where}.", "We list {number} kinds of help {where}.", number
    )
    said = said.format(number=number, where=lower_first(_say_circle(first.circle)))
    also = [_say_more(shelf) for shelf in rest]
    return f"{said} " + _("We also list {parts}.").format(parts=join_words(also)) if also else said


def _say_area_in_short(area: Area, directory: Directory) -> str:
    """Return what is known of an area by those who live there, or else how much reaches it."""
    return area.sentence or say_shelves(fill_shelves(area, directory, 0))


def _say_more(shelf: Shelf) -> str:
    where = lower_first(_say_circle(shelf.circle))
    return _("{number} {where}").format(number=shelf.total, where=where)


def _say_circle(circle: Circle) -> str:
    if circle.reach == "parts":
        return _("For some parts of {area}").format(area=circle.area.name.removeprefix("All of "))
    said = say_area(circle.area)
    if circle.reach == "here" and said == circle.area.name:
        return _("In {area}").format(area=said)
    return _("For {area}").format(area=said)


def _say_miss(area: Area, outcome: Outcome) -> str:
    if not isinstance(outcome, NothingExact):
        return ""
    said = _("We do not list anyone just for this in {area} yet. These people can still help.")
    return said.format(area=say_area(area))


def _areas_inside(area: Area, catalogue: Catalogue) -> list[Area]:
    areas = catalogue.areas
    return [each for each in areas.values() if area in areas_around(each.slug, areas)[1:]]


def _show_tiles(
    needs: Iterable[Need], area: Area, counts: Mapping[str, int]
) -> tuple[CountedTile, ...]:
    return tuple(
        CountedTile(
            need.short_title,
            f"({counts[need.slug]})" if counts[need.slug] else "",
            area_path(area, need),
            need.picture,
        )
        for need in needs
    )


def _show_first(hits: Iterable[Hit], area: Area, catalogue: Catalogue) -> Part:
    """Return whom to go to with nothing arranged, or else whom to call at this moment."""
    circles = sort_hits((hit for hit in hits if not hit.service.crisis), area, catalogue)
    found = [hit for _circle, theirs in circles for hit in theirs]
    local = [hit for hit in found if any(catalogue.areas[a].local for a in hit.service.areas)]
    doors = [hit for hit in local if hit.service.reach_in.how == "just turn up"]
    if doors:
        cards = show_cards(doors[:MOST_FIRST], catalogue)
        return Part(_("You can just turn up"), cards, (), "")
    phones = [h for h in found if h.openness == "open" and show_number(h.service) is not None]
    cards = show_cards(phones[:MOST_FIRST], catalogue)
    return Part(_("You can call them now"), cards, (), "")


def _show_shelf(shelf: Shelf, area: Area, catalogue: Catalogue) -> Part:
    """Return a shelf's rows, or for a whole country's, the way to the page that has them."""
    said = _say_circle(shelf.circle)
    if area.local and not shelf.circle.area.local:
        return Part("", (), (), said, href=area_path(shelf.circle.area))
    note = ""
    if shelf.total > len(shelf.services):
        note = _("These are the first {number}. Choose a topic to see the rest.")
        note = note.format(number=len(shelf.services))
    rows = tuple(_show_row(service, catalogue) for service in shelf.services)
    return Part("", (), rows, f"{said} ({shelf.total})", note)


def _show_crisis(outcome: Outcome, catalogue: Catalogue) -> CrisisCard | None:
    if not isinstance(outcome, CrisisFirst):
        return None
    return show_crisis(outcome.danger, outcome.lines, catalogue)


def _show_parts(area: Area, outcome: Outcome, catalogue: Catalogue) -> tuple[Part, ...]:
    lines = outcome.lines if isinstance(outcome, CrisisFirst) else ()
    shown = {line.service.id for line in lines}
    hits = [hit for hit in outcome.hits if hit.service.id not in shown]
    if isinstance(outcome, NothingExact):
        return (show_part(_("People who help with most things"), hits, catalogue),)
    parts = [
        show_part(_say_circle(circle), theirs, catalogue, _most(circle))
        for circle, theirs in sort_hits(hits, area, catalogue)
    ]
    also = getattr(outcome, "also", ())
    if also:
        parts.append(show_part(_("These people help with most things"), also, catalogue))
    return tuple(parts)


def _most(circle: Circle) -> int:
    return MOST_WIDER if circle.reach == "wider" else MOST_FIRST


def show_part(
    title: str, hits: Iterable[Hit], catalogue: Catalogue, most: int = MOST_FIRST
) -> Part:
    """Return cards that stand open, and rows; one listing alone is not put behind a press."""
    found = list(hits)
    most += len(found) == most + 1
    rest = found[most:]
    more = ngettext("{number} more", "{number} more", len(rest)).format(number=len(rest))
    rows = tuple(_show_row(hit.service, catalogue) for hit in rest)
    return Part(title, show_cards(found[:most], catalogue), rows, more if rest else "")


def _show_row(service: Service, catalogue: Catalogue) -> Row:
    about = f"{say_reach_in(service)}. {say_cost(service).rstrip('.')}."
    return Row(service.name, service_path(service, catalogue), about, show_number(service))


def _link_areas(
    need: Need, counts: Mapping[str, int], catalogue: Catalogue, but: str
) -> tuple[Link, ...]:
    return tuple(
        Link(f"{area.name} ({counts[area.slug]})", area_path(area, need))
        for area in catalogue.areas.values()
        if counts[area.slug] and area.slug != but
    )
