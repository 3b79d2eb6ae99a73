"""What to check next, as files to take away: a table, and a calendar."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from app.content.models import ContactWay, Service
from app.language import gettext as _
from app.language import ngettext, write_number
from app.planning.calendar_files import DayEvent, write_calendar
from app.planning.reminders import Reminder
from app.planning.sheets import write_sheet
from app.web.planning.checking_forms import CHECKS, Filters
from app.web.planning.checking_list import link_to, name_areas, say_never
from app.web.planning.door import Desk

MOST_NAMED = 60
"""Listings that one event of a calendar names; the rest are counted."""
HEADS = (
    "when", "due", "listing", "name", "provider", "areas", "kind", "phone", "email", "website",
    "last checked", "how", "by", "families told us",
)  # fmt: skip


def write_rows(reminders: Iterable[Reminder], desk: Desk) -> str:
    """Return what to check as a table for spreadsheets."""
    return write_sheet(HEADS, (_write_row(reminder, desk) for reminder in reminders))


def write_events(reminders: Iterable[Reminder], desk: Desk, filters: Filters) -> str:
    """Return what to check as a calendar: an event for each day on which something is due.

    What is late already is one event, today. What was never checked has no day, so it is counted
    in that event and in no other.
    """
    listed = tuple(reminders)
    dated = [r for r in listed if r.term not in ("told", "overdue", "never") and r.due.next]
    late = [r for r in listed if r.term in ("told", "overdue")]
    never = sum(reminder.term == "never" for reminder in listed)
    host = urlsplit(desk.visit.base).hostname or "reach-in"
    scope = filters.area or "-".join(sorted(desk.planner.areas)) or "all"
    address = f"{desk.visit.base}{link_to(CHECKS, Filters(filters.area))}"
    events = [
        DayEvent(f"due-{day}-{scope}@{host}", day, _title(len(each)), _name_all(each), address)
        for day, each in _by_day(dated)
    ]
    if late or never:
        title = _("Overdue checks of listings: {number}").format(number=write_number(len(late)))
        if not late:
            title = say_never(never)
        about = "\n".join(filter(None, (_name_all(late), say_never(never))))
        today = desk.visit.now.date()
        events.insert(0, DayEvent(f"overdue-{scope}@{host}", today, title, about, address))
    area = desk.visit.directory.catalogue.areas.get(filters.area)
    name = _("Listings to check: {area}").format(area=area.name) if area else _("Listings to check")
    return write_calendar(name, events, desk.visit.now)


def _write_row(reminder: Reminder, desk: Desk) -> tuple[object, ...]:
    service, checked = reminder.service, reminder.service.checked
    last = (checked.on, checked.how, checked.by) if checked else ("", "", "")
    ways: tuple[ContactWay, ...] = ("phone", "email", "website")
    return (
        reminder.term,
        reminder.due.next or "",
        service.id,
        service.name,
        service.provider,
        name_areas(service, desk),
        reminder.due.rule.name,
        *(_list_contacts(service, way) for way in ways),
        *last,
        reminder.doubted or "",
    )


def _list_contacts(service: Service, way: ContactWay) -> str:
    return "; ".join(contact.value for contact in service.contacts if contact.way == way)


def _by_day(dated: Iterable[Reminder]) -> Iterable[tuple[date, list[Reminder]]]:
    days: dict[date, list[Reminder]] = {}
    for reminder in dated:
        if reminder.due.next is not None:
            days.setdefault(reminder.due.next, []).append(reminder)
    return sorted(days.items(), key=lambda pair: pair[0])


def _title(number: int) -> str:
    words = ngettext("Check {number} listing", "Check {number} listings", number)
    return words.format(number=write_number(number))


def _name_all(reminders: Iterable[Reminder]) -> str:
    named = [_name_with_phone(reminder.service) for reminder in reminders]
    lines = named[:MOST_NAMED]
    if len(named) > MOST_NAMED:
        rest = write_number(len(named) - MOST_NAMED)
        lines.append(_("And {number} more.").format(number=rest))
    return "\n".join(lines)


def _name_with_phone(service: Service) -> str:
    phone = next((c.value for c in service.contacts if c.is_number), "")
    return f"{service.name}: {phone}" if phone else service.name
