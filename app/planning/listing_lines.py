"""Listings as planners look for them: by words, area, topic, state and check, in some order.

Pure: it is given what the files hold now, typed by anybody and perhaps not good, and never fails
for what a field says.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.content.freshness import Policy
from app.planning.keeping import Reach, areas_of, may_change
from app.planning.merging import Fields
from app.planning.typed_checks import TypedCheck, read_check, read_day
from app.planning.yaml_writing import Text

Checked = Literal["never", "due", "fine"]
Status = Literal["live", "paused", "archived"]
STATUSES: tuple[Status, ...] = ("live", "paused", "archived")
CHECKS: tuple[Checked, ...] = ("never", "due", "fine")
ORDERS = ("stale", "name", "edited")
_FEWEST_DIGITS = 3
_NUMBER = re.compile(r"[\d +()-]+")


@dataclass(frozen=True, slots=True)
class ListingLine:
    """One listing in the list. Dates are None where there is none, or none that can be read."""

    id: str
    name: str
    provider: str
    areas: tuple[str, ...]
    needs: tuple[str, ...]
    status: str
    is_checked: Checked
    checked_on: date | None
    check_by: date | None
    edited: date | None
    words: str
    digits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show; "" and None leave a question open. `areas` has those inside the chosen one."""

    words: str = ""
    areas: frozenset[str] | None = None
    need: str = ""
    status: str = ""
    checked: str = ""
    reach: Reach = None


def read_line(listing: str, fields: Fields, today: date, policy: Policy) -> ListingLine:
    """Return a listing as the list shows it; the policy says how long its check holds."""
    name, provider = _text(fields, "name") or listing, _text(fields, "provider")
    phones = tuple(_phones(fields))
    check = read_check(fields, policy)
    said = (name, provider, listing, _text(fields, "summary"), *phones)
    return ListingLine(
        id=listing,
        name=name,
        provider=provider,
        areas=areas_of(fields),
        needs=texts_of(fields.get("needs")),
        status=read_status(fields),
        is_checked=_judge(check, today),
        checked_on=check.on if check else None,
        check_by=check.following if check else None,
        edited=read_day(fields.get("edited")),
        words=_fold(" ".join(said)),
        digits=tuple(re.sub(r"\D", "", phone) for phone in phones),
    )


def choose_lines(lines: Iterable[ListingLine], wanted: Wanted) -> tuple[ListingLine, ...]:
    """Return the listings that somebody asks for."""
    return tuple(line for line in lines if _fits(line, wanted))


def sort_lines(lines: Iterable[ListingLine], order: str) -> tuple[ListingLine, ...]:
    """Return listings in an order: "stale", "name", or "edited" with the newest first."""
    by_name = sorted(lines, key=lambda line: (_fold(line.name), line.id))
    if order == "name":
        return tuple(by_name)
    if order == "edited":
        return tuple(sorted(by_name, key=lambda line: line.edited or date.min, reverse=True))
    # What families do not see needs no check before what they do.
    return tuple(sorted(by_name, key=lambda line: (line.status != "live", *_need(line))))


def read_status(fields: Fields) -> str:
    """Return a listing's state as it was typed; live where none is."""
    return _text(fields, "status") or "live"


def texts_of(value: Text | None) -> tuple[str, ...]:
    """Return a value that is one text or a list of them."""
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value or () if isinstance(item, str))


def _judge(check: TypedCheck | None, today: date) -> Checked:
    """Return how a check stands, as `freshness.due` does; one dated later than today is none."""
    if check is None or check.on > today:
        return "never"
    return "due" if today > check.following else "fine"


def _need(line: ListingLine) -> tuple[bool, date]:
    """Return what sorts by how much a check is needed: none first, then those due longest."""
    if line.is_checked == "never" or line.check_by is None:
        return False, date.min
    return True, line.check_by


def _fits(line: ListingLine, wanted: Wanted) -> bool:
    return (
        (wanted.areas is None or not wanted.areas.isdisjoint(line.areas))
        and (not wanted.need or wanted.need in line.needs)
        and (not wanted.status or wanted.status == line.status)
        and (not wanted.checked or wanted.checked == line.is_checked)
        and may_change(line.areas, wanted.reach)
        and _says(line, wanted.words)
    )


def _says(line: ListingLine, words: str) -> bool:
    """Return whether every word is in a listing, or the number is one of its phone numbers."""
    number = re.sub(r"\D", "", words) if _NUMBER.fullmatch(words) else ""
    if len(number) >= _FEWEST_DIGITS and any(number in digits for digits in line.digits):
        return True
    return all(word in line.words for word in _fold(words).split())


def _fold(text: str) -> str:
    """Return a text in small letters without accents, as people type when they look for it."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _phones(fields: Fields) -> Iterable[str]:
    contacts = fields.get("contacts")
    found: Sequence[Text] = contacts if isinstance(contacts, list) else ()
    for contact in found:
        if isinstance(contact, dict):
            yield from (said for way in ("phone", "text") if (said := _text(contact, way)))


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
