"""The planners' public replies: no step needs a script, and each is seen before it is public."""

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from app.language import gettext as _
from app.language import mark, write_date
from app.planning.accounts import DeedName
from app.voice import MOST_WORDS, Voice
from app.voice.masking import clean
from app.web.headers import NEVER_KEPT
from app.web.planning.door import Desk, TheDesk, turn_away
from app.web.planning.replying import (
    find_reply,
    may_change,
    show_form,
    show_replies,
    start_form,
    warn,
)
from app.web.planning.voice_views import ReplyPage
from app.web.planning.voicing import REPLIES

router = APIRouter()

LONGEST = 5_000
"""Letters that are shown again where somebody wrote too many."""
MOST_DIGITS = 9
NOTICES = {
    "draft": mark("Your draft is kept. Families do not see it."),
    "publish": mark("It is published. Families see it now."),
    "withdraw": mark("It is withdrawn. Families do not see it any more."),
    "delete": mark("It is deleted."),
    "gone": mark("That reply is not here any more."),
}
SAY = mark("Say what families told you.")
DO = mark("Say what was done.")
TOO_LONG = mark("Use {most} letters or fewer: it has {now}.")
CHOOSE = mark("Choose one of your areas.")


@router.get(REPLIES)
def send_replies(desk: TheDesk, done: str = "") -> Response:
    """Answer every reply, drafts first."""
    return desk.answer(show_replies(desk, _(NOTICES.get(done, ""))))


@router.get(f"{REPLIES}/new")
def start_reply(desk: TheDesk, listing: str = "") -> Response:
    """Answer an empty form."""
    return desk.answer(start_form(desk, listing[:100]))


@router.get(f"{REPLIES}/{{number}}")
def change_reply(number: str, desk: TheDesk) -> Response:
    """Answer the form of a reply that is there."""
    reply = find_reply(desk, _number(number))
    if reply is None:
        return _lead("gone")
    return desk.answer(show_form(desk, reply.number, reply.said, reply.did, reply.area))


@router.post(REPLIES)
def write_reply(desk: TheDesk) -> Response:
    """Show a reply as families will see it, go back to its words, keep it or publish it."""
    number, step = _number(desk.said("number")), desk.said("step")
    page = show_form(
        desk, number, desk.said("said", LONGEST), desk.said("did", LONGEST), desk.said("area", 100)
    )
    judged = _judge(page, desk)
    if number and find_reply(desk, number) is None:
        return _lead("gone")
    if judged.problems:
        title = _("Error: {page}").format(page=judged.heading)
        return desk.answer(replace(judged, title=title), 422)
    if step == "change":
        return desk.answer(page)
    if step in ("publish", "draft"):
        return _keep(page, desk, is_public=step == "publish")
    return desk.answer(_preview(page, desk))


@router.post(f"{REPLIES}/{{number}}")
def move_reply(number: str, desk: TheDesk) -> Response:
    """Publish, withdraw or delete a reply that is there."""
    reply, step = find_reply(desk, _number(number)), desk.said("step")
    deeds: dict[str, DeedName] = {
        "publish": "published a reply",
        "withdraw": "withdrew a reply",
        "delete": "deleted a reply",
    }
    if reply is None or step not in deeds:
        return _lead("gone")
    voice = desk.visit.site.voice.voice
    moves = {"publish": voice.publish, "withdraw": voice.withdraw, "delete": voice.delete_reply}
    if not moves[step](reply.number):
        return _lead("gone")
    desk.note(deeds[step], str(reply.number))
    desk.visit.site.voice.refresh()
    return _lead(step)


def _judge(page: ReplyPage, desk: Desk) -> ReplyPage:
    """Return the page with what is wrong. An area out of reach is refused whoever asks."""
    if not may_change(page.area, desk):
        if desk.planner.role == "editor" and page.area:
            raise turn_away(desk.visit, 403, _("That area is not yours"), _(CHOOSE))
        return replace(page, area_problem=_(CHOOSE))
    if page.area and page.area not in desk.visit.directory.catalogue.areas:
        return replace(page, area_problem=_(CHOOSE))
    return replace(
        page, said_problem=_judge_text(page.said, SAY), did_problem=_judge_text(page.did, DO)
    )


def _judge_text(text: str, empty: str) -> str:
    letters = len(clean(text))
    if not letters:
        return _(empty)
    if letters > MOST_WORDS:
        return _(TOO_LONG).format(most=MOST_WORDS, now=letters)
    return ""


def _preview(page: ReplyPage, desk: Desk) -> ReplyPage:
    return replace(
        page,
        title=_("How families will see it"),
        heading=_("How families will see it"),
        is_preview=True,
        day=write_date(desk.visit.now.date()),
        warning=warn(page.said, page.did),
    )


def _keep(page: ReplyPage, desk: Desk, *, is_public: bool) -> Response:
    voice: Voice = desk.visit.site.voice.voice
    number = page.number
    if number:
        voice.reword(number, page.said, page.did, page.area)
        if not is_public:
            voice.withdraw(number)
    else:
        number = voice.reply(page.said, page.did, page.area)
    desk.note("wrote a reply", str(number))
    if is_public:
        voice.publish(number)
        desk.note("published a reply", str(number))
    desk.visit.site.voice.refresh()
    return _lead("publish" if is_public else "draft")


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0


def _lead(done: str) -> Response:
    return RedirectResponse(f"{REPLIES}?done={done}", 303, NEVER_KEPT)
