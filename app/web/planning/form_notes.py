"""What is said beside the boxes: what is wrong in the words of the check, and what we read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.content.ages import AgesProblem, parse_ages
from app.content.areas import areas_around, areas_at
from app.content.faults import Fault
from app.content.hours import HoursProblem, parse_hours
from app.language import gettext as _
from app.language import join_words, mark
from app.places import Place
from app.places.postcodes import read_postcode
from app.planning.judging import Rules
from app.planning.listing_form import Typed
from app.planning.week import Week

EMPTY = mark("Write something here.")
NONE_CHOSEN = mark("Choose at least one.")
NO_WAY = mark("Write the number or the address.")
_WHOLE_ROW = {"contacts": "value", "places": "postcode"}
_WHOLE_FIELD = {"needs": "need", "checked": "checked-next", "reach_in": "reach_in-how"}
_BLOCKS = frozenset({"reach_in", "languages", "checked"})
_CHOSEN = frozenset({"need", "needs", "areas"})


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said beside each box, by its name; "" is what is about no box."""

    problems: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    warned: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    read: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def beside(self, name: str) -> tuple[str, ...]:
        """Return what is said below a box: what we read in it, then what may be kinder."""
        return (*self.read.get(name, ()), *self.warned.get(name, ()))

    def tell(self, name: str, words: str) -> None:
        """Note what is wrong in a box."""
        if words not in self.problems[name]:
            self.problems[name].append(words)


def find_box(place: str) -> str:
    """Return the box that a fault of the check is about: "contacts 2 website" is contacts-1-value.

    "" is none of ours.
    """
    first, *rest = place.split(" ")
    if first in _WHOLE_ROW and rest:
        row = f"{first}-{int(rest[0]) - 1}"
        inner = rest[1] if len(rest) > 1 else _WHOLE_ROW[first]
        own = inner in ("name", "hours", "note") or first == "places"
        return f"{row}-{inner if own else 'value'}"
    if first in _BLOCKS and rest:
        return f"{first}-{rest[0]}"
    if first in ("edited", "imported", *_WHOLE_ROW):
        return ""
    is_main = first == "needs" and rest == ["1"]
    return _WHOLE_FIELD.get(first, first) if not rest or is_main else first


def note_faults(faults: Iterable[Fault], week: Week, notes: Notes) -> None:
    """Put every fault beside its box: errors as problems, warnings as what we say."""
    for fault in faults:
        name = find_box(fault.field)
        if fault.severity == "error":
            notes.tell(name, _say(fault, name))
        elif (words := _say(fault, name)) not in notes.warned[name]:
            notes.warned[name].append(words)
    for day, slip in week.slips:
        notes.tell(f"week-{day}-from", slip)


def note_readings(typed: Typed, lines: Iterable[str], rules: Rules, notes: Notes) -> None:
    """Say back what we read: opening times in words, ages, and where a postcode is."""
    notes.read["hours"] += read_hours_back(lines)
    for name, given in typed.items():
        text = "\n".join(given)
        if name.endswith("-hours"):
            notes.read[name] += read_hours_back(text.splitlines())
        elif name.endswith("-postcode"):
            notes.read[name] += _say_area(text, rules)
    ages = "\n".join(typed.get("ages", ()))
    try:
        said = parse_ages(ages).describe() if ages.strip() else ""
    except AgesProblem:
        said = ""
    notes.read["ages"] += [_end(said)] if said else []


def read_hours_back(lines: Iterable[str]) -> list[str]:
    """Return what lines of opening times mean, as families read them; nothing if they are wrong."""
    try:
        schedule = parse_hours(tuple(lines))
    except HoursProblem:
        return []
    told = " ".join(_end(line) for line in schedule.describe())
    return [_("We read: {times}").format(times=told)] if schedule.known else []


def _say(fault: Fault, name: str) -> str:
    last = fault.field.split(" ")[-1]
    if " is missing → " in fault.message or fault.message.startswith("is empty → "):
        return _(NONE_CHOSEN) if name in _CHOSEN else _(EMPTY)
    if fault.message.startswith("is no way to get in touch"):
        return _(NO_WAY)
    if last.isdigit() and name.endswith("hours"):
        return _("Line {number}: {message}").format(number=last, message=fault.message)
    return fault.message


def _say_area(text: str, rules: Rules) -> Iterator[str]:
    typed = read_postcode(text, knows=lambda _: True)
    found = rules.gazetteer.find(text) if typed and typed.postcode else None
    if isinstance(found, Place):
        known = rules.catalogue.areas
        areas = areas_at(found, known.values())
        around = {each.slug for area in areas for each in areas_around(area.slug, known)[1:]}
        names = [area.name for area in areas if area.slug not in around]
        if names:
            yield _("This postcode is in {areas}.").format(areas=join_words(names, "or"))


def _end(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
