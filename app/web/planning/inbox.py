"""The planners' inbox: what families said, by listing, newest first."""

from itertools import islice
from urllib.parse import urlencode

from app.language import gettext as _
from app.language import mark, ngettext, write_date, write_number
from app.planning.accounts import is_at_least
from app.voice import Heard, Thread
from app.web.addresses import service_path
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.planning.voice_views import AnswerLine, InboxPage, ThreadCard
from app.web.planning.voicing import (
    REPLIES,
    VOICE,
    describe,
    name_listing,
    narrow,
    offer_areas,
    say,
    show_tabs,
)

MOST_THREADS = 25
MOST_WORDS_SHOWN = 20
"""Answers with words that stand under one listing; the rest show when these are done."""
STATES = {"new": mark("New"), "done": mark("Done")}


def show_inbox(desk: Desk, state: str, area: str, page: int, notice: str) -> InboxPage:
    """Return one page of the inbox. Raises StoreDown."""
    voice = desk.visit.site.voice.voice
    threads = voice.threads(done=state == "done", areas=narrow(desk, area))
    begin = page * MOST_THREADS
    shown = tuple(islice(threads, begin, begin + MOST_THREADS))
    has_older = len(threads) > begin + MOST_THREADS
    role = desk.planner.role
    return InboxPage(
        title=_("What families say"),
        tabs=show_tabs(),
        here=VOICE,
        states=tuple(Option(each, _(words), each == state) for each, words in STATES.items()),
        areas=offer_areas(desk, area, _("All that I may see")),
        state=state,
        area=area,
        threads=tuple(_show_thread(thread, desk) for thread in shown),
        counted=_count(threads),
        may_mark=is_at_least(role, "editor") and state == "new",
        may_delete=role == "planner",
        notice=notice,
        older=link_inbox(state, area, page=page + 1) if has_older else "",
        sheet=f"{VOICE}/answers.csv",
    )


def link_inbox(state: str, area: str, **numbers: int) -> str:
    """Return the address of the inbox with these filters; numbers that are 0 are left out."""
    asked = {"state": state if state != "new" else "", "area": area, **numbers}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{VOICE}?{query}" if query else VOICE


def _show_thread(thread: Thread, desk: Desk) -> ThreadCard:
    service = desk.visit.directory.catalogue.find(thread.listing or "")
    with_words = thread.with_words
    hidden = len(with_words) - MOST_WORDS_SHOWN
    about = {"listing": thread.listing} if thread.listing else {}
    return ThreadCard(
        title=name_listing(thread.listing, desk),
        href=service_path(service, desk.visit.directory.catalogue) if service else "",
        newest=write_date(thread.newest),
        counts=tuple(
            f"{say(question, choice)}: {write_number(times)}"
            for (question, choice), times in thread.counts.items()
        ),
        answers=tuple(_show_answer(a, desk) for a in with_words[:MOST_WORDS_SHOWN]),
        more=_say_more(hidden) if hidden > 0 else "",
        numbers=" ".join(map(str, thread.numbers)),
        reply=f"{REPLIES}/new?{urlencode(about)}" if about else f"{REPLIES}/new",
    )


def _show_answer(answer: Heard, desk: Desk) -> AnswerLine:
    said = say(answer.question, answer.choice)
    if answer.times > 1:
        said = _("{said} (said {number} times)").format(
            said=said, number=write_number(answer.times)
        )
    return AnswerLine(
        answer.number,
        said,
        answer.words,
        write_date(answer.day),
        describe(answer, desk),
        answer.done_by,
    )


def _say_more(hidden: int) -> str:
    words = ngettext("{number} more has words.", "{number} more have words.", hidden)
    return words.format(number=write_number(hidden))


def _count(threads: tuple[Thread, ...]) -> str:
    answers = sum(sum(thread.counts.values()) for thread in threads)
    if not answers:
        return _("Nothing is here.")
    words = ngettext("{number} answer", "{number} answers", answers)
    return words.format(number=write_number(answers))
