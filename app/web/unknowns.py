"""What we do not know about a listing, said kindly and once: a blank reads as free, or as no."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.models import Service
from app.language import gettext as _
from app.language import join_words
from app.web.whereabouts import shown_places


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """What stands where nobody told us: to ask them, unless we know no way to ask."""

    next: str
    who_will_know: str
    languages: str
    for_whom: str


def say_fallbacks(service: Service) -> Fallbacks:
    """Return what a listing's page says in place of each answer it has not got."""
    if service.contacts:
        return Fallbacks(
            next=_("We do not know yet. You can ask them first."),
            who_will_know=_("Nobody knows you looked here. Ask them who they talk to."),
            languages=_("We do not know. Ask them for an interpreter if you need one."),
            for_whom=_("Ask them"),
        )
    return Fallbacks(
        next=_("We do not know yet."),
        who_will_know=_("Nobody knows you looked here."),
        languages=_("We do not know yet."),
        for_whom=_("We do not know yet"),
    )


def say_unknowns(service: Service) -> str:
    """Return one line that names what else nobody told us; "" where there is nothing.

    Nothing must make anyone doubt a line for danger.
    """
    unknown = tuple(_list_unknowns(service))
    if service.crisis or not unknown:
        return ""
    words = _("We do not know yet: {things}.")
    if service.contacts:
        words = _("We do not know yet: {things}. Ask them.")
    return words.format(things=join_words(unknown))


def _list_unknowns(service: Service) -> Iterator[str]:
    places = shown_places(service)
    if not service.reach_in.wait:
        yield _("if there is a wait")
    if not service.reach_in.bring and _is_gone_to(service):
        yield _("what to bring")
    if places and not _tells_getting_in(service):
        yield _("if there is a ramp")


def _is_gone_to(service: Service) -> bool:
    return bool(service.places or {"drop in", "in person", "group"} & set(service.ways))


def _tells_getting_in(service: Service) -> bool:
    steps = ("step-free" in place.access for place in shown_places(service))
    return bool(service.access_note) or all(steps)
