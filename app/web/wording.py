"""The words families read for each value of a listing. Unknown is said, never guessed."""

import re
from datetime import date

from app.content.freshness import Policy, due
from app.content.models import (
    AccessFeature,
    Checked,
    CheckMethod,
    Cost,
    Group,
    Location,
    ReachInWay,
    Service,
)
from app.language import gettext as _
from app.language import join_words, mark, write_date, write_month

_YEAR = re.compile(r"\b20[0-9]{2}\b")
REACH_IN: dict[ReachInWay, str] = {
    "just turn up": mark("You can just turn up"),
    "get in touch": mark("You can get in touch yourself"),
    "book": mark("Book a time first"),
    "someone asks for you": mark("Someone asks for you, such as your GP or school"),
    "not known": mark("Ask if you can come yourself"),
}
COST: dict[Cost, str] = {
    "free": mark("Free"),
    "low cost": mark("Low cost"),
    "some free, some paid": mark("Some things are free"),
    "paid": mark("There is a cost"),
    "not known": mark("Ask about cost"),
}
REACH_IN_UNASKED = mark("We do not know if you can just come")
COST_UNASKED = mark("We do not know the cost")
"""What stands for "not known" where we know no way to get in touch."""
WELCOMES: dict[Group, str] = {
    "carers": mark("carers"),
    "children": mark("children"),
    "dads": mark("dads"),
    "families with a person in prison": mark("families of someone in prison"),
    "foster and adoptive families": mark("foster and adoptive families"),
    "grandparents": mark("grandparents"),
    "kinship carers": mark("families bringing up a relative’s child"),
    "LGBT+ people": mark("LGBT+ people"),
    "mums": mark("mums"),
    "pregnant women": mark("pregnant women"),
    "refugees and people seeking asylum": mark("refugees and people seeking asylum"),
    "single parents": mark("single parents"),
    "students": mark("students"),
    "women only": mark("women"),
    "young carers": mark("children who help look after someone"),
    "young parents": mark("young parents"),
    "young people": mark("young people"),
}
ACCESS: dict[AccessFeature, str] = {
    "step-free": mark("step-free"),
    "accessible toilet": mark("accessible toilet"),
    "changing place toilet": mark("changing place toilet"),
    "lift": mark("lift"),
    "hearing loop": mark("hearing loop"),
    "BSL": mark("BSL"),
    "quiet space": mark("quiet space"),
    "easy read": mark("easy read"),
    "accessible parking": mark("accessible parking"),
    "pram friendly": mark("pram friendly"),
}
CHECKED: dict[CheckMethod, str] = {
    "phone": mark("Checked by phone on {date}, by our {role}."),
    "email": mark("Checked by email on {date}, by our {role}."),
    "visit": mark("Checked by visit on {date}, by our {role}."),
    "web page": mark("Checked by web page on {date}, by our {role}."),
}
NOT_CHECKED = mark("We have not checked this with them yet. Call first.")
NOT_CHECKED_NO_PHONE = mark("We have not checked this with them yet. It may have changed.")
DUE = mark("It is due another check. Call first.")
DUE_NO_PHONE = mark("It is due another check. It may have changed.")
STALE = mark("Last checked in {month}: call first.")
STALE_NO_PHONE = mark("Last checked in {month}. It may have changed.")


def say_reach_in(service: Service) -> str:
    """Return how a family gets this help; nobody is told to ask where we know no way to."""
    how = service.reach_in.how
    return _(REACH_IN_UNASKED if how == "not known" and not service.contacts else REACH_IN[how])


def say_cost(service: Service) -> str:
    """Return what a family pays, with the listing's own note where it has one."""
    is_unasked = service.cost == "not known" and not service.contacts
    words = _(COST_UNASKED if is_unasked else COST[service.cost])
    note = service.cost_note
    if not note:
        return words
    return note[:1].upper() + note[1:] if service.cost == "not known" else f"{words}: {note}"


def say_welcomes(service: Service) -> str:
    """Return the groups a service is made for, as words in a sentence."""
    return join_words([_(WELCOMES[group]) for group in service.welcomes])


def say_languages(service: Service) -> str:
    """Return what can be spoken; empty where nobody has told us."""
    told = service.languages
    parts = [", ".join(told.spoken)] if told.spoken else []
    if told.interpreter == "yes":
        parts.append(_("You can ask for an interpreter"))
    if told.note:
        parts.append(told.note.rstrip("."))
    return ". ".join(parts) + "." if parts else ""


def say_checked(service: Service, today: date, policy: Policy) -> str:
    """Return how fresh the listing is: by whom and how it was checked, or that it was not."""
    checked = service.checked
    if checked is None:
        return _(NOT_CHECKED if _can_call(service) else NOT_CHECKED_NO_PHONE)
    words = _(CHECKED[checked.how]).format(date=write_date(checked.on), role=checked.by)
    return f"{words} {_say_next(service, checked, today, policy)}".strip()


def say_stale(service: Service) -> str:
    """Return the mark on the card of a listing whose check is old; lines for danger have none.

    Nothing must make anyone doubt those numbers.
    """
    if service.checked is None or service.crisis:
        return ""
    words = _(STALE if _can_call(service) else STALE_NO_PHONE)
    return words.format(month=write_month(service.checked.on))


def say_sources(service: Service) -> str:
    """Return how old the newest thing we read is, where planners wrote a year down."""
    years = _YEAR.findall(service.sources_dated or "")
    return _("What we read is from {year} or before.").format(year=max(years)) if years else ""


def _can_call(service: Service) -> bool:
    return any(contact.way == "phone" for contact in service.contacts)


def _say_next(service: Service, checked: Checked, today: date, policy: Policy) -> str:
    if due(service, today, policy).is_stale:
        return _(DUE if _can_call(service) else DUE_NO_PHONE)
    if checked.next is None:
        return ""
    return _("We will check again by {date}.").format(date=write_date(checked.next))


def say_where(location: Location) -> tuple[str, ...]:
    """Return the lines of an address; a hidden one has none."""
    if location.hidden:
        return ()
    parts = (location.name, location.address, location.neighbourhood, location.postcode)
    return tuple(part for part in parts if part)


def end_sentence(words: str) -> str:
    """Return words with a stop, unless they end already."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun in English, for planners: "1 place", "12 places"."""
    return f"{number:,} {one if number == 1 else many}"
