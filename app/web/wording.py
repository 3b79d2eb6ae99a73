"""The words families read for each value of a listing. Unknown is said, never guessed."""

from datetime import date

from app.content.models import Checked, Cost, Group, Location, ReachInWay, Service

REACH_IN: dict[ReachInWay, str] = {
    "just turn up": "You can just turn up",
    "get in touch": "You can get in touch yourself",
    "book": "Book a time first",
    "someone asks for you": "Someone asks for you, such as your GP or school",
    "not known": "Ask if you can come yourself",
}
COST: dict[Cost, str] = {
    "free": "Free",
    "low cost": "Low cost",
    "some free, some paid": "Some things are free",
    "paid": "There is a cost",
    "not known": "Ask about cost",
}
WELCOMES: dict[Group, str] = {
    "kinship carers": "families bringing up a relative’s child",
    "young carers": "children who help look after someone",
    "women only": "women",
    "families with a person in prison": "families of someone in prison",
}
NOT_CHECKED = "We have not checked this with them yet. Call first."
NOT_CHECKED_NO_PHONE = "We have not checked this with them yet. It may have changed."


def say_cost(service: Service) -> str:
    """Return what a family pays, with the listing's own note where it has one."""
    words = COST[service.cost]
    note = service.cost_note
    if not note:
        return words
    return note[:1].upper() + note[1:] if service.cost == "not known" else f"{words}: {note}"


def say_welcomes(service: Service) -> str:
    """Return the groups a service is made for, as words in a sentence."""
    words = [WELCOMES.get(group, group) for group in service.welcomes]
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def say_languages(service: Service) -> str:
    """Return what can be spoken; empty where nobody has told us."""
    told = service.languages
    parts = [", ".join(told.spoken)] if told.spoken else []
    if told.interpreter == "yes":
        parts.append("You can ask for an interpreter")
    if told.note:
        parts.append(told.note.rstrip("."))
    return ". ".join(parts) + "." if parts else ""


def say_checked(service: Service, today: date) -> str:
    """Return how fresh the listing is: by whom and how it was checked, or that it was not."""
    checked = service.checked
    if checked is None:
        can_call = any(contact.way == "phone" for contact in service.contacts)
        return NOT_CHECKED if can_call else NOT_CHECKED_NO_PHONE
    words = f"Checked by {checked.how} on {say_date(checked.on)}, by our {checked.by}."
    return words + _say_next(checked, today)


def _say_next(checked: Checked, today: date) -> str:
    if checked.next is None:
        return ""
    if checked.next < today:
        return " It is due another check. Call first."
    return f" We will check again by {say_date(checked.next)}."


def say_date(day: date) -> str:
    """Return a date with the month's name: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def say_where(location: Location) -> tuple[str, ...]:
    """Return the lines of an address; a hidden one has none."""
    if location.hidden:
        return ()
    parts = (location.name, location.address, location.neighbourhood, location.postcode)
    return tuple(part for part in parts if part)


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 place", "12 places"."""
    return f"{number:,} {one if number == 1 else many}"
