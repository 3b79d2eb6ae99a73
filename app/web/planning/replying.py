"""Answering families in public: "You said, we did", written, looked at, published, withdrawn."""

from app.language import gettext as _
from app.language import write_date
from app.planning.accounts import is_at_least
from app.voice import MOST_WORDS, Reply
from app.voice.masking import clean, mask
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.planning.voice_views import RepliesPage, ReplyCard, ReplyPage
from app.web.planning.voicing import REPLIES, name_area, name_listing, offer_areas, show_tabs


def show_replies(desk: Desk, notice: str) -> RepliesPage:
    """Return every reply that a planner may see. Raises StoreDown."""
    replies = (r for r in desk.visit.site.voice.voice.replies() if may_see(r.area, desk))
    return RepliesPage(
        title=_("You said, we did"),
        tabs=show_tabs(),
        here=REPLIES,
        replies=tuple(_show_reply(reply, desk) for reply in replies),
        may_write=may_write(desk),
        notice=notice,
    )


def find_reply(desk: Desk, number: int) -> Reply | None:
    """Return a reply that this planner may change. Raises StoreDown."""
    replies = desk.visit.site.voice.voice.replies()
    found = next((reply for reply in replies if reply.number == number), None)
    return found if found is not None and may_change(found.area, desk) else None


def may_write(desk: Desk) -> bool:
    """Return whether they write replies at all."""
    return is_at_least(desk.planner.role, "editor")


def may_change(area: str, desk: Desk) -> bool:
    """Return whether a reply for an area ("" for all) is theirs to write and to change."""
    reach = desk.reach
    return may_write(desk) and (reach is None or area in reach)


def may_see(area: str, desk: Desk) -> bool:
    """Return whether they see a reply: what is for every area is for all to see."""
    reach = desk.reach
    return reach is None or not area or area in reach


def show_form(desk: Desk, number: int, said: str, did: str, area: str) -> ReplyPage:
    """Return the boxes to write a reply in, filled in as they were."""
    title = _("Change a reply") if number else _("Write a reply")
    return ReplyPage(
        title=title,
        heading=title,
        tabs=show_tabs(),
        here=REPLIES,
        number=number,
        said=said,
        did=did,
        area=area,
        where=name_area(area, desk) or _("Everywhere"),
        areas=_offer(desk, area),
        most=MOST_WORDS,
    )


def start_form(desk: Desk, listing: str) -> ReplyPage:
    """Return an empty form; what it is about stands in it, to be written on."""
    service = desk.visit.directory.catalogue.by_id.get(listing)
    begun = f"{name_listing(listing, desk)}: " if service is not None else ""
    return show_form(desk, 0, begun, "", _first_area(desk))


def warn(said: str, did: str) -> str:
    """Return what to look at again before it is public; "" for nothing."""
    if all(mask(text) == clean(text) for text in (said, did)):
        return ""
    return _(
        "There may be a phone number, an address or a postcode in it. Is it meant for everybody?"
    )


def _show_reply(reply: Reply, desk: Desk) -> ReplyCard:
    day = reply.day
    published = _("Published on {day}: families see it.").format(day=write_date(day)) if day else ""
    return ReplyCard(
        reply.number,
        reply.said,
        reply.did,
        name_area(reply.area, desk) or _("Everywhere"),
        published or _("A draft: families do not see it."),
        day is not None,
        may_change(reply.area, desk),
    )


def _offer(desk: Desk, chosen: str) -> tuple[Option, ...]:
    options = offer_areas(desk, chosen, _("Everywhere"))
    return options[:-1] if desk.reach is None else options[1:]


def _first_area(desk: Desk) -> str:
    offered = _offer(desk, "")
    return offered[0].value if offered else ""
