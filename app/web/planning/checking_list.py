"""What to check next: the list of it, and one listing of it."""

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlencode

from app.content.models import Service
from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_number
from app.planning.reminders import TERMS, Reminder, Term, count_terms
from app.web.builder import Option
from app.web.planning.checking_forms import (
    ALL,
    CHECKS,
    Back,
    Filters,
    Marked,
    link_back,
    remind_all,
    remind_of,
    show_done,
    show_panel,
)
from app.web.planning.checking_views import (
    CheckDone,
    CheckPage,
    ChecksPage,
    ReminderCard,
    ReminderPart,
)
from app.web.planning.door import Desk
from app.web.planning.listing_list import listing_href
from app.web.planning.voicing import areas_inside
from app.web.presenters import show_contact
from app.web.views import Link

MOST_SHOWN = 20
TITLES: dict[Term, str] = {
    "told": mark("Families told us"),
    "overdue": mark("Overdue"),
    "this month": mark("Due this month"),
    "next month": mark("Due next month"),
    "never": mark("Never checked"),
    "later": mark("Due later"),
}
LEADS: dict[Term, str] = {
    "told": mark("Several families said that the number is wrong. Phone these first."),
    "overdue": mark("Families read that these are due another check."),
    "this month": mark("These are still in date."),
    "next month": mark("These are still in date."),
    "never": mark("Families read that nobody checked these. Lines for danger come first."),
    "later": mark("These can wait."),
}


def read_filters(area: str, kind: str, when: str, page: str, desk: Desk) -> Filters:
    """Return what an address asks for; what is none of ours is left out."""
    catalogue = desk.visit.directory.catalogue
    kinds = {rule.name for rule in catalogue.checking.rules}
    is_number = page.isascii() and page.isdigit() and len(page) <= 4
    return Filters(
        area if area in catalogue.areas else "",
        kind if kind in kinds else "",
        next((term for term in TERMS if term == when), ""),
        int(page) if is_number else 0,
    )


def find_reminders(filters: Filters, desk: Desk) -> tuple[Reminder, ...]:
    """Return what to check within reach, in an area and of a kind, whenever it is due."""
    reach, area = desk.reach, filters.area
    inside = areas_inside(desk, area) if area else None
    live = (
        service
        for service in desk.visit.directory.catalogue.live
        if (reach is None or not reach.isdisjoint(service.areas))
        and (inside is None or not inside.isdisjoint(service.areas))
    )
    kind = filters.kind
    return tuple(r for r in remind_all(live, desk) if not kind or r.due.rule.name == kind)


def show_checks(desk: Desk, filters: Filters, marked: str, undone: str = "") -> ChecksPage:
    """Return a page of what to check next, and what was just marked, or taken back, by its id."""
    found = find_reminders(filters, desk)
    chosen = tuple(r for r in found if _is_wanted(r, filters.term))
    begin = filters.page * MOST_SHOWN
    shown = chosen[begin : begin + MOST_SHOWN]
    further = Filters(filters.area, filters.kind, filters.term, filters.page + 1)
    has_more = len(chosen) > begin + MOST_SHOWN
    return ChecksPage(
        title=_("What to check next"),
        lead=_say_count(len(chosen)),
        areas=_offer_areas(desk, filters.area),
        terms=_offer_terms(found, filters.term),
        kinds=_offer_kinds(desk, filters.kind),
        parts=tuple(_show_parts(shown, desk, filters)),
        empty=_("There is nothing to check here."),
        sheet=link_to(f"{CHECKS}.csv", Filters(filters.area, filters.kind, filters.term)),
        calendar=link_to(f"{CHECKS}.ics", Filters(filters.area)),
        done=_find_done(marked, desk, filters) or _say_undone(undone, desk),
        more=Link(_("Show more"), link_to(CHECKS, further)) if has_more else None,
    )


def show_check(
    service: Service,
    desk: Desk,
    *,
    back: Back = "check",
    filters: Filters = ALL,
    is_marked: bool = False,
    is_undone: bool = False,
    slips: Marked | None = None,
    trouble: str = "",
) -> CheckPage:
    """Return one listing's page of checking, which also says what went wrong."""
    title = _("Check: {name}").format(name=service.name)
    done = show_done(service, desk, back, filters) if is_marked else None
    if is_undone:
        done = _say_undone(service.id, desk)
    return CheckPage(
        title=_("Error: {title}").format(title=title) if slips or trouble else title,
        name=service.name,
        back=Link(_("What to check next"), link_back(service.id, "checks", filters)),
        card=_show_card(remind_of(service, desk), desk, back, filters, slips),
        done=done,
        trouble=trouble,
    )


def say_waiting(desk: Desk) -> str:
    """Return what waits to be checked, for the first page."""
    counts = count_terms(find_reminders(ALL, desk))
    late = counts["told"] + counts["overdue"]
    words = ngettext("{number} is overdue.", "{number} are overdue.", late)
    told = words.format(number=write_number(late)) if late else _("Nothing is overdue.")
    return f"{told} {say_never(counts['never'])}".strip()


def say_never(never: int) -> str:
    """Return how many were never checked; "" for none."""
    if not never:
        return ""
    words = ngettext("{number} was never checked.", "{number} were never checked.", never)
    return words.format(number=write_number(never))


def _is_wanted(reminder: Reminder, term: str) -> bool:
    return reminder.term == term if term else reminder.term != "later"


def _show_parts(shown: Iterable[Reminder], desk: Desk, filters: Filters) -> Iterable[ReminderPart]:
    for term, each in groupby(shown, lambda reminder: reminder.term):
        cards = tuple(_show_card(reminder, desk, "checks", filters) for reminder in each)
        yield ReminderPart(term.replace(" ", "-"), _(TITLES[term]), _(LEADS[term]), cards)


def _show_card(
    reminder: Reminder, desk: Desk, back: Back, filters: Filters, slips: Marked | None = None
) -> ReminderCard:
    service = reminder.service
    return ReminderCard(
        anchor=service.id,
        name=service.name,
        href=listing_href(service.id),
        provider=service.provider if service.provider != service.name else "",
        where=name_areas(service, desk),
        contacts=tuple(show_contact(contact) for contact in service.contacts),
        panel=show_panel(reminder, desk, back, filters, slips),
    )


def name_areas(service: Service, desk: Desk) -> str:
    """Return the names of a listing's areas, as words."""
    areas = desk.visit.directory.catalogue.areas
    return join_words([areas[slug].name for slug in service.areas])


def _find_done(marked: str, desk: Desk, filters: Filters) -> CheckDone | None:
    service = desk.visit.directory.catalogue.by_id.get(marked)
    return show_done(service, desk, "checks", filters) if service else None


def _say_undone(undone: str, desk: Desk) -> CheckDone | None:
    service = desk.visit.directory.catalogue.by_id.get(undone)
    words = _("{name}: that check is taken back.")
    return CheckDone(words.format(name=service.name)) if service else None


def _offer_areas(desk: Desk, chosen: str) -> tuple[Option, ...]:
    reach, areas = desk.reach, desk.visit.directory.catalogue.areas
    own = [area for area in areas.values() if reach is None or area.slug in reach]
    first = Option("", _("All that I may see"), not chosen)
    return (first, *(Option(area.slug, area.name, area.slug == chosen) for area in own))


def _offer_terms(found: Iterable[Reminder], chosen: str) -> tuple[Option, ...]:
    counts = count_terms(found)
    waiting = sum(count for term, count in counts.items() if term != "later")
    first = Option("", _with_count(_("All but those due later"), waiting), not chosen)
    terms = (Option(t, _with_count(_(TITLES[t]), counts[t]), t == chosen) for t in TERMS)
    return (first, *terms)


def _with_count(words: str, count: int) -> str:
    return _("{words}: {number}").format(words=words, number=write_number(count))


def _offer_kinds(desk: Desk, chosen: str) -> tuple[Option, ...]:
    rules = desk.visit.directory.catalogue.checking.rules
    names = dict.fromkeys(rule.name for rule in rules)
    return (
        Option("", _("Every kind"), not chosen),
        *(Option(name, name, name == chosen) for name in names),
    )


def _say_count(number: int) -> str:
    words = ngettext("{number} listing to check.", "{number} listings to check.", number)
    return words.format(number=write_number(number))


def link_to(path: str, filters: Filters) -> str:
    """Return an address with these filters."""
    query = urlencode(filters.fields)
    return f"{path}?{query}" if query else path
