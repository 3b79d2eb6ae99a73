"""Marking a listing as checked: its form, what it says now, and what the form sent.

A listing's own page shows `show_panel` with the macros of templates/planning/checking_parts.html.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from app.content.freshness import add_months, traits_of
from app.content.models import Checked, CheckMethod, Service
from app.language import gettext as _
from app.language import mark, ngettext, write_date, write_number
from app.planning.checking import CHECKER, name_check, write_check
from app.planning.reminders import Reminder, remind
from app.web.builder import Option
from app.web.planning.checking_views import CheckDone, CheckForm, CheckPanel
from app.web.planning.door import Desk
from app.web.planning.saving import may_edit

CHECKS = "/planning/checks"
METHODS: tuple[CheckMethod, ...] = get_args(CheckMethod)
BUTTONS: dict[CheckMethod, str] = {
    "phone": mark("By phone"),
    "email": mark("By email"),
    "visit": mark("By visit"),
    "web page": mark("On their web page"),
}
LAST: dict[CheckMethod, str] = {
    "phone": mark("Last checked on {day}, by phone."),
    "email": mark("Last checked on {day}, by email."),
    "visit": mark("Last checked on {day}, by visit."),
    "web page": mark("Last checked on {day}, on their web page."),
}
MARKED: dict[CheckMethod, str] = {
    "phone": mark("{name}: checked today, by phone. It is due again by {day}."),
    "email": mark("{name}: checked today, by email. It is due again by {day}."),
    "visit": mark("{name}: checked today, by visit. It is due again by {day}."),
    "web page": mark("{name}: checked today, on their web page. It is due again by {day}."),
}
NOT_YOURS = mark("It also serves an area that is not yours. Ask a planner to check it.")
NO_METHOD = mark("Press how you checked it: by phone, by email, by visit or on their web page.")
NO_DAY = mark("The day of the next check must be a date, such as 2027-05-20.")
TOO_SOON = mark("The day of the next check must come after today.")
TOO_LATE = mark("The day of the next check must be within three years.")
MOST_MONTHS = 36

Back = Literal["checks", "check", "listing"]
"""The page to go back to: the list, the listing's own page here, or its page for editing."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of checks is narrowed to, as plain words of an address."""

    area: str = ""
    kind: str = ""
    term: str = ""
    page: int = 0

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return what is chosen, as fields of a form or an address."""
        page = str(self.page) if self.page else ""
        given = (("area", self.area), ("kind", self.kind), ("when", self.term), ("page", page))
        return tuple((name, value) for name, value in given if value)


ALL = Filters()
"""Nothing is left out."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a form said: how it was checked and the day for the next, and what is wrong with it."""

    how: CheckMethod | None = None
    next: date | None = None
    how_problem: str = ""
    next_problem: str = ""

    @property
    def is_good(self) -> bool:
        """Return whether nothing is wrong with it."""
        return not (self.how_problem or self.next_problem)


def read_marked(desk: Desk) -> Marked:
    """Return what the form of a check says."""
    said, typed = desk.said("how", 20), desk.said("next", 20).strip()
    how = next((each for each in METHODS if each == said), None)
    following, problem = _read_day(typed, desk.visit.now.date())
    return Marked(how, following, "" if how else _(NO_METHOD), problem)


def remind_of(service: Service, desk: Desk) -> Reminder:
    """Return how one listing's check stands for planners."""
    return remind_all((service,), desk)[0]


def remind_all(services: Iterable[Service], desk: Desk) -> tuple[Reminder, ...]:
    """Return listings in the order in which to check them; families' doubts come first."""
    policy = desk.visit.directory.catalogue.checking
    doubted = desk.visit.site.voice.snapshot.doubted
    return remind(services, desk.visit.now.date(), policy, doubted)


def show_panel(
    reminder: Reminder, desk: Desk, back: Back, filters: Filters = ALL, slips: Marked | None = None
) -> CheckPanel:
    """Return how a listing's check stands, with the form where they may change it."""
    service = reminder.service
    is_theirs = may_edit(desk, service.areas)
    form = _show_form(service, desk, back, filters, slips) if is_theirs else None
    is_reader = desk.planner.role == "viewer"
    return CheckPanel(
        last=_say_last(service.checked),
        stands=_say_standing(reminder),
        is_late=reminder.term in ("told", "overdue", "never"),
        kind=reminder.due.rule.name,
        told=_say_told(reminder.doubted),
        form=form,
        refused="" if is_theirs or is_reader else _(NOT_YOURS),
    )


def show_done(service: Service, desk: Desk, back: Back, filters: Filters) -> CheckDone | None:
    """Return what was just marked, with the button that takes it back; None if it was not today."""
    checked, today = service.checked, desk.visit.now.date()
    if checked is None or checked.on != today or checked.by != CHECKER:
        return None
    policy = desk.visit.directory.catalogue.checking
    following = policy.next_check(traits_of(service), checked.on, checked.how, checked.next)
    words = _(MARKED[checked.how]).format(name=service.name, day=write_date(following))
    if not may_edit(desk, service.areas):
        return CheckDone(words)
    check = name_check(write_check(checked.on, checked.how, checked.next))
    return CheckDone(
        words, f"{CHECKS}/{quote(service.id)}/undo", service.name, check, _hidden(back, filters)
    )


def link_back(listing: str, back: str, filters: Filters, **more: str) -> str:
    """Return the address to go on to once a check is marked."""
    if back == "check":
        return _link(f"{CHECKS}/{quote(listing)}", more)
    if back == "listing":
        return f"/planning/listings/{quote(listing)}?done=checked"
    return _link(CHECKS, {**dict(filters.fields), **more})


def _link(path: str, more: dict[str, str]) -> str:
    return f"{path}?{urlencode(more)}" if more else path


def _show_form(
    service: Service, desk: Desk, back: Back, filters: Filters, slips: Marked | None
) -> CheckForm:
    today, policy = desk.visit.now.date(), desk.visit.directory.catalogue.checking
    return CheckForm(
        action=f"{CHECKS}/{quote(service.id)}",
        listing=service.id,
        name=service.name,
        hidden=_hidden(back, filters),
        ways=tuple(Option(how, _(words), False) for how, words in BUTTONS.items()),
        holds=_say_holds(policy.months_for(traits_of(service), "phone")),
        earliest=(today + timedelta(days=1)).isoformat(),
        next=desk.said("next", 20) if slips else "",
        how_problem=slips.how_problem if slips else "",
        next_problem=slips.next_problem if slips else "",
    )


def _hidden(back: Back, filters: Filters) -> tuple[tuple[str, str], ...]:
    return (("back", back), *filters.fields)


def _read_day(typed: str, today: date) -> tuple[date | None, str]:
    """Return the day that was typed, and what is wrong with it; nothing typed is nothing wrong."""
    if not typed:
        return None, ""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None, _(NO_DAY)
    if day <= today:
        return None, _(TOO_SOON)
    return (day, "") if day <= add_months(today, MOST_MONTHS) else (None, _(TOO_LATE))


def _say_last(checked: Checked | None) -> str:
    if checked is None:
        return ""
    return _(LAST[checked.how]).format(day=write_date(checked.on))


def _say_standing(reminder: Reminder) -> str:
    following = reminder.due.next
    if following is None:
        return _("Not checked yet")
    if reminder.due.state == "long overdue":
        return _("Long overdue: since {day}").format(day=write_date(following))
    if reminder.due.state == "due":
        return _("Due since {day}").format(day=write_date(following))
    return _("Due by {day}").format(day=write_date(following))


def _say_told(day: date | None) -> str:
    if day is None:
        return ""
    return _("Families told us the number is wrong, last on {day}.").format(day=write_date(day))


def _say_holds(months: int) -> str:
    words = ngettext(
        "Without a day it is due again in {number} month.",
        "Without a day it is due again in {number} months.",
        months,
    )
    return words.format(number=write_number(months))
