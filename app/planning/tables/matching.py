"""Which column of a table is which of ours: by name, by what others call it, or by a guess."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from app.planning.tables.columns import BY_NAME, READ, VERSION

How = Literal["ours", "known", "guessed", "none", "chosen", "shown"]
"""`shown` are columns of ours that are only to look at."""

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("listing id", "reference", "ref", "service id", "slug"),
    "name": ("service", "service name", "project", "title", "group name", "listing", "activity"),
    "provider": (
        "organisation", "organization", "organisation name", "org", "agency", "run by", "charity",
        "delivered by", "lead organisation",
    ),
    "summary": ("description", "about", "what we do", "details", "service description"),
    "needs": ("need", "topics", "topic", "category", "categories", "theme", "themes"),
    "areas": ("area", "locality", "localities", "area served", "council", "local authority"),
    "level": ("tier",),
    "kinds": ("type", "service type", "type of support", "kind"),
    "ways": ("delivery", "how delivered", "format", "access route"),
    "who_for": ("eligibility", "target group", "audience", "who is it for", "client group"),
    "ages": ("age", "age range", "age group"),
    "cost": ("price", "fee", "fees", "charge"),
    "cost_note": ("cost details", "price details"),
    "how": ("referral", "referral route", "how to access"),
    "next": ("what happens next",),
    "bring": ("what to bring",),
    "wait": ("waiting time", "waiting list"),
    "phone": (
        "tel", "telephone", "phone number", "telephone number", "tel no", "contact number",
        "landline", "mobile", "phone no",
    ),
    "text": ("sms", "text number"),
    "email": ("e-mail", "email address", "e-mail address", "contact email", "mail"),
    "website": ("web", "url", "web address", "web site", "webpage", "link", "site"),
    "chat": ("web chat", "live chat"),
    "postcode": ("post code", "postal code", "zip", "pcode", "post-code"),
    "place": ("venue", "building", "location", "location name", "venue name", "where"),
    "address": ("street", "street address", "address 1", "address line 1", "full address"),
    "neighbourhood": ("town", "part of town", "village", "district", "community"),
    "hours": ("opening times", "opening hours", "times", "days and times", "when", "open"),
    "hours_note": ("notes on times", "times note"),
    "spoken": ("languages", "languages spoken", "language"),
    "interpreter": ("interpreters", "interpreting"),
    "access_note": ("accessibility", "access", "disabled access"),
    "checked_on": ("last checked", "date checked", "checked", "last verified"),
    "checked_by": ("verified by",),
    "checked_next": ("next check", "review date", "next review"),
    "status": ("state", "live"),
    "sources": ("source",),
    "planners_note": ("notes", "internal notes", "comments", "note"),
}  # fmt: skip
CHOICES = (*(column.name for column in READ), VERSION)
"""What a column of a table may be."""
CLOSE_ENOUGH = 84
SHOWN = frozenset({"page", *(name for name, column in BY_NAME.items() if not column.is_read)})


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the table: where it stands, what its head says, and which of ours it is.

    `column` is "" where it is left out.
    """

    index: int
    heading: str
    column: str
    how: How


def match_columns(headings: Sequence[str]) -> tuple[Match, ...]:
    """Match every column; what is taken by a surer match is not given twice."""
    found: dict[int, tuple[str, How]] = {}
    for find in (_ours, _known, _guess):
        for index, heading in enumerate(headings):
            taken = {name for name, _ in found.values()}
            if index in found or not (match := find(heading)) or match[0] in taken - {""}:
                continue
            found[index] = match
    return tuple(
        Match(index, heading, *found.get(index, ("", "none")))
        for index, heading in enumerate(headings)
    )


def choose_columns(headings: Sequence[str], chosen: Mapping[int, str]) -> tuple[Match, ...]:
    """Return a match as somebody chose it; what is no column of ours is left out."""
    usual = match_columns(headings)
    return tuple(_choose(match, chosen.get(match.index, "")) for match in usual)


def find_doubles(matches: Iterable[Match]) -> tuple[str, ...]:
    """Return our columns that two of the table's were given to."""
    names = [match.column for match in matches if match.column]
    return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))


def _choose(match: Match, column: str) -> Match:
    if column == match.column:
        return match
    known = column if column in CHOICES else ""
    return Match(match.index, match.heading, known, "chosen")


def _ours(heading: str) -> tuple[str, How] | None:
    name = heading.strip()
    if name in SHOWN:
        return "", "shown"
    return (name, "ours") if name == VERSION or name in BY_NAME else None


def _known(heading: str) -> tuple[str, How] | None:
    name = _KNOWN.get(_plain(heading))
    return (name, "known") if name else None


def _guess(heading: str) -> tuple[str, How] | None:
    plain = _plain(heading)
    if len(plain) < 3:
        return None
    found = process.extractOne(
        plain, _KNOWN.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH
    )
    return (_KNOWN[found[0]], "guessed") if found else None


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


_KNOWN: Mapping[str, str] = {
    **{_plain(word): name for name, words in OTHER_NAMES.items() for word in words},
    **{_plain(column.name): column.name for column in READ},
}
