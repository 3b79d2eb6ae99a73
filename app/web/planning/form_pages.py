"""The form of a listing as a page, and the listing as families will see it before it is saved."""

from collections.abc import Iterator
from dataclasses import replace

from app.content.freshness import due
from app.content.models import Location, Service
from app.language import gettext as _
from app.language import mark
from app.planning.listing_form import RowKind, Typed
from app.planning.meeting import meet
from app.search.outcomes import Hit
from app.search.ranking import judge_opening
from app.web.listings import show_listing
from app.web.planning.door import Desk
from app.web.planning.form_drawing import (
    Names,
    Sheet,
    call_box,
    draw_controls,
    draw_groups,
    draw_text,
    list_problems,
)
from app.web.planning.form_notes import Notes
from app.web.planning.form_reading import Sent, write_base
from app.web.planning.form_saving import say_changed
from app.web.planning.form_views import FormCheckPage, ListingFormPage, ListingLookPage
from app.web.planning.listing_words import LISTINGS
from app.web.planning.views import Carried
from app.web.presenters import draw_card
from app.web.views import Link

LEAD = mark("Write only what you know. What you leave empty, families are told to ask.")
STATUS = {
    "paused": mark("Families do not see it while it is paused."),
    "archived": mark("Families do not see it: it is archived."),
}


def action_of(sent: Sent) -> str:
    """Return where a form is posted to."""
    return f"{LISTINGS}/{sent.id}/edit" if sent.id else f"{LISTINGS}/new"


def show_form(
    desk: Desk,
    sent: Sent,
    notes: Notes,
    opened: RowKind | None = None,
    *,
    is_judged: bool = False,
) -> ListingFormPage:
    """Return the form with everything that was typed; with `is_judged`, what is wrong comes first.

    `opened` has an empty row more.
    """
    groups = draw_groups(_sheet(desk, sent, notes), opened)
    problems = list_problems(groups, notes) if is_judged else ()
    heading = _("Add a listing")
    if sent.id:
        heading = _("Change {name}").format(name=name_of(sent))
    title = _("Error: {page}").format(page=heading) if problems else heading
    return ListingFormPage(
        title=title,
        heading=heading,
        lead=_(LEAD),
        action=action_of(sent),
        groups=groups,
        listing=sent.id,
        base=write_base(sent.base),
        why=sent.why,
        problems=problems,
        more=tuple(_link_on(desk, sent)),
    )


def show_check(desk: Desk, sent: Sent, notes: Notes) -> FormCheckPage:
    """Return what is said beside each box while somebody types: nothing about empty boxes."""
    for name, told in notes.problems.items():
        if any(text.strip() for text in sent.typed.get(name, ())):
            notes.warned[name] += told
    if not sent.id and sent.fields["id"]:
        words = _("Its address will end in: {id}").format(id=sent.fields["id"])
        notes.read["id"].append(words)
    return FormCheckPage("", draw_controls(_sheet(desk, sent, notes)))


def show_look(
    desk: Desk, sent: Sent, service: Service, notes: Notes, problems: tuple[Link, ...] = ()
) -> ListingLookPage:
    """Return a listing as families will see it, with what is worth a second look."""
    visit = desk.visit
    openness, opening = judge_opening(service, visit.now)
    is_stale = due(service, visit.now.date(), visit.directory.catalogue.checking).is_stale
    place = _first_shown(service)
    hit = Hit(service, 0.0, None, place, openness, opening, is_stale, lambda: ())
    heading = _("How families will see it")
    why = draw_text("why", sent.why, Notes())
    changed = meet(sent.base, sent.fields, sent.base).mine if sent.id else ()
    return ListingLookPage(
        title=_("Error: {page}").format(page=heading) if problems else heading,
        heading=heading,
        action=action_of(sent),
        kept=(*keep_typed(sent.typed), Carried("base", write_base(sent.base))),
        # Its name leads to the page beside it: there may be no other yet.
        card=replace(draw_card(hit, visit.directory.catalogue), href="#as-page"),
        listing=show_listing(service, visit),
        address="" if sent.id else f"{visit.base}/services/{service.id}",
        changed=say_changed(changed),
        hidden=_(STATUS[service.status]) if service.status in STATUS else "",
        warnings=tuple(_warn(notes)),
        why=why,
        problems=problems,
    )


def keep_typed(typed: Typed) -> tuple[Carried, ...]:
    """Return everything that was typed, to be carried by a page that does not show it."""
    return tuple(
        Carried(name, text) for name, given in typed.items() if name != "why" for text in given
    )


def name_of(sent: Sent) -> str:
    """Return what a listing is called in the file, or its id."""
    name = sent.base.get("name")
    return name if isinstance(name, str) and name else sent.id


def _sheet(desk: Desk, sent: Sent, notes: Notes) -> Sheet:
    catalogue = desk.visit.directory.catalogue
    needs = tuple((need.slug, need.title) for need in catalogue.needs.values())
    return Sheet(sent.typed, notes, needs, _own_areas(desk), not sent.id)


def _own_areas(desk: Desk) -> Names:
    areas, reach = desk.visit.directory.catalogue.areas, desk.reach
    return tuple(
        (area.slug, area.name) for area in areas.values() if reach is None or area.slug in reach
    )


def _link_on(desk: Desk, sent: Sent) -> Iterator[Link]:
    if desk.visit.directory.catalogue.find(sent.id) is not None:
        yield Link(_("See it as families do"), f"/services/{sent.id}")
    if sent.id:
        yield Link(_("Add one that is like it"), f"{LISTINGS}/new?from={sent.id}")


def _first_shown(service: Service) -> Location | None:
    return next((place for place in service.places if not place.hidden), None)


def _warn(notes: Notes) -> Iterator[str]:
    for name, told in notes.warned.items():
        yield from (f"{call_box(name)}: {words}" if name else words for words in told)
