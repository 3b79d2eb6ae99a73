"""Words and choices that every page of families' voices shares."""

from collections.abc import Mapping

from app.content.areas import areas_around
from app.language import gettext as _
from app.language import mark
from app.voice import Heard
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.views import Link

VOICE = "/planning/voice"
REPLIES = "/planning/voice/replies"
UNMET = "/planning/voice/unmet"
NO_AREA = "none"
"""Stands in an address for "about no area"."""
SAID: Mapping[tuple[str, str], str] = {
    ("found", "yes"): mark("It helped"),
    ("found", "no"): mark("It has not helped yet"),
    ("right", "yes"): mark("The page is right"),
    ("right", "no"): mark("The page is not right"),
    ("wrong", "closed"): mark("It has closed"),
    ("wrong", "wrong number"): mark("Wrong phone number"),
    ("wrong", "wrong hours"): mark("Wrong opening times"),
    ("wrong", "did not answer"): mark("No one answered"),
    ("wrong", "not kind"): mark("They were not kind"),
    ("wrong", "other"): mark("Something else is wrong"),
    ("missing", ""): mark("Something is missing"),
}


def show_tabs() -> tuple[Link, ...]:
    """Return the pages of families' voices."""
    return (
        Link(_("Inbox"), VOICE),
        Link(_("You said, we did"), REPLIES),
        Link(_("What they looked for"), UNMET),
    )


def say(question: str, choice: str) -> str:
    """Return an answer's question and choice in words."""
    return _(SAID.get((question, choice), question))


def name_area(slug: str, desk: Desk) -> str:
    """Return an area's name; "" for none."""
    area = desk.visit.directory.catalogue.areas.get(slug)
    return area.name if area is not None else slug


def name_need(slug: str, desk: Desk) -> str:
    """Return a topic's name; "" for none."""
    need = desk.visit.directory.catalogue.needs.get(slug)
    return need.short_title if need is not None else slug


def name_listing(answer_listing: str | None, desk: Desk) -> str:
    """Return a listing's name, or that it is about none, or its id where it has gone."""
    if not answer_listing:
        return _("About no listing")
    service = desk.visit.directory.catalogue.by_id.get(answer_listing)
    return service.name if service is not None else answer_listing


def offer_areas(desk: Desk, chosen: str, first: str) -> tuple[Option, ...]:
    """Return the areas a planner reaches, to choose from; `first` stands for all of them."""
    reach, areas = desk.reach, desk.visit.directory.catalogue.areas
    own = [area for area in areas.values() if reach is None or area.slug in reach]
    options = [Option("", first, not chosen)]
    options += [Option(area.slug, area.name, area.slug == chosen) for area in own]
    if reach is None:
        options.append(Option(NO_AREA, _("About no area"), chosen == NO_AREA))
    return tuple(options)


def narrow(desk: Desk, area: str) -> frozenset[str] | None:
    """Return what to ask the voices for: one area with those inside it, within one's own reach.

    None is everything. An area out of reach gives nothing.
    """
    reach = desk.reach
    if not area:
        return reach
    if area == NO_AREA:
        return frozenset({""}) if reach is None else frozenset()
    inside = areas_inside(desk, area)
    return inside if reach is None else inside & reach


def areas_inside(desk: Desk, area: str) -> frozenset[str]:
    """Return an area's slug with those of the areas inside it."""
    areas = desk.visit.directory.catalogue.areas
    return frozenset(s for s in areas if area in {a.slug for a in areas_around(s, areas)})


def describe(answer: Heard, desk: Desk) -> str:
    """Return where and about which topic something was said: "Glasgow South, food"."""
    about = (name_area(answer.area, desk), name_need(answer.need, desk))
    return ", ".join(text for text in about if text)
