"""One record of a feed, in any dialect, becomes a draft listing and the story of how."""

from collections.abc import Iterable

from app.openreferral.drafts import Draft, Note, Value
from app.openreferral.reading.ages import read_ages, read_who_for
from app.openreferral.reading.areas import read_areas
from app.openreferral.reading.contacts import read_contacts
from app.openreferral.reading.costs import read_costs
from app.openreferral.reading.dialects import Dialect
from app.openreferral.reading.gathering import gather
from app.openreferral.reading.hours_lines import read_hours
from app.openreferral.reading.languages import read_languages
from app.openreferral.reading.markup import cut_text
from app.openreferral.reading.moments import read_date, read_moment, write_day
from app.openreferral.reading.needs import read_needs
from app.openreferral.reading.own_words import read_own_words, read_slug
from app.openreferral.reading.parts import Part, dropped, guessed, join_parts, mapped
from app.openreferral.reading.places import is_virtual, read_places
from app.openreferral.reading.problems import ReadingProblem
from app.openreferral.reading.reaching import read_reaching
from app.openreferral.reading.settling import REQUIRED, settle
from app.openreferral.reading.shape import Listing, Timing
from app.openreferral.reading.tidying import Json, tidy_record
from app.openreferral.reading.vocabulary import Vocabulary
from app.openreferral.reading.wordings import (
    read_dates,
    read_extras,
    read_name,
    read_provider,
    read_summary,
)

LONGEST_PLANNERS_NOTE = 2000

_GONE = frozenset({"inactive", "defunct", "expired", "closed", "archived", "deleted", "draft"})
_SHUT_FOR_NOW = frozenset({"temporarily closed", "suspended", "paused"})


def read_record(record: Json, dialect: Dialect, vocabulary: Vocabulary) -> Draft:
    """Return one service of a feed as a draft that a planner can look over.

    Its fields are good as they stand; where one that a listing must have is missing, a note says
    which. Raises ReadingProblem where the record is no object or has no id.
    """
    tidied = tidy_record(record)
    if tidied is None:
        raise ReadingProblem("One entry of the list is not a service.")
    listing = gather(tidied)
    part = _read_standard(listing, vocabulary)
    block = tidied.get("reachin")
    own = read_own_words(block, vocabulary)
    if own is not None:
        part = _prefer_own(own, part)
    elif block is not None:
        part = join_parts([part, Part({}, (dropped("reachin", _NOT_OURS),))])
    settled = settle({**part.fields, **_write_note(part.asides)}, vocabulary.names)
    moment, dating = _read_modified(listing)
    gone, standing = _read_status(listing)
    notes = [mapped("dialect", f"Read as {dialect}."), *standing, *dating, *part.notes]
    return Draft(
        source_id=listing.source_id,
        fields=settled.fields,
        slug=read_slug(block) if own is not None else None,
        notes=tuple(dict.fromkeys([*notes, *settled.notes, *settled.missing])),
        modified=moment,
        gone=gone,
    )


_NOT_OURS = "Its Reach In block is not one we can read: we used the standard's fields."


def _read_standard(listing: Listing, vocabulary: Vocabulary) -> Part:
    reaching, places = read_reaching(listing), read_places(listing, vocabulary)
    needs = read_needs(listing, vocabulary)
    parts = [
        read_name(listing),
        read_provider(listing),
        read_summary(listing),
        read_areas(listing, vocabulary),
        needs,
        read_who_for(listing),
        read_ages(listing),
        read_costs(listing),
        reaching,
        read_contacts(listing),
        places,
        read_hours(_timings_of(listing), listing.changed),
        read_languages(listing),
        read_dates(listing),
        read_extras(listing),
    ]
    ways = _join_ways(part.fields.get("ways") for part in (needs, reaching, places))
    how = {**_block(needs.fields.get("reach_in")), **_block(reaching.fields.get("reach_in"))}
    return join_parts([*parts, Part({**ways, **({"reach_in": how} if how else {})})])


def _timings_of(listing: Listing) -> tuple[Timing, ...]:
    """Return the service's own times, or those of its only place."""
    real = [site for site in listing.places if not is_virtual(site)]
    return real[0].timings if len(real) == 1 and not listing.timings else listing.timings


def _block(value: Value | None) -> dict[str, Value]:
    return dict(value) if isinstance(value, dict) else {}


def _join_ways(values: Iterable[Value | None]) -> dict[str, Value]:
    ways = [way for value in values if isinstance(value, list) for way in value]
    return {"ways": list(dict.fromkeys(str(way) for way in ways))} if ways else {}


def _prefer_own(own: Part, standard: Part) -> Part:
    """Return a Reach In's own words, with the standard's for what a listing cannot be without.

    Nothing that was guessed or added for planners stands beside them.
    """
    kept = (*REQUIRED, "basis", "sources_dated")
    needed = {name: standard.fields[name] for name in kept if name in standard.fields}
    used = set(needed) - set(own.fields)
    notes = tuple(note for note in standard.notes if note.field.split(".")[0] in used)
    return Part({**needed, **own.fields}, own.notes + notes)


def _write_note(asides: tuple[str, ...]) -> dict[str, Value]:
    note, rest = cut_text(" ".join(asides), LONGEST_PLANNERS_NOTE - 2)
    return {"planners_note": f"{note} …" if rest else note} if note else {}


def _read_modified(listing: Listing) -> tuple[str | None, tuple[Note, ...]]:
    moment, was_guessed = read_moment(listing.modified)
    message = "The time it was last changed has no zone: we took it as UK time."
    return moment, (guessed("last_modified", message),) if was_guessed else ()


def _read_status(listing: Listing) -> tuple[bool, tuple[Note, ...]]:
    """Return whether the feed says that a service is gone, or shut for now."""
    status = " ".join((listing.status or "").lower().replace("_", " ").split())
    if status in _GONE:
        return True, (mapped("status", f'The feed calls it "{status}".'),)
    if status in _SHUT_FOR_NOW:
        return True, (mapped("status", f'The feed calls it "{status}": keep it back for now.'),)
    until = read_date(listing.visible_to)
    if until is None:
        return False, ()
    is_over = listing.changed is not None and until < listing.changed
    told = f"The feed shows it until {write_day(until)}."
    return is_over, (mapped("status", told),)
