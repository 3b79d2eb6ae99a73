"""Ways to get in touch: only numbers and addresses that are surely good, each of them once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.hours import HoursProblem, parse_hours
from app.content.wording import sentences
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import cut_text, join_lines, plain_name, plain_text
from app.openreferral.reading.parts import Part, dropped, guessed, mapped, quote
from app.openreferral.reading.phones import Found, digits_of, hear_phone
from app.openreferral.reading.shape import Link, Listing, Phone
from app.openreferral.reading.web_addresses import find_email, find_web_address

MOST_CONTACTS = 12
LONGEST_NAME, LONGEST_NOTE = 80, 200

_TEXT_LINE = re.compile(r"\b(?:text|sms)\b.{0,60}?\bto\s+(\d{5,6})\b(?![\s-]?\d)", re.IGNORECASE)
_TEXTS = frozenset({"sms", "text", "text message"})
_FAX = frozenset({"fax", "facsimile", "pager"})
_TEXTPHONES = frozenset({"minicom", "tdd", "textphone", "tty"})


@dataclass(frozen=True, slots=True)
class _Way:
    """A contact and what to say of it; two with one key are the same way."""

    key: str
    contact: dict[str, Value]
    notes: tuple[Note, ...] = ()


def read_contacts(listing: Listing) -> Part:
    """Return the contacts of a listing, its own before its organisation's, numbers first."""
    notes: list[Note] = [*_note_people(listing)]
    ways = [
        *_read_all(listing.phones, notes),
        *_read_links(listing.emails, "email", notes),
        *_read_links(listing.sites_on_web, "website", notes),
    ]
    kept: dict[str, _Way] = {}
    for way in ways:
        kept.setdefault(way.key, way)
    chosen = list(kept.values())[:MOST_CONTACTS]
    notes += (note for way in chosen for note in way.notes)
    if len(kept) > MOST_CONTACTS:
        notes.append(dropped("contacts", f"The feed has {len(kept)} ways to get in touch."))
    if not chosen:
        return Part({}, tuple(notes))
    notes.append(mapped("contacts", f"Ways to get in touch from the feed: {len(chosen)}."))
    return Part({"contacts": [dict(way.contact) for way in chosen]}, tuple(notes))


def _note_people(listing: Listing) -> Iterator[Note]:
    if listing.people:
        yield dropped("contacts.name", "Names that may be a person's are left out of listings.")


def _read_all(phones: tuple[Phone, ...], notes: list[Note]) -> Iterator[_Way]:
    has_own = any(phone.own and hear_phone(phone.number).numbers for phone in phones)
    for phone in phones:
        if phone.own or not has_own:
            yield from _read_phone(phone, notes)


def _read_phone(phone: Phone, notes: list[Note]) -> Iterator[_Way]:
    kind = (phone.kind or "").lower()
    if kind in _FAX:
        notes.append(dropped("phones", f"{quote(phone.number)} is a {kind}, not a phone."))
        return
    if texted := _TEXT_LINE.search(phone.number):
        words = plain_text(phone.number)
        yield _Way(texted[1], {"text": texted[1], "note": cut_text(words, LONGEST_NOTE)[0]})
        return
    heard = hear_phone(phone.number)
    if not heard.numbers:
        notes.append(dropped("phones", f"{quote(phone.number)} is not a phone number."))
    for found in heard.numbers:
        yield _make_way(found, phone, heard.words, phone.extension or heard.extension)


def _make_way(found: Found, phone: Phone, words: str, extension: str | None) -> _Way:
    kind = (phone.kind or "").lower()
    way = "text" if kind in _TEXTS else "phone"
    contact: dict[str, Value] = {way: found.number}
    if phone.label and digits_of(phone.label) != digits_of(found.number):
        contact["name"] = _short_name(phone.label)
    said = [plain_text(text) for text in (phone.note, words) if text]
    pieces = [piece for text in said for piece in sentences(text)]
    hours = [piece.rstrip(".") for piece in pieces if _is_hours(piece.rstrip("."))]
    if hours and _is_hours(*hours):
        contact["hours"] = hours[0] if len(hours) == 1 else list[Value](hours)
        pieces = [piece for piece in pieces if piece.rstrip(".") not in hours]
    told = [f"Extension {extension}"] if extension else []
    told += ["Textphone"] if kind in _TEXTPHONES else []
    if told or pieces:
        contact["note"] = cut_text(join_lines((*told, *pieces)), LONGEST_NOTE)[0]
    return _Way(f"{way} {digits_of(found.number)}", contact, tuple(_note_phone(found, phone)))


def _note_phone(found: Found, phone: Phone) -> Iterator[Note]:
    if found.restored:
        message = f"{quote(phone.number)} had lost its first 0, so it is back: {found.number}."
        yield guessed("contacts", f"{message} Check it.")
    if not phone.own:
        yield guessed("contacts", f"{found.number} is the organisation's own number.")


def _read_links(links: tuple[Link, ...], way: str, notes: list[Note]) -> Iterator[_Way]:
    """Yield emails or web addresses; the organisation's stand in only where there is no other."""
    find = _find_email if way == "email" else find_web_address
    found = [(link, find(link.address)) for link in links]
    has_own = any(link.own and good for link, good in found)
    for link, good in found:
        if good is None:
            notes.append(dropped(way, f"{quote(link.address)} is not {_ARTICLES[way]} to use."))
        elif link.own or not has_own:
            yield _make_link(way, good, link)


_ARTICLES = {"email": "an email address", "website": "a web address"}


def _find_email(text: str) -> tuple[str, bool] | None:
    found = find_email(text)
    return (found, False) if found else None


def _make_link(way: str, good: tuple[str, bool], link: Link) -> _Way:
    address, was_bare = good
    contact: dict[str, Value] = {way: address}
    if link.label and find_web_address(link.label) is None and "@" not in link.label:
        contact["name"] = _short_name(link.label)
    notes = []
    if was_bare:
        notes.append(guessed("contacts", f'{address}: we put "https://" before it. Try it.'))
    if not link.own:
        notes.append(guessed("contacts", f"{address} is the organisation's own."))
    return _Way(address.lower().rstrip("/"), contact, tuple(notes))


def _short_name(label: str) -> str:
    return cut_text(plain_name(label), LONGEST_NAME)[0]


def _is_hours(*lines: str) -> bool:
    try:
        return parse_hours(lines).known
    except HoursProblem:
        return False
