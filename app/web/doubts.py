"""Listings that several families could not reach of late: their cards and pages say to check first.

Nothing else about a listing changes because somebody said so, and who to phone in danger is never
marked: three taps must not make anyone doubt those numbers.
"""

from dataclasses import replace

from app.content.models import Service
from app.language import gettext as _
from app.language import mark
from app.web.area_views import Part
from app.web.site import Visit
from app.web.views import Card

NOTICE = mark("Some people told us this may have changed. Check before you go.")
MARK = mark("This may have changed. Check before you go.")


def is_doubted(service: Service, visit: Visit) -> bool:
    """Return whether families told us it is wrong, and nobody checked it since."""
    checked = service.checked.on if service.checked is not None else None
    return not service.crisis and visit.site.voice.snapshot.doubts(service.id, checked)


def say_doubt(service: Service, visit: Visit) -> str:
    """Return the notice on a listing's own page; "" where there is no doubt."""
    return _(NOTICE) if is_doubted(service, visit) else ""


def mark_cards(cards: tuple[Card, ...], visit: Visit) -> tuple[Card, ...]:
    """Return cards with a mark on those in doubt."""
    if not visit.site.voice.snapshot.doubted:
        return cards
    find = visit.directory.catalogue.by_id.get
    known = ((card, find(card.id)) for card in cards)
    return tuple(
        replace(card, doubt=_(MARK)) if service and is_doubted(service, visit) else card
        for card, service in known
    )


def mark_part(part: Part, visit: Visit) -> Part:
    """Return a part of a page with its cards marked."""
    return replace(part, cards=mark_cards(part.cards, visit))
