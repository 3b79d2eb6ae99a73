"""What a planner sent with the form of a listing: what was typed, and the listing it says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.language import gettext as _
from app.language import mark
from app.planning.judging import Judged, Rules, judge_listing, read_guide
from app.planning.keeping import may_change
from app.planning.listing_form import (
    BOXES,
    MAIN_NEED,
    ROW_KINDS,
    ROWS,
    Typed,
    fill_form,
    read_form,
    tidy_rows,
)
from app.planning.merging import Fields
from app.planning.naming import make_slug
from app.planning.week import DAYS, Week, write_week
from app.planning.yaml_writing import Text
from app.web.planning.door import Desk
from app.web.planning.form_notes import Notes, note_faults, note_readings
from app.web.planning.saving import keeper_of

LARGEST_BASE = 60_000
"""Letters of a listing as it was opened, as JSON."""
TAKEN = mark("“{id}” is used already. Write another short name.")
OWN_AREAS = mark("Choose only your own areas.")
PLAIN = frozenset({MAIN_NEED, "id", "why", *(box.name for box in BOXES)})
_WEEK = tuple(f"week-{day}-{end}" for day in DAYS for end in ("from", "to"))
_ROW_BOXES = {kind: frozenset(box.name for box in ROWS[kind]) for kind in ROW_KINDS}


@dataclass(frozen=True, slots=True)
class Sent:
    """One form: the listing it is about ("" for a new one), as it was opened, and as it is now."""

    id: str
    base: Fields
    typed: Typed
    week: Week
    fields: Fields

    @property
    def why(self) -> str:
        """Return the reason that was typed, in one line."""
        return " ".join(" ".join(self.typed.get("why", ())).split())[:300]


def read_sent(desk: Desk, listing: str) -> Sent:
    """Return what a form says about a listing, or about a new one ("")."""
    typed = tidy_rows({name: given for name, given in desk.form.items() if _is_ours(name)})
    return make_sent(desk, listing, read_base(desk.said("base", LARGEST_BASE + 1)), typed)


def make_sent(desk: Desk, listing: str, base: Fields, typed: Typed) -> Sent:
    """Return a form with a usual week made into lines, and the listing it says."""
    form = dict(typed)
    week = write_week([tuple_of(form, day) for day in DAYS])
    if week.lines:
        form = {name: given for name, given in form.items() if name not in _WEEK}
        before = "\n".join(form.get("hours", ())).rstrip()
        form["hours"] = ("\n".join(filter(None, (before, *week.lines))),)
    fields = {**read_form(form, base), "edited": desk.visit.now.date().isoformat()}
    fields |= {"id": listing or _name(desk, form)}
    return Sent(listing, base, form, week, fields)


def tuple_of(form: Typed, day: str) -> tuple[str, str]:
    """Return the two boxes of a day."""
    start, end = (" ".join(form.get(f"week-{day}-{which}", ())) for which in ("from", "to"))
    return start, end


def start_sent(desk: Desk, listing: str, fields: Fields) -> Sent:
    """Return the form as it opens for a listing that is there."""
    return make_sent(desk, listing, fields, fill_form(fields))


def settle_id(sent: Sent) -> Sent:
    """Return a new listing's form with the id that was made for it written in its box."""
    if sent.id:
        return sent
    return replace(sent, typed={**sent.typed, "id": (str(sent.fields["id"]),)})


def write_base(base: Fields) -> str:
    """Return a listing as it was opened, to be carried by its form."""
    return json.dumps(base, ensure_ascii=False, separators=(",", ":"))


def read_base(text: str) -> dict[str, Text]:
    """Return the listing that a form carries; nothing where it cannot be read."""
    try:
        value = json.loads(text) if len(text) <= LARGEST_BASE else {}
        return value if isinstance(value, dict) and _is_text(value) else {}
    except (ValueError, RecursionError):
        return {}


def rules_of(desk: Desk) -> Rules:
    """Return what listings are held against."""
    directory = desk.visit.directory
    return Rules(directory.catalogue, directory.gazetteer, read_guide(keeper_of(desk).folder))


def judge_sent(desk: Desk, sent: Sent, rules: Rules) -> tuple[Judged, Notes]:
    """Return whether what was sent is a listing, and all that is said beside its boxes."""
    judged, notes = judge_listing(sent.fields, rules), Notes()
    note_faults(judged.faults, sent.week, notes)
    if not sent.id and not sent.fields["id"] and not sent.fields.get("name"):
        notes.problems.pop("id", None)
    if not sent.id and _is_taken(desk, str(sent.fields["id"])):
        notes.tell("id", _(TAKEN).format(id=sent.fields["id"]))
    areas = sent.fields.get("areas")
    chosen = [areas] if isinstance(areas, str) else [str(area) for area in areas or ()]
    if chosen and not may_change(chosen, desk.reach):
        notes.tell("areas", _(OWN_AREAS))
    lines = "\n".join(sent.typed.get("hours", ())).splitlines()
    note_readings(sent.typed, lines, rules, notes)
    return judged, notes


def _name(desk: Desk, form: Typed) -> str:
    """Return the id of a new listing: as it was typed, or made from its name and not yet taken."""
    typed = " ".join(form.get("id", ())).strip()
    if typed:
        return typed
    plain = make_slug(" ".join(form.get("name", ())))
    taken = desk.visit.directory.catalogue.by_id
    more = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next((slug for slug in (plain, *more) if slug not in taken), plain) if plain else ""


def _is_taken(desk: Desk, name: str) -> bool:
    """Return whether a listing has this id: what is served may lag behind the files."""
    known = desk.visit.directory.catalogue.by_id
    return name in known and name in keeper_of(desk).look().listed


def _is_ours(name: str) -> bool:
    kind, _dash, rest = name.partition("-")
    number, _dash, box = rest.partition("-")
    is_row = any(kind == known and box in _ROW_BOXES[known] for known in ROW_KINDS)
    return name in PLAIN or name in _WEEK or (is_row and number.isdigit())


def _is_text(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_text, value.values()))
    return all(map(_is_text, value)) if isinstance(value, list) else isinstance(value, str)
