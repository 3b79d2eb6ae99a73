"""What each box of the listing form is called, what to write in it, and what may be chosen."""

from collections.abc import Mapping

from app.language import gettext as _
from app.language import mark
from app.planning.listing_form import Box, RowKind
from app.web.wording import ACCESS, COST, REACH_IN, WELCOMES

NOT_KNOWN = mark("Not known")
LABELS: Mapping[str, str] = {
    "id": mark("Short name for the address"),
    "name": mark("Name of the help"),
    "provider": mark("Who runs it"),
    "summary": mark("What it does"),
    "need": mark("Main topic"),
    "needs": mark("More topics"),
    "topics": mark("Topics"),
    "kinds": mark("Kind of help"),
    "areas": mark("Areas it serves"),
    "level": mark("How it fits in"),
    "who_for": mark("Who it is for, in words"),
    "welcomes": mark("Made for"),
    "ages": mark("Ages"),
    "reach_in-how": mark("Can a family come by itself?"),
    "reach_in-next": mark("What happens next"),
    "reach_in-bring": mark("What to bring"),
    "reach_in-wait": mark("Any wait"),
    "ways": mark("Ways to get it"),
    "contacts": mark("Contacts"),
    "contacts-way": mark("Way"),
    "contacts-value": mark("Number or address"),
    "contacts-name": mark("What it is for"),
    "contacts-hours": mark("When it is answered"),
    "contacts-note": mark("Note"),
    "places": mark("Places"),
    "places-name": mark("Building"),
    "places-address": mark("Street and number"),
    "places-postcode": mark("Postcode"),
    "places-neighbourhood": mark("Part of town"),
    "places-hours": mark("Times here"),
    "places-access": mark("What helps people get in"),
    "places-hidden": mark("Never show families where this is"),
    "access_note": mark("Getting in"),
    "hours": mark("Opening times"),
    "hours_note": mark("More about the times"),
    "cost": mark("What a family pays"),
    "cost_note": mark("The price in words"),
    "languages-spoken": mark("Languages besides English"),
    "languages-interpreter": mark("Can they get an interpreter?"),
    "languages-note": mark("Note about languages"),
    "crisis": mark("It helps in immediate danger"),
    "status": mark("Do families see it?"),
    "planners_note": mark("Note for planners"),
    "sources": mark("Where the facts came from"),
    "sources_dated": mark("How old those pages were"),
    "basis": mark("What the facts rest on"),
    "checked-on": mark("Day of the check"),
    "checked-how": mark("How you checked"),
    "checked-by": mark("Your role"),
    "checked-next": mark("Day to check again"),
    "why": mark("Why?"),
}
HINTS: Mapping[str, str] = {
    "id": mark("Leave it empty: it is made from the name. It can never be changed later."),
    "summary": mark("One to three short sentences, 400 letters at most. Say “you”."),
    "need": mark("Families find it under this topic first."),
    "needs": mark("Only those that really fit. The main one counts by itself."),
    "areas": mark("Where the families live, not where the door is."),
    "level": mark("For reports. Families do not see it."),
    "welcomes": mark("Only where the provider says so."),
    "ages": mark("Such as 0-5, 16+, under 12 or any age. Leave it empty if you do not know."),
    "reach_in-next": mark("Such as: Someone calls you back within two days."),
    "reach_in-wait": mark("Such as: about 6 weeks."),
    "contacts-value": mark("0141 496 0001, name@example.org or https://example.org"),
    "contacts-name": mark("If there are several, such as: Evening line"),
    "contacts-hours": mark("Only if not as the opening times. Such as: Mon-Fri 17:00-20:00"),
    "contacts-note": mark("Such as: Choose option 1."),
    "places-address": mark("Without the postcode."),
    "places-postcode": mark("The full one, if you know it. From it we know how far it is."),
    "places-neighbourhood": mark("Such as Govan. Outside Glasgow, the town."),
    "places-hours": mark("Only if not as the opening times."),
    "places-access": mark("Leave out what you do not know."),
    "places-hidden": mark(
        "For a refuge. Better still, never write its address here: the part of town is enough."
    ),
    "access_note": mark("Such as the side door or the buzzer. 300 letters at most."),
    "hours": mark("One line for each thing. Leave it empty if you do not know."),
    "hours_note": mark("What the lines cannot say. 300 letters at most."),
    "cost_note": mark("Such as: £2.50 a shop. It follows the cost."),
    "languages-spoken": mark("With commas, such as: Polish, Arabic"),
    "crisis": mark("Only for help in danger. It needs a number to call or text."),
    "planners_note": mark("Families never see it."),
    "sources": mark("A line for each: pages, leaflets, people’s roles. Families do not see it."),
    "sources_dated": mark("Such as: about 2024. Families read it until somebody has checked."),
    "checked-on": mark("Year, month, day: 2026-11-30. Never make up a date."),
    "checked-by": mark("Such as: locality planner. Never a name."),
    "checked-next": mark("Year, month, day: 2027-05-30."),
    "why": mark("One line for your colleagues. Leave it empty and we say what changed."),
}
FIELDS: Mapping[str, str] = {
    "name": mark("name"),
    "provider": mark("who runs it"),
    "summary": mark("what it does"),
    "needs": mark("topics"),
    "areas": mark("areas"),
    "level": mark("how it fits in"),
    "kinds": mark("kind of help"),
    "ways": mark("ways to get it"),
    "who_for": mark("who it is for"),
    "welcomes": mark("made for"),
    "ages": mark("ages"),
    "cost": mark("cost"),
    "cost_note": mark("price in words"),
    "reach_in": mark("how families get it"),
    "contacts": mark("contacts"),
    "places": mark("places"),
    "hours": mark("opening times"),
    "hours_note": mark("more about the times"),
    "languages": mark("languages"),
    "access_note": mark("getting in"),
    "crisis": mark("help in danger"),
    "status": mark("whether families see it"),
    "checked": mark("the check"),
    "sources": mark("sources"),
    "sources_dated": mark("age of the sources"),
    "basis": mark("what the facts rest on"),
    "planners_note": mark("note for planners"),
}
"""Each field inside a sentence: "Changed: cost, opening times"."""
CHOICES: Mapping[str, Mapping[str, str]] = {
    "level": {
        "universal": mark("For anyone, any time"),
        "community": mark("For the people of a neighbourhood"),
        "targeted": mark("For families with a particular need"),
    },
    "cost": {str(key): words for key, words in COST.items() if key != "not known"},
    "reach_in-how": {str(key): words for key, words in REACH_IN.items() if key != "not known"},
    "welcomes": {str(key): words for key, words in WELCOMES.items()},
    "places-access": {str(key): words for key, words in ACCESS.items()},
    "ways": {
        "phone": mark("By phone"),
        "online": mark("Online"),
        "drop in": mark("Drop in"),
        "in person": mark("In person"),
        "home visit": mark("Home visit"),
        "group": mark("In a group"),
    },
    "kinds": {
        "one to one": mark("One to one"),
        "group": mark("A group"),
        "advice": mark("Advice"),
        "activities": mark("Activities"),
        "listening": mark("Listening"),
        "information": mark("Information"),
        "practical help": mark("Practical help"),
        "food or goods": mark("Food or goods"),
        "money": mark("Money"),
        "counselling": mark("Counselling"),
        "learning": mark("Learning"),
        "a place to stay": mark("A place to stay"),
    },
    "languages-interpreter": {"yes": mark("Yes"), "no": mark("No")},
    "status": {
        "live": mark("Yes"),
        "paused": mark("Not for now: paused"),
        "archived": mark("No, it is over: archived"),
    },
    "checked-how": {
        "phone": mark("By phone"),
        "email": mark("By email"),
        "visit": mark("By visit"),
        "web page": mark("On their web page"),
    },
    "basis": {
        "provider": mark("The provider told us"),
        "source": mark("A page or a leaflet"),
        "general knowledge": mark("It is widely known"),
    },
    "contacts-way": {
        "phone": mark("Phone"),
        "text": mark("Text message"),
        "email": mark("Email"),
        "website": mark("Website"),
        "chat": mark("Web chat"),
    },
}
ROW_WORDS: Mapping[RowKind, tuple[str, str]] = {
    "contacts": (mark("Contact {number}"), mark("Add a contact")),
    "places": (mark("Place {number}"), mark("Add a place")),
}
DAY_WORDS = {
    "mon": mark("Monday"), "tue": mark("Tuesday"), "wed": mark("Wednesday"),
    "thu": mark("Thursday"), "fri": mark("Friday"), "sat": mark("Saturday"), "sun": mark("Sunday"),
}  # fmt: skip
EXAMPLES = (
    "Mon-Thu 9:00-16:30",
    "Sat by appointment",
    "1st Tue 10:00-12:00",
    "Mon-Fri 15:00-18:00 in term time",
    "Closed 24 Dec 2026 to 3 Jan 2027",
    "Closed on bank holidays",
)
"""Lines of opening times as they are typed, whatever language somebody reads."""


def label_of(name: str) -> str:
    """Return what a box is called; boxes of rows are called without their number."""
    return _(LABELS.get(name, name))


def hint_of(name: str) -> str:
    """Return what to write in a box; "" where its label says it all."""
    return _(HINTS[name]) if name in HINTS else ""


def choices_of(box: Box, name: str) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen in a box, as values and words; not known comes first."""
    words = CHOICES.get(name, {})
    known = tuple((value, _(words[value])) for value in box.choices if value in words)
    has_unknown = box.sort == "choice" and name != "contacts-way" and box.usual in ("", "not known")
    return (("", _(NOT_KNOWN)), *known) if has_unknown else known


def name_field(field: str) -> str:
    """Return a field's name inside a sentence."""
    return _(FIELDS.get(field.split(" ")[0], field))
