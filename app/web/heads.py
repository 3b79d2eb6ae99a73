"""What each page tells search engines and those it is shared with: nothing that gives away."""

from collections.abc import Iterable

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.content.needs import Need
from app.language import gettext as _
from app.language import ngettext
from app.search.reasons import lower_first, say_area
from app.web.addresses import area_path, service_path, topic_path
from app.web.linked_data import describe_crumbs, describe_listing, describe_site, write_linked
from app.web.views import Head, Link

MOST_LETTERS = 155
"""Letters of a description: search engines cut what is longer."""
NAME = "Reach In"


def bland_title() -> str:
    """Return what pages about safety leave in the browser's history, instead of their name."""
    return _("Help and support")


def head_home(catalogue: Catalogue, base: str) -> Head:
    """Return the head of the first page."""
    first = [lower_first(need.short_title) for need in catalogue.needs.values() if need.first]
    topics = _("Find help with {first}, {second}, {third} and more.")
    number = len(catalogue.live)
    description = join_short(
        topics.format(first=first[0], second=first[1], third=first[2]) if len(first) > 2 else "",
        ngettext(
            "We list {number} kind of help.", "We list {number} kinds of help.", number
        ).format(number=number),
        _("You do not need to be sent by anyone."),
    )
    return Head("/", description, write_linked(describe_site(NAME, description, base)))


def head_topic(need: Need) -> Head:
    """Return the head of a topic's page."""
    description = bland_description() if need.safety else join_short(need.sentence)
    return Head(topic_path(need), description)


def head_areas(areas: Iterable[Area]) -> Head:
    """Return the head of the page of all areas."""
    names = [area.name for area in areas if area.local]
    fitting = (", ".join(names[:n]) for n in range(len(names), 0, -1))
    lines = (_("Help for families in {areas}.").format(areas=each) for each in fitting)
    return Head("/areas", next((line for line in lines if len(line) <= MOST_LETTERS), ""))


def head_area(area: Area, title: str, counted: str, crumbs: Iterable[Link], base: str) -> Head:
    """Return the head of an area's own page."""
    here = Link(area.name, area_path(area))
    linked = write_linked(describe_crumbs([*crumbs, here], base))
    return Head(area_path(area), join_short(f"{title}.", *_split(counted)), linked)


def head_area_topic(area: Area, need: Need, total: int, crumbs: Iterable[Link], base: str) -> Head:
    """Return the head of one topic in one area; what lists nobody is not worth finding."""
    path = area_path(area, need)
    if not total:
        return Head()
    if need.safety:
        return Head(path, bland_description(area))
    counted = ngettext(
        "{number} kind of help for families in {area}.",
        "{number} kinds of help for families in {area}.",
        total,
    ).format(number=total, area=say_area(area))
    linked = write_linked(describe_crumbs([*crumbs, Link(need.title, path)], base))
    return Head(path, join_short(f"{need.title}.", counted, need.sentence), linked)


def head_listing(service: Service, catalogue: Catalogue, base: str) -> Head:
    """Return the head of a listing's page."""
    path = service_path(service, catalogue)
    if catalogue.may_give_away(service):
        return Head(path, bland_description())
    linked = write_linked(describe_listing(service, catalogue, base + path))
    return Head(path, join_short(*_split(service.summary)), linked)


def bland_description(area: Area | None = None) -> str:
    """Return a description that says nothing about why a family looks."""
    if area is None:
        return _("Help and support for families in Scotland.")
    return _("Help and support for families in {area}.").format(area=say_area(area))


def join_short(*sentences: str) -> str:
    """Return as many whole sentences as fit; if not even one does, its first words."""
    said = ""
    for sentence in filter(None, sentences):
        longer = f"{said} {sentence}".strip()
        if len(longer) > MOST_LETTERS:
            break
        said = longer
    return said or _cut(next(filter(None, sentences), ""))


def _cut(sentence: str) -> str:
    if len(sentence) <= MOST_LETTERS:
        return sentence
    return sentence[: MOST_LETTERS - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def _split(text: str) -> list[str]:
    return [part if part.endswith((".", "!", "?")) else f"{part}." for part in text.split(". ")]
