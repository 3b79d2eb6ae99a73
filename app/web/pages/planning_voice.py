"""The planners' inbox: reading, marking done, deleting, and taking it away as a table."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.language import gettext as _
from app.language import ngettext, write_number
from app.planning.sheets import write_sheet
from app.voice import Heard
from app.web.headers import NEVER_KEPT
from app.web.planning.door import Desk, TheDesk
from app.web.planning.inbox import STATES, link_inbox, show_inbox
from app.web.planning.unmet import read_asked, show_unmet, write_counts
from app.web.planning.voicing import UNMET, VOICE, say

router = APIRouter()

MOST_DIGITS = 9
LONGEST_LIST = 60_000
ANSWER_HEADS = (
    "number", "day", "question", "choice", "in words", "listing", "area", "topic", "words",
    "times", "done by",
)  # fmt: skip


@router.get(VOICE)
def send_inbox(
    desk: TheDesk, state: str = "", area: str = "", page: str = "", marked: str = "", gone: str = ""
) -> HTMLResponse:
    """Answer the inbox; filters that are none are left out."""
    chosen = state if state in STATES else "new"
    notice = _say_marked(_number(marked)) or _say_gone(_number(gone))
    return desk.answer(show_inbox(desk, chosen, area[:100], _number(page), notice))


@router.post(f"{VOICE}/done")
def mark_done(desk: TheDesk) -> Response:
    """Mark answers done: only those within reach, whatever numbers were sent."""
    numbers = read_numbers(desk)
    voice = desk.visit.site.voice.voice
    marked = voice.mark_done(numbers, desk.planner.role, areas=desk.reach) if numbers else 0
    if marked:
        desk.note("marked answers done", _list(numbers))
    return _back(desk, marked=marked)


@router.post(f"{VOICE}/delete")
def delete_answers(desk: TheDesk) -> Response:
    """Delete answers for good, such as one that names somebody."""
    numbers = read_numbers(desk)
    gone = desk.visit.site.voice.voice.forget(numbers, areas=desk.reach) if numbers else 0
    if gone:
        desk.note("deleted answers", _list(numbers))
        desk.visit.site.voice.refresh()
    return _back(desk, gone=gone)


@router.get(f"{VOICE}/answers.csv")
def send_answers(desk: TheDesk) -> Response:
    """Answer every answer within reach as a table."""
    heard = desk.visit.site.voice.voice.export(areas=desk.reach)
    rows = list(map(_write_answer, heard))
    desk.note("exported answers", str(len(rows)))
    return _send_sheet(desk, "answers", write_sheet(ANSWER_HEADS, rows))


@router.get(UNMET)
def send_unmet(desk: TheDesk, ending: str = "", months: str = "") -> HTMLResponse:
    """Answer what families looked for, by topic and area; 1 to 4 searches are never told."""
    return desk.answer(show_unmet(desk, read_asked(ending, months, desk)))


@router.get(f"{VOICE}/counts.csv")
def send_counts(desk: TheDesk, months: str = "") -> Response:
    """Answer the same counts as a table, hidden where the page hides them."""
    desk.note("exported counts")
    return _send_sheet(desk, "counts", write_counts(desk, read_asked("", months, desk)))


def read_numbers(desk: Desk) -> tuple[int, ...]:
    """Return the numbers of answers that a form names."""
    texts = desk.said("numbers", LONGEST_LIST).split()
    return tuple(map(_number, texts))


def _write_answer(a: Heard) -> tuple[object, ...]:
    said = (a.question, a.choice, say(a.question, a.choice))
    return (a.number, a.day, *said, a.listing, a.area, a.need, a.words, a.times, a.done_by)


def _list(numbers: tuple[int, ...]) -> str:
    return " ".join(map(str, numbers))


def _back(desk: Desk, marked: int = 0, gone: int = 0) -> Response:
    state = desk.said("state") if desk.said("state") in STATES else "new"
    address = link_inbox(state, desk.said("area", 100), marked=marked, gone=gone)
    return RedirectResponse(address, 303, NEVER_KEPT)


def _send_sheet(desk: Desk, name: str, text: str) -> Response:
    file = f"reach-in-{name}-{desk.visit.now:%Y-%m-%d}.csv"
    told = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{file}"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=told)


def _number(text: str) -> int:
    """Return a number that was sent; 0 where it is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0


def _say_marked(marked: int) -> str:
    if not marked:
        return ""
    words = ngettext("{number} answer is done.", "{number} answers are done.", marked)
    return words.format(number=write_number(marked))


def _say_gone(gone: int) -> str:
    if not gone:
        return ""
    words = ngettext("{number} answer is deleted.", "{number} answers are deleted.", gone)
    return _("{words} It cannot be brought back.").format(
        words=words.format(number=write_number(gone))
    )
